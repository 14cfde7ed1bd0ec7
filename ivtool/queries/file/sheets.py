"""What the file holds, in the shape of the sheets that it came from: column by column.

`rows` of a record tells in which row of another table a column stands: of a child's placement, of a
volunteer's check. A column that is not there stands in the record itself, or nowhere yet.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ivtool.domain.children.records import Child, Referral
from ivtool.domain.children.vocabulary import ReferralStep, WorkerRole
from ivtool.domain.days import Month, written_month
from ivtool.domain.expenses.records import ClaimLine
from ivtool.domain.ids import VolunteerId
from ivtool.domain.matching.records import Match, MatchPause
from ivtool.domain.recruitment.evidence_kinds import KINDS
from ivtool.domain.recruitment.records import Volunteer
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome
from ivtool.queries import authorities as authority_queries
from ivtool.queries.file.undo import VOID
from ivtool.queries.reading import Reader, day, needed_day, select
from ivtool.rows import Made, Packed, columns_of, maker
from ivtool.tuples import NamedTuple

# The command whose rows are not by hand, as the history calls it.
IMPORT = "import"
Known = dict[str, Any]
VisitIdentity = tuple[int, date, str, str, int]
# Which column of the sheet shows which check, and which of its days.
CHECK_COLUMNS: Mapping[tuple[CheckKind, int], str] = {
    (kind, column.slot): column.name
    for kind, each in KINDS.items()
    for column in each.columns
    if kind is not CheckKind.DBS
}
WORKER_COLUMNS = {
    WorkerRole.SOCIAL_WORKER: "social_worker",
    WorkerRole.IRO: "iro",
    WorkerRole.CARER: "carer",
}
DBS_COLUMNS = tuple(column.name for column in KINDS[CheckKind.DBS].columns)
HOLD_COLUMNS = ("on_hold_from", "on_hold_until", "on_hold_reason")
PLACEMENT_COLUMNS = ("placement_kind", "placement_postcode", "area_authority", "placement_from")
STEP_COLUMNS = {
    ReferralStep.SOCIAL_WORKER_FORM: "social_worker_form_on",
    ReferralStep.CHILD_FORM: "child_form_on",
    ReferralStep.STAFF_VISIT: "staff_visit_on",
}


class LineOfClaim(NamedTuple):
    """A line with the volunteer of its claim."""

    line: ClaimLine
    volunteer_id: VolunteerId


def volunteers(reader: Reader) -> dict[int, Known]:
    """The volunteers as rows of their sheet; `id`, `rows` and the latest `spell` beside.

    Of several checks of a kind the latest counts; one that did not come back clear is no evidence,
    and `unanswered` are the numbers of those that have not come back, by column in `asked`.
    `purged` are the days of the DBS certificates whose numbers have gone.
    """
    found = _by_id(select(reader, Volunteer))
    good = (CheckOutcome.CLEAR.value, CheckOutcome.RISK_ASSESSED.value)
    withdrawn = former_holds(reader)
    for number, record in found.items():
        record["unanswered"] = set()
        record["asked"] = {}
        record["purged"] = set()
        record["withdrawn_holds"] = {on for volunteer, on in withdrawn if volunteer == number}
    for number, row, rechecked_on in reader.execute(
        "SELECT volunteer_id, id, rechecked_on FROM volunteer_check"
        " WHERE rechecked_on IS NOT NULL AND outcome IN (?, ?) ORDER BY rechecked_on, id",
        good,
    ):
        # The last status check, which may be a row of its own or of the certificate's.
        _stands(found[number], row, {"dbs_checked_on": day(rechecked_on)})
    for number, kind, slot, outcome, row, from_on, *dbs in reader.execute(
        "SELECT volunteer_id, kind, slot, outcome, id, from_on, certificate,"
        " number_purged_on IS NOT NULL, rechecked_on IS NOT NULL"
        " FROM volunteer_check WHERE outcome IS NULL OR outcome IN (?, ?)"
        " ORDER BY coalesce(from_on, ''), id",
        good,
    ):
        if outcome is None:
            found[number]["unanswered"].add(row)
            found[number]["asked"][_asked(kind, slot)] = row
        if kind == CheckKind.DBS:
            certificate, is_purged, is_looked_at = dbs
            if from_on is not None or certificate is not None or not is_looked_at:
                said = {"dbs_number": certificate, "dbs_issued": day(from_on)}
                _stands(found[number], row, said)
                found[number]["purged"] |= {day(from_on)} if is_purged else set()
        elif column := CHECK_COLUMNS.get((CheckKind(kind), slot)):
            _stands(found[number], row, {column: day(from_on)})
    for number, from_on, until_on, reason, row in reader.execute(
        "SELECT volunteer_id, from_on, until_on, reason, id FROM volunteer_hold ORDER BY from_on"
    ):
        hold = (day(from_on), day(until_on), reason)
        _stands(found[number], row, dict(zip(HOLD_COLUMNS, hold, strict=True)))
    for number, spell, ended_on, reason, row in reader.execute(
        "SELECT volunteer_id, spell, ended_on, reason, id FROM volunteer_spell ORDER BY spell"
    ):
        left = {"left_on": day(ended_on), "left_reason": reason}
        _stands(found[number], row, left)
        found[number]["spell"] = spell
    for number, spell, stage, reached_on, row in reader.execute(
        "SELECT volunteer_id, spell, stage, reached_on, id FROM volunteer_stage"
    ):
        # What was reached before somebody left and came back is past.
        if spell == found[number]["spell"]:
            _stands(found[number], row, {stage: day(reached_on)})
    return found


def _asked(kind: str, slot: int) -> str | None:
    """The column of the day on which a check comes back."""
    is_dbs = kind == CheckKind.DBS
    return "dbs_issued" if is_dbs else CHECK_COLUMNS.get((CheckKind(kind), slot))


def children(reader: Reader) -> dict[int, Known]:
    """The children as rows of their sheet; `id`, `rows` and the days of `workers` beside."""
    found = _by_id(select(reader, Child), responsible_authority=None)
    # The newest counts.
    for number, spells in authority_queries.spells(reader).items():
        newest = spells[-1]
        held: Known = {"responsible_authority": newest.name, "authority_from": newest.from_on}
        _stands(found[number], newest.number, held)
    for number, kind, postcode, area, from_on, row in reader.execute(
        "SELECT p.child_id, p.kind, p.postcode, a.name, p.from_on, p.id FROM placement p"
        " LEFT JOIN authority a ON a.id = p.area_authority_id"
        " ORDER BY coalesce(p.from_on, ''), p.id"
    ):
        said = (kind, postcode, area, day(from_on))
        _stands(found[number], row, dict(zip(PLACEMENT_COLUMNS, said, strict=True)))
    for record in found.values():
        record["workers"] = {}
    for number, role, name, phone, email, from_on, until_on, row in reader.execute(
        "SELECT child_id, role, name, phone, email, from_on, until_on, id FROM child_worker"
        " ORDER BY coalesce(from_on, ''), id"
    ):
        column = WORKER_COLUMNS[WorkerRole(role)]
        reached = {f"{column}_phone": phone, f"{column}_email": email}
        _stands(found[number], row, {column: name, **reached})
        found[number]["workers"][column] = (day(from_on), day(until_on))
    return found


def referrals(reader: Reader) -> dict[int, Known]:
    """The referrals as rows of their sheet; `id`, `rows` and `child_id` beside.

    Of several closings the last counts; `reopened_on` tells of one that holds no longer.
    """
    found = _by_id(select(reader, Referral), closed_on=None, outcome=None, reopened_on=None)
    of_children = keys(reader, "child")
    for record in found.values():
        record["child"] = of_children[record["child_id"]]
    for number, closed_on, outcome, reopened_on, row in reader.execute(
        "SELECT referral_id, closed_on, outcome, reopened_on, id FROM referral_closing"
        " ORDER BY reopened_on IS NULL, closed_on, id"
    ):
        closing = {"closed_on": day(closed_on), "outcome": outcome, "reopened_on": day(reopened_on)}
        _stands(found[number], row, closing)
    for number, step, taken_on, row in reader.execute(
        "SELECT referral_id, step, taken_on, id FROM referral_step"
    ):
        column = STEP_COLUMNS.get(ReferralStep(step), step)
        _stands(found[number], row, {column: day(taken_on)})
    return found


def matches(reader: Reader) -> dict[int, Known]:
    """The matches as rows of their sheet; `id`, `rows` and the numbers of whom they join beside."""
    found = _by_id(select(reader, Match))
    of_referrals, of_volunteers = keys(reader, "referral"), keys(reader, "volunteer")
    for record in found.values():
        record["referral"] = of_referrals[record["referral_id"]]
        record["volunteer"] = of_volunteers[record["volunteer_id"]]
        record["second_volunteer"] = of_volunteers.get(record["second_volunteer_id"])
    for number, every_months, from_on, row in reader.execute(
        "SELECT match_id, every_months, from_on, id FROM match_interval ORDER BY from_on"
    ):
        said = {"every_months": every_months, "interval_from": day(from_on)}
        _stands(found[number], row, said)
    return found


def pauses(reader: Reader) -> dict[tuple[int, date], Known]:
    """The pauses by match and first day; `withdrawn_on` tells of one that never was."""
    found = select(reader, MatchPause, "withdrawn_on IS NULL, from_on")
    return {(each.match_id, each.from_on): each._asdict() for each in found}


def visits(reader: Reader, columns: Sequence[str]) -> dict[VisitIdentity, tuple[Any, ...]]:
    """The standing entries by match, day, kind, outcome and which of them it is.

    What they say in some columns, and at the end the number of the entry.
    """
    rows = reader.execute(
        f"SELECT match_id, visited_on, kind, outcome, nth, {', '.join(columns)}, id"
        " FROM visit WHERE withdrawn_on IS NULL"
    )
    return {(row[0], date.fromisoformat(row[1]), *row[2:5]): row[5:] for row in rows}


def visit_rows(reader: Reader, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The standing entries as the file keeps them, in the order of their numbers.

    Number, match, day, kind, outcome, which of them it is; then some columns.
    """
    return iter(
        reader.execute(
            f"SELECT id, match_id, visited_on, kind, outcome, nth, {', '.join(columns)}"
            " FROM visit WHERE withdrawn_on IS NULL ORDER BY id"
        )
    )


