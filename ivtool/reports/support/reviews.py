"""Reviews of matches and of children to look at: which are due or over, what was decided."""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.days import known_by, short_day
from ivtool.domain.matching.vocabulary import Party
from ivtool.domain.names import NamesShown
from ivtool.domain.policy import Policy
from ivtool.domain.refs import match_ref
from ivtool.domain.sentences import counted
from ivtool.domain.support.records import MatchReview
from ivtool.domain.support.reviews import StatutoryDue, is_gone, match_dues, statutory_dues
from ivtool.queries import policy as policy_queries
from ivtool.queries.lookup import find, find_authority
from ivtool.queries.matching.matches import live_by_child
from ivtool.queries.reading import Reader
from ivtool.queries.support import reviews as queries
from ivtool.rendering import Column, Listing, Shape
from ivtool.reports.people import child_fields
from ivtool.state.support.reviews import child_standings, match_standings

MATCH, STATUTORY = "match", "statutory"
COLUMNS = (
    Column("kind", "review"),
    Column("match", "match"),
    Column("child", "child", named_by="child_name"),
    Column("due_on", "due", Shape.DAY),
    Column("held_on", "last held", Shape.DAY),
    Column("days_overdue", "days", Shape.NUMBER),
    Column("overdue", "overdue", Shape.YES_NO),
)
LIST_COLUMNS = (
    Column("child", "child", named_by="child_name"),
    Column("due_on", "due", Shape.DAY),
    Column("planned_on", "planned", Shape.DAY, wide=True),
    Column("held_on", "held", Shape.DAY),
    Column("in_time", "in time", Shape.YES_NO),
    Column("iv_considered", "considered", Shape.YES_NO, wide=True),
    Column("wants_iv", "wants"),
    Column("attended", "attended", Shape.YES_NO),
)


def due_reviews(
    reader: Reader, as_of: date, names: NamesShown, *, authority: str | None = None
) -> Listing:
    """The next review of every live match, and of every child with one planned or held.

    The longest overdue first. Raises NotFound for an authority that nobody has entered.
    """
    number = find_authority(reader, authority)
    policy = policy_queries.policy(reader)
    rows: list[dict[str, object]] = [
        {
            "kind": MATCH,
            "match": match_ref(each.of.match),
            **child_fields(each.of.child, each.of.child_name, names),
            "due_on": each.due_on,
            "held_on": each.of.held_on,
            "days_overdue": each.days_overdue,
            "overdue": each.days_overdue > 0,
        }
        for each in match_standings(reader, as_of, policy, number)
    ]
    children = list(child_standings(reader, as_of, number))
    live = live_by_child(reader, as_of) if children else {}
    for child in children:
        match = live.get(child.child)
        rows.append(
            {
                "kind": STATUTORY,
                "match": None if match is None else match_ref(match),
                **child_fields(child.child, child.child_name, names),
                "due_on": child.due_on,
                "held_on": child.held_on,
                "days_overdue": child.days_overdue,
                "overdue": child.days_overdue is not None and child.days_overdue > 0,
            }
        )
    # A sort keeps the order of what is equal: matches first, each by ref.
    rows.sort(key=_days, reverse=True)
    return Listing(
        f"Reviews as of {short_day(as_of)}",
        COLUMNS,
        rows,
        "No match is live, and no statutory review is known.",
        [_summary(rows)] if rows else [],
    )


def is_overdue(listing: Listing) -> bool:
    """Whether any review of the list is overdue."""
    return any(row["overdue"] for row in listing.rows)


def _days(row: dict[str, object]) -> int:
    days = row["days_overdue"]
    return days if isinstance(days, int) else -(10**6)


def _summary(rows: list[dict[str, object]]) -> str:
    said = []
    for kind in (MATCH, STATUTORY):
        of = [row for row in rows if row["kind"] == kind]
        over = sum(bool(row["overdue"]) for row in of)
        said.append(f"{counted(len(of), f'{kind} review')}, {over} overdue")
    return "; ".join(said)


def review_list(
    reader: Reader,
    as_of: date,
    names: NamesShown,
    *,
    child: str | None = None,
    authority: str | None = None,
) -> Listing:
    """The statutory reviews of children, or of one, held by a day and to come, by ref and day.

    Of a child who is gone the next is none, but where it was planned and stands.
    Raises NotFound.
    """
    one = None if child is None else find(reader, "child", child, names)
    known = queries.statutory(reader, as_of, find_authority(reader, authority), one)
    spans = queries.spans(reader) if known else {}
    rows: list[dict[str, object]] = []
    for reviews in known.values():
        name = reviews[0].child_name
        dues = statutory_dues((each.review for each in reviews), as_of)
        number = reviews[0].review.child_id
        gone = is_gone(spans.get(number, ()), as_of)
        rows += [
            _row(number, name, each, names) for each in dues if each.review is not None or not gone
        ]
    # Told in words where there is any; for scripts it is always there.
    note = Column("note", "note" if any(row["note"] for row in rows) else "", wide=True)
    columns = (*LIST_COLUMNS, note)
    return Listing("Statutory reviews", columns, rows, "No statutory review is recorded.")


def _row(child: int, name: str, each: StatutoryDue, names: NamesShown) -> dict[str, object]:
    due, review = each
    held = review is not None and due.held_on is not None
    return {
        **child_fields(child, name, names),
        "due_on": due.due_on,
        "planned_on": review and review.due_on,
        "held_on": due.held_on,
        "in_time": due.in_time if held else None,
        "iv_considered": review.iv_considered if review and held else None,
        "wants_iv": review.wants_iv if review and held else None,
        "attended": review.iv_attended if review and held else None,
        # What was decided may tell who somebody is.
        "note": review.note if review and names is NamesShown.FULL else None,
    }


def next_review_on(
    started_on: date, reviews: Sequence[MatchReview], as_of: date, policy: Policy
) -> date:
    """When the next review of a match that is live on a day is due."""
    held = [each.held_on for each in reviews if each.held_on <= as_of]
    return match_dues(started_on, None, held, policy.review_months(as_of))[-1].due_on


def reviews_shown(
    reader: Reader, reviews: Sequence[MatchReview], as_of: date, names: NamesShown
) -> dict[str, list[dict[str, object]]]:
    """The reviews of a match by a day, the latest first, and what was agreed there.

    What the others said is shown with full names only, what the child said in `child voice` alone.
    """
    found = [each for each in reviews if each.held_on <= as_of]
    _, views, actions = queries.parts_of(reader, found) if found else ((), (), ())
    said = names is NamesShown.FULL
    held_on = {each.id: each.held_on for each in found}
    return {
        "reviews": [
            {
                "on": each.held_on,
                "outcome": each.outcome,
                "note": each.note if said else None,
                "views": "; ".join(
                    f"{view.party.value}: {view.words}"
                    for view in views
                    if said and view.match_review_id == each.id and view.party is not Party.CHILD
                )
                or None,
            }
            for each in reversed(found)
        ],
        "review_actions": [
            {
                "review_on": held_on[each.match_review_id],
                "number": each.number,
                "due_on": each.due_on,
                "done_on": known_by(each.done_on, as_of),
                "words": each.words if said else None,
            }
            for each in actions
        ],
    }
