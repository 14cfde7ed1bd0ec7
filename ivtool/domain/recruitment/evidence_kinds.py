"""The kinds of evidence about a volunteer: all that is particular to one is its row of `KINDS`.

Source: docs/DOMAIN.md, section 3.
"""

from collections.abc import Mapping
from datetime import date

from ivtool.domain.recruitment.records import VolunteerCheck
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, Stage
from ivtool.tuples import NamedTuple

GOOD_OUTCOMES = frozenset({CheckOutcome.CLEAR, CheckOutcome.RISK_ASSESSED})
APPROVALS = frozenset({CheckOutcome.APPROVED, CheckOutcome.APPROVED_WITH_CONDITIONS})
ANSWERS = GOOD_OUTCOMES | {CheckOutcome.NOT_CLEAR, CheckOutcome.WITHDRAWN}
# Of a panel.
DECISIONS = frozenset(CheckOutcome) - ANSWERS
ASKING = frozenset({"asked_on", "chased_on"})


class InDate(NamedTuple):
    """How long a kind that runs out is in date: by a policy value, of so many months each.

    `named` is what stands in date, in a sentence about being clear to visit.
    """

    named: str
    policy: str
    months: int = 1


class SheetColumn(NamedTuple):
    """A column of the volunteers' sheet: the field of a record that it holds, of which slot."""

    name: str
    field: str = "from_on"
    slot: int = 1


class Kind(NamedTuple):
    """A kind of evidence; `{slot}` and `{module}` in its words are those of the piece.

    How it is spoken of: `spoken` names it in a sentence, and `awaited` where somebody waits for it,
    if that is in more words; `named` on the path, `waived` where its gate is let go, if otherwise;
    `lacking` where it is not there, and `done` when it happened, of what has no answer.
    `records` is the rest of the command that records it, and `day_option` gives its day there.
    """

    spoken: str
    # What may be entered of it beside its day, as fields of a record, and the one that it needs.
    fields: frozenset[str]
    records: str
    lacking: str = ""
    awaited: str = ""
    named: str = ""
    waived: str = ""
    done: str | None = None
    needs: str | None = None
    # What it may come back with; of what has no answer, that it happened is as good as clear.
    answers: frozenset[CheckOutcome] = frozenset()
    # The stage whose gate asks for it, and the slots of which it asks for each.
    stage: Stage | None = None
    slots: tuple[int, ...] = (1,)
    in_date: InDate | None = None
    day_option: str = "--on"
    # Whether it is weeks on its way: the first thing to do is to ask for it.
    asked_first: bool = False
    columns: tuple[SheetColumn, ...] = ()

    @property
    def full(self) -> str:
        """What it is called where somebody waits for it."""
        return self.awaited or self.spoken

    @property
    def is_decided(self) -> bool:
        """Whether a panel decides it, so that it is never chased."""
        return self.answers is DECISIONS


