"""Backups: what they are called, which are kept, and when one, or a drill, is late."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime

from ivtool.domain.sentences import counted
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

STAMP = "%Y%m%d-%H%M%S"
ENDING = ".db"
NAME = r"{}-(?P<when>\d{{8}}-\d{{6}})(-(?P<number>\d{{1,3}}))?(-before-(?P<before>[a-z-]+))?\.db"
# One command each: what was printed once and is locked away opens every backup of its key.
PRINT_KEY = "ivtool db recovery-key"


class BackupName(NamedTuple):
    """When a backup was made, by the laptop's clock; which of that second; before what, if any."""

    made_at: datetime
    number: int
    before: str | None


class FileMarks(NamedTuple):
    """What a file tells its own backups by; `noted` are those of its receipts: where, bytes."""

    identity: str | None
    keys: frozenset[str]
    noted: frozenset[tuple[str, int]]


class BackupMarks(NamedTuple):
    """What a backup tells of its file; no id before tables 0006, no key where it is plain."""

    identity: str | None
    key_id: str | None
    where: str
    bytes: int


class KeptBackups(NamedTuple):
    """Of how many days, weeks and months with a backup the last one is kept."""

    daily: int
    weekly: int
    monthly: int


class Secured(NamedTuple):
    """What the file's receipts say: days, None where it never was."""

    encrypted: bool
    saved_on: date | None
    # The day of the first change that no backup holds.
    unsaved_since: date | None
    drilled_on: date | None
    first_saved_on: date | None
    key_printed: bool


def backup_name(stem: str, made_at: datetime, before: str | None, number: int = 1) -> str:
    """A backup's file name: whose, when by the laptop's clock, and before what, if anything."""
    again = f"-{number}" if number > 1 else ""
    why = f"-before-{before}" if before else ""
    return f"{stem}-{made_at.strftime(STAMP)}{again}{why}{ENDING}"


def read_name(name: str, stem: str) -> BackupName | None:
    """What the name of a file's backup tells; None for any other file."""
    found = re.fullmatch(NAME.format(re.escape(stem)), name, re.ASCII)
    if found is None:
        return None
    try:
        when = datetime.strptime(found["when"], STAMP)  # noqa: DTZ007 - as the name has it
    except ValueError:
        return None
    return BackupName(when, int(found["number"] or 1), found["before"])


def is_of(backup: BackupMarks, file: FileMarks) -> bool | None:
    """Whether a backup is of a file; None where nothing tells.

    By the id of the file, whatever its key or its name. One from before there were ids, or that
    cannot be opened, by its key; a plain one only by a receipt: a name says nothing of it.
    """
    if backup.identity is not None and file.identity is not None:
        return backup.identity == file.identity
    if (backup.where, backup.bytes) in file.noted:
        return True
    return None if backup.key_id is None else backup.key_id in file.keys


def is_ahead(name: BackupName, now: datetime) -> bool:
    """Whether a backup is dated ahead of the clock, which was wrong once: no newest, for ever."""
    return name.made_at > now


def backups_kept(made: Iterable[BackupName], rules: KeptBackups) -> set[BackupName]:
    """The last backup of each of the last days, weeks and months that have one; never none.

    Those that were made before a command are counted apart, by command: what an import begins with
    takes the place of no backup that was asked for. Days without a backup do not count: a laptop
    that was off for a month loses nothing.
    """
    newest_first = sorted(made, key=lambda each: (each.made_at, each.number), reverse=True)
    kept: set[BackupName] = set()
    for before in {each.before for each in newest_first}:
        kept |= _kept_of([each for each in newest_first if each.before == before], rules)
    return kept


def _kept_of(newest_first: list[BackupName], rules: KeptBackups) -> set[BackupName]:
    kept = set(newest_first[:1])
    periods: tuple[tuple[int, Callable[[datetime], object]], ...] = (
        (rules.daily, lambda each: each.date()),
        (rules.weekly, lambda each: each.isocalendar()[:2]),
        (rules.monthly, lambda each: (each.year, each.month)),
    )
    for most, period in periods:
        seen: set[object] = set()
        for each in newest_first:
            if period(each.made_at) not in seen and len(seen) < most:
                seen.add(period(each.made_at))
                kept.add(each)
    return kept


def problems_with_security(
    secured: Secured, today: date, warn_days: int, drill_days: int
) -> list[Problem]:
    """What would be lost with the laptop, or could not be read again."""
    problems = []
    waits = 0 if secured.unsaved_since is None else (today - secured.unsaved_since).days
    if waits > warn_days:
        last = f"the last backup is of {secured.saved_on}" if secured.saved_on else "there is none"
        what = f"{last}, and changes of {counted(waits, 'day')} are in no backup"
        problems.append(Problem("backup.late", what, "ivtool db backup"))
    since = secured.drilled_on or secured.first_saved_on
    if since is not None and (today - since).days > drill_days:
        what = f"no backup was tried out for {counted((today - since).days, 'day')}"
        problems.append(Problem("backup.not_drilled", what, "ivtool db drill"))
    if secured.encrypted and not secured.key_printed and waits > warn_days:
        what = "its key was never printed: who loses this laptop loses every backup too"
        problems.append(Problem("key.not_printed", what, PRINT_KEY))
    return problems
