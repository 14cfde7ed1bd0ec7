"""Completion at the TAB key: what each shell is told, and that it is safe, quick and silent."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import HALF_A_CHANGE, Run, change, hold, run_on

HERE = Path(__file__).parent
DAY = "2026-11-23"
SHELLS = ("bash", "zsh", "fish", "powershell")
HEAVY = {"sqlmodel", "sqlalchemy", "pydantic", "jinja2", "alembic"}
Complete = Callable[..., list[str]]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the small sample service in it; never to be changed."""
    file = tmp_path_factory.mktemp("sample") / "ivtool.db"
    assert run_on(file, "db", "init") == 0
    assert run_on(file, "--today", DAY, "import", str(HERE.parent / "sample")) == 0
    return file


@pytest.fixture
def mine(sample: Path, tmp_path: Path) -> Path:
    """The test's own copy of the sample's file."""
    return Path(shutil.copy(sample, tmp_path / "ivtool.db"))


@pytest.fixture
def complete(
    sample: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Complete:
    """What bash is offered for the last word of a line, or another shell where one is named."""

    def completed(line: str, shell: str = "bash", file: Path = sample) -> list[str]:
        words = line.split(" ")
        monkeypatch.setenv("IVTOOL_DB", str(file))
        for name, value in {
            "_IVTOOL_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words) - 1),
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": words[-1],
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        }.items():
            monkeypatch.setenv(name, value)
        from ivtool.cli import main

        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([])
        told = capfd.readouterr()
        assert (ended.value.code or 0) == 0
        assert told.err == ""
        return [each for each in told.out.split("\n") if each]

    return completed


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("ivtool rep", ["report"]),
        ("ivtool im", ["import"]),
        ("ivtool report ow", ["owed"]),
        ("ivtool visit log --min", ["--minutes"]),
        ("ivtool visit log M-1 --outcome cancelled_by_c",
         ["cancelled_by_child", "cancelled_by_carer"]),
        ("ivtool report compliance --format ma", ["markdown"]),
        ("ivtool report overdue --format ma", ["markdown"]),
        ("ivtool report overdue --format text", []),
        ("ivtool --show-completion z", ["zsh"]),
        ("ivtool --names ", ["full", "initials", "refs"]),
        ("ivtool report overdue --names i", ["initials"]),
        ("ivtool match show M-3", ["M-3"]),
        ("ivtool match show m3", ["m3"]),
        ("ivtool match show MAT-03", ["MAT-03"]),
        ("ivtool match show Kai", ["Kai-Hollin"]),
        ("ivtool match show kai-h", ["kai-hollin"]),
        ("ivtool match show pross", ["prosser"]),
        ("ivtool volunteer show V-11", ["V-11"]),
        ("ivtool child show Ell", ["Ellie-Mae-Crouch"]),
        ("ivtool referral show REF-26-06", ["REF-26-06"]),
        ("ivtool expenses show CLM-101", ["CLM-101"]),
        ("ivtool visit show L-78", ["L-78"]),
        ("ivtool visit list --match MAT-02", ["MAT-02"]),
        ("ivtool visit list --volunteer Eluned", ["Eluned-Prosser"]),
        ("ivtool visit list --child Kai", ["Kai-Hollin"]),
        ("ivtool report overdue --authority Eld", ["Elderwick-Borough-Council"]),
        ("ivtool report overdue --authority bor", ["borough-council"]),
        ("ivtool report ledger --match Kai", ["Kai-Hollin"]),
        ("ivtool match show nobody", []),
        ("ivtool nothing M-", []),
        ("ivtool import sam", []),
        ("ivtool report overdue --db sam", []),
    ],
)  # fmt: skip
def test_a_word_is_completed(line: str, offered: list[str], complete: Complete) -> None:
    assert complete(line) == offered


def test_what_is_offered_means_the_record(
    sample: Path, complete: Complete, monkeypatch: pytest.MonkeyPatch
) -> None:
    for line in (
        "match show Kai",
        "match show hol",
        "match show m3",
        "child show Ell",
        "volunteer show MAUREEN",
        "report overdue --authority Tar",
        "expenses show CLM-1",
    ):
        for word in complete(f"ivtool {line}"):
            arguments = [*line.split(" ")[:-1], word]
            with monkeypatch.context() as patch:
                patch.delenv("_IVTOOL_COMPLETE")
                assert run_on(sample, "--today", DAY, *arguments) == 0, arguments


def test_nothing_typed_offers_refs_only_and_live_matches_first(complete: Complete) -> None:
    assert complete("ivtool match show ")[0] == "M-1"
    ended = "M-4"
    assert complete("ivtool match show ")[-1] == ended
    assert all(word.startswith("C-") for word in complete("ivtool child show "))


