"""A state machine over what a service does: after undo all is as it was, after redo as it was then.

Every table row and every report, `entered_since` apart; and the history's chain always fits.
"""

import json
import shlex
import shutil
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import ROUNDS, Ran, connected, run_on
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

pytestmark = [pytest.mark.slow, pytest.mark.hunt]

SAMPLE = Path(__file__).parent.parent / "sample"
TODAY = "2026-11-23"
RUNS, EXAMPLES = ROUNDS, 4
# The history itself, and what stands outside it.
OWN = {
    "alembic_version", "change", "change_link", "change_set", "change_value", "file_look",
    "file_receipt", "job_run", "job_told",
}  # fmt: skip
MATCH, DAY = st.integers(1, 9), st.integers(1, 23)
PERSON, ENTRY = st.integers(1, 12), st.integers(70, 90)
LINES = (
    "visit log M-{match} --on 2026-11-{day:02} --minutes 60 --miles 10 --spend 'meal=4.00 tea'",
    "visit log M-{match} --on 2026-11-{day:02} --kind phone --again",
    "visit correct L-{entry} --minutes {day}",
    "visit correct L-{entry} --on 2026-11-{day:02}",
    "visit withdraw L-{entry} --why twice",
    "visit excuse M-{match} 2026-10 --by Ros --reason trip",
    "visit plan M-{match} --on 2026-12-{day:02}",
    "expenses approve E-{person}",
    "expenses decline E-{person} --why twice",
    "expenses pay --all --reference 'BACS {day}'",
    "expenses reverse E-{person} --why twice --on 2026-11-{day:02}",
    "expenses reverse E-{person} --withdraw",
    "match pause M-{match} --reason exams --on 2026-11-{day:02}",
    "match resume M-{match} --on 2026-11-{day:02}",
    "match end M-{match} --route agreed_end --reason far --no-more --planned --on 2026-11-{day:02}",
    "match interval M-{match} --every 2 --on 2026-11-{day:02}",
    "match propose R-{match} --volunteer V-{person} --on 2026-11-{day:02}",
    "match heard M-{match} child agrees --on 2026-11-{day:02}",
    "volunteer check V-{person} medical --outcome clear",
    "volunteer check V-{person} independence --on 2026-11-{day:02}",
    "volunteer advance V-{person}",
    "volunteer edit V-{person} --name 'Wrong Name'",
    "volunteer hold V-{person} --on 2026-11-{day:02} --reason exams",
    "volunteer leave V-{person} --reason moved --on 2026-11-{day:02}",
    "volunteer merge V-13 V-14 --yes",
    "child merge C-11 C-12 --yes",
    "volunteer return V-{person} --at informal_chat --on 2026-11-{day:02}",
    "child move C-{match} --kind foster_care --postcode SA1 --on 2026-11-{day:02}",
    "child worker C-{match} social_worker 'R. Hale'",
    "child edit C-{match} --religion none",
    "referral add 'Mo Hart' --authority Fenmarsh --source social_worker",
    "referral close R-{match} --outcome withdrawn --on 2026-11-{day:02}",
    "policy set visits.grace_days {day}",
    "training add --module boundaries --on 2026-11-{day:02} --attended V-{person}",
    "concern raise --match M-{match} --kind health --words cough",
    "staff add 'Ros {day}' --role co-ordinator",
)  # fmt: skip
# Who is in the file twice, by somebody else.
TWICE = (
    "volunteer add 'Ann Twin' --phone 07700900199 --on 2026-11-02",
    "volunteer add 'Ann Twin' --phone 07700900199 --on 2026-11-01 --anyway",
    "volunteer check V-14 medical --outcome clear",
    "referral add 'Ty Twin' --authority Fenmarsh --source iro --on 2026-11-02",
    "referral close R-12 --outcome withdrawn",
    "referral add 'Ty Twin' --new-child --authority Fenmarsh --source iro --on 2026-11-03",
)
REPORTS = (
    "report overdue --all", "report ledger", "report waiting", "report owed", "report unclaimed",
    "report pipeline --people", "report checks", "report training", "volunteer list", "child list",
    "match list", "visit list --withdrawn", "expenses list", "today", "policy show",
    "report compliance --month 2026-10", "report compliance --month 2026-11",
)  # fmt: skip


