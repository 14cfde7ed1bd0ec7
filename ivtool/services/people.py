"""Who was said to be two people, though they are alike: kept, so that nobody is asked again."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from ivtool import history
from ivtool.db import reader_of
from ivtool.domain.people import Alike
from ivtool.facts import people as people_facts
from ivtool.tables import TwoPeople


def keep_apart(
    session: Session, noun: str, number: int, same: Iterable[Alike], today: date
) -> list[int]:
    """Keep that somebody is none of those who are like them, and give those that are new of them.

    Who said so is the one who gave the command.
    """
    known = people_facts.apart(reader_of(session), noun)
    new = []
    for alike in same:
        one, other = sorted((number, alike.number))
        if (one, other) not in known:
            said = {f"{noun}_id": one, f"other_{noun}_id": other}
            session.add(TwoPeople(**said, said_on=today, said_by=history.actor(session)))
            new.append(alike.number)
    session.flush()
    return new