def test_staff_are_offered_and_who_left_comes_last(mine: Path, complete: Complete) -> None:
    change(
        mine,
        "INSERT INTO staff (id, name, role, joined_on, left_on) VALUES"
        " (1, 'Ros Hale', 'manager', '2024-01-01', '2025-01-01'),"
        " (2, 'Ann Osier-Reed', 'co-ordinator', '2024-01-01', NULL);",
    )
    assert complete("ivtool staff lead ", file=mine) == ["S-2", "S-1"]
    assert complete("ivtool staff lead s2", file=mine) == ["s2"]
    assert complete("ivtool staff leave S-1 --hand-to Osi", file=mine) == ["Osier-Reed"]
    assert complete("ivtool staff lead S-1 --volunteer Eluned", file=mine) == ["Eluned-Prosser"]
    assert complete("ivtool staff lead S-1 --match MAT-02", file=mine) == ["MAT-02"]
    assert "Ann Osier-Reed" in complete("ivtool staff lead S-2", "fish", file=mine)[0]


def test_concerns_are_offered_by_ref_alone_and_closed_ones_come_last(
    mine: Path, complete: Complete
) -> None:
    change(
        mine,
        "INSERT INTO concern (id, kind, raised_on, raised_by, child_id, words, closed_on) VALUES"
        " (1, 'health', '2026-11-01', 'Ros Hale', 1, 'Words', NULL),"
        " (2, 'other', '2026-11-02', 'Ros Hale', 1, 'Words', '2026-11-03'),"
        " (3, 'other', '2026-11-02', 'Ros Hale', 1, 'Words', NULL);",
    )
    assert complete("ivtool concern show ", file=mine) == ["K-3", "K-1", "K-2"]
    assert complete("ivtool concern told k1", file=mine) == ["k1"]
    assert complete("ivtool concern told K-1 la", file=mine) == ["lado"]
    assert complete("ivtool concern close Wor", file=mine) == []
    assert complete("ivtool concern raise --child Ell", file=mine) == ["Ellie-Mae-Crouch"]
    assert complete("ivtool concern raise --kind dis", file=mine) == ["disclosure"]
    # Neither a word nor whom it is about stands beside.
    assert complete("ivtool concern note K-1", "fish", file=mine) == ["K-1"]


def test_training_sessions_are_offered_the_latest_first(mine: Path, complete: Complete) -> None:
    change(
        mine,
        "INSERT INTO training (id, held_on, modules) VALUES"
        " (1, '2026-01-01', 'boundaries'), (2, '2026-02-01', 'boundaries')",
    )
    assert complete("ivtool training show ", file=mine) == ["T-2", "T-1"]
    assert complete("ivtool training attended t1", file=mine) == ["t1"]
    assert complete("ivtool training attended T-1 --volunteer Eluned", file=mine) == [
        "Eluned-Prosser"
    ]


def test_at_most_fifty_are_offered(mine: Path, complete: Complete) -> None:
    change(
        mine,
        "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
        " INSERT INTO child (id, name) SELECT i, 'Many ' || i FROM n",
    )
    assert len(complete("ivtool child show ", file=mine)) == 50
    assert len(complete("ivtool child show many", file=mine)) == 50


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_names_stand_beside_as_far_as_they_may_be_shown(shell: str, complete: Complete) -> None:
    assert "Kai Hollin, Eluned Prosser" in complete("ivtool match show M-1", shell)[0]
    line = "ivtool --names {} match show M-1"
    assert "KH, EP" in complete(line.format("initials"), shell)[0]
    assert "Kai" not in "".join(complete(line.format("refs"), shell))
    for names in ("initials", "refs"):
        assert complete(f"ivtool match show --names {names} Kai", "fish") == []
    assert complete("ivtool match show --names everything M-1", "fish") == []


HOSTILE = """x'"; touch owned; $(touch owned) `touch owned` \\$(touch owned) [red]a\x1b[31m:::|é"""


@pytest.mark.parametrize("shell", SHELLS)
def test_a_name_is_nothing_that_a_shell_obeys(shell: str, mine: Path, complete: Complete) -> None:
    text = HOSTILE.replace("'", "''")
    change(mine, f"UPDATE child SET name = '{text}', key = '{text}' WHERE id = 1")
    for typed in ("C-1", "x", "C-"):
        told = "\n".join(complete(f"ivtool child show {typed}", shell, file=mine))
        names = [each for each in told.split("\n") if "touch" in each]
        for each in names:
            beside = each.replace('":"', "").replace(":::", "").replace("_arguments '*: :((", "")
            beside = beside.replace("))'", "")
            assert not set(beside) & set("'`$;\\()[]|\x1b"), each
    assert "touch" in "".join(complete("ivtool child show C-1", "fish", file=mine))


