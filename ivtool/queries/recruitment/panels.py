"""Panel meetings as facts: when they are held, who is on the agenda, what was decided."""

from collections.abc import Iterable
from datetime import date

from ivtool.domain.ids import PanelMeetingId
from ivtool.domain.recruitment.records import PanelMeeting
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome
from ivtool.queries.reading import Reader, day, select
from ivtool.rows import columns_of, records
from ivtool.tuples import NamedTuple


class MeetingRecord(NamedTuple):
    """A meeting with how many stand on its agenda, and on how many of them it has decided."""

    number: int
    held_on: date
    volunteers: int
    decided: int


class AgendaItem(NamedTuple):
    """Somebody on a meeting's agenda; no outcome is not decided yet."""

    volunteer: int
    key: str | None
    name: str
    kind: CheckKind
    outcome: CheckOutcome | None
    conditions: str | None


def meetings(reader: Reader) -> list[MeetingRecord]:
    """All meetings in date order."""
    rows = reader.execute(
        """
        SELECT p.id AS number, p.held_on, count(k.id) AS volunteers, count(k.outcome) AS decided
          FROM panel_meeting p LEFT JOIN volunteer_check k ON k.meeting_id = p.id
         GROUP BY p.id, p.held_on ORDER BY p.held_on
        """
    )
    return records(MeetingRecord, rows)


def meeting_of(reader: Reader, held_on: date) -> PanelMeeting | None:
    """The meeting of a day."""
    return next(iter(select(reader, PanelMeeting, held_on=held_on)), None)


def days_of(reader: Reader, meetings: Iterable[int]) -> dict[PanelMeetingId, date]:
    """The days of some meetings, by number."""
    found = reader.execute(
        f"SELECT {columns_of(PanelMeeting)} FROM panel_meeting"
        f" WHERE id IN ({', '.join(map(str, sorted(meetings)))})"
    )
    return {each.id: each.held_on for each in records(PanelMeeting, found)}


def next_meeting_on(reader: Reader, today: date) -> date | None:
    """The day of the first meeting from a day on that has somebody on its agenda."""
    row = reader.execute(
        """
        SELECT min(p.held_on) FROM panel_meeting p
          JOIN volunteer_check k ON k.meeting_id = p.id WHERE p.held_on >= :today
        """,
        {"today": today.isoformat()},
    ).fetchone()
    return day(row[0])


def undecided_on(reader: Reader, today: date) -> date | None:
    """The day of the first meeting before a day that has not decided of somebody still here."""
    row = reader.execute(
        """
        SELECT min(p.held_on) FROM panel_meeting p
          JOIN volunteer_check k ON k.meeting_id = p.id
         WHERE p.held_on < :today AND k.outcome IS NULL AND NOT EXISTS (
               SELECT 1 FROM volunteer_spell s
                WHERE s.volunteer_id = k.volunteer_id AND s.ended_on <= :today
                  AND s.spell = (SELECT max(t.spell) FROM volunteer_spell t
                                  WHERE t.volunteer_id = k.volunteer_id))
        """,
        {"today": today.isoformat()},
    ).fetchone()
    return day(row[0])


def agenda(reader: Reader, held_on: date) -> list[AgendaItem]:
    """Who stands on the agenda of a day, approvals first, in the order of refs."""
    rows = reader.execute(
        """
        SELECT v.id AS volunteer, v.key, v.name, k.kind, k.outcome, k.conditions
          FROM volunteer_check k JOIN panel_meeting p ON p.id = k.meeting_id
          JOIN volunteer v ON v.id = k.volunteer_id
         WHERE p.held_on = :held_on ORDER BY k.kind, v.id
        """,
        {"held_on": held_on.isoformat()},
    )
    return records(AgendaItem, rows)
