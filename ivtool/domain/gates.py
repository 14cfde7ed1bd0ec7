"""The gates of the nine stages: what must be there before a volunteer reaches the next.

One gate a stage; each missing thing is named, with the command that records it. A gate looks at
what was there by the day of the stage, never at what came later. Source: DOMAIN, becoming an
Independent Visitor.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ivtool.domain.days import spelled_day
from ivtool.domain.evidence import REFERENCES, Item, days_ago, is_good
from ivtool.domain.volunteers import (
    Check,
    EvidenceRules,
    age_on,
    birthday,
    evidence,
    in_date_until,
)
from ivtool.domain.waivers import Waiver
from ivtool.domain.wanted import (
    APPLICATION,
    BOOK,
    CHAT,
    CHECKS,
    CODE_OF_CONDUCT,
    DBS,
    INDEPENDENCE,
    INTERVIEW,
    PACK,
    PANEL,
    SAFEGUARDING,
    Wanted,
)
from ivtool.domain.words import CheckKind, Evidence, Stage
from ivtool.errors import Problem


@dataclass(frozen=True, slots=True)
class Applicant:
    """What the gates look at: who somebody is, the stages of this spell, and all evidence.

    `ways_to_reach` are email, phone and post, each None where it is not known; `since` is the day
    of a return, None in the first spell; `agenda_on` that of the next panel that will decide.
    """

    ref: str
    ways_to_reach: Sequence[str | None]
    date_of_birth: date | None
    stages: Mapping[Stage, date | None]
    items: Sequence[Item]
    since: date | None = None
    waivers: Sequence[Waiver] = ()
    agenda_on: date | None = None


@dataclass(frozen=True, slots=True)
class GateRules:
    """The policy values that gates know: years of age, the core modules, how long in date."""

    min_age: int
    modules: Collection[str]
    evidence: EvidenceRules


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate asked of one person on one day, on the way to a stage; it answers with what lacks.

    `on_the_way` are the stages that would be reached that day.
    """

    who: Applicant
    rules: GateRules
    to: Stage
    on: date
    today: date
    on_the_way: Sequence[Stage] = ()

    def answers(self, wanted: Wanted) -> list[tuple[date, Item]]:
        """What has come in of a piece, each with its day, in date order; of one day, as recorded.

        A certificate was not there before it was seen.
        """
        answers = [
            (max(item.from_on, item.seen_on or item.from_on), item)
            for item in self.who.items
            if wanted.is_of(item) and item.from_on is not None and item.outcome is not None
        ]
        return sorted(answers, key=lambda each: each[0])

    def by_the_day(self, wanted: Wanted) -> list[tuple[date, Item]]:
        """What had come in of a piece by the gate's day."""
        return [each for each in self.answers(wanted) if each[0] <= self.on]

    def lacks(self, wanted: Wanted) -> list[Problem]:
        """The problem that a piece is not there by the day, or that its latest answer is bad."""
        answers = self.by_the_day(wanted)
        return [] if answers and is_good(answers[-1][1]) else [self.problem(wanted)]

    def not_in_date(self, wanted: Wanted, months: int) -> list[Problem]:
        """The problem that a piece that runs out is not in date on the day."""
        checks = [
            Check(item.kind, item.outcome, item.from_on, item.rechecked_on)
            for item in self.who.items
            if item.outcome is not None and (item.seen_on is None or item.seen_on <= self.on)
        ]
        until = in_date_until(checks, wanted.kind, months, self.on)
        found = evidence(until, self.on)
        if found is Evidence.IN_DATE:
            return []
        if found is Evidence.LAPSED and until is not None:
            wanted = replace(wanted, said=f"{wanted.said}: the last ran out {spelled_day(until)}")
        return [self.problem(wanted)]

    def problem(self, wanted: Wanted) -> Problem:
        """What is said of a piece that lacks: its last answer, a later day, or since when asked."""
        code = f"gate.{wanted.kind.value}"
        later = [day for day, item in self.answers(wanted) if day > self.on and is_good(item)]
        if later:
            return Problem(
                code,
                f"{wanted.said} by {spelled_day(self.on)}: it is of {spelled_day(min(later))}",
                f"ivtool volunteer advance {self.who.ref} --to {self.to.value}"
                f" --on {min(later).isoformat()}",
            )
        said = wanted.said
        answers = self.by_the_day(wanted)
        asked = [
            item.asked_on
            for item in self.who.items
            if wanted.is_of(item) and item.outcome is None and item.asked_on is not None
        ]
        if asked and max(asked) <= self.on:
            said += f" (asked for {spelled_day(max(asked))}, {days_ago(max(asked), self.on)})"
        elif answers and not is_good(answers[-1][1]):
            said += f": the last answer was {_told(answers[-1][1])}"
        return Problem(code, said, self.command(wanted.words))

    def command(self, words: str) -> str:
        """The command that records a piece of evidence, of the gate's day."""
        of_the_day = "" if self.on == self.today else f" --on {self.on.isoformat()}"
        return f"ivtool volunteer check {self.who.ref} {words}{of_the_day}"


