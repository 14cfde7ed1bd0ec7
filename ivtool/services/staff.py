"""The service's staff by hand: who joins, what changes, whom each leads, who leaves."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from ivtool.domain.days import spelled_day, with_hints
from ivtool.domain.ids import StaffId
from ivtool.domain.office.records import LeadWorker, Staff
from ivtool.domain.refs import staff_ref
from ivtool.domain.staff import (
    ONE_DAY,
    Led,
    Record,
    StaffField,
    goes_on,
    is_over,
    is_same_name,
    problems_with_lead,
    problems_with_leader,
    problems_with_namesakes,
    problems_with_nothing_led,
    problems_with_staff,
    problems_with_staff_leaving,
)
from ivtool.errors import Problem, Refused
from ivtool.queries import staff as staff_queries
from ivtool.queries.reading import Reader
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer

COLUMNS = {StaffField.HOURS: "weekly_hours_tenths"}


class EditedStaff(NamedTuple):
    """Somebody of the staff of whom something else is known now: the columns that changed."""

    number: StaffId
    changed: Sequence[str]


class TakenLead(NamedTuple):
    """What somebody leads from a day on, by refs; who led before, each with the last day."""

    number: StaffId
    on: date
    led: Sequence[str]
    before: Sequence[tuple[str, int, date]]


class LeftStaff(NamedTuple):
    """Somebody who has left: what they led until then, by refs, and to whom it goes.

    `handed` goes on with `hand_to` from the day after; of `without` nobody is the lead then,
    for good or until a day.
    """

    number: StaffId
    on: date
    hand_to: int | None
    handed: Sequence[str]
    without: Sequence[tuple[Led, str, date | None]]


class ReturnedStaff(NamedTuple):
    """Somebody who never left: what they lead again, and what another leads since a day."""

    number: StaffId
    since: date
    again: Sequence[str]
    elsewhere: Sequence[tuple[Led, str]]


def add_staff(
    writer: Writer,
    name: str | None,
    role: str | None,
    hours_tenths: int | None,
    joined_on: date,
    today: date,
    *,
    anyway: bool = False,
) -> Staff:
    """Record that somebody works for the service from a day on.

    Raises Refused for what cannot be, and for somebody who works here already unless `anyway`.
    """
    problems = problems_with_staff(name, role, hours_tenths, joined_on, today)
    if not anyway:
        problems += _namesakes(writer.reader, name, None)
    if problems or name is None or role is None:
        add = "ivtool staff add NAME --role ROLE"
        hints = {
            "staff.in_future": f"{add} --on {today}",
            "staff.hours": f"{add} --hours HOURS",
            "staff.no_name": add,
        }
        raise Refused("nobody was added to the staff", with_hints(problems, hints))
    return writer.insert(Staff(name, role, joined_on, hours_tenths))


def edit_staff(
    writer: Writer,
    number: StaffId,
    changes: Mapping[str, Any],
    cleared: Collection[StaffField],
    today: date,
    *,
    anyway: bool = False,
) -> EditedStaff:
    """Put right what is known of somebody of the staff; only what is named changes.

    Raises Refused for what cannot be.
    """
    row, ref = writer.known(Staff, number), staff_ref(number)
    empty = {COLUMNS[each]: None for each in cleared}
    problems = [
        Problem("staff.set_and_cleared", f"{each.value} are both set and cleared")
        for each in cleared
        if COLUMNS[each] in changes
    ]
    if not changes and not empty:
        hint = f"ivtool staff edit {ref} --role ROLE"
        problems.append(Problem("staff.nothing_said", "it is not said what to change", hint))
    wanted = {**changes, **empty}
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    if "name" in changed and row.left_on is None and not anyway:
        problems += _namesakes(writer.reader, wanted["name"], number)
    now = row._replace(**wanted)
    problems += problems_with_staff(
        now.name, now.role, now.weekly_hours_tenths, now.joined_on, today
    )
    if problems:
        edit = f"ivtool staff edit {ref}"
        hints = {
            "staff.hours": f"{edit} --hours HOURS",
            "staff.no_name": f"{edit} --name NAME",
        }
        raise Refused(f"{ref} cannot be changed so", with_hints(problems, hints))
    writer.update(row, **wanted)
    return EditedStaff(number, changed)


def lead(
    writer: Writer, number: StaffId, wanted: Mapping[Led, Collection[int]], on: date
) -> TakenLead:
    """Record that somebody leads volunteers, referrals and matches from a day on.

    Who led one before leads it until the day before; of a lead that began that very day, never.
    The day may lie ahead. Raises Refused, and then nobody leads anything else than before.
    """
    row, ref = writer.known(Staff, number), staff_ref(number)
    reader = writer.reader
    problems = problems_with_leader(ref, row.joined_on, row.left_on, on)
    if not any(wanted.values()):
        problems += problems_with_nothing_led(ref)
    places: list[tuple[Led, int, Record, list[LeadWorker]]] = []
    for kind, numbers in wanted.items():
        known = staff_queries.leads(reader, kind, numbers)
        for each, record in sorted(staff_queries.led_records(reader, kind, on, numbers).items()):
            places.append((kind, each, record, known.get(each, [])))
    for _, _, record, leads in places:
        problems += problems_with_lead(record, number, ref, leads, on)
    if problems:
        raise Refused(f"{ref} cannot lead that from {spelled_day(on)}", problems)
    before = []
    for kind, each, record, leads in places:
        ended = _end(writer, leads, on)
        if ended is not None:
            before.append((record.ref, *ended))
        _begin(writer, _lead(row, kind, each, on), leads)
    return TakenLead(number, on, [record.ref for _, _, record, _ in places], before)


def leave(writer: Writer, number: StaffId, on: date, hand_to: int | None, today: date) -> LeftStaff:
    """Record somebody's last day with the service, until which they lead what they led.

    What is not over goes to `hand_to` from the day after, to nobody where none is named. Raises
    Refused.
    """
    row, ref = writer.known(Staff, number), staff_ref(number)
    reader = writer.reader
    known = {kind: staff_queries.leads(reader, kind) for kind in Led}
    mine = {
        kind: {
            each: theirs[-1]
            for each, leads in known[kind].items()
            if (theirs := [lead for lead in leads if _is_theirs(lead, number, on)])
        }
        for kind in Led
    }
    begun = [
        (staff_queries.REFS[kind](each), lead.from_on)
        for kind, leads in mine.items()
        for each, lead in leads.items()
    ]
    problems = problems_with_staff_leaving(ref, row.joined_on, row.left_on, on, begun, today)
    if hand_to == number:
        text = "nobody hands over to themselves"
        problems.append(
            Problem("staff.left", text, f"ivtool staff leave {ref} --on {on} --hand-to STAFF")
        )
    other = None if hand_to is None else writer.known(Staff, hand_to)
    if other is not None and other.id != row.id:
        problems += problems_with_leader(
            staff_ref(other.id), other.joined_on, other.left_on, on + ONE_DAY
        )
    if problems:
        hints = {
            "staff.in_future": f"ivtool staff leave {ref} --on {today}",
            "staff.out_of_order": f"ivtool staff leave {ref} --on {row.joined_on}",
        }
        raise Refused(f"{ref} cannot have left on {spelled_day(on)}", with_hints(problems, hints))
    handed: list[str] = []
    without: list[tuple[Led, str, date | None]] = []
    for kind, leads in mine.items():
        records = staff_queries.led_records(reader, kind, on, leads) if leads else {}
        for each, lead in sorted(leads.items()):
            writer.update(lead, until_on=on)
            if is_over(records[each].over_on, on):
                continue
            if other is None:
                then = [one for one in known[kind][each] if one.from_on > on]
                if not then or then[0].from_on > on + ONE_DAY:
                    without.append((kind, records[each].ref, then[0].from_on if then else None))
                continue
            following = _lead(other, kind, each, on + ONE_DAY)._replace(until_on=lead.until_on)
            _begin(writer, following, known[kind][each])
            handed.append(records[each].ref)
    writer.update(row, left_on=on)
    return LeftStaff(number, on, hand_to, handed, without)


def withdraw_leaving(writer: Writer, number: StaffId) -> ReturnedStaff:
    """Take back that somebody left, which never was: what nobody leads since is theirs again.

    What somebody else leads now stays theirs. Raises Refused for who has not left.
    """
    row, ref, reader = writer.known(Staff, number), staff_ref(number), writer.reader
    if row.left_on is None:
        problem = Problem("staff.not_left", "they have not left", "ivtool staff list")
        raise Refused(f"the leaving of {ref} cannot be withdrawn", [problem])
    again: list[str] = []
    elsewhere: list[tuple[Led, str]] = []
    for kind in Led:
        for each, leads in sorted(staff_queries.leads(reader, kind).items()):
            own = [lead for lead in leads if _ended_by(lead, number, row.left_on)]
            record = staff_queries.REFS[kind](each)
            if not own:
                continue
            leads_again, until_on = goes_on(leads, own[-1])
            if leads_again:
                writer.update(own[-1], until_on=until_on)
                again.append(record)
            else:
                elsewhere.append((kind, record))
    writer.update(row, left_on=None)
    return ReturnedStaff(number, row.left_on + ONE_DAY, again, elsewhere)


def _ended_by(lead: LeadWorker, staff: int, left_on: date) -> bool:
    return lead.staff_id == staff and lead.until_on == left_on


def _namesakes(reader: Reader, name: str | None, but: int | None) -> list[Problem]:
    return problems_with_namesakes(
        [
            staff_ref(each.id)
            for each in staff_queries.staff(reader)
            if each.left_on is None and each.id != but and is_same_name(each.name, name or "")
        ]
    )


def _is_theirs(lead: LeadWorker, staff: int, on: date) -> bool:
    """Whether a lead is somebody's after a day, so that leaving on it ends the lead."""
    return lead.staff_id == staff and (lead.until_on is None or lead.until_on > on)


def _lead(staff: Staff, kind: Led, number: int, from_on: date) -> LeadWorker:
    led: dict[str, Any] = {f"{kind.value}_id": number}
    return LeadWorker(staff.id, from_on, **led)


def _end(writer: Writer, leads: Sequence[LeadWorker], on: date) -> tuple[int, date] | None:
    """End the lead of a day the day before; who led, and until when. On its own first day: none.

    One that began that day is changed in place, by `_begin`.
    """
    holding = [each for each in leads if each.until_on is None or each.until_on >= on]
    if not holding or holding[-1].from_on == on:
        return None
    # Before another begins: one record has one lead without an end.
    writer.update(holding[-1], until_on=on - ONE_DAY)
    return holding[-1].staff_id, on - ONE_DAY


def _begin(writer: Writer, new: LeadWorker, leads: Sequence[LeadWorker]) -> None:
    """Begin a lead; one of the very day, among those there are, becomes it."""
    same = [lead for lead in leads if lead.from_on == new.from_on]
    if same:
        writer.update(same[-1], staff_id=new.staff_id, until_on=new.until_on)
    else:
        writer.insert(new)
