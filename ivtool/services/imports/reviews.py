"""Reviews out of their sheets: statutory ones of children, and the service's own of its matches.

One is known by its key, else by whose it is and its day.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ivtool.domain.ids import ChildId, MatchReviewId
from ivtool.domain.refs import child_ref, match_ref, problems_with_new_key
from ivtool.domain.support.agreed import (
    AgreedAction,
    problems_with_fewer,
    read_actions,
    written_actions,
)
from ivtool.domain.support.records import (
    MatchReview,
    MatchReviewAction,
    MatchReviewRating,
    MatchReviewView,
    StatutoryReview,
)
from ivtool.domain.support.reviews import (
    problems_with_agreed,
    problems_with_done_day,
    problems_with_match_review,
    problems_with_rating,
    problems_with_statutory_review,
)
from ivtool.errors import Problem
from ivtool.queries import people as people_queries
from ivtool.queries.file import review_sheets as known_sheets
from ivtool.queries.file.review_sheets import RATING_COLUMNS, VIEW_COLUMNS
from ivtool.queries.file.sheets import Known
from ivtool.services.imports.changing import Judged, Placed, Target, judged, put, taken
from ivtool.services.imports.intake import (
    Came,
    Intake,
    pointed_at,
    points_at_match,
)
from ivtool.sheets.rows import MatchReviewRow, ReviewRow
from ivtool.sheets.workbook import AnySheet

STATUTORY_FIELDS = ReviewRow._fields[3:-1]
MATCH_FIELDS = MatchReviewRow._fields[3:-1]
WITHDRAWN = Problem(
    "import.changed_since",
    "the review was withdrawn by a command since it was written; take the row out",
)
PUT_RIGHT = Problem(
    "import.changed_since",
    "the review was of that day until a command put it right; take the row out",
)
NO_DAY = Problem("review.no_day", "has neither the day it is due nor the day it was held")
# Whose it is, its day, and whether it was held then or is planned for it.
Place = tuple[int, date | None, bool]


class _Reviews:
    """The reviews of the file and of the rows taken so far, by key and by whose and which day."""

    def __init__(self, recorded: Sequence[Known], whose: str, former: Mapping[Any, int]) -> None:
        self._whose = whose
        self._by_key: dict[str, Known] = {}
        self._by_place: dict[Place, Known] = {}
        self._former = former
        self.of: dict[int, list[Known]] = {}
        # Those that stand come last, and so take the place of those withdrawn.
        for each in sorted(recorded, key=lambda every: every["withdrawn_on"] is None):
            self.keep(each)

    def keep(self, review: Known) -> None:
        """Keep a review as it now stands."""
        owner, held_on = review[self._whose], review["held_on"]
        if review["key"] is not None:
            self._by_key[review["key"]] = review
        self._by_place[owner, held_on or review.get("due_on"), held_on is not None] = review
        others = self.of.setdefault(owner, [])
        others[:] = [each for each in others if each["id"] != review["id"]]
        if review["withdrawn_on"] is None:
            others.append(review)

    def find(
        self, key: str | None, owner: int, held_on: date | None, due_on: date | None = None
    ) -> Known | None:
        """The review of a key, else the one held on a day, else the one planned for a day.

        What has another key is another.
        """
        if key is not None and key in self._by_key:
            return self._by_key[key]
        for place in ((owner, held_on, True), (owner, due_on, False)):
            found = self._by_place.get(place)
            if found is not None and (key is None or found["key"] is None):
                return found
        return None

    def others(self, owner: int, recorded: Known | None) -> list[Known]:
        """The standing reviews of a child or match but one."""
        return [each for each in self.of.get(owner, ()) if recorded is None
                or each["id"] != recorded["id"]]  # fmt: skip

    def problems(
        self, key: str | None, owner: int, held_on: date | None, recorded: Known | None
    ) -> list[Problem]:
        """Why a row cannot be of the review that is recorded, or of a new one."""
        if recorded is None:
            former = held_on is not None and (owner, held_on) in self._former
            problems = [] if key is None else problems_with_new_key(key)
            return [*problems, PUT_RIGHT] if former else problems
        if recorded["withdrawn_on"] is not None:
            return [WITHDRAWN]
        if recorded[self._whose] != owner:
            whose = self._whose.removesuffix("_id")
            said = f"has the key of a review of another {whose}; give it a key of its own"
            return [Problem("import.key_taken", said)]
        return []


def take_reviews(intake: Intake, children: Mapping[str, int]) -> None:
    """Take the statutory reviews, planned and held."""
    sheet = intake.workbook.reviews
    if not sheet.rows:
        return
    born = people_queries.births(intake.reader, "child")
    former = known_sheets.former_days(intake.reader, "statutory_review", "child_id")
    known = _Reviews(known_sheets.statutory_reviews(intake.reader), "child_id", former)
    for row in sheet.rows:
        problems = pointed_at(children, row.child, "child", intake.workbook.children)
        if problems:
            intake.refuse(sheet, row.row, problems)
            continue
        child = children[row.child]
        recorded = known.find(row.key, child, row.held_on, row.due_on)
        others = [_review(child, each) for each in known.others(child, recorded)]
        problems = known.problems(row.key, child, row.held_on, recorded)

        def rules(
            said: ReviewRow,
            child: int = child,
            others: Sequence[StatutoryReview] = others,
        ) -> list[Problem]:
            if said.due_on is None and said.held_on is None:
                return [NO_DAY]
            review = _review(child, said._asdict())
            return problems_with_statutory_review(
                child_ref(child), review, others, born.get(child), intake.today
            )

        found = judged(intake, row, recorded, STATUTORY_FIELDS, rules, _placed_statutory)
        said = found.row._asdict()
        new = {
            "child_id": child,
            "withdrawn_on": None,
            "key": row.key or (recorded or {}).get("key"),
        }
        number = _take(intake, sheet, row, recorded, found, problems)
        if number is None:
            continue
        if recorded is None:
            number = intake.add(
                StatutoryReview,
                key=row.key,
                child_id=child,
                iv_attended=row.attended,
                **{name: said[name] for name in STATUTORY_FIELDS if name != "attended"},
            )
            intake.count(sheet, Came.ADDED)
        known.keep({**taken(recorded or {}, found), **said, **new, "id": number})
    intake.store()


def _review(child: int, said: Known) -> StatutoryReview:
    return StatutoryReview(
        ChildId(child),
        due_on=said["due_on"],
        held_on=said["held_on"],
        wants_iv=said["wants_iv"],
        iv_attended=said["attended"],
    )


def _placed_statutory(row: ReviewRow, recorded: Known, differing: Sequence[str]) -> list[Placed]:
    review = Target(StatutoryReview, recorded["id"])
    called = {"attended": "iv_attended"}
    return [Placed(name, review, called.get(name, name), getattr(row, name)) for name in differing]


def _take(
    intake: Intake,
    sheet: AnySheet,
    row: ReviewRow | MatchReviewRow,
    recorded: Known | None,
    found: Judged[Any],
    problems: list[Problem],
) -> int | None:
    """Refuse a row, or change what is recorded; the number of its review, 0 of a new one."""
    if problems or found.problems:
        intake.refuse(sheet, row.row, problems or found.problems)
        return None
    if recorded is None:
        return 0
    put(intake, found.placed)
    if found.placed:
        # Now, for the next may take the day that this one gives up.
        intake.store()
    intake.count(sheet, Came.CHANGED if found.placed else Came.UNCHANGED)
    number: int = recorded["id"]
    return number


def take_match_reviews(intake: Intake, matches: Mapping[str, Known]) -> None:
    """Take the reviews of matches, with their ratings, views and actions."""
    sheet = intake.workbook.match_reviews
    if not sheet.rows:
        return
    former = known_sheets.former_days(intake.reader, "match_review", "match_id")
    known = _Reviews(known_sheets.match_reviews(intake.reader), "match_id", former)
    for told in sheet.rows:
        problems = points_at_match(intake, matches, told.match)
        if problems:
            intake.refuse(sheet, told.row, problems)
            continue
        match = matches[told.match]
        try:
            row = told._replace(actions=written_actions(read_actions(told.actions)))
        except ValueError as error:
            problem = Problem("review.action_day", f"an action, {error}: TEXT by DAY")
            intake.refuse(sheet, told.row, [problem])
            continue
        recorded = known.find(row.key, match["id"], row.on)
        others = [each["held_on"] for each in known.others(match["id"], recorded)]
        problems = known.problems(row.key, match["id"], row.on, recorded)
        there = () if recorded is None else recorded.get("action_rows", ())
        problems += problems_with_fewer(row.actions, len(there), "review")

        def rules(
            said: MatchReviewRow, match: Known = match, others: Sequence[date] = others
        ) -> list[Problem]:
            return _problems_with_match_review(said, match, others, intake.today)

        found = judged(intake, row, recorded, MATCH_FIELDS, rules, _placed_match)
        new = {
            "match_id": match["id"],
            "held_on": row.on,
            "withdrawn_on": None,
            "key": row.key or (recorded or {}).get("key"),
        }
        number = _take(intake, sheet, row, recorded, found, problems)
        if number is None:
            continue
        if recorded is None:
            number = _add_match_review(intake, row, match["id"])
            intake.count(sheet, Came.ADDED)
        known.keep({**taken(recorded or {}, found), **found.row._asdict(), **new, "id": number})
    intake.store()


def _problems_with_match_review(
    row: MatchReviewRow, match: Known, others: Sequence[date], today: date
) -> list[Problem]:
    problems = problems_with_match_review(
        match_ref(match["id"]), row.on, match["started_on"], match["ended_on"], others, today
    )
    for name, (who, measure) in RATING_COLUMNS.items():
        if (rating := getattr(row, name)) is not None:
            problems += problems_with_rating(who, measure, rating)
    for action in read_actions(row.actions):
        problems += problems_with_agreed(action.due_on, row.on)
        problems += problems_with_done_day(action.done_on, today)
    return problems


def _placed_match(row: MatchReviewRow, recorded: Known, differing: Sequence[str]) -> list[Placed]:
    number = recorded["id"]
    review, rows = Target(MatchReview, number), recorded.get("rows", {})
    called = {"on": "held_on", "outcome": "outcome", "note": "note"}
    placed = [
        Placed(name, review, called[name], getattr(row, name))
        for name in differing
        if name in called
    ]
    for name, (who, measure) in RATING_COLUMNS.items():
        if name in differing:
            begins = {"match_review_id": number, "who": who, "measure": measure}
            target = Target(MatchReviewRating, rows.get(name), begins)
            placed.append(Placed(name, target, "rating", getattr(row, name)))
    for name, party in VIEW_COLUMNS.items():
        if name in differing:
            begins = {"match_review_id": number, "party": party}
            target = Target(MatchReviewView, rows.get(name), begins)
            placed.append(Placed(name, target, "words", getattr(row, name)))
    if "actions" in differing:
        there = recorded.get("action_rows", [])
        before = read_actions(recorded.get("actions"))
        for place, action in enumerate(read_actions(row.actions)):
            was = before[place] if place < len(before) else AgreedAction("")
            begins = {"match_review_id": number, "number": place + 1}
            target = Target(MatchReviewAction, there[place] if place < len(there) else None, begins)
            placed += [
                Placed("actions", target, name, value)
                for name, value in action._asdict().items()
                if value != getattr(was, name)
            ]
    return placed


def _add_match_review(intake: Intake, row: MatchReviewRow, match: int) -> int:
    number = MatchReviewId(
        intake.add(
            MatchReview,
            key=row.key,
            match_id=match,
            held_on=row.on,
            outcome=row.outcome,
            note=row.note,
        )
    )
    for name, (who, measure) in RATING_COLUMNS.items():
        if (rating := getattr(row, name)) is not None:
            intake.add(
                MatchReviewRating, match_review_id=number, who=who, measure=measure, rating=rating
            )
    for name, party in VIEW_COLUMNS.items():
        if (words := getattr(row, name)) is not None:
            intake.add(MatchReviewView, match_review_id=number, party=party, words=words)
    for place, action in enumerate(read_actions(row.actions), start=1):
        intake.add(MatchReviewAction, match_review_id=number, number=place, **action._asdict())
    return number
