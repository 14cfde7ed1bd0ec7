"""Sheets spoilt in every way that chance finds: told in words, in few lines, and nothing stored.

Seeded: the same ways every time.
"""

import io
import json
import random
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROUNDS, dump, run_on

TODAY = "2026-11-23"
SAMPLE = Path(__file__).parent.parent / "sample"
SAVED = Path(__file__).parent / "sheets" / "workbooks"
CODES = (0, 2, 3, 4, 5)
MOST_LINES = 200
STRANGE = (
    "", ",", ";", '"', "\0", "\r", "\n", "\ufeff", "\u200b", "#N/A", "Err:502", "Total", "٣", "nan",
    "1e999", "-1", "99999999999", "31/02/2026", "=1+1", "'", "\x1b[2J", "x" * 2_000, "VOL-01",
)  # fmt: skip


def spoilt_text(chance: random.Random, text: str) -> bytes:
    """A CSV with cells, lines or letters changed, and now and then in another encoding."""
    lines = text.split("\n")
    for _ in range(chance.randrange(1, 5)):
        place = chance.randrange(len(lines))
        way = chance.randrange(5)
        if way == 0:
            cells = lines[place].split(",")
            cells[chance.randrange(len(cells))] = chance.choice(STRANGE)
            lines[place] = ",".join(cells)
        elif way == 1:
            lines.insert(place, lines[chance.randrange(len(lines))])
        elif way == 2:
            del lines[place : place + chance.randrange(1, 3)]
            lines = lines or [""]
        elif way == 3:
            at = chance.randrange(len(lines[place]) + 1)
            lines[place] = lines[place][:at] + chance.choice(STRANGE) + lines[place][at:]
        else:
            lines[place] = lines[place].replace(",", chance.choice(",;\t"))
    return "\n".join(lines).encode(chance.choice(("utf-8", "utf-8-sig", "utf-16", "utf-8")))


def spoilt_book(chance: random.Random, content: bytes) -> bytes:
    """A workbook with bytes of one of its parts changed, taken out or put in."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as book, zipfile.ZipFile(made, "w") as spoilt:
        names = [name for name in book.namelist() if name.endswith((".xml", ".rels"))]
        chosen = chance.choice(names)
        for name in book.namelist():
            part = bytearray(book.read(name))
            if name == chosen:
                for _ in range(chance.randrange(1, 4)):
                    at = chance.randrange(len(part) + 1)
                    end = at + chance.randrange(3)
                    put = chance.choice(STRANGE).encode() if chance.random() < 0.5 else b"9" * 4
                    part[at:end] = chance.choice((put, b"<", b'"', b"&lt;", b"</row>", b""))
            spoilt.writestr(name, bytes(part))
    return made.getvalue()


def held(file: Path, source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Import it: one of the codes, no traceback, few lines, all or nothing, whole JSON."""
    before = dump(file)
    options = ("--today", TODAY, "import", str(source), "--format", "json")
    capsys.readouterr()
    code = run_on(file, *options)
    out, err = capsys.readouterr()
    assert code in CODES, err
    assert "Traceback" not in err
    assert len(err.splitlines()) < MOST_LINES
    if code != 0:
        assert dump(file) == before
    if code in (0, 4):
        assert isinstance(json.loads(out), list)


def spoil_folder(chance: random.Random, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(SAMPLE, folder)
    path = chance.choice(sorted(folder.glob("*.csv")))
    path.write_bytes(spoilt_text(chance, path.read_text("utf-8")))
    return folder


def spoil_book(ending: str) -> Callable[[random.Random, Path], Path]:
    def spoil(chance: random.Random, folder: Path) -> Path:
        folder.mkdir(exist_ok=True)
        path = folder / f"book{ending}"
        path.write_bytes(spoilt_book(chance, (SAVED / f"book{ending}").read_bytes()))
        return path

    return spoil


# How each is spoilt, and how often: a workbook is soon no workbook at all.
SPOIL = {
    "csv": (spoil_folder, 60),
    "xlsx": (spoil_book(".xlsx"), 20),
    "ods": (spoil_book(".ods"), 20),
}


@pytest.mark.slow
@pytest.mark.hunt
@pytest.mark.parametrize("kind", SPOIL)
def test_a_spoilt_sheet_is_told_and_stores_nothing(
    kind: str, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(kind)
    spoil, times = SPOIL[kind]
    for _ in range(times * ROUNDS):
        held(file, spoil(chance, tmp_path / "in"), capsys)
