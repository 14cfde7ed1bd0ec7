"""The one place that prints: a listing, a card, a document or an answer, in the format asked for.

`rendering` makes the text; here it goes to a stream, whatever has become of that.
"""

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from io import TextIOWrapper
from typing import TextIO

from ivtool.errors import IvtoolError, Refused, Unwritten
from ivtool.rendering import (
    Answer,
    Card,
    Column,
    Document,
    DocumentFormat,
    Format,
    Listing,
    as_card,
    as_csv,
    as_json,
    as_object,
    as_objects,
    as_plain,
    folded,
    safe,
)

# What is said of a stream that the shell has closed.
CLOSED = "it is closed"
# What a program reads, or a browser: in UTF-8 whatever the terminal's letters are.
KEPT = ("csv", "markdown", "html")
LETTERS_AT_ONCE = 1 << 16
SUFFIXES = {
    DocumentFormat.TEXT: "txt",
    DocumentFormat.MARKDOWN: "md",
    DocumentFormat.HTML: "html",
}
PAGES = {Format.MARKDOWN: "md", Format.HTML: "html"}


def show(
    what: Answer | Card | Document | Listing,
    asked: Format | DocumentFormat | None = None,
    *,
    done: bool = False,
) -> None:
    """Print what came of a command, in the format asked for.

    `done` where something was changed before it is shown, as with every answer: all that prints
    raises Unwritten where it cannot.
    """
    if isinstance(what, Answer):
        _show_answer(what, _chosen(asked))
    elif isinstance(what, Card):
        _show_card(what, _chosen(asked), done=done)
    elif isinstance(what, Document):
        # One that is on no paper is shown by its figures.
        asked = asked or (DocumentFormat.TEXT if what.template else _chosen(None))
        _show_document(what, DocumentFormat(asked.value))
    else:
        _show_listing(what, _chosen(asked), done=done)


def deliver(listing: Listing, format_asked: Format | None = None) -> None:
    """Print a listing as `show` does, for a job that must know whether it was read.

    Raises Unwritten on a closed pipe too, unless there is nothing to tell.
    """
    chosen = _chosen(format_asked)
    try:
        _send(_listed(listing, chosen), sys.stdout, kept=chosen.value in KEPT)
    except OSError as error:
        failed = unwritten(error)
        if listing.rows:
            raise failed from None


def is_table(format_asked: Format | None) -> bool:
    """Whether a listing would be shown as a table."""
    return _chosen(format_asked) is Format.TABLE


def is_paper(format_asked: DocumentFormat | None) -> bool:
    """Whether a document would be shown as one, and not its figures alone."""
    return DocumentFormat(format_asked or DocumentFormat.TEXT) in SUFFIXES


def _show_listing(listing: Listing, chosen: Format, *, done: bool = False) -> None:
    """Nothing to list prints nothing, but in a table, where a sentence says so."""
    _write(_listed(listing, chosen), done=done, kept=chosen.value in KEPT)


def _show_card(card: Card, chosen: Format, *, done: bool) -> None:
    """What is not known is left out for people, and null for scripts."""
    if chosen is Format.JSON:
        _write(_escaped(as_json([{**card.fields, **card.lists}])), done=done)
    elif chosen is Format.CSV:
        columns = [Column(name) for name in card.fields]
        _write(as_csv(Listing("", columns, [card.fields], "")), done=done, kept=True)
    elif chosen in PAGES:
        _write(_page(card, chosen), done=done, kept=True)
    else:
        text = as_card(card)
        if chosen is Format.TABLE:
            text = folded(text)
            text += "".join(f"\n  {command}" for command in card.next_commands) + "\n"
        _write([text], done=done)


def _show_document(document: Document, chosen: DocumentFormat) -> None:
    if chosen is DocumentFormat.JSON:
        _write(_escaped([as_object(document.data) + "\n"]))
    elif document.template and chosen in SUFFIXES:
        from ivtool.paper import as_document

        _write([as_document(document, SUFFIXES[chosen])], kept=chosen.value in KEPT)
    else:
        _show_listing(document.figures, Format(chosen.value))


def _show_answer(answer: Answer, chosen: Format) -> None:
    """Warnings go beside, so that a script's result stays clean."""
    try:
        if chosen is Format.JSON:
            _write(_escaped(as_json([answer.data])), done=True)
        elif chosen is Format.CSV:
            columns = [Column(name) for name in answer.data]
            _write(as_csv(Listing("", columns, [answer.data], "")), done=True, kept=True)
        elif chosen in PAGES:
            _write(_page(answer, chosen), done=True, kept=True)
        else:
            text = "".join(f"{safe(sentence)}\n" for sentence in answer.sentences)
            _write([folded(text) if chosen is Format.TABLE else text], done=True)
    finally:
        for warning in answer.warnings:
            tell(f"ivtool: note: {warning}")


