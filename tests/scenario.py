"""Sessions as tests: commands, and exactly what they print, kept in text files and in the README.

A block is a line `$ ivtool …` and the output that follows: standard error after `! `, and the exit
code, where it is not 0, as `[exit 4]`. Lines that begin with `# ` are comments.
"""

import contextlib
import os
import re
import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO, TextIOBase
from pathlib import Path

from ivtool.cli import main

FENCE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
ECHO = re.compile(r"echo (?P<text>'[^']*'|\"[^\"]*\") \| (?P<command>.*)")
HOME = "/home/you"


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


def replay(text: str, folder: Path) -> str:
    """The scenario with what its commands print now, run one after the other in a folder."""
    found, after = blocks(text)
    lines: list[str] = []
    for block in found:
        lines += [*block.before, f"$ {block.command}", *printed(block.command, folder), ""]
    return "\n".join([*lines, *after]).rstrip("\n") + "\n"


def replay_readme(text: str, folder: Path) -> str:
    """A document with its console blocks replayed; everything else stays."""

    def again(found: re.Match[str]) -> str:
        return f"```console\n{replay(found[1], folder)}```"

    return FENCE.sub(again, text)


def printed(command: str, folder: Path) -> list[str]:
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
    shown = [line.replace(str(folder), HOME) for line in lines]
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
