"""Facts in the file that cannot be.

Every rule is the domain's, the same that refused such facts when they were entered: a finding means
that a rule has changed since, or that another program wrote to the file.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from ivtool.domain.ages import LowestAge, problems_with_age_in_match, problems_with_birth
from ivtool.domain.concerns.concerns import problems_with_told_before
from ivtool.domain.days import problems_ahead, problems_with_order, spelled_day
from ivtool.domain.expenses.expenses import problems_with_line
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
from ivtool.domain.staff import Led, problems_with_leads
from ivtool.domain.visits.visits import Pause, problems_with_visit
from ivtool.errors import Problem
from ivtool.queries import people, staff
from ivtool.queries import policy as policies
from ivtool.queries.file import checks
from ivtool.queries.matching import matches, proposals
from ivtool.queries.reading import Reader, select
from ivtool.tuples import NamedTuple

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


def impossible_facts(reader: Reader, today: date) -> Iterator[Finding]:
    """Every fact that cannot be as of today, for each rule that forbids it."""
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


def _told(where: str, problems: Iterable[Problem], hint: str) -> Iterator[Finding]:
    for problem in problems:
        yield Finding(where, problem.code, problem.message, hint)
