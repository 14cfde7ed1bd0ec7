"""What needs doing about matches beside their visits, and about referrals that wait for one.

As in `todo.py`: no rule is stated again, and no reason holds a name.
"""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.ages import ADULT
from ivtool.domain.children.vocabulary import ReferralStep
from ivtool.domain.days import short_day
from ivtool.domain.matching.matches import is_stuck
from ivtool.domain.matching.records import MatchView
from ivtool.domain.matching.views import must_end, standing_objections, to_be_looked_at
from ivtool.domain.office.todo import WEEK_DAYS, About, ToDo
from ivtool.domain.office.vocabulary import Source, Urgency
from ivtool.domain.refs import match_ref, referral_ref
from ivtool.tuples import NamedTuple

# The steps that a referral takes before its child waits; the child's own form is not always wanted.
STEPS = (ReferralStep.SOCIAL_WORKER_FORM, ReferralStep.STAFF_VISIT, ReferralStep.ACCEPTED)


class OpenReferral(NamedTuple):
    """A referral that is open and whose child has no live match, as known on a day."""

    number: int
    child: int
    received_on: date
    waiting: bool
    proposed: bool
    last_step_on: date | None
    taken: Sequence[ReferralStep]


def of_objection(about: About, views: Sequence[MatchView], as_of: date) -> ToDo | None:
    """A match that runs and whose child objects: it must end, before anything else is done.

    Of a child without sufficient understanding the social worker is heard first. None where no
    objection stands, or they were. Source: docs/DOMAIN.md, section 5: objection.
    """
    ref = match_ref(about.match or 0)
    if must_end(as_of, None, views, as_of):
        [*_, said] = standing_objections(views, as_of)
        source, words = Source.OBJECTION, "the match must end"
        does = f"ivtool match end {ref} --on DAY --route child_objected --reason TEXT"
    elif (found := to_be_looked_at(views, as_of)) is not None:
        said, source, words = found, Source.VIEW, "the social worker is to be heard"
        does = f"ivtool match heard {ref} social_worker VIEW"
    else:
        return None
    reason = f"{ref}: the child objects, said on {short_day(said.said_on)}: {words}"
    days = (as_of - said.said_on).days
    return ToDo(source, Urgency.NOW, 0, ref, reason, does, about, said.said_on, days=days)


def of_birthday(about: About, born_on: date, warn_days: int, as_of: date) -> ToDo | None:
    """A child of a live match who is 18, or soon will be; None while that is far ahead.

    At 18 the statutory appointment ends; the match ends with it, or goes on as a friendship.
    Source: Children Act 1989 s.23ZB, of looked-after children.
    """
    from ivtool.domain.recruitment.volunteers import birthday

    on = birthday(born_on, ADULT)
    ahead = (on - as_of).days
    if ahead > warn_days:
        return None
    ref = match_ref(about.match or 0)
    urgency = Urgency.NOW
    reason = f"{ref}: 18 since {short_day(on)}; end it, or: ivtool match continue {ref}"
    does = f"ivtool match end {ref} --route care_ended --reason TEXT"
    if ahead > 0:
        urgency = Urgency.THIS_WEEK if ahead <= WEEK_DAYS else Urgency.COMING
        reason = f"{ref}: 18 on {short_day(on)}, then it ends or is continued"
        does = f"ivtool match show {ref}"
    return ToDo(Source.BIRTHDAY, urgency, 0, ref, reason, does, about, None, on, abs(ahead))


def of_pause(
    about: About, from_on: date, until_on: date | None, stuck_days: int, as_of: date
) -> ToDo | None:
    """A pause of a live match that ends within a week, or that has been open for long; or None."""
    ref = match_ref(about.match or 0)
    if until_on is None:
        days = (as_of - from_on).days
        if days <= stuck_days:
            return None
        reason = f"{ref}: paused since {short_day(from_on)} with no end"
        does = f"ivtool match resume {ref} --on DAY"
    else:
        days = (until_on - as_of).days
        if from_on > as_of or not 0 <= days <= WEEK_DAYS:
            return None
        reason = f"{ref}: the pause ends on {short_day(until_on)}"
        does = f"ivtool visit plan {ref} --on DAY"
    return ToDo(
        Source.PAUSE, Urgency.THIS_WEEK, 0, ref, reason, does, about, from_on, until_on, days
    )


def of_referral(referral: OpenReferral, step_days: int, as_of: date) -> ToDo | None:
    """A referral that took no step for long; or whose child waits, with nobody proposed; or None.

    Whether a child waits is for `domain.children.referrals.is_waiting` to say.
    """
    ref = referral_ref(referral.number)
    if referral.waiting:
        if referral.proposed:
            return None
        since_on, urgency = referral.received_on, Urgency.COMING
        reason = f"{ref}: waiting since {short_day(since_on)}, nobody proposed"
        does = f"ivtool match propose {ref}"
    else:
        since_on, urgency = referral.last_step_on or referral.received_on, Urgency.NOW
        if (as_of - since_on).days <= step_days:
            return None
        wanted = [step for step in STEPS if step not in referral.taken]
        # With every step taken it would wait, but for one that lies ahead.
        [step, *_] = wanted or [ReferralStep.ACCEPTED]
        reason = (
            f"{ref}: no step since {short_day(since_on)}; {step.replace('_', ' ')} not recorded"
        )
        does = f"ivtool referral record {ref} {step}"
    about = About(child=referral.child, referral=referral.number)
    days = (as_of - since_on).days
    return ToDo(Source.REFERRAL, urgency, 1, ref, reason, does, about, since_on, days=days)


def of_declined(number: int, child: int, look_again_on: date, as_of: date) -> ToDo | None:
    """A referral that was declined until a day that has come; None before it."""
    if look_again_on > as_of:
        return None
    ref = referral_ref(number)
    return ToDo(
        Source.REFERRAL,
        Urgency.NOW,
        0,
        ref,
        f"{ref}: declined, to be looked at again on {short_day(look_again_on)}",
        f"ivtool referral reopen {ref}",
        About(child=child, referral=number),
        None,
        look_again_on,
        (as_of - look_again_on).days,
    )


def of_proposal(about: About, last_on: date, stuck_days: int, as_of: date) -> ToDo | None:
    """A proposal of which nothing new came for long: no book, no meeting, no view; or None."""
    if not is_stuck(last_on, stuck_days, as_of):
        return None
    days = (as_of - last_on).days
    ref = match_ref(about.match or 0)
    reason, does = f"{ref}: proposed, nothing new since {short_day(last_on)}", "ivtool match show"
    return ToDo(
        Source.PROPOSAL,
        Urgency.THIS_WEEK,
        0,
        ref,
        reason,
        f"{does} {ref}",
        about,
        last_on,
        days=days,
    )
