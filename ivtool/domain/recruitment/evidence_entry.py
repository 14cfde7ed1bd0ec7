"""What is said of evidence about a volunteer at one time, and which record is meant by it.

Never a check's contents.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from enum import Enum

from ivtool.domain.days import problems_ahead, spelled_day
from ivtool.domain.ids import PanelMeetingId
from ivtool.domain.recruitment.evidence import (
    ANSWERED,
    ANSWERS,
    DECIDED,
    NEEDED,
    REFERENCES,
    is_good,
    spoken_kind,
)
from ivtool.domain.recruitment.records import VolunteerCheck
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, DbsLevel, SendMethod
from ivtool.domain.recruitment.volunteers import GOOD_OUTCOMES
from ivtool.domain.sentences import words
from ivtool.errors import Problem

OPTIONS: Mapping[str, str] = {
    "on": "--on",
    "asked_on": "--asked",
    "chased_on": "--chased",
    "outcome": "--outcome",
    "issued_on": "--issued",
    "checked_on": "--checked",
    "slot": "--slot",
    "module": "--module",
    "held_by": "--by",
    "method": "--method",
    "referee": "--referee",
    "certificate": "--number",
    "level": "--level",
    "level_why": "--why",
    "seen_by": "--seen-by",
    "update_service": "--update-service",
    "connection": "--connection",
    "conditions": "--conditions",
    "note": "--note",
}
# Beside `on`: which options say something of which kind. What is decided is never chased.
ASKING = frozenset({"asked_on", "chased_on"})
SAYS: Mapping[CheckKind, frozenset[str]] = {
    CheckKind.PACK: frozenset({"method", "note"}),
    CheckKind.CHAT: frozenset({"held_by", "note"}),
    CheckKind.APPLICATION: ASKING | {"note"},
    CheckKind.INTERVIEW: ASKING | {"outcome", "held_by", "note"},
    CheckKind.DBS: ASKING
    | {"outcome", "issued_on", "checked_on", "certificate", "level", "level_why", "seen_by",
       "update_service"},
    CheckKind.OVERSEAS: ASKING | {"outcome"},
    CheckKind.CHILDRENS_SERVICES: ASKING | {"outcome"},
    CheckKind.MEDICAL: ASKING | {"outcome"},
    CheckKind.REFERENCE: ASKING | {"outcome", "slot", "referee", "note"},
    CheckKind.SAFEGUARDING: ASKING | {"module", "note"},
    CheckKind.TRAINING: ASKING | {"module", "note"},
    CheckKind.BOOK: ASKING | {"note"},
    CheckKind.PANEL: frozenset({"asked_on", "outcome", "conditions", "note"}),
    CheckKind.SECOND_MATCH: frozenset({"asked_on", "outcome", "conditions", "note"}),
    CheckKind.INDEPENDENCE: ASKING | {"connection", "note"},
    CheckKind.CODE_OF_CONDUCT: ASKING | {"note"},
}  # fmt: skip
WITHOUT_CONTENTS = frozenset(
    {CheckKind.DBS, CheckKind.OVERSEAS, CheckKind.CHILDRENS_SERVICES, CheckKind.MEDICAL}
)
# What is of the certificate itself, and not of a later look at its status.
OF_THE_CERTIFICATE = frozenset(
    {"asked_on", "chased_on", "issued_on", "certificate", "level", "level_why"}
)


class Saying(Enum):
    """What a command says: asked for, chased, answered, looked at again, or more of what is."""

    ASKED = "asked"
    CHASED = "chased"
    ANSWERED = "answered"
    STATUS_CHECK = "status_check"
    DETAILS = "details"


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a piece of evidence at one time; None is not said.

    `on` is the day that it happened, came in or came back.
    """

    on: date | None = None
    asked_on: date | None = None
    chased_on: date | None = None
    outcome: CheckOutcome | None = None
    issued_on: date | None = None
    checked_on: date | None = None
    slot: int | None = None
    module: str | None = None
    held_by: str | None = None
    method: SendMethod | None = None
    referee: str | None = None
    certificate: str | None = None
    level: DbsLevel | None = None
    level_why: str | None = None
    seen_by: str | None = None
    update_service: bool | None = None
    connection: str | None = None
    conditions: str | None = None
    note: str | None = None

    def of_modules(self, modules: Sequence[str]) -> list["Said"]:
        """The same of each of several modules, written as words or with underscores; else once."""
        if not modules:
            return [self]
        return [replace(self, module="_".join(each.casefold().split())) for each in modules]


