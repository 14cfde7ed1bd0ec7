"""A state machine over recruiting: whatever is typed, gates, spells and waivers hold."""

import shutil
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from conftest import ROUNDS, Ran
from held_service import MARK, Service
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from recruit_office import PEOPLE, Recruiting
from recruit_words import NEEDED, words

RUNS, EXAMPLES = ROUNDS, 10
# What was both done and refused in every run of so many examples.
OFTEN = (
    "volunteer advance", "volunteer check", "volunteer leave", "volunteer return",
    "volunteer waive", "training add", "panel decide",
)  # fmt: skip


@pytest.fixture(scope="module")
def base(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """V-1 has shown interest; of V-2 all is on file; V-3 to V-5 go further; V-6 is gone."""
    file = Path(shutil.copy(plain, tmp_path_factory.mktemp("base") / "ivtool.db"))
    service = Service(file, date(2020, 11, 12), print)

    def run(*arguments: str) -> Ran:
        ran = service.run(*arguments)
        assert ran.code == 0, ran.err
        return ran

    run("policy", "set", "training.modules", "safeguarding; boundaries", "--from", "1/1/2020")
    # The clock that backups go by is the real one, not the day that is typed.
    run("policy", "set", "backups.warn_days", "1000", "--from", "1/1/2020")
    for number in range(1, PEOPLE + 1):
        run("volunteer", "add", f"{MARK} One{number}", "--phone", f"{number}{number}")
    for person in range(2, PEOPLE + 1):
        run("volunteer", "edit", f"V-{person}", "--born", "4/3/1985")
        for stage, needed in NEEDED.items():
            # The third is still to come before a panel.
            for what in needed if (person, stage) != (3, "panel_approval") else ():
                run("volunteer", "check", f"V-{person}", *words(what, service.day()))
    for who, stage in (("V-3", "training_completed"), ("V-4", "checks_completed"),
                       ("V-5", "approved"), ("V-6", "approved")):  # fmt: skip
        run("volunteer", "advance", who, "--to", stage)
    service.today = date(2021, 2, 2)
    run("volunteer", "leave", "V-6", "--reason", "moved")
    run("staff", "add", f"{MARK} Staff", "--role", "co-ordinator", "--on", "1/1/2021")
    return file


@pytest.mark.slow
@pytest.mark.hunt
def test_whatever_is_typed_the_way_to_approval_holds(base: Path, tmp_path: Path) -> None:
    done: Counter[str] = Counter()
    here = {"folder": tmp_path, "base": base, "done": done}
    for number in range(RUNS):
        run_state_machine_as_test(
            seed(number)(type("Here", (Recruiting,), here)),
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
    assert {
        command for command in OFTEN if not (done[f"{command} 0"] and done[f"{command} 4"])
    } == set()
