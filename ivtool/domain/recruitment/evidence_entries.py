"""What is entered of evidence about a volunteer at one time, and which record is meant by it.

Never a check's contents.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import Enum

from ivtool.domain.days import problems_ahead, spelled_day
from ivtool.domain.ids import PanelMeetingId
from ivtool.domain.recruitment.evidence import is_good
from ivtool.domain.recruitment.evidence_kinds import GOOD_OUTCOMES, KINDS, REFERENCES, Piece
from ivtool.domain.recruitment.records import VolunteerCheck
from ivtool.domain.recruitment.trainings import kept_module
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, DbsLevel, SendMethod
from ivtool.domain.sentences import words
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

# What may be entered: the day, the slot, and fields of a record, by the options that say them.
OPTIONS: Mapping[str, str] = {
    "on": "--on",
    "asked_on": "--asked",
    "chased_on": "--chased",
    "outcome": "--outcome",
    "from_on": "--issued",
    "rechecked_on": "--checked",
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
# What is of the certificate itself, and not of a later look at its status.
OF_THE_CERTIFICATE = frozenset(
    {"asked_on", "chased_on", "from_on", "certificate", "level", "level_why"}
)


class Event(Enum):
    """What is entered: asked for, chased, answered, looked at again, or more of what is."""

    ASKED = "asked"
    CHASED = "chased"
    ANSWERED = "answered"
    STATUS_CHECK = "status_check"
    DETAILS = "details"


class Entry(NamedTuple):
    """What is entered of a piece of evidence at one time, as a record of it; None is not said.

    `on` is the day that it happened, came in or came back: of the record only the issue of a
    certificate has a day, `from_on`. `slot` is which of two, where it is said.
    """

    said: VolunteerCheck
    on: date | None = None
    slot: int | None = None

    @property
    def piece(self) -> Piece:
        """The piece that it is kept as."""
        piece = Piece(self.said.kind)
        if piece.kind is CheckKind.TRAINING and self.said.module is not None:
            piece = Piece.of_module(self.said.module)
        return piece._replace(slot=self.slot or 1)

    @property
    def given(self) -> tuple[str, ...]:
        """What is said, by the names of `OPTIONS`."""
        said = {**self.said._asdict(), "on": self.on, "slot": self.slot}
        return tuple(name for name in OPTIONS if said[name] is not None)

    @property
    def event(self) -> Event:
        """What it says: `--asked` alone is an asking, an outcome is an answer."""
        said = self.said
        if said.rechecked_on is not None and (
            said.outcome is None or said.outcome in GOOD_OUTCOMES
        ):
            return Event.STATUS_CHECK
        if said.outcome is not None:
            return Event.ANSWERED
        if said.chased_on is not None and said.asked_on is None and self.on is None:
            return Event.CHASED
        only_asked = said.asked_on is not None and self.on is None
        if not KINDS[said.kind].answers and not only_asked:
            return Event.ANSWERED
        return Event.ASKED if said.asked_on is not None else Event.DETAILS

    def of_modules(self, modules: Sequence[str]) -> list["Entry"]:
        """The same of each of several modules, written as words or with underscores; else once."""
        if not modules:
            return [self]
        return [
            self._replace(said=self.said._replace(module=kept_module(each))) for each in modules
        ]

    def day(self, today: date) -> date:
        """The day that an answer is of: a certificate's issue, else the day it came, or today.

        A status check that was not clear is an answer of its own day.
        """
        if self.said.kind is CheckKind.DBS:
            return self.said.from_on or self.said.rechecked_on or self.on or today
        return self.on or today


def record_meant(
    items: Sequence[VolunteerCheck],
    panels: Mapping[PanelMeetingId, date],
    entry: Entry,
    today: date,
) -> VolunteerCheck | None:
    """The record that an entry is about, out of those there are; None is a new one.

    An answer is of the record of its own day (which it puts right), else of the latest one that
    was asked for by then and is open; a status check is of the latest certificate that is good,
    and a panel's decision of what stood on that day's agenda; `panels` are the days of the panels.
    """
    own = _of_the_piece(items, entry.piece)
    said, event = entry.said, entry.event
    unanswered = [item for item in own if item.outcome is None]
    # What stands on an agenda was not asked for by a command about evidence.
    meant = [item for item in unanswered if item.meeting_id is None]
    if event is Event.ANSWERED:
        day, came = entry.day(today), entry.on or today
        same_day = [item for item in own if item.outcome is not None and item.from_on == day]
        asked = [
            item
            for item in unanswered
            if (item.asked_on is None or item.asked_on <= came)
            and (item.meeting_id is None or panels[item.meeting_id] == came)
        ]
        # A status that is no longer clear is no answer to the renewal that was asked for.
        meant = same_day or ([] if said.rechecked_on is not None else asked)
    elif event is Event.CHASED:
        meant = [item for item in meant if item.asked_on is not None]
    elif event is Event.STATUS_CHECK:
        meant = _certificates(own)
    elif event is Event.DETAILS:
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
    items: Sequence[VolunteerCheck], entry: Entry, day: date
) -> VolunteerCheck | None:
    """The latest record of a piece that was given a day: its own, of asking, of a status check.

    A status check is put right as one, and not as the certificate of that day.
    """
    own = _of_the_piece(items, entry.piece)
    if entry.event is Event.STATUS_CHECK:
        return status_check_of(own, day)
    found = [item for item in own if day in (item.from_on, item.asked_on, item.rechecked_on)]
    return found[-1] if found else None


def status_check_of(items: Sequence[VolunteerCheck], day: date | None) -> VolunteerCheck | None:
    """The status check of a day: a record of its own, or of an import that tells of both."""
    found = [item for item in items if item.kind is CheckKind.DBS and item.rechecked_on == day]
    return found[-1] if found and day is not None else None


def _is_status_check(item: VolunteerCheck) -> bool:
    return item.from_on is None and item.rechecked_on is not None


def _of_the_piece(items: Sequence[VolunteerCheck], piece: Piece) -> list[VolunteerCheck]:
    return [item for item in items if Piece.of(item) == piece]


def problems_with_entry(
    volunteer: str,
    entry: Entry,
    record: VolunteerCheck | None,
    today: date,
    *,
    born_on: date | None,
    modules: Collection[str],
    correcting: bool = False,
) -> list[Problem]:
    """Why something cannot be entered of a piece of evidence: every reason.

    `record` is the one meant, and `correcting` tells that it is to be put right.
    """
    kind, said = entry.piece.kind, entry.said
    command = f"ivtool volunteer check {volunteer} {kind.value}"
    if kind is CheckKind.REFERENCE and entry.slot in REFERENCES:
        command += f" --slot {entry.slot}"
    problems = _of_another_kind(entry)
    if kind is CheckKind.REFERENCE and entry.slot not in REFERENCES:
        hint = f"{command} --slot 1 --outcome clear"
        problems.append(Problem("check.slot", "a reference is --slot 1 or --slot 2", hint))
    if kind is CheckKind.TRAINING and said.module not in modules:
        hint = f"{command} --module {next(iter(modules))}"
        text = f"it is none of the core modules: {', '.join(modules)}"
        problems.append(Problem("check.module", text, hint))
    if kind is CheckKind.SAFEGUARDING and said.module not in (None, kind.value):
        hint = f"ivtool volunteer check {volunteer} training --module {said.module}"
        text = f"{said.module} is another module than {kind.value}"
        problems.append(Problem("check.module", text, hint))
    if entry.event is Event.STATUS_CHECK:
        problems += _of_the_certificate(command, entry)
    if not correcting:
        problems += _incomplete(command, entry, record)
    if said.level is DbsLevel.ENHANCED_BARRED and said.level_why is None:
        text = "a check of the barred lists wants the reason for that level: --why"
        event = "--asked DAY" if entry.event is Event.ASKED else "--outcome clear --issued DAY"
        hint = f"{command} {event} --level enhanced_barred --why TEXT"
        problems.append(Problem("check.no_level_why", text, hint))
    return problems + _impossible(entry, record, today, born_on)


def _of_another_kind(entry: Entry) -> list[Problem]:
    kind, outcome = entry.piece.kind, entry.said.outcome
    row = KINDS[kind]
    allowed = row.fields | {"on"} | ({"outcome"} if row.answers else set())
    problems = []
    for name in entry.given:
        if name in allowed:
            continue
        if name == "note":
            text = (
                "what it says is never recorded, only that it came, when, and its outcome:"
                " leave --note out"
            )
            problems.append(Problem("check.contents", text))
            continue
        text = f"{OPTIONS[name]} does not go with {kind.value}"
        problems.append(Problem("check.not_for_kind", text, "ivtool volunteer check --help"))
    if outcome is not None and row.answers and outcome not in row.answers:
        known = ", ".join(each.value for each in CheckOutcome if each in row.answers)
        problems.append(Problem("check.outcome", f"its outcome is one of {known}"))
    return problems


def _of_the_certificate(command: str, entry: Entry) -> list[Problem]:
    day = entry.said.rechecked_on
    return [
        Problem(
            "check.not_for_kind",
            f"{OPTIONS[name]} does not go with --checked: it is of the certificate, not of a later"
            " look",
            f"{command} --checked {day and day.isoformat()}",
        )
        for name in entry.given
        if name in OF_THE_CERTIFICATE
    ]


def _incomplete(command: str, entry: Entry, record: VolunteerCheck | None) -> list[Problem]:
    problems = []
    kind, said, event = entry.piece.kind, entry.said, entry.event
    row = KINDS[kind]
    needs = row.needs
    of_the_day = "" if entry.on is None else f" --on {entry.on.isoformat()}"
    if event is Event.ANSWERED and needs and needs not in entry.given:
        known = f"how it was sent: {words(SendMethod)}" if needs == "method" else "who held it"
        value = SendMethod.EMAIL.value if needs == "method" else "NAME"
        hint = f"{command} {OPTIONS[needs]} {value}"
        if said.outcome is not None and row.answers:
            hint += f" --outcome {said.outcome.value}"
        hint += of_the_day
        problems.append(Problem(f"check.no_{needs}", f"it is not said {known}", hint))
    answered_well = event is Event.ANSWERED and said.outcome in GOOD_OUTCOMES
    if answered_well and kind is CheckKind.DBS and said.from_on is None:
        text = "it is not said when the certificate was issued"
        hint = f"{command} --outcome clear --issued DAY"
        problems.append(Problem("check.no_issue_day", text, hint))
    with_conditions = said.outcome is CheckOutcome.APPROVED_WITH_CONDITIONS
    if with_conditions and said.conditions is None:
        hint = (
            f"{command} --outcome {CheckOutcome.APPROVED_WITH_CONDITIONS.value} --conditions TEXT"
        )
        problems.append(Problem("check.no_conditions", "it is not said on what conditions", hint))
    if event is Event.CHASED and record is None and "chased_on" in row.fields:
        text = "nothing was asked for that has not come back: there is nothing to chase"
        hint = f"{command} --asked DAY"
        problems.append(Problem("check.not_asked", text, hint))
    if event is Event.STATUS_CHECK and record is None:
        text = "no clear DBS check is recorded to look at again"
        hint = f"{command} --outcome clear --issued DAY"
        problems.append(Problem("check.no_dbs", text, hint))
    leaves_it = record is not None and record.update_service is False
    if event is Event.STATUS_CHECK and leaves_it and not said.update_service:
        text = "they were said not to be on the Update Service"
        hint = f"{command} --checked today --update-service"
        problems.append(Problem("check.not_on_update_service", text, hint))
    answered_without = event in (Event.ASKED, Event.DETAILS) and (entry.on or said.from_on)
    outcome = "approved" if row.is_decided else "clear"
    if kind is CheckKind.DBS:
        outcome += " --issued DAY"
    if answered_without:
        hint = f"{command} --outcome {outcome}{of_the_day}"
        problems.append(Problem("check.no_outcome", "it is not said what it came back with", hint))
    elif event is Event.DETAILS:
        naming = kind is CheckKind.REFERENCE and said.referee is not None
        if not set(entry.given) - {"slot"} or (record is None and not naming):
            text = "it is said neither when it was asked for nor what it came back with"
            held = kind is CheckKind.INTERVIEW
            which = " --slot 1" if kind is CheckKind.REFERENCE and entry.slot is None else ""
            hint = (
                f"{command} --by NAME --outcome clear"
                if held
                else f"{command}{which} --asked today"
            )
            problems.append(Problem("check.nothing_said", text, hint))
    return problems


def _impossible(
    entry: Entry, record: VolunteerCheck | None, today: date, born_on: date | None
) -> list[Problem]:
    kind, said = entry.piece.kind, entry.said
    days = (
        ("asking for it", said.asked_on),
        ("chasing it", said.chased_on),
        ("the issue", said.from_on),
        ("the status check", said.rechecked_on),
        (KINDS[kind].spoken, entry.on),
    )
    problems = problems_ahead(days, today, "check")
    for name, day in days:
        if day is not None and born_on is not None and day <= born_on:
            text = f"{name} on {spelled_day(day)} is before they were born"
            problems.append(Problem("check.before_birth", text))
    asked = said.asked_on or (record.asked_on if record else None)
    came = entry.on or (today if entry.event is Event.ANSWERED else None)
    if came is None and record is not None and kind is not CheckKind.DBS:
        came = record.from_on
    issued = said.from_on or (record.from_on if record and kind is CheckKind.DBS else None)
    for (before, first), (after, second) in (
        (("asking for it", asked), ("chasing it", said.chased_on)),
        (("asking for it", asked), ("its coming back", came)),
        (("its issue", said.from_on), ("its coming back", came)),
        (("its issue", issued), ("the status check", said.rechecked_on)),
    ):
        if first is not None and second is not None and second < first:
            text = f"{after} on {spelled_day(second)} is before {before} on {spelled_day(first)}"
            problems.append(Problem("check.out_of_order", text))
    return problems
