"""Matches to look at: a list of them, and one with all that hangs on it."""

from collections.abc import Collection, Sequence
from datetime import date

from ivtool.domain.days import known_by
from ivtool.domain.matching.matches import match_status
from ivtool.domain.matching.records import MatchView
from ivtool.domain.matching.views import must_end
from ivtool.domain.matching.vocabulary import EndingRoute, MatchStatus
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.policy import Policy
from ivtool.domain.recruitment.volunteers import approved_on, months_left
from ivtool.domain.refs import match_ref, referral_ref, visit_ref
from ivtool.domain.visits.visits import Pause, interval_on
from ivtool.queries import policy as policy_queries
from ivtool.queries.lookup import find, find_authority
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.matching import proposals as proposal_queries
from ivtool.queries.matching.matches import MatchRecord
from ivtool.queries.reading import Reader
from ivtool.queries.recruitment import volunteers as volunteer_queries
from ivtool.queries.support import reviews as review_queries
from ivtool.queries.visits import visits as visit_queries
from ivtool.rendering import Card, Column, Listing, Shape
from ivtool.reports.matching.proposals import before_start
from ivtool.reports.people import child_fields, volunteer_fields
from ivtool.reports.staff import lead_fields
from ivtool.reports.support.reviews import next_review_on, reviews_shown
from ivtool.reports.support.voice import over_time
from ivtool.state.recruitment.volunteers import commitment_until
from ivtool.state.visits.visits import standings

COLUMNS = (
    Column("ref", "match"),
    Column("key", "key", wide=True),
    Column("referral", "referral", wide=True),
    Column("child", "child", named_by="child_name"),
    Column("volunteer", "volunteer", named_by="volunteer_name"),
    Column("second_volunteer", "and", named_by="second_volunteer_name", wide=True),
    Column("status", "status"),
    Column("started_on", "started", Shape.DAY),
    Column("ended_on", "ended", Shape.DAY),
)
SOME_VISITS = 5
MUST_END = "the child objects: {match} must end now"
END = "ivtool match end {match} --on DAY --route child_objected"


def match_list(
    reader: Reader,
    as_of: date,
    names: NamesShown,
    *,
    statuses: Collection[MatchStatus] = (),
    child: str | None = None,
    volunteer: str | None = None,
    authority: str | None = None,
) -> Listing:
    """The matches proposed by a day, of all statuses or some, in the order of refs."""
    paused = visit_queries.pauses(reader, as_of)
    heard = proposal_queries.views(reader)
    rows = []
    for each in match_queries.matches(
        reader,
        as_of,
        child=None if child is None else find(reader, "child", child, names),
        volunteer=None if volunteer is None else find(reader, "volunteer", volunteer, names),
        authority=find_authority(reader, authority),
    ):
        status = status_of(each, paused.get(each.number, []), as_of)
        if not statuses or status in statuses:
            rows.append(_row(each, status, as_of, names, heard.get(each.number, ())))
    notes = [
        f"{MUST_END.format(match=row['ref'])}  ({END.format(match=row['ref'])})"
        for row in rows
        if row["must_end"]
    ]
    # Told in words where it is so; for scripts it is always there.
    told = Column("must_end", "must end" if notes else "", Shape.YES_NO)
    after = any(row["continued_on"] for row in rows)
    friends = Column("continued_on", "after 18" if after else "", Shape.DAY)
    return Listing("Matches", (*COLUMNS, told, friends), rows, "No match answers to that.", notes)


def status_of(match: MatchRecord, pauses: list[Pause], as_of: date) -> MatchStatus:
    """A match's status on a day."""
    route = None if match.ending_route is None else EndingRoute(match.ending_route)
    return match_status(match.started_on, match.ended_on, route, pauses, as_of)


