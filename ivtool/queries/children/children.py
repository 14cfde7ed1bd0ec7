"""Children as facts: who they are, where they live, who works with them, who visits them."""

from datetime import date
from typing import NamedTuple

from ivtool.domain.children.children import Stay
from ivtool.queries.children.authorities import held, of_authority
from ivtool.queries.reading import Reader, day, values


class ChildRecord(NamedTuple):
    """A child, with the responsible authority and the area lived in on a day."""

    number: int
    key: str | None
    name: str
    date_of_birth: date | None
    gender: str | None
    ethnicity: str | None
    religion: str | None
    language: str | None
    disability: str | None
    looked_after: bool | None
    interests: str | None
    likes: str | None
    dislikes: str | None
    wants_gender: str | None
    wants_gender_must: bool | None
    authority_number: int | None
    authority: str | None
    area_number: int | None
    area: str | None
    home_kind: str | None
    postcode: str | None
    no_contact: str | None
    risks: str | None
    health: str | None
    legal_status: str | None
    interpreter: bool | None
    unaccompanied: bool | None
    provider: str | None


class PlacementRecord(NamedTuple):
    """Where a child lived from a day on."""

    from_on: date | None
    until_on: date | None
    kind: str | None
    area: str | None
    postcode: str | None
    provider: str | None


class WorkerRecord(NamedTuple):
    """Who worked with a child from a day on, and as what."""

    role: str
    name: str
    from_on: date | None
    until_on: date | None


def children(
    reader: Reader, as_of: date, *, number: int | None = None, authority: int | None = None
) -> list[ChildRecord]:
    """The children of one authority or all, and where they live on a day, in the order of refs."""
    rows = reader.execute(
        f"""
        SELECT c.id, c.key, c.name, c.date_of_birth, c.gender, c.ethnicity, c.religion,
               c.language, c.disability, c.looked_after, c.interests, c.likes, c.dislikes,
               c.wants_gender, c.wants_gender_must, a.id, a.name, area.id, area.name,
               home.kind, home.postcode, c.no_contact, c.risks, c.health, c.legal_status,
               c.interpreter, c.unaccompanied, home.provider
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
    return [
        ChildRecord._make(values(row, days=(3,), truths=(9, 14, 25, 26))) for row in rows.fetchall()
    ]


def placements(reader: Reader, child: int, as_of: date) -> list[PlacementRecord]:
    """Where a child has lived up to a day, the earliest first."""
    rows = reader.execute(
        """
        SELECT p.from_on, p.until_on, p.kind, area.name, p.postcode, p.provider FROM placement p
          LEFT JOIN authority area ON area.id = p.area_authority_id
         WHERE p.child_id = :child AND (p.from_on IS NULL OR p.from_on <= :as_of)
         ORDER BY coalesce(p.from_on, ''), p.id
        """,
        {"child": child, "as_of": as_of.isoformat()},
    )
    return [PlacementRecord._make(values(row, days=(0, 1))) for row in rows.fetchall()]


def workers(reader: Reader, child: int, as_of: date) -> list[WorkerRecord]:
    """Who has worked with a child up to a day, by role, the earliest first."""
    rows = reader.execute(
        """
        SELECT role, name, from_on, until_on FROM child_worker
         WHERE child_id = :child AND (from_on IS NULL OR from_on <= :as_of)
         ORDER BY role, coalesce(from_on, ''), id
        """,
        {"child": child, "as_of": as_of.isoformat()},
    )
    return [WorkerRecord(role, name, day(begun), day(over)) for role, name, begun, over in rows]


def known_as(reader: Reader, text: str) -> int | None:
    """The child that has a key, or None."""
    row = reader.execute("SELECT id FROM child WHERE key = :key", {"key": text}).fetchone()
    return None if row is None else int(row[0])


def authorities(reader: Reader) -> list[tuple[int, str]]:
    """Every authority's number and name."""
    return list(reader.execute("SELECT id, name FROM authority ORDER BY id").fetchall())


def stays_at_home(reader: Reader, child: int) -> list[Stay]:
    """Every home that a child has had."""
    rows = reader.execute(
        "SELECT id, from_on, until_on FROM placement WHERE child_id = :child ORDER BY id",
        {"child": child},
    )
    return [Stay(number, day(first), day(last)) for number, first, last in rows]


def stays_of_workers(reader: Reader, child: int, role: str) -> list[Stay]:
    """Everybody who has worked with a child in a role."""
    rows = reader.execute(
        "SELECT id, from_on, until_on FROM child_worker"
        " WHERE child_id = :child AND role = :role ORDER BY id",
        {"child": child, "role": role},
    )
    return [Stay(number, day(first), day(last)) for number, first, last in rows]
