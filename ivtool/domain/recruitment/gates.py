"""The gates of the nine stages: what must be there before a volunteer reaches the next.

One gate a stage; it answers with every piece that it asks for, and each that lacks is named with
the command that records it. A gate looks at what was there by the day of the stage, never at what
came later; in a later spell, at what came since the return, and at what is in date still. A waiver
lets a piece go; never a way to reach somebody, never age. Source: docs/DOMAIN.md, section 3.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import partial

from ivtool.domain.ages import age_on
from ivtool.domain.days import spelled_day
from ivtool.domain.recruitment.evidence import days_ago, is_good
from ivtool.domain.recruitment.evidence_kinds import (
    GOOD_OUTCOMES,
    KINDS,
    REFERENCES,
    RUNS_OUT,
    EvidenceRules,
    Piece,
)
from ivtool.domain.recruitment.records import VolunteerCheck, Waiver
from ivtool.domain.recruitment.requirements import (
    AGE,
    BIRTH,
    CONTACT,
    REFEREE,
    Requirement,
    RequirementState,
)
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, Evidence, Stage
from ivtool.domain.recruitment.volunteers import STAGES, birthday, evidence, in_date_until
from ivtool.domain.recruitment.waivers import waiver_of, waiver_past
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

OVERSEAS, PANEL = Piece(CheckKind.OVERSEAS), Piece(CheckKind.PANEL)
# What comes back with an answer, which may be another the next time.
TURNING = [
    Piece(kind, slot)
    for kind, each in KINDS.items()
    if each.answers and each.stage is not None and each.in_date is None
    for slot in each.slots
]


class Applicant(NamedTuple):
    """What the gates look at: who somebody is, the stages of this spell, and all evidence.

    `ways_to_reach` are email, phone and post, each None where it is not known; `since` is the day
    of a return, None in the first spell; `agenda_on` that of the next panel that will decide.
    """

    ref: str
    ways_to_reach: Sequence[str | None]
    date_of_birth: date | None
    stages: Mapping[Stage, date | None]
    items: Sequence[VolunteerCheck]
    since: date | None = None
    waivers: Sequence[Waiver] = ()
    agenda_on: date | None = None


class GateRules(NamedTuple):
    """The policy values that gates know: years of age, the core modules, how long in date."""

    min_age: int
    modules: Collection[str]
    evidence: EvidenceRules


class Gate(NamedTuple):
    """A gate asked of one person on one day, on the way to a stage; it answers with its pieces.

    `on_the_way` are the stages that would be reached that day.
    """

    who: Applicant
    rules: GateRules
    to: Stage
    on: date
    today: date
    on_the_way: Sequence[Stage] = ()

    def answers(self, piece: Piece, *, ever: bool = False) -> list[tuple[date, VolunteerCheck]]:
        """What has come in of a piece, each with its day, in date order; of one day, as recorded.

        A certificate was not there before it was seen. `ever` takes an earlier spell's too.
        """
        answers = [
            (max(item.from_on, item.seen_on or item.from_on), item)
            for item in self.who.items
            if piece.is_given_by(item) and item.from_on is not None and item.outcome is not None
        ]
        since = None if ever else self.who.since
        known = [each for each in answers if since is None or each[0] >= since]
        return sorted(known, key=lambda each: each[0])

    def by_the_day(self, piece: Piece, *, ever: bool = False) -> list[tuple[date, VolunteerCheck]]:
        """What had come in of a piece by the gate's day."""
        return [each for each in self.answers(piece, ever=ever) if each[0] <= self.on]

    def requires(self, piece: Piece, *, ever: bool = False) -> Requirement:
        """A piece as the gate asks for it: it is there once its latest answer by the day is good.

        One that runs out is there while it is in date, of whichever spell.
        """
        if piece.kind in RUNS_OUT:
            return self._in_date(piece)
        answers = self.by_the_day(piece, ever=ever)
        if not answers or not is_good(answers[-1][1]):
            return self._lacking(piece, ever=ever)
        on, item = answers[-1]
        return _named(piece)._replace(on=on, by=item.held_by, outcome=item.outcome)

    def _in_date(self, piece: Piece) -> Requirement:
        checks = [
            item
            for item in self.who.items
            if item.outcome is not None and (item.seen_on is None or item.seen_on <= self.on)
        ]
        until = in_date_until(checks, piece.kind, self.rules.evidence.months[piece.kind], self.on)
        found = evidence(until, self.on)
        if found is Evidence.IN_DATE:
            of = [
                day
                for check in checks
                if check.kind is piece.kind and check.outcome in GOOD_OUTCOMES
                for day in (check.from_on, check.rechecked_on)
                if day is not None and day <= self.on
            ]
            return _named(piece)._replace(on=max(of), until_on=until)
        return self._lacking(piece, until_on=until, ever=True)

    def let_go(self, found: Requirement) -> Requirement:
        """A piece that lacks, waived where a waiver holds on the day."""
        waivers = self.who.waivers
        holding = waiver_of(waivers, found.gate, found.slot, found.module, self.on)
        if holding is not None:
            return found._replace(state=RequirementState.WAIVED, waiver=holding, problem=None)
        past = waiver_past(waivers, found.gate, found.slot, found.module, self.on)
        if past is None or found.problem is None:
            return found
        said = f"{found.problem.message}; its waiver ended {spelled_day(past.until_on)}"
        return found._replace(waiver=past, problem=found.problem._replace(message=said))

    def command(self, piece: Piece) -> str:
        """The command that records a piece of evidence, of the gate's day."""
        of_the_day = "" if self.on == self.today else f" --on {self.on.isoformat()}"
        return piece.command(self.who.ref) + of_the_day

    def _lacking(
        self, piece: Piece, *, until_on: date | None = None, ever: bool = False
    ) -> Requirement:
        """A piece that lacks: its last answer was bad, it is of a later day, or was only asked."""
        code, said = f"gate.{piece.kind.value}", piece.lacking
        found = _named(piece)._replace(state=RequirementState.MISSING, until_on=until_on)
        if until_on is not None:
            said += f": the last ran out {spelled_day(until_on)}"
            found = found._replace(state=RequirementState.LAPSED)
        answers = self.answers(piece, ever=ever)
        later = [day for day, item in answers if day > self.on and is_good(item)]
        if later:
            problem = Problem(
                code,
                f"{said} by {spelled_day(self.on)}: it is of {spelled_day(min(later))}",
                f"ivtool volunteer advance {self.who.ref} --to {self.to.value}"
                f" --on {min(later).isoformat()}",
            )
            return self.let_go(found._replace(problem=problem))
        hint = self.command(piece)
        found = found._replace(undated=KINDS[piece.kind].day_option == "--on")
        agenda_on = self.who.agenda_on if piece == PANEL else None
        asked = self._asked(piece)
        by_then = [item for day, item in answers if day <= self.on]
        if agenda_on is not None:
            said += f" (on the agenda of {spelled_day(agenda_on)})"
            hint = f"ivtool panel agenda --on {agenda_on.isoformat()}"
            if agenda_on <= self.today:
                hint = f"ivtool panel decide {self.who.ref} approved --on {agenda_on.isoformat()}"
            found = found._replace(state=RequirementState.ASKED, agenda_on=agenda_on)
        elif asked is not None and asked.asked_on is not None:
            since = days_ago(asked.asked_on, self.on)
            said += f" (asked for {spelled_day(asked.asked_on)}, {since})"
            state = found.state if until_on is not None else RequirementState.ASKED
            chased_on = asked.chased_on
            if chased_on is not None and chased_on > self.on:
                chased_on = None
            found = found._replace(state=state, asked_on=asked.asked_on, chased_on=chased_on)
        elif until_on is None and by_then and not is_good(by_then[-1]):
            bad = by_then[-1]
            told = bad.outcome.value.replace("_", " ") if bad.outcome else ""
            said += f": the last answer was {told}"
            found = found._replace(state=RequirementState.BAD, on=bad.from_on, outcome=bad.outcome)
        return self.let_go(found._replace(problem=Problem(code, said, hint)))

    def _asked(self, piece: Piece) -> VolunteerCheck | None:
        """The latest that was asked for by the day, in this spell, and is open."""
        since = self.who.since or date.min
        asked = [
            (item.asked_on, item)
            for item in self.who.items
            if piece.is_given_by(item)
            and item.outcome is None
            and item.meeting_id is None
            and item.asked_on is not None
            and since <= item.asked_on <= self.on
        ]
        return max(asked, key=lambda each: each[0])[1] if asked else None


