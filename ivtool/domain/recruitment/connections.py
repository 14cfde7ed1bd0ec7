"""Whether a declared connection stands between a volunteer and a child.

Not a member or officer of the child's responsible authority, nor of the provider that accommodates
the child, nor so connected with either. What was declared is in words: a connection is with whom
they name. Source: docs/DOMAIN.md, section 3: independence.
"""

import re
from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from ivtool.domain.names import folded
from ivtool.errors import Problem

if TYPE_CHECKING:
    from ivtool.domain.matching.eligibility import Candidate, Wishes

# What many authorities, and many providers, are called, and so tells none of them from another.
OF_ANY_AUTHORITY = frozenset(
    {"council", "county", "city", "borough", "district", "metropolitan", "london", "royal",
     "unitary", "authority", "the", "of", "and", "upon"}
)  # fmt: skip
OF_ANY_PROVIDER = OF_ANY_AUTHORITY | {
    "homes", "home", "house", "care", "childrens", "limited", "ltd", "group", "service", "services",
}  # fmt: skip


def names_authority(text: str | None, authority: str | None) -> bool:
    """Whether words name an authority: every word that tells it from others is among them."""
    telling = _telling(authority, OF_ANY_AUTHORITY)
    return bool(telling) and telling <= _words(text)


def names_provider(text: str | None, provider: str | None) -> bool:
    """Whether words name a provider: every word that tells it from others is among them.

    Of one that is called by nothing else, `The Care Group`, every word must be: in doubt somebody
    looks.
    """
    telling = _telling(provider, OF_ANY_PROVIDER) or _words(provider)
    return bool(telling) and telling <= _words(text)


def problems_with_connection(child: "Wishes", who: "Candidate") -> list[Problem]:
    """Why a volunteer is too near to a child's authority, or to who accommodates the child."""
    return [
        Problem(
            "match.connected",
            f"declared a connection with the child's {party}",
            f"ivtool volunteer show {who.ref}",
        )
        for party in connected(who.connection, child.authority, child.provider)
    ]


def connected(connection: str | None, authority: str | None, provider: str | None) -> list[str]:
    """With whom a declared connection is: the child's authority, the provider, both or neither."""
    if not connection:
        return []
    known = (
        ("authority", names_authority(connection, authority)),
        ("provider", names_provider(connection, provider)),
    )
    return [party for party, named in known if named]


def _telling(name: str | None, common: AbstractSet[str]) -> set[str]:
    return _words(name) - common


def _words(text: str | None) -> set[str]:
    # As in a name that is looked for: an apostrophe is part of a word, a bracket is not.
    return set(re.findall(r"[^\W_]+", re.sub("['’`]", "", folded(text or ""))))
