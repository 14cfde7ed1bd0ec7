"""What rows are called: their refs, or what hangs on which record, of rows that are no more too."""

from collections.abc import Iterable
from itertools import groupby

from ivtool.domain.file.recorded import Row
from ivtool.domain.refs import LETTERS, claim_ref
from ivtool.queries.file.history import BEYOND, PARTS, last_held, rows_after
from ivtool.queries.reading import Reader

# What people call a table, where its name does not say it.
WORDS = {
    "attendance": "somebody invited",
    "book_section": "page of the book",
    "change_set": "change set",
    "child_authority": "authority of the child",
    "child_worker": "worker",
    "claim_line": "line",
    "claim_line_query": "query",
    "claim_line_reversal": "reversal",
    "concern_told": "telling",
    "match_interval": "interval",
    "match_review": "review",
    "match_review_action": "action",
    "match_review_rating": "rating",
    "match_review_view": "view",
    "match_view": "view",
    "placement": "home",
    "referral_closing": "closing",
    "referral_step": "step",
    "support_action": "action",
    "visit": "entry",
    "volunteer_check": "evidence",
    "volunteer_hold": "hold",
    "volunteer_spell": "spell",
    "volunteer_stage": "stage",
}
# What hangs on nothing and has no ref is known by a name of its own.
TOLD_BY = {"authority": "name", "policy": "key"}


def words(table: str) -> str:
    """What people call what a table holds."""
    return WORDS.get(table, table.replace("_", " "))


class Owners:
    """The refs of rows: their own, else of what they hang on, of rows that are no more too."""

    def __init__(
        self,
        reader: Reader,
        rows: Iterable[tuple[str, int]],
        known: Iterable[tuple[tuple[str, int], Row | None, Row | None]] = (),
    ) -> None:
        self._rows: dict[tuple[str, int], Row] = {}
        for row, before, after in known:
            self._rows[row] = after or before or {}
        missing = {row for row in rows if row not in self._rows and row[0] not in LETTERS}
        # What hangs on a part is asked for with it.
        while missing:
            for table, each in groupby(sorted(missing), lambda row: row[0]):
                numbers = {number: BEYOND for _, number in each}
                for number, found in rows_after(reader, table, numbers).items():
                    self._rows[table, number] = found or last_held(reader, table, number)
            parents = {self._parent(row) for row in self._rows}
            missing = {
                row for row in parents if row and row[0] not in LETTERS and row not in self._rows
            }

    def ref(self, row: tuple[str, int]) -> str:
        """The ref of a row; the words of its table where it hangs on nothing."""
        table, number = row
        if table == "claim_line" and row in self._rows:
            held = self._rows[row]
            return claim_ref(held["claim_id"], held["line"])
        if table in LETTERS:
            return f"{LETTERS[table]}-{number}"
        parent = self._parent(row)
        if parent is not None:
            return self.ref(parent)
        told = self._rows.get(row, {}).get(TOLD_BY.get(table, ""))
        return f"{table} {number}" if told is None else str(told)

    def said(self, row: tuple[str, int]) -> str:
        """A row in a sentence: its ref, and where it has none of its own, what of which record."""
        table, _ = row
        named = self.ref(row)
        if table in LETTERS or table in (*TOLD_BY, "claim_line"):
            return named
        return f"{words(table)} of {named}"

    def _parent(self, row: tuple[str, int]) -> tuple[str, int] | None:
        held = self._rows.get(row, {})
        for noun, parts in PARTS.items():
            for table, column in parts:
                if table == row[0] and held.get(column) is not None:
                    return noun, held[column]
        return None