def kind_meant(kind: CheckKind, module: str | None) -> CheckKind:
    """The kind a module of training is kept as: safeguarding, which is refreshed, is its own."""
    is_safeguarding = module == CheckKind.SAFEGUARDING.value
    if kind in (CheckKind.TRAINING, CheckKind.SAFEGUARDING) and is_safeguarding:
        return CheckKind.SAFEGUARDING
    return kind


def saying(kind: CheckKind, said: Said) -> Saying:
    """What a command says of a kind: `--asked` alone is an asking, an outcome is an answer."""
    if said.checked_on is not None and (said.outcome is None or said.outcome in GOOD_OUTCOMES):
        return Saying.STATUS_CHECK
    if said.outcome is not None:
        return Saying.ANSWERED
    if said.chased_on is not None and said.asked_on is None and said.on is None:
        return Saying.CHASED
    only_asked = said.asked_on is not None and said.on is None
    if kind not in ANSWERED | DECIDED and not only_asked:
        return Saying.ANSWERED
    return Saying.ASKED if said.asked_on is not None else Saying.DETAILS


def day_of(kind: CheckKind, said: Said, today: date) -> date:
    """The day that an answer is of: a certificate's issue, else the day it came, today if unsaid.

    A status check that was not clear is an answer of its own day.
    """
    if kind is CheckKind.DBS:
        return said.issued_on or said.checked_on or said.on or today
    return said.on or today


def record_meant(
    items: Sequence[VolunteerCheck],
    panels: Mapping[PanelMeetingId, date],
    kind: CheckKind,
    said: Said,
    today: date,
) -> VolunteerCheck | None:
    """The record of a kind that a command is about, out of those there are; None is a new one.

    An answer is of the record of its own day (which it puts right), else of the latest one that
    was asked for by then and is open; a status check is of the latest certificate that is good,
    and a panel's decision of what stood on that day's agenda; `panels` are the days of the panels.
    """
    own = _of_the_piece(items, kind, said)
    told = saying(kind, said)
    unanswered = [item for item in own if item.outcome is None]
    # What stands on an agenda was not asked for by a command about evidence.
    meant = [item for item in unanswered if item.meeting_id is None]
    if told is Saying.ANSWERED:
        day, came = day_of(kind, said, today), said.on or today
        same_day = [item for item in own if item.outcome is not None and item.from_on == day]
        asked = [
            item
            for item in unanswered
            if (item.asked_on is None or item.asked_on <= came)
            and (item.meeting_id is None or panels[item.meeting_id] == came)
        ]
        # A status that is no longer clear is no answer to the renewal that was asked for.
        meant = same_day or ([] if said.checked_on is not None else asked)
    elif told is Saying.CHASED:
        meant = [item for item in meant if item.asked_on is not None]
    elif told is Saying.STATUS_CHECK:
        meant = _certificates(own)
    elif told is Saying.DETAILS:
        # Somebody else who is named after a reference came in is to give another reference.
        another = said.referee is not None and bool(own) and own[-1].outcome and own[-1].referee
        meant = [] if another else [item for item in own if not _is_status_check(item)] or own
    return meant[-1] if meant else None


def _certificates(own: Sequence[VolunteerCheck]) -> list[VolunteerCheck]:
    """The good certificates, the latest issued last, with what was last said of the Service."""
    good = [item for item in own if is_good(item)]
    told = [item.update_service for item in good if item.update_service is not None]
    return [
        item._replace(update_service=told[-1] if told else None)
        for item in sorted(good, key=lambda item: item.from_on or date.min)
    ]


def record_of_day(
    items: Sequence[VolunteerCheck], kind: CheckKind, said: Said, day: date
) -> VolunteerCheck | None:
    """The latest record of a kind that was given a day: its own, of asking, of a status check.

    A status check is put right as one, and not as the certificate of that day.
    """
    own = _of_the_piece(items, kind, said)
    if saying(kind, said) is Saying.STATUS_CHECK:
        return status_check_of(own, day)
    found = [item for item in own if day in (item.from_on, item.asked_on, item.rechecked_on)]
    return found[-1] if found else None


