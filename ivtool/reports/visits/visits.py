"""Visits and contacts to look at: a list of them, and one with its words."""

from collections.abc import Callable, Collection
from datetime import date
from functools import cache, partial

from ivtool.domain.days import Month, spelled_day
from ivtool.domain.names import NamesShown
from ivtool.domain.refs import match_ref, visit_ref
from ivtool.domain.visits.records import Visit
from ivtool.domain.visits.vocabulary import VisitKind, VisitOutcome
from ivtool.errors import Problem, Refused
from ivtool.queries.lookup import find
from ivtool.queries.reading import Reader, select
from ivtool.queries.visits import visits as visit_queries
from ivtool.queries.visits.visits import Entry, EntryMatch
from ivtool.rendering import Card, Column, Listing, Shape
from ivtool.reports.people import child_fields, volunteer_fields
from ivtool.rows import Made

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


def days_asked(
    month: Month | None, first: date | None, last: date | None
) -> tuple[date | None, date | None]:
    """The first and last day asked for; a month stands for both of its ends.

    Raises Refused where the first comes after the last.
    """
    first = first or (month and month.first)
    last = last or (month and month.last)
    if first and last and first > last:
        words = f"{spelled_day(first)} comes after {spelled_day(last)}"
        raise Refused("there are no days to show", [Problem("day.out_of_order", words)])
    return first, last


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
    rows = Made(entries, partial(_row, cache(partial(_people, names))))
    return Listing("Visits and contacts", columns, rows, "No entry answers to that.")


def visit_card(reader: Reader, asked: str, names: NamesShown) -> Card:
    """One entry with its words. Raises NotFound."""
    number = find(reader, "visit", asked, names)
    [entry] = visit_queries.entries(reader, number=number)
    [words] = select(reader, Visit, id=number)
    return Card(
        visit_ref(number),
        {
            **_row(partial(_people, names), entry),
            "activity": words.activity,
            "place": words.place,
            "mood": words.mood,
            "child_words": words.child_words,
            "note": words.note,
            "next_planned_on": words.next_planned_on,
            "withdrawn_why": words.withdrawn_why,
        },
        {},
        [f"ivtool visit correct {visit_ref(number)} …"],
    )


def _people(names: NamesShown, match: EntryMatch) -> dict[str, object]:
    return {
        **child_fields(match.child, match.child_name, names),
        **volunteer_fields(match.volunteer, match.volunteer_name, names),
    }


def _row(people: Callable[[EntryMatch], dict[str, object]], entry: Entry) -> dict[str, object]:
    return {
        "ref": visit_ref(entry.number),
        "match": match_ref(entry.match.number),
        "key": entry.match.key,
        "on": entry.visited_on,
        "kind": entry.kind,
        "outcome": entry.outcome,
        "minutes": entry.minutes,
        **people(entry.match),
        "withdrawn_on": entry.withdrawn_on,
        "nth": entry.nth,
    }
