"""Visits and contacts to look at: a list of them, and one with its words."""

from collections.abc import Collection
from datetime import date

from ivtool.domain.names import NamesShown
from ivtool.domain.refs import match_ref, visit_ref
from ivtool.domain.visits.records import Visit
from ivtool.domain.visits.vocabulary import VisitKind, VisitOutcome
from ivtool.queries.lookup import find
from ivtool.queries.reading import Reader, select
from ivtool.queries.visits import visits as visit_queries
from ivtool.rendering import Card, Column, Listing, Shape
from ivtool.reports.listing import row_maker, rows_of
from ivtool.reports.people import CHILD, VOLUNTEER

COLUMNS = (
    Column("ref", "entry", value=lambda each: visit_ref(each.number)),
    Column("match", "match", value=lambda each: match_ref(each.match.number)),
    Column("key", "key", wide=True, value="match.key"),
    Column("on", "day", Shape.DAY, value="visited_on"),
    Column("kind", "kind"),
    Column("outcome", "outcome"),
    Column("minutes", "minutes", Shape.NUMBER),
    CHILD,
    VOLUNTEER._replace(wide=True),
    Column("nth"),
)
WITHDRAWN = Column("withdrawn_on", "withdrawn", Shape.DAY)
# What of the record the columns tell; the card has the rest of it as it is.
LISTED = ("match_id", "visited_on", "kind", "outcome", "nth", "minutes", "withdrawn_on", "id")
CARD = (
    *COLUMNS[:-1],
    # The entry is the match's, whoever of a couple came.
    Column("second_volunteer", value=lambda _: None),
    Column("second_volunteer_name", value=lambda _: None),
    WITHDRAWN,
    COLUMNS[-1],
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
    columns = (*COLUMNS, WITHDRAWN) if withdrawn else COLUMNS
    rows = rows_of(columns, entries, names)
    return Listing("Visits and contacts", columns, rows, "No entry answers to that.")


def visit_card(reader: Reader, asked: str, names: NamesShown) -> Card:
    """One entry with its words. Raises NotFound."""
    from ivtool.reports.file.history import last_change

    number = find(reader, "visit", asked, names)
    [entry] = visit_queries.entries(reader, number=number)
    [visit] = select(reader, Visit, id=number)
    return Card(
        visit_ref(number),
        {
            **row_maker(CARD, names)(entry),
            **{name: getattr(visit, name) for name in Visit._fields if name not in LISTED},
        },
        {"last_change": last_change(reader, "visit", number, names)},
        [f"ivtool visit correct {visit_ref(number)} …"],
    )
