"""Who may be proposed for a child, and why the others are not; what a start still needs."""

from datetime import date

from ivtool.domain.days import short_day
from ivtool.domain.matching.eligibility import (
    Candidate,
    FitRules,
    Wishes,
    miles_between,
    most_at_once,
    notes_on_fit,
    problems_with_fit,
)
from ivtool.domain.matching.proposals import problems_with_referral
from ivtool.domain.matching.start import problems_with_start
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.refs import child_ref, referral_ref, volunteer_ref
from ivtool.errors import Problem
from ivtool.queries.children import referrals as referral_queries
from ivtool.queries.lookup import find
from ivtool.queries.matching import proposals as proposal_queries
from ivtool.queries.reading import Reader
from ivtool.rendering import Column, Listing, Shape

COLUMNS = (
    Column("volunteer", "volunteer", named_by="volunteer_name"),
    Column("eligible", "eligible", Shape.YES_NO),
    Column("miles", "miles, about", Shape.NUMBER),
    Column("live_matches", "live", Shape.NUMBER),
    Column("capacity", "of", Shape.NUMBER),
    Column("why", "why not, or to look at"),
    Column("codes"),
)


def eligible_list(reader: Reader, asked: str, as_of: date, names: NamesShown) -> Listing:
    """Every volunteer for the child of a referral on a day: who may be proposed, then the others.

    Both in the order of refs; of the others every reason. Raises NotFound where no referral, or
    several, answer to the ref, key or name.
    """
    number = find(reader, "referral", asked, names)
    [referral] = referral_queries.referrals(reader, date.max, number=number)
    child = proposal_queries.wishes(reader, referral.child, as_of)
    rules = proposal_queries.fit_rules(reader, as_of)
    rows = [
        _row(each, who, child, rules, as_of, names)
        for each, who in proposal_queries.candidates(reader, referral.child, as_of).items()
    ]
    ref = referral_ref(number)
    notes = [f"no contact: {each}" for each in _named(child, names)]
    notes += [
        f"{problem.message}  ({problem.hint})"
        for problem in problems_with_referral(child, ref, referral.closings, as_of)
    ]
    if any(row["eligible"] for row in rows):
        notes.append(f"ivtool match propose {ref} --volunteer V")
    return Listing(
        f"Volunteers for {ref}, {child_ref(referral.child)}, as of {short_day(as_of)}",
        COLUMNS,
        sorted(rows, key=lambda row: not row["eligible"]),
        "There is no volunteer yet.",
        notes,
    )


def before_start(reader: Reader, number: int, as_of: date) -> list[Problem]:
    """What stands between a proposal and its start on a day."""
    match = proposal_queries.proposal(reader, number, as_of)
    return problems_with_start(match, as_of, as_of, proposal_queries.fit_rules(reader, as_of))


def _row(
    number: int, who: Candidate, child: Wishes, rules: FitRules, as_of: date, names: NamesShown
) -> dict[str, object]:
    problems = problems_with_fit(child, who, rules, as_of)
    said = [each.message for each in problems] or notes_on_fit(child, who, rules, as_of)
    return {
        "volunteer": volunteer_ref(number),
        "volunteer_name": shown_name(who.volunteer.name, names),
        "eligible": not problems,
        "miles": miles_between(child, who),
        "live_matches": most_at_once(who.others, as_of),
        "capacity": who.volunteer.capacity,
        "why": "; ".join(said),
        "codes": " ".join(each.code for each in problems),
    }


def _named(child: Wishes, names: NamesShown) -> list[str]:
    if names is NamesShown.REFS and child.no_contact:
        return [f"{len(child.no_contact)} named  (ivtool child show {child.ref} --names full)"]
    return [name for each in child.no_contact if (name := shown_name(each, names))]
