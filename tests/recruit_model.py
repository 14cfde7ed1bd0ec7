"""Becoming an Independent Visitor, written anew from DOMAIN over the rows of a file.

What the state machine holds against the program: nothing here knows how the program decides. The
service of these tests asks for two modules, safeguarding and boundaries.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from held_reasons import is_in_date, is_waived, spell_of
from held_service import STAGES, Row, Rows

CLEAR = ("clear", "risk_assessed")
APPROVED = ("approved", "approved_with_conditions")
OLD_ENOUGH = 18


class Requirement(NamedTuple):
    """One thing that a gate asks for, beside what runs out."""

    kind: str
    slot: int = 1
    module: str | None = None


CHECKS = (
    Requirement("childrens_services"),
    Requirement("medical"),
    Requirement("reference", 1),
    Requirement("reference", 2),
)
# What each stage asks for: pieces of which the latest answer is clear, and what is in date.
ASKED = {
    "information_pack_sent": (Requirement("pack"),),
    "informal_chat": (Requirement("chat"),),
    "application_completed": (Requirement("application"),),
    "home_interview": (Requirement("interview"),),
    "checks_completed": CHECKS,
    "training_completed": (Requirement("training", module="boundaries"), Requirement("book")),
    "panel_approval": (),
    "approved": (Requirement("code_of_conduct"),),
}
IN_DATE = {
    "application_completed": ("independence",),
    "checks_completed": ("dbs",),
    "training_completed": ("safeguarding",),
    "approved": ("dbs", "safeguarding", "independence"),
}


def stages_of(rows: Rows, person: int, spell: int) -> dict[str, str]:
    """The stages of a spell, each with its day."""
    return {
        each["stage"]: each["reached_on"]
        for each in rows["volunteer_stage"].values()
        if (each["volunteer_id"], each["spell"]) == (person, spell)
    }


def stage_on(rows: Rows, person: int, on: str) -> str | None:
    """The last stage reached by a day, in the spell of that day."""
    stages = stages_of(rows, person, spell_of(rows, person, on)["spell"])
    known = [STAGES.index(each) for each, day in stages.items() if day <= on]
    return STAGES[max(known)] if known else None


def against_advance(rows: Rows, person: int, to: str | None, on: str, today: str) -> Iterator[str]:
    """Every reason why somebody may not be recorded as having reached a stage on a day."""
    spell = latest_spell(rows, person)
    reached = stages_of(rows, person, spell["spell"])
    if spell["ended_on"]:
        yield "gone"
        return
    behind = max(map(STAGES.index, reached))
    last = behind + 1 if to is None else STAGES.index(to)
    if last <= behind or last >= len(STAGES):
        yield "reached already"
        return
    if on > today:
        yield "ahead"
        return
    if on < max(reached.values()):
        yield "before the stage before"
        return
    for stage in STAGES[behind + 1 : last + 1]:
        yield from _lacking(rows, person, stage, on, spell["begun_on"], reached)
        reached[stage] = on


def against_return(rows: Rows, person: int, at: str, on: str, today: str) -> Iterator[str]:
    """Every reason why somebody may not return on a day, at a stage."""
    left_on = latest_spell(rows, person)["ended_on"]
    if not left_on:
        yield "not gone"
    elif on <= left_on:
        yield "not after they left"
    if on > today:
        yield "ahead"
    ever = [
        STAGES.index(each["stage"])
        for each in rows["volunteer_stage"].values()
        if each["volunteer_id"] == person
    ]
    if STAGES.index(at) > max(ever) or at in ("panel_approval", "approved"):
        yield "stage"
    for hold in rows["volunteer_hold"].values():
        if hold["volunteer_id"] == person and hold["from_on"] <= on <= (hold["until_on"] or on):
            yield "on hold"
    who = rows["volunteer"][person]
    if not (who["email"] or who["phone"] or who["address"]):
        yield "no way to reach them"
    if STAGES.index(at) >= STAGES.index("application_completed"):
        yield from _age(who, on)


def against_leaving(rows: Rows, person: int, on: str, today: str) -> Iterator[str]:
    """Every reason why somebody may not have left on a day; nobody here has a match."""
    spell = latest_spell(rows, person)
    if spell["ended_on"]:
        yield "gone already"
    if on > today:
        yield "ahead"
    if on < max(stages_of(rows, person, spell["spell"]).values()):
        yield "before the last stage"


def latest_spell(rows: Rows, person: int) -> Row:
    """A volunteer's latest spell."""
    return spell_of(rows, person, str(date.max))


