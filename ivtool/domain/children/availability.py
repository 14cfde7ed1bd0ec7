"""When a child or a volunteer has time: four fixed words, kept as `saturday; sunday`."""

import re

from ivtool.domain.children.vocabulary import Slot
from ivtool.domain.letters import seen
from ivtool.domain.sentences import words

GAPS = re.compile(r"[\s_-]+")


def written_slots(text: str) -> str | None:
    """A list of slots as people type it, the one way in which it is kept; None of a blank one.

    Each once, in the order of the week; without case, and with spaces or hyphens as well. Raises
    ValueError, with a phrase that follows the text, for a word that is none of the four.
    """
    said = _words(text)
    if not said <= set(Slot):
        raise ValueError(f"is no list of {words(Slot)}, parted by semicolons")
    return "; ".join(each.value for each in Slot if each in said) or None


def slots_of(text: str | None) -> frozenset[Slot]:
    """The slots of a list as it is kept; none where nothing is known."""
    if not text:
        return frozenset()
    said = _words(text)
    return frozenset(each for each in Slot if each in said)


def _words(text: str) -> set[str]:
    return {GAPS.sub("_", part.strip().lower()) for part in text.split(";") if seen(part)}
