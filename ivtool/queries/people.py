"""People as facts: the names they have and had, their births, and every day they had reached."""

import json
from collections.abc import Iterable
from datetime import date

from ivtool.domain.days import NamedDay
from ivtool.domain.people import Alike, Person, Register
from ivtool.queries.file.undo import VOID
from ivtool.queries.reading import Reader, among, day, needed_day
from ivtool.rows import records
from ivtool.tuples import NamedTuple

# What somebody did or what was done with them: table, whose it is, the column of the day, what.
DAYS = {
    "volunteer": (
        ("volunteer_stage", "volunteer_id", "reached_on", "a stage"),
        ("volunteer_check", "volunteer_id", "asked_on", "asking for a check"),
        ("volunteer_check", "volunteer_id", "from_on", "a check"),
        ("volunteer_check", "volunteer_id", "rechecked_on", "a later look at a check"),
        ("volunteer_hold", "volunteer_id", "from_on", "a hold"),
        ("volunteer_spell", "volunteer_id", "begun_on", "the return"),
        ("volunteer_spell", "volunteer_id", "ended_on", "leaving"),
        ("match", "volunteer_id", "proposed_on", "the proposal of a match"),
        ("match", "second_volunteer_id", "proposed_on", "the proposal of a match"),
    ),
    "child": (
        ("referral", "child_id", "received_on", "the receipt of a referral"),
        ("child_authority", "child_id", "from_on", "the time of an authority"),
        ("placement", "child_id", "from_on", "a placement"),
        ("child_worker", "child_id", "from_on", "the time of a worker"),
        ("match", "child_id", "proposed_on", "the proposal of a match"),
        ("match", "child_id", "book_shown_on", "showing the book"),
        ("match", "child_id", "first_meeting_on", "a first meeting"),
        ("match", "child_id", "started_on", "the start of a match"),
        ("concern", "child_id", "raised_on", "a concern"),
    ),
}
STEPS = (
    "SELECT r.child_id, s.taken_on FROM referral_step s JOIN referral r ON r.id = s.referral_id"
    " WHERE s.taken_on IS NOT NULL AND (:number IS NULL OR r.child_id = :number)"
)


class MatchedVolunteer(NamedTuple):
    """A volunteer of a match, of a couple each, with the days on which they are to be of age."""

    match: int
    volunteer: int
    proposed_on: date
    started_on: date | None
    ended_on: date | None


def people(reader: Reader, noun: str) -> list[tuple[int, Person]]:
    """The volunteers, or the children, by what they are known again, in the order of refs."""
    contacts = "email, phone" if noun == "volunteer" else "NULL, NULL"
    former = former_names(reader, noun)
    return [
        (number, Person(name, email, phone, day(born_on), former.get(number, ())))
        for number, name, email, phone, born_on in reader.execute(
            f"SELECT id, name, {contacts}, date_of_birth FROM {noun} ORDER BY id"
        )
    ]


def apart(reader: Reader, noun: str) -> set[tuple[int, int]]:
    """The volunteers, or children, who were said to be two people though they are alike."""
    rows = reader.execute(
        f"SELECT {noun}_id, other_{noun}_id FROM two_people WHERE {noun}_id IS NOT NULL"
    )
    return {(one, other) for one, other in rows}


def still_asked(reader: Reader, noun: str, number: int, same: Iterable[Alike]) -> list[Alike]:
    """Those who are like somebody, apart from those who were said to be somebody else."""
    two = apart(reader, noun)
    return [
        each for each in same if (min(number, each.number), max(number, each.number)) not in two
    ]


def pairs(reader: Reader, noun: str, *, accepted: bool = False) -> list[tuple[int, Alike]]:
    """Who may be there twice, the earlier with the later.

    Without those who were `accepted` as two people.
    """
    two = set() if accepted else apart(reader, noun)
    found = Register(people(reader, noun)).pairs()
    return [(number, alike) for number, alike in found if (number, alike.number) not in two]


