"""What is written of an encrypted service holds no name and no key, wherever it is written.

Looked at while commands run: each is stopped again and again, and every file searched.
"""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import PROGRAM, Run, dump, hold, names, process
from killing import IMPORT, PLANTED, TODAY, look

from ivtool.keys import Keys, no_terminal, write_key
from ivtool.recovery import Key, new_key

pytestmark = pytest.mark.slow

CHILD, VOLUNTEER = "Quillon Zephyrbeck", "Xanthe Wyverdale"
NOTE, WORDS = "Brought his jackdawfeather.", "I liked the zigguratcake."
ENTERED = (
    ("referral", "add", CHILD, "--source", "child"),
    ("volunteer", "add", VOLUNTEER, "--phone", "07700 900999"),
    ("visit", "log", "M-2", "--on", "2026-11-19", "--note", NOTE, "--words", WORDS),
)
TOLD = (PLANTED.decode(), CHILD, VOLUNTEER, NOTE, WORDS)
NEEDLES = [text.encode(coding) for text in TOLD for coding in ("utf-8", "utf-16-le", "utf-16-be")]
# Spills over a cache of one page: it stands in the file and its journal before it is kept.
A_LARGE_CHANGE = (
    "BEGIN IMMEDIATE; UPDATE child SET name = name || ' again';"
    f" UPDATE visit SET note = '{NOTE} {WORDS}' || hex(zeroblob(3000));"
)
STEP = 0.002
LIMIT_OF_CORES = """
import resource, sys
from ivtool.cli import main
main(sys.argv[1:])
print(resource.getrlimit(resource.RLIMIT_CORE))
"""


@pytest.fixture
def service(file: Path) -> Path:
    """An encrypted service with the sample, and names and notes that are nowhere else."""
    for arguments in (IMPORT, *ENTERED):
        ran = look(file, *arguments)
        assert ran.code == 0, ran
    held = "\n".join(dump(file))
    assert [text for text in TOLD if text not in held] == []
    return file


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the processes of the test put temporary files into."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


def secret_of(file: Path) -> list[bytes]:
    """The key of a file, as it could be written somewhere: whole, or a line of it."""
    key = Keys(no_terminal).of(file)
    assert isinstance(key, Key)
    digits = key.engine_form[2:66]
    lines = [" ".join(digits[at + each : at + each + 4] for each in range(0, 16, 4))
             for at in range(0, 64, 16)]  # fmt: skip
    parts = [digits, digits.upper(), *lines, *(line.replace(" ", "") for line in lines)]
    return [bytes.fromhex(digits), *(part.encode() for part in parts)]


def content(path: Path) -> bytes:
    """What a file holds; one that has just gone, or whose process has, holds nothing."""
    try:
        return path.read_bytes() if path.is_file() else b""
    except (FileNotFoundError, ProcessLookupError):
        return b""


def require_nothing_in(
    folders: tuple[Path, ...], needles: list[bytes], known: dict[Path, bytes] | None = None
) -> set[str]:
    """No file holds any of these; the names of all. What is known already is not searched again."""
    searched = {} if known is None else known
    seen = set()
    for path in (path for folder in folders for path in folder.rglob("*")):
        held = content(path)
        if searched.get(path) != held:
            assert [needle for needle in needles if needle in held] == [], path
            searched[path] = held
        seen.add(path.name)
    return seen


