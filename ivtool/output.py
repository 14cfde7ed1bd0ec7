"""The one place that prints: a listing, a card, a document or a receipt, in the format asked for.

`rendering` makes the text; here it goes to a stream, whatever has become of that.
"""

import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import NamedTuple, TextIO

from ivtool.errors import IvtoolError, NotUnderstood, Refused
from ivtool.rendering import (
    Card,
    Column,
    Document,
    Listing,
    as_card,
    as_csv,
    as_document,
    as_json,
    as_object,
    as_objects,
    as_plain,
    as_table,
    safe,
)


class Format(StrEnum):
    """How a listing is shown; documents know the last three too."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"
    CSV = "csv"
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"


LISTING_FORMATS = (Format.TABLE, Format.PLAIN, Format.JSON, Format.CSV)
SUFFIXES = {Format.TEXT: "txt", Format.MARKDOWN: "md", Format.HTML: "html"}


class Undelivered(IvtoolError):
    """What was printed reached nobody; `pipe_closed` where whoever read has gone."""

    pipe_closed = False


class Receipt(NamedTuple):
    """What a command did: sentences for people, an object for scripts, warnings beside."""

    sentences: Sequence[str]
    data: Mapping[str, object]
    warnings: Sequence[str] = ()


def show(listing: Listing, format_asked: Format | None = None) -> None:
    """Print a listing; as a table on a terminal and plain anywhere else, unless asked.

    Nothing to list prints nothing, but in a table, where a sentence says so.
    """
    _write(_listed(listing, _chosen(format_asked, LISTING_FORMATS)))


def deliver(listing: Listing, format_asked: Format | None = None) -> None:
    """Print a listing as `show` does, for a job that must know whether it was read.

    Raises Undelivered on a closed pipe, or where the output cannot be written.
    """
    stream = sys.stdout
    # What the program opens in place of a stream that the shell has closed; `> /dev/null` is not.
    if listing.rows and getattr(stream, "name", None) == os.devnull:
        raise Undelivered("nobody reads what was found: standard output is closed")
    text = _listed(listing, _chosen(format_asked, LISTING_FORMATS))
    try:
        _send(text, stream)
    except OSError as error:
        _closed(stream)
        undelivered = Undelivered(f"the output cannot be written: {error.strerror}")
        undelivered.pipe_closed = isinstance(error, BrokenPipeError)
        raise undelivered from None


def is_table(format_asked: Format | None) -> bool:
    """Whether a listing would be shown as a table."""
    return _chosen(format_asked, LISTING_FORMATS) is Format.TABLE


def show_card(card: Card, format_asked: Format | None = None) -> None:
    """Print one record; what is not known is left out for people, and null for scripts."""
    chosen = _chosen(format_asked, LISTING_FORMATS)
    if chosen is Format.JSON:
        _write_json(as_json([{**card.fields, **card.lists}]))
    elif chosen is Format.CSV:
        columns = [Column(name) for name in card.fields]
        _write(as_csv(Listing("", columns, [card.fields], "")))
    else:
        _write(as_card(card))
        if chosen is Format.TABLE:
            _write("".join(f"\n  {command}" for command in card.next_commands) + "\n")


def show_document(document: Document, format_asked: Format | None = None) -> None:
    """Print a document; as text unless asked for something else."""
    chosen = format_asked or Format.TEXT
    if chosen is Format.JSON:
        _write_json(as_object(document.data) + "\n")
    elif chosen in SUFFIXES:
        _write(as_document(document, SUFFIXES[chosen]))
    else:
        show(document.figures, chosen)


def done(receipt: Receipt, format_asked: Format | None = None) -> None:
    """Print what a command did; warnings go beside, so that a script's result stays clean."""
    chosen = _chosen(format_asked, LISTING_FORMATS)
    if chosen is Format.JSON:
        _write_json(as_json([receipt.data]))
    elif chosen is Format.CSV:
        columns = [Column(name) for name in receipt.data]
        _write(as_csv(Listing("", columns, [receipt.data], "")))
    else:
        _write("".join(f"{safe(sentence)}\n" for sentence in receipt.sentences))
    for warning in receipt.warnings:
        _write(f"ivtool: note: {safe(warning)}\n", sys.stderr)


def tell_error(error: IvtoolError) -> None:
    """Print an error beside the results: what is wrong, every reason, the command that helps."""
    lines = [f"ivtool: {error.message}"]
    if isinstance(error, Refused):
        for problem in error.problems:
            # A script tells reasons by their lasting codes; a person has no use for them.
            code = "" if sys.stderr.isatty() else f"  [{problem.code}]"
            lines.append(f"  - {problem.message}{code}")
            if problem.hint:
                lines.append(f"      {problem.hint}")
    if error.hint:
        lines.append(f"  {error.hint}")
    _write("".join(f"{safe(line)}\n" for line in lines), sys.stderr)


def tell(message: str) -> None:
    """Print a line beside the results."""
    _write(f"{safe(message)}\n", sys.stderr)


def ask_secret(question: str) -> str:
    """What somebody types on the terminal without its being shown. Raises StoreError without one.

    Ctrl-D is an interrupt.
    """
    if not sys.stdin.isatty():
        from ivtool.keys import no_terminal

        return no_terminal(question)
    from getpass import getpass

    try:
        return getpass(question, stream=sys.stderr)
    except EOFError:
        raise KeyboardInterrupt from None


@contextmanager
def progress(title: str) -> Iterator[Callable[[str, int], None] | None]:
    """A progress bar on a terminal, and none anywhere else: call it with what, and how many."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title)
        yield lambda what, count: bar.update(task, description=f"{title}: {what} {count:,}")


def _chosen(asked: Format | None, allowed: Sequence[Format]) -> Format:
    if asked is None:
        return Format.TABLE if sys.stdout.isatty() else Format.PLAIN
    if asked not in allowed:
        raise NotUnderstood(
            f"--format {asked.value} is for documents; here it is one of"
            f" {', '.join(each.value for each in allowed)}"
        )
    return asked


def _write(text: str, stream: TextIO | None = None) -> None:
    stream = stream or sys.stdout
    try:
        _send(text, stream)
    except BrokenPipeError:
        # Whoever read has seen enough. Python would complain again when it closes the stream.
        _closed(stream)
    except OSError as error:
        _closed(stream)
        if stream is sys.stderr:
            return
        raise IvtoolError(f"the output cannot be written: {error.strerror}") from None


def _send(text: str, stream: TextIO) -> None:
    try:
        stream.write(text)
    except UnicodeEncodeError:
        encoding = stream.encoding
        stream.write(text.encode(encoding, "replace").decode(encoding))
    stream.flush()


def _write_json(text: str) -> None:
    _write(_escaped(text))


def _escaped(text: str) -> str:
    # A letter that the stream has no place for would become a question mark: it is escaped.
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        import json

        text = re.sub("[^\x00-\x7f]+", lambda found: json.dumps(found[0])[1:-1], text)
    return text


def _listed(listing: Listing, chosen: Format) -> str:
    if chosen is Format.TABLE:
        return as_table(listing)
    if chosen is Format.PLAIN:
        return as_plain(listing)
    return _escaped(as_json(as_objects(listing))) if chosen is Format.JSON else as_csv(listing)


def _closed(stream: TextIO) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
