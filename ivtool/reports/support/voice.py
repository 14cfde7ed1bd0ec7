"""What a child said, in words of their own, and how ratings and moods went over time."""

from datetime import date

from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.refs import child_ref, match_ref, visit_ref
from ivtool.domain.support.reviews import MEASURES
from ivtool.domain.support.voice import drawn
from ivtool.queries.lookup import find
from ivtool.queries.office.today import names as names_of
from ivtool.queries.reading import Reader
from ivtool.queries.support import voice as queries
from ivtool.rendering import Column, Listing, Shape

COLUMNS = (
    Column("on", "on", Shape.DAY),
    Column("source", "said"),
    Column("match", "match"),
    Column("entry", "entry", wide=True),
    Column("mood", "mood", Shape.NUMBER),
    Column("words", "words"),
)
# In the order in which they are drawn.
VALUED = (
    queries.MOOD,
    *(
        f"{who.value} {measure.value}".replace("_", " ")
        for who, measures in MEASURES.items()
        for measure in measures
    ),
)


def voice(reader: Reader, asked: str, as_of: date, names: NamesShown) -> Listing:
    """What a child said on visits, of matches and at their reviews, by day. Raises NotFound."""
    number = find(reader, "child", asked, names)
    name = shown_name(names_of(reader, "child", [number]).get(number), names)
    rows = [
        {
            "on": each.said_on,
            "source": each.source,
            "match": match_ref(each.match),
            "entry": None if each.visit is None else visit_ref(each.visit),
            "mood": each.mood,
            "words": each.words,
        }
        for each in queries.said(reader, number, as_of)
    ]
    whose = child_ref(number) + (f", {name}" if name else "")
    return Listing(f"In their own words: {whose}", COLUMNS, rows, "No words are recorded.")


def over_time(
    reader: Reader, as_of: date, *, match: int | None = None, child: int | None = None
) -> tuple[list[dict[str, object]], list[str]]:
    """The ratings and moods of a match or of a child's matches by day, and the same drawn."""
    values = queries.valued(reader, as_of, match=match, child=child)
    rows: list[dict[str, object]] = [
        {"what": each.name, "on": each.on, "value": each.value} for each in values
    ]
    return rows, drawn(values, VALUED, as_of)
