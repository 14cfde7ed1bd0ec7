"""What goes on paper, or into a browser: a document, a listing or a card, as HTML or Markdown.

Each by a template; what people wrote is text there, and no mark, tag or list.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from ivtool.rendering import (
    TO_THE_RIGHT,
    Answer,
    Card,
    Document,
    Listing,
    cells,
    label,
    safe,
    told,
)
from ivtool.tuples import NamedTuple

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup


class Part(NamedTuple):
    """A table of a page: a heading of its own or none, columns, and rows of cells."""

    heading: str
    columns: Sequence["Heading"]
    rows: Iterable[Sequence[str]]


class Heading(NamedTuple):
    """A column's heading, and whether what stands under it is a number."""

    heading: str
    right: bool = False


def as_document(document: Document, suffix: str) -> str:
    """A document by its template of that suffix: `txt`, `md` or `html`."""
    template = _environment(suffix).get_template(f"{document.template}.{suffix}.j2")
    lines = safe(template.render({**document.data, **document.words})).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def as_page(what: Listing | Card | Answer, suffix: str) -> Iterator[str]:
    """A listing, a card or an answer on a page of its own, `md` or `html`, bit by bit."""
    template = _environment(suffix).get_template(f"listing.{suffix}.j2")
    if isinstance(what, Listing):
        title, parts, notes = what.title, [_listed(what)], [*what.notes]
        if not what.rows and what.empty:
            notes.insert(0, what.empty)
    elif isinstance(what, Card):
        title, parts, notes = what.title, [*_parts(what)], []
    else:
        title, parts, notes = "ivtool", [], [*what.sentences]
    said = [safe(each) for each in notes]
    return iter(template.generate(title=safe(title), parts=parts, notes=said))


@cache
def _environment(suffix: str) -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

    environment = Environment(
        loader=PackageLoader("ivtool.reports"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",)),
        undefined=StrictUndefined,
        finalize=_markdown if suffix == "md" else None,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters["css"] = _css
    return environment


def _css(text: str) -> "Markup":
    """A text as a string of a style sheet holds it: what is no letter by its number."""
    from markupsafe import Markup

    return Markup(re.sub(r"[^\w ,.:-]", lambda found: f"\\{ord(found[0]):x} ", text))  # noqa: S704


def _listed(listing: Listing) -> Part:
    shown = [column for column in listing.columns if column.heading]
    headings = [Heading(each.heading, each.shape in TO_THE_RIGHT) for each in shown]
    return Part("", headings, cells(listing, shown) if listing.rows else ())


def _parts(card: Card) -> Iterator[Part]:
    """A card's own fields, then its lists; a picture in characters is for a terminal."""
    known = [(label(name), told(name, value)) for name, value in card.fields.items()]
    pair = [Heading("field"), Heading("value")]
    yield Part("", pair, [(name, value) for name, value in known if value])
    for name, rows in card.lists.items():
        yield Part(label(name), *_table(rows))


def _table(
    rows: Sequence[Mapping[str, object]],
) -> tuple[list[Heading], list[list[str]]]:
    names = [
        name
        for name in dict.fromkeys(name for row in rows for name in row)
        if any(row.get(name) not in (None, "") for row in rows)
    ]
    made = [[told(name, row.get(name)) or "" for name in names] for row in rows]
    return [Heading(label(name)) for name in names], made


def _markdown(value: object) -> object:
    """A text as Markdown shows it letter by letter: none of it a mark, a link, a cell or a list."""
    if not isinstance(value, str):
        return value
    text = re.sub(r"([\\`*_{}\[\]<>#|~&!])", r"\\\1", " ".join(value.split()))
    # What begins a list or a rule does so at the beginning of a line only.
    return re.sub(r"^(?:([-+=])|(\d+)([.)])(?=\s|$))", r"\2\\\1\3", text)
