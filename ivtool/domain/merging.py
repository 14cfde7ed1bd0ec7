"""Two records of one person: which of what they say stands, and how two histories become one.

The first record stays. What only one of the two knows is known; where they disagree somebody
chooses. Source: service practice.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from ivtool.domain.days import spelled_day
from ivtool.domain.matching.matches import Span, overlap
from ivtool.domain.names import as_read
from ivtool.domain.people import phone_digits
from ivtool.domain.recruitment.records import VolunteerSpell, VolunteerStage
from ivtool.domain.recruitment.volunteers import STAGES
from ivtool.domain.refs import match_ref, referral_ref
from ivtool.domain.support.records import StatutoryReview
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

# Where the option of `edit` is not called as the record's field is.
OPTIONS = {
    "date_of_birth": "born",
    "min_child_age": "min-age",
    "max_child_age": "max-age",
    "commitment_months": "commitment",
}
# What says nothing without the field before it, and goes with that one.
TIED = {
    "capacity": "capacity_imported",
    "wants_gender": "wants_gender_must",
    "wants_lowest_age": "wants_lowest_age_must",
    "wants_highest_age": "wants_highest_age_must",
    "wants_language": "wants_language_must",
    "wants_culture": "wants_culture_must",
}
NEVER_TAKEN = frozenset({"id", "key", *TIED.values()})
# When somebody left, and how.
LEFT = "left"


class Difference(NamedTuple):
    """Something that only one of two records knows, or that they tell otherwise.

    `field` is that of the record, empty of what is kept over time; `values` are the first's and the
    second's, of what is kept over time the newest rows; `chosen` is 0 or 1, None where nobody has
    said which.
    """

    name: str
    field: str
    values: tuple[Any, Any]
    chosen: int | None


class Over(NamedTuple):
    """The rows of both over one kind of thing that is kept over time, once it is settled."""

    kept: Sequence[Any]
    moved: Sequence[Any]
    gone: Sequence[Any]


class SpellSeen(NamedTuple):
    """A spell with its stages, and the days between which it was, where they are known."""

    row: VolunteerSpell
    stages: Sequence[VolunteerStage]

    @property
    def begun_on(self) -> date | None:
        """Its own day, else that of its first stage; None where no day is known."""
        days = [each.reached_on for each in self.stages if each.reached_on is not None]
        return self.row.begun_on or min(days, default=None)

    def meets(self, other: "SpellSeen") -> bool:
        """Whether a day may be of both."""
        begun, over = self.begun_on or date.min, self.row.ended_on or date.max
        return begun <= (other.row.ended_on or date.max) and (other.begun_on or date.min) <= over


class Ended(NamedTuple):
    """How a spell ended."""

    ended_on: date | None
    ended_as: object
    reason: str | None


class OneSpell(NamedTuple):
    """A spell out of the first's row, the second's, or both: its stages and how it ended."""

    rows: tuple[VolunteerSpell | None, VolunteerSpell | None]
    begun_on: date | None
    ended: Ended
    stages: Sequence[VolunteerStage]


def option_of(field: str) -> str:
    """What people type for a field of somebody's record, as in `edit`."""
    return OPTIONS.get(field, field.replace("_", "-"))


def differences(
    one: NamedTuple, other: NamedTuple, takes: Mapping[str, int]
) -> Sequence[Difference]:
    """The fields of which two records do not say the same, with what was chosen.

    Two texts that are read alike are the same, and what one of them does not know is the other's.
    """
    found = []
    for field in one._fields:
        if field in NEVER_TAKEN:
            continue
        values = _said(one, field), _said(other, field)
        if not _is_same(field, *values):
            known = [place for place, value in enumerate(values) if value[0] is not None]
            name = option_of(field)
            chosen = known[0] if len(known) == 1 else takes.get(name)
            found.append(Difference(name, field, (values[0][0], values[1][0]), chosen))
    return found


def taken(one: NamedTuple, other: NamedTuple, found: Iterable[Difference]) -> dict[str, Any]:
    """The fields of the first record that change, with what the second says of them."""
    changes: dict[str, Any] = {}
    for each in found:
        if each.chosen == 1 and each.field:
            changes[each.field] = getattr(other, each.field)
            if each.field in TIED:
                changes[TIED[each.field]] = getattr(other, TIED[each.field])
    # Whether a wish must be met may be known of the second alone, though both have the wish.
    for field, tied in TIED.items():
        value = getattr(one, field, None)
        if value is not None and value == getattr(other, field) and getattr(one, tied) is None:
            changes[tied] = getattr(other, tied)
    return {name: value for name, value in changes.items() if getattr(one, name) != value}