def status_check_of(items: Sequence[VolunteerCheck], day: date | None) -> VolunteerCheck | None:
    """The status check of a day: a record of its own, or of an import that tells of both."""
    found = [item for item in items if item.kind is CheckKind.DBS and item.rechecked_on == day]
    return found[-1] if found and day is not None else None


def _is_status_check(item: VolunteerCheck) -> bool:
    return item.from_on is None and item.rechecked_on is not None


def _of_the_piece(
    items: Sequence[VolunteerCheck], kind: CheckKind, said: Said
) -> list[VolunteerCheck]:
    module = said.module if kind is CheckKind.TRAINING else None
    return [
        item
        for item in items
        if (item.kind, item.slot, item.module) == (kind, said.slot or 1, module)
    ]


def problems_with_saying(
    volunteer: str,
    kind: CheckKind,
    said: Said,
    record: VolunteerCheck | None,
    today: date,
    *,
    born_on: date | None,
    modules: Collection[str],
    correcting: bool = False,
) -> list[Problem]:
    """Why something cannot be said of a piece of evidence: every reason.

    `record` is the one meant, and `correcting` tells that it is to be put right.
    """
    command = f"ivtool volunteer check {volunteer} {kind.value}"
    if kind is CheckKind.REFERENCE and said.slot in REFERENCES:
        command += f" --slot {said.slot}"
    problems = _of_another_kind(kind, said)
    if kind is CheckKind.REFERENCE and said.slot not in REFERENCES:
        hint = f"{command} --slot 1 --outcome clear"
        problems.append(Problem("check.slot", "a reference is --slot 1 or --slot 2", hint))
    if kind is CheckKind.TRAINING and said.module not in modules:
        hint = f"{command} --module {next(iter(modules))}"
        text = f"it is none of the core modules: {', '.join(modules)}"
        problems.append(Problem("check.module", text, hint))
    told = saying(kind, said)
    if told is Saying.STATUS_CHECK:
        problems += _of_the_certificate(command, said)
    if not correcting:
        problems += _incomplete(command, kind, said, record, told)
    if said.level is DbsLevel.ENHANCED_BARRED and said.level_why is None:
        text = "a check of the barred lists wants the reason for that level: --why"
        hint = f"{command} … --level enhanced_barred --why TEXT"
        problems.append(Problem("check.no_level_why", text, hint))
    return problems + _impossible(kind, said, record, told, today, born_on)


def _of_another_kind(kind: CheckKind, said: Said) -> list[Problem]:
    given = {each.name for each in fields(said) if getattr(said, each.name) is not None} - {"on"}
    problems = []
    for name in OPTIONS:
        if name not in given - SAYS[kind]:
            continue
        if name == "note" and kind in WITHOUT_CONTENTS:
            text = (
                "what it says is never recorded, only that it came, when, and its outcome:"
                " leave --note out"
            )
            problems.append(Problem("check.contents", text))
            continue
        text = f"{OPTIONS[name]} does not go with {kind.value}"
        problems.append(Problem("check.not_for_kind", text, "ivtool volunteer check --help"))
    allowed = frozenset(CheckOutcome) - ANSWERS if kind in DECIDED else ANSWERS
    if said.outcome is not None and "outcome" in SAYS[kind] and said.outcome not in allowed:
        known = ", ".join(each.value for each in CheckOutcome if each in allowed)
        text = f"its outcome is one of {known}"
        problems.append(Problem("check.outcome", text))
    return problems


def _of_the_certificate(command: str, said: Said) -> list[Problem]:
    return [
        Problem(
            "check.not_for_kind",
            f"{option} does not go with --checked: it is of the certificate, not of a later look",
            f"{command} --checked {said.checked_on and said.checked_on.isoformat()}",
        )
        for name, option in OPTIONS.items()
        if name in OF_THE_CERTIFICATE and getattr(said, name) is not None
    ]