def former_visits(reader: Reader) -> dict[VisitIdentity, int]:
    """What entries said before a command corrected or withdrew them, by what they said.

    An import would bring back what was put right; the history knows.
    """
    former: dict[VisitIdentity, int] = {}
    current: dict[int, Known] = {}
    rows = reader.execute(
        "SELECT v.id, v.match_id, v.visited_on, v.kind, v.outcome, v.nth, w.before FROM change h"
        " JOIN change_value w ON w.change_id = h.id JOIN visit v ON v.id = h.row_id"
        " WHERE h.table_name = 'visit' AND h.action = 'update'"
        f" AND h.change_set_id NOT IN ({VOID}) ORDER BY h.id DESC"
    )
    for number, match, visited_on, kind, outcome, nth, before in rows.fetchall():
        said = current.setdefault(
            number, {"visited_on": visited_on, "kind": kind, "outcome": outcome, "nth": nth}
        )
        said.update(json.loads(before) if before else {})
        visited = date.fromisoformat(said["visited_on"])
        former[match, visited, said["kind"], said["outcome"], said["nth"]] = number
    return former


def is_withdrawn(reader: Reader, visit: int) -> bool:
    """Whether there is an entry of a number, and a command has withdrawn it."""
    found = reader.execute(
        "SELECT 1 FROM visit WHERE id = :visit AND withdrawn_on IS NOT NULL", {"visit": visit}
    ).fetchone()
    return found is not None


