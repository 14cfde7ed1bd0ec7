"""Lines of claims that somebody should look at, though each may be right."""

from datetime import date

from ivtool.domain.expenses.records import ClaimLine
from ivtool.domain.expenses.vocabulary import ExpenseCategory
from ivtool.domain.ids import VolunteerId
from ivtool.domain.visits.vocabulary import VisitKind
from ivtool.queries.authorities import of_authority
from ivtool.queries.expenses.expenses import CLAIMED_BY
from ivtool.queries.reading import Reader
from ivtool.rows import columns_of, records
from ivtool.tuples import NamedTuple

VISIT = VisitKind.VISIT.value
NOT_DECLINED = "(l.declined_on IS NULL OR l.declined_on > :as_of)"


class OddLine(NamedTuple):
    """A line, and what is beside it: another line's claim and line, or a withdrawn entry."""

    line: ClaimLine
    volunteer: VolunteerId
    volunteer_name: str
    other: int
    other_line: int | None


def claimed_twice(reader: Reader, as_of: date, authority: int | None = None) -> list[OddLine]:
    """The lines that claim one journey (volunteer, day, miles) for two matches, by a day."""
    other = CLAIMED_BY.replace("l.", "o.")
    return _lines(
        reader,
        f"""
          JOIN claim_line o ON o.incurred_on = l.incurred_on AND o.miles_tenths = l.miles_tenths
           AND o.category = l.category AND o.match_id <> l.match_id
          JOIN claim p ON p.id = o.claim_id AND p.volunteer_id = e.volunteer_id
         WHERE l.category = '{ExpenseCategory.MILEAGE.value}' AND {other}
           AND {NOT_DECLINED.replace("l.", "o.")}
        """,
        "o.claim_id AS other, o.line AS other_line",
        as_of,
        authority,
    )


def left_behind(reader: Reader, as_of: date, authority: int | None = None) -> list[OddLine]:
    """The lines of a match and day whose visit was withdrawn by a day, and no other one stands."""
    visit = f"v.match_id = l.match_id AND v.visited_on = l.incurred_on AND v.kind = '{VISIT}'"
    return _lines(
        reader,
        f"""
          JOIN visit w ON w.id = (SELECT max(v.id) FROM visit v
                                   WHERE {visit} AND v.withdrawn_on <= :as_of)
         WHERE NOT EXISTS (SELECT 1 FROM visit v WHERE {visit}
                              AND (v.withdrawn_on IS NULL OR v.withdrawn_on > :as_of))
        """,
        "w.id AS other, NULL AS other_line",
        as_of,
        authority,
    )


def _lines(
    reader: Reader, beside: str, others: str, as_of: date, authority: int | None
) -> list[OddLine]:
    rows = reader.execute(
        f"""
        SELECT {columns_of(ClaimLine, "l")}, e.volunteer_id AS volunteer,
               n.name AS volunteer_name, {others}
          FROM claim_line l
          JOIN claim e ON e.id = l.claim_id
          JOIN volunteer n ON n.id = e.volunteer_id
          JOIN match m ON m.id = l.match_id
        {beside}
           AND {CLAIMED_BY} AND {NOT_DECLINED}
           AND {of_authority("m.child_id", ":as_of")}
         ORDER BY l.claim_id, l.line, other
        """,
        {"as_of": as_of.isoformat(), "authority": authority},
    )
    return records(OddLine, rows)
