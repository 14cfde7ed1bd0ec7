"""What a proposal rests on, as facts: the child's wishes, the volunteers, the views heard."""

from collections.abc import Collection
from datetime import date

from ivtool.domain.children.availability import slots_of
from ivtool.domain.children.children import no_contact_names
from ivtool.domain.children.wishes import wishes_of
from ivtool.domain.ids import ChildId
from ivtool.domain.matching.eligibility import Candidate, Earlier, FitRules, LiveSpan, Wishes
from ivtool.domain.matching.matches import Span, Twice
from ivtool.domain.matching.matches import lives_of_one_child as twice_live
from ivtool.domain.matching.proposals import Proposal
from ivtool.domain.matching.ranking import RankRules
from ivtool.domain.matching.records import MatchView
from ivtool.domain.matching.vocabulary import EndingRoute, Party
from ivtool.domain.people import Register
from ivtool.domain.recruitment.evidence_kinds import APPROVALS
from ivtool.domain.recruitment.vocabulary import CheckKind
from ivtool.domain.refs import child_ref, match_ref, referral_ref
from ivtool.queries import people as people_queries
from ivtool.queries import policy as policy_queries
from ivtool.queries.children import children as child_queries
from ivtool.queries.children import referrals as referral_queries
from ivtool.queries.children.children import ChildRecord
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.outcodes import place_of
from ivtool.queries.reading import Reader, among, day, needed_day, select
from ivtool.queries.recruitment import volunteers as volunteer_queries
from ivtool.rows import columns_of, records


def wishes(reader: Reader, child: int, as_of: date) -> Wishes:
    """A child as a match sees them: what is known, and where they live on a day."""
    [each] = child_queries.children(reader, as_of, number=child)
    return _wishes(each)


def wishes_by_child(
    reader: Reader, as_of: date, *, authority: int | None = None
) -> dict[ChildId, Wishes]:
    """The children of an authority, or all, as a match sees them on a day."""
    known = child_queries.children(reader, as_of, authority=authority)
    return {each.child.id: _wishes(each) for each in known}


def _wishes(each: ChildRecord) -> Wishes:
    return Wishes(
        child_ref(each.child.id),
        each.child.looked_after,
        each.child.date_of_birth,
        each.authority,
        wishes_of(each.child),
        no_contact_names(each.child.no_contact),
        place_of(each.postcode),
        each.provider,
        each.child.interests,
        each.child.help_needed,
        slots_of(each.child.availability),
    )


def candidates(
    reader: Reader, child: int, as_of: date, only: Collection[int] = (), match: int | None = None
) -> dict[int, Candidate]:
    """The volunteers as a match of this child sees them, by number; all, or some.

    `match` is the match in question: it is none of their others.
    """
    known = volunteers(reader, as_of, only, match)
    earlier = earlier_matches(reader, [child]).get(child, {})
    return {
        number: each._replace(earlier=earlier[number]) if number in earlier else each
        for number, each in known.items()
    }


def volunteers(
    reader: Reader, as_of: date, only: Collection[int] = (), match: int | None = None
) -> dict[int, Candidate]:
    """The same as a match of any child sees them, without what they had with one."""
    wanted = sorted(set(only)) or None
    clearances = volunteer_queries.clearance_facts(reader, as_of, wanted)
    spans = _spans(reader, match)
    decisions = _decisions(reader)
    connections = _connections(reader, as_of)
    return {
        each.id: Candidate(
            each,
            clearances[each.id],
            spans.get(each.id, []),
            decisions.get(each.id, []),
            place_of(each.postcode),
            connections.get(each.id),
        )
        for each in volunteer_queries.volunteers(reader, wanted)
        if each.id in clearances
    }


def proposal(reader: Reader, number: int, as_of: date) -> Proposal:
    """A match on its way, as the rules of a start see it on a day."""
    [match] = match_queries.matches(reader, date.max, number=number)
    people = [each for each in (match.volunteer, match.second_volunteer) if each is not None]
    known = candidates(reader, match.child, as_of, people, number)
    closings = referral_queries.closings(reader, date.max, match.referral)
    others = reader.execute(
        "SELECT id, started_on, ended_on FROM match"
        " WHERE child_id = :child AND started_on IS NOT NULL AND id <> :number ORDER BY id",
        {"child": match.child, "number": number},
    )
    return Proposal(
        match_ref(number),
        referral_ref(match.referral),
        wishes(reader, match.child, as_of),
        [known[each] for each in people],
        match.proposed_on,
        match.book_shown_on,
        match.first_meeting_on,
        match.started_on,
        match.ended_on,
        views(reader, number).get(number, []),
        closings,
        [LiveSpan(match_ref(other), needed_day(begun), day(over)) for other, begun, over in others],
        match.continued_on,
    )


def fit_rules(reader: Reader, on: date) -> FitRules:
    """The policy values of matching in force on a day."""
    policy = policy_queries.policy(reader)
    return FitRules(policy.evidence_rules(on), policy.count("matching.max_miles", on))


