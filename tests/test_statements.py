"""How many statements a command sends: a fact is read once.

The plain form of each, on the sample; what the engine is told about itself and where the
transaction begins and ends is not counted.
"""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from conftest import run_on

from ivtool import db

SAMPLE = Path(__file__).parent.parent / "sample"
DAY = "2026-11-23"
NOT_COUNTED = ("PRAGMA", "BEGIN", "COMMIT", "ROLLBACK")


@pytest.fixture(scope="module")
def plain_sample(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sample service in it, not encrypted; never to be changed."""
    file = Path(shutil.copy(plain, tmp_path_factory.mktemp("sample") / "ivtool.db"))
    assert run_on(file, "--today", DAY, "import", str(SAMPLE)) == 0
    return file


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that is sent to a file."""
    statements: list[str] = []
    connect = db.connect

    def traced(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection = connect(*arguments, **options)
        connection.set_trace_callback(statements.append)
        return connection

    monkeypatch.setattr(db, "connect", traced)
    return statements


@pytest.mark.parametrize(
    ("line", "most"),
    [
        ("visit log M-7 --on 22/11/2026 --minutes 90", 12),
        ("visit correct L-1 --minutes 80", 13),
        ("visit plan M-1 --on 5/12/2026", 13),
        ("expenses claim V-3 --match M-1 --on 22/11/2026 --miles 24", 14),
    ],
    ids=lambda value: " ".join(str(value).split()[:2]),
)
def test_a_command_reads_each_fact_once(
    plain_sample: Path, tmp_path: Path, sent: list[str], line: str, most: int
) -> None:
    file = Path(shutil.copy(plain_sample, tmp_path))
    assert run_on(file, "--today", DAY, *line.split()) == 0
    counted = [each for each in sent if not each.lstrip().startswith(NOT_COUNTED)]
    assert 0 < len(counted) <= most, "\n".join(counted)
    reads = [each for each in counted if each.lstrip().startswith("SELECT")]
    assert len(reads) == len(set(reads)), "\n".join(reads)