def _named(piece: Piece) -> Requirement:
    """A piece of evidence that is there."""
    return Requirement(
        piece.kind.value, piece.name, RequirementState.IN, slot=piece.which, module=piece.module
    )


def _interest(gate: Gate) -> list[Requirement]:
    found = Requirement(CONTACT, "way to reach them", RequirementState.IN)
    if any(gate.who.ways_to_reach):
        return [found]
    problem = Problem(
        "gate.no_contact",
        "there is no way to reach them: email, phone or post",
        f"ivtool volunteer edit {gate.who.ref} --phone NUMBER",
    )
    return [found._replace(state=RequirementState.MISSING, problem=problem)]


def _evidence(gate: Gate, stage: Stage) -> list[Requirement]:
    """The evidence that a stage's gate asks for; of an overseas check only where one is needed."""
    return [
        gate.requires(Piece(kind, slot))
        for kind, each in KINDS.items()
        if each.stage is stage and (kind is not CheckKind.OVERSEAS or _overseas_is_needed(gate))
        for slot in each.slots
    ]


def _application(gate: Gate) -> list[Requirement]:
    application, *others = _evidence(gate, Stage.APPLICATION_COMPLETED)
    referees = [_referee(gate, slot) for slot in REFERENCES]
    return [application, old_enough(gate), *referees, *others]


