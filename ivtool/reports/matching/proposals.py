"""Who may be proposed for a child, and why the others are not; what a start still needs."""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.days import short_day
from ivtool.domain.matching.eligibility import (
    FitRules,
    Wishes,
    miles_between,
    most_at_once,
    notes_beside_points,
    problems_with_care,
)
from ivtool.domain.matching.proposals import problems_with_referral
from ivtool.domain.matching.ranking import Ranked, rank
from ivtool.domain.matching.start import problems_with_start
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.refs import child_ref, referral_ref
from ivtool.errors import Problem
from ivtool.queries.children import referrals as referral_queries
from ivtool.queries.lookup import find
from ivtool.queries.matching import proposals as proposal_queries
from ivtool.queries.reading import Reader
from ivtool.rendering import Column, Listing, Shape

COLUMNS = (
    Column("volunteer", "volunteer"),
    Column("volunteer_name", "name"),
    Column("key"),
    Column("eligible", "eligible", Shape.YES_NO),
    Column("score", "score", Shape.NUMBER),
    Column("interests", "interests", Shape.NUMBER, wide=True),
    Column("distance", "distance", Shape.NUMBER, wide=True),
    Column("wishes", "wishes", Shape.NUMBER, wide=True),
    Column("availability", "time", Shape.NUMBER, wide=True),
    Column("help", "help", Shape.NUMBER, wide=True),
    Column("proposed"),
    Column("miles"),
    Column("live_matches"),
    Column("capacity"),
    Column("why", "why, or why not"),
    Column("reasons"),
    Column("why_not"),
    Column("codes"),
)


def eligible_list(
    reader: Reader,
    asked: str,
    as_of: date,
    names: NamesShown,
    *,
    explain: str | None = None,
    limit: int | None = None,
) -> Listing:
    """Every volunteer for the child of a referral on a day: who may be proposed, the best first.

    Then the others in the order of refs, each with every reason. One to `explain` alone, or no more
    than a `limit`. Raises NotFound where no referral or volunteer, or several, answer to that.
    """
    number = find(reader, "referral", asked, names)
    only = () if explain is None else (find(reader, "volunteer", explain, names),)
    [referral] = referral_queries.referrals(reader, date.max, number=number)
    child = proposal_queries.wishes(reader, referral.child, as_of)
    rules = proposal_queries.rank_rules(reader, as_of)
    known = proposal_queries.candidates(reader, referral.child, as_of, only)
    ref = referral_ref(number)
    ranked = rank(child, known.values(), rules, as_of, problems_with_care(child, ref))
    rows = [_row(each, child, rules.fit, as_of, names) for each in ranked[:limit]]
    notes = [f"no contact: {each}" for each in _named(child, names)]
    closed = problems_with_referral(child, ref, referral.closings, as_of)
    notes += [f"{problem.message}  ({problem.hint})" for problem in closed]
    if explain is not None:
        own = [each for each in ranked[0].problems if each not in closed]
        notes += [f"{each.message}  ({each.hint})" for each in own]
        if not ranked[0].eligible:
            scored = ranked[0].score
            notes.append(f"would score {scored.total}: {'; '.join(scored.reasons)}")
    if limit is not None and limit < len(ranked):
        notes.append(f"{len(ranked) - limit} more: ivtool match propose {ref}")
    first = next((each.who for each in ranked if each.eligible and not each.who.proposed), None)
    if first is not None and not closed:
        notes.append(f"ivtool match propose {ref} --volunteer {first.ref}")
    columns: Sequence[Column] = COLUMNS
    if names is NamesShown.REFS:
        columns = [each if each.heading != "name" else Column(each.field) for each in COLUMNS]
    return Listing(
        f"Volunteers for {ref}, {child_ref(referral.child)}, as of {short_day(as_of)}",
        columns,
        rows,
        "There is no volunteer yet.",
        notes,
    )


def before_start(reader: Reader, number: int, as_of: date) -> list[Problem]:
    """What stands between a proposal and its start on a day."""
    match = proposal_queries.proposal(reader, number, as_of)
    return problems_with_start(match, as_of, as_of, proposal_queries.fit_rules(reader, as_of))


def _row(
    ranked: Ranked, child: Wishes, rules: FitRules, as_of: date, names: NamesShown
) -> dict[str, object]:
    who, scored, reasons = ranked.who, ranked.score, ranked.score.reasons
    why_not = [each.message for each in ranked.problems]
    already = [f"{match} is open" for match in who.proposed]
    why = why_not or [*already, *notes_beside_points(child, who, rules, as_of), *reasons]
    return {
        "volunteer": who.ref,
        "volunteer_name": shown_name(who.volunteer.name, names),
        "key": who.volunteer.key,
        "eligible": ranked.eligible,
        "score": scored.total,
        **{name: each.points for name, each in zip(scored._fields, scored, strict=True)},
        "proposed": ", ".join(who.proposed) or None,
        "miles": miles_between(child, who),
        "live_matches": most_at_once(who.others, as_of),
        "capacity": who.volunteer.capacity,
        "why": "; ".join(why),
        "reasons": reasons,
        "why_not": why_not,
        "codes": " ".join(each.code for each in ranked.problems),
    }


def _named(child: Wishes, names: NamesShown) -> list[str]:
    if names is NamesShown.REFS and child.no_contact:
        return [f"{len(child.no_contact)} named  (ivtool child show {child.ref} --names full)"]
    return [name for each in child.no_contact if (name := shown_name(each, names))]
