"""Completion at the TAB key: refs, keys and names of records; loaded only by a completing shell.

What is offered is one word to every shell and means the record wherever one is asked for: a name
is offered with hyphens, `Wen-Cobbold`. Shells evaluate what they are given, and names come out of
spreadsheets: nothing but letters, digits and `-_./` goes out, and spaces and commas beside it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from typer._click.shell_completion import CompletionItem

from ivtool.commands.frame import CommandRun
from ivtool.domain.names import NamesShown, folded, shown_name
from ivtool.domain.refs import LETTERS
from ivtool.errors import IvtoolError
from ivtool.queries.candidates import Candidate, authorities, candidates
from ivtool.settings import Settings

MOST = 50
MOST_REFS = 3
# What is asked for where a help line says so.
NOUNS = {
    "MATCH": "match",
    "VOLUNTEER": "volunteer",
    "CHILD": "child",
    "REFERRAL": "referral",
    "CLAIM": "claim",
    "ENTRY": "visit",
    "PAYMENT": "payment",
    "STAFF": "staff",
    "SESSION": "training",
    "CONCERN": "concern",
    "SUPPORT": "support",
}
ONE_WORD = re.compile(r"[\w./-]+")
NAME_WORDS = re.compile(r"\w+")
UNSAFE = re.compile(r"[^\w ,./-]")
Offer = tuple[str, str]
Offering = Callable[[Any, str], list[Offer]]


def teach(command: Any) -> None:
    """Let a command, and those under it, complete the records that their help lines name."""
    for param in command.params:
        offering = _offering(param)
        if offering is not None:
            param.shell_complete = partial(_items, offering)
    for under in getattr(command, "commands", {}).values():
        teach(under)


def teach_global(options: Iterable[Any]) -> None:
    """Let `--names` complete its words."""
    for option in options:
        if "--names" in option.opts:
            option.shell_complete = partial(_items, _names_shown)


def records(noun: str, ctx: Any, typed: str) -> list[Offer]:
    """The refs that a half-typed text may become, with the name where it may be shown.

    What is not the beginning of a ref is looked for among the keys, and the names that may be
    shown. Nothing where the file cannot be read.
    """
    try:
        run = _run(ctx)
        shown = NamesShown.FULL if run.settings.names_asked is None else run.names
        with run.reading() as reader:
            return list(islice(_matching(list(candidates(reader, noun)), noun, typed, shown), MOST))
    except (IvtoolError, OSError, RuntimeError, ValueError):
        return []


def councils(ctx: Any, typed: str) -> list[Offer]:
    """The authorities whose name begins so, or one word of it."""
    try:
        with _run(ctx).reading() as reader:
            known = authorities(reader)
    except (IvtoolError, OSError, RuntimeError, ValueError):
        return []
    offers = [(word, _safe(name)) for name in known for word in _by_name(name, typed)]
    return offers[:MOST]


def _offering(param: Any) -> Offering | None:
    if "--authority" in param.opts:
        return councils
    noun = NOUNS.get((param.metavar or "").strip("[].…"))
    return None if noun is None else partial(records, noun)


def _items(offering: Offering, ctx: Any, typed: str) -> list[CompletionItem]:
    return [CompletionItem(word, help=beside or None) for word, beside in offering(ctx, typed)]


def _names_shown(_: Any, typed: str) -> list[Offer]:
    return [(word.value, "") for word in NamesShown if word.startswith(typed)]


def _run(ctx: Any) -> CommandRun:
    """A run by the line so far, in which the shell has not yet replaced `~`."""
    given = ctx.find_root().params
    file = given.get("db")
    db = None if file is None else str(Path(file).expanduser())
    return CommandRun(Settings(db=db, names_asked=given.get("names")), "")


def _matching(known: list[Candidate], noun: str, typed: str, shown: NamesShown) -> Iterator[Offer]:
    for each in known:
        for ref in (f"{LETTERS[noun]}-{each.number}", f"{LETTERS[noun]}{each.number}"):
            if ref.casefold().startswith(typed.casefold()):
                yield typed + ref[len(typed) :], _beside(each, shown)
                break
    if not typed:
        return
    for each in known:
        if each.key is not None and each.key.startswith(typed) and ONE_WORD.fullmatch(each.key):
            yield each.key, _beside(each, shown)
    if shown is not NamesShown.FULL:
        return
    found: dict[str, list[str]] = {}
    for each in known:
        for name in each.names:
            for word in _by_name(name, typed):
                found.setdefault(word, []).append(f"{LETTERS[noun]}-{each.number}")
    for word, refs in found.items():
        yield word, ", ".join(refs[:MOST_REFS]) + (", ..." if len(refs) > MOST_REFS else "")


def _by_name(name: str, typed: str) -> list[str]:
    """What a half-typed text grows into, if a word of the name begins so: `cob` into `cobbold`.

    An apostrophe is no part of it: so names are looked for.
    """
    words = NAME_WORDS.findall(re.sub("['’`]", "", name))
    for place in range(len(words)):
        whole = "-".join(words[place:])
        if whole.startswith(typed):
            return [whole]
        if folded(whole).startswith(folded(typed)):
            return [typed + folded(whole)[len(folded(typed)) :]]
    return []


def _beside(each: Candidate, shown: NamesShown) -> str:
    names = [shown_name(name, shown) for name in each.names]
    return _safe(", ".join(name for name in names if name))


def _safe(text: str) -> str:
    return UNSAFE.sub("", " ".join(text.split()))
