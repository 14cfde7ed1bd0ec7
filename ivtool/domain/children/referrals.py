"""Referrals: where one stands on a day, who is waiting and for how long, what may be recorded."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from ivtool.domain.children.vocabulary import ReferralOutcome, ReferralStatus, ReferralStep
from ivtool.domain.days import problems_ahead, problems_with_order, spelled_day
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple


class Closing(NamedTuple):
    """A closing of a referral, and the day on which it was opened again if it was."""

    closed_on: date
    outcome: ReferralOutcome | None = None
    why: str | None = None
    look_again_on: date | None = None
    reopened_on: date | None = None


def closing_on(closings: Iterable[Closing], day: date) -> Closing | None:
    """The closing that holds on a day; from the day of its reopening a referral is open.

    Closed 5 October, reopened 1 November: on 20 October it is closed. `date.max` asks of now.
    """
    for each in closings:
        if each.closed_on <= day and (each.reopened_on is None or each.reopened_on > day):
            return each
    return None


def closing_against(closings: Sequence[Closing], day: date) -> Closing | None:
    """What stops a decision of a day: the closing that holds now, else the one that held then."""
    return closing_on(closings, date.max) or closing_on(closings, day)


def is_open_since(closings: Sequence[Closing], day: date) -> bool:
    """Whether a referral is open on a day or on any later one."""
    last = closing_on(closings, date.max)
    return last is None or last.closed_on > day


def is_waiting(
    accepted_on: date | None,
    staff_visit_on: date | None,
    closings: Iterable[Closing],
    has_live_match: bool,
    as_of: date,
) -> bool:
    """Whether a child waits for a volunteer on a day: accepted, seen by staff, open, unmatched."""
    if accepted_on is None or staff_visit_on is None or has_live_match:
        return False
    if max(accepted_on, staff_visit_on) > as_of:
        return False
    return closing_on(closings, as_of) is None


def referral_status(
    accepted_on: date | None,
    staff_visit_on: date | None,
    closings: Sequence[Closing],
    has_live_match: bool,
    as_of: date,
) -> ReferralStatus:
    """Where a referral stands on a day; closed says more than matched, and that than waiting."""
    if closing_on(closings, as_of) is not None:
        return ReferralStatus.CLOSED
    if has_live_match:
        return ReferralStatus.MATCHED
    if is_waiting(accepted_on, staff_visit_on, closings, has_live_match, as_of):
        return ReferralStatus.WAITING
    return ReferralStatus.RECEIVED


def days_waiting(received_on: date, as_of: date) -> int:
    """Days since the referral was received: a child waits from the day that somebody asked."""
    return (as_of - received_on).days


class ReferralReason(StrEnum):
    """Why an Independent Visitor is asked for; family contact was the test before April 2011."""

    LITTLE_OR_NO_FAMILY_CONTACT = "little_or_no_family_contact"
    DISTANCE_FROM_HOME = "distance_from_home"
    CANNOT_GO_OUT_ALONE = "cannot_go_out_alone"
    RISK_FROM_OTHERS = "risk_from_others"
    RESIDENTIAL_SETTING = "residential_setting"
    EDUCATION_OR_HEALTH = "education_or_health"
    BEST_INTERESTS = "best_interests"


class ReferralFacts(NamedTuple):
    """A referral as its rules see it; `steps` are those taken, `live_match` the child's own.

    `matched` tells that a match of this referral has started; `others` are the child's other
    referrals by ref, with their closings.
    """

    ref: str
    child: str
    received_on: date
    looked_after: bool | None = None
    closings: Sequence[Closing] = ()
    steps: Mapping[ReferralStep, date] = MappingProxyType({})
    live_match: str | None = None
    matched: bool = False
    others: Mapping[str, Sequence[Closing]] = MappingProxyType({})

    @property
    def closed_on(self) -> date | None:
        """The day of the closing that holds now; None while it is open."""
        now = closing_on(self.closings, date.max)
        return None if now is None else now.closed_on


def problems_with_receipt(
    received_on: date,
    today: date,
    child: str | None,
    looked_after: bool | None,
    others: Mapping[str, Sequence[Closing]],
) -> list[Problem]:
    """Why no referral can be received so: ahead, a child not looked after, another open since then.

    `child` is the ref of a child that is known, `others` are its referrals by ref, with their
    closings. Not known to be looked after is asked about later.
    """
    problems = problems_ahead([("the receipt", received_on)], today, "referral")
    if looked_after is False:
        problems.append(
            Problem(
                "referral.not_looked_after",
                "a child who is not looked after is not eligible for an Independent Visitor",
                f"ivtool child edit {child} --looked-after yes" if child else "",
            )
        )
    for other, closings in others.items():
        if not is_open_since(closings, received_on):
            continue
        until = closing_on(closings, date.max)
        is_open = "is open" if until is None else f"was open until {spelled_day(until.closed_on)}"
        problems.append(
            Problem(
                "referral.second_open",
                f"{other} of the same child {is_open}",
                f"ivtool referral show {other}",
            )
        )
    return problems


def problems_with_step(
    referral: ReferralFacts, step: ReferralStep, taken_on: date, today: date
) -> list[Problem]:
    """Why a step cannot be recorded so: ahead, or taken before.

    A form or a visit is a fact, whenever it came; to accept is a decision, which wants an open
    referral of a child who may be looked after.
    """
    said = step.value.replace("_", " ")
    problems = problems_ahead([(said, taken_on)], today, "referral")
    if (known := referral.steps.get(step)) is not None:
        problems.append(
            Problem(
                "referral.step_taken",
                f"{said} is recorded already, on {spelled_day(known)}",
                f"ivtool referral show {referral.ref}",
            )
        )
    if step is not ReferralStep.ACCEPTED:
        return problems
    if (closing := closing_on(referral.closings, taken_on)) is not None:
        problems.append(_closed(referral, closing))
    if referral.looked_after is False:
        problems.append(
            Problem(
                "referral.not_looked_after",
                f"{referral.child} is not looked after, and so not eligible",
                f"ivtool referral close {referral.ref} --outcome not_eligible",
            )
        )
    return problems


def problems_with_closing(
    referral: ReferralFacts,
    outcome: ReferralOutcome,
    closed_on: date,
    why: str | None,
    look_again_on: date | None,
    today: date,
) -> list[Problem]:
    """Why a referral cannot be closed so. Declined wants a why; the day to look again lies ahead.

    Only a match that started makes it `matched`; while one is live no other outcome does.
    """
    if referral.closed_on is not None:
        said = f"it was closed on {spelled_day(referral.closed_on)}"
        return [Problem("referral.already_closed", said, f"ivtool referral reopen {referral.ref}")]
    days = [("the receipt", referral.received_on)]
    if referral.closings:
        days = [("the reopening", referral.closings[-1].reopened_on or referral.received_on)]
    problems = problems_with_order([*days, ("the closing", closed_on)], today, "referral")
    close = f"ivtool referral close {referral.ref} --on {closed_on} --outcome"
    if outcome is ReferralOutcome.DECLINED and why is None:
        problems.append(
            Problem(
                "referral.no_why", "why it is declined is not said", f"{close} declined --why TEXT"
            )
        )
    if look_again_on is not None and look_again_on <= closed_on:
        problems.append(
            Problem(
                "referral.look_again_before",
                f"looking again on {spelled_day(look_again_on)} would not come after the closing",
            )
        )
    if outcome is ReferralOutcome.MATCHED and not referral.matched:
        problems.append(
            Problem(
                "referral.no_match",
                "no match of it has started",
                f"ivtool match propose {referral.ref}",
            )
        )
    if outcome is not ReferralOutcome.MATCHED and referral.live_match is not None:
        problems.append(
            Problem(
                "referral.live_match",
                f"{referral.child} has a live match, {referral.live_match}",
                f"ivtool match end {referral.live_match} --route ROUTE --reason TEXT",
            )
        )
    return problems


def matched_on(referral: ReferralFacts, ended_on: date) -> date:
    """The day on which a referral closes whose match has ended: not before it was last opened.

    A match that came with an import may be older than its referral.
    """
    reopened = [each.reopened_on for each in referral.closings if each.reopened_on is not None]
    return max(ended_on, referral.received_on, *reopened)


def problems_with_reopening(
    referral: ReferralFacts, reopened_on: date, today: date
) -> list[Problem]:
    """Why a referral cannot be opened again: it is open, another is, the child not looked after."""
    if referral.closed_on is None:
        return [Problem("referral.open", "it is open", f"ivtool referral show {referral.ref}")]
    days = (("the closing", referral.closed_on), ("the reopening", reopened_on))
    return problems_with_order(days, today, "referral") + problems_with_receipt(
        reopened_on, reopened_on, referral.child, referral.looked_after, referral.others
    )


def steps_before_waiting(taken: Collection[ReferralStep]) -> list[ReferralStep]:
    """The steps that a child still has to wait for before waiting for a volunteer begins."""
    needed = (ReferralStep.STAFF_VISIT, ReferralStep.ACCEPTED)
    return [step for step in needed if step not in taken]


def to_be_asked(
    referral: str,
    child: str,
    reasons: str | None,
    steps: Collection[ReferralStep],
    known: Mapping[str, object],
) -> list[tuple[str, str]]:
    """What is still to be asked about a referral, with the command for the answer.

    `known` holds what is known of the child: looked_after, date_of_birth, authority, home.
    """
    asked = [
        (f"{name} is not known", command)
        for field_name, name, command in (
            (
                "looked_after",
                "looked after or not",
                f"ivtool child edit {child} --looked-after yes",
            ),
            ("date_of_birth", "the date of birth", f"ivtool child edit {child} --born DAY"),
            ("authority", "the authority", f"ivtool child edit {child} --authority NAME"),
            ("home", "the home", f"ivtool child move {child} --postcode POSTCODE --area NAME"),
        )
        if known.get(field_name) is None
    ]
    if not reasons:
        command = f"ivtool referral edit {referral} --reasons best_interests"
        asked.append(("no reason is recorded", command))
    asked += [
        (
            f"{step.value.replace('_', ' ')} is not recorded",
            f"ivtool referral record {referral} {step.value}",
        )
        for step in ReferralStep
        if step not in steps and step is not ReferralStep.CHILD_FORM
    ]
    return asked


def _closed(referral: ReferralFacts, closing: Closing) -> Problem:
    said, hint = told_closing(referral.ref, closing)
    return Problem("referral.closed", f"it {said}", hint)


def told_closing(ref: str, closing: Closing) -> tuple[str, str]:
    """A closing in words, "was closed on …", and the command that helps."""
    said = f"was closed on {spelled_day(closing.closed_on)}"
    if closing.reopened_on is None:
        return said, f"ivtool referral reopen {ref}"
    return f"{said}, until {spelled_day(closing.reopened_on)}", f"ivtool referral show {ref}"
