"""Commands killed at random moments, and what must hold of the file after each."""

import csv
import json
import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from conftest import Ran, records, run_on
from warm import Running

from ivtool.keys import PLAIN_HEAD, head_of

SAMPLE = Path(__file__).parent.parent / "sample"
TODAY = ("--today", "2026-11-23")
# A child of the sample, and what stands in no file that is encrypted.
PLANTED = b"Kai Hollin"
IMPORT = ("import", str(SAMPLE))
# Made once, and copied before each kill.
BASES = ("new", "imported", "plain", "backup")
HISTORY = ("change_set", "change", "change_link", "change_value", "file_look")
# Findings that tell of no damage: no backup yet, or a decryption that was stopped half-way.
HARMLESS = ("file.plain_left", "backup.", "key.")
EARLY = 0.2
STEP = 0.0003


@dataclass
class Killing:
    """A command that is killed again and again on fresh copies of a file."""

    bases: dict[str, Path]
    base: str
    file: Path
    arguments: tuple[str, ...]
    how: signal.Signals = signal.SIGKILL
    # What it exits with undisturbed, and what lies beside the file before it.
    code: int = 0
    before: Callable[[Path], object] | None = None
    # Of the undisturbed run: seconds to its first trace in the folder, and to its end.
    first: float = 0.0
    whole: float = 0.0
    there: int = 0
    old: list[str] = field(default_factory=list)
    new: list[str] = field(default_factory=list)
    came_of_it: Counter[str] = field(default_factory=Counter)

    def begin(self) -> None:
        """Run the command once to its end: how long it takes, and what it makes of the file."""
        self.fresh()
        self.old = told(self.file)
        began = time.monotonic()
        running = self._start()
        self._wait_for_a_trace(running)
        self.first = time.monotonic() - began
        out, err = running.communicate(timeout=60)
        self.whole = time.monotonic() - began
        assert running.returncode == self.code, out + err
        self.new = told(self.file)

    def fresh(self) -> None:
        """The file as it was, alone in its folder."""
        shutil.rmtree(self.file.parent, ignore_errors=True)
        self.file.parent.mkdir(mode=0o700)
        shutil.copy(self.bases[self.base], self.file)
        if self.before is not None:
            self.before(self.file.parent)
        self.there = self._things()

    def kill(self) -> bool:
        """Run the command and kill it, mostly while it writes; whether it had done all before."""
        running = self._start()
        rest = max(self.whole - self.first, 0.01)
        if random.random() < EARLY:
            time.sleep(random.uniform(0, self.first))
        else:
            self._wait_for_a_trace(running)
            time.sleep(1.1 * rest * random.random() ** 1.5)
        running.send_signal(self.how)
        running.communicate(timeout=60)
        return running.returncode == self.code

    def seen(self, *, acknowledged: bool) -> None:
        """The next look works, nothing is damaged, and the records are the old or the new ones."""
        found = look(self.file, "report", "overdue")
        assert (found.code, found.err) == (0, ""), found
        require_sound(self.file)
        found_now = told(self.file)
        same = found_now == self.old
        whole = counted(found_now) == counted(self.new)
        assert same or whole, "half a change"
        assert whole or not acknowledged, "a change was lost"
        same = same and head_of(self.file) == head_of(self.bases[self.base])
        self.came_of_it["all done" if acknowledged else "as it was" if same else "changed"] += 1
        for saved in self.file.parent.glob("ivtool-backups/ivtool-*.db"):
            assert told(saved) == self.old

    def readable(self) -> set[str]:
        """The names of the files, beside their folders', that somebody without a key can read."""
        files = [path for path in self.file.parent.rglob("*") if path.is_file()]
        for path in files:
            assert path.stat().st_mode & 0o077 == 0, path
        return {
            path.name
            for path in files
            if (content := path.read_bytes()).startswith(PLAIN_HEAD) or PLANTED in content
        }

    def _start(self) -> Running:
        return Running("--db", str(self.file), *TODAY, *self.arguments)

    def _wait_for_a_trace(self, running: Running) -> None:
        while running.poll() is None and self._things() == self.there:
            time.sleep(STEP)

    def _things(self) -> int:
        return sum(len(folders) + len(files) for _, folders, files in os.walk(self.file.parent))


def sheets_of(folder: Path) -> dict[str, list[list[str]]]:
    """The rows of each sheet that stands in a folder under its name."""
    found = {}
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            found[path.name] = list(csv.reader(file))
    return found


def look(file: Path, *arguments: str) -> Ran:
    """Run a command in this process."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run_on(file, *TODAY, *arguments)
    return Ran(code, out.getvalue(), err.getvalue())


def require_sound(file: Path) -> None:
    """The check finds no damage, if perhaps that a backup is late."""
    found = look(file, "db", "check", "--format", "json")
    assert found.code in (0, 10), found
    codes = [each["code"] for each in json.loads(found.out)]
    assert [code for code in codes if not code.startswith(HARMLESS)] == []


def told(file: Path) -> list[str]:
    """All that a file holds but its receipts, in an order that does not change."""
    return sorted(records(file))


def counted(lines: list[str]) -> list[str]:
    """The same, with the history counted: it has the moment in it, and salts."""
    rest = [line for line in lines if line.partition(" ")[0] not in HISTORY]
    counts = Counter(name for line in lines if (name := line.partition(" ")[0]) in HISTORY)
    return [*rest, *(f"{name}: {counts[name]}" for name in HISTORY)]


def made_bases(folder: Path) -> dict[str, Path]:
    """A new file, one with the sample, a plain one with it, and an older one with another key."""
    bases = {name: folder / name / "ivtool.db" for name in BASES}
    for name, file in bases.items():
        assert look(file, "db", "init", *(["--plain"] if name == "plain" else [])).code == 0
        if name != "new":
            assert look(file, *IMPORT).code == 0
    assert look(bases["imported"], "visit", "log", "M-2", "--on", "2026-11-20").code == 0
    return bases