def settled(
    name: str,
    mine: Sequence[Any],
    theirs: Sequence[Any],
    takes: Mapping[str, int],
    is_same: Callable[[Any, Any], bool],
    clash: Callable[[Any, Any], bool],
) -> tuple[Over, Difference | None]:
    """What stands of rows that are kept over time: of equal ones one, of others both.

    Where two clash one record's rows stand, all of them; None is chosen as long as nobody has said
    whose.
    """
    equal = [each for each in theirs if any(is_same(each, own) for own in mine)]
    others = [each for each in theirs if each not in equal]
    if not any(clash(own, each) for own in mine for each in others):
        return Over(mine, others, equal), None
    chosen = takes.get(name)
    found = Difference(name, "", (_newest(mine), _newest(theirs)), chosen)
    if chosen == 1:
        return Over((), theirs, mine), found
    return Over(mine, (), theirs), found


def share_a_day(one: Any, other: Any) -> bool:
    """Whether two spans share a day; a first or last day that is not known is far away."""
    return (one.from_on or date.min) <= (other.until_on or date.max) and (
        other.from_on or date.min
    ) <= (one.until_on or date.max)


def one_history(
    mine: Sequence[SpellSeen], theirs: Sequence[SpellSeen], takes: Mapping[str, int], show: str
) -> tuple[list[OneSpell], Difference | None, list[Problem]]:
    """The spells of two records as those of one person, in their order.

    Spells that share a day are one: each stage has the earlier day of the two, as when there had
    always been one record; those apart follow one another. How one ended is chosen where the two do
    not agree. `show` is the command that helps where two spells would both be one.
    """
    met: list[list[SpellSeen]] = [
        [own for own in mine if own.meets(each) and (each.begun_on or own is mine[-1])]
        for each in theirs
    ]
    once = [each for found in met for each in found]
    if any(len(found) > 1 for found in met) or len(once) != len({each.row.id for each in once}):
        what = "a spell of one record goes over two of the other's"
        return [], None, [Problem("merge.spells", what, show)]
    left = None
    spells = [
        OneSpell((own.row, None), own.begun_on, _ended(own.row), own.stages)
        for own in mine
        if own not in once
    ]
    for each, found in zip(theirs, met, strict=True):
        if not found:
            spells.append(OneSpell((None, each.row), each.begun_on, _ended(each.row), each.stages))
            continue
        [own] = found
        ends = _ended(own.row), _ended(each.row)
        ended = ends[0] if ends[0].reason or ends[0][:2] != ends[1][:2] else ends[1]
        if ends[0][:2] != ends[1][:2]:
            left = Difference(LEFT, "", (ends[0].ended_on, ends[1].ended_on), takes.get(LEFT))
            ended = ends[left.chosen or 0]
        days = [day for day in (own.begun_on, each.begun_on) if day is not None]
        stages = _earliest(own.stages, each.stages)
        spells.append(OneSpell((own.row, each.row), min(days, default=None), ended, stages))
    spells.sort(key=lambda spell: spell.begun_on or date.min)
    return spells, left, []


def problems_with_takes(
    found: Iterable[Difference], asked: Mapping[str, int], refs: tuple[str, str], show: str
) -> list[Problem]:
    """Why something cannot be taken of a record: it does not tell it, and the other does.

    Where the two say the same, any choice is right. `show` is the command that shows the first.
    """
    return [
        Problem(
            "merge.not_told",
            f"{each.name}: {refs[asked[each.name]]} does not tell it, and"
            f" {refs[1 - asked[each.name]]} does",
            show,
        )
        for each in found
        if asked.get(each.name, each.chosen) != each.chosen
    ]


def problems_with_choice(
    found: Iterable[Difference], asked: dict[str, int], refs: tuple[str, str], line: str
) -> list[Problem]:
    """What has to be chosen, each with both values where they name nobody, and the line to type.

    `asked` is what was chosen, `line` the command without any choice.
    """
    told = list(found)
    left = [each for each in told if each.chosen is None]
    problems = [Problem("merge.choose", _disagreement(each, refs)) for each in left]
    if left:
        # Without a choice that is none.
        takes = asked | {each.name: each.chosen or 0 for each in told if each.name in asked}
        takes |= dict.fromkeys((each.name for each in left), 0)
        typed = " ".join(f"--take {name}={refs[place]}" for name, place in takes.items())
        what = f"choose of each: this takes {refs[0]}'s, or write {refs[1]} there"
        problems.append(Problem("merge.choose", what, f"{line} {typed}"))
    return problems


def problems_with_lives(child: str, lives: Iterable[tuple[int, Span]]) -> list[Problem]:
    """Why the matches of two records cannot be one child's: two live at one time.

    `lives` are all of both, by number, with their live days.
    """
    problems = []
    known = sorted(lives, key=lambda each: (each[1][0], each[0]))
    for place, (earlier, span) in enumerate(known):
        for later, other in known[place + 1 :]:
            if overlap(span, other):
                what = f"{match_ref(earlier)} and {match_ref(later)} would both be live at one time"
                how = "--correct" if span[1] else "--route agreed_end --reason TEXT"
                hint = f"ivtool match end {match_ref(earlier)} --on {other[0].isoformat()} {how}"
                problems.append(Problem("merge.two_live", f"{what}, of {child}", hint))
    return problems


