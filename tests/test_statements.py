"""Each fact is read once a command: how many SQL statements a command sends, on the sample.

What opens, begins and ends a transaction is not counted.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import run_on

from ivtool import db

SAMPLE = Path(__file__).parent.parent / "sample"
TODAY = "2026-11-23"
NOT_COUNTED = ("PRAGMA", "BEGIN", "COMMIT", "ROLLBACK")
Count = Callable[..., int]
READY = (
    ("dbs", "--outcome", "clear", "--issued", "2026-11-20"),
    ("childrens_services", "--outcome", "clear"),
    ("medical", "--outcome", "clear"),
    ("reference", "--slot", "2", "--outcome", "clear"),
)


@pytest.fixture(scope="module")
def sample(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the sample service in it; never to be changed."""
    file = Path(shutil.copy(plain, tmp_path_factory.mktemp("sample") / "ivtool.db"))
    assert run_on(file, "--today", TODAY, "import", str(SAMPLE)) == 0
    return file


@pytest.fixture
def sent() -> list[str]:
    """What the last command sent."""
    return []


@pytest.fixture
def count(sample: Path, tmp_path: Path, sent: list[str], monkeypatch: pytest.MonkeyPatch) -> Count:
    """Runs a command line on a copy of the sample, and tells how many statements it sent."""
    file = Path(shutil.copy(sample, tmp_path / "ivtool.db"))
    connect = db.connect

    def counted(*arguments: object, **options: object) -> object:
        connection = connect(*arguments, **options)  # type: ignore[arg-type]
        connection.set_trace_callback(sent.append)
        return connection

    def run(*words: str) -> int:
        sent.clear()
        assert run_on(file, "--today", TODAY, *words) == 0
        return len([each for each in sent if not each.lstrip().upper().startswith(NOT_COUNTED)])

    monkeypatch.setattr(db, "connect", counted)
    return run


@pytest.mark.parametrize(
    ("line", "most"),
    [
        ("report compliance --month 2026-10", 33),
        ("report compliance --month 2026-10 --authority Elderwick", 34),
        ("report waiting", 17),
        ("report reviews", 4),
        ("report outcomes", 3),
        ("report ledger", 8),
        ("concern list", 3),
        ("report checks", 9),
        ("today", 28),
        ("match show M-1", 18),
        ("child show C-1", 12),
        ("referral show R-1", 9),
        ("volunteer show V-3", 19),
        ("report support", 5),
        ("support list", 5),
    ],
)
def test_a_report_reads_each_fact_once(count: Count, sent: list[str], line: str, most: int) -> None:
    assert count(*line.split()) <= most, "\n".join(sent)
    assert len(sent) == len(set(sent)), "\n".join(sent)


def test_a_volunteer_is_shown_by_reading_each_fact_once(count: Count) -> None:
    assert count("volunteer", "show", "V-3") <= 23


def test_evidence_is_recorded_by_reading_each_fact_once(count: Count) -> None:
    assert count("volunteer", "check", "V-11", "medical", "--outcome", "clear") <= 15


def test_a_stage_is_recorded_by_reading_each_fact_once(count: Count) -> None:
    for each in READY:
        count("volunteer", "check", "V-11", *each)
    assert count("volunteer", "advance", "V-11") <= 15
    assert count("volunteer", "show", "V-11") <= 23


def test_of_several_volunteers_each_fact_is_read_once(count: Count) -> None:
    one = ("training", "add", "--module", "boundaries", "--attended", "V-11")
    of_one = count(*one)
    # Each more is looked up, an insert and its history.
    assert count(*one, "--on", "2026-11-21", "--attended", "V-10", "--attended", "V-12") == (
        of_one + 2 * 3
    )
    for ref in ("V-11", "V-12"):
        count("panel", "add", ref, "--on", "2026-11-30")
    of_two = count("panel", "agenda")
    count("panel", "add", "V-10", "--on", "2026-11-30", "--matter", "second_match")
    assert count("panel", "agenda") == of_two


@pytest.mark.parametrize(
    ("words", "most"),
    [
        (("concern", "raise", "--match", "M-6", "--kind", "health", "--words", "A cough."), 9),
        (("staff", "add", "R. Hale", "--role", "co-ordinator"), 6),
        (("policy", "set", "matching.max_miles", "30"), 7),
        (("child", "worker", "C-7", "social_worker", "R. Hale"), 12),
        (("child", "move", "C-7", "--kind", "foster_care", "--postcode", "SA1 1AA"), 22),
    ],
    ids=lambda each: " ".join(each[:2]) if isinstance(each, tuple) else "",
)
def test_the_office_writes_by_reading_each_fact_once(
    count: Count, words: tuple[str, ...], most: int
) -> None:
    assert count(*words) <= most


@pytest.mark.parametrize(
    ("line", "most"),
    [
        ("visit log M-7 --on 22/11/2026 --minutes 90", 12),
        ("visit correct L-1 --minutes 80", 15),
        ("visit plan M-1 --on 5/12/2026", 15),
        ("expenses claim V-3 --match M-1 --on 22/11/2026 --miles 24", 15),
    ],
    ids=lambda value: " ".join(str(value).split()[:2]),
)
def test_what_is_entered_every_day_reads_each_fact_once(
    count: Count, sent: list[str], line: str, most: int
) -> None:
    assert count(*line.split()) <= most, "\n".join(sent)
    reads = [each for each in sent if each.lstrip().startswith("SELECT")]
    assert len(reads) == len(set(reads)), "\n".join(reads)
