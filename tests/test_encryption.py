"""The file's encryption: put on, taken off, given another key; passphrases; the paper typed in."""

import json
import os
import pty
import select
import shutil
import signal
import time
from contextlib import closing
from pathlib import Path

import pytest
from conftest import PROGRAM, Ran, Run, Unchanged, names, opened, process, records, run_on

from ivtool.keys import PLAIN_HEAD, head_of, keys_folder
from ivtool.recovery import new_key

LOOK = ("report", "overdue")
WORDS = "vier Wörter 'und' \"mehr\""
SECONDS = 30


def receipts(file: Path) -> list[str]:
    with closing(opened(file)) as connection:
        rows = connection.execute("SELECT deed, actor FROM file_receipt ORDER BY id").fetchall()
    assert {actor for _, actor in rows} <= {"tester"}
    return [deed for deed, _ in rows]


def typed(file: Path, *arguments: str, answers: tuple[str, ...] = ()) -> Ran:
    """Run a command on a terminal of its own and answer what it asks, one answer a question."""
    process_id, terminal = pty.fork()
    if not process_id:
        os.environ["IVTOOL_ACTOR"] = "tester"
        os.execv(PROGRAM[0], [*PROGRAM, "--db", str(file), *arguments])  # noqa: S606 - as wanted
    left, out, asked, again = list(answers), b"", 0, b""
    stop_at = time.monotonic() + SECONDS
    while time.monotonic() < stop_at:
        if not select.select([terminal], [], [], 1)[0]:
            # A key pressed between the question and the reading of it is lost, as to a person.
            os.write(terminal, again)
            continue
        try:
            read = os.read(terminal, 4096)
        except OSError:
            break
        if not read:
            break
        out += read
        if left and out[asked:].endswith(b": "):
            asked = len(out)
            answer = left.pop(0)
            again = answer.encode() if answer in ("\x03", "\x04") else b""
            os.write(terminal, again or answer.encode() + b"\n")
    else:
        os.kill(process_id, signal.SIGKILL)
    # Only then is the terminal taken away: who is still leaving would be hung up on.
    code = os.waitstatus_to_exitcode(os.waitpid(process_id, 0)[1])
    os.close(terminal)
    assert not left, out
    return Ran(code, out.decode().replace("\r\n", "\n"), "")


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """A file that is not encrypted."""
    path = tmp_path / "plain" / "ivtool.db"
    assert run_on(path, "db", "init", "--plain") == 0
    return path


@pytest.fixture
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings of the test's own, so that it may spoil its keys."""
    shutil.copytree(keys_folder(), tmp_path / "settings" / "ivtool" / "keys")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    return tmp_path / "settings" / "ivtool" / "keys"


