"""Training as it stands: the core modules somebody attended, and when safeguarding is due again."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum

from ivtool.domain.recruitment.evidence_kinds import Piece
from ivtool.domain.recruitment.lapses import within
from ivtool.domain.recruitment.records import Waiver
from ivtool.domain.recruitment.vocabulary import CheckKind, Stage
from ivtool.domain.recruitment.volunteers import STAGES
from ivtool.domain.recruitment.waivers import waiver_of
from ivtool.tuples import NamedTuple

SAFEGUARDING = CheckKind.SAFEGUARDING.value


class Refresher(StrEnum):
    """Whether safeguarding training is to be refreshed: now, or within the earliest warning."""

    DUE = "due"
    SOON = "soon"


class Trained(NamedTuple):
    """How somebody stands with the core modules, in their order, and with the refresher.

    Not recorded are those that are on no file of somebody whose training was completed; `days`
    are those since safeguarding ran out, or those that are left.
    """

    attended: Sequence[str]
    missing: Sequence[str]
    not_recorded: Sequence[str]
    waived: Sequence[str]
    safeguarding_until_on: date | None
    refresher: Refresher | None
    days: int | None


def is_trained(stage: Stage | None) -> bool:
    """Whether somebody's training was completed, at the last stage reached."""
    return stage is not None and STAGES.index(stage) >= STAGES.index(Stage.TRAINING_COMPLETED)


def is_to_be_trained(stage: Stage | None, attended: Collection[str]) -> bool:
    """Whether somebody is one for training: from the completed checks on, or with any module."""
    if attended:
        return True
    return stage is not None and STAGES.index(stage) >= STAGES.index(Stage.CHECKS_COMPLETED)


def training_of(
    stage: Stage | None,
    modules: Sequence[str],
    attended: Collection[str],
    until_on: date | None,
    waivers: Iterable[Waiver],
    warn_days: Sequence[int],
    as_of: date,
) -> Trained:
    """How somebody stands with the core modules on a day.

    `until_on` is the last day on which safeguarding training is in date. Somebody whose training
    was completed with nothing of it on file is due too: they are not clear to visit.
    """
    trained = is_trained(stage)
    lapsed = until_on is not None and until_on < as_of
    waived = [each for each in modules if _is_waived(waivers, each, as_of)]
    lacking = [each for each in modules if each not in attended]
    let_go = [each for each in waived if each in lacking or (each == SAFEGUARDING and lapsed)]
    lacking = [each for each in lacking if each not in let_go]
    refresher, days = None, None if until_on is None else abs((until_on - as_of).days)
    if lapsed or until_on is None:
        due = (lapsed or trained) and not _is_waived(waivers, SAFEGUARDING, as_of)
        refresher = Refresher.DUE if due else None
    elif within((until_on - as_of).days, warn_days) is not None:
        refresher = Refresher.SOON
    return Trained(
        [each for each in modules if each in attended],
        [] if trained else lacking,
        lacking if trained else [],
        let_go,
        until_on,
        refresher,
        days if refresher else None,
    )


def _is_waived(waivers: Iterable[Waiver], module: str, on: date) -> bool:
    piece = Piece.of_module(module)
    return waiver_of(waivers, piece.kind, None, piece.module, on) is not None
