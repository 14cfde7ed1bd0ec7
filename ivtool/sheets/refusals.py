"""Why a row, or a whole file, of a spreadsheet is refused.

A refusal never holds a name or free text: only the days, numbers, fixed words and keys that were
not understood.
"""

from collections.abc import Sequence
from dataclasses import dataclass

# A cell longer than this is no day, number, word or key: it is a text in the wrong column.
LONGEST_SHOWN = 40
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason why a row is refused; `why` ends a sentence that the column or value begins.

    `row` counts as the spreadsheet shows it; a refusal of the whole file names the row where it
    was noticed, 1 if there is none, and None where the file was not read.
    """

    sheet: str
    file: str
    row: int | None
    column: str | None
    value: str | None
    code: str
    why: str


class UnusableFile(Exception):
    """A file that cannot be read as a sheet, from this row on."""

    def __init__(self, code: str, why: str, row: int = 1) -> None:
        super().__init__(why)
        self.code = code
        self.why = why
        self.row = row


def shown(text: str) -> str | None:
    """A refused value as far as it may be shown: None if it is blank or longer than any value."""
    text = text.strip()
    return text if text and text.isprintable() and len(text) <= LONGEST_SHOWN else None


def some_of(words: Sequence[str]) -> str:
    """The first words of a list, and how many more there are."""
    more = f" and {len(words) - MOST_NAMED:,} more" if len(words) > MOST_NAMED else ""
    return ", ".join(words[:MOST_NAMED]) + more
