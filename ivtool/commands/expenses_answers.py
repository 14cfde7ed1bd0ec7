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
    from ivtool.queries.expenses.expenses import LineRecord
    from ivtool.services.expenses.claim_steps import PaymentRun, TakenStep
    from ivtool.services.expenses.claims import ClaimedLine, RecordedClaim
    from ivtool.services.expenses.reversals import ReversedLines

DONE = {Step.APPROVE: "approved", Step.QUERY: "queried", Step.DECLINE: "declined"}

ONE_MILE = 10  # in tenths
# Of more lines than these an answer names no command for each.
MOST_NAMED = 4


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


def taken_back(reversed_: "ReversedLines") -> Answer:
    """Payments that were reversed, and what becomes of their lines."""
    lines = [each.line for each in reversed_.lines]
    refs, total = _refs(lines), sum(each.amount_pence for each in lines)
    on, it = reversed_.on, "it is" if len(lines) == 1 else "they are"
    sentences = [f"The payment of {refs} is reversed on {spelled_day(on)}: {pounds(total)}."]
    unapproved = [each.ref for each in lines if each.approved_on is None]
    status = "claimed" if unapproved else "approved"
    if not reversed_.owed_again:
        status = "declined"
        sentences.append(f"From that day {it} declined, and not owed.")
    else:
        which = " ".join(each.ref for each in lines) if len(lines) <= MOST_NAMED else "--all"
        sentences += [
            f"From that day {it} owed again, until paid in another run:",
            f"  ivtool expenses pay {which} --reference REF",
        ]
        # What a sheet said was paid may never have been approved.
        if unapproved:
            sentences.append("No approval is recorded of them all, and it comes first:")
            sentences.append(f"  ivtool expenses approve {' '.join(unapproved)}")
    return Answer(
        sentences,
        {
            "lines": len(lines),
            "line_refs": refs,
            "status": status,
            "on": on,
            "amount_pence": total,
            "owed_again": reversed_.owed_again,
        },
    )


def paid_after_all(lines: "Sequence[LineRecord]") -> Answer:
    """Reversals that never were: the lines are paid, as they were before."""
    paid_lines = [each.line for each in lines]
    sentences = [f"The payment of {_refs(paid_lines)} was not reversed: that never was."]
    for each in paid_lines:
        run = "" if each.payment_id is None else f" with {payment_ref(each.payment_id)}"
        day = "" if each.paid_on is None else f" on {spelled_day(each.paid_on)}"
        sentences.append(f"  {each.ref} {pounds(each.amount_pence)}: paid{day}{run}")
    return Answer(
        sentences,
        {
            "lines": len(paid_lines),
            "line_refs": _refs(paid_lines),
            "status": "paid",
            "amount_pence": sum(each.amount_pence for each in paid_lines),
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
