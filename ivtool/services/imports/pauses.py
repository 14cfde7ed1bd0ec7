"""Pauses and excused months out of their sheets."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from ivtool.domain.matching.matches import problems_with_excuse, problems_with_pause
from ivtool.domain.matching.records import Excuse, MatchPause
from ivtool.domain.refs import match_ref
from ivtool.domain.visits.visits import Pause
from ivtool.errors import Problem
from ivtool.queries.file import sheets as known_sheets
from ivtool.queries.file.sheets import Known
from ivtool.services.imports.changing import Placed, Target, judged, put, taken
from ivtool.services.imports.intake import Came, Intake, points_at_match
from ivtool.sheets.rows import ExcuseRow, PauseRow

PAUSE_FIELDS = ("until_on", "reason")
EXCUSE_FIELDS = ("by", "reason")
WITHDRAWN = Problem(
    "import.changed_since",
    "the pause was withdrawn by a command since its import; take the row out",
)


def take_pauses(intake: Intake, matches: Mapping[str, Known]) -> None:
    """Take the pauses; those of one match never share a day."""
    sheet = intake.workbook.pauses
    known = known_sheets.pauses(intake.reader)
    by_match: dict[int, dict[date, Pause]] = {}
    for each in known.values():
        if each["withdrawn_on"] is None:
            pause = Pause(each["from_on"], each["until_on"])
            by_match.setdefault(each["match_id"], {})[each["from_on"]] = pause
    for row in _making_room_first(intake, sheet.rows, known, matches):
        problems = points_at_match(intake, matches, row.match)
        if problems:
            intake.refuse(sheet, row.row, problems)
            continue
        match = matches[row.match]
        others = by_match.setdefault(match["id"], {})
        recorded = known.get((match["id"], row.from_on))
        if recorded is not None and recorded.get("withdrawn_on") is not None:
            intake.refuse(sheet, row.row, [WITHDRAWN])
            continue
        rules = _rules(_without_ending(match, row), others)
        found = judged(intake, row, recorded, PAUSE_FIELDS, rules, _placed_pause)
        if found.problems:
            intake.refuse(sheet, row.row, found.problems)
            continue
        if recorded is None:
            _add_pause(intake, row, match["id"])
            known[match["id"], row.from_on] = row._asdict()
            intake.count(sheet, Came.ADDED)
        else:
            put(intake, found.placed)
            known[match["id"], row.from_on] = taken(recorded, found)
            intake.count(sheet, Came.CHANGED if found.placed else Came.UNCHANGED)
        if recorded is None or found.placed:
            others[row.from_on] = Pause(row.from_on, found.row.until_on)
    intake.store()


def _making_room_first(
    intake: Intake,
    rows: list[PauseRow],
    known: Mapping[tuple[int, date], Known],
    matches: Mapping[str, Known],
) -> list[PauseRow]:
    """The rows in file order, with `--update` those that shorten a pause first, new ones last."""

    def order(row: PauseRow) -> int:
        match = matches.get(row.match)
        recorded = None if match is None else known.get((match["id"], row.from_on))
        if recorded is None:
            return 2
        was = recorded["until_on"]
        return 0 if row.until_on is not None and (was is None or row.until_on < was) else 1

    return sorted(rows, key=order) if intake.update else rows


def _without_ending(match: Known, row: PauseRow | ExcuseRow) -> Known:
    """The match as an export's row sees it: what was set ahead may lie after an ending."""
    return match if row.file_id is None else {**match, "ended_on": None}


def _rules(match: Known, others: Mapping[date, Pause]) -> Callable[[PauseRow], list[Problem]]:
    def problems_with_row(row: PauseRow) -> list[Problem]:
        return problems_with_pause(
            Pause(row.from_on, row.until_on),
            [pause for first, pause in others.items() if first != row.from_on],
            match["started_on"],
            match["ended_on"],
            match_ref(match["id"]),
        )

    return problems_with_row


def _placed_pause(row: PauseRow, recorded: Known, differing: Sequence[str]) -> list[Placed]:
    pause = Target(MatchPause, recorded["id"])
    return [Placed(name, pause, name, getattr(row, name)) for name in differing]


def _add_pause(intake: Intake, row: PauseRow, match: int) -> None:
    intake.add(
        MatchPause,
        match_id=match,
        from_on=row.from_on,
        until_on=row.until_on,
        reason=None if row.reason is None else row.reason.value,
        note=None,
        withdrawn_on=None,
    )


def take_excuses(intake: Intake, matches: Mapping[str, Known]) -> None:
    """Take the excused months."""
    sheet = intake.workbook.excuses
    known = known_sheets.excuses(intake.reader)
    for row in sheet.rows:
        problems = points_at_match(intake, matches, row.match)
        if problems:
            intake.refuse(sheet, row.row, problems)
            continue
        match = matches[row.match]
        place = (match["id"], row.month)
        recorded = known.get(place)
        if recorded is None:
            over = _without_ending(match, row)["ended_on"]
            problems = problems_with_excuse(row.month, match["started_on"], over)
        found = judged(intake, row, recorded, EXCUSE_FIELDS, lambda _: [], _placed_excuse)
        problems += found.problems
        if problems:
            intake.refuse(sheet, row.row, problems)
        elif recorded is None:
            intake.add(
                Excuse,
                match_id=match["id"],
                month=str(row.month),
                excused_by=row.by,
                reason=row.reason,
            )
            known[place] = row._asdict()
            intake.count(sheet, Came.ADDED)
        else:
            put(intake, found.placed)
            known[place] = taken(recorded, found)
            intake.count(sheet, Came.CHANGED if found.placed else Came.UNCHANGED)
    intake.store()


def _placed_excuse(row: ExcuseRow, recorded: Known, differing: Sequence[str]) -> list[Placed]:
    excuse = Target(Excuse, recorded["id"])
    called = {"by": "excused_by", "reason": "reason"}
    return [Placed(name, excuse, called[name], getattr(row, name)) for name in differing]