def test_a_plain_file_is_encrypted_once(plain: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = records(plain)
    run_on(plain, "db", "backup")
    capsys.readouterr()
    assert run_on(plain, "db", "encrypt", "--format", "json") == 0
    printed = capsys.readouterr()
    (answer,) = json.loads(printed.out)
    assert answer["key"] == head_of(plain).hex()
    assert Path(answer["key_file"]).read_text().startswith(f"ivtool key {answer['key']}\n")
    assert "encrypt the disk too" in printed.err
    assert "1 backup is still plain: delete it" in printed.err
    assert sorted(records(plain)) == sorted(before)
    assert receipts(plain) == ["backup", "encrypt"]
    assert plain.stat().st_mode & 0o777 == 0o600
    whole = plain.read_bytes()
    assert run_on(plain, "db", "encrypt") == 4
    assert "it is encrypted already  [file.encrypted]" in capsys.readouterr().err
    assert plain.read_bytes() == whole


def test_encrypting_is_done_though_the_backups_disk_is_away(plain: Path, tmp_path: Path) -> None:
    assert run_on(plain, "policy", "set", "backups.folder", str(tmp_path / "usb")) == 0
    assert run_on(plain, "db", "encrypt") == 0
    assert head_of(plain) != PLAIN_HEAD


def test_an_encrypted_file_is_made_plain_only_if_asked(
    file: Path, run: Run, nothing_stored: Unchanged
) -> None:
    with nothing_stored():
        refused = run("db", "decrypt", code=4, stdin="y\n")
    assert "reads every child's record  [file.not_agreed]" in refused.err
    assert names(file.parent) == ["ivtool.db"]
    before = records(file)
    run("db", "decrypt", "--yes")
    assert head_of(file) == PLAIN_HEAD
    assert sorted(records(file)) == sorted(before)
    (kept,) = file.with_name("ivtool-backups").iterdir()
    assert kept.name.endswith("-before-decrypt.db")
    assert head_of(kept) != PLAIN_HEAD
    assert receipts(file) == ["decrypt"]
    for command in (("decrypt", "--yes"), ("rekey",), ("recovery-key",)):
        ran = run("db", *command, code=4)
        assert "it is not encrypted  [file.plain]" in ran.err
        assert "ivtool db encrypt" in ran.err


def test_a_new_key_leaves_the_old_one_for_the_old_backups(file: Path, run: Run) -> None:
    old, before = head_of(file).hex(), records(file)
    first = run("db", "rekey").out
    assert "the old key stays where it was" in first
    assert head_of(file).hex() != old
    (kept,) = file.with_name("ivtool-backups").iterdir()
    assert head_of(kept).hex() == old
    assert (records(kept), records(file)) == (before, before)
    assert receipts(file) == ["rekey"]
    assert run(*LOOK).err == ""


def test_a_named_key_is_not_written_over(
    file: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named, other = tmp_path / "named.key", tmp_path / "other.key"
    run("db", "rekey", "--key-file", str(named))
    monkeypatch.setenv("IVTOOL_KEY_FILE", str(named))
    content = named.read_text()
    assert "is not written over  [key.given]" in run("db", "rekey", code=4).err
    assert "[key.given]" in run("db", "decrypt", "--yes", code=4).err
    run("db", "rekey", "--key-file", str(other))
    assert named.read_text() == content
    assert f"of {named}; it wants {head_of(file).hex()[:8]}" in run(*LOOK, code=5).err
    monkeypatch.setenv("IVTOOL_KEY_FILE", str(other))
    assert receipts(file) == ["rekey", "rekey"]
    beside = str(file.with_name("x.key"))
    assert "[key.beside_data]" in run("db", "rekey", "--key-file", beside, code=4).err


def test_a_recovery_key_is_printed_or_written_and_never_both(
    file: Path, run: Run, tmp_path: Path
) -> None:
    target = tmp_path / "paper.txt"
    told = run("db", "recovery-key", "--to", str(target)).out
    assert target.stat().st_mode & 0o777 == 0o600
    lines = target.read_text().splitlines()
    assert all(line not in told for line in lines)
    assert run("db", "recovery-key").out.startswith(target.read_text())
    (answer,) = json.loads(run("db", "recovery-key", "--format", "json").out)
    assert answer == {"recovery_key": target.read_text()}
    assert "is already there" in run("db", "recovery-key", "--to", str(target), code=4).err
    assert target.read_text().splitlines() == lines
    run("db", "backup")
    for beside in (file.with_name("p.txt"), file.with_name("ivtool-backups") / "p.txt"):
        assert "[key.beside_data]" in run("db", "recovery-key", "--to", str(beside), code=4).err
        assert not beside.exists()
    nowhere = run("db", "recovery-key", "--to", str(tmp_path / "no" / "p.txt"), code=5).err
    assert "there is no folder" in nowhere
    assert receipts(file) == ["recovery_key"] * 3 + ["backup"]


def test_the_paper_opens_a_file_whose_key_is_lost(
    file: Path, run: Run, tmp_path: Path, own_settings: Path
) -> None:
    paper = tmp_path / "paper.txt"
    run("db", "recovery-key", "--to", str(paper))
    key = own_settings / f"{head_of(file).hex()}.key"
    key.unlink()
    assert f"ivtool db unlock {file}" in run(*LOOK, code=5).err
    wrong = run("db", "unlock", str(file), stdin=new_key().written, code=5).err
    assert f"take the paper whose first line begins with {head_of(file).hex()[:8]}" in wrong
    assert not key.exists()
    assert (
        f"its key is kept in {key}" in run("db", "unlock", str(file), stdin=paper.read_text()).out
    )
    assert run(*LOOK).err == ""
    again = run("db", "unlock", str(file), "--recovery-key", str(paper)).out
    assert "was here already" in again
    # What is damaged is made whole again.
    key.write_text("ivtool key")
    run("db", "unlock", str(file), "--recovery-key", str(paper))
    assert key.read_text() == paper.read_text()
    assert names(own_settings).count(key.name) == 1
    assert all(name.endswith(".key") for name in names(own_settings))
    assert "there is no file" in run("db", "unlock", "none.db", stdin=paper.read_text(), code=5).err
    assert "has four lines" in run("db", "unlock", str(file), code=2).err


def test_the_paper_opens_an_old_backup_though_a_key_is_named(
    run: Run, tmp_path: Path, own_settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, paper = tmp_path / "old.db", tmp_path / "paper.txt"
    run("db", "recovery-key", "--to", str(paper))
    run("db", "backup", str(old))
    run("db", "rekey", "--key-file", str(tmp_path / "named.key"))
    (own_settings / f"{head_of(old).hex()}.key").unlink()
    monkeypatch.setenv("IVTOOL_KEY_FILE", str(tmp_path / "named.key"))
    assert "it wants" in run("db", "restore", str(old), "--yes", code=5).err
    run("db", "unlock", str(old), "--recovery-key", str(paper))
    run("db", "restore", str(old), "--yes")
    assert run(*LOOK).err == ""


@pytest.mark.slow
def test_a_mistyped_line_is_asked_for_again(file: Path, run: Run, own_settings: Path) -> None:
    lines = run("db", "recovery-key").out.splitlines()[2:6]
    (own_settings / f"{head_of(file).hex()}.key").unlink()
    answers = (lines[0], lines[2], "nonsense", lines[1].upper(), *lines[2:])
    ran = typed(file, "db", "unlock", str(file), answers=answers)
    assert ran.code == 0, ran.out
    assert ran.out.count("line 2 of the recovery key does not add up") == 2
    assert "next: ivtool db check" in ran.out
    for key in ("\x03", "\x04"):
        stopped = typed(file, "db", "unlock", str(file), answers=(lines[0], key))
        assert stopped.code == 130


@pytest.mark.slow
@pytest.mark.usefixtures("own_settings")
def test_a_passphrase_is_asked_for_and_never_shown(tmp_path: Path) -> None:
    file = tmp_path / "new" / "ivtool.db"
    init = ("db", "init", "--passphrase", "--service", "Fen IV", "--contact", "-")
    short = typed(file, *init, answers=("elf letters",))
    assert (short.code, "[key.short_passphrase]" in short.out) == (4, False)
    assert "it has fewer than 12 letters" in short.out
    mistyped = typed(file, *init, answers=(WORDS, f"{WORDS}."))
    assert "the two are not the same" in mistyped.out
    assert not file.exists()
    made = typed(file, *init, answers=(WORDS, WORDS))
    assert made.code == 0, made.out
    key = keys_folder() / f"{head_of(file).hex()}.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert b"ivtool key" not in key.read_bytes()
    assert typed(file, *LOOK, answers=("wrong", WORDS)).code == 0
    # An é of two signs is the one of one sign.
    assert typed(file, *LOOK, answers=(WORDS.replace("ö", "o\u0308"),)).code == 0
    refused = typed(file, *LOOK, answers=("wrong",) * 3)
    assert refused.code == 5
    assert f"not the passphrase of the key file {key}" in refused.out
    for interrupt in ("\x03", "\x04"):
        assert typed(file, *LOOK, answers=(interrupt,)).code == 130
    for ran in (short, mistyped, made, refused):
        assert "Wörter" not in ran.out
    alone = process(file, *LOOK)
    assert (alone.code, alone.out) == (5, "")
    assert "there is no terminal to ask for it on\n  IVTOOL_KEY_FILE=FILE" in alone.err


@pytest.mark.slow
@pytest.mark.usefixtures("own_settings")
def test_a_key_goes_under_a_passphrase_and_out_of_it(file: Path, run: Run, tmp_path: Path) -> None:
    under = typed(file, "db", "rekey", "--passphrase", answers=(WORDS, WORDS))
    assert under.code == 0, under.out
    assert process(file, *LOOK).code == 5
    paper = tmp_path / "paper.txt"
    wrote = typed(file, "db", "recovery-key", "--to", str(paper), answers=(WORDS,))
    assert wrote.code == 0, wrote.out
    # A passphrase that is forgotten is mended with the paper.
    other = "a passphrase that is another"
    again = ("db", "unlock", str(file), "--passphrase", "--recovery-key", str(paper))
    assert typed(file, *again, answers=(other, other)).code == 0
    assert typed(file, *LOOK, answers=(other,)).code == 0
    out = typed(file, "db", "rekey", answers=(other,))
    assert out.code == 0, out.out
    assert run(*LOOK).err == ""


@pytest.mark.slow
def test_a_synced_folder_is_noted_on_a_terminal_only(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Council"
    folder.mkdir()
    synced = Path(shutil.copy(file, folder / "ivtool.db"))
    for arguments in (LOOK, ("db", "path"), ("policy", "show")):
        shown = typed(synced, *arguments)
        assert shown.out.startswith("ivtool: note: OneDrive - Council copies files while they are")
        assert "ivtool: note" not in typed(file, *arguments).out
        assert process(synced, *arguments).err == ""


def test_a_plain_copy_that_a_killed_decryption_left_is_found(file: Path, run: Run) -> None:
    left = file.with_name(f".{file.name}.0123abcd.part")
    left.write_bytes(PLAIN_HEAD + bytes(100))
    file.with_name(f".{file.name}.4567cdef.part").write_bytes(file.read_bytes())
    ran = run("db", "check", "--format", "json", code=10)
    assert ran.out.count("file.plain_left") == 1
    assert str(left) in ran.out
    left.unlink()
    assert run("db", "check").out == ""
