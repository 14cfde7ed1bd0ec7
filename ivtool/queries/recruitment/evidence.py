"""Certificates whose numbers are kept, and what says for how long, as facts."""

from datetime import date

from ivtool.domain.file.recorded import values
from ivtool.domain.recruitment.records import VolunteerCheck
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, Stage
from ivtool.queries.file.sheets import IMPORT
from ivtool.queries.file.undo import VOID
from ivtool.queries.reading import Reader, day
from ivtool.rows import columns_of, records
from ivtool.tuples import NamedTuple


class KeptNumber(NamedTuple):
    """A certificate whose number is kept, and the day it came.

    `recorded_on` is the day on which a command recorded its outcome; None where an import did.
    """

    check: VolunteerCheck
    came_on: date | None
    recorded_on: date | None


def kept_numbers(reader: Reader) -> list[KeptNumber]:
    """The certificates whose numbers are kept, in the order of volunteers."""
    kept = records(
        VolunteerCheck,
        reader.execute(
            f"SELECT {columns_of(VolunteerCheck)} FROM volunteer_check"
            " WHERE certificate IS NOT NULL ORDER BY volunteer_id, id"
        ),
    )
    recorded = dict(
        reader.execute(
            f"""
            SELECT k.id,
                   (SELECT s.stated_on FROM change c JOIN change_set s ON s.id = c.change_set_id
                     WHERE c.table_name = 'volunteer_check' AND c.row_id = k.id
                       AND (c.action = 'insert' OR c.columns LIKE '%"outcome"%')
                       AND s.command <> :import AND s.id NOT IN ({VOID})
                     ORDER BY c.id DESC LIMIT 1)
              FROM volunteer_check k WHERE k.certificate IS NOT NULL
            """,
            {"import": IMPORT},
        ).fetchall()
    )
    return [KeptNumber(each, each.seen_on or each.from_on, day(recorded[each.id])) for each in kept]


def numbers_taken_back(reader: Reader) -> dict[int, int]:
    """The volunteer of each certificate that has no number now, and of which the history tells one.

    Its entry was undone, or its number put right to none.
    """
    rows = reader.execute(
        """
        SELECT c.row_id, k.volunteer_id, v."before" FROM change c
          JOIN change_value v ON v.change_id = c.id
          LEFT JOIN volunteer_check k ON k.id = c.row_id
         WHERE c.table_name = 'volunteer_check' AND k.certificate IS NULL
           AND (v."before" LIKE '%"certificate": "%' OR v."after" LIKE '%"certificate": "%')
         ORDER BY c.id
        """
    )
    found: dict[int, int] = {}
    for check, volunteer, before in rows.fetchall():
        # Of a row that is gone its deletion tells all.
        whose = volunteer or values(before or "{}").get("volunteer_id")
        if whose is not None:
            found[check] = int(whose)
    return found


def decisions(reader: Reader) -> dict[int, list[date]]:
    """The days on which it was decided of volunteers: approved, gone, not accepted by a panel."""
    rows = reader.execute(
        """
        SELECT volunteer_id, reached_on FROM volunteer_stage
         WHERE stage = :approved AND reached_on IS NOT NULL
         UNION ALL
        SELECT volunteer_id, ended_on FROM volunteer_spell WHERE ended_on IS NOT NULL
         UNION ALL
        SELECT volunteer_id, from_on FROM volunteer_check
         WHERE kind = :panel AND outcome = :not_accepted AND from_on IS NOT NULL
        """,
        {
            "approved": Stage.APPROVED.value,
            "panel": CheckKind.PANEL.value,
            "not_accepted": CheckOutcome.NOT_ACCEPTED.value,
        },
    )
    found: dict[int, list[date]] = {}
    for volunteer, on in rows.fetchall():
        found.setdefault(volunteer, []).append(date.fromisoformat(on))
    return found