def _incomplete(
    command: str, kind: CheckKind, said: Said, record: VolunteerCheck | None, told: Saying
) -> list[Problem]:
    problems = []
    needed = NEEDED.get(kind)
    if told is Saying.ANSWERED and needed and getattr(said, needed) is None:
        known = f"how it was sent: {words(SendMethod)}" if needed == "method" else "who held it"
        value = SendMethod.EMAIL.value if needed == "method" else "NAME"
        hint = f"{command} {OPTIONS[needed]} {value}"
        if said.outcome is not None:
            hint += f" --outcome {said.outcome.value}"
        problems.append(Problem(f"check.no_{needed}", f"it is not said {known}", hint))
    answered_well = told is Saying.ANSWERED and said.outcome in GOOD_OUTCOMES
    if answered_well and kind is CheckKind.DBS and said.issued_on is None:
        text = "it is not said when the certificate was issued"
        hint = f"{command} --outcome clear --issued DAY"
        problems.append(Problem("check.no_issue_day", text, hint))
    with_conditions = said.outcome is CheckOutcome.APPROVED_WITH_CONDITIONS
    if with_conditions and said.conditions is None:
        hint = (
            f"{command} --outcome {CheckOutcome.APPROVED_WITH_CONDITIONS.value} --conditions TEXT"
        )
        problems.append(Problem("check.no_conditions", "it is not said on what conditions", hint))
    if told is Saying.CHASED and record is None and "chased_on" in SAYS[kind]:
        text = "nothing was asked for that has not come back: there is nothing to chase"
        hint = f"{command} --asked DAY"
        problems.append(Problem("check.not_asked", text, hint))
    if told is Saying.STATUS_CHECK and record is None:
        text = "no clear DBS check is recorded to look at again"
        hint = f"{command} --outcome clear --issued DAY"
        problems.append(Problem("check.no_dbs", text, hint))
    leaves_it = record is not None and record.update_service is False
    if told is Saying.STATUS_CHECK and leaves_it and not said.update_service:
        text = "they were said not to be on the Update Service"
        hint = f"{command} --checked today --update-service"
        problems.append(Problem("check.not_on_update_service", text, hint))
    answered_without = told in (Saying.ASKED, Saying.DETAILS) and (said.on or said.issued_on)
    outcome = "approved" if kind in DECIDED else "clear"
    if kind is CheckKind.DBS:
        outcome += " --issued DAY"
    if answered_without:
        hint = f"{command} --outcome {outcome}"
        problems.append(Problem("check.no_outcome", "it is not said what it came back with", hint))
    elif told is Saying.DETAILS:
        given = {each.name for each in fields(said) if getattr(said, each.name) is not None}
        naming = kind is CheckKind.REFERENCE and said.referee is not None
        if not given - {"slot"} or (record is None and not naming):
            text = "it is said neither when it was asked for nor what it came back with"
            held = kind is CheckKind.INTERVIEW
            hint = f"{command} --by NAME --outcome clear" if held else f"{command} --asked today"
            problems.append(Problem("check.nothing_said", text, hint))
    return problems


def _impossible(
    kind: CheckKind,
    said: Said,
    record: VolunteerCheck | None,
    told: Saying,
    today: date,
    born_on: date | None,
) -> list[Problem]:
    days = (
        ("asking for it", said.asked_on),
        ("chasing it", said.chased_on),
        ("the issue", said.issued_on),
        ("the status check", said.checked_on),
        (spoken_kind(kind), said.on),
    )
    problems = problems_ahead(days, today, "check")
    for name, day in days:
        if day is not None and born_on is not None and day <= born_on:
            text = f"{name} on {spelled_day(day)} is before they were born"
            problems.append(Problem("check.before_birth", text))
    asked = said.asked_on or (record.asked_on if record else None)
    came = said.on or (today if told is Saying.ANSWERED else None)
    if came is None and record is not None and kind is not CheckKind.DBS:
        came = record.from_on
    issued = said.issued_on or (record.from_on if record and kind is CheckKind.DBS else None)
    for (before, first), (after, second) in (
        (("asking for it", asked), ("chasing it", said.chased_on)),
        (("asking for it", asked), ("its coming back", came)),
        (("its issue", said.issued_on), ("its coming back", came)),
        (("its issue", issued), ("the status check", said.checked_on)),
    ):
        if first is not None and second is not None and second < first:
            text = f"{after} on {spelled_day(second)} is before {before} on {spelled_day(first)}"
            problems.append(Problem("check.out_of_order", text))
    return problems
