"""Matches out of their sheet; a child has one live match at a time."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ivtool.domain.ages import problems_before_birth, problems_with_age_in_match
from ivtool.domain.children.referrals import closing_on
from ivtool.domain.days import spelled_day
from ivtool.domain.matching.matches import (
    Span,
    overlap,
    problems_with_match_dates,
    problems_with_records,
)
from ivtool.domain.matching.records import Match, MatchInterval
from ivtool.domain.matching.vocabulary import EndingRoute
from ivtool.domain.refs import match_ref
from ivtool.errors import Problem
from ivtool.queries import people as people_queries
from ivtool.queries import policy as policy_queries
from ivtool.queries.children import referrals as referral_queries
from ivtool.queries.file import sheets as known_sheets
from ivtool.queries.file.sheets import Known
from ivtool.queries.matching.matches import records_of
from ivtool.services.children.referrals import open_again
from ivtool.services.imports.changing import Placed, Target, from_today, judged, put, taken
from ivtool.services.imports.intake import Came, Intake, pointed_at
from ivtool.services.imports.own import problems_with_identity
from ivtool.services.imports.spells import INTERVALS, Newest
from ivtool.sheets.rows import MatchRow

FIELDS = MatchRow._fields[2:-2]
OWN = ("proposed_on", "first_meeting_on", "started_on", "ended_on", "ending_route",
       "ending_reason", "planned", "another_wanted")  # fmt: skip
ENDING = {"ended_on", "another_wanted"}
MOST_MONTHS = 12
SECOND_LIVE = Problem("match.second_live", "the child has another live match at that time")


class Lives:
    """The live days of each child's matches, by the number of the match.

    Those of matches that a row is still to change are set free: the row may make room for another.
    """

    def __init__(self, matches: Mapping[int, Known]) -> None:
        self._spans: dict[int, dict[int, Span]] = {}
        self._free: dict[int, tuple[int, Span]] = {}
        for number, each in matches.items():
            self.begin(each["child_id"], number, each["started_on"], each["ended_on"])

    def begin(
        self, child: int, number: int, started_on: date | None, ended_on: date | None
    ) -> None:
        """Keep a match's live days; none before it has started."""
        self._free.pop(number, None)
        if started_on is not None:
            self._spans.setdefault(child, {})[number] = (started_on, ended_on)

    def free(self, child: int, number: int) -> None:
        """Set a match's days free until it is begun anew, or put back."""
        if span := self._spans.get(child, {}).pop(number, None):
            self._free[number] = (child, span)

    def put_back(self, number: int) -> bool:
        """Put back the days of a match as they were; whether another has taken them since."""
        child, span = self._free.pop(number, (0, None))
        if span is None:
            return False
        clash = self.clash(child, span, number)
        self._spans[child][number] = span
        return clash

    def problems(self, child: int, row: MatchRow, recorded: Known | None) -> list[Problem]:
        """Why a match cannot live on its days: another of the child does."""
        number = None if recorded is None else recorded["id"]
        if row.started_on is None or not self.clash(child, (row.started_on, row.ended_on), number):
            return []
        return [SECOND_LIVE]

    def clash(self, child: int, span: Span, match: int | None) -> bool:
        """Whether another match of the child lives on a day of the span."""
        known = self._spans.get(child, {})
        return any(overlap(span, other) for number, other in known.items() if number != match)


class Ages:
    """The births of those whom a match joins, and the lowest age of a volunteer by day."""

    def __init__(self, intake: Intake) -> None:
        self._children = people_queries.births(intake.reader, "child")
        self._volunteers = people_queries.births(intake.reader, "volunteer")
        self._lowest = policy_queries.policy(intake.reader).lowest_age

    def problems(
        self, row: MatchRow, referrals: Mapping[str, Known], volunteers: Mapping[str, int]
    ) -> list[Problem]:
        """Why a match's days cannot be: before the child's birth, or a volunteer under age."""
        proposed = ("the proposal", row.proposed_on)
        started = ("the start", row.started_on)
        others = (("the first meeting", row.first_meeting_on), ("the ending", row.ended_on))
        referral = referrals.get(row.referral)
        born_on = None if referral is None else self._children.get(referral["child_id"])
        problems = problems_before_birth(born_on, (proposed, started, *others), "child")
        for column in ("volunteer", "second_volunteer"):
            born_on = self._volunteers.get(volunteers.get(getattr(row, column), 0))
            who = f"the {column.replace('_', ' ')}"
            problems += problems_with_age_in_match(who, born_on, (proposed, started), self._lowest)
        return problems


