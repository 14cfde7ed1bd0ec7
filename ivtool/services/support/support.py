"""Support to volunteers: logged, put right, withdrawn; what was agreed there, done."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ivtool.domain.ages import problems_before_birth
from ivtool.domain.children.records import Child
from ivtool.domain.ids import ChildId, SupportId, VolunteerId
from ivtool.domain.refs import support_ref
from ivtool.domain.support.agreed import AgreedAction
from ivtool.domain.support.due import Supervision
from ivtool.domain.support.records import Attendance, Support, SupportAction
from ivtool.domain.support.support import (
    ONE_TO_ONE,
    problems_with_action,
    problems_with_change,
    problems_with_people,
    problems_with_plan,
    problems_with_support,
    spoken_kind,
)
from ivtool.domain.support.vocabulary import SupportKind
from ivtool.errors import Problem, Refused
from ivtool.queries import policy as policy_queries
from ivtool.queries.reading import select
from ivtool.queries.support import due as due_queries
from ivtool.queries.support import support as queries
from ivtool.state.support.due import supervised
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class WithWhom(NamedTuple):
    """Whom support is with: volunteers by name, all who have a live match, and children.

    None of the children: nothing is said of them.
    """

    volunteers: Sequence[VolunteerId] = ()
    children: Sequence[ChildId] | None = None
    all_live: bool = False


class RecordedSupport(NamedTuple):
    """Support as it now stands, who is invited or was there, and what was agreed.

    `beside` is other support of its kind and day with one of them; `due` is where each stands with
    supervision now, of supervision alone; `young` are the children who are invited to what is
    planned, for what has to be known of them.
    """

    support: Support
    people: Sequence[Attendance]
    actions: Sequence[SupportAction]
    beside: Sequence[SupportId] = ()
    due: Sequence[Supervision] = ()
    young: Sequence[Child] = ()


class ChangedAction(NamedTuple):
    """An action as it now stands, or as it stood where it is `gone`."""

    action: SupportAction
    gone: bool = False


def log_support(
    writer: Writer, said: Support, whom: WithWhom, actions: Sequence[AgreedAction], today: date
) -> RecordedSupport:
    """Record support that was held, with who was there and what was agreed. Raises Refused."""
    refusal = f"the {spoken_kind(said.kind)} cannot be logged"
    volunteers, children = require_possible(writer, said, whom, actions, today, refusal)
    support = writer.insert(said)
    for volunteer in volunteers:
        writer.insert(Attendance(support.id, volunteer_id=volunteer, attended=True))
    for child in children:
        writer.insert(Attendance(support.id, child_id=child, attended=True))
    add_actions(writer, support, actions)
    return recorded(writer, support, today)


def correct_support(
    writer: Writer,
    support: Support,
    changes: Mapping[str, Any],
    whom: WithWhom | None,
    actions: Sequence[AgreedAction],
    today: date,
) -> RecordedSupport:
    """Put right some of what is said of support; what was there stays in the history.

    `whom` takes the place of those who are there: volunteers of the volunteers, children of the
    children, where any are named. Actions are added. Raises Refused as `log_support` does.
    """
    ref = support_ref(support.id)
    require_standing(support)
    day = changes.get("day")
    moved = {"held_on" if support.held_on else "planned_on": day} if day else {}
    rest = {name: value for name, value in changes.items() if name != "day"}
    said = support._replace(**rest, **moved)
    there = select(writer.reader, Attendance, support_id=support.id)
    asked = whom or WithWhom()
    if not (asked.volunteers or asked.all_live):
        known = [each.volunteer_id for each in there if each.volunteer_id and _is_there(each, said)]
        asked = asked._replace(volunteers=known)
    if asked.children is None:
        came = [each.child_id for each in there if each.child_id and _is_there(each, said)]
        asked = asked._replace(children=came)
    refusal = f"{ref} cannot be corrected so"
    if day and support.held_on is None and (problems := problems_with_plan(said.kind, day, today)):
        raise Refused(refusal, problems)
    # Of another day what was agreed there before has to be due after it too.
    before = select(writer.reader, SupportAction, support_id=support.id) if moved else []
    agreed = [AgreedAction(each.words, each.due_on, each.done_on) for each in before]
    volunteers, children = require_possible(
        writer, said, asked, [*agreed, *actions], today, refusal
    )
    support = writer.update(support, **said._asdict())
    if whom is not None:
        replace_people(writer, support, there, volunteers, children)
    add_actions(writer, support, actions)
    return recorded(writer, support, today)


def withdraw_support(
    writer: Writer, support: Support, why: str | None, today: date
) -> RecordedSupport:
    """Take back support that was recorded in error, or a plan: it is kept, and counts nowhere.

    Raises Refused if it was withdrawn before.
    """
    require_standing(support)
    withdrawn = writer.update(support, withdrawn_on=today, withdrawn_why=why)
    return recorded(writer, withdrawn, today)


def do_action(
    writer: Writer,
    support: Support,
    number: int,
    done_on: date | None,
    today: date,
    *,
    correct: bool = False,
) -> ChangedAction:
    """Record that an action was done on a day; or with no day, that it was not. Raises Refused."""
    require_standing(support)
    ref = support_ref(support.id, number)
    action = _action(writer, support, number)
    problems = problems_with_action(ref, action, done_on, today, correct=correct)
    if action is None or problems:
        raise Refused(f"{ref} cannot be recorded so", problems)
    return ChangedAction(writer.update(action, done_on=done_on))


def correct_action(
    writer: Writer, support: Support, number: int, said: AgreedAction, today: date
) -> ChangedAction:
    """Put right what is to be done, and by when. Raises Refused."""
    action = _require_action(writer, support, number)
    if problems := problems_with_support(support, [said], today):
        raise Refused(f"{support_ref(support.id, number)} cannot be corrected so", problems)
    return ChangedAction(writer.update(action, **_said_of(said)))


def withdraw_action(writer: Writer, support: Support, number: int) -> ChangedAction:
    """Take back an action that was not agreed: it goes, and its number is never given again.

    Raises Refused.
    """
    action = _require_action(writer, support, number)
    writer.delete(action)
    return ChangedAction(action, gone=True)


def require_standing(support: Support) -> None:
    """Raises Refused for support that was withdrawn."""
    if problems := problems_with_change(support):
        raise Refused(f"{support_ref(support.id)} cannot be changed", problems)


def require_possible(
    writer: Writer,
    said: Support,
    whom: WithWhom,
    actions: Sequence[AgreedAction],
    today: date,
    refusal: str,
) -> tuple[list[VolunteerId], list[ChildId]]:
    """Who is there: those named, and all with a live match on the day. Raises Refused.

    Of a day that lies ahead, all with a live match today.
    """
    day = said.held_on or said.planned_on or today
    volunteers, children = list(whom.volunteers), list(dict.fromkeys(whom.children or ()))
    if whom.all_live:
        live = due_queries.visitors(writer.reader, min(day, today))
        volunteers += [each.number for each in live]
    volunteers = list(dict.fromkeys(volunteers))
    pair = said.kind in ONE_TO_ONE and len(volunteers) > 1
    couples = queries.couples(writer.reader, volunteers) if pair else []
    problems = problems_with_support(said, actions, today)
    problems += problems_with_people(said.kind, volunteers, len(children), couples)
    born = queries.births(writer.reader, volunteers, children)
    reached = [(f"the {spoken_kind(said.kind)}", day)]
    known = dict[str, Problem]()
    for noun, born_on in born:
        for each in problems_before_birth(born_on, reached, noun):
            known.setdefault(each.code, each)
    if problems := [*problems, *known.values()]:
        raise Refused(refusal, problems)
    return volunteers, children


def replace_people(
    writer: Writer,
    support: Support,
    there: Sequence[Attendance],
    volunteers: Sequence[VolunteerId],
    children: Sequence[ChildId],
) -> None:
    """Let these be there, or be invited, and nobody else; who stays keeps what is known of them.

    Who was invited and did not come stays so.
    """
    attended = True if support.held_on is not None else None
    wanted: dict[tuple[VolunteerId | None, ChildId | None], None] = {
        **{(volunteer, None): None for volunteer in volunteers},
        **{(None, child): None for child in children},
    }
    for each in there:
        if (each.volunteer_id, each.child_id) in wanted:
            del wanted[each.volunteer_id, each.child_id]
            writer.update(each, attended=attended)
        elif _is_there(each, support):
            writer.delete(each)
    for who in wanted:
        writer.insert(Attendance(support.id, None, *who, attended=attended))


def add_actions(writer: Writer, support: Support, actions: Sequence[AgreedAction]) -> None:
    """Add what was agreed, each under the next number."""
    if not actions:
        return
    last = queries.last_action(writer.reader, support.id)
    for number, each in enumerate(actions, start=last + 1):
        writer.insert(SupportAction(support.id, number, *each))


def recorded(writer: Writer, support: Support, today: date) -> RecordedSupport:
    """Support as it stands, with what is told of it beside."""
    reader = writer.reader
    people = select(reader, Attendance, "volunteer_id IS NULL, id", support_id=support.id)
    whose = [each.volunteer_id for each in people if each.volunteer_id and each.attended]
    due: list[Supervision] = []
    if support.kind is SupportKind.SUPERVISION:
        policy = policy_queries.policy(reader)
        due = [each.stands for each in supervised(reader, today, policy, volunteers=whose)]
    held = support.held_on is not None and support.withdrawn_on is None
    is_ahead = support.held_on is None and support.withdrawn_on is None
    return RecordedSupport(
        support,
        people,
        select(reader, SupportAction, "number", support_id=support.id),
        queries.of_that_day(reader, support, whose) if held else (),
        due,
        [writer.known(Child, each.child_id) for each in people if is_ahead and each.child_id],
    )


def _said_of(action: AgreedAction) -> dict[str, Any]:
    # That it is done is said only where it is.
    return {name: value for name, value in action._asdict().items() if value is not None}


def _is_there(each: Attendance, support: Support) -> bool:
    return support.held_on is None or each.attended is True


def _action(writer: Writer, support: Support, number: int) -> SupportAction | None:
    found = select(writer.reader, SupportAction, support_id=support.id, number=number)
    return found[0] if found else None


def _require_action(writer: Writer, support: Support, number: int) -> SupportAction:
    require_standing(support)
    ref, action = support_ref(support.id, number), _action(writer, support, number)
    if action is None:
        text, hint = f"there is no action {ref}", f"ivtool support show {support_ref(support.id)}"
        raise Refused(f"{ref} cannot be changed", [Problem("support.no_action", text, hint)])
    return action
