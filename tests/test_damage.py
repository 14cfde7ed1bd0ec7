"""An encrypted file in trouble: a full disk, a folder to look at only, altered bytes, odd journals.

Nothing is half done, damage is always noticed, and no report gives a figure out of a damaged page.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import HALF_A_CHANGE, Ran, hold, names, process
from killing import IMPORT, TODAY, look, made_bases, require_sound, told

from ivtool.keys import PLAIN_HEAD, head_of, keys_folder

pytestmark = pytest.mark.slow

PAGE = 4096
EVERY = 5
NOBODY = 65534
# The command as somebody else, and then a look; root is first, for what it imports may not be
# theirs to read.
AS_NOBODY = """
import contextlib, io, os, sys
from ivtool.cli import main
warm, file, *arguments = sys.argv[1:]
look = ["--today", "2026-11-23", "report", "overdue"]
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    main(["--db", warm + "/other.db", *look])
    main(["--db", warm + "/other.db", *arguments])
if os.getuid() == 0:
    os.setuid(65534)
os.environ["XDG_CONFIG_HOME"] = os.environ["HOME"] = warm
code = main(["--db", file, *arguments])
assert main(["--db", file, *look]) == 0
sys.exit(code)
"""
COMMANDS = {
    "log": ("imported", ("visit", "log", "M-2", "--on", "2026-11-19")),
    "import": ("new", IMPORT),
    "pay": ("imported", ("expenses", "pay", "--all", "--reference", "BACS 9")),
    "backup": ("imported", ("db", "backup")),
    "rekey": ("imported", ("db", "rekey")),
    "restore": ("imported", ("db", "restore", "BACKUP", "--yes")),
    "encrypt": ("plain", ("db", "encrypt")),
    "decrypt": ("imported", ("db", "decrypt", "--yes")),
}
CHECK = ("db", "check", "--format", "json")
REPORTS = (
    ("report", "overdue", "--all"),
    ("report", "owed"),
    ("report", "ledger"),
    ("visit", "list"),
    ("child", "list"),
    ("expenses", "list"),
)


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Files to begin with; never to be changed."""
    return made_bases(tmp_path_factory.mktemp("bases"))


@pytest.fixture
def sample(bases: dict[str, Path], file: Path) -> Path:
    """The test's own encrypted copy of the sample."""
    return Path(shutil.copy(bases["imported"], file))


