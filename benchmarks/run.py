"""How quick ivtool is, as ratios: `.venv/bin/python benchmarks/run.py [--quick]`.

Each measure runs two commands in turn, A B A B, and tells the median of the pairwise ratios: a
machine that slows down half-way slows both. Milliseconds of different runs say nothing.
"""

import argparse
import hashlib
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

import bare_loader
import big_service

from ivtool.facts.visits import live_matches

TODAY = date(2026, 11, 23)
PYTHON = [sys.executable]
IVTOOL = [str(Path(sys.executable).with_name("ivtool"))]
PASS = [*PYTHON, "-c", "pass"]
SQLMODEL = [*PYTHON, "-c", "import sqlmodel"]
QUICKER = 20
VISITS_EACH = 120
MIB = 1024
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith("IVTOOL_")
} | {"IVTOOL_TODAY": str(TODAY)}

Command = Callable[[], Sequence[str]]


@dataclass(frozen=True)
class Cost:
    """What one process took, and the most memory that it held."""

    seconds: float
    peak_mib: float


@dataclass(frozen=True)
class Pairs:
    """Two commands run in turn, as often as there are costs of each."""

    ours: list[Cost]
    theirs: list[Cost]

    @property
    def ratios(self) -> list[float]:
        return [a.seconds / b.seconds for a, b in zip(self.ours, self.theirs, strict=True)]

    @property
    def seconds(self) -> float:
        return statistics.median(cost.seconds for cost in self.ours)

    @property
    def peak_mib(self) -> float:
        return max(cost.peak_mib for cost in self.ours)


def main() -> None:
    """Measure everything and print one table."""
    parser = argparse.ArgumentParser(description="How quick ivtool is, as ratios.")
    parser.add_argument("--quick", action="store_true", help="a twentieth of the large service")
    matches = 5_000 // (QUICKER if parser.parse_args().quick else 1)
    print("| what | against | result | middle half | n | target | |")
    print("| --- | --- | ---: | ---: | ---: | ---: | --- |")
    with tempfile.TemporaryDirectory(prefix="ivtool-benchmark-") as name:
        measure_start_up(Path(name))
        measure_size(Path(name), matches)


def measure_start_up(scratch: Path) -> None:
    """What small commands cost beside an interpreter that does nothing."""
    file = new_file(scratch / "small.db")
    run([*IVTOOL, "--db", str(file), "import", str(service(60, 60))])
    at_file = [*IVTOOL, "--db", str(file)]
    overdue = [*at_file, "report", "overdue", "--format"]
    tell_ratio("`python -c pass`", "itself", pairs(PASS, PASS, 25))
    for what, command, target in (
        ("`ivtool --help`", [*IVTOOL, "--help"], 5),
        ("a usage error", [*at_file, "report", "overdue", "--formt", "json"], 5),
        ("`report overdue --format json`, 60 matches", [*overdue, "json"], 6),
        ("`report overdue --format table`, 60 matches", [*overdue, "table"], 8),
    ):
        tell_ratio(what, "`python -c pass`", pairs(command, PASS, 25), target)
    number = count(1)

    def log() -> list[str]:
        return [*at_file, "visit", "log", f"M-{next(number)}", "--on", "22/11/2026"]

    tell_ratio("`visit log`", '`python -c "import sqlmodel"`', pairs(log, SQLMODEL, 25), 1.3)


def measure_size(scratch: Path, matches: int) -> None:
    """What a large service costs to import, and to look through."""
    folder = service(matches, VISITS_EACH)
    visits = matches * VISITS_EACH
    empty = new_file(scratch / "empty.db")
    imported, bare = scratch / "imported.db", scratch / "bare.db"
    loader = [*PYTHON, bare_loader.__file__, str(folder), str(bare)]

    def load() -> list[str]:
        shutil.copy(empty, imported)
        return [*IVTOOL, "--db", str(imported), "import", str(folder)]

    def load_bare() -> list[str]:
        bare.unlink(missing_ok=True)
        return loader

    found = pairs(load, load_bare, 3, warm=False)
    tell(f"import, {visits:,} visits", "visits a second", f"{visits / found.seconds:,.0f}",
         n=3, target="≥ 15,000", met=visits / found.seconds >= 15_000)  # fmt: skip
    tell_peak("import", found, 1024)
    tell_ratio("import", "bare csv and `executemany`", found)
    overdue = [*IVTOOL, "--db", str(imported), "report", "overdue", "--format", "json"]
    what = f"`report overdue --format json`, {matches:,} matches, {visits:,} visits"
    if shutil.which("sqlite3") is None:
        tell(what, "`sqlite3`, the same facts", "not measured: there is no sqlite3 shell")
        return
    question = statement(imported)
    shell = ["sqlite3", "-readonly", str(imported), question]
    found = pairs(overdue, shell, 15)
    tell_ratio(what, "`sqlite3`, the same facts", found, 10)
    tell_peak("the same", found, 64)


