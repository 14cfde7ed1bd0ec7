"""The service's staff as facts, and who leads which volunteer, referral or match."""

from collections.abc import Iterable
from datetime import date

from ivtool.domain.office.records import LeadWorker, Staff
from ivtool.domain.recruitment.records import VolunteerSpell
from ivtool.domain.recruitment.volunteers import spell_as_of
from ivtool.domain.refs import match_ref, referral_ref, volunteer_ref
from ivtool.domain.staff import Led, Record, is_over, lead_on
from ivtool.queries.reading import Reader, day, select
from ivtool.rows import columns_of, records
from ivtool.tuples import NamedTuple

REFS = {Led.VOLUNTEER: volunteer_ref, Led.REFERRAL: referral_ref, Led.MATCH: match_ref}
# The first day of each record where it is known, and the day on which it was over.
LIVES = {
    Led.VOLUNTEER: (
        "SELECT v.id, (SELECT min(s.reached_on) FROM volunteer_stage s"
        " WHERE s.volunteer_id = v.id), NULL FROM volunteer v"
    ),
    Led.REFERRAL: (
        "SELECT v.id, v.received_on, k.closed_on FROM referral v LEFT JOIN referral_closing k"
        " ON k.referral_id = v.id AND k.reopened_on IS NULL"
    ),
    Led.MATCH: "SELECT v.id, v.proposed_on, v.ended_on FROM match v",
}


class Leader(NamedTuple):
    """Who leads a record: the number and the name of somebody of the staff."""

    number: int
    name: str


class LedRecord(NamedTuple):
    """A record that somebody leads."""

    staff: int
    kind: Led
    number: int


def staff(reader: Reader) -> list[Staff]:
    """Everybody who works or worked for the service, in the order of refs."""
    return select(reader, Staff)


def lead_of(reader: Reader, noun: str, number: int, as_of: date) -> Leader | None:
    """Who leads a volunteer, a referral or a match on a day; None if nobody does."""
    return leaders(reader, noun, as_of, [number]).get(number)


def leaders(
    reader: Reader, noun: str, as_of: date, only: Iterable[int] | None = None
) -> dict[int, Leader]:
    """Who leads each volunteer, referral or match on a day, by number; of some, or of all."""
    held = {
        number: lead
        for number, each in leads(reader, noun, only).items()
        if (lead := lead_on(each, as_of)) is not None
    }
    names = {each.id: each.name for each in staff(reader)} if held else {}
    return {number: Leader(lead.staff_id, names[lead.staff_id]) for number, lead in held.items()}


def leads(
    reader: Reader, noun: str, only: Iterable[int] | None = None
) -> dict[int, list[LeadWorker]]:
    """Everybody who has led, leads or will lead a record of a noun, by its number, in order."""
    column = f"{Led(noun).value}_id"
    some = "" if only is None else f" AND {column} IN ({', '.join(map(str, sorted(set(only))))})"
    rows = reader.execute(
        f"SELECT {columns_of(LeadWorker)} FROM lead_worker"
        f" WHERE {column} IS NOT NULL{some} ORDER BY {column}, from_on, id"
    )
    found: dict[int, list[LeadWorker]] = {}
    for lead in records(LeadWorker, rows):
        found.setdefault(getattr(lead, column), []).append(lead)
    return found


def led_records(reader: Reader, noun: str, as_of: date, only: Iterable[int]) -> dict[int, Record]:
    """Records that can be led, as known on a day: of a volunteer, the spell of that day."""
    kind, wanted = Led(noun), ", ".join(map(str, sorted(set(only))))
    spells: dict[int, list[VolunteerSpell]] = {}
    if kind is Led.VOLUNTEER:
        for owner, spell, begun_on, ended_on in reader.execute(
            "SELECT volunteer_id, spell, begun_on, ended_on FROM volunteer_spell"
            f" WHERE volunteer_id IN ({wanted}) ORDER BY volunteer_id, spell"
        ):
            spells.setdefault(owner, []).append(
                VolunteerSpell(owner, spell, day(begun_on), day(ended_on))
            )
    found = {}
    for number, begun_on, over_on in reader.execute(f"{LIVES[kind]} WHERE v.id IN ({wanted})"):
        over = day(over_on)
        if number in spells:
            over = spell_as_of(spells[number], as_of).ended_on
        found[number] = Record(kind, REFS[kind](number), day(begun_on), over)
    return found


def led(reader: Reader, as_of: date) -> list[LedRecord]:
    """What each of the staff leads on a day and is not over, in the order of refs."""
    found = []
    for kind in Led:
        held = {
            number: lead
            for number, each in leads(reader, kind).items()
            if (lead := lead_on(each, as_of)) is not None
        }
        for number, record in sorted(led_records(reader, kind, as_of, held).items()):
            if not is_over(record.over_on, as_of):
                found.append(LedRecord(held[number].staff_id, kind, number))
    return found