def say(text: str) -> None:
    """Print a text as it is, such as the version."""
    _write([text])


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
    _tell("".join(f"{safe(line)}\n" for line in lines))


def tell(message: str) -> None:
    """Print a line beside the results."""
    _tell(f"{safe(message)}\n")


def is_looked_at() -> bool:
    """Whether somebody sits before what is printed: no pipe, no file, no job."""
    return sys.stdout.isatty() and sys.stderr.isatty()


def tell_dimly(message: str) -> None:
    """Print a line that stands back from the results, to be seen on a terminal."""
    plain = "NO_COLOR" in os.environ or os.environ.get("TERM") == "dumb"
    _tell(f"{safe(message)}\n" if plain else f"\x1b[2m{safe(message)}\x1b[0m\n")


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


def _chosen(asked: Format | DocumentFormat | None) -> Format:
    return Format(asked or (Format.TABLE if sys.stdout.isatty() else Format.PLAIN))


def unwritten(error: OSError, *, done: bool = False) -> Unwritten:
    """The error of an output that could not be written; nothing more is tried there."""
    _closed(sys.stdout)
    begun = "it is done, but what it has to say" if done else "the output"
    found = Unwritten(f"{begun} cannot be written: {error.strerror or CLOSED}")
    found.pipe_closed = isinstance(error, BrokenPipeError)
    return found


def _write(texts: Iterable[str], *, done: bool = False, kept: bool = False) -> None:
    try:
        _send(texts, sys.stdout, kept=kept)
    except BrokenPipeError:
        # Whoever read has seen enough. Python would complain again when it closes the stream.
        _closed(sys.stdout)
    except OSError as error:
        raise unwritten(error, done=done) from None


def _tell(text: str) -> None:
    try:
        _send([text], sys.stderr)
    except OSError:
        _closed(sys.stderr)


def _send(texts: Iterable[str], stream: TextIO, *, kept: bool = False) -> None:
    """Write texts; `kept` are no less than their letters, whoever's stream it is."""
    for text in _lots(texts):
        encoding = stream.encoding or "utf-8"
        if kept and isinstance(stream, TextIOWrapper):
            # A path of this machine may hold bytes that are no text: they pass as they are.
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")
            stream.write(text)
        elif _has_letters(encoding, text):
            stream.write(text)
        else:
            stream.write(text.encode(encoding, "replace").decode(encoding))
            if stream is sys.stdout:
                _tell_of_letters(encoding)
        stream.flush()


def _lots(texts: Iterable[str]) -> Iterator[str]:
    """Texts put together until they are worth writing: there is never more of them in memory."""
    lot: list[str] = []
    size = 0
    for text in texts:
        lot.append(text)
        size += len(text)
        if size >= LETTERS_AT_ONCE:
            yield "".join(lot)
            lot.clear()
            size = 0
    if size:
        yield "".join(lot)


def _has_letters(encoding: str, text: str) -> bool:
    # Asked beforehand: by its settings a stream may drop a letter without an error.
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@cache
def _tell_of_letters(encoding: str) -> None:
    tell(
        f"ivtool: note: the output is {encoding}, and ? stands for each letter that it has not;"
        " --format csv or json keeps them"
    )


def _escaped(texts: Iterable[str]) -> Iterator[str]:
    # A letter that the stream has no place for would become a question mark: it is escaped, and
    # every other that is not ASCII with it.
    encoding = sys.stdout.encoding or "utf-8"
    for text in _lots(texts) if encoding.lower() == "utf-8" else ["".join(texts)]:
        if _has_letters(encoding, text):
            yield text
        else:
            import json

            yield re.sub("[^\x00-\x7f]+", lambda found: json.dumps(found[0])[1:-1], text)


def _listed(listing: Listing, chosen: Format) -> Iterator[str]:
    if chosen is Format.TABLE:
        from ivtool.text_table import as_table

        return as_table(listing)
    if chosen in PAGES:
        return _page(listing, chosen)
    if chosen is Format.PLAIN:
        return as_plain(listing)
    return _escaped(as_json(as_objects(listing))) if chosen is Format.JSON else as_csv(listing)


def _page(what: Listing | Card | Answer, chosen: Format) -> Iterator[str]:
    from ivtool.paper import as_page

    return as_page(what, PAGES[chosen])


def _closed(stream: TextIO) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
