"""Every problem that the program can tell of is shown in a scenario, and no other.

The codes are read out of the source. A sheet's refusal prints no code: what the sheets are refused
for stands in errors-import.txt by its words, and in tests/services/test_imports.py case by case.
"""

import ast
import re
from collections import defaultdict
from pathlib import Path

from ivtool.domain.evidence import NEEDED
from ivtool.domain.words import CheckKind

HERE = Path(__file__).parent
SOURCE = HERE.parent / "ivtool"
SHOWN = re.compile(r"^!   - .*  \[([a-z_]+\.[a-z_]+)\]$", re.MULTILINE)
CODE = re.compile(r"[a-z_]+\.[a-z_]+")
# Functions that take the noun, or the whole code, of the problems that they tell of.
TAKE_A_NOUN = {"problems_ahead": ("in_future",),
               "problems_with_order": ("in_future", "out_of_order")}  # fmt: skip
TAKE_A_CODE = {"Problem", "require_room", "_refused"}
# Codes that are put together or chosen where they stand: by the file, what they can come to.
PUT_TOGETHER = {
    "domain/gates.py": {
        f"gate.{kind.value}" for kind in CheckKind if kind is not CheckKind.SECOND_MATCH
    },
    "domain/evidence.py": {f"check.no_{needed}" for needed in NEEDED.values()},
    "domain/starts.py": {"match.no_book", "match.no_meeting"},
    "domain/proposals.py": {"match.book_shown_already", "match.met_already"},
}
# What only a row of a sheet, or a file that `db check` looks at, can have.
NOT_BY_COMMAND = {
    "claim.no_amount": "an --item without an amount is not understood (exit 2)",
    "claim.not_mileage": "an --item has neither vehicle nor miles",
    "claim.paid_and_declined": "a line that is paid is never declined, nor the other way about",
    "hold.no_start": "a hold begins --on a day, today where none is said",
    "pause.in_future": "a pause by hand may lie ahead; what a sheet tells has been",
    "policy.too_long": "a text of more characters than a scenario should hold: test_policy.py",
    "sheets.too_much": "a cell of 32,768 letters: tests/sheets/test_writing.py",
    "stage.out_of_order": "",
}


def codes() -> dict[str, set[str]]:
    """Every code in the source, with the files that it stands in."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        for code in PUT_TOGETHER.get(name, ()):
            found[code].add(name)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                for code in _told_by(node):
                    found[code].add(name)
    return found


def _told_by(call: ast.Call) -> list[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    words = [each.value for each in call.args if isinstance(each, ast.Constant)]
    if name in TAKE_A_NOUN and words:
        return [f"{words[-1]}.{reason}" for reason in TAKE_A_NOUN[name]]
    if name in TAKE_A_CODE:
        return [word for word in words[:1] if isinstance(word, str) and CODE.fullmatch(word)]
    return []
