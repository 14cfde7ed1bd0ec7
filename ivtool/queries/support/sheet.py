"""Support to volunteers in the shape of its sheet: who was there or is invited, what was agreed."""

from ivtool.domain.refs import child_ref, volunteer_ref
from ivtool.domain.support.agreed import AgreedAction, written_actions
from ivtool.domain.support.records import Attendance, Support, SupportAction
from ivtool.queries.file.sheets import Known
from ivtool.queries.reading import Reader, select


def supports(reader: Reader) -> dict[int, Known]:
    """The support as rows of its sheet, withdrawn too; people by their refs, in order.

    Of what was held those who were there, of a plan those who did not say no. Beside them the
    numbers of their rows, and of all others', with what is known of them; and the actions.
    """
    people: dict[int, list[Attendance]] = {}
    for each in select(reader, Attendance, "volunteer_id, child_id"):
        people.setdefault(each.support_id or 0, []).append(each)
    agreed: dict[int, list[SupportAction]] = {}
    for action in select(reader, SupportAction, "support_id, number"):
        agreed.setdefault(action.support_id, []).append(action)
    return {
        each.id: _row(each, people.get(each.id, []), agreed.get(each.id, []))
        for each in select(reader, Support)
    }


def _row(support: Support, people: list[Attendance], agreed: list[SupportAction]) -> Known:
    held = support.held_on is not None
    there = [each for each in people if (each.attended if held else each.comes is not False)]
    # Where nobody comes there still is somebody who was invited.
    there = there or people
    volunteers = [each.volunteer_id for each in there if each.volunteer_id]
    children = [each.child_id for each in there if each.child_id]
    said = [AgreedAction(each.words, each.due_on, each.done_on) for each in agreed]
    return {
        **support._asdict(),
        "on": support.held_on,
        "by": support.held_by,
        "volunteer_ids": volunteers,
        "child_ids": children,
        "volunteers": "; ".join(map(volunteer_ref, volunteers)) or None,
        "children": "; ".join(map(child_ref, children)) or None,
        "volunteers_rows": {
            each.volunteer_id: (each.id, each.comes, each.attended)
            for each in people
            if each.volunteer_id
        },
        "children_rows": {
            each.child_id: (each.id, each.comes, each.attended) for each in people if each.child_id
        },
        "actions": written_actions(said),
        "action_rows": agreed,
    }
