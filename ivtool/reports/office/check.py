"""What is wrong in the file: damage, facts that cannot be, rows whose history does not hold.

Every rule is the domain's, the same that refused such facts when they were entered: a finding means
that a rule has changed since, or that another program wrote to the file.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from shlex import quote

from ivtool import db
from ivtool.domain.ages import LowestAge, problems_with_age_in_match, problems_with_birth
from ivtool.domain.concerns.concerns import problems_with_told_before
from ivtool.domain.days import problems_ahead, problems_with_order, spelled_day
from ivtool.domain.expenses.expenses import problems_with_line
from ivtool.domain.file.backups import Secured, problems_with_security
from ivtool.domain.file.digests import ERASABLE, Link, digest
from ivtool.domain.file.recorded import is_as_recorded
from ivtool.domain.file.vocabulary import FileDeed
from ivtool.domain.matching.ending import problems_before_18, problems_with_gone
from ivtool.domain.matching.matches import overlap, problems_with_match_dates, problems_with_pause
from ivtool.domain.people import problems_with_same, said_of
from ivtool.domain.policy import Policy, PolicyValue, policy_key
from ivtool.domain.policy_entry import problems_with_value, read_value
from ivtool.domain.recruitment.details import (
    problems_with_age,
    problems_with_hold,
    problems_with_leaving,
)
from ivtool.domain.recruitment.records import VolunteerHold
from ivtool.domain.recruitment.volunteers import problems_with_stages
from ivtool.domain.refs import (
    change_set_ref,
    child_ref,
    claim_ref,
    concern_ref,
    match_ref,
    payment_ref,
    referral_ref,
    staff_ref,
    support_ref,
    training_ref,
    visit_ref,
    volunteer_ref,
)
from ivtool.domain.sentences import counted
from ivtool.domain.staff import Led, problems_with_leads
from ivtool.domain.visits.visits import Pause, problems_with_visit
from ivtool.errors import Problem
from ivtool.integrity import integrity_faults, row_counts, schema_digest
from ivtool.queries import people, staff
from ivtool.queries import policy as policies
from ivtool.queries.file import checks, receipts
from ivtool.queries.matching import matches, proposals
from ivtool.queries.reading import Reader, select
from ivtool.rendering import Column, Listing
from ivtool.reports.office import jobs
from ivtool.rows import RECEIPTS
from ivtool.tuples import NamedTuple

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
REFS: dict[str, Callable[[int], str]] = {
    "volunteer": volunteer_ref,
    "child": child_ref,
    "referral": referral_ref,
    "match": match_ref,
    "visit": visit_ref,
    "claim": claim_ref,
    "payment": payment_ref,
    "staff": staff_ref,
    "training": training_ref,
    "concern": concern_ref,
    "support": support_ref,
}


class Finding(NamedTuple):
    """Something wrong: in which record, a lasting code, in words, and what helps."""

    where: str
    code: str
    what: str
    hint: str


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
        found = [*_impossible_facts(reader, today), *_history(reader, counts)]
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


def _impossible_facts(reader: Reader, today: date) -> Iterator[Finding]:
    yield from _policy(reader)
    yield from _people(reader, today)
    yield from _volunteers(reader, today)
    yield from _referrals(reader, today)
    yield from _matches(reader, today)
    yield from _one_child_twice(reader)
    for visit in checks.visits(reader):
        yield from _told(
            visit_ref(visit.number),
            problems_with_visit(
                visit.visited_on,
                visit.minutes,
                visit.mood,
                visit.started_on,
                visit.ended_on,
                today,
            ),
            f"ivtool visit withdraw {visit_ref(visit.number)}",
        )
    for line in checks.lines(reader):
        problems = problems_with_line(
            line.category,
            line.vehicle,
            line.miles_tenths,
            line.amount_pence,
            line.incurred_on,
            line,
            today,
        )
        yield from _told(line.ref, problems, "")
    for noun, number, what, done_on in checks.days_done(reader):
        yield from _told(REFS[noun](number), problems_ahead([(what, done_on)], today, noun), "")
    for told in checks.tellings(reader):
        problems = problems_with_told_before(*told[1:])
        yield from _told(concern_ref(told.concern), problems, "")
    for kind in Led:
        for number, leads in staff.leads(reader, kind).items():
            ref = REFS[kind](number)
            yield from _told(ref, problems_with_leads(ref, leads), "")
    for noun, number, what, first, last in checks.spans(reader):
        days = ((f"the beginning of {what}", first), ("its end", last))
        # The end may lie ahead: only the order is looked at.
        yield from _told(REFS[noun](number), problems_with_order(days, date.max, noun), "")


def _policy(reader: Reader) -> Iterator[Finding]:
    values = checks.policy_values(reader)
    policy = Policy(PolicyValue(*value) for value in values)
    for key, from_on, text in values:
        hint = f"ivtool policy set {key}"
        try:
            value = read_value(policy_key(key), text)
        except KeyError:
            yield Finding(key, "policy.unknown", "nothing reads it", "")
        except ValueError as error:
            yield Finding(key, "policy.unreadable", f"its value {error}", hint)
        else:
            yield from _told(key, problems_with_value(key, value, from_on, policy), hint)


def _people(reader: Reader, today: date) -> Iterator[Finding]:
    """Who was born after a day they had reached, and who is there twice, under any name."""
    for noun in ("volunteer", "child"):
        ref = REFS[noun]
        days = people.days_reached(reader, noun)
        for number, born_on in people.births(reader, noun).items():
            problems = problems_with_birth(born_on, days.get(number, ()), today, noun)
            yield from _told(ref(number), problems, f"ivtool {noun} edit {ref(number)} --born DAY")
        for number, alike in people.pairs(reader, noun):
            [problem] = problems_with_same(noun, [alike], ref)
            hint = f"ivtool {noun} merge {ref(number)} {ref(alike.number)}"
            hint += f"; or, where they are two: ivtool {noun} edit {ref(number)} --anyway"
            yield Finding(ref(number), problem.code, said_of(alike, ref), hint)


def _matched(
    reader: Reader,
    born: Mapping[int, date],
    lowest: LowestAge,
    left: Mapping[int, date | None],
) -> Iterator[Finding]:
    """Who was too young when they were proposed, or began, or had left while their match ran."""
    for match in people.matched_volunteers(reader):
        days = (("the proposal", match.proposed_on), ("the start", match.started_on))
        who = volunteer_ref(match.volunteer)
        problems = problems_with_age_in_match(who, born.get(match.volunteer), days, lowest)
        problems += problems_with_gone(
            who, left.get(match.volunteer), match.started_on, match.ended_on
        )
        yield from _told(match_ref(match.match), problems, f"ivtool volunteer show {who}")


def _volunteers(reader: Reader, today: date) -> Iterator[Finding]:
    born, lowest = people.births(reader, "volunteer"), policies.policy(reader).lowest_age
    spells = checks.spells(reader)
    # Of several spells the last.
    left = {spell.volunteer: spell.ended_on for spell in spells}
    yield from _matched(reader, born, lowest, left)
    before: checks.SpellSeen | None = None
    for spell in spells:
        volunteer, stages, ended_on, _ = spell
        last = max((day for _, day in stages if day is not None), default=None)
        problems = problems_with_stages(stages, today)
        problems += problems_with_age(volunteer_ref(volunteer), born.get(volunteer), stages, lowest)
        # A stage still to come is told once.
        problems += [
            each for each in problems_with_leaving(last, ended_on, today) if each not in problems
        ]
        problems += _return(spell, before if before and before.volunteer == volunteer else None)
        before = spell
        yield from _told(volunteer_ref(volunteer), problems, "")
    for hold in select(reader, VolunteerHold, "volunteer_id, from_on"):
        problems = problems_with_hold(hold.from_on, hold.until_on, today)
        yield from _told(volunteer_ref(hold.volunteer_id), problems, "")


def _return(spell: checks.SpellSeen, before: checks.SpellSeen | None) -> list[Problem]:
    """Why somebody cannot have come back so: they had not left, or a stage came before."""
    if spell.begun_on is None:
        return []
    problems = []
    if before is None or before.ended_on is None or before.ended_on >= spell.begun_on:
        text = f"the return on {spelled_day(spell.begun_on)} is not after a leaving"
        problems.append(Problem("returning.too_early", text))
    stages = [("a stage", day) for _, day in spell.stages if day is not None]
    first = min(stages, key=lambda each: each[1], default=("a stage", None))
    return problems + problems_with_order(
        (("the return", spell.begun_on), first), date.max, "stage"
    )


def _referrals(reader: Reader, today: date) -> Iterator[Finding]:
    for number, days in checks.referrals(reader).items():
        yield from _told(referral_ref(number), problems_with_order(days, today, "referral"), "")


def _matches(reader: Reader, today: date) -> Iterator[Finding]:
    pauses = checks.pauses(reader)
    begun: dict[int, list[checks.MatchSeen]] = {}
    for match in checks.matches(reader):
        ref = match_ref(match.number)
        hint = f"ivtool match show {ref}"
        yield from _told(ref, problems_with_match_dates(*match[3:], today), hint)
        if match.child != match.referral_child:
            what = f"its child is not that of its referral, {child_ref(match.referral_child)}"
            yield Finding(ref, "match.other_child", what, hint)
        if match.started_on is not None:
            span = (match.started_on, match.ended_on)
            for other in begun.setdefault(match.child, []):
                if other.started_on and overlap(span, (other.started_on, other.ended_on)):
                    what = f"{child_ref(match.child)} has {match_ref(other.number)} at that time"
                    yield Finding(ref, "match.second_live", what, hint)
            begun[match.child].append(match)
        earlier: list[Pause] = []
        for pause in pauses.get(match.number, ()):
            # A pause that was set ahead may come after an ending that nobody foresaw.
            problems = problems_with_pause(pause, earlier, match.started_on, None, ref)
            yield from _told(ref, problems, hint)
            earlier.append(pause)
    for gone_on in matches.continued(reader):
        ref, child = match_ref(gone_on.number), child_ref(gone_on.child)
        problems = problems_before_18(child, gone_on.born_on, gone_on.continued_on)
        yield from _told(ref, problems, f"ivtool match continue {ref} --withdraw")


def _one_child_twice(reader: Reader) -> Iterator[Finding]:
    for twice in proposals.lives_of_one_child(reader, accepted=False):
        ref = match_ref(twice.match)
        what = (
            f"{child_ref(twice.child)} may be {child_ref(twice.other_child)}, who has"
            f" {match_ref(twice.other)} at that time"
        )
        yield Finding(ref, "match.one_child_twice", what, f"ivtool match show {ref}")


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


def _told(where: str, problems: Iterable[Problem], hint: str) -> Iterator[Finding]:
    for problem in problems:
        yield Finding(where, problem.code, problem.message, hint)
