"""What makes a machine run the jobs: lines for cron, units for systemd.

Both start a program with next to no environment, in another folder, with nobody to ask: the
program, the file and what finds its key are written out.
"""

import os
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from ivtool.domain.office.vocabulary import Job
from ivtool.errors import ExitCode, Problem, Refused
from ivtool.keys import Keys
from ivtool.settings import Settings
from ivtool.tuples import NamedTuple


class Times(NamedTuple):
    """When a job runs, as cron and as systemd write it."""

    cron: str
    systemd: str


# The day's jobs before work; concerns also at noon and in the afternoon; the backup after work.
TIMES = {
    Job.CONCERNS: Times("5 7,12,16 * * *", "*-*-* 07,12,16:05:00"),
    Job.MISSED_VISITS: Times("10 7 * * *", "*-*-* 07:10:00"),
    Job.CHECKS: Times("15 7 * * *", "*-*-* 07:15:00"),
    Job.MONTH_END: Times("20 7 * * *", "*-*-* 07:20:00"),
    Job.BACKUP: Times("30 18 * * *", "*-*-* 18:30:00"),
}


class Installed(NamedTuple):
    """How this installation is started on a file: what must stand in the environment, the words."""

    file: Path
    environment: dict[str, str]
    words: Sequence[str]


def installed(settings: Settings) -> Installed:
    """How the jobs of this file are started. Raises Refused where nobody could; StoreError."""
    file = settings.file.absolute()
    # Whatever finds the key now must find it then; it is looked for as a job would.
    key = Keys(_nobody_types).of(_there(file))
    environment = {}
    if key is not None:
        named = os.environ.get("IVTOOL_KEY_FILE")
        folder = os.environ.get("XDG_CONFIG_HOME")
        if named:
            environment["IVTOOL_KEY_FILE"] = str(Path(named).absolute())
        elif folder:
            environment["XDG_CONFIG_HOME"] = folder
    program = Path(sys.argv[0])
    words = [sys.executable, "-m", "ivtool"]
    if program.name == "ivtool" and program.is_file() and os.access(program, os.X_OK):
        words = [str(program.absolute())]
    words += ["--db", str(file)]
    if not all(each.isprintable() for each in (*words, *environment.values())):
        raise Refused(
            "no job can be written down for this file",
            [Problem("job.odd_path", "a path has a line break or a control character in it")],
        )
    return Installed(file, environment, words)


def crontab(how: Installed) -> list[str]:
    """The lines to add with `crontab -e`. Cron mails what a job prints, and it prints what is new.

    A % would be a line break to cron.
    """
    before = [f"{name}={shlex.quote(value)}" for name, value in how.environment.items()]
    lines = [
        f"# ivtool: the jobs on {how.file}; add these lines with: crontab -e",
        "# MAILTO=you@example.org",
    ]
    for job, times in TIMES.items():
        words = [*before, *map(shlex.quote, [*how.words, "job", "run", job.value])]
        lines.append(f"{times.cron}  {' '.join(words)}".replace("%", r"\%"))
    return lines


def units(how: Installed) -> dict[str, list[str]]:
    """The lines of each unit of systemd, by its file's name; a day missed is run when it is up."""
    found = {}
    for job, times in TIMES.items():
        name = f"ivtool-{job.value}"
        words = [*how.words, "job", "run", job.value]
        found[f"{name}.service"] = [
            "[Unit]",
            f"Description=ivtool job run {job.value}",
            "",
            "[Service]",
            "Type=oneshot",
            *(f"Environment={_quoted(f'{key}={value}')}" for key, value in how.environment.items()),
            f"ExecStart={' '.join(_quoted(word).replace('$', '$$') for word in words)}",
            f"SuccessExitStatus={ExitCode.FOUND}",
        ]
        found[f"{name}.timer"] = [
            "[Unit]",
            f"Description=when ivtool runs {job.value}",
            "",
            "[Timer]",
            f"OnCalendar={times.systemd}",
            "Persistent=true",
            "",
            "[Install]",
            "WantedBy=timers.target",
        ]
    return found


def _quoted(word: str) -> str:
    plain = word.replace("\\", r"\\").replace('"', r"\"").replace("%", "%%")
    return f'"{plain}"'


def _there(file: Path) -> Path:
    from ivtool.db import require_file

    require_file(file)
    return file


def _nobody_types(_question: str) -> NoReturn:
    raise Refused(
        "no job can run on this file",
        [
            Problem(
                "job.no_key",
                "its key is under a passphrase, which nobody is there to type",
                "ivtool db rekey, without --passphrase; or IVTOOL_KEY_FILE=FILE",
            )
        ],
    )
