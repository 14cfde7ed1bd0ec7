"""No later command alters a month that is over, unless it tells of a fact of that month: whichever.

Every command that changes something is run on a service that has something for each; then every
month before looks as it did, byte for byte, or the fact is of a day up to that month's last one,
and the first month that looks another way counts it as entered since.
"""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import typer
from _pytest.mark import ParameterSet
from conftest import ROUNDS
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from late_office import (
    CHANGING,
    CLOSE_DAYS,
    FIRST_CLOSED,
    LAST_OPEN,
    TODAY,
    Way,
    differing,
    entered_since,
    looks,
    make,
    record,
    write_sheets,
)
from test_help import commands

from ivtool import cli
from ivtool.domain.days import Month

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

# What changes no record of the service, and why it is not run here.
NO_RECORDS = {
    "db init": "there is a file already",
    "db upgrade": "tables, not records",
    "db backup": "a copy of the file",
    "db restore": "the file as it was",
    "db drill": "a copy that is tried",
    "db encrypt": "the same records",
    "db decrypt": "the same records",
    "db rekey": "the same records",
    "db unlock": "a copy of the file",
    "demo": "a file of its own",
    "export": "other files",
    "redo": "rows as they were: tests/test_undo_machine.py",
    "volunteer merge": "as if there had always been one: tests/services/test_merging.py",
    "child merge": "as if there had always been one: tests/services/test_merging.py",
    "undo": "rows as they were: tests/test_undo_machine.py",
}
# What only looks, but for reading a concern's words: that leaves a look.
LOOKING_WORDS = {"list", "show", "voice", "agenda", "crontab", "head", "looks", "today",
                 "duplicates"}  # fmt: skip
LOOKING = {
    "match plan",
    "visit sheet",
    "db path",
    "db check",
    "db backups",
    "db recovery-key",
    "policy show",
}
LOOKING_GROUPS = ("report ", "explain ")
# Where a month closes another day, what came late is another question.
IN_ANY_ORDER = [way for way in CHANGING if "report.close_days" not in way.words]
KNOWN_DAYS = [LAST_OPEN, FIRST_CLOSED, TODAY, date(2026, 12, 5), date(2026, 12, 6)]


@pytest.fixture(scope="module")
def office(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the service in it; never to be changed."""
    folder = tmp_path_factory.mktemp("office")
    file = Path(shutil.copy(plain, folder / "ivtool.db"))
    make(file, folder / "sheets")
    return file


@pytest.fixture(scope="module")
def seen(office: Path) -> dict[Month, dict[str, str]]:
    """How the months of the service look before anything is done."""
    return looks(office, TODAY)


def test_every_command_that_changes_something_is_run() -> None:
    every = set(dict(commands(typer.main.get_command(cli.app))))
    looking = {
        each
        for each in every
        if each in LOOKING or each.startswith(LOOKING_GROUPS) or each.split()[-1] in LOOKING_WORDS
    }
    run = {way.command for way in CHANGING}
    assert every - looking == (run | set(NO_RECORDS)) - {"concern show"}
    assert not run & set(NO_RECORDS)


def cases() -> Iterator[ParameterSet]:
    """Every way on the first and the last day that it can name; a hunt takes those between too."""
    for way in CHANGING:
        for on in way.days if ROUNDS > 1 else sorted({max(way.days), min(way.days)}):
            yield pytest.param(way, on, id=f"{way.words} {on}")


@pytest.mark.hunt
@pytest.mark.parametrize(("way", "on"), list(cases()))
def test_a_month_that_is_over_stays_or_counts_what_came_late(
    office: Path, seen: dict[Month, dict[str, str]], tmp_path: Path, way: Way, on: date
) -> None:
    file = Path(shutil.copy(office, tmp_path / "ivtool.db"))
    write_sheets(tmp_path / "sheets", on)
    done = record(file, TODAY, *way.typed(on, tmp_path / "sheets"))
    assert done.code in ((0, 10) if way.command == "job run" else (0,)), done
    holds(file, way, on, TODAY, seen, looks(file, TODAY))


def holds(
    file: Path,
    way: Way,
    on: date,
    today: date,
    before: dict[Month, dict[str, str]],
    after: dict[Month, dict[str, str]],
) -> None:
    """What is held of every command: months past stay, or the first to change counts the fact."""
    found = {
        month: seen
        for month, names in differing(before, after).items()
        if (seen := [each for each in names if not (way.of_child and each.startswith("groups"))])
    }
    facts = way.dated(on)
    for month, names in found.items():
        assert any(day <= month.last for day in facts), (month, names, *differences(before, after))
    first = min(found, default=None)
    late = first is not None and (today - first.last).days > CLOSE_DAYS
    if first is not None and late and way.command != "import":
        assert entered_since(file, first, today), (first, found)
    # The other way round: what tells of a closed month by hand is counted there.
    for month in {Month.of(day) for day in facts} & after.keys():
        if (today - month.last).days > CLOSE_DAYS and way.command != "import":
            assert entered_since(file, month, today), month


def differences(
    before: dict[Month, dict[str, str]], after: dict[Month, dict[str, str]]
) -> Iterator[str]:
    for month, names in differing(before, after).items():
        for name in names:
            yield f"{month} {name}\n- {before[month][name]}\n+ {after[month][name]}"


@pytest.mark.hunt
@settings(
    max_examples=8 * ROUNDS,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_months_stay_whatever_is_done_in_whatever_order(
    office: Path, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("any")
    file = Path(shutil.copy(office, folder / "ivtool.db"))
    drawn = data.draw(
        st.lists(
            st.tuples(
                st.sampled_from(IN_ANY_ORDER),
                st.integers(0, 150),
            ),
            min_size=1,
            max_size=8,
            unique_by=lambda each: each[0].words,
        )
    )
    days = sorted(data.draw(st.sampled_from(KNOWN_DAYS)) for _ in drawn)
    for (way, ago), today in zip(drawn, days, strict=True):
        on = date.fromordinal(today.toordinal() - ago)
        write_sheets(folder / "sheets", on)
        before = looks(file, today)
        done = record(file, today, *way.typed(on, folder / "sheets"))
        note(f"{today} ivtool {way.words.format(on=on, sheets='')} -> {done.code} {done.err}")
        after = looks(file, today)
        if done.code in (0, 10):
            holds(file, way, on, today, before, after)
        else:
            assert done.code == 4, done
            assert before == after
