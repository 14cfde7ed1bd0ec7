"""One record out of two of one person: everything of the second moves to the first.

The second's row goes, and its ref and key answer to the first from then on. All of it is one change
set, which `undo` takes back like any other.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ivtool.domain.ages import problems_with_age_in_match, problems_with_birth
from ivtool.domain.children.records import ChildAuthority
from ivtool.domain.ids import VolunteerId
from ivtool.domain.matching.ending import problems_with_gone
from ivtool.domain.matching.records import Match
from ivtool.domain.merging import (
    LEFT,
    NEVER_TAKEN,
    Difference,
    OneSpell,
    Over,
    SpellSeen,
    differences,
    one_history,
    option_of,
    problems_with_capacity,
    problems_with_choice,
    problems_with_couple,
    problems_with_lives,
    problems_with_open_referrals,
    problems_with_reviews,
    problems_with_takes,
    settled,
    share_a_day,
    taken,
)
from ivtool.domain.office.records import MergedPerson
from ivtool.domain.recruitment.details import (
    problems_with_age,
    problems_with_leaving,
    problems_with_limits,
)
from ivtool.domain.recruitment.volunteers import problems_with_stages
from ivtool.domain.recruitment.waivers import problems_with_waiver
from ivtool.domain.refs import LETTERS, match_ref
from ivtool.errors import Problem, Refused
from ivtool.queries import people as people_queries
from ivtool.queries import policy as policy_queries
from ivtool.queries.children import referrals as referral_queries
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.reading import Reader, select
from ivtool.queries.support import reviews as review_queries
from ivtool.services.merged_rows import OVER_TIME, PEOPLE, Moving, Two, is_same, of_both, refused
from ivtool.state.recruitment.volunteers import recruit
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class Compared(NamedTuple):
    """What two records tell otherwise, and what comes of what each has over time."""

    differences: Sequence[Difference]
    over: Sequence[Over]
    spells: Sequence[OneSpell]
    problems: Sequence[Problem]


class Merged(NamedTuple):
    """Two records that are one: what moved to the first, by table, and what both said alike.

    `twice` are open proposals of one referral that now name one volunteer twice.
    """

    two: Two
    differences: Sequence[Difference]
    moved: Mapping[str, int]
    alike: Mapping[str, int]
    twice: Sequence[tuple[int, int]]
    on: date


def two_of(reader: Reader, noun: str, one: int, other: int, takes: Mapping[str, int]) -> Two:
    """Two records of a noun, and which of the two is taken of each thing, by number.

    Raises Refused where they are one record, or something would be taken of a third.
    """
    kind, _ = PEOPLE[noun]
    letter = LETTERS[noun]
    if one == other:
        what = f"both are {letter}-{one}: it is one record, or has become one"
        problem = Problem("merge.same", what, f"ivtool {noun} show {letter}-{one}")
        raise Refused("two records are asked for", [problem])
    first, second = (select(reader, kind, id=each)[0] for each in (one, other))
    two = Two(noun, first, second, {name: int(each == other) for name, each in takes.items()})
    problems = [
        Problem("merge.third", f"{name} is of {letter}-{each}, which is neither", two.show)
        for name, each in takes.items()
        if each not in (one, other)
    ]
    if problems:
        raise refused(two, problems)
    return two


def names_of_choices(noun: str) -> list[str]:
    """What may be chosen of two records of a noun: fields by their options, and what has days."""
    kind, _ = PEOPLE[noun]
    fields = [option_of(each) for each in kind._fields if each not in NEVER_TAKEN]
    over = [name for name, _, _ in OVER_TIME[noun]]
    return [*fields, *over, *([LEFT] if noun == "volunteer" else [])]


def compared(reader: Reader, two: Two) -> Compared:
    """What has to be settled before two records are one, and every reason why they cannot be."""
    found = list(differences(two.one, two.other, two.takes))
    over = []
    for name, kind, which in OVER_TIME[two.noun]:
        mine, theirs = of_both(reader, kind, two, f"{two.noun}_id", which)
        clash = (lambda *_: True) if kind is ChildAuthority else share_a_day
        stands, difference = settled(name, mine, theirs, two.takes, is_same(two.noun), clash)
        over.append(stands)
        found += [] if difference is None else [difference]
    spells: list[OneSpell] = []
    problems: list[Problem] = []
    if two.noun == "volunteer":
        one, other = (_spells(reader, each.id) for each in (two.one, two.other))
        spells, left, problems = one_history(one, other, two.takes, two.show)
        found += [] if left is None else [left]
    problems += _problems_with_matches(reader, two, found)
    problems += problems_with_takes(found, two.takes, two.refs, two.show)
    problems += problems_with_choice(found, two.takes, two.refs, two.line)
    return Compared(found, over, spells, problems)


def merge(writer: Writer, two: Two, today: date) -> Merged:
    """Make one record of two of one person; the second answers by its ref and key for ever.

    Raises Refused where it is not said what stands, and where the one could not be.
    """
    reader = writer.reader
    what = compared(reader, two)
    problems = [*what.problems, *_problems_with_waivers(reader, two, today)]
    if problems:
        raise refused(two, problems)
    moving = Moving(writer, two)
    if two.noun == "volunteer":
        moving.settle_spells(what.spells)
    for over in what.over:
        moving.settle(over)
    moving.settle_apart()
    moving.settle_attendances()
    moving.move_all()
    writer.delete(two.other)
    changes = taken(two.one, two.other, what.differences)
    keyless = two.one.key is None and two.other.key is not None
    if keyless:
        changes["key"] = two.other.key
    person = writer.update(two.one, **changes)
    merged = MergedPerson(
        two.other.id,
        today,
        **{f"{two.noun}_id": two.one.id},
        # A key that the first has now answers by itself.
        old_key=None if keyless else two.other.key,
        old_name=two.other.name,
    )
    writer.insert(merged)
    if problems := _problems_with_one(reader, two, what, person, today):
        raise refused(two, problems)
    twice = _proposed_twice(reader, two) if two.noun == "volunteer" else []
    moved, alike = dict(moving.moved), dict(moving.alike)
    return Merged(two, what.differences, moved, alike, twice, today)


def _spells(reader: Reader, number: VolunteerId) -> list[SpellSeen]:
    who = recruit(reader, number)
    return [
        SpellSeen(spell, [each for each in who.stages if each.spell == spell.spell])
        for spell in who.spells
        if spell.id
    ]


def _problems_with_matches(reader: Reader, two: Two, found: Iterable[Difference]) -> list[Problem]:
    """Why two cannot be one by their matches and referrals."""
    numbers = [two.one.id, two.other.id]
    if two.noun == "volunteer":
        couples = [
            each.id
            for each in match_queries.matches_of(reader, two.one.id)
            if {each.volunteer_id, each.second_volunteer_id} == set(numbers)
        ]
        if couples:
            return [problems_with_couple(each) for each in couples]
        live = match_queries.live_pairs(reader, date.max, volunteers=numbers)
        changed = {each.name: each for each in found}.get("capacity")
        whose = (changed.chosen or 0) if changed else 0
        capacity = (two.one, two.other)[whose].capacity
        return problems_with_capacity(two.refs[whose], [each.match for each in live], capacity)
    lives = [
        (each.id, (each.started_on, each.ended_on))
        for number in numbers
        for each in select(reader, Match, child_id=number)
        if each.started_on is not None
    ]
    mine, theirs = (review_queries.of_child(reader, number) for number in numbers)
    still_open = [referral_queries.open_referral(reader, number) for number in numbers]
    return [
        *problems_with_lives(two.refs[0], lives),
        *problems_with_open_referrals(
            two.refs[0], sorted(each for each in still_open if each is not None)
        ),
        *problems_with_reviews(*two.refs, mine, theirs, is_same(two.noun)),
    ]


def _problems_with_waivers(reader: Reader, two: Two, today: date) -> list[Problem]:
    """Why the waivers of two are not one volunteer's: a gate is waived once on any day to come.

    Of two that hold on, whoever ends one would leave the other, and the gate open.
    """
    if two.noun != "volunteer":
        return []
    mine, theirs = (
        [waiver for waiver in recruit(reader, each.id).waivers if waiver.until_on >= today]
        for each in (two.one, two.other)
    )
    same = is_same(two.noun)
    return [
        problem
        for each in theirs
        if not any(same(each, own) for own in mine)
        for problem in problems_with_waiver(two.refs[0], each, mine, today, ())
        if problem.code == "waiver.already"
    ]


def _problems_with_one(
    reader: Reader, two: Two, what: Compared, person: Any, today: date
) -> list[Problem]:
    """What cannot be of the one that came of it, by the rules that every entry goes by."""
    reached = people_queries.days_reached(reader, two.noun, person.id).get(person.id, ())
    problems = problems_with_birth(person.date_of_birth, reached, today, two.noun)
    if two.noun == "child":
        show = f"ivtool child show {two.refs[0]}"
        return [each._replace(hint=each.hint or show) for each in problems]
    who, lowest = recruit(reader, person.id), policy_queries.policy(reader).lowest_age
    ended_on = None
    for spell in _spells(reader, person.id):
        stages = [(each.stage, each.reached_on) for each in spell.stages]
        last = max((day for _, day in stages if day is not None), default=None)
        problems += problems_with_stages(stages, today)
        problems += problems_with_leaving(last, spell.row.ended_on, today)
        problems += problems_with_age(who.ref, person.date_of_birth, stages, lowest)
        begun_on = spell.row.begun_on
        if begun_on is not None and (ended_on is None or begun_on <= ended_on):
            said = "a spell would begin before the one before it was over"
            problems.append(Problem("merge.spells", said))
        ended_on = spell.row.ended_on
    for match in people_queries.matched_volunteers(reader, person.id):
        days = (("the proposal", match.proposed_on), ("the start", match.started_on))
        born_on = person.date_of_birth
        ref = match_ref(match.match)
        problems += problems_with_age_in_match(ref, born_on, days, lowest)
        gone = problems_with_gone(who.ref, ended_on, match.started_on, match.ended_on)
        problems += [
            each._replace(message=f"{ref}: {each.message}", hint=_later(two, what) or each.hint)
            for each in gone
        ]
    limits = (person.capacity, person.min_child_age, person.max_child_age, person.max_miles)
    problems += problems_with_limits(*limits)
    show = f"ivtool volunteer show {who.ref}"
    return [each._replace(hint=each.hint or show) for each in dict.fromkeys(problems)]


def _later(two: Two, what: Compared) -> str | None:
    """The line that takes the later leaving of the two, where the earlier one was taken."""
    for each in what.differences:
        if each.name == LEFT and each.chosen is not None:
            days = [day or date.max for day in each.values]
            if days[each.chosen] < days[1 - each.chosen]:
                return two._replace(takes=two.takes | {LEFT: 1 - each.chosen}).typed
    return None


def _proposed_twice(reader: Reader, two: Two) -> list[tuple[int, int]]:
    """Open proposals of one referral that name the one volunteer, two at a time."""
    waiting: dict[int, list[int]] = {}
    for each in match_queries.matches_of(reader, two.one.id):
        if each.started_on is None and each.ended_on is None:
            waiting.setdefault(each.referral_id, []).append(each.id)
    return [(found[0], each) for found in waiting.values() for each in found[1:]]
