"""Refs: the short names of records, `M-7`. `m7`, `M-007` and `M-7` are one ref."""

import re
from typing import NamedTuple

from ivtool.domain.letters import seen

LETTERS = {
    "volunteer": "V",
    "child": "C",
    "referral": "R",
    "match": "M",
    "visit": "L",
    "claim": "E",
    "payment": "P",
    "staff": "S",
    "training": "T",
    "concern": "K",
}
NOUNS = {letter: noun for noun, letter in LETTERS.items()}
SHAPE = r"([vcrmlepkst])-?0*([1-9][0-9]{0,17})(?:/([1-9][0-9]{0,3}))?"


class Ref(NamedTuple):
    """A ref taken apart; `line` is the line of a claim, `E-5/2`, or None."""

    letter: str
    number: int
    line: int | None = None


def written_ref(text: str) -> Ref | None:
    """The ref that a text is shaped like, or None: then the text is a key or a name."""
    found = re.fullmatch(SHAPE, seen(text), re.IGNORECASE | re.ASCII)
    if found is None or (found[3] and found[1] not in "eE"):
        return None
    return Ref(found[1].upper(), int(found[2]), int(found[3]) if found[3] else None)


def volunteer_ref(number: int) -> str:
    """The ref of a volunteer."""
    return f"V-{number}"


def child_ref(number: int) -> str:
    """The ref of a child."""
    return f"C-{number}"


def referral_ref(number: int) -> str:
    """The ref of a referral."""
    return f"R-{number}"


def match_ref(number: int) -> str:
    """The ref of a match."""
    return f"M-{number}"


def visit_ref(number: int) -> str:
    """The ref of a log entry: a visit or a contact."""
    return f"L-{number}"


def claim_ref(number: int, line: int | None = None) -> str:
    """The ref of an expense claim, or of one of its lines."""
    return f"E-{number}" if line is None else f"E-{number}/{line}"


def payment_ref(number: int) -> str:
    """The ref of a payment run."""
    return f"P-{number}"


def staff_ref(number: int) -> str:
    """The ref of somebody who works for the service."""
    return f"S-{number}"


def training_ref(number: int) -> str:
    """The ref of a training session."""
    return f"T-{number}"


def concern_ref(number: int) -> str:
    """The ref of a concern."""
    return f"K-{number}"
