"""Answers about the staff; no name is repeated."""

from datetime import timedelta
from typing import TYPE_CHECKING

from ivtool.domain.days import spelled_day
from ivtool.domain.refs import staff_ref
from ivtool.rendering import Answer
from ivtool.reports.staff import hours

if TYPE_CHECKING:
    from ivtool.domain.office.records import Staff
    from ivtool.services.staff import EditedStaff, LeftStaff, ReturnedStaff, TakenLead


def added(staff: "Staff") -> Answer:
    """Somebody who works for the service now."""
    ref = staff_ref(staff.id)
    weekly = hours(staff.weekly_hours_tenths)
    said = "" if weekly is None else f", {weekly} {'hour' if weekly == 1 else 'hours'} a week"
    return Answer(
        [f"{ref} added: {staff.role}{said}, since {spelled_day(staff.joined_on)}."],
        {"ref": ref, "role": staff.role, "weekly_hours": weekly, "joined_on": staff.joined_on},
    )


def edited(staff: "EditedStaff") -> Answer:
    """Somebody of the staff who was put right."""
    ref = staff_ref(staff.number)
    fields = [each.removesuffix("_tenths") for each in staff.changed]
    what = ", ".join(each.replace("_", " ") for each in fields)
    sentence = f"{ref}: {what} recorded." if what else f"{ref}: nothing was changed."
    return Answer([sentence], {"ref": ref, "changed": ", ".join(fields)})


def leading(taken: "TakenLead") -> Answer:
    """What somebody leads from a day on."""
    ref = staff_ref(taken.number)
    led = ", ".join(taken.led)
    sentences = [f"{ref} leads {led} from {spelled_day(taken.on)}."]
    sentences += [
        f"{staff_ref(staff)} led {record} until {spelled_day(until_on)}."
        for record, staff, until_on in taken.before
    ]
    return Answer(sentences, {"ref": ref, "led": led, "from_on": taken.on})


def stays(staff: "ReturnedStaff") -> Answer:
    """Somebody whose leaving was taken back, and what others lead now."""
    ref, again = staff_ref(staff.number), ", ".join(staff.again)
    elsewhere = ", ".join(record for _, record in staff.elsewhere)
    sentences = [f"{ref} has not left: that never was."]
    if again:
        sentences.append(f"They lead {again} again.")
    warnings = [
        f"somebody else leads {record} now"
        f"  (ivtool staff lead {ref} --{kind.value} {record} --on {staff.since})"
        for kind, record in staff.elsewhere
    ]
    return Answer(
        sentences, {"ref": ref, "left_on": None, "again": again, "elsewhere": elsewhere}, warnings
    )


def left(staff: "LeftStaff") -> Answer:
    """Somebody who does not work for the service any more, and whom nobody leads now."""
    ref = staff_ref(staff.number)
    hand_to = None if staff.hand_to is None else staff_ref(staff.hand_to)
    handed = ", ".join(staff.handed)
    sentences = [f"{ref} left on {spelled_day(staff.on)}."]
    if handed:
        sentences.append(f"{handed} {'go' if len(staff.handed) > 1 else 'goes'} to {hand_to}.")
    warnings = [
        f"nobody leads {record} {f'until {spelled_day(then)}' if then else 'now'}"
        f"  (ivtool staff lead STAFF --{kind.value} {record} --on {staff.on + timedelta(days=1)})"
        for kind, record, then in staff.without
    ]
    return Answer(
        sentences,
        {
            "ref": ref,
            "left_on": staff.on,
            "hand_to": hand_to,
            "handed": handed,
            "without": ", ".join(record for _, record, _ in staff.without),
        },
        warnings,
    )
