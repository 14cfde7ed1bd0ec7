"""Reviews as facts: those of children and of matches that stand, and what was said there."""

from collections.abc import Collection
from datetime import date

from ivtool.domain.ids import ChildId, MatchId, VolunteerId
from ivtool.domain.support.records import (
    MatchReview,
    MatchReviewAction,
    MatchReviewRating,
    MatchReviewView,
    StatutoryReview,
)
from ivtool.queries.authorities import of_authority
from ivtool.queries.live import LIVE
from ivtool.queries.reading import Reader, among, day, needed_day, select
from ivtool.rows import columns_of, records
from ivtool.tuples import NamedTuple

# A review that was held by a day and not withdrawn.
STANDS = "r.withdrawn_on IS NULL AND r.held_on <= :as_of"


class ReviewedMatch(NamedTuple):
    """A match that is live on a day, and its last review held by then."""

    match: MatchId
    key: str | None
    child: ChildId
    child_name: str
    volunteer: VolunteerId
    started_on: date
    held_on: date | None


class ReviewOfChild(NamedTuple):
    """A statutory review that stands, with its child's name."""

    child_name: str
    review: StatutoryReview


class OpenAction(NamedTuple):
    """Something agreed at a review of a live match, and not done by a day."""

    match: MatchId
    child: ChildId
    volunteer: VolunteerId
    held_on: date
    number: int
    due_on: date


def live_matches(
    reader: Reader,
    as_of: date,
    authority: int | None = None,
    *,
    begun_by: date | None = None,
    not_since: date | None = None,
) -> list[ReviewedMatch]:
    """The matches live on a day with their last review, of an authority or all, by ref.

    `begun_by` and `not_since` leave out those that began later, or were reviewed after a day.
    """
    rows = reader.execute(
        f"""
        SELECT * FROM (
            SELECT m.id AS match, m.key, m.child_id AS child, c.name AS child_name,
                   m.volunteer_id AS volunteer, m.started_on,
                   (SELECT max(r.held_on) FROM match_review r
                     WHERE r.match_id = m.id AND r.withdrawn_on IS NULL
                       AND r.held_on <= :as_of) AS held_on
              FROM match m
              JOIN child c ON c.id = m.child_id
             WHERE {LIVE} AND {of_authority("m.child_id", ":as_of")}
               AND (:begun_by IS NULL OR m.started_on <= :begun_by)
        ) live
         WHERE :not_since IS NULL OR held_on IS NULL OR held_on <= :not_since
         ORDER BY match
        """,
        {
            "as_of": as_of.isoformat(),
            "authority": authority,
            "begun_by": begun_by and begun_by.isoformat(),
            "not_since": not_since and not_since.isoformat(),
        },
    )
    return records(ReviewedMatch, rows)


def live_starts(reader: Reader, as_of: date, authority: int | None = None) -> dict[date, int]:
    """How many of the matches live on a day began on which day."""
    rows = reader.execute(
        f"SELECT m.started_on, count(*) FROM match m WHERE {LIVE}"
        f" AND {of_authority('m.child_id', ':as_of')} GROUP BY m.started_on",
        {"as_of": as_of.isoformat(), "authority": authority},
    )
    return {needed_day(started_on): count for started_on, count in rows.fetchall()}


def held_by_match(reader: Reader, as_of: date) -> dict[int, list[date]]:
    """The days of every match's reviews held by a day, by match, the earliest first."""
    found: dict[int, list[date]] = {}
    for match, held_on in reader.execute(
        f"SELECT r.match_id, r.held_on FROM match_review r WHERE {STANDS} ORDER BY r.held_on",
        {"as_of": as_of.isoformat()},
    ):
        found.setdefault(match, []).append(needed_day(held_on))
    return found


def of_match(reader: Reader, match: int) -> list[MatchReview]:
    """The reviews of a match that stand, by day."""
    return select(reader, MatchReview, "held_on", match_id=match, withdrawn_on=None)


def parts_of(
    reader: Reader, reviews: Collection[MatchReview]
) -> tuple[list[MatchReviewRating], list[MatchReviewView], list[MatchReviewAction]]:
    """The ratings, views and actions of some reviews, as they were recorded."""
    some = among("match_review_id", [each.id for each in reviews])
    return (
        records(
            MatchReviewRating,
            reader.execute(
                f"SELECT {columns_of(MatchReviewRating)} FROM match_review_rating"
                f" WHERE 1 = 1{some} ORDER BY id"
            ),
        ),
        records(
            MatchReviewView,
            reader.execute(
                f"SELECT {columns_of(MatchReviewView)} FROM match_review_view"
                f" WHERE 1 = 1{some} ORDER BY id"
            ),
        ),
        records(
            MatchReviewAction,
            reader.execute(
                f"SELECT {columns_of(MatchReviewAction)} FROM match_review_action"
                f" WHERE 1 = 1{some} ORDER BY match_review_id, number"
            ),
        ),
    )


def open_actions(
    reader: Reader, until: date, as_of: date, authority: int | None
) -> list[OpenAction]:
    """What was agreed at reviews of matches live on a day and is due by another, not done by it."""
    rows = reader.execute(
        "SELECT m.id AS match, m.child_id AS child, m.volunteer_id AS volunteer, r.held_on,"
        " a.number, a.due_on FROM match_review_action a"
        " JOIN match_review r ON r.id = a.match_review_id JOIN match m ON m.id = r.match_id"
        f" WHERE a.due_on <= :until AND (a.done_on IS NULL OR a.done_on > :as_of) AND {STANDS}"
        f" AND {LIVE} AND {of_authority('m.child_id', ':as_of')}"
        " ORDER BY m.id, r.held_on, a.number",
        {"until": until.isoformat(), "as_of": as_of.isoformat(), "authority": authority},
    )
    return records(OpenAction, rows)


