"""Answers about a visit logged with all that goes with it."""

from typing import TYPE_CHECKING

from ivtool.commands import visit_answers
from ivtool.commands.visit_plan_answers import left_of_figure
from ivtool.domain.money import pounds
from ivtool.domain.refs import claim_ref, concern_ref, volunteer_ref
from ivtool.rendering import Answer

if TYPE_CHECKING:
    from datetime import date

    from ivtool.services.expenses.claims import RecordedClaim
    from ivtool.services.visits.plans import LoggedWith


def logged(done: "LoggedWith", today: "date") -> Answer:
    """A visit that was logged, with the claim and the concern that went with it."""
    visit = visit_answers.logged(done.visit)
    sentences, warnings = list(visit.sentences), list(visit.warnings)
    amount = None
    if done.claim is not None:
        from ivtool.commands import expenses_answers

        amount = sum(each.line.amount_pence for each in done.claim.lines)
        sentences.append(_claimed(done.claim, amount))
        warnings += expenses_answers.claimed_twice(done.claim)
    if done.concern is not None:
        from ivtool.commands import concern_answers

        sentences += concern_answers.raised(done.concern, today).sentences
    return Answer(
        sentences,
        {
            **visit.data,
            "claim": None if done.claim is None else claim_ref(done.claim.number),
            "amount_pence": amount,
            "concern": None if done.concern is None else concern_ref(done.concern.concern.id),
        },
        warnings,
    )


def _claimed(claim: "RecordedClaim", amount: int) -> str:
    said = f"{claim_ref(claim.number)} claimed by {volunteer_ref(claim.volunteer)}"
    figure = f"; {left_of_figure(claim.spent)}" if claim.spent else "."
    return f"{said}: {pounds(amount)}{figure}"
