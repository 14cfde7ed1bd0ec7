"""Children by hand: a new one, what is known of one, where one lives and who works with one."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from ivtool.domain.ages import said_of_age
from ivtool.domain.children.children import (
    change_of_authority,
    names_led_by,
    place_among,
    problems_with_authority,
    problems_with_child,
    problems_with_stay,
)
from ivtool.domain.children.records import Authority, Child, ChildAuthority, ChildWorker, Placement
from ivtool.domain.children.vocabulary import WorkerRole
from ivtool.domain.ids import AuthorityId, ChildId, MatchId
from ivtool.domain.matching.eligibility import miles_between
from ivtool.domain.matching.ending import problems_before_18
from ivtool.domain.matching.records import Match
from ivtool.domain.names import problems_with_name
from ivtool.domain.people import Alike, Person, Register, problems_with_same
from ivtool.domain.recruitment.connections import problems_with_connection
from ivtool.domain.refs import child_ref
from ivtool.errors import NotFound, Refused
from ivtool.queries import authorities as authority_queries
from ivtool.queries import people as people_queries
from ivtool.queries.children import children as child_queries
from ivtool.queries.children import referrals as referral_queries
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.matching import proposals as proposal_queries
from ivtool.queries.reading import select
from ivtool.services.people import keep_apart
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer

ONE_DAY = timedelta(days=1)
NOTHING: Mapping[str, Any] = {}


class EditedChild(NamedTuple):
    """A child as now recorded: which fields changed; what goes on that wants a looked-after child.

    `new_authority` is the name of one that was not known before, `authority_from` the day from
    which another authority looks after the child, `of_age` what is to be looked at of an age that
    is new, `two` are those alike who were said to be another child, `too_early` the matches that
    went on after 18 before the child was.
    """

    number: ChildId
    changed: tuple[str, ...]
    looked_after: bool | None
    open_referral: int | None
    live_match: MatchId | None
    new_authority: str | None = None
    authority_from: date | None = None
    of_age: str | None = None
    two: Sequence[int] = ()
    too_early: Sequence[int] = ()


class ChangedAuthority(NamedTuple):
    """Who looks after a child: whether that is a change, and from which day; None is from ever."""

    changed: bool
    from_on: date | None = None
    new_authority: str | None = None


class Home(NamedTuple):
    """A home from a day on; the provider is who accommodates the child there."""

    kind: str | None
    postcode: str | None
    area: str | None
    provider: str | None = None


class MovedChild(NamedTuple):
    """A child's home as now recorded, and what goes on; miles to the volunteer where known.

    `connected` are volunteers of the live match who declared a connection with the child's
    authority or provider, by ref, each with what it is.
    """

    number: ChildId
    from_on: date
    until_on: date | None
    ended_on: date | None
    home: Home
    changed: bool
    live_match: MatchId | None
    miles: int | None
    new_authority: str | None = None
    connected: Sequence[tuple[str, str]] = ()


class ChildsWorker(NamedTuple):
    """Somebody who works with a child from a day on; `ended_on` is the last day of the one before.

    Of a repeat nothing is `changed`.
    """

    number: ChildId
    role: WorkerRole
    from_on: date
    until_on: date | None
    ended_on: date | None
    changed: bool


def authority_of_name(writer: Writer, name: str) -> tuple[Authority, bool]:
    """The authority that a name means, and whether it is a new one.

    Whole words that a known name begins with mean that one. Raises NotFound where several do.
    """
    known = dict(child_queries.authorities(writer.reader))
    found = names_led_by(name, known.items())
    if len(found) > 1:
        listed = "; ".join(known[number] for number in found)
        raise NotFound("several authorities answer to that", f"it is one of: {listed}")
    if found:
        return Authority(known[found[0]], AuthorityId(found[0])), False
    return writer.insert(Authority(" ".join(name.split()))), True


def edit_child(
    writer: Writer,
    number: ChildId,
    changes: Mapping[str, Any],
    cleared: Collection[str],
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
    child = writer.known(Child, number)
    wanted, emptied = dict(changes), set(cleared)
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
        people_queries.days_reached(writer.reader, "child", number).get(number, ()),
        today,
    )
    if "name" in wanted:
        problems += problems_with_name("child", wanted["name"])
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
    same = same_child(writer, person, number) if anyway or Person.is_known_by(wanted) else []
    if not anyway:
        problems += problems_with_same("child", same, child_ref)
    if problems:
        raise Refused(f"{child_ref(number)} cannot be recorded so", problems)
    authority = ChangedAuthority(changed=False)
    if held:
        name = wanted.pop("authority", None)
        authority = set_authority(writer, number, name, authority_on or today, correct=correct)
    said = {**empty, **wanted}
    changed = ["authority"] if authority.changed else []
    changed += [column for column, value in said.items() if getattr(child, column) != value]
    child = writer.update(child, **said)
    reader = writer.reader
    live = match_queries.live_by_child(reader, today, [number]).get(number)
    friends = match_queries.continued(reader, number)
    return EditedChild(
        number,
        tuple(sorted(changed)),
        child.looked_after,
        referral_queries.open_referral(reader, number),
        None if live in [each.number for each in friends] else live,
        authority.new_authority,
        authority.from_on if authority.changed else None,
        said_of_age(child.date_of_birth, today) if "date_of_birth" in changed else None,
        keep_apart(writer, "child", number, same if anyway else (), today),
        [
            each.number
            for each in friends
            if problems_before_18(child_ref(number), each.born_on, each.continued_on)
        ]
        if "date_of_birth" in changed
        else (),
    )


def set_authority(
    writer: Writer, number: ChildId, name: str | None, on: date, *, correct: bool = False
) -> ChangedAuthority:
    """Record who looks after a child from a day on, None for not known; the first from ever.

    Raises NotFound for an authority that is several.
    """
    reader = writer.reader
    spells = authority_queries.spells(reader, number).get(number, [])
    authority = None if name is None else authority_of_name(writer, name)
    spell = change_of_authority(
        spells, None if authority is None else authority[0].id, on, correct=correct
    )
    new = authority[0].name if authority is not None and authority[1] else None
    if spell is None:
        return ChangedAuthority(changed=False, new_authority=new)
    row = writer.get(ChildAuthority, spell.number) or ChildAuthority(ChildId(number))
    writer.put(row, authority_id=spell.authority, from_on=spell.from_on)
    return ChangedAuthority(changed=True, from_on=spell.from_on, new_authority=new)


def same_child(writer: Writer, person: Person, number: ChildId | None) -> list[Alike]:
    """Who may be this very child: of the same name and date of birth, and never said to be two."""
    reader = writer.reader
    if number is not None:
        former = people_queries.former_names(reader, "child").get(number, ())
        person = person._replace(former=former)
    same = Register(people_queries.people(reader, "child")).same(person, number)
    return same if number is None else people_queries.still_asked(reader, "child", number, same)


def move_child(writer: Writer, number: ChildId, home: Home, on: date, today: date) -> MovedChild:
    """Record where a child lives from a day on; the home before ends the day before.

    A move ends neither referral nor match. The same day again puts right what is said of the home.
    Raises Refused, and NotFound for an area that is several.
    """
    child = writer.known(Child, number)
    problems = problems_with_stay(on, child.date_of_birth, "the move", today)
    if problems:
        raise Refused(f"{child_ref(number)} cannot move so", problems)
    place = place_among(select(writer.reader, Placement, child_id=number), on)
    area = None if home.area is None else authority_of_name(writer, home.area)
    said = said_of_home(writer, home)
    ended = None
    if place.same is not None:
        row = place.same
        said = {name: value for name, value in said.items() if value is not None}
        changed = any(getattr(row, name) != value for name, value in said.items())
    else:
        ended = _end_before(writer, place.ended, on)
        row = Placement(child.id, from_on=on, until_on=place.until_on)
        changed = True
    row = writer.put(row, **said)
    reader = writer.reader
    live = match_queries.live_by_child(reader, today, [number]).get(number)
    miles, connected = (None, []) if live is None else _seen_from(writer, live, today)
    return MovedChild(
        number,
        on,
        row.until_on,
        ended,
        Home(row.kind, row.postcode, None if area is None else area[0].name, row.provider),
        changed,
        live,
        miles,
        area[0].name if area is not None and area[1] else None,
        connected if changed else (),
    )


def said_of_home(writer: Writer, home: Home) -> dict[str, Any]:
    """What is said of a home, by the fields of its record. Raises NotFound for several areas."""
    area = None if home.area is None else authority_of_name(writer, home.area)[0].id
    postcode = None if home.postcode is None else " ".join(home.postcode.upper().split())
    return {
        "kind": home.kind,
        "postcode": postcode,
        "area_authority_id": area,
        "provider": home.provider,
    }


def set_worker(
    writer: Writer,
    number: ChildId,
    role: WorkerRole,
    name: str,
    on: date,
    today: date,
    reached: Mapping[str, Any] = NOTHING,
) -> ChildsWorker:
    """Record who works with a child from a day on; who did before ends the day before.

    `reached` is by which phone and email. The same day again puts the name right. Raises Refused.
    """
    child = writer.known(Child, number)
    problems = problems_with_stay(on, child.date_of_birth, "the change", today)
    hint = f"ivtool child worker {child_ref(number)} {role.value} NAME"
    problems += problems_with_name("child", name, hint)
    if problems:
        raise Refused(f"{child_ref(number)} cannot have a {_spoken(role)} so", problems)
    place = place_among(select(writer.reader, ChildWorker, child_id=number, role=role), on)
    said, ended, before = name.strip(), None, place.ended
    known = place.same or (before if before is not None and before.name == said else None)
    if known is not None:
        row = writer.update(known, name=said, **reached)
        changed = row != known
    else:
        ended = _end_before(writer, before, on)
        row = ChildWorker(child.id, role, said, on, place.until_on)
        row = writer.insert(row._replace(**reached))
        changed = True
    return ChildsWorker(number, role, row.from_on or on, row.until_on, ended, changed)


def _wishes(child: Child) -> dict[str, Any]:
    return {"wants_gender": child.wants_gender, "wants_gender_must": child.wants_gender_must}


def _end_before(writer: Writer, stay: Placement | ChildWorker | None, on: date) -> date | None:
    if stay is None:
        return None
    # Before another begins: one has one home, and one worker of a role, without an end.
    writer.update(stay, until_on=on - ONE_DAY)
    return on - ONE_DAY


def _seen_from(writer: Writer, live: int, today: date) -> tuple[int | None, list[tuple[str, str]]]:
    """How far a match's volunteer lives from the child, and who has a connection, each with it."""
    match, reader = writer.known(Match, live), writer.reader
    people = [each for each in (match.volunteer_id, match.second_volunteer_id) if each is not None]
    wishes = proposal_queries.wishes(reader, match.child_id, today)
    known = proposal_queries.candidates(reader, match.child_id, today, people)
    return miles_between(wishes, known[match.volunteer_id]), [
        (who.ref, problem.message)
        for who in known.values()
        for problem in problems_with_connection(wishes, who)
    ]


def _spoken(role: WorkerRole) -> str:
    return role.value.replace("_", " ")
