"""Who was said to be two people, though they are alike: kept, so that nobody is asked again."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ivtool.domain.office.records import TwoPeople
from ivtool.domain.people import Alike
from ivtool.queries import people as people_queries
from ivtool.writer import Writer


def keep_apart(
    writer: Writer, noun: str, number: int, same: Iterable[Alike], today: date
) -> list[int]:
    """Keep that somebody is none of those who are like them, and give those that are new of them.

    Who said so is the one who gave the command.
    """
    same = list(same)
    known = people_queries.apart(writer.reader, noun) if same else set()
    new = []
    for alike in same:
        one, other = sorted((number, alike.number))
        if (one, other) not in known:
            said: dict[str, Any] = {f"{noun}_id": one, f"other_{noun}_id": other}
            writer.insert(TwoPeople(today, writer.history.actor, **said))
            new.append(alike.number)
    return new
