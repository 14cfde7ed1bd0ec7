"""Training sessions as facts: when they were held, what was taught, who attended."""

from datetime import date
from typing import NamedTuple

from ivtool.facts.reading import Reader, day, needed_day


class SessionRecord(NamedTuple):
    """A training session; `until_on` is its last day where there are several."""

    number: int
    held_on: date
    until_on: date | None
    modules: tuple[str, ...]
    held_by: str | None
    note: str | None
    attended: int

    @property
    def last_on(self) -> date:
        """The day from which having attended counts."""
        return self.until_on or self.held_on


class Attendance(NamedTuple):
    """A volunteer who attended a module; safeguarding is a kind of its own, and named here too."""

    volunteer: int
    name: str
    module: str


def sessions(reader: Reader, as_of: date, number: int | None = None) -> list[SessionRecord]:
    """The sessions that had begun by a day, or the one, in date order."""
    rows = reader.execute(
        """
        SELECT t.id, t.held_on, t.until_on, t.modules, t.held_by, t.note,
               (SELECT count(DISTINCT k.volunteer_id) FROM volunteer_check k
                 WHERE k.training_id = t.id)
          FROM training t
         WHERE t.held_on <= :as_of AND (:number IS NULL OR t.id = :number)
         ORDER BY t.held_on, t.id
        """,
        {"as_of": as_of.isoformat(), "number": number},
    )
    return [
        SessionRecord(
            number,
            needed_day(held_on),
            day(until_on),
            tuple(modules.split("; ")),
            held_by,
            note,
            attended,
        )
        for number, held_on, until_on, modules, held_by, note, attended in rows.fetchall()
    ]


def attendances(reader: Reader, number: int) -> list[Attendance]:
    """Who attended which module of a session, in the order of refs, then as recorded."""
    rows = reader.execute(
        """
        SELECT k.volunteer_id, v.name, coalesce(k.module, k.kind)
          FROM volunteer_check k JOIN volunteer v ON v.id = k.volunteer_id
         WHERE k.training_id = :number ORDER BY k.volunteer_id, k.id
        """,
        {"number": number},
    )
    return [Attendance._make(row) for row in rows.fetchall()]
