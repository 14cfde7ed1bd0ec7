"""What needs doing to support volunteers: supervision, what was agreed, what lies ahead.

As in `todo.py`: no rule is stated again, and no reason holds a name or a word that was said.
"""

from datetime import date
from typing import TYPE_CHECKING

from ivtool.domain.days import short_day
from ivtool.domain.ids import VolunteerId
from ivtool.domain.office.todo import WEEK_DAYS, About, ToDo
from ivtool.domain.office.vocabulary import Source, Urgency
from ivtool.domain.refs import support_ref, training_ref, volunteer_ref
from ivtool.domain.sentences import counted
from ivtool.domain.support.support import spoken_kind
from ivtool.domain.support.vocabulary import SupportKind
from ivtool.tuples import NamedTuple

if TYPE_CHECKING:
    from ivtool.domain.support.due import Supervision


class Session(NamedTuple):
    """A session that is planned, or said to be the next; `of_kind` is None of a training session.

    `planned` tells a plan, to which people are invited, from a day that was only said.
    """

    number: int
    of_kind: SupportKind | None
    on: date
    volunteer: VolunteerId | None
    planned: bool = True
    invited: int = 0
    come: int = 0
    do_not: int = 0


def of_supervision(
    volunteer: int, match: int | None, stands: "Supervision", planned_on: date | None
) -> ToDo | None:
    """A supervision that is overdue; or due within the week with none planned; or None.

    What is due is for `domain.support.due.supervision` to say.
    """
    days = stands.days_overdue
    if stands.in_date and (planned_on is not None or -days > WEEK_DAYS):
        return None
    ref = volunteer_ref(volunteer)
    last = "none held" if stands.last_on is None else f"last {short_day(stands.last_on)}"
    due = "is due" if stands.in_date else "was due"
    return ToDo(
        Source.SUPPORT,
        Urgency.THIS_WEEK if stands.in_date else Urgency.NOW,
        0 if stands.in_date else 1,
        ref,
        f"{ref}: supervision {due} on {short_day(stands.due_on)}, {last}",
        f"ivtool support log supervision --with {ref} --on DAY",
        About(match, volunteer=volunteer),
        stands.last_on,
        stands.due_on,
        abs(days),
        item=f"{ref} supervision",
        state=str(stands.due_on),
    )


def of_action(
    support: int, number: int, due_on: date | None, volunteer: int, as_of: date
) -> ToDo | None:
    """What was agreed and is not done: overdue, or due within the week; None while that is far."""
    if due_on is None or (due_on - as_of).days > WEEK_DAYS:
        return None
    ref, late = support_ref(support, number), due_on < as_of
    return ToDo(
        Source.SUPPORT,
        Urgency.NOW if late else Urgency.THIS_WEEK,
        2 if late else 1,
        ref,
        f"{ref}: agreed, {'was' if late else 'is'} to be done by {short_day(due_on)}",
        f"ivtool support done {ref}",
        About(volunteer=volunteer),
        None,
        due_on,
        abs((as_of - due_on).days),
    )


def of_session(session: Session, as_of: date) -> ToDo | None:
    """A session that lies ahead; or whose day has passed, and it is not recorded as held.

    A day that was only said is told within the week; of supervision no more once it has passed,
    for then it is due by itself.
    """
    if not session.planned and (session.on - as_of).days > WEEK_DAYS:
        return None
    if not session.planned and session.of_kind is SupportKind.SUPERVISION and session.on < as_of:
        return None
    noun, does = "training", "training"
    ref = training_ref(session.number)
    if session.of_kind is not None:
        ref, does, noun = support_ref(session.number), "support", spoken_kind(session.of_kind)
    passed = session.on < as_of
    urgency = Urgency.NOW if passed else Urgency.COMING
    if 0 <= (session.on - as_of).days <= WEEK_DAYS:
        urgency = Urgency.THIS_WEEK
    command = (
        f"ivtool {does} held {ref} --on {session.on}" if passed else f"ivtool {does} show {ref}"
    )
    words = f"{noun} planned for {short_day(session.on)}"
    if not session.planned:
        words = f"the next {noun} was said to be on {short_day(session.on)}"
        who = "" if session.volunteer is None else f" --with {volunteer_ref(session.volunteer)}"
        if passed and session.of_kind is not None:
            command = f"ivtool support log {session.of_kind.value}{who} --on {session.on}"
    else:
        words += f", {counted(session.invited, 'invited', 'invited')}"
        words += f", {session.come} come" if session.come else ""
        words += f", {session.do_not} do not" if session.do_not else ""
    return ToDo(
        Source.SUPPORT,
        urgency,
        2 if passed else 0,
        ref,
        f"{ref}: {words}{', not recorded' if passed else ''}",
        command,
        # Of a group nobody is the one whom it is about.
        About(volunteer=session.volunteer if session.invited <= 1 else None),
        None,
        session.on,
        abs((as_of - session.on).days),
    )
