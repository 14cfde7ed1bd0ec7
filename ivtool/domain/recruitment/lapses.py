"""Evidence that has run out, soon will, was never recorded, or was asked for too long ago."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from ivtool.domain.days import months_after
from ivtool.domain.recruitment.evidence import is_to_be_chased, is_unanswered
from ivtool.domain.recruitment.evidence_kinds import EvidenceRules, Piece
from ivtool.domain.recruitment.records import VolunteerCheck, Waiver
from ivtool.domain.recruitment.vocabulary import CheckKind
from ivtool.domain.recruitment.volunteers import ONE_DAY, Answer, evidence_until
from ivtool.domain.recruitment.waivers import waiver_of
from ivtool.tuples import NamedTuple


class LapseState(StrEnum):
    """What is wrong with a piece of evidence, the worst first; a waived one is only told."""

    LAPSED = "lapsed"
    NOT_RECORDED = "not_recorded"
    ASKED = "asked"
    LAPSING = "lapsing"
    WAIVED = "waived"


class LapseRules(NamedTuple):
    """How long evidence is in date, when it is told beforehand, when an asking is chased."""

    evidence: EvidenceRules
    warn_days: Sequence[int]
    chase_days: int


class OnFile(NamedTuple):
    """What is on file of somebody who is here; `asked` is what was asked for, `since` a return."""

    approved: bool
    checks: Sequence[Answer] = ()
    asked: Sequence[VolunteerCheck] = ()
    waivers: Sequence[Waiver] = ()
    since: date | None = None


class Lapse(NamedTuple):
    """A piece of evidence to see to.

    `days` are those since it ran out or was asked for, or those that are left, of which `within`
    is the warning; `until_on` is the last day in date, or of the waiver. `chase` is an asking of
    too long ago, whatever else is wrong.
    """

    kind: CheckKind
    slot: int
    module: str | None
    state: LapseState
    until_on: date | None
    days: int | None
    within: int | None
    asked_on: date | None
    chased_on: date | None
    chase: bool
    blocks_clear: bool

    @property
    def piece(self) -> Piece:
        """The piece of evidence."""
        return Piece(self.kind, self.slot, self.module)

    @property
    def spoken(self) -> str:
        """How it is spoken of: `DBS check`, `reference 2`, `training, boundaries,`."""
        said = self.piece.spoken
        return said if self.module is None else f"{said}, {self.module.replace('_', ' ')},"


def lapses(on_file: OnFile, rules: LapseRules, as_of: date) -> list[Lapse]:
    """What to see to of somebody's evidence on a day; one line a piece.

    Evidence that runs out is lapsing while no more days are left than the earliest warning. That
    none is recorded is told of approved volunteers: others have yet to bring it. What was asked
    for before they left and came back is past. Source: docs/DOMAIN.md, section 3.
    """
    asked = {
        (item.kind, item.slot, item.module): item
        # Of several that are open it is the earliest that is waited for.
        for item in sorted(on_file.asked, key=lambda item: item.asked_on or date.min, reverse=True)
        if _is_open(item, on_file.since, as_of)
    }
    found = []
    for kind, until_on in evidence_until(on_file.checks, rules.evidence, as_of).items():
        item = asked.pop((kind, 1, None), None)
        found.append(_of_what_runs_out(kind, until_on, item, on_file, rules, as_of))
    for item in asked.values():
        if is_to_be_chased(item, as_of, rules.chase_days):
            waiver = waiver_of(on_file.waivers, item.kind.value, item.slot, item.module, as_of)
            found.append(_lapse(item.kind, LapseState.ASKED, None, item, waiver, rules, as_of))
    return [each for each in found if each is not None]


def within(days: int, warn_days: Iterable[int]) -> int | None:
    """The warning that so many days left come under: of 60, 30 and 7, 8 days are within 30."""
    return min((each for each in warn_days if each >= days), default=None)


def cutoffs(rules: LapseRules, as_of: date) -> dict[CheckKind, date]:
    """The last day from which each kind has run out on a day, or will within the earliest warning.

    Evidence of a later day needs no look.
    """
    # In date up to the day before the anniversary; told when that is no further ahead than this.
    last = as_of + timedelta(days=max(rules.warn_days)) + ONE_DAY
    found = {}
    for kind, months in rules.evidence.months.items():
        day = months_after(last, -months)
        # Several last days of a month have one anniversary: 28 and 29 February, after a year.
        while months_after(day + ONE_DAY, months) <= last:
            day += ONE_DAY
        found[kind] = day
    return found


def _is_open(item: VolunteerCheck, since: date | None, as_of: date) -> bool:
    if item.asked_on is None or not is_unanswered(item, as_of):
        return False
    return since is None or item.asked_on >= since


def _of_what_runs_out(
    kind: CheckKind,
    until_on: date | None,
    item: VolunteerCheck | None,
    on_file: OnFile,
    rules: LapseRules,
    as_of: date,
) -> Lapse | None:
    state: LapseState | None = None
    if until_on is None:
        state = LapseState.NOT_RECORDED if on_file.approved else None
    elif until_on < as_of:
        state = LapseState.LAPSED
    elif within((until_on - as_of).days, rules.warn_days) is not None:
        state = LapseState.LAPSING
    if state is None:
        if item is None or not is_to_be_chased(item, as_of, rules.chase_days):
            return None
        state = LapseState.ASKED
    good = until_on is not None and until_on >= as_of
    # What is in date needs no waiver.
    waiver = None if good else waiver_of(on_file.waivers, kind.value, 1, None, as_of)
    found = _lapse(kind, state, until_on, item, waiver, rules, as_of)
    return found._replace(blocks_clear=not good and waiver is None)


def _lapse(
    kind: CheckKind,
    state: LapseState,
    until_on: date | None,
    item: VolunteerCheck | None,
    waiver: Waiver | None,
    rules: LapseRules,
    as_of: date,
) -> Lapse:
    if waiver is not None:
        state, until_on = LapseState.WAIVED, waiver.until_on
    asked_on = item.asked_on if item else None
    days = None
    if state is LapseState.ASKED and asked_on is not None:
        days = (as_of - asked_on).days
    elif until_on is not None:
        days = abs((until_on - as_of).days)
    ahead = state in (LapseState.LAPSING, LapseState.WAIVED)
    chased = item.chased_on if item else None
    return Lapse(
        kind,
        item.slot if item else 1,
        item.module if item else None,
        state,
        until_on,
        days,
        within(days, rules.warn_days) if ahead and days is not None else None,
        asked_on,
        chased if chased is not None and chased <= as_of else None,
        item is not None and is_to_be_chased(item, as_of, rules.chase_days),
        blocks_clear=False,
    )