def take_matches(
    intake: Intake, volunteers: Mapping[str, int], referrals: Mapping[str, Known]
) -> dict[str, Known]:
    """Take the matches, and give all that have a key."""
    sheet = intake.workbook.matches
    recorded_matches = known_sheets.matches(intake.reader)
    known = intake.own.by_key("match", recorded_matches)
    by_ref = intake.own.goes_by_ref(sheet)
    newest = Newest(intake, intake.workbook.intervals, INTERVALS)
    reopened = {row.referral for row in intake.workbook.openings.rows}
    lives = Lives(recorded_matches)
    ended: list[MatchRow] = []
    ages = Ages(intake)
    for told in _making_room_first(intake, sheet.rows, known, lives):
        recorded = known.get(told.key)
        row, problems = newest.judged(told, recorded)
        problems += _problems_with_pointers(intake, row, volunteers, referrals)
        found = judged(
            intake,
            row,
            recorded,
            FIELDS,
            lambda each: [
                *_problems_with_match(each, intake.today),
                *ages.problems(each, referrals, volunteers),
            ],
            lambda said, was, differing: _placed(
                said, was, differing, volunteers, referrals, intake.today
            ),
        )
        problems += problems_with_identity(
            "match", row, recorded, recorded_matches, found.placed, by_ref=by_ref
        )
        problems += found.problems
        if not problems and (recorded is None or found.placed):
            said = found.row
            child = referrals[said.referral]["child_id"]
            problems += lives.problems(child, said, recorded)
            if recorded is not None:
                problems += _problems_with_records(intake, said, recorded)
                problems += _problems_with_couple(found.placed, recorded)
        if problems:
            intake.refuse(sheet, row.row, problems)
            sheet.refused_keys.add(row.key)
            if recorded is not None and lives.put_back(recorded["id"]):
                intake.knotted = True
            continue
        if recorded is None:
            number = _add_match(
                intake, row, referrals[row.referral], volunteers, told=newest.tells(row.key)
            )
            known[row.key] = row._asdict() | {"id": number, "child_id": child}
            lives.begin(child, number, row.started_on, row.ended_on)
            ended.append(row)
            intake.count(sheet, Came.ADDED)
        elif found.placed:
            put(intake, found.placed)
            # Now, for the next may begin where this one ended.
            intake.store()
            known[row.key] = taken(recorded, found) | {"child_id": child}
            lives.begin(child, recorded["id"], found.row.started_on, found.row.ended_on)
            if ENDING & {each.field for each in found.placed}:
                ended.append(found.row)
            intake.count(sheet, Came.CHANGED)
        else:
            known[row.key] = taken(recorded, found)
            intake.count(sheet, Came.UNCHANGED)
    intake.store()
    # Where a sheet tells when a referral was opened again it tells all of it.
    settled = (row for row in ended if row.referral not in reopened)
    for row in sorted(settled, key=lambda each: each.ended_on or date.max):
        _settle(intake, row, referrals[row.referral])
    return known


def _settle(intake: Intake, row: MatchRow, referral: Known) -> None:
    """Open a referral again from the end of its match where another is wanted.

    One that was closed on that day or later was closed for good, and so it stands.
    """
    ended = row.started_on is not None and row.ended_on is not None
    if not ended or not row.another_wanted or row.ending_route is EndingRoute.CARE_ENDED:
        return
    number, child = referral["id"], referral["child_id"]
    closings = referral_queries.closings(intake.reader, date.max, number)
    closing = closing_on(closings, date.max)
    if closing is None or row.ended_on is None or closing.closed_on >= row.ended_on:
        return
    if referral_queries.open_referral(intake.reader, child) is None:
        open_again(intake.writer, number, row.ended_on)


def _making_room_first(
    intake: Intake, rows: list[MatchRow], known: Mapping[str, Known], lives: Lives
) -> list[MatchRow]:
    """The rows in file order, with `--update` those first that end a match, then those known."""
    if not intake.update:
        return rows
    order: dict[int, int] = {}
    for row in rows:
        recorded = known.get(row.key)
        if recorded is None:
            order[row.row] = 2
            continue
        ends = row.ended_on is not None and recorded["ended_on"] is None
        order[row.row] = 0 if ends else 1
        said = (row.started_on or recorded["started_on"], row.ended_on or recorded["ended_on"])
        if said != (recorded["started_on"], recorded["ended_on"]):
            lives.free(recorded["child_id"], recorded["id"])
    return sorted(rows, key=lambda row: order[row.row])