def problems_with_capacity(volunteer: str, live: Sequence[int], capacity: int) -> list[Problem]:
    """Why one volunteer cannot have the live matches of two records: more than they may have."""
    if len(live) <= max(capacity, 1):
        return []
    what = f"{', '.join(map(match_ref, live))} are live, and {volunteer} may have {capacity}"
    hint = f"ivtool volunteer edit {volunteer} --capacity {len(live)}"
    return [Problem("merge.two_live", what, hint)]


def problems_with_open_referrals(child: str, numbers: Sequence[int]) -> list[Problem]:
    """Why one child cannot have the open referrals of two records: more than one."""
    if len(numbers) <= 1:
        return []
    listed = ", ".join(map(referral_ref, numbers))
    hint = f"ivtool referral close {referral_ref(numbers[-1])} --outcome withdrawn"
    return [Problem("merge.two_open", f"{listed} would both be open, of {child}", hint)]


def problems_with_reviews(
    child: str,
    other: str,
    mine: Iterable[StatutoryReview],
    theirs: Iterable[StatutoryReview],
    is_same: Callable[[Any, Any], bool],
) -> list[Problem]:
    """Why one child cannot have the statutory reviews of two records: held twice on a day, or two
    planned and not held. What both say alike is one. `other` is the second's ref.
    """
    own, problems = list(mine), []
    for each in theirs:
        if any(is_same(each, one) for one in own):
            continue
        for one in own:
            day = each.held_on or each.due_on
            if one.held_on == each.held_on and day is not None:
                what = f"two reviews of {child}, held on {spelled_day(day)}, do not say the same"
                if each.held_on is None and one.due_on is not None:
                    days = f"{spelled_day(one.due_on)} and {spelled_day(day)}"
                    what = f"two reviews of {child} would be planned, for {days}"
                hint = f"ivtool review withdraw {other} --of {day.isoformat()} --why TEXT"
                problems.append(Problem("merge.two_reviews", what, hint))
    return problems


def problems_with_couple(match: int) -> Problem:
    """Why two are not one person: they visit together as a couple."""
    what = f"the two are the couple of {match_ref(match)}"
    return Problem("merge.couple", what, f"ivtool match show {match_ref(match)}")


def _disagreement(each: Difference, refs: tuple[str, str]) -> str:
    said = [_spoken(value) for value in each.values]
    if None in said:
        return f"{each.name}: the two do not say the same"
    return f"{each.name}: {refs[0]} says {said[0]}, {refs[1]} says {said[1]}"


def _spoken(value: object) -> str | None:
    """A value as an error may say it: days, numbers, yes and no; never a text."""
    if value is None:
        return "none"
    value = getattr(value, "from_on", value)
    if isinstance(value, date):
        return spelled_day(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if isinstance(value, int) else None


def _said(record: NamedTuple, field: str) -> tuple[Any, Any]:
    return getattr(record, field), getattr(record, TIED[field]) if field in TIED else None


def _is_same(field: str, one: tuple[Any, Any], other: tuple[Any, Any]) -> bool:
    value, tied = one
    if isinstance(value, str) and isinstance(other[0], str):
        read = READ_AS.get(field, _in_one_case)
        # As it is written, where nothing can be read of it.
        alike = (read(value) or value) == (read(other[0]) or other[0])
    else:
        alike = value == other[0]
    return alike and (field == "capacity" or tied == other[1] or None in (tied, other[1]))


def _in_one_case(text: str) -> str:
    return " ".join(text.casefold().split())


# How a field is read, where case and spaces are not all that makes no difference.
READ_AS: Mapping[str, Callable[[str], str]] = {
    "name": as_read,
    "phone": phone_digits,
    "postcode": lambda text: "".join(text.casefold().split()),
}


def _newest(rows: Sequence[Any]) -> Any:
    return max(rows, key=lambda each: (each.from_on or date.min, each.id))


def _ended(row: VolunteerSpell) -> Ended:
    return Ended(row.ended_on, row.ended_as, row.reason)


def _earliest(
    mine: Sequence[VolunteerStage], theirs: Sequence[VolunteerStage]
) -> list[VolunteerStage]:
    """Of each stage the row with the earlier day.

    A day that nobody knows was at the latest that of the next stage that has one: so the days of
    the one history never go backwards.
    """
    found = {each.stage: (_latest(each, mine), each) for each in mine}
    for each in theirs:
        day = _latest(each, theirs)
        if each.stage not in found or day < found[each.stage][0]:
            found[each.stage] = (day, each)
    return [each for _, each in found.values()]


def _latest(stage: VolunteerStage, stages: Iterable[VolunteerStage]) -> date:
    """The day on which a stage was reached at the latest."""
    place = STAGES.index(stage.stage)
    days = (each.reached_on for each in stages if STAGES.index(each.stage) >= place)
    return stage.reached_on or min((day for day in days if day is not None), default=date.max)
