"""From a workbook, `.xlsx` or `.ods`, to records: every cell as the text that a CSV would hold.

Row numbers are those that the spreadsheet shows. Of merged cells the first has the text.
"""

from collections.abc import Iterator
from pathlib import Path

from ivtool.errors import NotFound, Problem, Refused
from ivtool.paths import is_folder, unusable
from ivtool.sheets import ods, xlsx
from ivtool.sheets.packages import DAMAGE, Package
from ivtool.sheets.pages import Oddities, Page
from ivtool.sheets.reading import Record, Score, Source, no_score
from ivtool.sheets.refusals import UnusableFile

READERS = {".xlsx": xlsx.pages, ".xlsm": xlsx.pages, ".ods": ods.pages}
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
OLD = "is protected by a password, or is an old Excel workbook; save it anew as .xlsx"
BROKEN = "is damaged; save the workbook anew"


def is_workbook(path: Path) -> bool:
    """Whether a file's name is that of a workbook; a folder is none, whatever its name."""
    return path.suffix.lower() in READERS and not is_folder(path)


def sheets_of_workbook(path: Path) -> list[Source]:
    """The sheets of a workbook in their order.

    Raises NotFound if there is no such file, Refused for a file that is no workbook, is under a
    password, or unpacks to more than the limits.
    """
    beginning = _beginning(path)
    if beginning == OLD_OFFICE:
        raise _refused(path, "workbook.password", OLD)
    try:
        pages = READERS[path.suffix.lower()](Package(path))
    except UnusableFile as fault:
        raise _refused(path, fault.code, fault.why) from None
    except DAMAGE:
        # What a library says may quote what stands in the file.
        raise _no_workbook(path, beginning) from None
    except OSError as fault:
        raise unusable(path, fault) from None
    return [_source(path, page) for page in pages]


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
    if beginning.startswith(b"PK"):
        return _refused(path, "workbook.damaged", "is damaged, or is no workbook; save it anew")
    why = "is no workbook, whatever its name; if it is CSV, call it .csv and give its folder"
    return _refused(path, "workbook.not_one", why)


def _refused(path: Path, code: str, why: str) -> Refused:
    return Refused(f"{path} cannot be imported", [Problem(code, f"the file {why}")])


def _source(path: Path, page: Page) -> Source:
    oddities = Oddities()

    def read(_: Score = no_score) -> Iterator[Record]:
        try:
            yield from page.read(oddities)
        except DAMAGE:
            raise UnusableFile("sheet.broken", BROKEN) from None
        except OSError as fault:
            why = f"cannot be read: {fault.strerror or 'the disk fails'}"
            raise UnusableFile("sheet.unreadable", why) from None

    name = page.name.strip()
    return Source(name, f"{path.name}, {name}", read, page.hidden, oddities.notes)
