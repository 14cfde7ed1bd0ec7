"""Making the file of a made-up service: as `db init` makes one, filled as `import` fills it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ivtool import db
from ivtool.demo import words
from ivtool.demo.following import follow
from ivtool.demo.recruiting import recruit
from ivtool.demo.service import Service, Size
from ivtool.services.file.files import create
from ivtool.services.file.keys import NewKey
from ivtool.services.imports import import_workbook
from ivtool.services.policy import set_policy
from ivtool.settings import Settings
from ivtool.sheets.workbook import read_workbook

Progress = Callable[[str, int], None]
# Of how many looked-after children a match is one.
CHILDREN_TO_A_MATCH = 9
MATCHES_TO_A_COORDINATOR = 30


@dataclass(frozen=True, slots=True)
class MadeDemo:
    """A file with a made-up service; `rows` counts what each sheet put into it."""

    file: Path
    size: Size
    rows: dict[str, int]


def make_demo(
    settings: Settings, file: Path, size: Size, progress: Progress | None = None
) -> MadeDemo:
    """Make a file and fill it with a service made up as of today; all of it, or no file.

    Raises Refused where there is a file already, StoreError where none can be made.
    """
    rows: dict[str, int] = {}

    def fill(made: Settings) -> None:
        rows.update(_fill(made, size, progress))

    settings = settings.on_file(file)
    created = create(settings, words.SERVICE, words.CONTACT, NewKey(demo=True), fill)
    return MadeDemo(created.file, size, rows)


def _fill(settings: Settings, size: Size, progress: Progress | None) -> dict[str, int]:
    today = settings.today
    service = Service(size, today)
    with TemporaryDirectory(prefix="ivtool-demo-") as name:
        service.write(Path(name))
        workbook = read_workbook(Path(name), progress)
    # Under the import's name, so that a report tells nothing here as entered since.
    with db.writing(settings, "import") as writer:
        imported = import_workbook(writer, workbook, today, progress)
        if imported.refusals:
            [first] = imported.refusals.first()
            raise RuntimeError(f"{first.file} row {first.row} is refused: {first.code}")
        fte = max(1.0, round(size.matches / MATCHES_TO_A_COORDINATOR, 1))
        set_policy(writer, "service.fte", str(fte), service.began_on)
        for authority in words.AUTHORITIES:
            children = str(size.matches * CHILDREN_TO_A_MATCH + 60)
            set_policy(writer, f"authority.{authority}.looked_after", children, service.began_on)
        recruit(writer, service.began_on, today)
        follow(writer, today)
    return {count.sheet: count.added for count in imported.counts}
