"""What is wrong in the file: damage, facts that cannot be, rows whose history does not hold."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from shlex import quote

from ivtool import db
from ivtool.domain.days import spelled_day
from ivtool.domain.file.backups import Secured, problems_with_security
from ivtool.domain.file.digests import ERASABLE, Link, digest
from ivtool.domain.file.recorded import is_as_recorded
from ivtool.domain.file.vocabulary import FileDeed
from ivtool.domain.refs import (
    change_set_ref,
)
from ivtool.domain.sentences import counted
from ivtool.integrity import integrity_faults, row_counts, schema_digest
from ivtool.queries import policy as policies
from ivtool.queries.file import checks, receipts
from ivtool.queries.reading import Reader
from ivtool.rendering import Column, Listing
from ivtool.reports.office import jobs
from ivtool.reports.office.impossible import REFS, Finding, impossible_facts
from ivtool.rows import RECEIPTS

COLUMNS = (
    Column("where", "Where"),
    Column("code"),
    Column("what", "What"),
    Column("hint", "What helps", wide=True),
)
OWN_TABLES = (
    "alembic_version",
    "file_identity",
    *RECEIPTS,
    "change_set",
    "change",
    "change_value",
    "change_link",
)
MOST_NAMED = 20
RESTORE = "ivtool db restore FILE"


def findings(
    reader: Reader, today: date, plain_parts: Iterable[Path] = (), ahead: Iterable[Path] = ()
) -> Listing:
    """All that is wrong in the file as of today; in a damaged file, only the damage.

    `plain_parts` are readable copies that a killed command left beside it, `ahead` its backups that
    are dated ahead of the clock.
    """
    # In a damaged file nothing else can be asked.
    found = list(_damage(reader))
    counts = {} if found else row_counts(reader)
    if not found:
        found = [*impossible_facts(reader, today), *_history(reader, counts)]
    notes: list[str] = []
    if counts:
        state = secured(reader)
        policy = policies.policy(reader)
        warn_days = policy.count("backups.warn_days", today)
        drill_days = policy.count("backups.drill_days", today)
        late = problems_with_security(state, today, warn_days, drill_days)
        # Nothing where no job ever ran: many a service has none.
        late += jobs.problems(reader, today)
        found += (Finding("file", each.code, each.message, each.hint) for each in late)
        if state.encrypted:
            what = "a decryption was stopped half-way, and its copy can be read by anybody"
            found += (
                Finding("file", "file.plain_left", what, f"rm -r {quote(str(part))}")
                for part in plain_parts
            )
        for backup in ahead:
            what = f"{backup} is dated ahead of this machine's clock, and never taken as the newest"
            hint = f"ivtool db drill {quote(str(backup))}; then rename it, or let it go"
            found.append(Finding("file", "backup.ahead", what, hint))
        notes = [_state(state)]
    nothing = (
        f"nothing wrong: {counted(sum(counts.values()), 'row')} of {len(counts)} tables checked"
    )
    return Listing(
        "Found in the file",
        COLUMNS,
        [finding._asdict() for finding in found],
        "\n".join([nothing, *notes]),
        notes,
    )


def secured(reader: Reader) -> Secured:
    """What the file's receipts say of its backups, its drills and its key."""
    saved = receipts.last_of(reader, FileDeed.BACKUP)
    drilled = receipts.last_of(reader, FileDeed.DRILL)
    first = receipts.first_of(reader, FileDeed.BACKUP)
    unsaved = receipts.first_unsaved(reader, (saved.change_set or 0) if saved else 0)
    key_id = db.key_id(reader)
    return Secured(
        encrypted=key_id is not None,
        saved_on=_day(saved.done_at) if saved else None,
        unsaved_since=_day(unsaved) if unsaved else None,
        drilled_on=_day(drilled.done_at) if drilled else None,
        first_saved_on=_day(first.done_at) if first else None,
        key_printed=key_id in receipts.keys_printed(reader),
    )


def _day(moment: str) -> date:
    """The day of a moment in UTC, where this machine is."""
    return datetime.fromisoformat(moment).astimezone().date()


def _state(state: Secured) -> str:
    encrypted = "encrypted" if state.encrypted else "not encrypted (ivtool db encrypt)"
    saved = spelled_day(state.saved_on) if state.saved_on else "never (ivtool db backup)"
    tried = spelled_day(state.drilled_on) if state.drilled_on else "never (ivtool db drill)"
    return f"the file is {encrypted}; last backup: {saved}; last restore drill: {tried}"


def _damage(reader: Reader) -> Iterator[Finding]:
    for fault in integrity_faults(reader):
        yield Finding("file", "file.damaged", fault, RESTORE)
    if schema_digest(reader) != db.SCHEMA_DIGEST:
        what = "its tables, indexes or triggers are not as ivtool made them"
        yield Finding("file", "file.altered", what, RESTORE)


def _history(reader: Reader, counts: Iterable[str]) -> Iterator[Finding]:
    for table in counts:
        if table in OWN_TABLES:
            continue
        missing = checks.without_history(reader, table)
        for number in missing[:MOST_NAMED]:
            what = "no change tells who added it"
            yield Finding(_row(table, number), "history.missing", what, RESTORE)
        if more := len(missing[MOST_NAMED:]):
            what = f"nor {'does' if more == 1 else 'do'} {counted(more, 'more row')} have one"
            yield Finding(table, "history.missing", what, RESTORE)
        for row in checks.row_histories(reader, table):
            if not is_as_recorded(row):
                what = "it is not what was recorded: something else than ivtool has changed it"
                if row.now is None:
                    what = "it is gone: something else than ivtool has taken it away"
                yield Finding(_row(table, row.number), "history.row_altered", what, RESTORE)
    for change, kept, salt, before, after in checks.change_values(reader):
        if salt is not None and digest(salt, before, after, sha256) != kept:
            what = "its values are not those that were recorded"
            yield Finding(f"change {change}", "history.altered", what, RESTORE)
    for change, table in checks.without_salt(reader):
        if table not in ERASABLE:
            what = "it was made unreadable, and nothing of it may be erased"
            yield Finding(f"change {change}", "history.altered", what, RESTORE)
    yield from _chain(reader)


def _chain(reader: Reader) -> Iterator[Finding]:
    """The first link of the history that does not fit the one before it, or lacks."""
    before, last = "", 0
    for until, takes_back, said in checks.links(reader):
        link = Link(before)
        for values_of in checks.linked(reader, last, until, takes_back):
            link.add(*values_of)
        if link.digest != said:
            what = "the history does not fit what stands before it: something else has altered it"
            yield Finding(change_set_ref(until), "history.chain", what, RESTORE)
            return
        before, last = said, until
    if (receipts.last_change_set(reader) or 0) > last:
        what = "the history goes on with what ivtool has not recorded"
        yield Finding(change_set_ref(last + 1), "history.chain", what, RESTORE)


def _row(table: str, number: int) -> str:
    return REFS[table](number) if table in REFS else f"{table} row {number}"