def watched(file: Path, temporary: Path, *arguments: str) -> set[str]:
    """Run a command and stop it every few moments to look; the names of the files it had."""
    secrets = secret_of(file)
    needles = [*NEEDLES, *secrets]
    seen: set[str] = set()
    known: dict[Path, bytes] = {}
    running = subprocess.Popen(
        [*PROGRAM, "--db", str(file), *TODAY, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process_folder = Path("/proc", str(running.pid))
    while running.poll() is None:
        time.sleep(STEP)
        running.send_signal(signal.SIGSTOP)
        seen |= require_nothing_in((file.parent, temporary), needles, known)
        # Linux alone shows what a process was given; elsewhere there is nothing to look at.
        for name in ("cmdline", "environ"):
            given = content(process_folder / name)
            assert [needle for needle in secrets if needle in given] == []
        running.send_signal(signal.SIGCONT)
    out, err = running.communicate()
    assert running.returncode == 0, err
    # A rekey has made another.
    needles += secret_of(file)
    assert [needle for needle in secret_of(file) if needle in out + err] == []
    return seen | require_nothing_in((file.parent, temporary), needles)


def test_the_search_finds_what_is_plain(service: Path) -> None:
    assert look(service, "db", "decrypt", "--yes").code == 0
    held = service.read_bytes()
    assert [text for text in TOLD if text.encode() not in held] == []


def test_no_name_is_in_the_file_or_its_journal(service: Path, temporary: Path) -> None:
    needles = [*NEEDLES, *secret_of(service)]
    with hold(service, A_LARGE_CHANGE) as holder:
        journal = service.with_name("ivtool.db-journal")
        assert journal.stat().st_size > 4096
        seen = require_nothing_in((service.parent, temporary), needles)
        holder.kill()
    assert journal.name in seen
    require_nothing_in((service.parent, temporary), needles)
    assert look(service, "db", "check").code in (0, 10)


@pytest.mark.parametrize(
    ("arguments", "trace"),
    [
        (IMPORT, "-before-import.db"),
        (("db", "backup"), ".part"),
        (("db", "drill"), ".part"),
        (("db", "restore", "newest", "--yes"), ".part"),
        (("db", "rekey"), ".part"),
        (("visit", "log", "M-2", "--on", "2026-11-18", "--note", NOTE), "ivtool.db"),
        (("export", "EXPORT", "--names", "full"), ""),
    ],
)  # fmt: skip
def test_no_name_is_in_what_a_command_writes_on_its_way(
    arguments: tuple[str, ...], trace: str, service: Path, temporary: Path, tmp_path: Path
) -> None:
    assert look(service, "db", "backup").code == 0
    # Its folder is what was asked for in clear; its way there is none.
    given = [str(tmp_path / "exported") if each == "EXPORT" else each for each in arguments]
    seen = watched(service, temporary, *given)
    assert [name for name in seen if trace in name] != [], seen
    assert names(temporary) == []


def test_no_name_is_in_what_a_killed_command_left(service: Path, temporary: Path) -> None:
    left: set[str] = set()
    needles = [*NEEDLES, *secret_of(service)]
    for arguments in (("db", "backup"), ("db", "rekey"), ("db", "drill")):
        running = subprocess.Popen(
            [*PROGRAM, "--db", str(service), *TODAY, *arguments],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while running.poll() is None:
            parts = [*service.parent.rglob("*.part"), *temporary.rglob("*.part")]
            if any(path.exists() and path.stat().st_size for path in parts):
                break
            time.sleep(STEP / 10)
        running.kill()
        running.wait()
        left |= require_nothing_in((service.parent, temporary), needles)
    assert [name for name in left if name.endswith(".part")] != []


def test_the_key_is_told_by_one_command_alone(service: Path, run: Run, tmp_path: Path) -> None:
    needles = [needle.decode() for needle in secret_of(service)[1:]]
    printed = []
    for arguments in (
        ("db", "check", "--format", "table"),
        ("db", "backup"),
        ("db", "backups"),
        ("db", "drill"),
        ("db", "path"),
        ("db", "recovery-key", "--to", str(tmp_path / "paper.txt")),
        ("report", "overdue"),
        ("report", "compliance", "--month", "2026-10"),
        ("export", str(tmp_path / "exported"), "--names", "full"),
    ):
        ran = look(service, *arguments)
        assert ran.code in (0, 10), ran
        printed += [ran.out, ran.err]
    damaged = Path(shutil.copy(service, tmp_path / "damaged.db"))
    with damaged.open("r+b") as stream:
        stream.write(b"?")
    printed += list(look(damaged, "report", "overdue").__dict__.values())[1:]
    printed += dump(service)
    assert [needle for needle in needles for each in printed if needle in each] == []
    assert needles[2] in run("db", "recovery-key").out
    require_nothing_in((tmp_path / "exported",), secret_of(service))


def test_sqlcipher_prints_nothing_itself(
    service: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = service.read_bytes()
    service.write_bytes(whole[:4096] + bytes(4096) + whole[8192:])
    for arguments in (("report", "overdue"), ("visit", "log", "M-2"), ("db", "backup")):
        told = process(service, *TODAY, *arguments)
        assert told.code == 5
        assert told.err.count("\n") == 2, told.err
    service.write_bytes(whole)
    other = tmp_path / "other.key"
    write_key(other, new_key())
    monkeypatch.setenv("IVTOOL_KEY_FILE", str(other))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    told = process(service, "report", "overdue")
    assert (told.code, told.out) == (5, "")
    assert "is not encrypted with the key" in told.err
    assert told.err.count("\n") == 2, told.err


def test_a_crash_leaves_no_core_with_the_key(service: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIMIT_OF_CORES, "--db", str(service), "report", "owed"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "(0, 0)"
