"""Whatever can be recorded can be put right and taken back, or it is said here why not.

One verb each: `correct` (it was otherwise), `withdraw` (it never was), `end` (it is over).
"""

import json
import shlex
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from conftest import SAMPLE_DAY, Run, dump
from late_office import CHANGING
from test_help import COMMANDS

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow


class Ways(NamedTuple):
    """The command lines that put right and take back what a command recorded.

    Where there is none, why not, after a dash.
    """

    correct: str
    withdraw: str


ITSELF = "-it corrects, and is corrected by itself"
NEVER = "-the words stand; what is wrong is said by another of them"
RECORDED = {
    "child edit": Ways("child edit --clear", "child edit --clear"),
    "child move": Ways("child move --correct", "child move --withdraw"),
    "child wish": Ways("child wish --clear", "child wish --clear"),
    "child worker": Ways("child worker --correct", "child worker --withdraw"),
    "concern close": Ways("concern note --note", "-a note says that it goes on"),
    "concern note": Ways("concern note --note", NEVER),
    "concern raise": Ways("concern note --note", "concern withdraw --why"),
    "concern told": Ways("-who was told on a day stays told", NEVER),
    "concern withdraw": Ways(ITSELF, "-it is raised anew"),
    "expenses approve": Ways("expenses query --why", "expenses query --why"),
    "expenses claim": Ways("-amounts are fixed when claimed", "expenses decline --why"),
    "expenses decline": Ways("-it is claimed again", "expenses claim --again"),
    "expenses pay": Ways("expenses reverse --why", "expenses reverse --why"),
    "expenses query": Ways("expenses query --why", "expenses approve --on"),
    "expenses reverse": Ways("expenses reverse --withdraw", "expenses reverse --withdraw"),
    "import": Ways("import --update", "-its rows are taken back one by one"),
    "job run": Ways("-a receipt", "-a receipt"),
    "match continue": Ways("match continue --correct", "match continue --withdraw"),
    "match end": Ways("match end --correct", "match reopen"),
    "match heard": Ways("match heard --on", "-the latest view counts"),
    "match interval": Ways("match interval --on", "-the interval of before is set for that day"),
    "match met": Ways("match met --correct", "-it happened; its day is put right"),
    "match pause": Ways("match pause --correct", "match pause --withdraw"),
    "match propose": Ways("match propose --correct", "match end --route"),
    "match reopen": Ways(ITSELF, "match end --route"),
    "match review": Ways("match review --correct", "match review --withdraw"),
    "match resume": Ways("match pause --on", "match pause --on"),
    "match shown": Ways("match shown --correct", "-it happened; its day is put right"),
    "match start": Ways("match start --correct", "match end --route"),
    "panel add": Ways("panel add --on", "-the panel decides, or defers"),
    "panel decide": Ways("volunteer check --instead-of", "-a panel's decision is a fact"),
    "policy set": Ways("policy set --from", "policy set --from"),
    "referral add": Ways("referral edit --received", "referral close --outcome"),
    "referral close": Ways("-it is opened again, and closed as it was", "referral reopen --on"),
    "referral edit": Ways(ITSELF, ITSELF),
    "referral record": Ways("-a step is taken once", "-a step is taken once"),
    "referral reopen": Ways(ITSELF, "referral close --outcome"),
    "review correct": Ways(ITSELF, ITSELF),
    "review held": Ways("review correct --of", "review withdraw --of"),
    "review plan": Ways("review correct --due", "review withdraw --of"),
    "review withdraw": Ways(ITSELF, "review held --on"),
    "staff add": Ways("staff edit --name", "staff leave --on"),
    "staff edit": Ways(ITSELF, "staff edit --clear"),
    "staff lead": Ways("staff lead --on", "staff lead --on"),
    "staff leave": Ways("-it is taken back, and recorded as it was", "staff leave --withdraw"),
    "support comes": Ways("support comes --withdraw", "support comes --withdraw"),
    "support correct": Ways(ITSELF, ITSELF),
    "support done": Ways("support done --correct", "support done --withdraw"),
    "support held": Ways("support correct --on", "support held --withdraw"),
    "support log": Ways("support correct --on", "support withdraw --why"),
    "support plan": Ways("support correct --on", "support withdraw --why"),
    "support withdraw": Ways(ITSELF, "support log --on"),
    "training add": Ways("training correct --on", "training withdraw"),
    "training comes": Ways("training comes --withdraw", "training comes --withdraw"),
    "training correct": Ways(ITSELF, ITSELF),
    "training held": Ways("training correct --on", "training attended --withdraw"),
    "training invite": Ways("training invite --withdraw", "training invite --withdraw"),
    "training plan": Ways("training correct --on", "training withdraw"),
    "training withdraw": Ways(ITSELF, "training plan --on"),
    "training attended": Ways("training attended --withdraw", "training attended --withdraw"),
    "visit correct": Ways(ITSELF, ITSELF),
    "visit excuse": Ways("visit excuse --withdraw", "visit excuse --withdraw"),
    "visit log": Ways("visit correct --on", "visit withdraw --why"),
    "visit move": Ways(ITSELF, ITSELF),
    "visit plan": Ways("visit plan --withdraw", "visit plan --withdraw"),
    "visit withdraw": Ways(ITSELF, "visit log --on"),
    "volunteer add": Ways("volunteer edit --name", "volunteer leave --reason"),
    "volunteer advance": Ways("volunteer advance --correct", "-a stage that was reached stands"),
    "volunteer book": Ways("volunteer book --food", "-an empty page is none"),
    "volunteer check": Ways("volunteer check --instead-of", "-evidence is put right, never lost"),
    "volunteer edit": Ways(ITSELF, "volunteer edit --clear"),
    "volunteer hold": Ways("volunteer hold --correct", "volunteer hold --withdraw"),
    "volunteer leave": Ways("volunteer leave --correct", "volunteer leave --withdraw"),
    "volunteer purge": Ways("-what is erased is gone", "-what is erased is gone"),
    "volunteer return": Ways(ITSELF, "volunteer leave --reason"),
    "volunteer waive": Ways("volunteer waive --correct", "volunteer waive --withdraw"),
}


