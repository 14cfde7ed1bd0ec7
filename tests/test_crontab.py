"""What `job crontab` prints: lines and units that run with next to nothing in the environment."""

import json
import os
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import PROGRAM, Run, Unchanged, run_on

from ivtool.domain.office.vocabulary import Job
from ivtool.jobs.crontab import Installed, crontab, units
from ivtool.keys import Keys, keys_folder, no_terminal

# Many files, made and opened: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow


def written(file: Path, tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """The file at a path that wants care, and what finds its key."""
    folder = tmp_path / '50% of $HOME, it\'s "ours"'
    folder.mkdir()
    moved = folder / "iv tool.db"
    file.rename(moved)
    return moved, {"XDG_CONFIG_HOME": os.environ["XDG_CONFIG_HOME"]}


def test_the_lines_for_cron_run_in_an_empty_environment(file: Path, tmp_path: Path) -> None:
    moved, environment = written(file, tmp_path)
    lines = crontab(Installed(moved, environment, [*PROGRAM, "--db", str(moved)]))
    jobs = [line.split(None, 5) for line in lines if not line.startswith("#")]
    assert [each[:5] for each in jobs] == [
        ["5", "7,12,16", "*", "*", "*"],
        ["10", "7", "*", "*", "*"],
        ["15", "7", "*", "*", "*"],
        ["20", "7", "*", "*", "*"],
        ["30", "18", "*", "*", "*"],
    ]
    for *_, command in jobs:
        # To cron a % that has no backslash before it ends the command.
        assert "%" not in command.replace(r"\%", "")
        done = subprocess.run(
            ["/bin/sh", "-c", command.replace(r"\%", "%")],
            env={},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode in (0, 10), done.stderr) == (True, ""), (command, done)
    listed = _list(moved)
    assert {each["last_outcome"] for each in listed} == {"done"}


def _list(file: Path) -> list[dict[str, object]]:
    done = subprocess.run(
        [*PROGRAM, "--db", str(file), "job", "list", "--format", "json"],
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_the_units_for_systemd_hold_and_run(file: Path, tmp_path: Path) -> None:
    moved, environment = written(file, tmp_path)
    found = units(Installed(moved, environment, [*PROGRAM, "--db", str(moved)]))
    assert len(found) == 2 * len(Job)
    folder = tmp_path / "units"
    folder.mkdir()
    for name, lines in found.items():
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    if verify := shutil.which("systemd-analyze"):
        services = [str(folder / name) for name in found]
        done = subprocess.run(
            [verify, "verify", "--man=no", *services], capture_output=True, text=True, check=False
        )
        assert (done.returncode, "ivtool-" in done.stderr) == (0, False), done.stderr
    for name in (each for each in found if each.endswith(".service")):
        [started] = [line for line in found[name] if line.startswith("ExecStart=")]
        words = shlex.split(started.removeprefix("ExecStart="))
        done = subprocess.run(
            [word.replace("%%", "%").replace("$$", "$") for word in words],
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode in (0, 10), done.stderr) == (True, "")
    assert {each["last_outcome"] for each in _list(moved)} == {"done"}


def test_the_lines_name_the_file_whole_and_the_key_file_that_was_named(
    file: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    nothing_stored: Unchanged,
) -> None:
    [key] = Path(os.environ["XDG_CONFIG_HOME"], "ivtool", "keys").glob(f"{_key_id(file)}*.key")
    named = tmp_path / "my key"
    named.write_bytes(key.read_bytes())
    named.chmod(0o600)
    monkeypatch.setenv("IVTOOL_KEY_FILE", str(named))
    monkeypatch.chdir(file.parent)
    with nothing_stored():
        lines = json.loads(run("job", "crontab", "--format", "json").out)[0]["lines"]
    assert all(str(file) in line for line in lines if "job run" in line)
    assert all(
        f"IVTOOL_KEY_FILE={shlex.quote(str(named))}" in line for line in lines if "job run" in line
    )


def _key_id(file: Path) -> str:
    with file.open("rb") as stream:
        return stream.read(16).hex()


def test_no_lines_for_a_key_that_nobody_would_type(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = Keys(no_terminal).of(file)
    assert key is not None
    [kept] = keys_folder().glob(f"{key.id}*.key")
    before = kept.read_bytes()
    kept.unlink()
    try:
        Keys(no_terminal).keep(key, kept, "four or five words")
        assert run_on(file, "job", "crontab") == 4
        found = capsys.readouterr()
        assert (found.out, "job.no_key" in found.err) == ("", True)
    finally:
        kept.unlink()
        kept.write_bytes(before)
        kept.chmod(0o600)
    broken = tmp_path / "two\nlines"
    broken.mkdir()
    file.rename(broken / "ivtool.db")
    assert run_on(broken / "ivtool.db", "job", "crontab") == 4
    assert "job.odd_path" in capsys.readouterr().err