def match_card(reader: Reader, asked: str, as_of: date, names: NamesShown) -> Card:
    """One match with its standing, pauses, excused months and latest entries.

    Raises NotFound where no match, or several, answer to the ref, key or name.
    """
    from ivtool.reports.file.history import last_change

    number = find(reader, "match", asked, names)
    [match] = match_queries.matches(reader, date.max, number=number)
    pauses = match_queries.pause_records(reader, number)
    paused = [each.days for each in pauses if each.from_on <= as_of]
    views = proposal_queries.views(reader, number).get(number, [])
    own = visit_queries.intervals(reader, number).get(number, ())
    interval = interval_on(own, as_of)
    status = status_of(match, paused, as_of)
    policy = policy_queries.policy(reader)
    row = _row(match, status, as_of, names, views)
    row |= {
        **lead_fields(reader, "match", number, as_of, names),
        "authority": match.authority,
        "proposed_on": match.proposed_on,
        "book_shown_on": known_by(match.book_shown_on, as_of),
        "first_meeting_on": match.first_meeting_on,
        "every_months": interval and interval.every_months,
        "ending_route": match.ending_route and EndingRoute(match.ending_route),
        "ending_reason": match.ending_reason,
        "planned": match.planned,
        "goodbye_held": match.goodbye_held,
        "told_by": shown_name(match.told_by, names),
        "another_wanted": match.another_wanted,
    }
    if status in (MatchStatus.LIVE, MatchStatus.PAUSED):
        row |= _commitment(reader, match.volunteer, policy, as_of)
    reviews = review_queries.of_match(reader, number)
    # A no would stand on every card.
    row["must_end"] = row["must_end"] or None
    for live, stands in standings(
        reader, as_of, match=number, policy=policy, paused={number: paused}
    ):
        row |= {
            "last_visit_on": stands.last_visit_on,
            "due_on": stands.due_on,
            "days_overdue": stands.days_overdue,
            "visits": stands.status,
            "level": stands.level,
            "planned_on": visit_queries.planned(reader, as_of, [number]).get(number),
            "review_due_on": next_review_on(live.started_on, reviews, as_of, policy),
        }
    entries = visit_queries.entries(reader, match=number, last=as_of)
    values, line = over_time(reader, as_of, match=number)
    return Card(
        match_ref(number),
        row,
        {
            "to_do": [
                {"what": MUST_END.format(match=row["ref"]), "command": END.format(match=row["ref"])}
                for must in (row["must_end"],)
                if must
            ],
            "views": [
                {
                    "party": each.party,
                    "view": each.view,
                    "said_on": each.said_on,
                    "when": "after the meeting" if each.after_meeting else None,
                    "understanding": None
                    if each.understanding is None
                    else f"understanding {'yes' if each.understanding else 'no'}",
                    "words": each.words,
                }
                for each in views
                if each.said_on <= as_of
            ],
            "before_it_can_start": [
                {"what": each.message, "command": each.hint}
                for each in (
                    before_start(reader, number, as_of) if status is MatchStatus.PROPOSED else ()
                )
            ],
            "pauses": [
                {
                    "from_on": each.from_on,
                    "until_on": each.until_on,
                    "reason": each.reason,
                }
                for each in pauses
            ],
            "intervals": [
                {"from_on": each.from_on, "every_months": each.every_months} for each in own
            ],
            "excused": [
                {"month": str(each.month), "by": each.excused_by, "reason": each.reason}
                for each in match_queries.excuse_records(reader, number)
            ],
            "latest_entries": [
                {
                    "ref": visit_ref(each.number),
                    "on": each.visited_on,
                    "kind": each.kind,
                    "outcome": each.outcome,
                    "minutes": each.minutes,
                }
                for each in entries[: -SOME_VISITS - 1 : -1]
            ],
            **reviews_shown(reader, reviews, as_of, names),
            "ratings_and_moods": values,
            "last_change": last_change(reader, "match", number, names),
        },
        _next(match_ref(number), status),
        {"ratings_and_moods": line},
    )


def _commitment(reader: Reader, volunteer: int, policy: Policy, as_of: date) -> dict[str, object]:
    """Until when the volunteer of a match meant to stay, and how many months that leaves."""
    [who] = volunteer_queries.volunteers(reader, [volunteer])
    facts = volunteer_queries.clearance_facts(reader, as_of, [volunteer])[volunteer]
    until_on = commitment_until(who, approved_on(facts), policy, as_of)
    left = until_on and months_left(until_on, as_of)
    return {"commitment_until_on": until_on, "commitment_months_left": left}


def _next(match: str, status: MatchStatus) -> list[str]:
    if status is MatchStatus.PROPOSED:
        return [f"ivtool match start {match} --on DAY"]
    return [f"ivtool visit list --match {match}"]


def _row(
    match: MatchRecord,
    status: MatchStatus,
    as_of: date,
    names: NamesShown,
    views: Sequence[MatchView],
) -> dict[str, object]:
    return {
        "ref": match_ref(match.number),
        "key": match.key,
        "referral": referral_ref(match.referral),
        **child_fields(match.child, match.child_name, names),
        **volunteer_fields(
            match.volunteer,
            match.volunteer_name,
            names,
            match.second_volunteer,
            match.second_volunteer_name,
        ),
        "status": status,
        "started_on": known_by(match.started_on, as_of),
        "ended_on": known_by(match.ended_on, as_of),
        "must_end": must_end(match.started_on, match.ended_on, views, as_of),
        "continued_on": known_by(match.continued_on, as_of),
    }