def former_names(reader: Reader, noun: str) -> dict[int, list[str]]:
    """The names that volunteers, or children, had before, the latest first.

    The history knows them, until a lawful erasure; those of a record that became one with another
    are names of that one.
    """
    found: dict[int, list[str]] = {}
    now: dict[int, int] = {}
    for old, number, name in reader.execute(
        f"SELECT old_number, {noun}_id, old_name FROM merged_person"
        f" WHERE {noun}_id IS NOT NULL ORDER BY id DESC"
    ):
        now[old] = number
        if name is not None:
            found.setdefault(number, []).append(name)
    for number, before in reader.execute(
        "SELECT h.row_id, w.before FROM change h JOIN change_value w ON w.change_id = h.id"
        " WHERE h.table_name = :noun AND h.action = 'update' AND w.before LIKE '%\"name\"%'"
        f" AND h.change_set_id NOT IN ({VOID})"
        " ORDER BY h.id DESC",
        {"noun": noun},
    ):
        if name := json.loads(before).get("name"):
            found.setdefault(now.get(number, number), []).append(name)
    return found


def births(reader: Reader, noun: str) -> dict[int, date]:
    """The dates of birth of the volunteers, or of the children, by number; the known ones."""
    rows = reader.execute(f"SELECT id, date_of_birth FROM {noun} WHERE date_of_birth IS NOT NULL")
    return {number: needed_day(born_on) for number, born_on in rows}


def days_reached(reader: Reader, noun: str, number: int | None = None) -> dict[int, list[NamedDay]]:
    """The days that volunteers, or children, had reached: of one, or of all, by number."""
    found: dict[int, list[NamedDay]] = {}
    asked = {"number": number}
    for table, whose, column, what in DAYS[noun]:
        for each, on in reader.execute(
            f"SELECT {whose}, {column} FROM {table} WHERE {column} IS NOT NULL"
            f" AND {whose} IS NOT NULL AND (:number IS NULL OR {whose} = :number)",
            asked,
        ):
            found.setdefault(each, []).append((what, needed_day(on)))
    if noun == "child":
        for each, on in reader.execute(STEPS, asked):
            found.setdefault(each, []).append(("a step of a referral", needed_day(on)))
    return found


def matched_volunteers(reader: Reader, volunteer: int | None = None) -> list[MatchedVolunteer]:
    """Who is in which match, in the order of refs; of all matches, or those of a volunteer."""
    rows = reader.execute(
        "SELECT m.id AS match, v.id AS volunteer, m.proposed_on, m.started_on,"
        " m.ended_on FROM match m"
        " JOIN volunteer v ON v.id IN (m.volunteer_id, m.second_volunteer_id)"
        " WHERE :volunteer IS NULL OR v.id = :volunteer ORDER BY m.id, v.id",
        {"volunteer": volunteer},
    )
    return records(MatchedVolunteer, rows)


class Holds(NamedTuple):
    """How much is recorded of somebody: referrals, visits and contacts that stand, claims."""

    number: int
    referrals: int
    visits: int
    claims: int


def holds(reader: Reader, noun: str, numbers: Iterable[int]) -> dict[int, Holds]:
    """How much is recorded of each of some volunteers, or children, by number.

    Referrals and claims are theirs, the visits those of all their matches.
    """
    mine = (
        "m.child_id = p.id"
        if noun == "child"
        else "p.id IN (m.volunteer_id, m.second_volunteer_id)"
    )
    own = {"referral": "child", "claim": "volunteer"}
    counts = {
        table: f"(SELECT count(*) FROM {table} o WHERE o.{whose}_id = p.id)"
        if whose == noun
        else "0"
        for table, whose in own.items()
    }
    rows = reader.execute(
        f"SELECT p.id AS number, {counts['referral']} AS referrals,"
        f" (SELECT count(*) FROM match m JOIN visit l ON l.match_id = m.id"
        f" WHERE l.withdrawn_on IS NULL AND {mine}) AS visits, {counts['claim']} AS claims"
        f" FROM {noun} p WHERE 1 = 1{among('p.id', sorted(set(numbers)))}"
    )
    return {each.number: each for each in records(Holds, rows)}
