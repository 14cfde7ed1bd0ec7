"""Children by hand: a new one, what is known of one, where one lives and who works with one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from ivtool.db import reader_of
from ivtool.domain.ages import said_of_age
from ivtool.domain.children import (
    ChildField,
    change_of_authority,
    names_led_by,
    place_among,
    problems_with_authority,
    problems_with_child,
    problems_with_stay,
)
from ivtool.domain.connections import problems_with_connection
from ivtool.domain.fits import miles_between
from ivtool.domain.letters import seen
from ivtool.domain.people import Alike, Person, Register, problems_with_same
from ivtool.domain.refs import child_ref
from ivtool.domain.words import WorkerRole
from ivtool.errors import NotFound, Problem, Refused
from ivtool.facts import authorities as authority_facts
from ivtool.facts import children as child_facts
from ivtool.facts import people as people_facts
from ivtool.facts import proposals as proposal_facts
from ivtool.facts import referrals as referral_facts
from ivtool.facts.reading import Reader
from ivtool.services.people import keep_apart
from ivtool.tables import Authority, Child, ChildAuthority, ChildWorker, Match, Placement

ONE_DAY = timedelta(days=1)
COLUMNS = {ChildField.BORN.value: "date_of_birth"}


@dataclass(frozen=True, slots=True)
class EditedChild:
    """A child as now recorded: which fields changed; what goes on that wants a looked-after child.

    `new_authority` is the name of one that was not known before, `authority_from` the day from
    which another authority looks after the child, `of_age` what is to be looked at of an age that
    is new, `two` are those alike who were said to be another child.
    """

    number: int
    changed: tuple[str, ...]
    looked_after: bool | None
    open_referral: int | None
    live_match: int | None
    new_authority: str | None = None
    authority_from: date | None = None
    of_age: str | None = None
    two: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class ChangedAuthority:
    """Who looks after a child: whether that is a change, and from which day; None is from ever."""

    changed: bool
    from_on: date | None = None
    new_authority: str | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """A home from a day on; the provider is who accommodates the child there."""

    kind: str | None
    postcode: str | None
    area: str | None
    provider: str | None = None


@dataclass(frozen=True, slots=True)
class MovedChild:
    """A child's home as now recorded, and what goes on; miles to the volunteer where known.

    `connected` are volunteers of the live match who declared a connection with the child's
    authority or provider, by ref, each with what it is.
    """

    number: int
    from_on: date
    until_on: date | None
    ended_on: date | None
    home: Home
    changed: bool
    live_match: int | None
    miles: int | None
    new_authority: str | None = None
    connected: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class ChildsWorker:
    """Somebody who works with a child from a day on; `ended_on` is the last day of the one before.

    Of a repeat nothing is `changed`.
    """

    number: int
    role: WorkerRole
    from_on: date
    until_on: date | None
    ended_on: date | None
    changed: bool


def authority_of_name(session: Session, name: str) -> tuple[int, str, bool]:
    """The authority that a name means, its name in full, and whether it is a new one.

    Whole words that a known name begins with mean that one. Raises NotFound where several do.
    """
    known = dict(child_facts.authorities(reader_of(session)))
    found = names_led_by(name, known.items())
    if len(found) > 1:
        listed = "; ".join(known[number] for number in found)
        raise NotFound("several authorities answer to that", f"it is one of: {listed}")
    if found:
        return found[0], known[found[0]], False
    authority = Authority(name=" ".join(name.split()))
    session.add(authority)
    session.flush()
    return authority.id or 0, authority.name, True


def edit_child(
    session: Session,
    number: int,
    changes: Mapping[str, Any],
    cleared: Collection[ChildField],
    today: date,
    authority_on: date | None = None,
    *,
    correct: bool = False,
    anyway: bool = False,
) -> EditedChild:
    """Record what is known of a child; only what is named changes, what is cleared is not known.

    An authority comes by its name, and looks after the child from a day on, today where none is
    said; corrected, it takes the place of the newest. Raises Refused, also for what makes two one
    child unless `anyway`, and NotFound for an authority that is several.
    """
    child = session.get_one(Child, number)
    wanted: dict[str, Any] = {COLUMNS.get(field, field): value for field, value in changes.items()}
    emptied = {COLUMNS.get(field.value, field.value) for field in cleared}
    if "wants_gender" in emptied:
        # A wish that is gone is neither a must nor a preference.
        emptied.add("wants_gender_must")
    contradicted = {column for column in emptied if column in wanted}
    empty = dict.fromkeys(emptied)
    wishes = {**_wishes(child), **empty, **wanted}
    problems = problems_with_child(
        child_ref(number),
        wanted.get("date_of_birth"),
        wishes.get("wants_gender"),
        wishes.get("wants_gender_must"),
        contradicted,
        people_facts.days_reached(reader_of(session), "child", number).get(number, ()),
        today,
    )
    held = "authority" in wanted or "authority" in emptied
    born = wanted.get("date_of_birth", child.date_of_birth)
    problems += problems_with_authority(
        child_ref(number), authority_on, named=held, correct=correct
    )
    if authority_on is not None:
        problems += problems_with_stay(authority_on, born, "the change", today)
    empty = dict.fromkeys(emptied - {"authority"})
    known = {"name": child.name, "date_of_birth": child.date_of_birth, **empty, **wanted}
    person = Person(known["name"], date_of_birth=known["date_of_birth"])
    same = same_child(session, person, number) if anyway or Person.is_known_by(wanted) else []
    if not anyway:
        problems += problems_with_same("child", same, child_ref)
    if problems:
        raise Refused(f"{child_ref(number)} cannot be recorded so", problems)
    authority = ChangedAuthority(changed=False)
    if held:
        name = wanted.pop("authority", None)
        authority = set_authority(session, number, name, authority_on or today, correct=correct)
    changed = ["authority"] if authority.changed else []
    for column, value in {**empty, **wanted}.items():
        if getattr(child, column) != value:
            setattr(child, column, value)
            changed.append(column)
    session.add(child)
    reader = reader_of(session)
    return EditedChild(
        number,
        tuple(sorted(changed)),
        child.looked_after,
        referral_facts.open_referral(reader, number),
        child_facts.live_match_by_child(reader, today).get(number),
        authority.new_authority,
        authority.from_on if authority.changed else None,
        said_of_age(child.date_of_birth, today) if "date_of_birth" in changed else None,
        keep_apart(session, "child", number, same if anyway else (), today),
    )


def set_authority(
    session: Session, number: int, name: str | None, on: date, *, correct: bool = False
) -> ChangedAuthority:
    """Record who looks after a child from a day on, None for not known; the first from ever.

    Raises NotFound for an authority that is several.
    """
    reader = reader_of(session)
    spells = authority_facts.spells(reader, number).get(number, [])
    authority = None if name is None else authority_of_name(session, name)
    spell = change_of_authority(
        spells, None if authority is None else authority[0], on, correct=correct
    )
    new = authority[1] if authority is not None and authority[2] else None
    if spell is None:
        return ChangedAuthority(changed=False, new_authority=new)
    row = session.get(ChildAuthority, spell.number) or ChildAuthority(child_id=number)
    row.authority_id = spell.authority
    row.from_on = spell.from_on
    session.add(row)
    session.flush()
    return ChangedAuthority(changed=True, from_on=spell.from_on, new_authority=new)


def same_child(session: Session, person: Person, number: int | None) -> list[Alike]:
    """Who may be this very child: of the same name and date of birth, and never said to be two."""
    reader = reader_of(session)
    if number is not None:
        former = people_facts.former_names(reader, "child").get(number, ())
        person = replace(person, former=former)
    same = Register(people_facts.people(reader, "child")).same(person, number)
    return same if number is None else people_facts.still_asked(reader, "child", number, same)


def move_child(session: Session, number: int, home: Home, on: date, today: date) -> MovedChild:
    """Record where a child lives from a day on; the home before ends the day before.

    A move ends neither referral nor match. The same day again puts right what is said of the home.
    Raises Refused, and NotFound for an area that is several.
    """
    child = session.get_one(Child, number)
    problems = problems_with_stay(on, child.date_of_birth, "the move", today)
    if problems:
        raise Refused(f"{child_ref(number)} cannot move so", problems)
    place = place_among(child_facts.stays_at_home(reader_of(session), number), on)
    area = None if home.area is None else authority_of_name(session, home.area)
    said: dict[str, Any] = {
        "kind": home.kind,
        "postcode": None if home.postcode is None else " ".join(home.postcode.upper().split()),
        "area_authority_id": None if area is None else area[0],
        "provider": home.provider,
    }
    ended = None
    if place.same is not None:
        row = session.get_one(Placement, place.same)
        said = {name: value for name, value in said.items() if value is not None}
        changed = any(getattr(row, name) != value for name, value in said.items())
    else:
        ended = _end_before(session, session.get(Placement, place.ended or 0), on)
        row = Placement(child_id=number, from_on=on, until_on=place.until_on)
        changed = True
    for name, value in said.items():
        setattr(row, name, value)
    session.add(row)
    reader = reader_of(session)
    match = child_facts.live_match_by_child(reader, today).get(number)
    return MovedChild(
        number,
        on,
        row.until_on,
        ended,
        Home(row.kind, row.postcode, None if area is None else area[1], row.provider),
        changed,
        match,
        None if match is None else _miles(session, reader, number, match, today),
        area[1] if area is not None and area[2] else None,
        () if match is None or not changed else _connected(session, reader, number, match, today),
    )


def set_worker(
    session: Session, number: int, role: WorkerRole, name: str, on: date, today: date
) -> ChildsWorker:
    """Record who works with a child from a day on; who did before ends the day before.

    The same day again puts the name right. Raises Refused.
    """
    child = session.get_one(Child, number)
    problems = problems_with_stay(on, child.date_of_birth, "the change", today)
    if not seen(name):
        hint = f"ivtool child worker {child_ref(number)} {role.value} NAME"
        problems.append(Problem("child.no_name", "the name is empty", hint))
    if problems:
        raise Refused(f"{child_ref(number)} cannot have a {_spoken(role)} so", problems)
    place = place_among(child_facts.stays_of_workers(reader_of(session), number, role.value), on)
    if place.same is not None:
        row = session.get_one(ChildWorker, place.same)
        changed, ended = row.name != name.strip(), None
        row.name = name.strip()
    elif place.ended is not None and _is_named(session, place.ended, name):
        row = session.get_one(ChildWorker, place.ended)
        changed, ended = False, None
    else:
        ended = _end_before(session, session.get(ChildWorker, place.ended or 0), on)
        row = ChildWorker(
            child_id=number,
            role=role.value,
            name=name.strip(),
            from_on=on,
            until_on=place.until_on,
        )
        changed = True
    session.add(row)
    session.flush()
    return ChildsWorker(number, role, row.from_on or on, row.until_on, ended, changed)


def _wishes(child: Child) -> dict[str, Any]:
    return {"wants_gender": child.wants_gender, "wants_gender_must": child.wants_gender_must}


def _end_before(session: Session, stay: Placement | ChildWorker | None, on: date) -> date | None:
    if stay is None:
        return None
    stay.until_on = on - ONE_DAY
    session.add(stay)
    return stay.until_on


def _is_named(session: Session, worker: int, name: str) -> bool:
    return session.get_one(ChildWorker, worker).name == name.strip()


def _miles(session: Session, reader: Reader, child: int, match: int, today: date) -> int | None:
    volunteer = session.get_one(Match, match).volunteer_id
    [who] = proposal_facts.candidates(reader, child, today, [volunteer]).values()
    return miles_between(proposal_facts.wishes(reader, child, today), who)


def _connected(
    session: Session, reader: Reader, child: int, match: int, today: date
) -> list[tuple[str, str]]:
    row = session.get_one(Match, match)
    people = [each for each in (row.volunteer_id, row.second_volunteer_id) if each is not None]
    wishes = proposal_facts.wishes(reader, child, today)
    return [
        (who.ref, problem.message)
        for who in proposal_facts.candidates(reader, child, today, people).values()
        for problem in problems_with_connection(wishes, who)
    ]


def _spoken(role: WorkerRole) -> str:
    return role.value.replace("_", " ")
