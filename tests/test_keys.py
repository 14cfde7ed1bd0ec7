"""Keys: written down and read back, kept for their owner alone, found again, and never shown."""

import os
import pickle
import shutil
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Ran, Run, Unchanged, names, process, run_on
from hypothesis import given
from hypothesis import strategies as st

from ivtool.errors import NotUnderstood
from ivtool.keys import PLAIN_HEAD, Keys, head_of, keys_folder, no_terminal
from ivtool.recovery import SECRET_BYTES, Key, new_key, read_written

# Many files, made and opened: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

LOOK = ("report", "overdue")
WRITE = ("policy", "set", "visits.grace_days", "5")
secrets = st.binary(min_size=SECRET_BYTES, max_size=SECRET_BYTES)
DIGITS = "0123456789abcdef"


def lines_of(key: Key) -> list[str]:
    return key.written.splitlines()[2:]


def same(key: Key, text: str) -> bool:
    found = read_written(text)
    return (found.id, found.engine_form) == (key.id, key.engine_form)


@given(secrets)
def test_a_written_key_reads_back(secret: bytes) -> None:
    key = Key(secret)
    four = lines_of(key)
    bare = [line[3:] for line in four]
    assert same(key, key.written)
    assert same(key, "\n".join(four))
    assert same(key, "\r\n\r\n".join(bare))
    assert same(key, "\n".join(bare).replace(" ", ""))
    assert same(key, "\n".join(bare).replace(" ", "-").upper())
    assert same(key, "\ufeff" + key.written.upper().replace(" ", "  "))
    assert same(key, "\n".join(bare).translate(str.maketrans("01", "Ol")))
    assert same(key, "\n".join(bare).translate(str.maketrans("01", "oI")))
    assert same(key, f"Dear me,\n{key.written}\nPrint this.\n  ivtool db unlock\n")


@given(secrets, st.data())
def test_a_mistyped_digit_is_noticed(secret: bytes, data: st.DataObject) -> None:
    four = lines_of(Key(secret))
    at = data.draw(st.sampled_from([each for each in range(3, 26) if four[0][each] in DIGITS]))
    number = data.draw(st.integers(0, 3))
    typed = data.draw(st.sampled_from([each for each in DIGITS if each != four[number][at]]))
    four[number] = four[number][:at] + typed + four[number][at + 1 :]
    with pytest.raises(NotUnderstood, match=f"line {number + 1} .* mistyped") as told:
        read_written("\n".join(four))
    assert four[number] not in told.value.message + told.value.hint


@given(secrets, st.permutations(range(4)))
def test_lines_out_of_order_are_noticed(secret: bytes, order: list[int]) -> None:
    bare = [line[3:] for line in lines_of(Key(secret))]
    if order != [0, 1, 2, 3]:
        with pytest.raises(NotUnderstood, match="mistyped"):
            read_written("\n".join(bare[each] for each in order))


@given(secrets, secrets)
def test_a_first_line_of_another_key_is_noticed(secret: bytes, other: bytes) -> None:
    first = Key(other).written.splitlines()[0]
    if secret != other:
        with pytest.raises(NotUnderstood, match="not of one key"):
            read_written("\n".join([first, *lines_of(Key(secret))]))


@pytest.mark.parametrize("text", ["", "\n\n", "one\ntwo", "ivtool key\n", "1\n2\n3\n4\n5\n", "é"])
def test_what_is_no_key_is_told(text: str) -> None:
    with pytest.raises(NotUnderstood):
        read_written(text)


def test_a_key_shows_nothing_of_itself() -> None:
    key = new_key()
    secret = key.engine_form[2:66]

    def fails(key: Key) -> None:
        raise ValueError(f"{key} {key!r} {key:}")

    with pytest.raises(ValueError, match="Key") as told:
        fails(key)
    shown = "".join(traceback.format_exception(told.value))
    for text in (shown, str(key), repr([key])):
        assert secret not in text
        assert secret[:16] not in text
    assert not hasattr(key, "__dict__")


