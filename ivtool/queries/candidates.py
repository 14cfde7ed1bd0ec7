"""The records that a half-typed ref, key or name may grow into, the likeliest first."""

from collections.abc import Iterator

from ivtool.queries.reading import Reader
from ivtool.tuples import NamedTuple

# Of each noun: id, key, and the names by which it is known; live, open and new ones first,
# of the staff who works here.
KNOWN = {
    "volunteer": "SELECT id, key, name, NULL FROM volunteer ORDER BY id",
    "child": "SELECT id, key, name, NULL FROM child ORDER BY id",
    "referral": (
        "SELECT r.id, r.key, c.name, NULL FROM referral r JOIN child c ON c.id = r.child_id"
        " ORDER BY EXISTS (SELECT 1 FROM referral_closing k WHERE k.referral_id = r.id"
        " AND k.closed_on IS NOT NULL AND k.reopened_on IS NULL), r.id"
    ),
    "match": (
        "SELECT m.id, m.key, c.name, v.name FROM match m JOIN child c ON c.id = m.child_id"
        " JOIN volunteer v ON v.id = m.volunteer_id ORDER BY m.ended_on IS NOT NULL, m.id"
    ),
    "claim": (
        "SELECT e.id, e.key, v.name, NULL FROM claim e JOIN volunteer v ON v.id = e.volunteer_id"
        " ORDER BY e.id DESC"
    ),
    "visit": "SELECT id, NULL, NULL, NULL FROM visit WHERE withdrawn_on IS NULL ORDER BY id DESC",
    "payment": "SELECT id, NULL, NULL, NULL FROM payment ORDER BY id DESC",
    "staff": "SELECT id, NULL, name, NULL FROM staff ORDER BY left_on IS NOT NULL, id",
    "support": "SELECT id, key, NULL, NULL FROM support ORDER BY id DESC",
    "training": "SELECT id, NULL, NULL, NULL FROM training ORDER BY id DESC",
    # Whom a concern is about is not told by the way.
    "concern": ("SELECT id, NULL, NULL, NULL FROM concern ORDER BY closed_on IS NOT NULL, id DESC"),
}


class Candidate(NamedTuple):
    """A record that may be meant: its number, its key, the names of its people."""

    number: int
    key: str | None
    names: tuple[str, ...]


def candidates(reader: Reader, noun: str) -> Iterator[Candidate]:
    """The records of a noun, the likeliest first."""
    for number, key, *names in reader.execute(KNOWN[noun]):
        yield Candidate(number, key, tuple(name for name in names if name is not None))


def authorities(reader: Reader) -> list[str]:
    """The names of the authorities."""
    return [name for (name,) in reader.execute("SELECT name FROM authority ORDER BY name")]