def service(matches: int, visits_each: int) -> Path:
    """The folder of a made-up service; made once and kept among the temporary files."""
    made_by = hashlib.sha256(Path(big_service.__file__).read_bytes()).hexdigest()[:8]
    kept = Path(tempfile.gettempdir()) / f"ivtool-benchmark-{os.getuid()}-{made_by}"
    folder = kept / f"{matches}x{visits_each}"
    if not folder.exists():
        part = folder.with_suffix(f".{os.getpid()}")
        # In a process of its own: what this one holds would count as every child's.
        call = f"write_service(Path({str(part)!r}), {matches}, {visits_each})"
        run(
            [*PYTHON, "-c", f"from big_service import *; {call}"],
            cwd=Path(big_service.__file__).parent,
        )
        part.rename(folder)
    return folder


def statement(file: Path) -> str:
    """The one question that `report overdue` asks of the visits, with its values, as SQL."""
    asked: list[str] = []
    with closing(sqlite3.connect(file)) as reader:
        reader.set_trace_callback(asked.append)
        live_matches(reader, TODAY, match=1)
    [question] = [each for each in asked if "visited_on" in each]
    # Of all the matches; asking it of them here would make this process, and each child, large.
    return question.replace("(1 IS NULL OR m.id = 1)", "(NULL IS NULL OR m.id = NULL)")


def new_file(file: Path) -> Path:
    """A new data file."""
    run([*IVTOOL, "--db", str(file), "db", "init"])
    return file


def pairs(
    ours: Sequence[str] | Command, theirs: Sequence[str] | Command, n: int, *, warm: bool = True
) -> Pairs:
    """Run two commands in turn, n times each, after once unmeasured."""
    found = Pairs([], [])
    for turn in range(-1 if warm else 0, n):
        for command, costs in ((ours, found.ours), (theirs, found.theirs)):
            cost = run(command() if callable(command) else command)
            if turn >= 0:
                costs.append(cost)
    return found


def run(command: Sequence[str], cwd: Path | None = None) -> Cost:
    """Run a command to its end. Raises SystemExit unless it did its work, or was not understood."""
    begun = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=cwd,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 2}:
        raise SystemExit(f"{' '.join(command)[:200]} ended with {process.returncode}")
    return Cost(seconds, usage.ru_maxrss / MIB)


def tell_ratio(what: str, against: str, found: Pairs, target: float | None = None) -> None:
    """Print the line of two commands: the median of their ratios, and where half of them lie."""
    ratio = statistics.median(found.ratios)
    low, _, high = statistics.quantiles(found.ratios, n=4, method="inclusive")
    tell(
        what,
        against,
        f"{ratio:.2f} ×",
        f"{low:.2f} to {high:.2f}",
        len(found.ratios),
        "" if target is None else f"≤ {target:g} ×",
        met=None if target is None else ratio <= target,
    )


def tell_peak(what: str, found: Pairs, target: int) -> None:
    """Print the line of the most memory that a command held in any of its runs."""
    peak = found.peak_mib
    tell(what, "peak memory", f"{peak:.0f} MiB", n=len(found.ours), target=f"≤ {target:,} MiB",
         met=peak <= target)  # fmt: skip


def tell(
    what: str,
    against: str,
    result: str,
    spread: str = "",
    n: int | None = None,
    target: str = "",
    *,
    met: bool | None = None,
) -> None:
    """Print one line of the table, as soon as it is known."""
    verdict = {None: "", True: "met", False: "MISSED"}[met]
    cells: Iterable[object] = (what, against, result, spread, n or "", target, verdict)
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


if __name__ == "__main__":
    main()
