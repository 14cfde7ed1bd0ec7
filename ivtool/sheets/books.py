"""From a workbook, `.xlsx` or `.ods`, to records: every cell as the text that a CSV would hold.

Row numbers are those that the spreadsheet shows. A cell that a formula failed in is blank, and of
merged cells the first has the text.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from ivtool.errors import NotFound, Problem, Refused
from ivtool.placing import is_folder, unusable
from ivtool.sheets.reading import Found, Record, Source, folded_name
from ivtool.sheets.refusals import UnusableFile

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

ENDINGS = (".xlsx", ".xlsm", ".ods")
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
# A spreadsheet reckons with so many digits and shows no more: 0.1 + 0.2 is 0.3.
DIGITS = 15
MIDNIGHT = time()
PASSWORD = "is protected by a password; save it without one"  # noqa: S105 - words, not a secret
Cell = int | float | str | bool | time | date | datetime | timedelta


def is_workbook(path: Path) -> bool:
    """Whether a file's name is that of a workbook; a folder is none, whatever its name."""
    return path.suffix.lower() in ENDINGS and not is_folder(path)


def find_in_workbook(path: Path, names: tuple[str, ...]) -> Found:
    """The sheets of these names in a workbook, compared without case, and the visible others.

    Raises NotFound if there is no such file or no sheet in it, Refused for a file that is no
    workbook, or one under a password.
    """
    from python_calamine import CalamineError, PasswordError, SheetVisibleEnum, load_workbook

    beginning = _beginning(path)
    try:
        book = load_workbook(path)
        sheets = book.sheets_metadata
    except PasswordError:
        raise _refused(path, "workbook.password", PASSWORD) from None
    except CalamineError:
        # What the library says may quote what stands in the file.
        raise _no_workbook(path, beginning) from None
    except OSError as fault:
        raise unusable(path, fault) from None
    found = Found({}, [], [])
    for sheet in sheets:
        hidden = sheet.visible != SheetVisibleEnum.Visible
        file = f"{path.name}, {sheet.name.strip()}"
        if (name := folded_name(sheet.name)) in names:
            source = Source(file, _reader_of(book, sheet.name))
            found.sources.setdefault(name, []).append(source)
            if hidden:
                found.notes.append(f"{file} is a hidden sheet; it is read all the same")
        elif not hidden:
            found.unknown.append(file)
    if not found.sources:
        raise NotFound(f"there is no sheet in {path}", f"looked for {', '.join(names)}")
    return found


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(4)
    except FileNotFoundError:
        raise NotFound(f"there is no file {path}") from None
    except OSError as fault:
        raise unusable(path, fault) from None


def _no_workbook(path: Path, beginning: bytes) -> Refused:
    if not beginning:
        return _refused(path, "workbook.empty", "is empty")
    if beginning == OLD_OFFICE:
        why = "is protected by a password, or is an old Excel workbook; save it anew as .xlsx"
        return _refused(path, "workbook.password", why)
    if beginning.startswith(b"PK"):
        return _refused(path, "workbook.damaged", "is damaged, or is no workbook; save it anew")
    why = "is no workbook, whatever its name; if it is CSV, call it .csv and give its folder"
    return _refused(path, "workbook.not_one", why)


def _refused(path: Path, code: str, why: str) -> Refused:
    return Refused(f"{path} cannot be imported", [Problem(code, f"the file {why}")])


def _reader_of(book: "CalamineWorkbook", name: str) -> Callable[[], Iterator[Record]]:
    def read() -> Iterator[Record]:
        from python_calamine import CalamineError

        try:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except CalamineError:
            raise UnusableFile("sheet.broken", "is damaged; save the workbook anew") from None
        for row, cells in enumerate(rows, start=1):
            yield row, [written_cell(cell) for cell in cells]

    return read


def written_cell(cell: Cell) -> str:
    """A cell of a workbook as its text in a CSV: `1101.0` is `1101`, a date cell an ISO day."""
    match cell:
        case bool():
            written = "TRUE" if cell else "FALSE"
        case float():
            written = str(int(cell)) if cell.is_integer() else f"{cell:.{DIGITS}g}"
        case datetime():
            written = cell.date().isoformat()
            if cell.time() != MIDNIGHT:
                written += f" {_clock(cell.time())}"
        case date():
            written = cell.isoformat()
        case time():
            written = _clock(cell)
        case _:
            written = str(cell)
    return written


def _clock(moment: time) -> str:
    return moment.isoformat("minutes" if not moment.second else "seconds")
