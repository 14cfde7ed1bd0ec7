"""How large a spreadsheet may be that is read: policy of the reader, and the words that say so."""

from ivtool.sheets.refusals import UnusableFile

MOST_MEGABYTES = 200
MOST_BYTES = MOST_MEGABYTES * 1_000_000
MOST_ROWS = 1_000_000
MOST_COLUMNS = 256
MOST_MERGED = 200_000
LONGEST_CELL = 1_000_000
LONG_CELL = f"has a cell of over {LONGEST_CELL:,} characters"


def column_name(place: int) -> str:
    """A column as a spreadsheet calls it: 0 is `A`, 26 is `AA`."""
    name = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        name = chr(ord("A") + letter) + name
        place -= 1
    return name


def require_within(row: int, width: int) -> None:
    """Refuse a cell too far out: `width` counts a row's columns up to its last that is not blank.

    Raises UnusableFile.
    """
    if row > MOST_ROWS or width > MOST_COLUMNS:
        where = f"has something in row {row:,}, column {column_name(width - 1)}"
        most = f"at most {MOST_ROWS:,} rows of {MOST_COLUMNS} columns are read"
        raise UnusableFile("sheet.too_large", f"{where}; {most}", row)


class Budget:
    """What the cells of one reading may come to, however often one text is used again."""

    def __init__(self) -> None:
        self._left = MOST_BYTES

    def spend(self, characters: int, row: int) -> None:
        """Count characters. Raises UnusableFile where there are too many."""
        self._left -= characters
        if self._left < 0:
            why = f"holds more than {MOST_MEGABYTES} MB of text; import it in parts"
            raise UnusableFile("sheet.too_large", why, row)