def test_a_key_is_not_pickled() -> None:
    with pytest.raises(TypeError, match="not written anywhere"):
        pickle.dumps(new_key())


def kept_key(file: Path) -> Path:
    return keys_folder() / f"{head_of(file).hex()}.key"


@pytest.fixture
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings of the test's own, so that it may spoil them."""
    shutil.copytree(keys_folder(), tmp_path / "settings" / "ivtool" / "keys")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    return tmp_path / "settings"


def folder_instead(key: Path) -> None:
    key.unlink()
    key.mkdir(0o700)


def pipe_instead(key: Path) -> None:
    key.unlink()
    os.mkfifo(key, 0o600)


SPOILED: dict[str, tuple[Callable[[Path], object], str]] = {
    "group may read": (lambda key: key.chmod(0o640), "can be read by others"),
    "all may read": (lambda key: key.chmod(0o604), "can be read by others"),
    "empty": (lambda key: key.write_bytes(b""), "is damaged, or is none"),
    "cut": (lambda key: os.truncate(key, 150), "is damaged, or is none"),
    "text": (lambda key: key.write_text("four words are enough"), "is damaged, or is none"),
    "no text": (lambda key: key.write_bytes(b"ivtool key \xff\xfe"), "is damaged, or is none"),
    "of another": (lambda key: key.write_text(new_key().written), "is damaged, or is none"),
    "a statement": (
        lambda key: key.write_text(key.read_text().replace("ivtool key ", "ivtool key \";'")),
        "is damaged, or is none",
    ),
    "a folder": (folder_instead, "is no file"),
    "a pipe": (pipe_instead, "is no file"),
}


@pytest.mark.usefixtures("own_settings")
@pytest.mark.parametrize("spoiled", SPOILED)
def test_a_key_file_of_no_use_is_told(spoiled: str, encrypted_file: Path, run: Run) -> None:
    key = kept_key(encrypted_file)
    spoil, words = SPOILED[spoiled]
    spoil(key)
    ran = run(*LOOK, code=5)
    assert ran.err.startswith(f"ivtool: the key file {key} {words}")
    assert ran.out == ""
    hint = f"chmod 600 {key}" if "others" in words else "ivtool db unlock FILE"
    assert hint in ran.err


@pytest.fixture
def encrypted_file(file: Path) -> Path:
    if head_of(file) == PLAIN_HEAD:
        assert run_on(file, "db", "encrypt") == 0
    return file