def old_enough(gate: Gate) -> Requirement:
    """The date of birth, and the lowest age on the day: neither is ever waived."""
    born, least = gate.who.date_of_birth, gate.rules.min_age
    if born is None:
        hint = f"ivtool volunteer edit {gate.who.ref} --born DAY"
        problem = Problem("gate.no_birth", "the date of birth is not known", hint)
        return Requirement(BIRTH, "date of birth", RequirementState.MISSING, problem=problem)
    found = Requirement(AGE, f"{least} or over", RequirementState.IN)
    if age_on(born, gate.on) >= least:
        return found
    said = f"they are under {least} until {spelled_day(birthday(born, least))}"
    problem = Problem("gate.too_young", said, f"ivtool volunteer show {gate.who.ref}")
    return found._replace(state=RequirementState.MISSING, problem=problem)


def under_age(gate: Gate) -> list[Requirement]:
    """The lowest age, as a piece that lacks, of somebody known to be under it on the day."""
    piece = old_enough(gate)
    return [piece] if piece.gate == AGE and piece.problem is not None else []


def _referee(gate: Gate, slot: int) -> Requirement:
    # A referee is named in the application: the naming has no day of its own.
    found = Requirement(REFEREE, f"referee {slot} of 2", RequirementState.IN, slot=slot)
    if any(item.kind is CheckKind.REFERENCE and item.slot == slot for item in gate.who.items):
        return found
    problem = Problem(
        "gate.referee",
        f"referee {slot} of 2 is not named",
        f"ivtool volunteer check {gate.who.ref} reference --slot {slot} --referee NAME",
    )
    return gate.let_go(found._replace(state=RequirementState.MISSING, problem=problem))


def _overseas_is_needed(gate: Gate) -> bool:
    """Whether an overseas check was asked for in this spell, or came, and not withdrawn since."""
    since = gate.who.since or date.min
    known = [
        (day, needed)
        for item in gate.who.items
        if OVERSEAS.is_given_by(item)
        for day, needed in (
            (item.asked_on, True),
            (item.from_on, item.outcome is not CheckOutcome.WITHDRAWN),
        )
        if day is not None and since <= day <= gate.on
    ]
    # Of equals `max` takes the first it meets: of one day's the last recorded.
    return bool(known) and max(reversed(known), key=lambda each: each[0])[1]


def _training(gate: Gate) -> list[Requirement]:
    pieces = [*map(Piece.of_module, gate.rules.modules), Piece(CheckKind.BOOK)]
    return [gate.requires(piece) for piece in pieces]


def _panel(gate: Gate) -> list[Requirement]:
    piece = gate.requires(PANEL)
    trained, decided = gate.who.stages.get(Stage.TRAINING_COMPLETED), piece.on
    if piece.problem is not None or trained is None or decided is None or decided >= trained:
        return [piece]
    said = (
        f"the panel decided on {spelled_day(decided)}, before the training was completed on"
        f" {spelled_day(trained)}"
    )
    hint = gate.command(PANEL)
    if Stage.TRAINING_COMPLETED in gate.on_the_way:
        stage = Stage.TRAINING_COMPLETED.value
        hint = f"ivtool volunteer advance {gate.who.ref} --to {stage} --on {decided.isoformat()}"
    problem = Problem("gate.panel", said, hint)
    return [gate.let_go(piece._replace(state=RequirementState.BAD, problem=problem))]


def still_in_date(gate: Gate) -> list[Requirement]:
    """The evidence that runs out, as it stands on the gate's day; and an age that is too low."""
    return [*under_age(gate), *(gate.requires(Piece(kind)) for kind in RUNS_OUT)]


def _approved(gate: Gate) -> list[Requirement]:
    pieces = still_in_date(gate)
    # What an import took for done has no record of its own; what has one must not have turned, not
    # even between two spells. A panel decides anew in each; no longer needed is not turned.
    for piece in TURNING:
        ever = piece != PANEL
        answers = gate.by_the_day(piece, ever=ever)
        needed = bool(answers)
        if piece == OVERSEAS and answers:
            needed = answers[-1][1].outcome is not CheckOutcome.WITHDRAWN
        if needed:
            pieces.append(gate.requires(piece, ever=ever))
    known = {piece.key for piece in pieces}
    pieces += [piece for piece in _waived_no_longer(gate) if piece.key not in known]
    return [*pieces, *_evidence(gate, Stage.APPROVED)]


def _waived_no_longer(gate: Gate) -> list[Requirement]:
    """What a stage was reached without, by a waiver of this spell that has ended, and still lacks.

    A waiver has an end so that somebody sees to it: nobody is approved without it.
    """
    since = gate.who.since or date.min
    return [
        piece
        for stage in BEFORE_APPROVAL
        for piece in GATES[stage](gate)
        if piece.problem is not None and piece.waiver is not None and piece.waiver.until_on >= since
    ]


BEFORE_APPROVAL = STAGES[:-1]
Ask = Callable[[Gate], list[Requirement]]
GATES: Mapping[Stage, Ask] = {
    **{stage: partial(_evidence, stage=stage) for stage in STAGES},
    Stage.INTEREST_EXPRESSED: _interest,
    Stage.APPLICATION_COMPLETED: _application,
    Stage.TRAINING_COMPLETED: _training,
    Stage.PANEL_APPROVAL: _panel,
    Stage.APPROVED: _approved,
}