KINDS: Mapping[CheckKind, Kind] = {
    CheckKind.PACK: Kind(
        "pack",
        frozenset({"method", "note"}),
        "pack --method email",
        lacking="the information pack was not sent",
        awaited="information pack",
        done="sent",
        needs="method",
        stage=Stage.INFORMATION_PACK_SENT,
    ),
    CheckKind.CHAT: Kind(
        "chat",
        frozenset({"held_by", "note"}),
        "chat --by NAME",
        lacking="the first chat was not held",
        awaited="first chat",
        done="held",
        needs="held_by",
        stage=Stage.INFORMAL_CHAT,
    ),
    CheckKind.APPLICATION: Kind(
        "application",
        ASKING | {"note"},
        "application",
        lacking="the application has not come in",
        done="received",
        stage=Stage.APPLICATION_COMPLETED,
    ),
    CheckKind.INTERVIEW: Kind(
        "interview",
        ASKING | {"held_by", "note"},
        "interview --by NAME --outcome clear",
        lacking="no home interview was satisfactory",
        awaited="home interview",
        needs="held_by",
        answers=ANSWERS,
        stage=Stage.HOME_INTERVIEW,
    ),
    CheckKind.DBS: Kind(
        "DBS check",
        ASKING
        | {"from_on", "rechecked_on", "certificate", "level", "level_why", "seen_by"}
        | {"update_service"},
        "dbs --outcome clear",
        lacking="no clear DBS check is in date",
        answers=ANSWERS,
        stage=Stage.CHECKS_COMPLETED,
        in_date=InDate("DBS", "checks.dbs_years", 12),
        # A certificate has the day of its issue.
        day_option="--issued",
        asked_first=True,
        columns=(
            SheetColumn("dbs_number", "certificate"),
            SheetColumn("dbs_issued"),
            SheetColumn("dbs_checked_on", "rechecked_on"),
        ),
    ),
    CheckKind.OVERSEAS: Kind(
        "overseas check",
        ASKING,
        "overseas --outcome clear",
        lacking="the overseas check has not come back clear",
        answers=ANSWERS,
        stage=Stage.CHECKS_COMPLETED,
    ),
    CheckKind.CHILDRENS_SERVICES: Kind(
        "Children's Services check",
        ASKING,
        "childrens_services --outcome clear",
        named="Children's Services",
        lacking="the Children's Services check has not come back clear",
        answers=ANSWERS,
        stage=Stage.CHECKS_COMPLETED,
        columns=(SheetColumn("childrens_services_on"),),
    ),
    CheckKind.MEDICAL: Kind(
        "medical form",
        ASKING,
        "medical --outcome clear",
        lacking="the medical form has not come back clear",
        answers=ANSWERS,
        stage=Stage.CHECKS_COMPLETED,
        columns=(SheetColumn("medical_on"),),
    ),
    CheckKind.REFERENCE: Kind(
        "reference",
        ASKING | {"slot", "referee", "note"},
        "reference --slot {slot} --outcome clear",
        named="reference {slot} of 2",
        lacking="reference {slot} of 2 has not come back clear",
        answers=ANSWERS,
        stage=Stage.CHECKS_COMPLETED,
        slots=(1, 2),
        columns=(SheetColumn("reference_1_on"), SheetColumn("reference_2_on", slot=2)),
    ),
    CheckKind.SAFEGUARDING: Kind(
        "safeguarding training",
        ASKING | {"module", "note"},
        "training --module safeguarding",
        lacking="no safeguarding training is in date",
        waived="safeguarding training",
        done="attended",
        stage=Stage.TRAINING_COMPLETED,
        in_date=InDate("safeguarding training", "training.refresh_years", 12),
        columns=(SheetColumn("safeguarding_on"),),
    ),
    CheckKind.TRAINING: Kind(
        "training",
        ASKING | {"module", "note"},
        "training --module {module}",
        named="module {module}",
        lacking="the module {module} was not attended",
        waived="every module of training",
        awaited="training modules",
        done="attended",
        stage=Stage.TRAINING_COMPLETED,
    ),
    CheckKind.BOOK: Kind(
        "book",
        ASKING | {"note"},
        "book",
        lacking='the "This is me" book was not completed',
        waived="the book",
        awaited='"This is me" book',
        done="completed",
        stage=Stage.TRAINING_COMPLETED,
    ),
    CheckKind.PANEL: Kind(
        "panel decision",
        frozenset({"asked_on", "conditions", "note"}),
        "panel --outcome approved",
        named="panel",
        lacking="the panel has not approved them",
        waived="the panel's decision",
        answers=DECISIONS,
        stage=Stage.PANEL_APPROVAL,
    ),
    CheckKind.SECOND_MATCH: Kind(
        "second match decision",
        frozenset({"asked_on", "conditions", "note"}),
        "second_match --outcome approved",
        answers=DECISIONS,
    ),
    CheckKind.INDEPENDENCE: Kind(
        "declaration of independence",
        ASKING | {"connection", "note"},
        "independence",
        named="independence",
        lacking="no declaration of independence is in date",
        done="made",
        stage=Stage.APPLICATION_COMPLETED,
        in_date=InDate("declaration of independence", "checks.independence_months"),
        columns=(SheetColumn("independence_on"),),
    ),
    CheckKind.CODE_OF_CONDUCT: Kind(
        "code of conduct",
        ASKING | {"note"},
        "code_of_conduct",
        lacking="the code of conduct was not signed",
        done="signed",
        stage=Stage.APPROVED,
        columns=(SheetColumn("code_of_conduct_on"),),
    ),
}
REFERENCES = KINDS[CheckKind.REFERENCE].slots
# What runs out, and so stands between somebody who is approved and a child.
RUNS_OUT: Mapping[CheckKind, InDate] = {
    kind: each.in_date for kind, each in KINDS.items() if each.in_date is not None
}


class EvidenceRules(NamedTuple):
    """How many months each kind that runs out is in date, and how old a volunteer is at least."""

    months: Mapping[CheckKind, int] = {
        CheckKind.DBS: 36,
        CheckKind.SAFEGUARDING: 36,
        CheckKind.INDEPENDENCE: 12,
    }
    min_age: int = 18


class Piece(NamedTuple):
    """A piece of evidence: its kind, which of two, which module; by these a person has it once."""

    kind: CheckKind
    slot: int = 1
    module: str | None = None

    @classmethod
    def of(cls, item: VolunteerCheck) -> "Piece":
        """The piece that a record is of."""
        return cls(item.kind, item.slot, item.module)

    @classmethod
    def of_module(cls, module: str) -> "Piece":
        """A core module of training: safeguarding, which is refreshed, is a kind of its own."""
        if module == CheckKind.SAFEGUARDING:
            return cls(CheckKind.SAFEGUARDING)
        return cls(CheckKind.TRAINING, module=module)

    @property
    def which(self) -> int | None:
        """Which of several of its kind it is; None where there is one."""
        return self.slot if len(KINDS[self.kind].slots) > 1 else None

    @property
    def spoken(self) -> str:
        """The piece as a sentence names it, but for its module: `DBS check`, `reference 2`."""
        named = KINDS[self.kind].spoken
        return named if self.which is None else f"{named} {self.slot}"

    @property
    def name(self) -> str:
        """What it is called on the path: `DBS check`, `reference 2 of 2`, `module boundaries`."""
        kind = KINDS[self.kind]
        return self._filled(kind.named or kind.full)

    @property
    def lacking(self) -> str:
        """What is said where it lacks."""
        return self._filled(KINDS[self.kind].lacking)

    def command(self, volunteer: str) -> str:
        """The command that records it when it has come."""
        kind = KINDS[self.kind]
        words = kind.records.format(slot=self.slot, module=self.module)
        day = "" if kind.day_option == "--on" else f" {kind.day_option} DAY"
        return f"ivtool volunteer check {volunteer} {words}{day}"

    def command_to_begin(self, volunteer: str, on: date) -> str:
        """The command that is the first step to it: to ask for it, where it is long on its way."""
        if not KINDS[self.kind].asked_first:
            return self.command(volunteer)
        return f"ivtool volunteer check {volunteer} {self.kind.value} --asked {on.isoformat()}"

    def is_given_by(self, item: VolunteerCheck) -> bool:
        """Whether a record is of this piece, with all that makes one of its kind."""
        needs = KINDS[self.kind].needs
        same = (item.kind, item.slot, item.module) == self
        return same and (needs is None or getattr(item, needs) is not None)

    def _filled(self, words: str) -> str:
        return words.format(slot=self.slot, module=(self.module or "").replace("_", " "))
