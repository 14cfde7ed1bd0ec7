"""People's names: how they are looked for, and how much of them is shown."""

from enum import StrEnum

from ivtool.domain.letters import seen
from ivtool.errors import Problem

# Letters with a stroke of their own, which Unicode does not take apart: Łukasz is found as lukasz.
UNDECOMPOSED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d",
     "þ": "th"}
)  # fmt: skip

# All that stands for an apostrophe in somebody's name; the accent alone would become a space.
APOSTROPHES = frozenset("'’‘`´ʹʻʼʽʾʿˈ′")
ACCENT_ALONE = str.maketrans("´", "'")


class NamesShown(StrEnum):
    """How much of a person's name is shown: all, the initials, or nothing but the ref."""

    FULL = "full"
    INITIALS = "initials"
    REFS = "refs"


def shown_name(name: str | None, names: NamesShown) -> str | None:
    """A name as far as it may be shown; None where only refs may be, or no name is known."""
    if name is None or names is NamesShown.REFS:
        return None
    if names is NamesShown.FULL:
        return name
    return "".join(word[0].upper() for word in _words(name))


def is_name(text: str) -> bool:
    """Whether a text can be somebody's name: it has a letter, of whatever script."""
    return any(map(str.isalpha, seen(text)))


def problems_with_name(noun: str, name: str, hint: str = "") -> list[Problem]:
    """Why nobody of a noun can be called so: what has no letter is nobody's name."""
    if is_name(name):
        return []
    what = "has no letter" if seen(name) else "is empty; write it in quotes"
    return [Problem(f"{noun}.no_name", f"the name {what}", hint)]


def folded(text: str) -> str:
    """Text without case and accents, for comparing: `Zoë` and `zoe` are one."""
    if text.isascii():
        return text.lower()
    import unicodedata

    apart = unicodedata.normalize("NFKD", text).casefold().translate(UNDECOMPOSED)
    return "".join(mark for mark in apart if not unicodedata.combining(mark))


def name_matches(asked: str, name: str) -> bool:
    """Whether each word asked for begins a word of the name, in order: `wen cob` is Wen Cobbold."""
    remaining = iter(folded_words(name))
    wanted = folded_words(asked)
    return bool(wanted) and all(any(word.startswith(part) for word in remaining) for part in wanted)


def as_read(name: str) -> str:
    """A name as people read it, for comparing: its letters and digits, without case and accents.

    O’Brien, O-Brien and obrien are one, and so are Mary-Jane and Mary  Jane. Empty without any.
    """
    return "".join(folded_words(name))


def folded_words(name: str) -> list[str]:
    """The words of a name, for comparing: an apostrophe is part of one, a bracket is not."""
    return _words(folded(name.translate(ACCENT_ALONE)))


def _words(text: str) -> list[str]:
    import unicodedata

    # An apostrophe or a bracket is part of how a name is written, not of how it is looked for.
    # An accent that stands as a mark of its own (a Mac writes so) is part of its letter.
    kept = "".join(
        ""
        if mark in APOSTROPHES
        else mark
        if mark.isalnum() or unicodedata.category(mark).startswith("M")
        else " "
        for mark in text
    )
    return kept.split()
