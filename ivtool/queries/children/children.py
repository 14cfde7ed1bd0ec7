"""Children as facts: who they are, where they live, who works with them, who visits them."""

from datetime import date

from ivtool.domain.children.records import Child, ChildWorker, Placement
from ivtool.domain.ids import AuthorityId, ChildId
from ivtool.queries.authorities import held, of_authority
from ivtool.queries.reading import Reader, select
from ivtool.rows import columns_of, records
from ivtool.tuples import NamedTuple


class ChildRecord(NamedTuple):
    """A child, with the responsible authority and the area lived in on a day."""

    child: Child
    authority_id: AuthorityId | None
    authority: str | None
    area_id: AuthorityId | None
    area: str | None
    postcode: str | None
    provider: str | None


class Home(NamedTuple):
    """Where a child lived from a day on, and in whose area."""

    home: Placement
    area: str | None


def children(
    reader: Reader, as_of: date, *, number: int | None = None, authority: int | None = None
) -> list[ChildRecord]:
    """The children of one authority or all, and where they live on a day, in the order of refs."""
    rows = reader.execute(
        f"""
        SELECT {columns_of(Child, "c")}, a.id AS authority_id, a.name AS authority,
               area.id AS area_id, area.name AS area, home.postcode, home.provider
          FROM child c
          LEFT JOIN authority a ON a.id = {held("c.id", ":as_of")}
          LEFT JOIN placement home ON home.id = (
                SELECT p.id FROM placement p
                 WHERE p.child_id = c.id
                   AND (p.from_on IS NULL OR p.from_on <= :as_of)
                   AND (p.until_on IS NULL OR p.until_on >= :as_of)
                 ORDER BY coalesce(p.from_on, '') DESC, p.id DESC LIMIT 1)
          LEFT JOIN authority area ON area.id = home.area_authority_id
         WHERE (:number IS NULL OR c.id = :number)
           AND {of_authority("c.id", ":as_of")}
         ORDER BY c.id
        """,
        {"as_of": as_of.isoformat(), "number": number, "authority": authority},
    )
    return records(ChildRecord, rows)


def placements(reader: Reader, child: int, as_of: date) -> list[Home]:
    """Where a child has lived up to a day, the earliest first."""
    rows = reader.execute(
        f"""
        SELECT {columns_of(Placement, "p")}, area.name AS area FROM placement p
          LEFT JOIN authority area ON area.id = p.area_authority_id
         WHERE p.child_id = :child AND (p.from_on IS NULL OR p.from_on <= :as_of)
         ORDER BY coalesce(p.from_on, ''), p.id
        """,
        {"child": child, "as_of": as_of.isoformat()},
    )
    return records(Home, rows)


def workers(reader: Reader, child: int, as_of: date) -> list[ChildWorker]:
    """Who has worked with a child up to a day, by role, the earliest first."""
    found = select(reader, ChildWorker, "role, coalesce(from_on, ''), id", child_id=child)
    return [each for each in found if each.from_on is None or each.from_on <= as_of]


def known_as(reader: Reader, text: str) -> ChildId | None:
    """The child that has a key, or None."""
    row = reader.execute("SELECT id FROM child WHERE key = :key", {"key": text}).fetchone()
    return None if row is None else ChildId(row[0])


def authorities(reader: Reader) -> list[tuple[int, str]]:
    """Every authority's number and name."""
    return list(reader.execute("SELECT id, name FROM authority ORDER BY id").fetchall())
