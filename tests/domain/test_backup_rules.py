"""What backups are called, which are kept, and when one is late."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.file.backups import (
    BackupMarks,
    BackupName,
    FileMarks,
    KeptBackups,
    Secured,
    backup_name,
    backups_kept,
    is_ahead,
    is_of,
    problems_with_security,
    read_name,
)

RULES = KeptBackups(daily=7, weekly=5, monthly=12)
NOON = datetime(2026, 11, 22, 12)  # noqa: DTZ001 - names have no zone
TODAY = date(2026, 11, 22)
BEFORE = ("import", "upgrade", "restore", "decrypt", "rekey")

moments = st.datetimes(datetime(2019, 12, 1), datetime(2027, 2, 1)).map(  # noqa: DTZ001
    lambda each: each.replace(microsecond=0)
)
backups = st.builds(
    BackupName, moments, st.integers(1, 3), st.sampled_from([None, "import", "restore"])
)
rules = st.builds(KeptBackups, st.integers(1, 9), st.integers(0, 6), st.integers(0, 14))


def asked(*moments: datetime) -> list[BackupName]:
    return [BackupName(each, 1, None) for each in moments]


def newest(made: list[BackupName]) -> BackupName:
    return max(made, key=lambda each: (each.made_at, each.number))


@given(
    st.text("ab-.0123456789 (", min_size=1, max_size=12),
    moments,
    st.sampled_from([None, *BEFORE]),
    st.integers(1, 999),
)
def test_a_name_tells_what_it_was_made_of(
    stem: str, when: datetime, before: str | None, number: int
) -> None:
    name = backup_name(stem, when, before, number)
    assert read_name(name, stem) == BackupName(when, number, before)


OURS = FileMarks("a" * 32, frozenset({"k1", "k2"}), frozenset({("/usb/x.db", 4096)}))
OLDER = OURS._replace(identity=None)


@pytest.mark.parametrize(
    ("file", "identity", "key_id", "where", "own"),
    [
        (OURS, "a" * 32, None, "/usb/y.db", True),
        (OURS, "a" * 32, "another's", "/usb/y.db", True),
        (OURS, "b" * 32, "k1", "/usb/y.db", False),
        (OURS, "b" * 32, None, "/usb/x.db", False),
        (OURS, None, "k2", "/usb/y.db", True),
        (OURS, None, "another's", "/usb/y.db", False),
        (OURS, None, None, "/usb/y.db", None),
        (OURS, None, None, "/usb/x.db", True),
        (OLDER, "b" * 32, "k1", "/usb/y.db", True),
        (OLDER, "b" * 32, None, "/usb/y.db", None),
    ],
)
def test_whose_a_backup_is(
    file: FileMarks, identity: str | None, key_id: str | None, where: str, own: bool | None
) -> None:
    assert is_of(BackupMarks(identity, key_id, where, 4096), file) is own
    if where == "/usb/x.db" and own:
        assert is_of(BackupMarks(identity, key_id, where, 8192), file) is None


def test_a_backup_of_this_second_is_not_ahead() -> None:
    name = BackupName(NOON, 1, None)
    assert not is_ahead(name, NOON)
    assert is_ahead(name, NOON - timedelta(seconds=1))


@pytest.mark.parametrize(
    "name",
    [
        "ivtool.db",
        "ivtool-20261122-120000.txt",
        "ivtool-20261122-120000.db.part",
        ".ivtool-20261122-120000.db",
        "other-20261122-120000.db",
        "ivtool-old-20261122-120000.db",
        "ivtool-20261122-120000-mine.db",
        "ivtool-20261122-120000-2-mine.db",
        "ivtool-20261122-120000-before-.db",
        "ivtool-20261122-120000 (1).db",
        "ivtool-20261322-120000.db",
        "ivtool-20261122-1200.db",
        "ivtool-damaged-20261122-120000.db",
        "ivtool-\u0662\u0660261122-120000.db",
    ],
)
def test_other_files_are_no_backups(name: str) -> None:
    assert read_name(name, "ivtool") is None


@given(st.lists(backups, min_size=1, max_size=60), rules)
def test_the_newest_stays_and_there_are_no_more_than_the_rules_say(
    made: list[BackupName], rules: KeptBackups
) -> None:
    kept = backups_kept(made, rules)
    assert kept <= set(made)
    for before in {each.before for each in made}:
        kind = [each for each in made if each.before == before]
        ours = [each for each in kept if each.before == before]
        assert newest(kind) in ours
        assert len(ours) <= sum(rules)


@given(st.lists(backups, min_size=1, max_size=40), backups, rules)
def test_a_later_backup_brings_none_back(
    made: list[BackupName], other: BackupName, rules: KeptBackups
) -> None:
    later = other._replace(made_at=newest(made).made_at + timedelta(seconds=1))
    assert backups_kept([*made, later], rules) - {later} <= backups_kept(made, rules)


@given(st.lists(backups, max_size=40), rules)
def test_what_is_kept_stays_kept(made: list[BackupName], rules: KeptBackups) -> None:
    kept = backups_kept(made, rules)
    assert backups_kept(kept, rules) == kept


def test_of_a_day_the_last_is_kept() -> None:
    made = asked(*(NOON + timedelta(minutes=each) for each in range(5)))
    assert backups_kept(made, RULES) == {made[-1]}


def test_of_one_second_the_last_is_kept() -> None:
    made = [BackupName(NOON, number, None) for number in (1, 2, 10)]
    assert backups_kept(made, RULES) == {made[-1]}


def test_seven_days_five_weeks_and_twelve_months_are_kept() -> None:
    made = asked(*(NOON - timedelta(days=each) for each in range(800)))
    kept = sorted(each.made_at.date() for each in backups_kept(made, RULES))
    days = [TODAY - timedelta(days=each) for each in range(6, -1, -1)]
    # 22 November is a Sunday: the weeks' last days, then the months'.
    assert kept[-7:] == days
    assert {date(2026, 11, 15), date(2026, 11, 8), date(2026, 11, 1), date(2026, 10, 25)} < {*kept}
    assert date(2025, 12, 31) == kept[0]
    assert date(2025, 11, 30) not in kept
    assert len(kept) == 7 + 4 + 11


def test_the_days_around_new_year_are_one_week() -> None:
    made = asked(*(NOON.replace(year=y, month=m, day=d) for y, m, d in ISO_WEEK_53))
    assert backups_kept(made, KeptBackups(1, 2, 0)) == {made[-1], made[0]}


# The Sunday before, then Monday 28 December 2026 to Sunday 3 January 2027: one week, two years.
ISO_WEEK_53 = [(2026, 12, 27), (2026, 12, 28), (2026, 12, 31), (2027, 1, 1), (2027, 1, 3)]


def test_a_laptop_that_was_off_for_a_year_loses_nothing() -> None:
    old = asked(*(NOON - timedelta(days=400 + each) for each in range(6)))
    kept = backups_kept([*old, *asked(NOON)], RULES)
    assert kept == {*old, *asked(NOON)}


def test_what_a_command_begins_with_takes_no_place_of_another() -> None:
    kinds = [BackupName(NOON, 1, before) for before in (None, *BEFORE)]
    later = [each._replace(made_at=NOON + timedelta(hours=1)) for each in kinds]
    assert backups_kept([*kinds, *later], RULES) == {*later}


def secured(
    *,
    saved: int | None = None,
    unsaved: int | None = None,
    drilled: int | None = None,
    printed: bool = True,
    encrypted: bool = True,
) -> Secured:
    def day(ago: int | None) -> date | None:
        return None if ago is None else TODAY - timedelta(days=ago)

    return Secured(encrypted, day(saved), day(unsaved), day(drilled), day(saved), printed)


@pytest.mark.parametrize(
    ("state", "found"),
    [
        (secured(), []),
        (secured(unsaved=7, printed=False), []),
        (secured(unsaved=8), ["backup.late"]),
        (secured(unsaved=8, printed=False), ["backup.late", "key.not_printed"]),
        (secured(unsaved=8, printed=False, encrypted=False), ["backup.late"]),
        (secured(saved=92), []),
        (secured(saved=93), ["backup.not_drilled"]),
        (secured(saved=400, drilled=92), []),
        (secured(saved=400, drilled=93), ["backup.not_drilled"]),
        (secured(saved=9, unsaved=8, drilled=1), ["backup.late"]),
    ],
)
def test_what_is_late_is_told_the_day_after(state: Secured, found: list[str]) -> None:
    problems = problems_with_security(state, TODAY, 7, 92)
    assert [each.code for each in problems] == found
    assert all(each.hint.startswith("ivtool db ") for each in problems)
