"""Refs: the short names of records, `M-7`. `m7`, `M-007` and `M-7` are one ref."""

import re
from collections.abc import Mapping
from itertools import chain, count

from ivtool.domain.letters import seen
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

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
    "support": "U",
    "change_set": "H",
}
NOUNS = {letter: noun for noun, letter in LETTERS.items()}
# A ref exactly as it is printed.
PRINTED = r"[VCRMLEPKSTUH]-[1-9][0-9]*(?:/[1-9][0-9]*)?"
# `u4` and `h4` are keys: of supports and change sets only the hyphen makes a ref.
SHAPE = r"([hu](?=-)|[vcrmlepkst])-?0*([1-9][0-9]{0,17})(?:/([1-9][0-9]{0,3}))?"


class Ref(NamedTuple):
    """A ref taken apart; `line` is that of a claim, `E-5/2`, or an action, `U-4/1`; or None."""

    letter: str
    number: int
    line: int | None = None


def written_ref(text: str) -> Ref | None:
    """The ref that a text is shaped like, or None: then the text is a key or a name."""
    found = re.fullmatch(SHAPE, seen(text), re.IGNORECASE | re.ASCII)
    if found is None or (found[3] and found[1] not in "eEuU"):
        return None
    return Ref(found[1].upper(), int(found[2]), int(found[3]) if found[3] else None)


def problems_with_new_key(key: str) -> list[Problem]:
    """Why no record can have a key: printed as it is, it would be taken for another's ref.

    `V-3` is refused, `V3` and `V003` are keys.
    """
    if not re.fullmatch(PRINTED, key):
        return []
    return [
        Problem(
            "key.like_ref", f"{key} is how a ref is written, and no key; {key.replace('-', '')} is"
        )
    ]


def keys_out(noun: str, known: Mapping[int, str | None]) -> dict[int, str]:
    """What stands for a key of each record on its way out, in the order of refs.

    Its own, or `new-V-3` where it has none or one that no import takes, with a number after it
    where that is another's key.
    """
    keys = {
        number: None if key is None or re.fullmatch(PRINTED, key) else key
        for number, key in known.items()
    }
    taken = {key for key in known.values() if key is not None}
    found = {}
    for number, own in sorted(keys.items()):
        new = f"new-{LETTERS[noun]}-{number}"
        tries = chain([new], (f"{new}-{again}" for again in count(2)))
        found[number] = own or next(key for key in tries if key not in taken)
        taken.add(found[number])
    return found


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


def support_ref(number: int, action: int | None = None) -> str:
    """The ref of a support to volunteers, or of an action that was agreed there."""
    return f"U-{number}" if action is None else f"U-{number}/{action}"


def change_set_ref(number: int) -> str:
    """The ref of a change set: what one command changed."""
    return f"H-{number}"