def _problems_with_pointers(
    intake: Intake,
    row: MatchRow,
    volunteers: Mapping[str, int],
    referrals: Mapping[str, Known],
) -> list[Problem]:
    book = intake.workbook
    problems = pointed_at(referrals, row.referral, "referral", book.referrals)
    for key in (row.volunteer, row.second_volunteer):
        if key is not None:
            problems += pointed_at(volunteers, key, "volunteer", book.volunteers)
    return problems


def _problems_with_match(row: MatchRow, today: date) -> list[Problem]:
    problems = problems_with_match_dates(
        row.proposed_on, row.first_meeting_on, row.started_on, row.ended_on, today
    )
    if row.second_volunteer is not None and row.second_volunteer == row.volunteer:
        problems.append(Problem("match.couple", "the second volunteer is the first one again"))
    if row.every_months is not None and not 1 <= row.every_months <= MOST_MONTHS:
        problems.append(
            Problem("match.interval", f"every_months {row.every_months} is not between 1 and 12")
        )
    return problems


def _problems_with_records(intake: Intake, row: MatchRow, recorded: Known) -> list[Problem]:
    """Why a match cannot begin or end so: visits, pauses, excuses of other days are recorded."""
    begun, over = row.started_on, row.ended_on
    if (begun, over) == (recorded["started_on"], recorded["ended_on"]):
        return []
    number = recorded["id"]
    recorded_of = records_of(intake.reader, number)
    return problems_with_records(match_ref(number), begun, over, recorded_of, intake.today)


def _problems_with_couple(placed: Sequence[Placed], recorded: Known) -> list[Problem]:
    """Why the second volunteer of a match cannot be another: it has begun without them.

    The first one is put right, for another would be another match.
    """
    begun = recorded["started_on"]
    if begun is None or not any(each.field == "second_volunteer" for each in placed):
        return []
    said = (
        f"second_volunteer cannot change: {match_ref(recorded['id'])} began on"
        f" {spelled_day(begun)}, and all its months would be another couple's; end it, and begin"
        " a match of the two"
    )
    return [Problem("match.other_couple", said)]


def _placed(
    row: MatchRow,
    recorded: Known,
    differing: Sequence[str],
    volunteers: Mapping[str, int],
    referrals: Mapping[str, Known],
    today: date,
) -> list[Placed]:
    match = Target(Match, recorded["id"])
    placed = [Placed(name, match, name, getattr(row, name)) for name in OWN if name in differing]
    for name in ("volunteer", "second_volunteer"):
        if name in differing:
            number = volunteers.get(getattr(row, name))
            placed.append(Placed(name, match, f"{name}_id", number))
    if "referral" in differing and row.referral in referrals:
        referral = referrals[row.referral]
        placed.append(Placed("referral", match, "referral_id", referral["id"]))
        if referral["child_id"] != recorded["child_id"]:
            placed.append(Placed("referral", match, "child_id", referral["child_id"]))
    if "every_months" in differing:
        newest = recorded["rows"].get("every_months")
        target = Target(MatchInterval, None, _interval(recorded["id"], _begins(row)))
        if newest is not None:
            # A sheet has no day for it: another interval holds from the import on.
            from_on: date = recorded["interval_from"]
            new = {"match_id": recorded["id"]}
            target = from_today(MatchInterval, newest, from_on, max(today, from_on), new)
        placed.append(Placed("every_months", target, "every_months", row.every_months))
    return placed


def _add_match(
    intake: Intake, row: MatchRow, referral: Known, volunteers: Mapping[str, int], *, told: bool
) -> int:
    """Add a match; its intervals are `told` in a sheet of their own."""
    columns: dict[str, Any] = {
        "key": row.key,
        "referral_id": referral["id"],
        "child_id": referral["child_id"],
        "volunteer_id": volunteers[row.volunteer],
        "second_volunteer_id": volunteers.get(row.second_volunteer or ""),
        "proposed_on": row.proposed_on,
        "first_meeting_on": row.first_meeting_on,
        "started_on": row.started_on,
        "ended_on": row.ended_on,
        "ending_route": None if row.ending_route is None else row.ending_route.value,
        "ending_reason": row.ending_reason,
        "planned": row.planned,
        "another_wanted": row.another_wanted,
    }
    number = intake.add(Match, **columns)
    if row.every_months is not None and not told:
        new = _interval(number, _begins(row))
        intake.add(MatchInterval, **{**new, "every_months": row.every_months})
    return number


def _begins(row: MatchRow) -> date:
    return row.started_on or row.proposed_on


def _interval(match: int, from_on: date) -> dict[str, object]:
    return {"match_id": match, "from_on": from_on, "every_months": None}
