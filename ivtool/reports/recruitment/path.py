"""A volunteer's path to approval: as objects for scripts, and drawn stage by stage for people.

What holds somebody up stands with the command that records it. Who held, waived or recorded
something, and why, is told with full names only.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from ivtool.domain.days import short_day, spelled_day
from ivtool.domain.recruitment.evidence import days_ago
from ivtool.domain.recruitment.evidence_kinds import APPROVALS
from ivtool.domain.recruitment.requirements import (
    AGE,
    BIRTH,
    CONTACT,
    Requirement,
    RequirementState,
)
from ivtool.domain.recruitment.stages import StageOnPath, StageState, command_to_advance
from ivtool.domain.recruitment.vocabulary import CheckKind, Stage
from ivtool.tuples import NamedTuple

MARKS = {
    StageState.REACHED: "[x]",
    StageState.TAKEN_OVER: "[x]",
    StageState.NEXT: "[>]",
    StageState.TO_COME: "[ ]",
}
STAGE_WIDTH, PIECE_WIDTH, WIDTH = 23, 24, 79
UNDER = " " * 6
# Where the words of a piece begin, and so where a line that is too long goes on.
INDENT = len(UNDER) + PIECE_WIDTH
COMMAND = " " * 8
Key = tuple[str, int | None, str | None]
MODULES = (CheckKind.TRAINING.value, CheckKind.SAFEGUARDING.value)


class Drawn(NamedTuple):
    """On which day a path is looked at, when what was asked for is chased, what will lapse soon."""

    as_of: date
    chase_days: int
    warn_days: int
    # Whether names, and words that may name somebody, are told.
    names: bool


def path_rows(stages: Sequence[StageOnPath], *, names: bool) -> list[dict[str, object]]:
    """A path as objects: every stage with its pieces, in their order."""
    return [
        {
            "stage": each.stage,
            "state": each.state,
            "reached_on": each.reached_on,
            "by": each.record.recorded_by if names and each.record else None,
            "note": each.record.note if names and each.record else None,
            "pieces": [_piece_row(piece, names) for piece in each.pieces],
        }
        for each in stages
    ]


def _piece_row(piece: Requirement, names: bool) -> dict[str, object]:
    return {
        "gate": piece.gate,
        "slot": piece.slot,
        "module": piece.module,
        "name": piece.name,
        "state": piece.state,
        "on": piece.on,
        "until_on": piece.until_on,
        "asked_on": piece.asked_on,
        "chased_on": piece.chased_on,
        "by": piece.by if names else None,
        "waived_until_on": piece.waiver.until_on if piece.waiver else None,
        "command": piece.problem.hint if piece.problem else None,
        "blocks_clear": piece.blocks_clear,
    }


def drawn_path(stages: Sequence[StageOnPath], how: Drawn, ref: str) -> list[str]:
    """A path as lines. A piece that two gates ask for is drawn at the first of them.

    What the next stage lacks is drawn there, whatever was drawn before.
    """
    lines: list[str] = []
    seen: set[Key] = set()
    lacks = {
        piece.key
        for each in stages
        if each.state is StageState.NEXT
        for piece in each.pieces
        if piece.problem is not None
    }
    for each in stages:
        following = each.state is StageState.NEXT
        pieces = [
            piece
            for piece in each.pieces
            if piece.key not in seen or (following and piece.key in lacks)
        ]
        seen |= {piece.key for piece in pieces}
        lines += _head(each, how, ref)
        lines += _pieces(each._replace(pieces=pieces), how, ref, set() if following else lacks)
    return [line.rstrip() for line in lines]


def _head(each: StageOnPath, how: Drawn, ref: str) -> list[str]:
    said, below = "", []
    if each.state is StageState.REACHED:
        said = "date not known" if each.reached_on is None else f"{short_day(each.reached_on):>11}"
        if how.names and each.record and each.record.recorded_by:
            said += f"  by {each.record.recorded_by}"
        if how.names and each.record and each.record.note:
            said += f": {_one_line(each.record.note)}"
    elif each.state is StageState.TAKEN_OVER:
        said = "taken over, an earlier time"
    elif each.state is StageState.NEXT:
        said = "next"
        if each.ready_on is not None:
            said += ", and ready"
            below = [f"{COMMAND}{command_to_advance(ref, each.ready_on)}"]
    name = each.stage.value.replace("_", " ")
    return [*wrapped(f"  {MARKS[each.state]} {name:<{STAGE_WIDTH}}{said}", 29), *below]


def _pieces(each: StageOnPath, how: Drawn, ref: str, later: set[Key]) -> Iterator[str]:
    """The pieces of a stage; of those that are drawn again `later` the command stands there."""
    modules = [piece for piece in each.pieces if piece.gate in MODULES]
    told = each.stage is Stage.TRAINING_COMPLETED and bool(modules)
    reached = each.state is StageState.REACHED
    if told:
        yield from _modules(modules, each, ref)
    rest = [
        piece
        for piece in each.pieces
        if not (told and piece.gate == CheckKind.TRAINING.value)
        # Of a stage still to come, only what there is already.
        and (each.state is not StageState.TO_COME or piece.state is not RequirementState.MISSING)
        and not _is_only_on_file(piece)
    ]
    blank = [piece for piece in rest if _is_blank(piece)]
    for piece in rest:
        if piece not in blank:
            yield from _piece(piece, how, reached)
            drawn = each.state is StageState.TO_COME or piece.key in later
            if piece.problem is not None and not drawn:
                yield f"{COMMAND}{piece.problem.hint}"
    if blank:
        yield from _line("not recorded", ", ".join(piece.name for piece in blank))
        yield from (f"{COMMAND}{piece.problem.hint}" for piece in blank if piece.problem)


def _is_blank(piece: Requirement) -> bool:
    # What does not stand between somebody and a child is told in one line.
    blank = piece.state is RequirementState.NOT_RECORDED and piece.waiver is None
    return blank and not piece.blocks_clear


def _is_only_on_file(piece: Requirement) -> bool:
    # That they can be reached, and are old enough, is worth a line only where it is not so.
    return piece.state is RequirementState.IN and piece.on is None


def _piece(piece: Requirement, how: Drawn, reached: bool) -> list[str]:
    told = _told(piece, how)
    if piece.blocks_clear and reached:
        told += "; blocks clear"
    return _line(piece.name, told)


def _told(piece: Requirement, how: Drawn) -> str:
    if piece.state is RequirementState.IN:
        return _told_in(piece, how)
    if piece.state is RequirementState.WAIVED and piece.waiver is not None:
        told = f"waived until {short_day(piece.waiver.until_on)}"
        if how.names:
            told += f" by {piece.waiver.waived_by}: {_one_line(piece.waiver.reason)}"
        return told + _asked(piece, how, "; ")
    told = {
        RequirementState.MISSING: "not yet",
        RequirementState.NOT_RECORDED: "not recorded",
        RequirementState.BAD: _bad(piece),
        RequirementState.LAPSED: f"ran out {short_day(piece.until_on)}" if piece.until_on else "",
        RequirementState.ASKED: "",
    }.get(piece.state, "")
    if piece.problem is not None and piece.gate in (CONTACT, BIRTH, AGE):
        told = piece.problem.message
    told += _asked(piece, how, "; " if told else "")
    if piece.waiver is not None:
        told += f"; was waived until {short_day(piece.waiver.until_on)}"
    return told


def _told_in(piece: Requirement, how: Drawn) -> str:
    told = short_day(piece.on) if piece.on else ""
    if piece.outcome is not None and piece.outcome.value not in ("clear", "approved"):
        told += f", {piece.outcome.value.replace('_', ' ')}"
    if piece.until_on is not None:
        told += f", in date until {short_day(piece.until_on)}"
        days = (piece.until_on - how.as_of).days
        if days <= how.warn_days:
            told += f" ({days} day{'' if days == 1 else 's'})"
    return f"{told}  by {piece.by}" if how.names and piece.by else told


def _bad(piece: Requirement) -> str:
    told = piece.outcome.value.replace("_", " ") if piece.outcome else "not good"
    day = f", {short_day(piece.on)}" if piece.on else ""
    # The panel approved them, and all the same the piece is not good.
    early = ", before the training was completed" if piece.outcome in APPROVALS else ""
    return f"{told}{day}{early}"


def _asked(piece: Requirement, how: Drawn, before: str) -> str:
    if piece.agenda_on is not None:
        return f"{before}on the agenda of {spelled_day(piece.agenda_on)}"
    if piece.asked_on is None:
        return ""
    told = f"{before}asked for {short_day(piece.asked_on)}, {days_ago(piece.asked_on, how.as_of)}"
    if piece.chased_on is not None:
        told += f", chased {short_day(piece.chased_on)}"
    return f"{told}: chase" if (how.as_of - piece.asked_on).days > how.chase_days else told


def _modules(modules: Sequence[Requirement], each: StageOnPath, ref: str) -> Iterator[str]:
    """The core modules in one piece: how many were attended, which are waived, which lack."""
    attended = [piece for piece in modules if piece.state is RequirementState.IN]
    told = f"{len(attended) or 'none'} of {len(modules)}"
    waived = [piece for piece in modules if piece.state is RequirementState.WAIVED]
    lacking = [piece for piece in modules if piece.problem is not None]
    # A gate that is waived as a whole is one waiver: its modules are told together.
    for until, group in groupby(waived, key=lambda piece: piece.waiver and piece.waiver.until_on):
        if until is not None:
            told += f"; waived until {short_day(until)}: {_module_names(list(group))}"
    if each.state is not StageState.TO_COME or attended or waived:
        if lacking and len(lacking) < len(modules):
            told += f"; lacks {_module_names(lacking)}"
        yield from _line("modules", told)
    others = [piece.module for piece in lacking if piece.module is not None]
    if others and each.state is not StageState.TO_COME:
        on = " --on DAY" if each.state is StageState.REACHED else ""
        yield f"{COMMAND}ivtool volunteer check {ref} training --module {others[0]}{on}"


def _module_names(pieces: Sequence[Requirement]) -> str:
    return ", ".join((piece.module or piece.gate).replace("_", " ") for piece in pieces)


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _line(name: str, told: str) -> list[str]:
    return wrapped(f"{UNDER}{name:<{PIECE_WIDTH}}{told}", INDENT)


def wrapped(line: str, indent: int) -> list[str]:
    """A line as those that fit on a screen; what goes on is indented."""
    if len(line) <= WIDTH:
        return [line]
    import textwrap

    return textwrap.wrap(
        line, WIDTH, subsequent_indent=" " * indent, drop_whitespace=True, break_long_words=False
    )
