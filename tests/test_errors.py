"""Every problem that the program can tell of is shown in a scenario, and no other.

The codes are read out of the source. A sheet's refusal prints no code: those that only an import
comes to, and all `sheet.*`, are left out here. errors-import.txt shows their words, and
tests/services/test_imports.py goes through them case by case.
"""

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

from ivtool.domain.recruitment.evidence_kinds import KINDS
from ivtool.domain.recruitment.vocabulary import CheckKind

HERE = Path(__file__).parent
SOURCE = HERE.parent / "ivtool"
SHOWN = re.compile(r"^!   - .*  \[([a-z_]+\.[a-z_]+)\]$", re.MULTILINE)
CODE = re.compile(r"[a-z_]+\.[a-z_]+")
# Functions that take the noun, or the whole code, of the problems that they tell of.
TAKE_A_NOUN = {"problems_ahead": ("in_future",),
               "problems_with_order": ("in_future", "out_of_order"),
               "problems_before_birth": ("before_birth",),
               "problems_with_birth": ("in_future", "born_too_early", "before_birth"),
               "problems_with_name": ("no_name",),
               "problems_with_same": ("already",)}  # fmt: skip
TAKE_A_CODE = {"Problem", "require_room", "require_room_in", "_refused"}
# Codes that are put together or chosen where they stand: by the file, what they can come to.
PUT_TOGETHER = {
    "domain/recruitment/gates.py": {
        f"gate.{kind.value}" for kind in CheckKind if kind is not CheckKind.SECOND_MATCH
    },
    "domain/recruitment/evidence_entries.py": {
        f"check.no_{each.needs}" for each in KINDS.values() if each.needs
    },
    "domain/matching/start.py": {"match.no_book", "match.no_meeting"},
    "domain/matching/proposals.py": {"match.book_shown_already", "match.met_already"},
}
# What no command line of a scenario can come to, and why.
NOT_BY_COMMAND = {
    "backup.late": "a finding of `db check`: tests/domain/test_backup_rules.py",
    "backup.not_drilled": "a finding of `db check`: tests/domain/test_backup_rules.py",
    "job.never": "a line of `today`: tests/scenarios/today.txt",
    "job.late": "a finding of `db check`: tests/scenarios/errors-months-jobs.txt",
    "job.failed": "a finding of `db check`: tests/test_jobs.py",
    "job.ahead": "a finding of `db check`: tests/test_jobs.py",
    "job.no_key": "wants a key under a passphrase: tests/test_crontab.py",
    "job.odd_path": "wants a path that cannot be printed: tests/test_crontab.py",
    "key.like_ref": "no command sets a key, an import does: tests/test_round_trip.py",
    "key.mistyped": "a passphrase is asked for on a terminal: tests/test_encryption.py",
    "key.not_printed": "a finding of `db check`: tests/domain/test_backup_rules.py",
    "key.short_passphrase": "asked for on a terminal: tests/test_encryption.py",
    "child.born_too_early": "a finding of `db check`: tests/domain/test_ages.py",
    "volunteer.born_too_early": "a finding of `db check`: tests/domain/test_ages.py",
    "claim.no_amount": "an --item without an amount is not understood (exit 2)",
    "claim.not_mileage": "an --item has neither vehicle nor miles",
    "claim.paid_and_declined": "a line that is paid is never declined, nor the other way about",
    "hold.no_start": "a hold begins --on a day, today where none is said",
    "policy.too_long": "301 letters are too many to show: tests/services/test_setting_policy.py",
    "undo.altered": "a row that something else has changed: tests/services/test_undo.py",
    "undo.not_shown": "while a terminal asks: tests/services/test_undo.py",
    "undo.too_old": "wants a file of an older version: tests/services/test_undo.py",
    "visit.nth": "a hundredth contact of a day is too long to show: tests/domain/test_visits.py",
    "sheets.too_much": "32,768 letters are too many to show: tests/test_export.py",
}
SHEETS = "services/imports/"


@cache
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
    words = [
        each.value
        for each in call.args
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    ]
    if name in TAKE_A_NOUN and words:
        return [f"{words[-1]}.{reason}" for reason in TAKE_A_NOUN[name]]
    if name in TAKE_A_CODE:
        return [word for word in words[:1] if CODE.fullmatch(word)]
    return []


@cache
def shown() -> set[str]:
    """Every code that a scenario shows."""
    scenarios = (HERE / "scenarios").glob("*.txt")
    return {code for path in scenarios for code in SHOWN.findall(path.read_text(encoding="utf-8"))}


def test_every_problem_is_shown_in_a_scenario() -> None:
    by_command = {
        code
        for code, files in codes().items()
        if not all(name.startswith(SHEETS) for name in files)
    }
    assert by_command - set(NOT_BY_COMMAND) - shown() == set()


def test_no_scenario_shows_a_problem_that_the_source_does_not_have() -> None:
    assert shown() - set(codes()) == set()


def test_what_is_left_out_is_in_the_source_and_in_no_scenario() -> None:
    assert set(NOT_BY_COMMAND) - set(codes()) == set()
    assert set(NOT_BY_COMMAND) & shown() == set()


def test_every_code_that_is_put_together_is_told_of_in_its_file() -> None:
    # What is listed by hand here must not outlive the f-string that it stands for.
    for name in PUT_TOGETHER:
        tree = ast.parse((SOURCE / name).read_text(encoding="utf-8"))
        told = [
            call.args[0]
            for call in ast.walk(tree)
            if isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id == "Problem"
        ]
        assert not all(isinstance(code, ast.Constant) for code in told), name