def rank_rules(reader: Reader, on: date) -> RankRules:
    """The policy values of ranking and planning in force on a day."""
    policy = policy_queries.policy(reader)
    return RankRules(
        FitRules(policy.evidence_rules(on), policy.count("matching.max_miles", on)),
        policy.weights(on),
        policy.count("matching.wait_weight", on),
        policy.count("matching.stuck_days", on),
    )


def views(reader: Reader, match: int | None = None) -> dict[int, list[MatchView]]:
    """The views heard, of one match or of all, by match, in the order they were recorded."""
    found: dict[int, list[MatchView]] = {}
    for each in select(reader, MatchView, **({} if match is None else {"match_id": match})):
        found.setdefault(each.match_id, []).append(each)
    return found


def open_twin(reader: Reader, child: int, people: Collection[int]) -> int | None:
    """A match of a child with the same people that has not come to its end, or None."""
    for number, one, two in reader.execute(
        "SELECT id, volunteer_id, second_volunteer_id FROM match"
        " WHERE child_id = :child AND ended_on IS NULL ORDER BY id",
        {"child": child},
    ):
        if {one, two} - {None} == set(people):
            return int(number)
    return None


def lives_of_one_child(reader: Reader, *, accepted: bool = True) -> list[Twice]:
    """The matches live at one time of two records that may be one child.

    Without those that were `accepted` as two children.
    """
    two = set() if accepted else people_queries.apart(reader, "child")
    register = Register(people_queries.people(reader, "child"))
    alike = [(number, each.number) for number, each in register.pairs()]
    pairs = [each for each in alike if each not in two]
    spans: dict[int, list[tuple[int, Span]]] = {}
    if pairs:
        for child, number, begun, over in reader.execute(
            "SELECT child_id, id, started_on, ended_on FROM match"
            " WHERE started_on IS NOT NULL ORDER BY id"
        ):
            spans.setdefault(child, []).append((number, (needed_day(begun), day(over))))
    return twice_live(pairs, spans)


def _spans(reader: Reader, but: int | None) -> dict[int, list[LiveSpan]]:
    found: dict[int, list[LiveSpan]] = {}
    for volunteer, number, begun, over in reader.execute(
        "SELECT v.id, m.id, m.started_on, m.ended_on FROM match m"
        " JOIN volunteer v ON v.id IN (m.volunteer_id, m.second_volunteer_id)"
        " WHERE m.started_on IS NOT NULL AND m.id IS NOT :but ORDER BY m.id",
        {"but": but},
    ):
        span = LiveSpan(match_ref(number), needed_day(begun), day(over))
        found.setdefault(volunteer, []).append(span)
    return found


def _decisions(reader: Reader) -> dict[int, list[tuple[date, bool]]]:
    found: dict[int, list[tuple[date, bool]]] = {}
    for volunteer, decided_on, outcome in reader.execute(
        "SELECT volunteer_id, from_on, outcome FROM volunteer_check WHERE kind = :kind"
        " AND outcome IS NOT NULL AND from_on IS NOT NULL ORDER BY id",
        {"kind": CheckKind.SECOND_MATCH.value},
    ):
        decision = (needed_day(decided_on), outcome in APPROVALS)
        found.setdefault(volunteer, []).append(decision)
    return found


def _connections(reader: Reader, as_of: date) -> dict[int, str | None]:
    # The latest declaration by the day: dictionaries keep the last of equal keys.
    return dict(
        reader.execute(
            "SELECT volunteer_id, connection FROM volunteer_check WHERE kind = :kind"
            " AND from_on <= :as_of ORDER BY volunteer_id, from_on, id",
            {"kind": CheckKind.INDEPENDENCE.value, "as_of": as_of.isoformat()},
        ).fetchall()
    )


def earlier_matches(
    reader: Reader, children: Collection[int]
) -> dict[int, dict[int, list[Earlier]]]:
    """What volunteers have, or had, with some children: by child and by volunteer."""
    some = among("m.child_id", children)
    rows = reader.execute(
        f"SELECT {columns_of(MatchView, 'v')} FROM match_view v JOIN match m ON m.id = v.match_id"
        f" WHERE 1 = 1{some} ORDER BY v.id"
    )
    heard: dict[int, list[MatchView]] = {}
    for view in records(MatchView, rows):
        heard.setdefault(view.match_id, []).append(view)
    found: dict[int, dict[int, list[Earlier]]] = {}
    for number, child, one, two, route, over in reader.execute(
        "SELECT m.id, m.child_id, m.volunteer_id, m.second_volunteer_id, m.ending_route, m.ended_on"
        f" FROM match m WHERE 1 = 1{some} ORDER BY m.id"
    ):
        ended = None if route is None else EndingRoute(route)
        for volunteer, party in ((one, Party.VOLUNTEER), (two, Party.SECOND_VOLUNTEER)):
            if volunteer is not None:
                views = heard.get(number, ())
                earlier = Earlier(match_ref(number), party, ended, views, over is None)
                found.setdefault(child, {}).setdefault(volunteer, []).append(earlier)
    return found
