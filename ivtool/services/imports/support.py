"""Support to volunteers out of its sheet: a row is one session, with all who were there.

What is planned has no day on which it was held. Who is named there no more was not there; what was
agreed is told in its order.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ivtool.domain.ages import problems_before_birth
from ivtool.domain.letters import seen
from ivtool.domain.refs import child_ref, volunteer_ref
from ivtool.domain.support.agreed import (
    AgreedAction,
    problems_with_fewer,
    read_actions,
    written_actions,
)
from ivtool.domain.support.records import Attendance, Support, SupportAction
from ivtool.domain.support.support import (
    problems_with_people,
    problems_with_support,
    spoken_kind,
)
from ivtool.errors import Problem
from ivtool.queries import people as people_queries
from ivtool.queries.file.sheets import Known
from ivtool.queries.support import sheet as known_sheets
from ivtool.queries.support.support import couples
from ivtool.services.imports.changing import Placed, Target, judged, put, taken
from ivtool.services.imports.intake import Came, Intake, pointed_at
from ivtool.services.imports.own import problems_with_identity
from ivtool.sheets.rows import SupportRow
from ivtool.sheets.workbook import AnySheet

FIELDS = SupportRow._fields[2:-2]
# Where a field of the sheet stands in the record, if under another name.
COLUMNS = {"on": "held_on", "by": "held_by"}
NOBODY = "support.nobody"
PEOPLE = ("volunteers", "children")
WITHDRAWN = Problem(
    "import.changed_since",
    "it was withdrawn by a command since it was written; take the row out",
)


def take_support(
    intake: Intake, volunteers: Mapping[str, int], children: Mapping[str, int]
) -> None:
    """Take the support; its people are named by their keys."""
    sheet = intake.workbook.support
    if not sheet.present:
        return
    found_there = known_sheets.supports(intake.reader)
    known = intake.own.by_key("support", found_there)
    by_ref = intake.own.goes_by_ref(sheet)
    rules = _Rules(intake, volunteers, children)
    for told in sheet.rows:
        recorded = known.get(told.key)
        problems = rules.understand(told)
        row = rules.row
        found = judged(intake, row, recorded, FIELDS, rules.problems, rules.placed)
        problems += problems_with_identity(
            "support", row, recorded, found_there, found.placed, by_ref=by_ref
        )
        there = () if recorded is None else recorded["action_rows"]
        problems += problems_with_fewer(row.actions, len(there), "support")
        if recorded is not None and recorded["withdrawn_on"] is not None:
            problems.append(WITHDRAWN)
        # Who points at nobody has named somebody.
        problems += [each for each in found.problems if not (problems and each.code == NOBODY)]
        if problems:
            intake.refuse(sheet, row.row, problems)
            sheet.refused_keys.add(row.key)
        elif recorded is None:
            known[row.key] = _add(intake, row, rules)
            intake.count(sheet, Came.ADDED)
        else:
            put(intake, found.placed)
            known[row.key] = taken(recorded, found)
            intake.count(sheet, Came.CHANGED if found.placed else Came.UNCHANGED)
    intake.store()


class _Rules:
    """The people and actions that a row says, and the rules that it is held to.

    People are compared by their refs in order, and actions as they are written here: so that only
    what is said otherwise differs.
    """

    def __init__(
        self, intake: Intake, volunteers: Mapping[str, int], children: Mapping[str, int]
    ) -> None:
        self._intake = intake
        self._known: Mapping[str, Mapping[str, int]] = {
            "volunteers": volunteers,
            "children": children,
        }
        self._births = {
            noun: people_queries.births(intake.reader, noun) for noun in ("volunteer", "child")
        }
        self._couples = couples(intake.reader, None)
        self.people: dict[str, list[int]] = {}
        self.actions: list[AgreedAction] = []
        self.row: Any = None

    def understand(self, told: SupportRow) -> list[Problem]:
        """Why the people or actions of a row cannot be understood; else they are kept here."""
        problems: list[Problem] = []
        said: dict[str, str | None] = {}
        sheets: dict[str, AnySheet] = {
            "volunteers": self._intake.workbook.volunteers,
            "children": self._intake.workbook.children,
        }
        for column, noun, ref in (
            ("volunteers", "volunteer", volunteer_ref),
            ("children", "child", child_ref),
        ):
            keys = [seen(each) for each in (getattr(told, column) or "").split(";")]
            known = self._known[column]
            for key in filter(None, keys):
                problems += pointed_at(known, key, noun, sheets[column])
            self.people[column] = sorted({known[key] for key in keys if key in known})
            said[column] = "; ".join(map(ref, self.people[column])) or None
        try:
            self.actions = read_actions(told.actions, dated=True)
        except ValueError as error:
            self.actions = []
            problems.append(Problem("support.action_day", f"an action, {error}: TEXT by DAY"))
        row: Any = told
        self.row = row._replace(**said, actions=written_actions(self.actions))
        return problems

    def problems(self, row: Any) -> list[Problem]:
        """Why a row cannot be of support as it was, or is planned."""
        if row.on is None and row.planned_on is None:
            text = "it is said neither when it was held nor when it is planned"
            return [Problem("support.no_day", text)]
        today, actions = self._intake.today, read_actions(row.actions)
        support = Support(
            row.kind,
            planned_on=row.planned_on,
            held_on=row.on,
            minutes=row.minutes,
            next_on=row.next_on,
        )
        problems = problems_with_support(support, actions, today)
        people = [*_numbers(row.volunteers)]
        young = [*_numbers(row.children)]
        problems += problems_with_people(row.kind, people, len(young), self._couples)
        reached = [(f"the {spoken_kind(row.kind)}", row.on or row.planned_on)]
        born = [
            *((self._births["volunteer"].get(each), "volunteer") for each in people),
            *((self._births["child"].get(each), "child") for each in young),
        ]
        before = {
            problem.code: problem
            for born_on, noun in born
            for problem in problems_before_birth(born_on, reached, noun)
        }
        return [*problems, *before.values()]

    def placed(self, row: Any, recorded: Known, differing: Sequence[str]) -> list[Placed]:
        """Where what a row says otherwise stands: in the record, its people, its actions."""
        number = recorded["id"]
        support = Target(Support, number)
        plain = [each for each in differing if each not in (*PEOPLE, "actions")]
        placed = [
            Placed(name, support, COLUMNS.get(name, name), getattr(row, name)) for name in plain
        ]
        for column, pointer in (("volunteers", "volunteer_id"), ("children", "child_id")):
            if column in differing or "on" in differing:
                numbers = [*_numbers(getattr(row, column))]
                placed += _placed_people(row, recorded, column, pointer, numbers)
        if "actions" in differing:
            placed += _placed_actions(recorded, self.actions)
        return placed


def _numbers(refs: str | None) -> Iterator[int]:
    """The numbers of people whose refs this module has written."""
    for ref in (refs or "").split("; "):
        if ref:
            yield int(ref.partition("-")[2])


def _placed_people(
    row: Any, recorded: Known, column: str, pointer: str, numbers: Sequence[int]
) -> Iterator[Placed]:
    """Who is there, and who of those known no more is; to a plan they come, or do not."""
    field, there = ("attended", True) if row.on is not None else ("comes", None)
    rows: Mapping[int, tuple[int, bool | None, bool | None]] = recorded[f"{column}_rows"]
    for number in numbers:
        target = Target(Attendance, None, {"support_id": recorded["id"], pointer: number})
        if number in rows:
            target = Target(Attendance, rows[number][0])
            if rows[number][1 if field == "comes" else 2] is there:
                continue
        yield Placed(column, target, field, there)
    for number, (known, comes, attended) in rows.items():
        was = comes if field == "comes" else attended
        if number not in numbers and was is not False:
            yield Placed(column, Target(Attendance, known), field, value=False)


def _placed_actions(recorded: Known, said: Sequence[AgreedAction]) -> Iterator[Placed]:
    """Each action by its place."""
    known: Sequence[SupportAction] = recorded["action_rows"]
    for place, each in enumerate(said):
        if place < len(known):
            target = Target(SupportAction, known[place].id)
            was = AgreedAction(known[place].words, known[place].due_on, known[place].done_on)
        else:
            last = max((one.number for one in known), default=0)
            begins = {"support_id": recorded["id"], "number": last + 1 + place - len(known)}
            target, was = Target(SupportAction, None, begins), AgreedAction("")
        new = target.number is None
        for name in AgreedAction._fields:
            if new or getattr(each, name) != getattr(was, name):
                yield Placed("actions", target, name, getattr(each, name))


def _add(intake: Intake, row: Any, rules: _Rules) -> Known:
    """Take a row of something new, and give it as it is then known."""
    said = {COLUMNS.get(each, each): getattr(row, each) for each in FIELDS}
    columns = {each: said[each] for each in Support._fields if each in said}
    number = intake.add(Support, key=row.key, **columns)
    attended = None if row.on is None else True
    for column, pointer in (("volunteers", "volunteer_id"), ("children", "child_id")):
        for each in rules.people[column]:
            who = {"volunteer_id": None, "child_id": None, pointer: each}
            intake.add(Attendance, support_id=number, **who, attended=attended)
    for place, action in enumerate(rules.actions, start=1):
        intake.add(SupportAction, support_id=number, number=place, **action._asdict())
    none: dict[str, object] = {"volunteers_rows": {}, "children_rows": {}, "action_rows": ()}
    return {**row._asdict(), **none, "id": number, "withdrawn_on": None}
