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
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path

import bare_loader
import big_service
import recruited
import waiting

from ivtool.queries.support import due
from ivtool.queries.visits.visits import live_matches

TODAY = date(2026, 11, 23)
MATCHES = 5_000
PEOPLE = 20_000
WAITING = 1_000
QUICKER = 20
VISITS_EACH = 120
KIB_IN_MIB = 1024
# As people have it: compiled modules kept, and no settings but the day.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if not name.startswith(("IVTOOL_", "PYTHON"))
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

    python: str
    ivtool: str

    def on(self, file: Path, *arguments: str) -> list[str]:
        """A command line on a data file."""
        return [self.ivtool, "--db", str(file), *arguments]

    def new_file(self, file: Path, *, encrypted: bool = False) -> Path:
        """A new data file; plain unless said, so that the shell can open it and kinds compare."""
        run(self.on(file, "db", "init", *([] if encrypted else ["--plain"])))
        return file


def main() -> None:
    """Measure everything and print one table."""
    parser = argparse.ArgumentParser(description="How quick ivtool is, as ratios.")
    parser.add_argument("--quick", action="store_true", help="a twentieth of the large service")
    matches = MATCHES // QUICKER if parser.parse_args().quick else MATCHES
    print("| what | against | result | middle half | n | target | |")
    print("| --- | --- | ---: | ---: | ---: | ---: | --- |", flush=True)
    with tempfile.TemporaryDirectory(prefix="ivtool-benchmark-") as name:
        scratch = Path(name)
        program = installed(scratch)
        # The keys of these files go with them.
        ENVIRONMENT["XDG_CONFIG_HOME"] = str(scratch / "settings")
        measure_start_up(program, scratch)
        plain = measure_import(program, scratch, matches)
        measure_looking(program, plain, matches)
        measure_support(program, plain, matches)
        measure_today(program, plain, matches)
        measure_reviews(program, scratch, plain, matches)
        measure_volunteers(program, scratch, PEOPLE * matches // MATCHES)
        measure_matching(program, scratch)
        measure_encryption(program, scratch, plain, matches)


def measure_start_up(program: Program, scratch: Path) -> None:
    """What small commands cost beside an interpreter that does nothing."""
    file = program.new_file(scratch / "small.db")
    run(program.on(file, "import", str(service(program, 60, 60))))
    nothing = [program.python, "-c", "pass"]
    tell_ratio("`python -c pass`", "itself", pairs(nothing, nothing, 25))
    for words, target, code in (
        ("--help", 5, 0),
        ("report overdue --formt json", 5, 2),
        ("report overdue --format json", 6, 0),
        ("report overdue --format table", 8, 0),
        ("today", 7, 0),
        ("volunteer list", 7, 0),
    ):
        found = pairs(program.on(file, *words.split()), nothing, 25, code=code)
        tell_ratio(f"`{words}`", "`python -c pass`", found, target)
    for words, most in (
        ("visit log M-{0} --on 22/11/2026", 7.5),
        ("expenses claim V-{0} --match M-{0} --on 22/11/2026 --miles 24", 9),
        ("volunteer check V-{0} dbs --checked 20/11/2026", 9),
        ("concern raise --child C-{0} --kind other --words late", 9),
    ):
        found = pairs(each_in_turn(program, file, words), nothing, 25)
        tell_ratio(f"`{' '.join(words.split()[:2])}`", "`python -c pass`", found, most)


def each_in_turn(program: Program, file: Path, words: str) -> Command:
    """A command line whose record is another one every time, so that none is refused as done."""
    number = count(1)
    return lambda: program.on(file, *words.format(next(number)).split())


def measure_import(program: Program, scratch: Path, matches: int) -> Path:
    """What a large service costs to import; the file it made."""
    folder = service(program, matches, VISITS_EACH)
    empty = program.new_file(scratch / "empty.db")
    imported, bare = scratch / "imported.db", scratch / "bare.db"

    def load() -> list[str]:
        shutil.copy(empty, imported)
        return program.on(imported, "import", str(folder))

    def load_bare() -> list[str]:
        bare.unlink(missing_ok=True)
        return [program.python, bare_loader.__file__, str(folder), str(bare)]

    found = pairs(load, load_bare, 3, warm=False)
    visits = matches * VISITS_EACH
    rate = visits / statistics.median(cost.seconds for cost in found.ours)
    # Of a smaller service the start is a part that counts: no target was set for that.
    judged = matches == MATCHES
    tell(
        f"`import`, {visits:,} visits",
        "visits a second",
        f"{rate:,.0f}",
        n=3,
        target="≥ 15,000" if judged else "",
        met=rate >= 15_000 if judged else None,
    )
    tell_peak("the same", found, 400)
    tell_ratio("the same", "bare `csv` and `executemany`", found, 3.5 if judged else None)
    return imported


def measure_looking(program: Program, file: Path, matches: int) -> None:
    """What looking through a large service costs, beside the shell of the database."""
    what = f"`report overdue --format json`, {matches:,} matches"
    against = "`sqlite3`, the same facts"
    if shutil.which("sqlite3") is None:
        tell(what, against, "no `sqlite3` here")
        return
    shell = ["sqlite3", "-readonly", str(file), statement(file)]
    found = pairs(program.on(file, "report", "overdue", "--format", "json"), shell, 15)
    tell_ratio(what, against, found, 10 if matches == MATCHES else None)
    tell_peak("the same", found, 64)


def measure_support(program: Program, file: Path, matches: int) -> None:
    """What it costs to see whose supervision is due, once all were supervised for three years.

    Without that `today` would list everybody.
    """
    run(program.on(file, "import", str(service(program, matches, 0))))
    what = f"`report support --format json`, {matches:,} matches"
    against = "`sqlite3`, the same facts"
    if shutil.which("sqlite3") is None:
        tell(what, against, "no `sqlite3` here")
        return
    questions = "; ".join(support_statements(file))
    shell = ["sqlite3", "-readonly", str(file), questions]
    found = pairs(program.on(file, "report", "support", "--format", "json"), shell, 15)
    tell_ratio(what, against, found, 10 if matches == MATCHES else None)
    tell_peak("the same", found, 64)


def measure_today(program: Program, file: Path, matches: int) -> None:
    """What the day's list costs on a large service, for all and for one who leads a part of it."""
    nothing = [program.python, "-c", "pass"]
    judged = 12 if matches == MATCHES else None
    what = f"`today --format json`, {matches:,} matches"
    words = ("today", "--format", "json")
    tell_ratio(what, "`python -c pass`", pairs(program.on(file, *words), nothing, 25), judged)
    led = Path(shutil.copy(file, file.parent / "led.db"))
    hired = ("staff", "add", "Ros Hale", "--role", "co-ordinator", "--on", "1/9/2026")
    run(program.on(led, *hired))
    run(program.on(led, "staff", "lead", "S-1", "--match", "M-1", "--on", "1/9/2026"))
    found = pairs(program.on(led, *words, "--for", "S-1"), nothing, 25)
    tell_ratio("the same, `--for` one", "`python -c pass`", found, judged)


def measure_reviews(program: Program, scratch: Path, plain: Path, matches: int) -> None:
    """What looking for reviews costs where every match has had two, beside who is overdue."""
    file = Path(shutil.copy(plain, scratch / "reviewed.db"))
    folder = scratch / "reviews"
    big_service.write_reviews(folder, matches)
    run(program.on(file, "import", str(folder)))
    what = f"`report reviews --format json`, {matches:,} matches"
    ours, theirs = (
        program.on(file, "report", name, "--format", "json") for name in ("reviews", "overdue")
    )
    found = pairs(ours, theirs, 15)
    tell_ratio(what, "`report overdue`", found, 1.25 if matches == MATCHES else None)
    tell_peak("the same", found, 64)


def measure_volunteers(program: Program, scratch: Path, people: int) -> None:
    """What looking through a large number of volunteers costs beside an empty interpreter."""
    file = program.new_file(scratch / "volunteers.db")
    run([program.python, recruited.__file__, str(file), str(people)])
    nothing = [program.python, "-c", "pass"]
    for words, most in (
        ("report pipeline --format json", 8.5),
        ("report checks --format json", 9.5),
    ):
        found = pairs(program.on(file, *words.split()), nothing, 25)
        what = f"`{words}`, {people:,} volunteers"
        tell_ratio(what, "`python -c pass`", found, most if people == PEOPLE else None)


def measure_matching(program: Program, scratch: Path) -> None:
    """What ranking and planning cost with a thousand who wait and a thousand who are free."""
    folder, file = scratch / "waiting", program.new_file(scratch / "waiting.db")
    run([program.python, waiting.__file__, str(folder), str(WAITING)])
    run(program.on(file, "import", str(folder)))
    nothing = [program.python, "-c", "pass"]
    found = pairs(program.on(file, "match", "propose", "R-1", "--format", "json"), nothing, 25)
    what = f"`match propose`, {WAITING:,} volunteers"
    tell_ratio(what, "`python -c pass`", found, 12)
    costs = [run(program.on(file, "match", "plan", "--format", "json")) for _ in range(5)]
    seconds = statistics.median(cost.seconds for cost in costs)
    tell(
        f"`match plan`, {WAITING:,} × {WAITING:,}",
        "seconds",
        f"{seconds:.2f} s",
        n=len(costs),
        target="≤ 2 s",
        met=seconds <= 2,
    )


def measure_encryption(program: Program, scratch: Path, plain: Path, matches: int) -> None:
    """What the same commands cost on an encrypted file, beside a plain one."""
    folder = service(program, 60, 60)
    ours, theirs = (Kind(program, scratch, folder, encrypted=each) for each in (True, False))
    for words in ("db path", "report overdue --format json", "report overdue --format table"):
        found = pairs(ours.look(words), theirs.look(words), 25)
        tell_ratio(f"`{words}`, encrypted", "plain", found, 1.25)
    found = pairs(ours.log, theirs.log, 25)
    tell_ratio("`visit log`, encrypted", "plain", found, 1.25)
    found = pairs(ours.load, theirs.load, 5)
    tell_ratio("`import`, 3,600 visits, encrypted", "plain", found, 1.25)
    large = scratch / "large.db"
    shutil.copy(plain, large)
    run(program.on(large, "db", "encrypt"))
    for words in ("report overdue --format json", "report compliance --format json"):
        on = [program.on(file, *words.split()) for file in (large, plain)]
        judged = 2 if matches == MATCHES else None
        what = f"`{words}`, {matches:,} matches, encrypted"
        tell_ratio(what, "plain", pairs(on[0], on[1], 15), judged)


class Kind:
    """The small service in a file that is encrypted or plain, and commands on it."""

    def __init__(self, program: Program, scratch: Path, folder: Path, *, encrypted: bool) -> None:
        self._program = program
        self._folder = folder
        self._number = count(1)
        name = "encrypted" if encrypted else "plain"
        self._file = program.new_file(scratch / f"{name}.db", encrypted=encrypted)
        self._empty = Path(shutil.copy(self._file, scratch / f"{name}-empty.db"))
        self._filled = scratch / f"{name}-filled.db"
        run(program.on(self._file, "import", str(folder)))

    def look(self, words: str) -> list[str]:
        """A command that only looks."""
        return self._program.on(self._file, *words.split())

    def log(self) -> list[str]:
        """Logging the visit of the next match."""
        words = ("visit", "log", f"M-{next(self._number)}", "--on", "21/11/2026")
        return self._program.on(self._file, *words)

    def load(self) -> list[str]:
        """Importing all into a file that is empty again."""
        shutil.copy(self._empty, self._filled)
        return self._program.on(self._filled, "import", str(self._folder))


def installed(scratch: Path) -> Program:
    """The program in an environment such as people have it in.

    An editable install makes every start of its interpreter slower, and so our ratios better.
    """
    folder = scratch / "installed"
    venv.create(folder, symlinks=True, with_pip=True)
    python, ours = folder / "bin" / "python", folder / "bin" / "ivtool"
    checkout, packages = Path(__file__).parent.parent, sysconfig.get_path("purelib")
    base = {"base": str(folder), "platbase": str(folder)}
    paths = Path(sysconfig.get_path("purelib", "venv", base), "ivtool.pth")
    paths.write_text(f"{checkout}\n{packages}\n", encoding="utf-8")
    _, *script = Path(sysconfig.get_path("scripts"), "ivtool").read_text("utf-8").splitlines()
    ours.write_text("\n".join([f"#!{python}", *script, ""]), encoding="utf-8")
    ours.chmod(0o755)
    return Program(str(python), str(ours))


def service(program: Program, matches: int, visits_each: int) -> Path:
    """The folder of a made-up service; made once and kept among the temporary files."""
    made_by = hashlib.sha256(Path(big_service.__file__).read_bytes()).hexdigest()[:8]
    kept = Path(tempfile.gettempdir(), f"ivtool-benchmark-{os.getuid()}-{made_by}")
    folder = kept / f"{matches}x{visits_each}"
    if not folder.exists():
        part = kept / f"part-{os.getpid()}"
        # In a process of its own: the memory that this one holds counts as every child's.
        run([program.python, big_service.__file__, str(part), str(matches), str(visits_each)])
        part.rename(folder)
    return folder


def statement(file: Path) -> str:
    """The question that `report overdue` asks for the live matches, with its values, as SQL."""
    asked: list[str] = []
    with closing(sqlite3.connect(file)) as reader:
        reader.set_trace_callback(asked.append)
        # No match has this number: thousands of them would be memory that counts as the child's.
        live_matches(reader, TODAY, match=-1)
    [question] = asked
    return question.replace("(-1 IS NULL OR m.id = -1)", "(NULL IS NULL OR m.id = NULL)")


def support_statements(file: Path) -> list[str]:
    """The questions that `report support` asks, with their values, as SQL."""
    asked: list[str] = []
    with closing(sqlite3.connect(file)) as reader:
        reader.set_trace_callback(asked.append)
        # As above: of nobody, that no row is held here.
        due.last_held(reader, TODAY, volunteers=[-1])
        due.visitors(reader, TODAY, volunteers=[-1])
        due.open_actions(reader, TODAY, [-1])
    nobody = (" AND a.volunteer_id IN (-1)", " AND v.id IN (-1)")
    return [each.replace(nobody[0], "").replace(nobody[1], "") for each in asked]


def pairs(
    ours: Sequence[str] | Command,
    theirs: Sequence[str] | Command,
    n: int,
    *,
    code: int = 0,
    warm: bool = True,
) -> Pairs:
    """Run two commands in turn, n times each, after once unmeasured. Ours ends with `code`."""
    found = Pairs([], [])
    for turn in range(-1 if warm else 0, n):
        our_cost = run(ours() if callable(ours) else ours, code)
        their_cost = run(theirs() if callable(theirs) else theirs)
        if turn >= 0:
            found.ours.append(our_cost)
            found.theirs.append(their_cost)
    return found


def run(command: Sequence[str], code: int = 0) -> Cost:
    """Run a command to its end. Raises SystemExit unless it ends with `code`."""
    begun = time.perf_counter()
    with subprocess.Popen(
        command,
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
        n=len(found.ratios),
        target="" if target is None else f"≤ {target:g} ×",
        met=None if target is None else ratio <= target,
    )


def tell_peak(what: str, found: Pairs, target: int) -> None:
    """Print the line of the most memory that a command held in any of its runs."""
    peak = found.peak_mib
    n = len(found.ours)
    tell(
        what, "peak memory", f"{peak:.0f} MiB", n=n, target=f"≤ {target:,} MiB", met=peak <= target
    )


def tell(
    what: str,
    against: str,
    result: str,
    spread: str = "",
    *,
    n: int | None = None,
    target: str = "",
    met: bool | None = None,
) -> None:
    """Print one line of the table, as soon as it is known."""
    verdict = {None: "", True: "met", False: "MISSED"}[met]
    cells = (what, against, result, spread, str(n or ""), target, verdict)
    print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