def of_child(reader: Reader, child: int) -> list[StatutoryReview]:
    """The statutory reviews of a child that stand, planned and held, as they were recorded."""
    return select(reader, StatutoryReview, child_id=child, withdrawn_on=None)


def statutory(
    reader: Reader, as_of: date, authority: int | None = None, child: int | None = None
) -> dict[int, list[ReviewOfChild]]:
    """The statutory reviews that stand, by child, in the order of refs.

    Of one child, or of those whom an authority looks after on a day, or of all.
    """
    rows = reader.execute(
        f"SELECT c.name AS child_name, {columns_of(StatutoryReview, 'r')}"
        " FROM statutory_review r JOIN child c ON c.id = r.child_id"
        " WHERE r.withdrawn_on IS NULL AND (:child IS NULL OR r.child_id = :child)"
        f" AND {of_authority('r.child_id', ':as_of')} ORDER BY r.child_id, r.id",
        {"as_of": as_of.isoformat(), "authority": authority, "child": child},
    )
    found: dict[int, list[ReviewOfChild]] = {}
    for each in records(ReviewOfChild, rows):
        found.setdefault(each.review.child_id, []).append(each)
    return found


def spans(reader: Reader) -> dict[int, list[tuple[date, date | None]]]:
    """When each child with a statutory review had a referral open, or a match, by child.

    From the day on which a match goes on after 18 it is no appointment, and neither is what else
    there is of them.
    """
    of = "IN (SELECT child_id FROM statutory_review WHERE withdrawn_on IS NULL)"
    found: dict[int, list[tuple[date, date | None]]] = {}
    rows = reader.execute(
        "SELECT child_id, started_on, ended_on FROM match"
        f" WHERE started_on IS NOT NULL AND child_id {of}"
    )
    for child, started_on, ended_on in rows.fetchall():
        found.setdefault(child, []).append((needed_day(started_on), day(ended_on)))
    opened: dict[int, date] = {}
    children: dict[int, int] = {}
    rows = reader.execute(
        "SELECT r.id, r.child_id, r.received_on, k.closed_on, k.reopened_on FROM referral r"
        " LEFT JOIN referral_closing k ON k.referral_id = r.id AND k.closed_on IS NOT NULL"
        f" WHERE r.child_id {of} ORDER BY r.id, k.closed_on, k.id"
    )
    for referral, child, received_on, closed_on, reopened_on in rows.fetchall():
        children[referral] = child
        begin = opened.pop(referral, needed_day(received_on))
        if closed_on is None:
            opened[referral] = begin
            continue
        found.setdefault(child, []).append((begin, day(closed_on)))
        if reopened_on is not None:
            opened[referral] = needed_day(reopened_on)
    for referral, begin in opened.items():
        found.setdefault(children[referral], []).append((begin, None))
    for child, continued_on in reader.execute(
        "SELECT child_id, min(continued_on) FROM match"
        f" WHERE continued_on IS NOT NULL AND child_id {of} GROUP BY child_id"
    ):
        last = needed_day(continued_on)
        found[child] = [(begin, min(until or last, last)) for begin, until in found[child]]
    return found


def ratings_by_match(
    reader: Reader, first: date | None, last: date, authority: int | None = None
) -> dict[tuple[str, str], dict[int, list[int]]]:
    """The ratings of reviews held between two days, by who and what, then by match, by day.

    Of the children whom an authority looks after on the day of the review, or of all.
    """
    found: dict[tuple[str, str], dict[int, list[int]]] = {}
    rows = reader.execute(
        "SELECT g.who, g.measure, r.match_id, g.rating FROM match_review_rating g"
        " JOIN match_review r ON r.id = g.match_review_id JOIN match m ON m.id = r.match_id"
        f" WHERE {STANDS} AND (:first IS NULL OR r.held_on >= :first)"
        f" AND {of_authority('m.child_id', 'r.held_on')} ORDER BY r.held_on, r.id",
        {"first": first and first.isoformat(), "as_of": last.isoformat(), "authority": authority},
    )
    for who, measure, match, rating in rows:
        found.setdefault((who, measure), {}).setdefault(match, []).append(rating)
    return found


def views(reader: Reader, first: date, last: date, authority: int | None = None) -> dict[str, int]:
    """How many views were heard of each party between two days, in matching and at match reviews.

    Of the children whom an authority looks after on the day, or of all.
    """
    rows = reader.execute(
        f"""
        SELECT s.party, count(*) FROM (
            SELECT match_id, party, said_on FROM match_view
             WHERE said_on BETWEEN :first AND :as_of
            UNION ALL
            SELECT r.match_id, w.party, r.held_on FROM match_review r
              JOIN match_review_view w ON w.match_review_id = r.id
             WHERE r.held_on >= :first AND {STANDS}
        ) s JOIN match m ON m.id = s.match_id
         WHERE {of_authority("m.child_id", "s.said_on")}
         GROUP BY s.party
        """,
        {"first": first.isoformat(), "as_of": last.isoformat(), "authority": authority},
    )
    return dict(rows.fetchall())
