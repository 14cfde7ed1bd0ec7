"""Visits and contacts to look at: a list of them, and one with its words."""

from collections.abc import Collection
from datetime import date

from ivtool.domain.names import NamesShown
from ivtool.domain.refs import match_ref, visit_ref
from ivtool.domain.visits.vocabulary import VisitKind, VisitOutcome
from ivtool.queries.lookup import find
from ivtool.queries.reading import Reader
from ivtool.queries.visits import visits as visit_queries
from ivtool.queries.visits.visits import Entry
from ivtool.rendering import Card, Column, Listing, Shape
from ivtool.reports.people import child_fields, volunteer_fields

COLUMNS = (
    Column("ref", "entry"),
    Column("match", "match"),
    Column("key", "key", wide=True),
    Column("on", "day", Shape.DAY),
    Column("kind", "kind"),
    Column("outcome", "outcome"),
    Column("minutes", "minutes", Shape.NUMBER),
    Column("child", "child", named_by="child_name"),
    Column("volunteer", "volunteer", named_by="volunteer_name", wide=True),
    Column("nth"),
)


def visit_list(
    reader: Reader,
    names: NamesShown,
    days: tuple[date | None, date | None],
    *,
    match: str | None = None,
    volunteer: str | None = None,
    child: str | None = None,
    kinds: Collection[VisitKind] = (),
    outcomes: Collection[VisitOutcome] = (),
    withdrawn: bool = False,
) -> Listing:
    """The entries that answer to all that is asked, by day. Raises NotFound."""
    entries = visit_queries.entries(
        reader,
        match=None if match is None else find(reader, "match", match, names),
        volunteer=None if volunteer is None else find(reader, "volunteer", volunteer, names),
        child=None if child is None else find(reader, "child", child, names),
        first=days[0],
        last=days[1],
        kinds=[kind.value for kind in kinds],
        outcomes=[outcome.value for outcome in outcomes],
        withdrawn=withdrawn,
    )
    columns = (*COLUMNS, Column("withdrawn_on", "withdrawn", Shape.DAY)) if withdrawn else COLUMNS
    rows = [_row(entry, names) for entry in entries]
    return Listing("Visits and contacts", columns, rows, "No entry answers to that.")


def visit_card(reader: Reader, asked: str, names: NamesShown) -> Card:
    """One entry with its words. Raises NotFound."""
    number = find(reader, "visit", asked, names)
    [entry] = visit_queries.entries(reader, number=number)
    return Card(
        visit_ref(number),
        {
            **_row(entry, names),
            "activity": entry.activity,
            "place": entry.place,
            "mood": entry.mood,
            "child_words": entry.child_words,
            "note": entry.note,
            "next_planned_on": entry.next_planned_on,
            "withdrawn_why": entry.withdrawn_why,
        },
        {},
        [f"ivtool visit correct {visit_ref(number)} …"],
    )


def _row(entry: Entry, names: NamesShown) -> dict[str, object]:
    return {
        "ref": visit_ref(entry.number),
        "match": match_ref(entry.match),
        "key": entry.match_key,
        "on": entry.visited_on,
        "kind": VisitKind(entry.kind),
        "outcome": VisitOutcome(entry.outcome),
        "minutes": entry.minutes,
        **child_fields(entry.child, entry.child_name, names),
        **volunteer_fields(entry.volunteer, entry.volunteer_name, names),
        "withdrawn_on": entry.withdrawn_on,
        "nth": entry.nth,
    }
