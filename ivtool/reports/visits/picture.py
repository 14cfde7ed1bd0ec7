"""The ledger as a picture: a line a match, a mark a month, and whether moves broke the visits."""

from collections.abc import Iterable, Sequence
from datetime import date

from ivtool.domain.days import MONTHS, Month, short_day, spelled_month
from ivtool.domain.names import NamesShown
from ivtool.domain.refs import match_ref
from ivtool.domain.visits.continuity import Kept, Move, is_left_out, kept
from ivtool.domain.visits.ledger import LedgerLine, LedgerTotals, totals
from ivtool.domain.visits.vocabulary import MonthState
from ivtool.queries import policy as policy_queries
from ivtool.queries.authorities import Held
from ivtool.queries.lookup import find, find_authority
from ivtool.queries.matching.matches import MatchRecord
from ivtool.queries.reading import Reader
from ivtool.queries.visits import continuity as move_queries
from ivtool.rendering import Column, Listing, Shape
from ivtool.reports.people import child_fields, volunteer_fields
from ivtool.state.visits.ledger import ledgers

MARKS = {
    MonthState.DONE: "#",
    MonthState.ATTEMPTED: "o",
    MonthState.MISSED: "x",
    MonthState.EXCUSED: "e",
    MonthState.OPEN: ".",
    MonthState.NOT_DUE: "-",
}
HELD_NOT_DUE = "+"
# A blank would be lost at the ends of a line.
NO_LINE = "_"
LEGEND = (
    "Marks: # held, + held though not due, o called off, x missed, e excused, . open,",
    "- not due, _ not live.",
)
Outcomes = Sequence[tuple[Move, Kept]]


def picture(
    reader: Reader,
    as_of: date,
    names: NamesShown,
    shown: tuple[Month, Month],
    *,
    authority: str | None = None,
    match: str | None = None,
) -> Listing:
    """Every match with its months as marks, or one, as known on a day.

    Raises NotFound for an authority or a match that is not there.
    """
    begin, until = shown
    number = find_authority(reader, authority)
    one = None if match is None else find(reader, "match", match, names)
    policy, held_by = policy_queries.policy(reader), Held(reader, number)
    days = policy.count("visits.continuity_days", as_of)
    moves = [
        move
        for move in move_queries.moves(reader, begin.first, min(until.last, as_of), number, one)
        if not is_left_out(move, days, as_of)
    ]
    seen = move_queries.next_held(reader, moves, as_of)
    moved: dict[int, list[tuple[Move, Kept]]] = {}
    for move in moves:
        moved.setdefault(move.child, []).append((move, kept(move, seen.get(move), days, as_of)))
    everything: list[LedgerLine] = []
    outcomes: list[Kept] = []
    rows = []
    for each, lines in ledgers(reader, as_of, begin, until, policy, held_by, one):
        theirs = [found for found in moved.get(each.child, ()) if _live(each, found[0].on)]
        everything += lines
        outcomes += [outcome for _, outcome in theirs]
        rows.append(_row(each, lines, shown, theirs, names))
    initials = "".join(MONTHS[month.number - 1][0].upper() for month in begin.until(until))
    return Listing(
        f"Ledger {spelled_month(begin)} to {spelled_month(until)}, as of {short_day(as_of)}",
        (
            Column("match", "match"),
            Column("key", "key", wide=True),
            Column("volunteer", "volunteer", named_by="volunteer_name", wide=True),
            Column("child", "child", named_by="child_name"),
            Column("first_month"),
            Column("last_month"),
            Column("marks", initials),
            Column("due", "due", Shape.NUMBER),
            Column("done", "done", Shape.NUMBER),
            Column("attempted"),
            Column("excused"),
            Column("missed"),
            Column("open"),
            Column("compliance_pct"),
            Column("compliance", "%", Shape.NUMBER),
            Column("moves"),
            Column("moves_kept"),
            # Told in words where there were any; for scripts it is always there.
            Column("moved", "moves" if outcomes else ""),
        ),
        rows,
        "No match was live in these months.",
        [*LEGEND, _all(totals(everything), outcomes)],
    )


def marks(lines: Iterable[LedgerLine], shown: tuple[Month, Month]) -> str:
    """A mark for every month: what came of it, or that the match was not live."""
    known = {
        line.month: HELD_NOT_DUE
        if line.state is MonthState.DONE and not line.due
        else MARKS[line.state]
        for line in lines
    }
    return "".join(known.get(month, NO_LINE) for month in shown[0].until(shown[1]))


def _live(match: MatchRecord, day: date) -> bool:
    """Whether the match was the child's on the day of a move."""
    begun = match.started_on is not None and match.started_on <= day
    return begun and (match.ended_on is None or day < match.ended_on)


def _row(
    match: MatchRecord,
    lines: Sequence[LedgerLine],
    shown: tuple[Month, Month],
    moved: Outcomes,
    names: NamesShown,
) -> dict[str, object]:
    counted = totals(lines)
    return {
        "match": match_ref(match.number),
        "key": match.key,
        **volunteer_fields(match.volunteer, match.volunteer_name, names),
        **child_fields(match.child, match.child_name, names),
        "first_month": str(shown[0]),
        "last_month": str(shown[1]),
        "marks": marks(lines, shown),
        "due": counted.due,
        "done": counted.done,
        "attempted": counted.attempted,
        "excused": counted.excused,
        "missed": counted.missed,
        "open": counted.open,
        "compliance_pct": counted.compliance_pct,
        "compliance": _spoken(counted),
        "moves": len(moved),
        "moves_kept": sum(outcome is Kept.KEPT for _, outcome in moved),
        "moved": "; ".join(
            f"{MONTHS[move.on.month - 1].title()}: {outcome.value}" for move, outcome in moved
        ),
    }


def _spoken(counted: LedgerTotals) -> str:
    """Compliance for people; of nothing it is not a number."""
    return "n/a" if counted.compliance_pct is None else str(counted.compliance_pct)


def _all(counted: LedgerTotals, outcomes: Sequence[Kept]) -> str:
    said = (
        f"All: {counted.due} due, {counted.done} done, {counted.attempted} called off,"
        f" {counted.missed} missed, {counted.excused} excused, {counted.open} open;"
        f" {_spoken(counted)}{'' if counted.compliance_pct is None else ' %'}"
    )
    if not outcomes:
        return said
    moves = f"{len(outcomes)} move{'s' if len(outcomes) > 1 else ''}"
    return f"{said}; after {moves} {outcomes.count(Kept.KEPT)} kept"
