"""Sessions as tests: commands, and exactly what they print, kept in text files and in the README.

A block is a line `$ ivtool …` and the output that follows: standard error after `! `, and the exit
code, where it is not 0, as `[exit 4]`. Lines that begin with `# ` are comments.

What is another each time is written as if it were always the same: where the files are, a random
key and its id, when, by the real clock, a backup was made, and the bytes of one (random salts and
the name of who is at the keyboard can take a page more or less).
"""

import contextlib
import hashlib
import os
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO, TextIOBase
from pathlib import Path

from ivtool.cli import main
from ivtool.errors import IvtoolError
from ivtool.keys import Keys, keys_folder, no_terminal
from ivtool.recovery import Key

FENCE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ECHO = re.compile(r"echo (?P<text>'[^']*'|\"[^\"]*\") \| (?P<command>.*)")
HOME = "/home/you"
KEYS = f"{HOME}/.config/ivtool/keys"
# The name of a backup, when it was made, and the days of the last ones: all of the real clock.
CLOCK = (
    (re.compile(r"-\d{8}-\d{6}(-\d+)?(?=\.db\b|-before-)"), "-20261122-174500"),
    (re.compile(r"\b\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d\b"), "2026-11-22 17:45:00"),
    (re.compile(r"(?<=last backup: )\w{3} \d+ \w{3} \d{4}"), "Sun 22 Nov 2026"),
    (re.compile(r"(?<=last restore drill: )\w{3} \d+ \w{3} \d{4}"), "Sun 22 Nov 2026"),
)
# The end of the history, of salted digests.
HISTORY = (
    re.compile(r"(?<=history to )(H-\d+: )(?:[0-9a-f]{4} ?){8}"),
    r"\g<1>" + " ".join(["4f2a"] * 8),
)
MEGABYTES = (re.compile(r"(?<=rows, )3\.[0-3] MB"), "3.0 MB")
BYTES = (re.compile(r"(?<=17:45:00)( +\w* +)\d{6,7}(?=  (?:yes|no)\b)"), r"\g<1>3000000")
# What is not understood, not found or refused changes no byte of the file, but where the sound rows
# of a sheet are taken.
REFUSED = ("[exit 2]", "[exit 3]", "[exit 4]")
MAY_STORE_SOME = re.compile("--skip-bad")
PART_OF_A_KEY = re.compile(r"[0-9a-f]{8}|(?:[0-9a-f]{4} ){4}")


@dataclass(frozen=True)
class Block:
    """A command line with what stands before it and what it should print."""

    before: list[str]
    command: str
    expected: list[str]


class _Tagged(TextIOBase):
    """A stream that keeps its lines beside those of another, in their order."""

    encoding = "utf-8"

    def __init__(self, kept: list[tuple[str, str]], tag: str) -> None:
        self._kept = kept
        self._tag = tag

    def write(self, text: str) -> int:
        self._kept.append((self._tag, text))
        return len(text)


class Settled:
    """Writes what a scenario prints as if its folder, its keys and the clock were always these."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, Key] = {}
        self._shown: dict[str, Key] = {}

    def __call__(self, line: str) -> str:
        """One line as it is kept."""
        line = line.replace(str(keys_folder()), KEYS).replace(str(self._folder), HOME)
        for pattern, instead in (*CLOCK, HISTORY, MEGABYTES, BYTES):
            line = pattern.sub(instead, line)
        if PART_OF_A_KEY.search(line):
            for real in self._keys():
                line = self._other_key(line, real)
        return line

    def _keys(self) -> list[Key]:
        for key in (*Keys(no_terminal).every_known(), *self._in_folder()):
            self._known.setdefault(key.id, key)
        return list(self._known.values())

    def _in_folder(self) -> Iterator[Key]:
        for path in self._folder.rglob("*.key"):
            with contextlib.suppress(IvtoolError):
                yield Keys(no_terminal).read(path)

    def _other_key(self, line: str, real: Key) -> str:
        """A line with a made-up key in a real one's place: its id, and each of its four lines."""
        parts = [real.id, *real.written.splitlines()[2:], real.id[:8]]
        if not any(part in line for part in parts):
            return line
        number = len(self._shown)
        secret = hashlib.sha256(f"the key {number} of a scenario".encode()).digest()
        other = self._shown.setdefault(real.id, Key(secret))
        others = [other.id, *other.written.splitlines()[2:], other.id[:8]]
        for part, instead in zip(parts, others, strict=True):
            line = line.replace(part, instead)
        return line


