"""Children: where one lives as the authority sees it, what may be said of one, whom one has."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Generic, TypeVar

from ivtool.domain.ages import problems_before_birth, problems_with_birth
from ivtool.domain.children.records import ChildWorker, Placement
from ivtool.domain.days import NamedDay, problems_ahead, spelled_day
from ivtool.domain.letters import seen
from ivtool.domain.names import folded
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

ONE_DAY = timedelta(days=1)


# A home, or a worker of one role, from a day to another; None is not known, or still.
StayT = TypeVar("StayT", Placement, ChildWorker)


class Place(NamedTuple, Generic[StayT]):
    """Where a new stay comes among those there are.

    `same` began on the very day, `ended` is the one that it ends, `until_on` its own last day where
    a later one is known already.
    """

    same: StayT | None
    ended: StayT | None
    until_on: date | None


class AuthoritySpell(NamedTuple):
    """Who looks after a child from a day on; the first from ever, with none. None: not known."""

    number: int
    authority: int | None
    name: str | None
    from_on: date | None


def authority_on(spells: Iterable[AuthoritySpell], day: date) -> int | None:
    """The authority that looks after a child on a day: of the latest spell begun by it.

    The spells are in date order.
    """
    found = None
    for each in spells:
        if each.from_on is None or each.from_on <= day:
            found = each.authority
    return found


def change_of_authority(
    spells: Sequence[AuthoritySpell], authority: int | None, on: date, *, correct: bool = False
) -> AuthoritySpell | None:
    """The spell that says that an authority looks after a child from a day on; None of no change.

    The first holds from ever. The day of a spell, or the spell after it where that says the same,
    is put right in place: a number of 0 is of a new one. Corrected is the newest, with its own day.
    """
    if not spells:
        return None if authority is None else AuthoritySpell(0, authority, None, None)
    if correct:
        newest = spells[-1]
        return None if newest.authority == authority else newest._replace(authority=authority)
    begun = [each for each in spells if each.from_on is None or each.from_on <= on]
    if begun[-1].authority == authority:
        return None
    if begun[-1].from_on == on:
        return begun[-1]._replace(authority=authority)
    after = spells[len(begun) : len(begun) + 1]
    if after and after[0].authority == authority:
        return after[0]._replace(from_on=on)
    return AuthoritySpell(0, authority, None, on)


def problems_with_authority(
    ref: str, on: date | None, *, named: bool, correct: bool
) -> list[Problem]:
    """Why it cannot be said so who looks after a child: a day, or a correction, of no authority."""
    command = f"ivtool child edit {ref} --authority NAME"
    if not named and (on is not None or correct):
        said = "a day and a correction are of the authority, and none is named"
        return [Problem("child.no_authority", said, f"{command} --on DAY")]
    if on is not None and correct:
        said = "what is put right keeps the day from which it holds"
        return [Problem("child.correct_day", said, f"{command} --correct")]
    return []


def in_area(authority: int | None, area_authority: int | None) -> bool | None:
    """Whether a child lives in the area of the responsible authority; None if one is not known."""
    if authority is None or area_authority is None:
        return None
    return authority == area_authority


def place_among(stays: Iterable[StayT], on: date) -> Place[StayT]:
    """Where a stay from a day on comes: the one before ends the day before, a later one stands."""
    known = list(stays)
    same = [each for each in known if each.from_on == on]
    later = [each.from_on for each in known if each.from_on is not None and each.from_on > on]
    before = [
        each
        for each in known
        if (each.from_on is None or each.from_on < on)
        and (each.until_on is None or each.until_on >= on)
    ]
    before.sort(key=lambda each: (each.from_on or date.min, each.id))
    return Place(
        same[-1] if same else None,
        before[-1] if before else None,
        min(later) - ONE_DAY if later else None,
    )


def latest_stay(stays: Iterable[StayT]) -> tuple[StayT | None, StayT | None]:
    """The home, or the worker of a role, that began last, and the one that it ended."""
    known = sorted(stays, key=lambda each: (each.from_on or date.min, each.id))
    if not known:
        return None, None
    last = known[-1]
    eve = None if last.from_on is None else last.from_on - ONE_DAY
    ended = [each for each in known[:-1] if eve is not None and each.until_on == eve]
    return last, ended[-1] if ended else None


def problems_with_stay_corrected(
    ref: str,
    what: str,
    last: Placement | ChildWorker | None,
    before: Placement | ChildWorker | None,
    on: date | None,
) -> list[Problem]:
    """Why the latest home or worker cannot be put right or withdrawn: none is recorded.

    Nor can it begin on the first day of the one before or earlier, or after its own last day.
    """
    show = f"ivtool child show {ref}"
    if last is None:
        return [Problem("child.no_stay", f"no {what} is recorded", show)]
    if on is None:
        return []
    if before is not None and before.from_on is not None and on <= before.from_on:
        said = f"the {what} before began on {spelled_day(before.from_on)}"
        return [Problem("child.out_of_order", said, show)]
    if last.until_on is not None and on > last.until_on:
        said = f"that {what} was until {spelled_day(last.until_on)}"
        return [Problem("child.out_of_order", said, show)]
    return []


def no_contact_names(text: str | None) -> list[str]:
    """The names of who must not have contact, out of `a; b`."""
    return [name for part in (text or "").split(";") if seen(name := part.strip())]


def names_led_by(asked: str, known: Iterable[tuple[int, str]]) -> list[int]:
    """The authorities that a name means: the one called so, else all whose names begin with it.

    Whole words: `Fenmarsh` means Fenmarsh County Council, `York` never Yorkshire.
    """
    wanted = folded(asked).split()
    split = [(number, folded(name).split()) for number, name in known]
    exact = [number for number, words in split if words == wanted]
    return exact or [number for number, words in split if words[: len(wanted)] == wanted]


def problems_with_child(
    ref: str,
    date_of_birth: date | None,
    wants_gender: str | None,
    wants_gender_must: bool | None,
    contradicted: Collection[str],
    reached: Iterable[NamedDay],
    today: date,
) -> list[Problem]:
    """Why a child cannot be recorded so; `contradicted` are fields both set and cleared.

    `reached` are the days that the child is known to have reached.
    """
    problems = problems_with_birth(date_of_birth, reached, today, "child")
    if wants_gender_must and wants_gender is None:
        problems.append(
            Problem(
                "child.no_wish",
                "what gender it must be is not said",
                f"ivtool child edit {ref} --wants-gender WORD --must",
            )
        )
    problems += [
        Problem("child.set_and_cleared", f"{field} is set and cleared at once")
        for field in sorted(contradicted)
    ]
    return problems


def problems_with_stay(
    on: date, date_of_birth: date | None, what: str, today: date
) -> list[Problem]:
    """Why a home or a worker cannot begin on a day: ahead, or before the birth."""
    days: list[NamedDay] = [(what, on)]
    return [
        *problems_ahead(days, today, "child"),
        *problems_before_birth(date_of_birth, days, "child"),
    ]
