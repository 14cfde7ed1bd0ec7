"""Responsible authorities as facts: who looks after a child, from which day on.

The SQL for it stands here and nowhere else.
"""

from datetime import date
from typing import TYPE_CHECKING

from ivtool.queries.reading import Reader
from ivtool.queries.reading import day as day_of

# Most that asks whose a child is asks in SQL.
if TYPE_CHECKING:
    from ivtool.domain.children.children import AuthoritySpell


def held(child: str, day: str) -> str:
    """The authority that looks after a child on a day, as SQL of the two; null where not known."""
    return (
        f"(SELECT h.authority_id FROM child_authority h WHERE h.child_id = {child}"
        f" AND (h.from_on IS NULL OR h.from_on <= {day})"
        " ORDER BY coalesce(h.from_on, '') DESC LIMIT 1)"
    )


def of_authority(child: str, day: str) -> str:
    """The condition that the authority asked for looks after a child on a day; any if none is."""
    return f"(:authority IS NULL OR {held(child, day)} = :authority)"


def spells(reader: Reader, child: int | None = None) -> "dict[int, list[AuthoritySpell]]":
    """Who has looked after each child, or the one, by child, the earliest first."""
    from ivtool.domain.children.children import AuthoritySpell

    rows = reader.execute(
        "SELECT h.child_id, h.id, h.authority_id, a.name, h.from_on FROM child_authority h"
        " LEFT JOIN authority a ON a.id = h.authority_id"
        " WHERE :child IS NULL OR h.child_id = :child"
        " ORDER BY h.child_id, coalesce(h.from_on, '')",
        {"child": child},
    )
    found: dict[int, list[AuthoritySpell]] = {}
    for owner, number, authority, name, from_on in rows.fetchall():
        spell = AuthoritySpell(number, authority, name, day_of(from_on))
        found.setdefault(owner, []).append(spell)
    return found


class Held:
    """Whether the authority asked for looked after a child on a day; any, where none is."""

    def __init__(self, reader: Reader, authority: int | None) -> None:
        self._authority = authority
        self._spells = {} if authority is None else spells(reader)

    def ever(self, child: int) -> bool:
        """Whether that authority has looked after a child on any day."""
        return self._authority is None or any(
            each.authority == self._authority for each in self._spells.get(child, ())
        )

    def on(self, child: int | None, day: date | None) -> bool:
        """Whether the fact of a child and a day is that authority's."""
        if self._authority is None:
            return True
        if child is None or day is None:
            return False
        from ivtool.domain.children.children import authority_on

        return authority_on(self._spells.get(child, ()), day) == self._authority