class Undoing(RuleBasedStateMachine):
    """A file that commands change, and that undo and redo put back."""

    folder: Path
    base: Path
    done: Counter[str]
    capsys: Any

    def __init__(self) -> None:
        super().__init__()
        self.file = Path(shutil.copy(self.base, self.folder / "ivtool.db"))
        # Before and after each change that stands, and that was undone since.
        self.behind: list[tuple[object, object]] = []
        self.ahead: list[tuple[object, object]] = []

    def run(self, line: str) -> Ran:
        self.capsys.readouterr()
        code = run_on(self.file, "--today", TODAY, *shlex.split(line))
        return Ran(code, *self.capsys.readouterr())

    def seen(self) -> object:
        """Every row of the service, and every report."""
        with closing(connected(self.file)) as connection:
            names = connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            ).fetchall()
            rows = {
                name: connection.execute(f'SELECT * FROM "{name}" ORDER BY id').fetchall()
                for (name,) in names
                if name not in OWN
            }
        told = {line: json.loads(self.run(f"{line} --format json").out) for line in REPORTS}
        for line in REPORTS:
            if line.startswith("report compliance"):
                told[line].pop("entered_since")
        return rows, told

    @rule(line=st.sampled_from(LINES), match=MATCH, day=DAY, person=PERSON, entry=ENTRY)
    def does(self, line: str, match: int, day: int, person: int, entry: int) -> None:
        before = self.seen()
        typed = line.format(match=match, day=day, person=person, entry=entry)
        ran = self.run(typed)
        assert ran.code in (0, 3, 4), ran
        self.done[f"{' '.join(typed.split()[:2])} {ran.code}"] += 1
        after = self.seen()
        if before == after:
            return
        self.ahead.clear()
        if typed.startswith(("concern", "expenses pay")):
            # Nothing before a payment is undone without a number, and a concern is passed over.
            self.behind.clear()
            return
        self.behind.append((before, after))

    @rule()
    def undoes(self) -> None:
        if not self.behind:
            return
        ran = self.run("undo --yes")
        self.done[f"undo {ran.code}"] += 1
        # Others' rows may rest on it only where something came in between, and nothing did.
        assert ran.code == 0, ran
        before, after = self.behind.pop()
        assert self.seen() == before
        self.ahead.append((before, after))

    @rule()
    def redoes(self) -> None:
        if not self.ahead:
            return
        ran = self.run("redo --yes")
        self.done[f"redo {ran.code}"] += 1
        assert ran.code == 0, ran
        before, after = self.ahead.pop()
        assert self.seen() == after
        self.behind.append((before, after))

    def teardown(self) -> None:
        found = self.run("db check --format json").out
        codes = {row["code"] for row in json.loads(found)}
        assert not {code for code in codes if code.startswith("history.")}, found


@pytest.fixture(scope="module")
def base(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, imported by somebody else, whose doings no undo here takes back."""
    file = Path(shutil.copy(plain, tmp_path_factory.mktemp("base") / "ivtool.db"))
    for words in (["import", str(SAMPLE)], *map(shlex.split, TWICE)):
        assert run_on(file, "--today", TODAY, "--as", "Lee", *words) == 0, words
    return file


def test_all_is_as_before_after_undo_and_as_after_once_redone(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done: Counter[str] = Counter()
    here = {"folder": tmp_path, "base": base, "done": done, "capsys": capsys}
    for number in range(RUNS):
        run_state_machine_as_test(
            seed(number)(type("Here", (Undoing,), here)),
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=30,
                deadline=None,
                database=None,
                phases=[Phase.generate],
                report_multiple_bugs=False,
                suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
            ),
        )
    assert done["undo 0"] > done["redo 0"] > 0
