"""Sheets that tell of two records which are one now: the old key and ref are those of the one."""

from collections.abc import Iterable, Mapping
from typing import Any

from ivtool.domain.refs import LETTERS
from ivtool.queries.file import merged as queries
from ivtool.queries.file import sheets as known_sheets
from ivtool.queries.file.sheets import Known
from ivtool.services.imports.intake import Intake

NOUNS = {"volunteers": "volunteer", "children": "child"}
# The columns that point at somebody.
POINTERS = {"volunteer": "volunteer", "second_volunteer": "volunteer", "child": "child"}


def read_as_one(intake: Intake) -> None:
    """Read old keys and refs in every sheet as those of the records that they belong to now."""
    keys, refs = {}, {}
    for noun in NOUNS.values():
        old = queries.old_keys(intake.reader, noun)
        if old:
            keys[noun] = _keys(intake, noun, old)
            letter = LETTERS[noun]
            refs[noun] = {f"{letter}-{each.number}": f"{letter}-{each.one}" for each in old}
    if not keys:
        return
    for sheet in intake.workbook.sheets:
        noun = NOUNS.get(sheet.name, "")
        columns = {"key": keys.get(noun, {})}
        if intake.own.goes_by_ref(sheet):
            columns["ref"] = refs.get(noun, {})
        columns |= {column: keys.get(each, {}) for column, each in POINTERS.items()}
        rows: list[Any] = sheet.rows
        rows[:] = [_read(row, columns) for row in rows]


def remember(intake: Intake, noun: str, found: Mapping[int, Known]) -> None:
    """Keep beside each record what sheets said of it before it was one, which is nothing new."""
    for number, said in queries.said_before(intake.reader, noun).items():
        if number in found:
            found[number]["said_before"] = said


def _keys(intake: Intake, noun: str, old: Iterable[queries.OldKey]) -> dict[str, str]:
    """What each old key stands for now, in this file's own export by what stands there."""
    known = known_sheets.keys(intake.reader, noun)
    shown = intake.own.keys(noun) if intake.own.is_export else known
    taken = set(known.values())
    found: dict[str, str] = {}
    for each in old:
        said = [each.key]
        if intake.own.is_export:
            said += [f"new-{LETTERS[noun]}-{number}" for number in (each.number, each.one)]
        one = shown.get(each.one)
        if one is not None:
            found |= {key: one for key in said if key is not None and key not in taken}
    return found


def _read(row: Any, columns: Mapping[str, Mapping[str, str]]) -> Any:
    said = {
        column: keys[value]
        for column, keys in columns.items()
        for value in [getattr(row, column, None)]
        if value is not None and value in keys
    }
    return row._replace(**said) if said else row
