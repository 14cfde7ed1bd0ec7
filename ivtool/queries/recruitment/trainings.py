"""Training sessions as facts: when they were held, what was taught, who attended."""

from datetime import date
from typing import Any

from ivtool.domain.file.recorded import values
from ivtool.domain.recruitment.records import Training, VolunteerCheck
from ivtool.domain.recruitment.trainings import taught_in
from ivtool.queries.reading import Reader
from ivtool.rows import columns_of, read_value, records, types_of
from ivtool.tuples import NamedTuple


class SessionRecord(NamedTuple):
    """A training session with the modules it taught, and how many volunteers attended any of it.

    Of those invited, how many there are, and how many say that they come.
    """

    training: Training
    modules: tuple[str, ...]
    attended: int
    invited: int = 0
    come: int = 0


class Attendance(NamedTuple):
    """A volunteer who attended a module; safeguarding is a kind of its own, and named here too."""

    volunteer: int
    name: str
    module: str


def sessions(reader: Reader, as_of: date, number: int | None = None) -> list[SessionRecord]:
    """The sessions that had begun by a day, or are planned, or the one, in date order."""
    found = records(
        Training,
        reader.execute(
            f"SELECT {columns_of(Training)} FROM training WHERE (held_on <= :as_of OR planned = 1)"
            " AND (:number IS NULL OR id = :number) ORDER BY held_on, id",
            {"as_of": as_of.isoformat(), "number": number},
        ),
    )
    counts = reader.execute(
        "SELECT p.training_id, count(DISTINCT CASE WHEN p.attended = 1 THEN p.volunteer_id END),"
        " coalesce(sum(p.invited), 0), coalesce(sum(p.come), 0) FROM ("
        "SELECT training_id, volunteer_id, 1 AS attended, 0 AS invited, 0 AS come"
        " FROM volunteer_check WHERE training_id IS NOT NULL UNION ALL"
        " SELECT training_id, volunteer_id, attended, 1, coalesce(comes, 0)"
        " FROM attendance WHERE training_id IS NOT NULL) p"
        " WHERE :number IS NULL OR p.training_id = :number GROUP BY p.training_id",
        {"number": number},
    )
    people = {training: row for training, *row in counts.fetchall()}
    return [SessionRecord(each, taught_in(each), *people.get(each.id, (0,))) for each in found]


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


def before_attended(reader: Reader, check: int, training: int) -> dict[str, Any] | None:
    """What evidence said before it became that of a session, by the columns that changed then.

    None where it was the session's from the first.
    """
    row = reader.execute(
        """
        SELECT v."before" FROM change c JOIN change_value v ON v.change_id = c.id
         WHERE c.table_name = 'volunteer_check' AND c.row_id = :check AND c.action = 'update'
           AND json_extract(v."after", '$.training_id') = :training ORDER BY c.id DESC LIMIT 1
        """,
        {"check": check, "training": training},
    ).fetchone()
    if row is None or row[0] is None:
        return None
    holds = types_of(VolunteerCheck)
    return {name: read_value(holds[name], value) for name, value in values(row[0]).items()}
