"""Answers about panels."""

from typing import TYPE_CHECKING

from ivtool.commands import volunteer_answers
from ivtool.domain.days import spelled_day
from ivtool.domain.recruitment.panels import DECIDED, spoken_matter
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome
from ivtool.domain.refs import volunteer_ref
from ivtool.rendering import Answer, fields

if TYPE_CHECKING:
    from ivtool.services.recruitment.panels import DecidedByPanel, PutOnAgenda


def put_on_agenda(put: "PutOnAgenda") -> Answer:
    """A volunteer on the agenda of a panel."""
    ref = volunteer_ref(put.volunteer)
    moved = "" if put.moved_from is None else f", moved from {spelled_day(put.moved_from)}"
    said = (
        f"{ref} is on the agenda of {spelled_day(put.on)}{moved}:"
        f" {spoken_matter(put.matter)}, {put.on_it} on it."
    )
    data = {"ref": ref, **fields(put, "on", "matter", "on_it", "moved_from")}
    return Answer([said], data)


def decided(decided: "DecidedByPanel") -> Answer:
    """What a panel decided of a volunteer, and what comes next."""
    ref = volunteer_ref(decided.volunteer)
    what = DECIDED[decided.outcome]
    if decided.check.record.kind is CheckKind.SECOND_MATCH:
        what += f" {'of ' if decided.outcome is CheckOutcome.DEFERRED else ''}a second match"
    path = decided.check.path
    following = volunteer_answers.next_steps(ref, path)
    if decided.outcome is CheckOutcome.DEFERRED:
        following = [f"To be decided again: ivtool panel add {ref} --on DAY"]
    elif (
        decided.outcome is CheckOutcome.NOT_ACCEPTED
        and decided.check.record.kind is CheckKind.PANEL
    ):
        on = decided.on.isoformat()
        how = f"ivtool volunteer leave {ref} --how not_accepted --on {on} --reason TEXT"
        following = [f"If that ends it: {how}"]
    return Answer(
        [f"{ref}: the panel of {spelled_day(decided.on)} {what}.", *following],
        {
            "ref": ref,
            "on": decided.on,
            "matter": decided.matter,
            "decision": decided.outcome,
            **volunteer_answers.path_fields(path),
        },
    )