def test_a_named_key_file_that_is_nowhere_is_told(
    encrypted_file: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IVTOOL_KEY_FILE", str(tmp_path / "nowhere.key"))
    ran = run(*LOOK, code=5)
    assert f"the key file {tmp_path}/nowhere.key cannot be read: No such file" in ran.err
    assert "IVTOOL_KEY_FILE=FILE names another" in ran.err
    assert names(encrypted_file.parent) in (["ivtool.db"], ["ivtool-backups", "ivtool.db"])


@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.usefixtures("own_settings")
def test_systemds_key_is_taken_though_its_mode_looks_wide(
    slash: str, encrypted_file: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "credentials"
    folder.mkdir()
    kept_key(encrypted_file).rename(folder / "ivtool.key")
    (folder / "ivtool.key").chmod(0o440)
    assert "not on this machine" in run(*LOOK, code=5).err
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", f"{folder}{slash}")
    assert run(*LOOK).err == ""


@pytest.mark.parametrize("home", ["/dev/null", "/proc"])
def test_no_file_without_a_place_for_its_key(
    home: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", home)
    ran = process(tmp_path / "new.db", "db", "init")
    assert ran.code == 5
    assert f"the key file {home}/ivtool/keys/" in ran.err
    assert "--key-file FILE" in ran.err
    assert names(tmp_path) == []


def test_a_new_file_keeps_its_key_where_it_is_named(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = tmp_path / "keys" / "named.key"
    monkeypatch.setenv("IVTOOL_KEY_FILE", str(named))
    for name in ("one", "two"):
        # The second finds it there, and takes it.
        made = process(tmp_path / name / "new.db", "db", "init")
        assert f"its key is in {named}\n" in made.out
        assert "only if it is named" not in made.out
        assert process(tmp_path / name / "new.db", *LOOK) == Ran(0, "", "")
    assert named.stat().st_mode & 0o777 == 0o600
    refused = process(tmp_path / "three" / "new.db", "db", "init", "--passphrase")
    assert refused.code == 4
    assert "key.given" not in refused.out
    assert names(tmp_path / "three") == []
    assert run("db", "path").code == 0


def test_a_key_file_elsewhere_must_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, new = tmp_path / "usb" / "my.key", tmp_path / "new" / "ivtool.db"
    made = process(new, "db", "init", "--key-file", str(key))
    assert f"only if it is named: IVTOOL_KEY_FILE={key}\n" in made.out
    assert "or name its key file: IVTOOL_KEY_FILE=FILE" in process(new, *LOOK).err
    again = process(tmp_path / "other" / "x.db", "db", "init", "--key-file", str(key))
    assert again.code == 4
    assert f"{key} is already there" in again.err
    monkeypatch.setenv("IVTOOL_KEY_FILE", str(key))
    assert process(new, *LOOK) == Ran(0, "", "")


@pytest.mark.parametrize("name", ["x.key", "ivtool-backups/x.key"])
def test_a_key_may_not_lie_beside_the_data(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tmp_path / "ivtool.db"
    key = tmp_path / name
    for made in (False, True):
        if made:
            key.parent.mkdir(exist_ok=True)
            key.write_text(new_key().written)
            key.chmod(0o600)
            monkeypatch.setenv("IVTOOL_KEY_FILE", str(key))
        before = names(tmp_path)
        ran = process(new, "db", "init", *(() if made else ("--key-file", str(key))))
        assert ran.code == 4
        assert "whoever takes" in ran.err
        assert names(tmp_path) == before


def test_a_plain_file_is_refused_where_a_key_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "data" / "ivtool.db"
    assert run_on(file, "db", "init", "--plain") == 0
    key = new_key()
    named = tmp_path / "named.key"
    named.write_text(key.written)
    named.chmod(0o600)
    monkeypatch.setenv("IVTOOL_KEY_FILE", str(named))
    before = file.read_bytes()
    for arguments in (LOOK, WRITE, ("db", "check"), ("db", "backup"), ("db", "drill", str(file))):
        ran = process(file, *arguments)
        assert ran.code == 5, arguments
        assert f"{file} is not encrypted, though the key file {named} is named for it" in ran.err
        assert "ivtool db encrypt, or unset IVTOOL_KEY_FILE" in ran.err
    assert file.read_bytes() == before
    assert process(file, "db", "encrypt").code == 0
    assert head_of(file).hex() == key.id
    assert process(file, *LOOK) == Ran(0, "", "")
    assert Keys(no_terminal).of(file) is not None


def test_a_wrong_key_is_named_beside_the_one_that_is_wanted(
    encrypted_file: Path, tmp_path: Path, run: Run, own_settings: Path, nothing_stored: Unchanged
) -> None:
    wanted = head_of(encrypted_file).hex()[:8]
    with nothing_stored(), pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CONFIG_HOME", str(own_settings / "none"))
        missing = run(*LOOK, code=5).err
        assert f"is encrypted with the key {wanted}, which is not on this machine" in missing
        wrong = tmp_path / "wrong.key"
        wrong.write_text(new_key().written)
        wrong.chmod(0o600)
        patch.setenv("IVTOOL_KEY_FILE", str(wrong))
        told = run(*WRITE, code=5).err
        assert f"of {wrong}; it wants {wanted}" in told
        assert f"ivtool db unlock {encrypted_file}" in told