def _interest(gate: Gate) -> list[Problem]:
    if any(gate.who.ways_to_reach):
        return []
    return [
        Problem(
            "gate.no_contact",
            "there is no way to reach them: email, phone or post",
            f"ivtool volunteer edit {gate.who.ref} --phone NUMBER",
        )
    ]


def _application(gate: Gate) -> list[Problem]:
    problems = gate.lacks(APPLICATION)
    born, least = gate.who.date_of_birth, gate.rules.min_age
    if born is None:
        hint = f"ivtool volunteer edit {gate.who.ref} --born DAY"
        problems.append(Problem("gate.no_birth", "the date of birth is not known", hint))
    elif age_on(born, gate.on) < least:
        said = f"they are under {least} until {spelled_day(birthday(born, least))}"
        hint = f"ivtool volunteer show {gate.who.ref}"
        problems.append(Problem("gate.too_young", said, hint))
    # A referee is named in the application: the naming has no day of its own.
    named = {item.slot for item in gate.who.items if item.kind is CheckKind.REFERENCE}
    problems += [
        Problem(
            "gate.referee",
            f"referee {slot} of 2 is not named",
            f"ivtool volunteer check {gate.who.ref} reference --slot {slot} --referee NAME",
        )
        for slot in REFERENCES
        if slot not in named
    ]
    return problems + _independence(gate)


def _checks(gate: Gate) -> list[Problem]:
    return _dbs(gate) + [each for wanted in CHECKS for each in gate.lacks(wanted)]


def _training(gate: Gate) -> list[Problem]:
    problems = []
    for module in gate.rules.modules:
        if module == CheckKind.SAFEGUARDING.value:
            problems += _safeguarding(gate)
            continue
        said = f"the module {module.replace('_', ' ')} was not attended"
        words = f"training --module {module}"
        problems += gate.lacks(Wanted(CheckKind.TRAINING, said, words, module=module))
    return problems + gate.lacks(BOOK)


def _panel(gate: Gate) -> list[Problem]:
    problems = gate.lacks(PANEL)
    trained = gate.who.stages.get(Stage.TRAINING_COMPLETED)
    if problems or trained is None:
        return problems
    decided, _ = gate.by_the_day(PANEL)[-1]
    if decided >= trained:
        return []
    said = (
        f"the panel decided on {spelled_day(decided)}, before the training was completed on"
        f" {spelled_day(trained)}"
    )
    hint = gate.command(PANEL.words)
    if Stage.TRAINING_COMPLETED in gate.on_the_way:
        stage = Stage.TRAINING_COMPLETED.value
        hint = f"ivtool volunteer advance {gate.who.ref} --to {stage} --on {decided.isoformat()}"
    return [Problem("gate.panel", said, hint)]


def still_in_date(gate: Gate) -> list[Problem]:
    """What of the evidence that runs out is not in date on the gate's day."""
    return [*_dbs(gate), *_safeguarding(gate), *_independence(gate)]


def _approved(gate: Gate) -> list[Problem]:
    problems = still_in_date(gate)
    # What an import took for done has no record of its own; what has one must not have turned.
    for wanted in (INTERVIEW, *CHECKS, PANEL):
        if gate.by_the_day(wanted):
            problems += gate.lacks(wanted)
    return problems + gate.lacks(CODE_OF_CONDUCT)


def _dbs(gate: Gate) -> list[Problem]:
    return gate.not_in_date(DBS, gate.rules.evidence.dbs_months)


def _safeguarding(gate: Gate) -> list[Problem]:
    return gate.not_in_date(SAFEGUARDING, gate.rules.evidence.safeguarding_months)


def _independence(gate: Gate) -> list[Problem]:
    return gate.not_in_date(INDEPENDENCE, gate.rules.evidence.independence_months)


Ask = Callable[[Gate], list[Problem]]
GATES: Mapping[Stage, Ask] = {
    Stage.INTEREST_EXPRESSED: _interest,
    Stage.INFORMATION_PACK_SENT: lambda gate: gate.lacks(PACK),
    Stage.INFORMAL_CHAT: lambda gate: gate.lacks(CHAT),
    Stage.APPLICATION_COMPLETED: _application,
    Stage.HOME_INTERVIEW: lambda gate: gate.lacks(INTERVIEW),
    Stage.CHECKS_COMPLETED: _checks,
    Stage.TRAINING_COMPLETED: _training,
    Stage.PANEL_APPROVAL: _panel,
    Stage.APPROVED: _approved,
}


def _told(item: Item) -> str:
    return item.outcome.value.replace("_", " ") if item.outcome else ""
