"""From a cell's text to its value, one function a kind of cell.

Each takes a text that is trimmed and not blank, and raises ValueError with a phrase that the text
begins: `31/02/2026` "is not a day of the calendar".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from ivtool.domain.children.availability import written_slots
from ivtool.domain.days import MONTH_FORMS, Month, written_day, written_month
from ivtool.domain.letters import seen
from ivtool.domain.numbers import miles, money, whole_number
from ivtool.domain.sentences import words
from ivtool.sheets.pages import NOT_RECKONED
from ivtool.sheets.rows import FileId

YES = frozenset({"yes", "y", "true", "1", "x"})
NO = frozenset({"no", "n", "false", "0"})
# What a spreadsheet would take for a formula; our own exports put an apostrophe before it, and one
# more before a text that begins so by itself.
GUARDED = re.compile(r"'+[=+\-@\t\r]")
# A cell that shows a day may hold the hour as well.
HOUR = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?")
GAPS = re.compile(r"[\s_-]+")
FILE_ID = re.compile(r"([0-9a-f]{32})/([0-9]{1,18})")
CELLS_REMEMBERED = 8_192
# What stands in a cell whose formula came to nothing, in Excel, LibreOffice and Google's sheets.
FAILED = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!"
    r"|UNKNOWN!|EXTERNAL!|PYTHON!|TIMEOUT!|ERROR!|GETTING_DATA|N/A!)|Err:[0-9]{3}",
    re.IGNORECASE,
)


class NoValue(ValueError):
    """A cell that holds what no column takes, whatever its spelling; its code is its own.

    `shown` is what it holds, as far as it may be shown.
    """

    def __init__(self, code: str, why: str, shown: str | None = None) -> None:
        super().__init__(why)
        self.code = code
        self.shown = shown


def _require_value(cell: str) -> None:
    if cell == NOT_RECKONED:
        raise NoValue(
            "sheet.formula_not_reckoned",
            "is a formula whose result is not in the file; open the workbook, save it, try again",
        )
    if FAILED.fullmatch(cell):
        raise NoValue("sheet.formula_error", "is a formula that has failed", cell)


def text(written: str) -> str:
    """A text as it is, `007` and `=1+1` too; a line break is one character on every system.

    The apostrophe that an export of ours puts before `=`, `+`, `-`, `@`, tab or return, or before
    such an apostrophe, is taken off. Raises ValueError for a NUL character, which no file can hold.
    """
    if "\0" in written:
        raise ValueError("holds a NUL character")
    if GUARDED.match(written):
        written = written[1:]
    return written.replace("\r\n", "\n")


def listed(written: str) -> str | None:
    """A list parted by semicolons, written one way: `a; b`. None if every part is blank."""
    parts = (part.strip() for part in text(written).split(";"))
    return "; ".join(part for part in parts if seen(part)) or None


def day(written: str) -> date:
    """A day; the hour that a workbook's cell may hold beside it is left out."""
    found = HOUR.fullmatch(written)
    return written_day(found[1] if found else written)


def birth_day(written: str) -> date:
    """A date of birth: a day whose year has four digits, for 20yy would be wrong of most adults."""
    found = HOUR.fullmatch(written)
    return written_day(found[1] if found else written, short_years=False)


def month(written: str) -> Month:
    """A month, or the month of a day. Raises ValueError for anything else."""
    try:
        return written_month(written)
    except ValueError:
        raise ValueError(f"is not a month; write {MONTH_FORMS}") from None


def yes_or_no(written: str) -> bool:
    """Yes or no, as spreadsheets and people write it. Raises ValueError for anything else."""
    word = written.lower()
    if word in YES:
        return True
    if word in NO:
        return False
    raise ValueError("is neither yes nor no")


def file_id(written: str) -> FileId | None:
    """Which file a row is of, as an export of ours says it; anything else says nothing of it."""
    found = FILE_ID.fullmatch(written)
    return FileId(found[1], int(found[2])) if found else None


def written_file_id(which: FileId) -> str:
    """The same as an export writes it."""
    return f"{which.identity}/{which.change_set}"


def word(kind: type[StrEnum]) -> Callable[[str], StrEnum]:
    """The reader of a fixed list's words, which are compared without case, spaces and hyphens."""

    def read(written: str) -> StrEnum:
        try:
            return kind(GAPS.sub("_", written.lower()))
        except ValueError:
            raise ValueError(f"is none of {words(kind)}") from None

    return read


@dataclass(frozen=True, slots=True)
class Spelling:
    """How a kind of cell is read, the code of its refusal, whether a refused value is shown.

    What people `wrote` keeps the letters in it that nobody sees: some scripts need them.
    """

    read: Callable[[str], object]
    code: str
    is_shown: bool = True
    wrote: bool = False


TEXT = Spelling(text, "sheet.not_text", is_shown=False, wrote=True)
SLOTS = Spelling(written_slots, "sheet.not_a_word")
LIST = Spelling(listed, "sheet.not_text", is_shown=False, wrote=True)
KEY = Spelling(text, "sheet.not_text")
DAY = Spelling(day, "sheet.not_a_day")
BIRTH_DAY = Spelling(birth_day, "sheet.not_a_day")
MONTH = Spelling(month, "sheet.not_a_month")
YES_OR_NO = Spelling(yes_or_no, "sheet.not_yes_or_no")
WHOLE_NUMBER = Spelling(whole_number, "sheet.not_a_number")
MILES_TENTHS = Spelling(miles, "sheet.not_a_number")
MONEY_PENCE = Spelling(money, "sheet.not_a_number")
WHICH_FILE = Spelling(file_id, "sheet.not_text")


def word_of(kind: type[StrEnum]) -> Spelling:
    """The spelling of a fixed list's words."""
    return Spelling(word(kind), "sheet.not_a_word")


def cell_reader(spelling: Spelling, *, required: bool) -> Callable[[str], object]:
    """The reader of a column's cells as they stand in the file: None for a blank one.

    Raises ValueError where the spelling does, and for a blank cell that is required.
    """

    # Most cells of a column repeat: keys, days, words, places. A hit costs a tenth of a reading.
    @lru_cache(maxsize=CELLS_REMEMBERED)
    def read(cell: str) -> object:
        shown = seen(cell)
        if shown[:1] in ("#", "E", "e"):
            _require_value(shown)
        cell = cell.strip() if spelling.wrote and shown else shown
        value = spelling.read(cell) if cell else None
        if value is None and required:
            raise ValueError("is blank")
        return value

    return read
