"""Whose sheets they are: this file's own export goes by ref, everything else by key.

A row of an export says its ref and which file it is of; one with no ref is new. What has no key
goes out under `new-V-3`, by which the other sheets point at it.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ivtool.domain.refs import (
    LETTERS,
    Ref,
    keys_out,
    problems_with_new_key,
    written_ref,
)
from ivtool.errors import Problem
from ivtool.queries.file import receipts
from ivtool.queries.file import sheets as known_sheets
from ivtool.queries.file.sheets import Known
from ivtool.queries.reading import Reader
from ivtool.sheets.rows import FileId
from ivtool.sheets.workbook import AnySheet, Workbook

if TYPE_CHECKING:
    from ivtool.services.imports.changing import Placed

BY_REF = "read by ref: this file's own export"
BY_KEY = "read by key: the refs are another file's"
NOBODY_YET = "read by key: this file has nobody yet whom a ref could mean"
NO_FILE = "read by key: the refs do not say of which file they are"
TWO_FILES = Problem(
    "import.two_files",
    "is of another file than the other rows; import the rows of one file at a time",
)
# Whose key a column of a record shows, and the column of the number behind it.
POINTERS = {
    "child": ("child", "child_id"),
    "referral": ("referral", "referral_id"),
    "volunteer": ("volunteer", "volunteer_id"),
    "second_volunteer": ("volunteer", "second_volunteer_id"),
    "match": ("match", "match_id"),
}


class Own:
    """Whether the sheets of a workbook are this file's own export, and what that says of a row."""

    def __init__(self, reader: Reader, workbook: Workbook) -> None:
        self._reader = reader
        self._identity = receipts.identity(reader)
        self._last = receipts.last_change_set(reader) or 0
        self._keys: dict[str, dict[int, str]] = {}
        files: dict[str, None] = {}
        with_refs = False
        for sheet in workbook.sheets:
            # Few are different: a set of them all is made first.
            of_sheet = {row.file_id for row in sheet.rows}
            files |= {each.identity: None for each in of_sheet if each is not None}
            with_refs = with_refs or (
                not files and any(getattr(row, "ref", None) is not None for row in sheet.rows)
            )
        # In a copy from before the first record no ref means anybody yet.
        holds_any = any(known_sheets.keys(reader, noun) for noun in ("volunteer", "child"))
        self.is_export = self._identity in files and holds_any
        self._one = self._identity if self._identity in files else next(iter(files), None)
        if len(files) > 1:
            for sheet in workbook.sheets:
                self._refuse_others(sheet)
        self.said = NO_FILE if with_refs else None
        if files:
            by_key = NOBODY_YET if self._identity in files else BY_KEY
            self.said = BY_REF if self.is_export else by_key

    def _refuse_others(self, sheet: AnySheet) -> None:
        for row in sheet.rows:
            if row.file_id is not None and row.file_id.identity != self._one:
                sheet.refuse(row.row, TWO_FILES.code, TWO_FILES.message)
                sheet.refused_rows.add(row.row)
                if (key := getattr(row, "key", None)) is not None:
                    sheet.refused_keys.add(key)
        sheet.keep_good()

    def since(self, file_id: FileId | None) -> int:
        """The change set after which a command changed what a row of an export could not know.

        0 of a row that is of no export of this file, or of one that a restored backup forgot.
        """
        if file_id is None or not self._is_own(file_id):
            return 0
        return file_id.change_set if file_id.change_set <= self._last else 0

    def goes_by_ref(self, sheet: AnySheet) -> bool:
        """Whether a sheet is of this file's own export: then one of its rows is by its ref."""
        return any(self._is_own(row.file_id) for row in sheet.rows)

    def _is_own(self, file_id: FileId | None) -> bool:
        return self.is_export and file_id is not None and file_id.identity == self._identity

    def by_key(self, noun: str, found: Mapping[int, Known]) -> dict[str, Known]:
        """The records by their keys; of its own export also by what stands for them there.

        Then what their pointers show is what stands there too.
        """
        known = {each["key"]: each for each in found.values() if each["key"] is not None}
        if self.is_export:
            known |= {key: found[number] for number, key in self.keys(noun).items()}
            for each in found.values():
                each.update(self.pointers(each))
        return known

    def pointers(self, each: Known) -> Known:
        """What stands in an export's row for those whom a record points at."""
        return {
            column: self.keys(noun).get(each[number])
            for column, (noun, number) in POINTERS.items()
            if column in each and number in each
        }

    def keys(self, noun: str) -> dict[int, str]:
        """What stands for the keys of a noun in this file's own export, by number."""
        if noun not in self._keys:
            self._keys[noun] = keys_out(noun, known_sheets.keys(self._reader, noun))
        return self._keys[noun]


def ref_of(noun: str, text: str) -> Ref | None:
    """The ref of a noun that a cell says; None where it is none."""
    found = written_ref(text)
    return found if found is not None and found.letter == LETTERS[noun] else None


def problems_with_identity(
    noun: str,
    row: Any,
    recorded: Known | None,
    numbers: Mapping[int, object],
    placed: "Sequence[Placed]" = (),
    *,
    by_ref: bool,
) -> list[Problem]:
    """Why a row cannot be of its record, or of a new one: its ref and key say different things.

    `numbers` are those of all that the file holds, `placed` what the row would change.
    """
    problems = problems_with_new_key(row.key) if recorded is None else []
    if problems or not by_ref:
        return problems
    if row.ref is None:
        return _of_no_ref(noun, recorded, placed)
    letter = LETTERS[noun]
    ref = ref_of(noun, row.ref)
    if ref is None:
        return [Problem("import.unknown_ref", f"its ref is none of a {noun}, like {letter}-1")]
    whose = f"{letter}-{ref.number}"
    if ref.number not in numbers:
        said = f"{whose} is not in this file; leave the ref blank where it is a new {noun}"
        return [Problem("import.unknown_ref", said)]
    if recorded is None or recorded["id"] != ref.number:
        said = f"{whose} has another key in this file; put ref or key right"
        return [Problem("import.ref_disagrees", said)]
    return []


def _of_no_ref(noun: str, recorded: Known | None, placed: "Sequence[Placed]") -> list[Problem]:
    """Why a row without a ref is not new: its key is a record's, of which it says otherwise."""
    if recorded is None or not placed:
        return []
    whose = f"{LETTERS[noun]}-{recorded['id']}"
    said = f"has the key of {whose} and no ref; write {whose} there, or a key of its own"
    return [Problem("import.key_taken", said)]