def blocks(text: str) -> tuple[list[Block], list[str]]:
    """The blocks of a scenario, and the lines after the last."""
    found: list[Block] = []
    before: list[str] = []
    block: Block | None = None
    for line in text.splitlines():
        if line.startswith("$ "):
            block = Block(before, line[2:], [])
            found.append(block)
            before = []
        elif line.startswith("# ") or block is None:
            before.append(line)
            block = None
        else:
            block.expected.append(line)
    return found, before


def replay(text: str, folder: Path, settled: Settled | None = None) -> str:
    """The scenario with what its commands print now, run one after the other in a folder."""
    found, after = blocks(text)
    lines: list[str] = []
    settled = settled or Settled(folder)
    for block in found:
        before = stored(folder)
        shown = printed(block.command, folder, settled)
        if shown and shown[-1] in REFUSED and not MAY_STORE_SOME.search(block.command):
            assert stored(folder) == before, f"{block.command} is refused and stored something"
        lines += [*block.before, f"$ {block.command}", *shown, ""]
    return "\n".join([*lines, *after]).rstrip("\n") + "\n"


def stored(folder: Path) -> bytes | None:
    """The file of a scenario, byte for byte."""
    file = folder / "ivtool.db"
    return file.read_bytes() if file.is_file() else None


def replay_readme(text: str, folder: Path) -> str:
    """A document with its console blocks replayed; everything else stays."""
    settled = Settled(folder)

    def again(found: re.Match[str]) -> str:
        return f"```console\n{replay(found[1], folder, settled)}```"

    return FENCE.sub(again, text)


def printed(command: str, folder: Path, settled: Settled) -> list[str]:
    """What a command line prints, line by line."""
    stdin = ""
    if echo := ECHO.fullmatch(command):
        [text] = shlex.split(echo["text"])
        stdin, command = f"{text}\n", echo["command"]
    words = shlex.split(command)
    given = {}
    while "=" in words[0]:
        name, value = words.pop(0).split("=", 1)
        given[name] = value
    assert words[0] == "ivtool", f"a scenario runs ivtool, not {words[0]}"
    target = words[words.index(">") + 1] if ">" in words else None
    arguments = words[1 : words.index(">")] if target else words[1:]
    with _environment(given), contextlib.chdir(folder):
        kept, code = _run(arguments, stdin)
        if target:
            out = "".join(text for tag, text in kept if not tag)
            Path(target).write_text(out, encoding="utf-8")
            kept = [(tag, text) for tag, text in kept if tag]
    lines = []
    for tag, said in _joined(kept):
        lines += [f"{tag}{line}".rstrip() for line in said.splitlines()]
    shown = [settled(line) for line in lines]
    return [*shown, f"[exit {code}]"] if code else shown


def _run(arguments: list[str], stdin: str) -> tuple[list[tuple[str, str]], int]:
    kept: list[tuple[str, str]] = []
    before = sys.stdin
    sys.stdin = StringIO(stdin)
    try:
        with (
            contextlib.redirect_stdout(_Tagged(kept, "")),
            contextlib.redirect_stderr(_Tagged(kept, "! ")),
        ):
            code = int(main(arguments))
    finally:
        sys.stdin = before
    return kept, code


def _joined(kept: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    tag, text = "", ""
    for each, said in kept:
        if each != tag and text:
            yield tag, text
            text = ""
        tag, text = each, text + said
    if text:
        yield tag, text


@contextlib.contextmanager
def _environment(given: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in given}
    os.environ.update(given)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
