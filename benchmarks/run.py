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
import sysconfig
import tempfile
import time
import venv
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
MATCHES = 5_000
QUICKER = 20
VISITS_EACH = 120
KIB_IN_MIB = 1024
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
        """How many times as long ours took, pair by pair."""
        return [a.seconds / b.seconds for a, b in zip(self.ours, self.theirs, strict=True)]

    @property
    def peak_mib(self) -> float:
        """The most memory that ours held in any run."""
        return max(cost.peak_mib for cost in self.ours)


@dataclass(frozen=True)
class Program:
    """The program as people have it, with its interpreter."""

    python: list[str]
    ivtool: list[str]

    def on(self, file: Path, *arguments: str) -> list[str]:
        """A command line on a data file."""
        return [*self.ivtool, "--db", str(file), *arguments]

    def pairs(
    ours: Sequence[str] | Command,
    theirs: Sequence[str] | Command,
    n: int,
    *,
    warm: bool = True,
    code: int = 0,
) -> Pairs:
    """Run two commands in turn, n times each, after once unmeasured. Ours ends with `code`."""
    found = Pairs([], [])
    for turn in range(-1 if warm else 0, n):
        mine = run(ours() if callable(ours) else ours, code)
        other = run(theirs() if callable(theirs) else theirs)
        if turn >= 0:
            found.ours.append(mine)
            found.theirs.append(other)
    return found


def run(command: Sequence[str], code: int = 0, folder: Path | None = None) -> Cost:
    """Run a command to its end. Raises SystemExit unless it ends with `code`."""
    begun = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != code:
        raise SystemExit(f"{' '.join(command)[:200]} ended with {process.returncode}")
    return Cost(seconds, usage.ru_maxrss / KIB_IN_MIB)


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
