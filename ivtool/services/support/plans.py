"""Support that is planned: who is invited, who says that they come; and then held."""

from collections.abc import Collection, Sequence
from datetime import date

from ivtool.domain.ids import ChildId, VolunteerId
from ivtool.domain.refs import child_ref, support_ref, volunteer_ref
from ivtool.domain.support.agreed import AgreedAction
from ivtool.domain.support.records import Attendance, Support, SupportAction
from ivtool.domain.support.support import (
    came,
    problems_with_holding,
    problems_with_invited,
    problems_with_no_holding,
    problems_with_plan,
    spoken_kind,
)
from ivtool.errors import Problem, Refused
from ivtool.queries.reading import select
from ivtool.services.support.support import (
    RecordedSupport,
    WithWhom,
    add_actions,
    recorded,
    require_possible,
    require_standing,
)
from ivtool.writer import Writer


def plan_support(writer: Writer, said: Support, whom: WithWhom, today: date) -> RecordedSupport:
    """Plan support of a day, and invite to it. Raises Refused, for a day that has passed too."""
    refusal = f"the {spoken_kind(said.kind)} cannot be planned"
    if problems := problems_with_plan(said.kind, said.planned_on or today, today):
        raise Refused(refusal, problems)
    volunteers, children = require_possible(writer, said, whom, (), today, refusal)
    support = writer.insert(said)
    for volunteer in volunteers:
        writer.insert(Attendance(support.id, volunteer_id=volunteer))
    for child in children:
        writer.insert(Attendance(support.id, child_id=child))
    return recorded(writer, support, today)


def answer(
    writer: Writer,
    support: Support,
    volunteers: Collection[VolunteerId],
    children: Collection[ChildId],
    today: date,
    *,
    comes: bool | None,
) -> RecordedSupport:
    """Record that people say they come, or do not; None where nothing is known any more.

    Raises Refused for who is not invited, and once it was held.
    """
    ref = support_ref(support.id)
    require_standing(support)
    invited = select(writer.reader, Attendance, support_id=support.id)
    theirs = [
        each for each in invited if each.volunteer_id in volunteers or each.child_id in children
    ]
    strangers = _strangers(invited, volunteers, children)
    problems = problems_with_holding(support) + problems_with_invited(ref, strangers)
    if problems:
        raise Refused(f"no answer to {ref} can be recorded", problems)
    for each in theirs:
        writer.update(each, comes=comes)
    return recorded(writer, support, today)


def hold_support(
    writer: Writer,
    support: Support,
    said: Support,
    whom: WithWhom,
    absent: WithWhom,
    actions: Sequence[AgreedAction],
    today: date,
) -> RecordedSupport:
    """Record that planned support was held; what is blank in `said` stays as it was planned.

    Who is named was there, and of the invited nobody else; with nobody named, everybody was there
    who did not say that they do not come. Who is `absent` was not. Raises Refused.
    """
    ref = support_ref(support.id)
    require_standing(support)
    refusal = f"{ref} cannot be recorded as held"
    if problems := problems_with_holding(support):
        raise Refused(refusal, problems)
    invited = select(writer.reader, Attendance, support_id=support.id)
    strangers = _strangers(invited, absent.volunteers, absent.children or ())
    if problems := problems_with_invited(ref, strangers):
        raise Refused(refusal, problems)
    if not (whom.volunteers or whom.all_live):
        named = [each.volunteer_id for each in invited if each.volunteer_id and came(each)]
        whom = whom._replace(volunteers=[e for e in named if e not in absent.volunteers])
    if not (whom.volunteers or whom.all_live):
        hint = f"ivtool support withdraw {ref} --why TEXT"
        text = "nobody of those invited was there: it was not held"
        raise Refused(refusal, [Problem("support.nobody_came", text, hint)])
    if whom.children is None:
        there = [each.child_id for each in invited if each.child_id and came(each)]
        whom = whom._replace(children=[e for e in there if e not in (absent.children or ())])
    changes = {
        name: value for name, value in said._asdict().items() if value is not None and name != "id"
    }
    now = support._replace(**changes)
    volunteers, children = require_possible(writer, now, whom, actions, today, refusal)
    support = writer.update(support, **now._asdict())
    _keep_attended(writer, support, invited, volunteers, children)
    add_actions(writer, support, actions)
    return recorded(writer, support, today)


def hold_no_more(writer: Writer, support: Support, today: date) -> RecordedSupport:
    """Take back that planned support was held: it is a plan again. Raises Refused."""
    ref = support_ref(support.id)
    require_standing(support)
    agreed = select(writer.reader, SupportAction, support_id=support.id)
    if problems := problems_with_no_holding(support, len(agreed)):
        raise Refused(f"{ref} cannot be a plan again", problems)
    support = writer.update(support, held_on=None)
    for each in select(writer.reader, Attendance, support_id=support.id):
        writer.update(each, attended=None)
    return recorded(writer, support, today)


def _strangers(
    invited: Sequence[Attendance],
    volunteers: Collection[VolunteerId],
    children: Collection[ChildId],
) -> list[str]:
    known = {each.volunteer_id for each in invited}
    young = {each.child_id for each in invited}
    return [
        *(volunteer_ref(each) for each in volunteers if each not in known),
        *(child_ref(each) for each in children if each not in young),
    ]


def _keep_attended(
    writer: Writer,
    support: Support,
    invited: Sequence[Attendance],
    volunteers: Sequence[VolunteerId],
    children: Sequence[ChildId],
) -> None:
    for each in invited:
        was_there = each.volunteer_id in volunteers or each.child_id in children
        writer.update(each, attended=was_there)
    known = {(each.volunteer_id, each.child_id) for each in invited}
    for volunteer in volunteers:
        if (volunteer, None) not in known:
            writer.insert(Attendance(support.id, volunteer_id=volunteer, attended=True))
    for child in children:
        if (None, child) not in known:
            writer.insert(Attendance(support.id, child_id=child, attended=True))
