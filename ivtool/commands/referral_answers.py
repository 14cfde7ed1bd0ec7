"""Answers about referrals."""

from typing import TYPE_CHECKING

from ivtool.commands.child_answers import of_age
from ivtool.domain.days import spelled_day
from ivtool.domain.refs import child_ref, match_ref, referral_ref
from ivtool.rendering import Answer, fields

if TYPE_CHECKING:
    from ivtool.services.children.referrals import (
        ClosedReferral,
        EditedReferral,
        ReceivedReferral,
        ReopenedReferral,
        TakenStep,
    )


def received(referral: "ReceivedReferral") -> Answer:
    """A referral that was received."""
    ref, child = referral_ref(referral.number), child_ref(referral.child)
    whose = f"a new child, {child}" if referral.new_child else child
    by = referral.source.value.replace("_", " ")
    sentence = f"{ref} received on {spelled_day(referral.received_on)} for {whose}, asked by {by}"
    if referral.authority:
        new = ", new here" if referral.new_authority else ""
        sentence += f"; looked after by {referral.authority}{new}"
    warnings = []
    if referral.looked_after is None:
        warnings.append(
            f"whether {child} is looked after is not known"
            f"  (ivtool child edit {child} --looked-after yes)"
        )
    if referral.authority is None:
        warnings.append(
            f"{child} has no responsible authority  (ivtool child edit {child} --authority NAME)"
        )
    warnings += of_age(child, referral.of_age)
    return Answer(
        [f"{sentence}.", f"What is still to be asked: ivtool referral show {ref}"],
        {
            "ref": ref,
            "child": child,
            **fields(referral, "new_child", "received_on", "source", "authority", "looked_after"),
        },
        warnings,
    )


def edited(referral: "EditedReferral") -> Answer:
    """A referral that was put right."""
    ref = referral_ref(referral.number)
    what = ", ".join(each.replace("_", " ") for each in referral.changed)
    sentence = f"{ref}: {what} recorded." if what else f"{ref}: nothing was changed."
    return Answer([sentence], {"ref": ref, "changed": ", ".join(referral.changed)})


def step_taken(step: "TakenStep") -> Answer:
    """A step that a referral took."""
    ref, name = referral_ref(step.number), step.step.value.replace("_", " ")
    sentences = [f"{ref}: {name} on {spelled_day(step.taken_on)}."]
    if not step.still and step.closed_on is None:
        sentences.append(f"Who could visit: ivtool match propose {ref}")
    warnings = []
    if step.closed_on is not None:
        warnings.append(
            f"{ref} was closed on {spelled_day(step.closed_on)}  (ivtool referral reopen {ref})"
        )
    if step.looked_after is None:
        child = child_ref(step.child)
        warnings.append(
            f"whether {child} is looked after is not known"
            f"  (ivtool child edit {child} --looked-after yes)"
        )
    return Answer(
        sentences, {"referral": ref, "step": step.step, "taken_on": step.taken_on}, warnings
    )


def closed(referral: "ClosedReferral") -> Answer:
    """A referral that was closed."""
    ref, outcome = referral_ref(referral.number), referral.outcome.value.replace("_", " ")
    sentence = f"{ref} closed as {outcome} on {spelled_day(referral.closed_on)}"
    if referral.look_again_on is not None:
        sentence += f"; to be looked at again on {spelled_day(referral.look_again_on)}"
    return Answer(
        [f"{sentence}."],
        {"ref": ref, **fields(referral, "outcome", "closed_on", "look_again_on")},
        still_proposed(referral.open_proposals),
    )


def reopened(referral: "ReopenedReferral") -> Answer:
    """A referral that is open again."""
    ref = referral_ref(referral.number)
    return Answer(
        [
            (
                f"{ref} is open again from {spelled_day(referral.reopened_on)};"
                f" the days count from {spelled_day(referral.received_on)}."
            )
        ],
        {"ref": ref, "reopened_on": referral.reopened_on, "received_on": referral.received_on},
    )


def still_proposed(matches: "tuple[int, ...]") -> list[str]:
    """A line for each proposal of the child that is still open."""
    return [
        f"{match_ref(number)} is still proposed"
        f"  (ivtool match end {match_ref(number)} --route agreed_end --reason TEXT)"
        for number in matches
    ]