@pytest.mark.parametrize("command", COMMANDS)
def test_a_full_disk_leaves_all_as_it_was(command: str, bases: dict[str, Path], file: Path) -> None:
    base, arguments = COMMANDS[command]
    arguments = tuple(str(bases["backup"]) if each == "BACKUP" else each for each in arguments)
    size = bases[base].stat().st_size
    keys = names(keys_folder())
    old = told(Path(shutil.copy(bases[base], file)))
    for most in (100, size // 3, size - 40 * PAGE):
        ran = process(file, *TODAY, *arguments, most_bytes=most)
        assert ran.code == 5, ran
        assert "free some space" in ran.err or "make room" in ran.err
        assert ".part" not in ran.err
        assert "Traceback" not in ran.err
        assert told(file) == old
        assert head_of(file) == head_of(bases[base])
        assert [path for path in file.parent.rglob("*") if path.is_file()] == [file]
        assert names(keys_folder()) == keys
    require_sound(file)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may look into, which no folder of pytest's is."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)
        Path(name).chmod(0o755)


def as_nobody(file: Path, *arguments: str) -> Ran:
    """Run a command, and then a look, as somebody whom permissions bind and who has the key."""
    with tempfile.TemporaryDirectory() as warm:
        Path(warm).chmod(0o755)
        kept = Path(warm, "ivtool", "keys")
        kept.mkdir(parents=True)
        if head_of(file) != PLAIN_HEAD:
            shutil.copy(keys_folder() / f"{head_of(file).hex()}.key", kept)
        Path(shutil.copy(file, Path(warm, "other.db"))).chmod(0o600)
        if os.getuid() == 0:
            for path in (kept.parent, kept, *kept.iterdir()):
                os.chown(path, NOBODY, NOBODY)
        done = subprocess.run(
            [sys.executable, "-c", AS_NOBODY, warm, str(file), *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
    return Ran(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize("command", ["backup", "rekey", "restore", "encrypt", "decrypt", "log"])
def test_a_folder_to_look_at_only_is_left_as_it_is(
    command: str, bases: dict[str, Path], open_folder: Path
) -> None:
    base, arguments = COMMANDS[command]
    file = Path(shutil.copy(bases[base], open_folder / "ivtool.db"))
    saved = Path(shutil.copy(bases["imported"], open_folder / "saved.db"))
    arguments = tuple(str(saved) if each == "BACKUP" else each for each in arguments)
    before = file.read_bytes()
    for path in (file, saved):
        path.chmod(0o444)
    open_folder.chmod(0o555)
    ran = as_nobody(file, *TODAY, *arguments)
    assert ran.code == 5, ran
    assert "Traceback" not in ran.err
    assert "read-only" in ran.err or "Permission denied" in ran.err
    assert ran.out == look(file, "report", "overdue").out
    assert file.read_bytes() == before
    assert names(open_folder) == ["ivtool.db", "saved.db"]


def flip(file: Path, at: int) -> None:
    """Alter one bit of a file."""
    with file.open("r+b") as stream:
        stream.seek(at)
        (byte,) = stream.read(1)
        stream.seek(at)
        stream.write(bytes([byte ^ 1 << random.randrange(8)]))


def require_noticed(file: Path) -> None:
    """The check tells of damage; a report does too, or is as if there was none."""
    checked = look(file, *CHECK)
    assert checked.code in (5, 10), checked
    assert "is damaged" in checked.err or "file.damaged" in checked.out
    # SQLCipher would tell of each page on standard error, past Python's.
    assert checked.err.count("\n") <= 2


def test_an_altered_byte_of_any_page_is_noticed(
    sample: Path, bases: dict[str, Path], capfd: pytest.CaptureFixture[str]
) -> None:
    whole = {report: look(sample, *report).out for report in REPORTS}
    pages = sample.stat().st_size // PAGE
    told_of = 0
    for page in range(random.randrange(EVERY), pages, EVERY):
        shutil.copy(bases["imported"], sample)
        flip(sample, page * PAGE + random.randrange(0 if page else 16, PAGE))
        require_noticed(sample)
        for report in REPORTS:
            ran = look(sample, *report)
            assert ran.code in (0, 5), (page, ran)
            if ran.code:
                assert "is damaged" in ran.err
                assert ran.out == ""
                told_of += 1
            else:
                assert (ran.out, ran.err) == (whole[report], "")
    assert told_of > 0
    printed = capfd.readouterr()
    assert (printed.out, printed.err) == ("", "")


def test_an_altered_start_is_told_as_such(sample: Path, bases: dict[str, Path]) -> None:
    for at in range(16):
        shutil.copy(bases["imported"], sample)
        flip(sample, at)
        for command in (("report", "overdue"), ("db", "check"), ("visit", "log", "M-2")):
            ran = look(sample, *command)
            assert ran.code == 5
            assert "is damaged at its start: the key " in ran.err
            assert "ivtool db restore FILE" in ran.err


def test_a_file_that_ends_too_early_is_noticed(sample: Path, bases: dict[str, Path]) -> None:
    size = sample.stat().st_size
    lengths = (0, 1, 15, 16, 17, 100, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE, size // 2, size - PAGE)
    for length in (*lengths, size - 1):
        shutil.copy(bases["imported"], sample)
        os.truncate(sample, length)
        for command in (CHECK, ("report", "overdue"), ("visit", "log", "M-2")):
            ran = look(sample, *command)
            if command[0] == "db" or ran.code:
                assert ran.code in (5, 10), (length, command, ran)
                assert "damaged" in ran.err + ran.out or "is empty" in ran.err
        if length:
            require_noticed(sample)


def test_a_damaged_file_is_restored_and_kept(sample: Path, bases: dict[str, Path]) -> None:
    flip(sample, 20 * PAGE + 99)
    damaged = sample.read_bytes()
    assert look(sample, "db", "restore", str(bases["backup"]), "--yes").code == 0
    require_sound(sample)
    assert told(sample) == told(bases["backup"])
    (kept,) = sample.parent.glob("ivtool-damaged-*.db")
    assert kept.read_bytes() == damaged


def test_the_journal_of_a_killed_writer_is_rolled_back(
    sample: Path, bases: dict[str, Path]
) -> None:
    with hold(sample, HALF_A_CHANGE) as holder:
        holder.kill()
    assert names(sample.parent) == ["ivtool.db", "ivtool.db-journal"]
    assert sample.read_bytes() != bases["imported"].read_bytes()
    assert look(sample, "report", "overdue").code == 0
    require_sound(sample)
    assert names(sample.parent) == ["ivtool.db"]
    assert told(sample) == told(bases["imported"])


def test_the_journal_of_another_file_is_noticed_and_a_restore_helps(
    sample: Path, bases: dict[str, Path], tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = Path(shutil.copy(bases["backup"], tmp_path / "other" / "ivtool.db"))
    with hold(other, HALF_A_CHANGE) as holder:
        holder.kill()
    saved = tmp_path / "saved.db"
    assert look(sample, "db", "backup", str(saved)).code == 0
    shutil.copy(f"{other}-journal", f"{sample}-journal")
    ran = look(sample, "report", "overdue")
    # SQLite plays any journal of that name into the file; what it makes of it opens with no key.
    assert ran.code == 5, ran
    require_noticed(sample)
    assert look(sample, "db", "restore", str(saved), "--yes").code == 0
    require_sound(sample)
    assert told(sample) == told(saved)


def test_an_import_of_which_nothing_comes_lets_no_backup_go(
    sample: Path, bases: dict[str, Path], tmp_path: Path
) -> None:
    refused = tmp_path / "refused"
    refused.mkdir()
    (refused / "volunteers.csv").write_text("key,name\nX1,\n", encoding="utf-8")
    assert look(sample, "db", "backup").code == 0
    (saved,) = sample.parent.glob("ivtool-backups/*")
    for folder, code in ((str(refused), 4), (IMPORT[1], 0)):
        assert look(sample, "import", folder).code == code
        assert list(sample.parent.glob("ivtool-backups/*")) == [saved]
    assert told(saved) == told(bases["imported"])
