"""Who comes in: somebody who is there already is refused, what may be a slip is told."""

from collections.abc import Sequence
from typing import Any

from ivtool.domain.ages import problems_with_birth, said_of_age
from ivtool.domain.office.records import TwoPeople
from ivtool.domain.people import Alike, Person, Register, problems_with_same
from ivtool.domain.refs import child_ref, volunteer_ref
from ivtool.errors import Problem
from ivtool.queries import people as people_queries
from ivtool.queries.file.sheets import Known
from ivtool.services.imports.changing import Judged
from ivtool.services.imports.intake import Intake

REFS = {"volunteer": volunteer_ref, "child": child_ref}
SHEETS = {"volunteer": "volunteers", "child": "children"}
MOST_TOLD = 5
BLANK = dict.fromkeys(("volunteer_id", "other_volunteer_id", "child_id", "other_child_id"))


class KnownAgain:
    """The volunteers, or the children, of the file and of the rows taken so far.

    Who came with a row of this import is named by it: a ref is theirs only once all is stored.
    """

    def __init__(self, intake: Intake, noun: str) -> None:
        self._intake = intake
        self._noun = noun
        self._register = Register(people_queries.people(intake.reader, noun))
        self._rows: dict[int, int] = {}
        self._ages: dict[str, list[str]] = {}
        self._shared: list[str] = []
        # Who is like the row that is looked at, and by `--anyway` somebody else.
        self._same: Sequence[Alike] = ()

    def problems(self, found: Judged[Any], recorded: Known | None) -> list[Problem]:
        """Why a row is of somebody who is there already, or of a birth that cannot be.

        What the file knows of somebody is asked only where the row says something new of them.
        """
        problems: list[Problem] = []
        changed = {each.field for each in found.placed}
        born_on = found.row.date_of_birth
        if recorded is not None and "date_of_birth" in changed:
            reached = people_queries.days_reached(self._intake.reader, self._noun, recorded["id"])
            days = reached.get(recorded["id"], ())
            problems += problems_with_birth(born_on, days, self._intake.today, self._noun)
        self._same = []
        if not (recorded is None or Person.is_known_by(changed)):
            return problems
        number = None if recorded is None else recorded["id"]
        same = self._register.same(_person(found.row), number)
        if number is not None:
            same = people_queries.still_asked(self._intake.reader, self._noun, number, same)
        if self._intake.anyway:
            self._same = same
            return problems
        return problems + problems_with_same(self._noun, same, self._named)

    def look_at_age(self, found: Judged[Any], recorded: Known | None) -> None:
        """Note a child of 18 or over, or under 1, where that is new."""
        new = recorded is None or any(each.field == "date_of_birth" for each in found.placed)
        if new and (said := said_of_age(found.row.date_of_birth, self._intake.today)):
            self._ages.setdefault(said, []).append(str(found.row.row))

    def take(self, row: Any, number: int) -> None:
        """Keep somebody whose row was taken, and note who shares a phone or an email with them."""
        person = _person(row)
        self._shared += [
            f"row {row.row}: {self._named(each.number)} has the same {each.by} under another name"
            for each in self._register.sharing(person, number)
        ]
        self._register.take(number, person)
        self._rows[number] = row.row
        for alike in self._same:
            one, other = sorted((number, alike.number))
            said = {f"{self._noun}_id": one, f"other_{self._noun}_id": other}
            today, actor = self._intake.today, self._intake.writer.history.actor
            self._intake.add(TwoPeople, **{**BLANK, **said}, said_on=today, said_by=actor)

    def note(self) -> None:
        """Tell what was noted: of each kind a few, and how many more."""
        sheet = SHEETS[self._noun]
        for said, rows in self._ages.items():
            self._intake.notes.append(f"{sheet}, a child who {said}: row {', '.join(_some(rows))}")
        self._intake.notes += [f"{sheet} {each}" for each in _some(self._shared)]

    def _named(self, number: int) -> str:
        row = self._rows.get(number)
        return REFS[self._noun](number) if row is None else f"row {row}"


def _some(told: Sequence[str]) -> list[str]:
    more = len(told) - MOST_TOLD
    return [*told[:MOST_TOLD], *([f"and {more} more like these"] if more > 0 else [])]


def _person(row: Any) -> Person:
    email, phone = getattr(row, "email", None), getattr(row, "phone", None)
    return Person(row.name, email, phone, row.date_of_birth)