def test_every_command_that_records_something_is_listed() -> None:
    assert set(RECORDED) == {way.command for way in CHANGING} - {"concern show"}


@pytest.mark.parametrize("words", sorted({way for ways in RECORDED.values() for way in ways}))
def test_every_way_is_a_command_with_that_option_or_says_why_there_is_none(words: str) -> None:
    if words.startswith("-"):
        assert words[1:].strip()
        return
    command, _, option = words.partition(" --")
    options = {name for each in COMMANDS[command].params for name in each.opts}
    assert not option or f"--{option}" in options


# A mistake, and what puts it right within two commands.
MISTAKES = {
    "the wrong day": (
        "visit log M-20 --on 2026-11-20 --minutes 90",
        "visit correct L-1966 --on 2026-11-19",
        "visit withdraw L-1966",
    ),
    "the wrong child": (
        "visit log M-20 --on 2026-11-20 --minutes 90 --concern 'said to be sad'",
        "visit move L-1966 M-3",
        "visit withdraw L-1966",
        "concern withdraw K-1 --why 'the wrong child'",
    ),
    "begun by mistake": (
        "match start M-3 --on 2023-11-24 --correct",
        "match start M-3 --on 2023-11-25 --correct",
    ),
    "ended by mistake": (
        "match end M-36 --on 2026-10-31 --route agreed_end --reason row --no-more",
        "match reopen M-36",
    ),
    "ended by mistake, and wanted again": (
        "match end M-36 --on 2026-10-31 --route agreed_end --reason row --another-wanted",
        "match reopen M-36",
    ),
    "ended by mistake, and its referral opened": (
        "match end M-36 --on 2026-10-31 --route agreed_end --reason row",
        "referral reopen R-1 --on 2026-10-31",
        "match reopen M-36",
    ),
    "ended on the wrong day": (
        "match end M-1 --on 2026-07-03 --correct",
        "match end M-1 --on 2026-07-02 --correct",
    ),
    "paused by mistake": (
        "match pause M-27 --on 2026-10-01 --until 2026-10-31",
        "match pause M-27 --until 2026-10-30 --correct",
        "match pause M-27 --withdraw",
    ),
    "excused by mistake": (
        "visit excuse M-27 2026-10 --by Ros --reason row",
        "visit excuse M-27 2026-10 --withdraw",
    ),
    "moved by mistake": (
        "child move C-28 --on 2026-10-15 --postcode LN9",
        "child move C-28 --withdraw",
    ),
    "a worker's day": (
        "child worker C-28 social_worker 'B. Ash' --on 2026-10-15",
        "child worker C-28 social_worker --on 2026-10-16 --correct",
        "child worker C-28 social_worker --withdraw",
    ),
    "on hold by mistake": (
        "volunteer hold V-20 --on 2026-10-15 --reason row",
        "volunteer hold V-20 --withdraw",
    ),
    "left by mistake": (
        "volunteer leave V-138 --on 2026-11-12 --reason row",
        "volunteer leave V-138 --on 2026-11-13 --how withdrew --correct",
        "volunteer leave V-138 --withdraw",
    ),
    "waived by mistake": (
        "volunteer waive V-5 dbs --on 2026-10-15 --until 2026-12-31 --by Ros --reason row",
        "volunteer waive V-5 dbs --withdraw",
    ),
    "supervised on the wrong day, and somebody else": (
        "support log supervision --with V-20 --on 2026-10-20",
        "support correct U-1 --on 2026-10-21 --with V-5",
        "support withdraw U-1 --why row",
    ),
    "paid wrongly": (
        "expenses pay --all --reference 'BACS 9'",
        "expenses reverse P-1 --why 'the wrong file'",
    ),
    "reversed by mistake": (
        "expenses reverse E-1020 E-1022/2 --why 'another line' --not-owed",
        "expenses reverse E-1020 E-1022/2 --withdraw",
    ),
    "not at the training": (
        "training add --on 2026-10-15 --module safeguarding --attended V-72",
        "training attended T-1 --volunteer V-72 --withdraw",
    ),
    "a volunteer twice": (
        "volunteer add 'Elodie Thistlewood' --email elodie@example.org --on 2026-10-20",
        "volunteer merge V-3 V-143 --take email=V-3 --yes",
    ),
}