def _lacking(
    rows: Rows, person: int, stage: str, on: str, since: str | None, reached: dict[str, str]
) -> Iterator[str]:
    """What a stage's gate lacks on a day: section 3 of DOMAIN, line by line."""
    pieces = list(ASKED[stage])
    if stage == "checks_completed" and _overseas_is_needed(rows, person, on, since):
        pieces.append(Requirement("overseas"))
    for piece in pieces:
        answers = _answers(rows, person, piece, on, since)
        if not (answers and answers[-1][2] in CLEAR) and not _let_go(rows, person, piece, on):
            yield f"{piece.kind} {piece.slot} {piece.module}"
    for kind in IN_DATE.get(stage, ()):
        there = is_in_date(rows, person, kind, on, seen=True)
        if not there and not is_waived(rows, person, kind, on):
            yield kind
    if stage == "application_completed":
        yield from _age(rows["volunteer"][person], on)
        yield from (f"referee {n}" for n in (1, 2) if not _referee(rows, person, n, on))
    elif stage == "panel_approval":
        decided = _answers(rows, person, Requirement("panel"), on, since)
        good = bool(decided) and decided[-1][2] in APPROVED
        trained = reached.get("training_completed", "")
        if not (good and decided[-1][0] >= trained) and not is_waived(rows, person, "panel", on):
            yield "panel"
    elif stage == "approved":
        yield from _turned(rows, person, on, since)


def _turned(rows: Rows, person: int, on: str, since: str | None) -> Iterator[str]:
    """What was good enough for its own stage and has come back bad since, of whichever spell."""
    for piece in (Requirement("interview"), Requirement("overseas"), *CHECKS):
        answers = _answers(rows, person, piece, on, None)
        harmless = (*CLEAR, "withdrawn") if piece.kind == "overseas" else CLEAR
        if answers and answers[-1][2] not in harmless and not _let_go(rows, person, piece, on):
            yield f"{piece.kind} turned"
    decided = _answers(rows, person, Requirement("panel"), on, since)
    if decided and decided[-1][2] not in APPROVED and not is_waived(rows, person, "panel", on):
        yield "panel turned"


def _age(who: Row, on: str) -> Iterator[str]:
    born = who["date_of_birth"]
    if not born:
        yield "no birth"
    elif on < f"{int(born[:4]) + OLD_ENOUGH}{born[4:]}":
        yield "too young"


def _referee(rows: Rows, person: int, slot: int, on: str) -> bool:
    # Naming one has no day of its own.
    named = any(
        (each["volunteer_id"], each["kind"], each["slot"]) == (person, "reference", slot)
        for each in rows["volunteer_check"].values()
    )
    return named or is_waived(rows, person, "referee", on, slot)


def _let_go(rows: Rows, person: int, piece: Requirement, on: str) -> bool:
    slot = piece.slot if piece.kind == "reference" else None
    return is_waived(rows, person, piece.kind, on, slot, piece.module)


def _answers(
    rows: Rows, person: int, piece: Requirement, on: str, since: str | None
) -> list[tuple[str, int, str]]:
    """What had come in of a piece by a day, in this time with the service, in date order."""
    return sorted(
        (day, each["id"], each["outcome"])
        for each in rows["volunteer_check"].values()
        if (each["volunteer_id"], each["kind"]) == (person, piece.kind) and each["outcome"]
        if (each["slot"], each["module"]) == (piece.slot, piece.module) and each["from_on"]
        for day in (max(each["from_on"], each["seen_on"] or ""),)
        if (since or "") <= day <= on
    )


def _overseas_is_needed(rows: Rows, person: int, on: str, since: str | None) -> bool:
    """It is where it was asked for, or came, in this time here; withdrawn, it is no longer."""
    known = sorted(
        (day, each["id"], needed)
        for each in rows["volunteer_check"].values()
        if (each["volunteer_id"], each["kind"]) == (person, "overseas")
        for day, needed in (
            (each["asked_on"], True),
            (each["from_on"] if each["outcome"] else None, each["outcome"] != "withdrawn"),
        )
        if day and (since or "") <= day <= on
    )
    return bool(known) and known[-1][2]