def matches_of_referral(reader: Reader, referral: int) -> list[int]:
    """The matches that a referral led to."""
    rows = reader.execute(
        "SELECT id FROM match WHERE referral_id = :referral ORDER BY id", {"referral": referral}
    )
    return [number for (number,) in rows]


def former_holds(reader: Reader) -> set[tuple[int, date]]:
    """The holds that a command withdrew, by volunteer and first day; the history knows them.

    Those of a record that became one with another are that one's.
    """
    rows = reader.execute(
        "SELECT coalesce(m.volunteer_id, json_extract(w.before, '$.volunteer_id')),"
        " json_extract(w.before, '$.from_on') FROM change h"
        " JOIN change_value w ON w.change_id = h.id LEFT JOIN merged_person m"
        " ON m.old_number = json_extract(w.before, '$.volunteer_id') AND m.volunteer_id IS NOT NULL"
        " WHERE h.table_name = 'volunteer_hold' AND h.action = 'delete' AND w.before IS NOT NULL"
        f" AND h.change_set_id NOT IN ({VOID})"
    )
    return {(volunteer, needed_day(from_on)) for volunteer, from_on in rows}


def excuses(reader: Reader) -> dict[tuple[int, Month], Known]:
    """The excused months by match and month."""
    rows = reader.execute("SELECT match_id, month, excused_by, reason, id FROM excuse")
    return {
        (match, written_month(month)): {"by": excused_by, "reason": reason, "id": row}
        for match, month, excused_by, reason, row in rows
    }