@pytest.mark.parametrize("lines", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_put_right_leaves_no_mark_on_the_figures(
    lines: tuple[str, ...], sample: Path, file: Path, run: Run
) -> None:
    shutil.copy(sample, file)
    before = figures(run)
    run("--today", SAMPLE_DAY, *shlex.split(lines[0]))
    mistaken = figures(run)
    for line in lines[1:]:
        run("--today", SAMPLE_DAY, *shlex.split(line))
    assert figures(run) == before
    # Or there would have been nothing to put right.
    assert mistaken != before


# What is recorded, how it is put right, and what was there.
CORRECTED = {
    "an entry": (
        "visit log M-20 --on 2026-11-20 --minutes 90",
        "visit correct L-1966 --on 2026-11-19",
        "visited: was Fri 20 Nov 2026, now Thu 19 Nov 2026",
    ),
    "its match": (
        "visit log M-20 --on 2026-11-20 --minutes 90",
        "visit move L-1966 M-3",
        "match: was M-20, now M-3",
    ),
    "a proposal": (
        "",
        "match propose R-67 --volunteer V-96 --on 2026-11-06 --correct",
        "proposed: was Mon 2 Nov 2026, now Fri 6 Nov 2026",
    ),
    "a meeting": (
        "",
        "match met M-85 --on 2026-11-18 --correct",
        "first meeting: was Tue 17 Nov 2026, now Wed 18 Nov 2026",
    ),
    "the book": (
        "match shown M-85 --on 2026-11-10",
        "match shown M-85 --on 2026-11-11 --correct",
        "book shown: was Tue 10 Nov 2026, now Wed 11 Nov 2026",
    ),
    "a start": (
        "",
        "match start M-20 --on 2024-01-08 --correct",
        "started: was Tue 9 Jan 2024, now Mon 8 Jan 2024",
    ),
    "an ending": (
        "",
        "match end M-1 --on 2026-07-03 --correct",
        "ended: was Thu 2 Jul 2026, now Fri 3 Jul 2026",
    ),
    "a pause": (
        "match pause M-27 --on 2026-10-01 --until 2026-10-31",
        "match pause M-27 --until 2026-10-30 --correct",
        "until: was Sat 31 Oct 2026, now Fri 30 Oct 2026",
    ),
    "a hold": (
        "volunteer hold V-20 --on 2026-10-15 --reason row",
        "volunteer hold V-20 --on 2026-10-16 --reason otherwise --correct",
        "from: was Thu 15 Oct 2026, now Fri 16 Oct 2026",
    ),
    "a waiver": (
        "volunteer waive V-5 dbs --on 2026-10-15 --until 2026-12-31 --by Ros --reason row",
        "volunteer waive V-5 dbs --until 2026-12-30 --correct",
        "until: was Thu 31 Dec 2026, now Wed 30 Dec 2026",
    ),
    "evidence": (
        "volunteer check V-1 medical --outcome clear --on 2026-10-15",
        "volunteer check V-1 medical --on 2026-10-16 --instead-of 2026-10-15",
        "from: was Thu 15 Oct 2026, now Fri 16 Oct 2026",
    ),
    "a leaving": (
        "volunteer leave V-138 --on 2026-11-12 --reason row",
        "volunteer leave V-138 --on 2026-11-13 --correct",
        "ended: was Thu 12 Nov 2026, now Fri 13 Nov 2026",
    ),
    "a home": (
        "child move C-28 --on 2026-10-15 --postcode LN9",
        "child move C-28 --on 2026-10-16 --correct",
        "from: was Thu 15 Oct 2026, now Fri 16 Oct 2026",
    ),
}


@pytest.mark.parametrize(("first", "line", "was"), CORRECTED.values(), ids=CORRECTED.keys())
def test_a_correction_says_what_was_there_and_once_more_that_nothing_was_changed(
    sample: Path, file: Path, run: Run, first: str, line: str, was: str
) -> None:
    shutil.copy(sample, file)
    if first:
        run("--today", SAMPLE_DAY, *shlex.split(first))
    assert was in run("--today", SAMPLE_DAY, *shlex.split(line)).out
    before = dump(file)
    if line.startswith("volunteer check"):
        # Of the other day there is nothing any more.
        line = line.replace("--instead-of 2026-10-15", "--instead-of 2026-10-16")
    assert "nothing was changed." in run("--today", SAMPLE_DAY, *shlex.split(line)).out
    assert dump(file) == before


def figures(run: Run) -> list[object]:
    """What reports say of the months and days that the mistakes are of, `entered_since` apart."""
    found: list[object] = []
    for month in ("2023-11", "2026-07", "2026-10", "2026-11"):
        words = ("report", "compliance", "--month", month, "--format", "json")
        report = json.loads(run("--today", SAMPLE_DAY, *words).out)
        report.pop("entered_since")
        found.append(report)
    listed = ("report overdue --all", "report ledger --from 2023-11 --to 2026-11",
              "report waiting",
              "report owed", "report checks", "volunteer list", "match list")  # fmt: skip
    told = (run("--today", SAMPLE_DAY, *each.split(), "--format", "json").out for each in listed)
    return [*found, *map(json.loads, told)]