@pytest.mark.parametrize("shell", SHELLS)
def test_a_file_of_no_use_offers_nothing_and_says_nothing(
    shell: str, tmp_path: Path, complete: Complete
) -> None:
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"no database" * 1000)
    nothing = ["_files"] if shell == "zsh" else []
    for file in (tmp_path / "missing.db", broken, tmp_path):
        assert complete("ivtool match show M-", shell, file=file) == nothing
        assert complete("ivtool report overdue --authority E", shell, file=file) == nothing


def test_the_file_named_on_the_line_is_read_wherever_it_is_named(
    sample: Path, tmp_path: Path, complete: Complete
) -> None:
    missing = tmp_path / "missing.db"
    for line in (f"--db {sample} match show M-3", f"match show --db {sample} M-3",
                 f"match show --db={sample} M-3"):  # fmt: skip
        assert complete(f"ivtool {line}", file=missing) == ["M-3"]


def process(shell: str, line: str, file: Path, *, python: tuple[str, ...] = ()) -> tuple[str, str]:
    """What a process of its own tells a shell, and what beside."""
    done = subprocess.run(
        [sys.executable, *python, "-m", "ivtool"],
        env=os.environ | {
            "IVTOOL_DB": str(file),
            "_IVTOOL_COMPLETE": f"complete_{shell}",
            "COMP_WORDS": line,
            "COMP_CWORD": str(line.count(" ")),
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": line.rpartition(" ")[2],
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        },
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip
    return done.stdout, done.stderr


@pytest.mark.parametrize(
    ("shell", "told"),
    [
        ("bash", "M-2\n"),
        ("zsh", '_arguments \'*: :(("M-2":"Poppy Vance, Maureen Attwell"))\'\n'),
        ("fish", "M-2\tPoppy Vance, Maureen Attwell\n"),
        ("powershell", "M-2:::Poppy Vance, Maureen Attwell\n"),
    ],
)
def test_each_shell_is_told_in_its_own_way(shell: str, told: str, sample: Path) -> None:
    assert process(shell, "ivtool visit log M-2", sample) == (told, "")


def test_completing_imports_no_writing_door(sample: Path) -> None:
    _, err = process("bash", "ivtool visit log M-2", sample, python=("-X", "importtime"))
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in err.splitlines()}
    assert "ivtool" in imported
    assert not imported & {*HEAVY, "rich"}


def test_no_other_command_imports_the_completing(sample: Path) -> None:
    for arguments in (("--help",), ("match", "list")):
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-m", "ivtool", "--db", str(sample), *arguments],
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert "ivtool.cli" in done.stderr
        assert "completing" not in done.stderr


@pytest.mark.parametrize(
    ("shell", "begins"),
    [
        ("bash", "_ivtool_completion() {"),
        ("zsh", "#compdef ivtool"),
        ("fish", "complete --command ivtool"),
        ("powershell", "Import-Module PSReadLine"),
    ],
)
def test_each_shell_is_given_its_script(shell: str, begins: str, run: Run) -> None:
    told = run("--show-completion", shell).out
    assert told.startswith(begins)
    assert f"complete_{shell}" in told


def test_another_shell_is_not_understood(run: Run) -> None:
    assert "'tcsh' is not one of 'bash'" in run("--show-completion", "tcsh", code=2).err


BASH = """
ivtool() { "$PYTHON" -m ivtool "$@"; }
eval "$(ivtool --show-completion bash)"
env() { command env "${@:1:$#-1}" "$PYTHON" -m ivtool; }
COMP_WORDS=(ivtool match show "$1"); COMP_CWORD=3
_ivtool_completion ivtool
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.mark.slow
@pytest.mark.parametrize(("typed", "offered"), [("M-4", "M-4\n"), ("zain", "zainab-yusufi\n")])
def test_bash_itself_completes(typed: str, offered: str, sample: Path) -> None:
    done = subprocess.run(
        ["bash", "--norc", "-c", BASH, "bash", typed],
        env=os.environ | {"PYTHON": sys.executable, "IVTOOL_DB": str(sample)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == (offered, "")


@pytest.mark.slow
def test_a_locked_file_offers_nothing_in_the_end(mine: Path, complete: Complete) -> None:
    with hold(mine, "BEGIN EXCLUSIVE;") as holder:
        assert complete("ivtool match show M-", file=mine) == []
        holder.kill()


@pytest.mark.slow
def test_half_a_change_is_put_right_first(mine: Path, complete: Complete) -> None:
    with hold(mine, HALF_A_CHANGE) as holder:
        holder.kill()
    assert complete("ivtool match show M-2", file=mine) == ["M-2"]
