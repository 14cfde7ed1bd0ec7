"""Answers about expense claims and payment runs."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ivtool.domain.days import spelled_day, spelled_month
from ivtool.domain.expenses.claims import Step
from ivtool.domain.expenses.expenses import miles
from ivtool.domain.money import pounds
from ivtool.domain.refs import claim_ref, match_ref, payment_ref, volunteer_ref
from ivtool.domain.sentences import counted
from ivtool.rendering import Answer, fields

if TYPE_CHECKING:
    from ivtool.domain.expenses.claims import Spent
    from ivtool.domain.expenses.records import ClaimLine
    from ivtool.services.expenses.claim_steps import PaymentRun, TakenStep
    from ivtool.services.expenses.claims import ClaimedLine, RecordedClaim

DONE = {Step.APPROVE: "approved", Step.QUERY: "queried", Step.DECLINE: "declined"}

ONE_MILE = 10  # in tenths


def claimed(claim: "RecordedClaim") -> Answer:
    """A claim that was recorded, line by line, and whether it is over the figure."""
    ref = claim_ref(claim.number)
    total = sum(each.line.amount_pence for each in claim.lines)
    whose = match_ref(claim.match) if claim.match else f"duty {claim.duty}"
    head = (
        f"{ref} claimed on {spelled_day(claim.claimed_on)} by {volunteer_ref(claim.volunteer)}:"
        f" {pounds(total)}, {whose} on {spelled_day(claim.on)}."
    )
    sentences = [head, *map(_line, claim.lines)]
    if claim.spent:
        sentences.append(_spent(claim.spent))
        if claim.spent.over_pence:
            sentences.append(f"  ivtool expenses approve {ref} --reason TEXT")
    return Answer(
        sentences,
        {
            "ref": ref,
            "volunteer": volunteer_ref(claim.volunteer),
            "match": None if claim.match is None else match_ref(claim.match),
            **fields(claim, "duty", "on", "claimed_on"),
            "lines": len(claim.lines),
            "line_refs": _refs([each.line for each in claim.lines]),
            "amount_pence": total,
            "over_figure_pence": claim.spent.over_pence if claim.spent else 0,
        },
        _warnings(claim),
    )


def taken(step: "TakenStep") -> Answer:
    """What was approved, queried or declined."""
    lines = [each.line for each in step.lines]
    total = sum(each.amount_pence for each in lines)
    done = f"{_refs(lines)} {DONE[step.step]} on {spelled_day(step.on)}: {pounds(total)}."
    sentences = [done]
    warnings = []
    if step.step is Step.APPROVE:
        sentences += map(_spent, step.over)
        asked = [each.line.ref for each in step.lines if each.queried_on is not None]
        if asked:
            sentences.append(f"The query about {', '.join(asked)} is answered with that.")
        if step.reason_unused:
            warnings.append("nothing of it is over the figure: the reason was not kept")
    elif step.step is Step.QUERY:
        back = [each.ref for each in lines if each.approved_on is not None]
        sentences.append("It stays claimed and owed until it is approved or declined.")
        if back:
            sentences.append(f"The approval of {', '.join(back)} is taken back.")
    return Answer(
        sentences,
        {
            "lines": len(lines),
            "line_refs": _refs(lines),
            "status": "claimed" if step.step is Step.QUERY else DONE[step.step],
            "on": step.on,
            "amount_pence": total,
        },
        warnings,
    )


def paid(run: "PaymentRun") -> Answer:
    """A payment run, with what each volunteer is paid by it."""
    owed: dict[int, list[ClaimLine]] = {}
    for line in run.lines:
        owed.setdefault(line.volunteer, []).append(line.line)
    total = sum(each.line.amount_pence for each in run.lines)
    people = counted(len(owed), "volunteer")
    ref, on = payment_ref(run.run.id), run.run.paid_on
    sentences = [f"{ref} paid on {spelled_day(on)}: {pounds(total)} to {people}."]
    for volunteer, lines in sorted(owed.items()):
        sums = pounds(sum(each.amount_pence for each in lines))
        sentences.append(f"  {volunteer_ref(volunteer)} {sums}: {_refs(lines)}")
    return Answer(
        sentences,
        {
            "ref": ref,
            "on": on,
            "volunteers": len(owed),
            "lines": len(run.lines),
            "line_refs": _refs([each.line for each in run.lines]),
            "total_pence": total,
        },
    )


def _line(line: "ClaimedLine") -> str:
    facts = line.line
    said = f"  {facts.ref} {facts.category.value}: {pounds(facts.amount_pence)}"
    if line.price is None or facts.miles_tenths is None or facts.vehicle is None:
        return said
    how = [
        f"{miles(tenths)} at {pence}p"
        for tenths, pence in (
            (line.price.first_tenths, line.price.rate.first_pence),
            (line.price.above_tenths, line.price.rate.above_pence),
        )
        if tenths
    ]
    noun = "mile" if facts.miles_tenths == ONE_MILE else "miles"
    driven = f"{miles(facts.miles_tenths)} {noun} by {facts.vehicle.value}"
    return f"{said}, {driven}: {', '.join(how)}"


def _spent(spent: "Spent") -> str:
    sums = (
        f"The activities of {match_ref(spent.match)} in {spelled_month(spent.month)} come to"
        f" {pounds(spent.pence)}"
    )
    figure = pounds(spent.figure_pence)
    if spent.over_pence:
        return f"{sums}, {pounds(spent.over_pence)} over the figure of {figure}."
    return f"{sums} of the figure of {figure}."


def claimed_twice(claim: "RecordedClaim") -> list[str]:
    """A note for each line of another match that claims a journey of this claim too."""
    return [
        f"the same journey is claimed for {match_ref(each.match_id)} too: {each.ref}"
        "  (ivtool report owed --look)"
        for each in claim.twice
        if each.match_id is not None
    ]


def _warnings(claim: "RecordedClaim") -> list[str]:
    return claimed_twice(claim) + _of_its_day(claim)


def _of_its_day(claim: "RecordedClaim") -> list[str]:
    if claim.match is None:
        return []
    match = match_ref(claim.match)
    if not claim.was_live:
        return [f"{match} was not live on that day  (ivtool match show {match})"]
    if not claim.was_visited:
        log = f"ivtool visit log {match} --on {claim.on}"
        return [f"no visit of {match} is logged on that day  ({log})"]
    return []


def _refs(lines: "Sequence[ClaimLine]") -> str:
    return ", ".join(each.ref for each in lines)
