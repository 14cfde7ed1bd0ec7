"""Training sessions as facts: when they were held, what was taught, who attended."""

from datetime import date

from ivtool.domain.recruitment.records import Training
from ivtool.domain.recruitment.trainings import taught_in
from ivtool.queries.reading import Reader
from ivtool.rows import columns_of, records
from ivtool.tuples import NamedTuple


class SessionRecord(NamedTuple):
    """A training session with the modules it taught, and how many volunteers attended any."""

    training: Training
    modules: tuple[str, ...]
    attended: int


class Attendance(NamedTuple):
    """A volunteer who attended a module; safeguarding is a kind of its own, and named here too."""

    volunteer: int
    name: str
    module: str


def sessions(reader: Reader, as_of: date, number: int | None = None) -> list[SessionRecord]:
    """The sessions that had begun by a day, or the one, in date order."""
    found = records(
        Training,
        reader.execute(
            f"SELECT {columns_of(Training)} FROM training"
            " WHERE held_on <= :as_of AND (:number IS NULL OR id = :number) ORDER BY held_on, id",
            {"as_of": as_of.isoformat(), "number": number},
        ),
    )
    attended = dict(
        reader.execute(
            "SELECT training_id, count(DISTINCT volunteer_id) FROM volunteer_check"
            " WHERE training_id IS NOT NULL AND (:number IS NULL OR training_id = :number)"
            " GROUP BY training_id",
            {"number": number},
        ).fetchall()
    )
    return [SessionRecord(each, taught_in(each), attended.get(each.id, 0)) for each in found]


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
