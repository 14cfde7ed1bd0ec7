"""Who looked: a line for a concern read and for names that left the file, and for nothing else."""

import json
from pathlib import Path

import pytest
from conftest import Run, dump

SAMPLE = Path(__file__).parent.parent.parent / "sample"
TODAY = "2026-11-23"


@pytest.fixture
def sample(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("IVTOOL_TODAY", TODAY)
    monkeypatch.chdir(tmp_path)
    run("import", str(SAMPLE))
    run("concern", "raise", "--match", "M-6", "--kind", "health", "--words", "A cough.")
    run("--as", "Kay", "visit", "log", "M-7", "--minutes", "90")
    return run


def looks(run: Run, *asked: str) -> list[tuple[object, ...]]:
    rows = json.loads(run("history", "looks", *asked, "--format", "json").out)
    assert all(list(row) == ["at", "by", "command", "ref"] for row in rows)
    return [(row["by"], row["command"], row["ref"]) for row in rows]


def without_looks(file: Path) -> list[str]:
    return [row for row in dump(file) if not row.startswith(("file_look", "sqlite_sequence"))]


@pytest.mark.parametrize(
    ("command", "more"),
    [
        ("report overdue", ""),
        ("today", ""),
        ("volunteer show", "V-1"),
        ("expenses list", "--format json"),
        ("match list", "--format csv"),
        ("history show", "H-2"),
        ("explain overdue", "M-6"),
        ("match propose", "R-4"),
        ("undo", "--dry-run"),
        ("export", "out"),
        ("export", "out.xlsx"),
    ],
)
def test_names_that_leave_the_file_leave_one_line_and_no_change(
    sample: Run, file: Path, command: str, more: str
) -> None:
    before = without_looks(file)
    sample("--as", "Kay", *command.split(), *more.split(), "--names", "full")
    assert looks(sample) == [("Kay", command, None)]
    assert without_looks(file) == before


@pytest.mark.parametrize(
    "line",
    [
        "report overdue",
        "report overdue --names initials",
        "volunteer show V-1",
        "db path --names full",
        "policy show --names full",
        "history list M-7 --names full",
        "history looks --names full",
        "report compliance --names full",
        "report overdue --help --names full",
        # Whoever changes something is in the history anyway.
        "visit log M-6 --minutes 60 --names full",
    ],
)
def test_what_shows_nobody_leaves_no_line(sample: Run, line: str) -> None:
    sample(*line.split())
    assert looks(sample) == []


def test_both_kinds_are_listed_the_newest_first(sample: Run) -> None:
    sample("--as", "Kay", "report", "overdue", "--names", "full")
    sample("--as", "Bo", "concern", "show", "K-1", "--names", "full")
    found = looks(sample)
    assert sorted(map(str, found)) == sorted(
        map(str, [("Bo", "concern show", "K-1"), ("Kay", "report overdue", None)])
    )
    assert looks(sample, "--by", "kay") == [("Kay", "report overdue", None)]
    assert looks(sample, "--to", "1/1/2020") == []
    assert looks(sample, "--from", "1/1/2020") == found
    plain = sample("history", "looks").out.splitlines()
    assert plain[0].split() == ["at", "(UTC)", "by", "command", "ref"]
    assert sample("history", "looks", "--by", "nobody").out == ""
