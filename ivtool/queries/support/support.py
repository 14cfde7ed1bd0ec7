"""Support to volunteers as facts: what was held or is planned, with whom, and what was agreed."""

from collections.abc import Collection
from datetime import date

from ivtool.domain.ids import ChildId, SupportId, VolunteerId
from ivtool.domain.support.records import Attendance, Support, SupportAction
from ivtool.domain.support.vocabulary import SupportKind
from ivtool.queries.reading import Reader, among
from ivtool.rows import columns_of, records
from ivtool.tuples import NamedTuple


class Person(NamedTuple):
    """Somebody invited to support, or to a training session, by their name."""

    attendance: Attendance
    name: str


def supports(
    reader: Reader,
    *,
    number: int | None = None,
    volunteer: int | None = None,
    child: int | None = None,
    kinds: Collection[SupportKind] = (),
    first: date | None = None,
    last: date | None = None,
    withdrawn: bool = False,
) -> list[Support]:
    """The support that answers to all that is asked, by the day held, else planned.

    Of somebody's, what they were invited to or were at.
    """
    words = ", ".join(f"'{kind.value}'" for kind in kinds)
    of_kind = f" AND u.kind IN ({words})" if kinds else ""
    whose = "SELECT a.support_id FROM attendance a WHERE a."
    rows = reader.execute(
        f"SELECT {columns_of(Support, 'u')} FROM support u"
        " WHERE (:number IS NULL OR u.id = :number)"
        f" AND (:volunteer IS NULL OR u.id IN ({whose}volunteer_id = :volunteer))"
        f" AND (:child IS NULL OR u.id IN ({whose}child_id = :child))"
        " AND (:first IS NULL OR coalesce(u.held_on, u.planned_on) >= :first)"
        " AND (:last IS NULL OR coalesce(u.held_on, u.planned_on) <= :last)"
        f" AND (:withdrawn OR u.withdrawn_on IS NULL){of_kind}"
        " ORDER BY coalesce(u.held_on, u.planned_on), u.id",
        {
            "number": number,
            "volunteer": volunteer,
            "child": child,
            "first": None if first is None else first.isoformat(),
            "last": None if last is None else last.isoformat(),
            "withdrawn": withdrawn or number is not None,
        },
    )
    return records(Support, rows)


def people(
    reader: Reader, numbers: Collection[int] | None, session: str = "support_id"
) -> dict[int, list[Person]]:
    """Who was invited to some support, or to some training sessions, volunteers before children."""
    rows = reader.execute(
        f"SELECT {columns_of(Attendance, 'a')}, coalesce(v.name, c.name) AS name"
        " FROM attendance a LEFT JOIN volunteer v ON v.id = a.volunteer_id"
        f" LEFT JOIN child c ON c.id = a.child_id WHERE a.{session} IS NOT NULL"
        f"{among(f'a.{session}', numbers)}"
        " ORDER BY a.volunteer_id IS NULL, a.volunteer_id, a.child_id"
    )
    found: dict[int, list[Person]] = {}
    for each in records(Person, rows):
        whose = each.attendance.support_id or each.attendance.training_id or 0
        found.setdefault(whose, []).append(each)
    return found


def actions(reader: Reader, numbers: Collection[int] | None) -> dict[int, list[SupportAction]]:
    """What was agreed at some support, or at all, in its order."""
    rows = reader.execute(
        f"SELECT {columns_of(SupportAction)} FROM support_action"
        f" WHERE 1 = 1{among('support_id', numbers)} ORDER BY support_id, number"
    )
    found: dict[int, list[SupportAction]] = {}
    for each in records(SupportAction, rows):
        found.setdefault(each.support_id, []).append(each)
    return found


def last_action(reader: Reader, number: SupportId) -> int:
    """The highest number that an action of some support ever had, 0 without any."""
    import json

    rows = reader.execute(
        "SELECT v.before FROM change c JOIN change_value v ON v.change_id = c.id"
        " WHERE c.table_name = 'support_action' AND c.action = 'delete' AND v.before IS NOT NULL"
    )
    gone = [json.loads(before) for (before,) in rows]
    numbers = [int(each["number"]) for each in gone if each["support_id"] == number]
    numbers += [each.number for each in actions(reader, [number]).get(number, ())]
    return max(numbers, default=0)


def couples(reader: Reader, volunteers: Collection[int] | None) -> list[tuple[int, int]]:
    """The pairs that visit a child together, or did; of some volunteers, or of all."""
    rows = reader.execute(
        "SELECT DISTINCT volunteer_id, second_volunteer_id FROM match"
        f" WHERE second_volunteer_id IS NOT NULL{among('volunteer_id', volunteers)}"
        " UNION SELECT DISTINCT volunteer_id, second_volunteer_id FROM match"
        f" WHERE second_volunteer_id IS NOT NULL{among('second_volunteer_id', volunteers)}"
    )
    return [(one, other) for one, other in rows]


def of_that_day(reader: Reader, support: Support, volunteers: Collection[int]) -> list[SupportId]:
    """Other support of its kind and day that stands, with one of some volunteers."""
    rows = reader.execute(
        "SELECT DISTINCT u.id FROM support u JOIN attendance a ON a.support_id = u.id"
        " WHERE u.withdrawn_on IS NULL AND u.kind = :kind AND u.held_on = :held_on"
        f" AND u.id <> :number{among('a.volunteer_id', volunteers)} ORDER BY u.id",
        {"kind": support.kind.value, "held_on": str(support.held_on), "number": support.id},
    )
    return [SupportId(number) for (number,) in rows]


def births(
    reader: Reader, volunteers: Collection[VolunteerId], children: Collection[ChildId]
) -> list[tuple[str, date | None]]:
    """When people were born, each with the noun that they are."""
    found: list[tuple[str, date | None]] = []
    for noun, numbers in (("volunteer", volunteers), ("child", children)):
        some = among("id", numbers)
        rows = reader.execute(
            f"SELECT date_of_birth FROM {noun} WHERE date_of_birth IS NOT NULL{some}"
        )
        found += [(noun, date.fromisoformat(born_on)) for (born_on,) in rows if numbers]
    return found