def claim_lines(reader: Reader) -> Collection[LineOfClaim]:
    """The lines of every claim, in order; an amount that a rate gave is `priced`."""
    rows = reader.execute(
        f"SELECT {columns_of(ClaimLine, 'n')}, e.volunteer_id"
        " FROM claim_line n JOIN claim e ON e.id = n.claim_id ORDER BY e.id, n.line"
    )
    return Made(Packed(rows), maker(LineOfClaim, rows))


def claims(reader: Reader) -> dict[int, list[Known]]:
    """The same by claim, as rows of the sheet.

    Their own `id` and the numbers of claim, volunteer and match beside.
    """
    key_of = {noun: keys(reader, noun) for noun in ("claim", "volunteer", "match")}
    found: dict[int, list[Known]] = {}
    for line, volunteer in claim_lines(reader):
        said = {
            **line._asdict(),
            "on": line.incurred_on,
            "key": key_of["claim"][line.claim_id],
            "volunteer_id": volunteer,
            "volunteer": key_of["volunteer"][volunteer],
            "match": None if line.match_id is None else key_of["match"][line.match_id],
        }
        found.setdefault(line.claim_id, []).append(said)
    return found


def authorities(reader: Reader) -> dict[str, int]:
    """The authorities by their names without case."""
    rows = reader.execute("SELECT name, id FROM authority")
    return {name.casefold(): number for name, number in rows}


def keys(reader: Reader, noun: str) -> dict[int, str | None]:
    """The keys of the records of a noun, by number."""
    return dict(reader.execute(f'SELECT id, "key" FROM "{noun}" ORDER BY id').fetchall())


def set_by_commands(reader: Reader, table: str, row: int, since: int = 0) -> tuple[bool, set[str]]:
    """Whether a command other than an import added a row, and the columns that one has changed.

    `since` leaves out what was done up to a change set.
    """
    changes = reader.execute(
        "SELECT h.action, h.columns FROM change h JOIN change_set s ON s.id = h.change_set_id"
        " WHERE h.table_name = :table AND h.row_id = :row AND s.command <> :import"
        f" AND s.id > :since AND s.id NOT IN ({VOID})",
        {"table": table, "row": row, "import": IMPORT, "since": since},
    ).fetchall()
    changed = {each for _, columns in changes if columns for each in json.loads(columns)}
    return any(action == "insert" for action, _ in changes), changed


def changed_since(reader: Reader, table: str, row: int, since: int) -> bool:
    """Whether any command, an import too, has added or changed a row after a change set."""
    found = reader.execute(
        "SELECT 1 FROM change WHERE table_name = :table AND row_id = :row"
        " AND change_set_id > :since",
        {"table": table, "row": row, "since": since},
    ).fetchone()
    return found is not None


def _stands(record: Known, row: int, said: Known) -> None:
    record |= said
    record["rows"] |= dict.fromkeys(said, row)


def _by_id(records: Sequence[Any], **also: object) -> dict[int, Known]:
    return {each.id: {**each._asdict(), **also, "rows": {}} for each in records}
