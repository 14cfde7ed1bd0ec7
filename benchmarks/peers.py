"""ivtool beside other command-line programs: `.venv/bin/python benchmarks/peers.py`.

Each program is installed with the same Python into an environment of its own, ours with them, and
all are run in turn, one after another, round after round: what is told is the median of each one's
ratio to the `python -c pass` of the same round. A program that cannot be installed is left out.
"""

import statistics
import subprocess
import tempfile
import venv
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from run import ENVIRONMENT, Program, installed, run, service

ROUNDS = 21
PEERS = ("td-watson", "jrnl", "khal", "beets", "sqlite-utils")
KHAL = """\
[calendars]
[[home]]
path = {folder}/home
type = calendar
[locale]
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
"""


@dataclass(frozen=True)
class Run:
    """One command of one program, made anew for every round, and the code it ends with."""

    program: str
    what: str
    command: Callable[[], Sequence[str]]
    code: int = 0


def main() -> None:
    """Install, run in turn, and print one table."""
    with tempfile.TemporaryDirectory(prefix="ivtool-peers-") as name:
        scratch = Path(name)
        ENVIRONMENT.update(
            {key: str(scratch / key) for key in ("XDG_CONFIG_HOME", "XDG_DATA_HOME")}
        )
        ENVIRONMENT.update({"HOME": name, "WATSON_DIR": str(scratch / "watson")})
        ours = installed(scratch)
        runs = [Run("python", "`-c pass`", lambda: [ours.python, "-c", "pass"])]
        runs += of_ours(ours, scratch)
        for peer in PEERS:
            bin_folder = scratch / peer / "bin"
            venv.create(scratch / peer, symlinks=True, with_pip=True)
            with suppress(subprocess.CalledProcessError):
                pip = [str(bin_folder / "python"), "-m", "pip", "install", "--quiet", peer]
                subprocess.run(pip, check=True, stderr=subprocess.DEVNULL)
                runs += of_peer(peer, bin_folder, scratch)
        taken: dict[int, list[float]] = {place: [] for place in range(len(runs))}
        for turn in range(-1, ROUNDS):
            costs = [run(each.command(), each.code).seconds for each in runs]
            if turn >= 0:
                for place, seconds in enumerate(costs):
                    taken[place].append(seconds / costs[0])
        print("| program | what | × `python -c pass` | middle half |")
        print("| --- | --- | ---: | ---: |")
        for place, each in enumerate(runs):
            low, middle, high = statistics.quantiles(taken[place], n=4, method="inclusive")
            spread = f"{low:.2f} to {high:.2f}"
            print(f"| {each.program} | {each.what} | {middle:.2f} | {spread} |", flush=True)


def of_ours(program: Program, scratch: Path) -> list[Run]:
    """What a team does every day."""
    file = program.new_file(scratch / "ivtool.db")
    run(program.on(file, "import", str(service(program, 60, 60))))

    def words(text: str, code: int = 0) -> Run:
        return Run("ivtool", f"`{text}`", lambda: program.on(file, *text.split()), code)

    def each(text: str) -> Run:
        number = count(1)

        def command() -> list[str]:
            return program.on(file, *text.format(next(number)).split())

        return Run("ivtool", f"`{text.format('N')}`", command)

    return [
        words("--help"),
        words("report overdue --formt json", 2),
        words("report overdue --format json"),
        words("report overdue --format table"),
        words("today"),
        words("volunteer list"),
        words("match list"),
        each("visit log M-{} --on 22/11/2026 --minutes 90"),
        each("expenses claim V-1 --match M-1 --on 21/11/2026 --miles 1{} --vehicle car --again"),
        each("volunteer check V-{} dbs --checked 20/11/2026"),
        each("concern raise --child C-1 --kind other --words number-{}"),
    ]


def of_peer(peer: str, folder: Path, scratch: Path) -> list[Run]:
    """The like of each program: its help, something added, what there is listed."""
    if peer == "td-watson":
        watson = str(folder / "watson")
        at = ["--from", "2026-11-22 10:00", "--to", "2026-11-22 11:00"]
        return [
            Run("watson", "help", lambda: [watson, "--help"]),
            Run("watson", "add", lambda: [watson, "add", *at, "visits"]),
            Run("watson", "list", lambda: [watson, "log", "--all"]),
        ]
    if peer == "jrnl":
        jrnl = str(folder / "jrnl")
        config = scratch / "jrnl.yaml"
        journal = scratch / "journal.txt"
        journal.touch()
        config.write_text(JRNL.format(journal=journal), encoding="utf-8")
        on = [jrnl, "--config-file", str(config)]
        return [
            Run("jrnl", "help", lambda: [*on, "--help"]),
            Run("jrnl", "add", lambda: [*on, "yesterday: a visit"]),
            Run("jrnl", "list", lambda: [*on, "-n", "10"]),
        ]
    if peer == "khal":
        khal, config = str(folder / "khal"), scratch / "khal.conf"
        visit = ["-a", "home", "2026-11-22", "a visit"]
        config.write_text(KHAL.format(folder=scratch), encoding="utf-8")
        return [
            Run("khal", "help", lambda: [khal, "--help"]),
            Run("khal", "add", lambda: [khal, "-c", str(config), "new", *visit]),
            Run("khal", "list", lambda: [khal, "-c", str(config), "list", "2026-11-22"]),
        ]
    if peer == "beets":
        beet = str(folder / "beet")
        return [
            Run("beets", "help", lambda: [beet, "--help"]),
            Run("beets", "list", lambda: [beet, "ls"]),
        ]
    utils, file = str(folder / "sqlite-utils"), str(scratch / "utils.db")
    row = scratch / "row.json"
    row.write_text('{"match": 1, "on": "2026-11-22"}', encoding="utf-8")
    return [
        Run("sqlite-utils", "help", lambda: [utils, "--help"]),
        Run("sqlite-utils", "add", lambda: [utils, "insert", file, "visit", str(row)]),
        Run("sqlite-utils", "list", lambda: [utils, "rows", file, "visit"]),
    ]


JRNL = """\
version: v4.2
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: false
indent_character: '|'
journals: {{default: {{journal: '{journal}'}}}}
linewrap: 79
tagsymbols: '@'
template: false
timeformat: '%Y-%m-%d %H:%M'
"""

if __name__ == "__main__":
    main()
