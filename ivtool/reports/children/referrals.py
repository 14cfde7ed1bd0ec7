"""Referrals to look at: a list of them, and one with its steps and matches."""

from collections.abc import Collection, Container, Sequence
from datetime import date

from ivtool.domain.children.referrals import closing_on, days_waiting, referral_status, to_be_asked
from ivtool.domain.children.vocabulary import ReferralSource, ReferralStatus, ReferralStep
from ivtool.domain.days import known_by
from ivtool.domain.matching.matches import is_live
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.refs import child_ref, match_ref, referral_ref
from ivtool.queries.children import children as child_queries
from ivtool.queries.children import referrals as referral_queries
from ivtool.queries.children.referrals import ReferralRecord, StepRecord
from ivtool.queries.lookup import find, find_authority
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.reading import Reader
from ivtool.queries.visits import visits as visit_queries
from ivtool.rendering import Card, Column, Listing, Shape
from ivtool.reports.matching.matches import status_of
from ivtool.reports.people import child_fields, volunteer_fields
from ivtool.reports.staff import lead_fields

COLUMNS = (
    Column("ref", "referral"),
    Column("key", "key", wide=True),
    Column("child", "child", named_by="child_name"),
    Column("authority", "authority", wide=True),
    Column("received_on", "received", Shape.DAY),
    Column("source", "asked by"),
    Column("status", "status"),
    Column("days_waiting", "waiting", Shape.NUMBER),
    Column("staff_visit_on"),
    Column("closed_on"),
    Column("outcome"),
)
Days = tuple[date | None, date | None]


def referral_list(
    reader: Reader,
    as_of: date,
    names: NamesShown,
    received: Days = (None, None),
    *,
    statuses: Collection[ReferralStatus] = (),
    sources: Collection[ReferralSource] = (),
    authority: str | None = None,
) -> Listing:
    """The referrals received by a day that answer to all that is asked, in the order of refs."""
    number = find_authority(reader, authority)
    rows = [
        row
        for row in referral_rows(reader, as_of, names, received, authority=number)
        if (not statuses or row["status"] in statuses) and (not sources or row["source"] in sources)
    ]
    return Listing("Referrals", COLUMNS, rows, "No referral answers to that.")


def referral_rows(
    reader: Reader,
    as_of: date,
    names: NamesShown,
    received: Days = (None, None),
    *,
    number: int | None = None,
    child: int | None = None,
    authority: int | None = None,
    matched: Container[int] | None = None,
) -> list[dict[str, object]]:
    """The referrals received by a day with where each stands, in the order of refs.

    `matched` are the children with a live match, where somebody knows them already.
    """
    if matched is None:
        matched = match_queries.live_by_child(reader, as_of)
    first, last = received
    return [
        _row(each, each.child in matched, as_of, names)
        for each in referral_queries.referrals(
            reader,
            as_of,
            number=number,
            child=child,
            authority=authority,
            first=first,
            last=last,
        )
    ]


def referral_card(reader: Reader, asked: str, as_of: date, names: NamesShown) -> Card:
    """One referral with its reasons, steps and matches.

    Raises NotFound where no referral, or several, answer to the ref, key or name.
    """
    number = find(reader, "referral", asked, names)
    [each] = referral_queries.referrals(reader, as_of, number=number) or referral_queries.referrals(
        reader, date.max, number=number
    )
    closing = closing_on(each.closings, as_of)
    matches = match_queries.matches(reader, as_of, child=each.child)
    live = any(is_live(match.started_on, match.ended_on, as_of) for match in matches)
    row = _row(each, live, as_of, names)
    row |= {
        **lead_fields(reader, "referral", number, as_of, names),
        "reasons": each.reasons,
        "closed_why": closing and closing.why,
        "look_again_on": closing and closing.look_again_on,
    }
    taken = referral_queries.steps(reader, number, as_of)
    paused = visit_queries.pauses(reader, as_of, numbers=[match.number for match in matches])
    return Card(
        referral_ref(number),
        row,
        {
            "to_be_asked": _to_be_asked(reader, each, taken, as_of),
            "steps": [
                {
                    "step": ReferralStep(step.step),
                    "taken_on": step.taken_on,
                    "note": step.note,
                    "by": shown_name(step.by, names),
                }
                for step in taken
            ],
            "closings": [
                {
                    "closed_on": closed.closed_on,
                    "outcome": closed.outcome,
                    "reopened_on": known_by(closed.reopened_on, as_of),
                    "why": closed.why,
                    "look_again_on": closed.look_again_on,
                }
                for closed in each.closings
                if closed.closed_on <= as_of
            ],
            "matches": [
                {
                    "match": match_ref(match.number),
                    **volunteer_fields(
                        match.volunteer,
                        match.volunteer_name,
                        names,
                        match.second_volunteer,
                        match.second_volunteer_name,
                    ),
                    "status": status_of(match, paused.get(match.number, []), as_of),
                    "started_on": known_by(match.started_on, as_of),
                    "ended_on": known_by(match.ended_on, as_of),
                }
                for match in matches
                if match.referral == number
            ],
        },
        [f"ivtool child show {row['child']}", f"ivtool match propose {row['ref']}"],
    )


def _to_be_asked(
    reader: Reader, referral: ReferralRecord, taken: Sequence[StepRecord], as_of: date
) -> list[dict[str, object]]:
    if closing_on(referral.closings, as_of) is not None:
        return []
    [child] = child_queries.children(reader, as_of, number=referral.child)
    asked = to_be_asked(
        referral_ref(referral.number),
        child_ref(referral.child),
        referral.reasons,
        [ReferralStep(step.step) for step in taken],
        {
            "looked_after": child.child.looked_after,
            "date_of_birth": child.child.date_of_birth,
            "authority": child.authority,
            "home": child.postcode or child.area,
        },
    )
    return [{"what": what, "command": command} for what, command in asked]


def _row(
    referral: ReferralRecord, has_live_match: bool, as_of: date, names: NamesShown
) -> dict[str, object]:
    status = referral_status(
        referral.accepted_on, referral.staff_visit_on, referral.closings, has_live_match, as_of
    )
    waiting = status is ReferralStatus.WAITING
    closing = closing_on(referral.closings, as_of)
    return {
        "ref": referral_ref(referral.number),
        "key": referral.key,
        **child_fields(referral.child, referral.child_name, names),
        "authority": referral.authority,
        "received_on": referral.received_on,
        "source": ReferralSource(referral.source),
        "status": status,
        "days_waiting": days_waiting(referral.received_on, as_of) if waiting else None,
        "staff_visit_on": known_by(referral.staff_visit_on, as_of),
        "closed_on": closing and closing.closed_on,
        "outcome": closing and closing.outcome,
    }
