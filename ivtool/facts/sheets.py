"""What the file holds, in the shape of the sheets that it came from: by key, column by column."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from ivtool.domain.days import Month, written_month
from ivtool.domain.words import CheckKind, ReferralStep, WorkerRole
from ivtool.facts.reading import Reader, day, values

Known = dict[str, Any]
VisitIdentity = tuple[int, date, str, str]
# Which column of the sheet shows which check, and which of its days.
CHECK_COLUMNS = {
    (CheckKind.CHILDRENS_SERVICES, 1): "childrens_services_on",
    (CheckKind.MEDICAL, 1): "medical_on",
    (CheckKind.REFERENCE, 1): "reference_1_on",
    (CheckKind.REFERENCE, 2): "reference_2_on",
    (CheckKind.SAFEGUARDING, 1): "safeguarding_on",
    (CheckKind.INDEPENDENCE, 1): "independence_on",
    (CheckKind.CODE_OF_CONDUCT, 1): "code_of_conduct_on",
}
WORKER_COLUMNS = {
    WorkerRole.SOCIAL_WORKER: "social_worker",
    WorkerRole.IRO: "iro",
    WorkerRole.CARER: "carer",
}
STEP_COLUMNS = {
    ReferralStep.SOCIAL_WORKER_FORM: "social_worker_form_on",
    ReferralStep.CHILD_FORM: "child_form_on",
    ReferralStep.STAFF_VISIT: "staff_visit_on",
}


def volunteers(reader: Reader) -> dict[str, Known]:
    """The volunteers that have a key, as rows of their sheet; `id` beside."""
    found = _records(
        reader,
        "SELECT id, key, name, email, phone, postcode, date_of_birth, gender, languages,"
        " interests, drives, capacity, min_child_age, max_child_age, max_miles FROM volunteer",
        days=(6,),
        truths=(10,),
    )
    for number, stage, reached_on in reader.execute(
        "SELECT volunteer_id, stage, reached_on FROM volunteer_stage ORDER BY spell"
    ):
        found[number][stage] = day(reached_on)
    for number, kind, slot, from_on, certificate, rechecked_on in reader.execute(
        "SELECT volunteer_id, kind, slot, from_on, certificate, rechecked_on"
        " FROM volunteer_check ORDER BY coalesce(from_on, ''), id"
    ):
        if kind == CheckKind.DBS:
            found[number] |= {
                "dbs_number": certificate,
                "dbs_issued": day(from_on),
                "dbs_checked_on": day(rechecked_on),
            }
        elif column := CHECK_COLUMNS.get((CheckKind(kind), slot)):
            found[number][column] = day(from_on)
    for number, from_on, until_on, reason in reader.execute(
        "SELECT volunteer_id, from_on, until_on, reason FROM volunteer_hold ORDER BY from_on"
    ):
        found[number] |= {
            "on_hold_from": day(from_on),
            "on_hold_until": day(until_on),
            "on_hold_reason": reason,
        }
    for number, ended_on, reason in reader.execute(
        "SELECT volunteer_id, ended_on, reason FROM volunteer_spell ORDER BY spell"
    ):
        found[number] |= {"left_on": day(ended_on), "left_reason": reason}
    return _by_key(found)


def children(reader: Reader) -> dict[str, Known]:
    """The children that have a key, as rows of their sheet; `id` beside."""
    found = _records(
        reader,
        "SELECT c.id, c.key, c.name, c.date_of_birth, c.gender, c.ethnicity, c.religion,"
        " c.language, c.disability, c.looked_after, a.name AS responsible_authority,"
        " c.interests, c.likes, c.dislikes, c.wants_gender, c.wants_gender_must"
        " FROM child c LEFT JOIN authority a ON a.id = c.authority_id",
        days=(3,),
        truths=(9, 15),
    )
    for number, kind, postcode, area, from_on in reader.execute(
        "SELECT p.child_id, p.kind, p.postcode, a.name, p.from_on FROM placement p"
        " LEFT JOIN authority a ON a.id = p.area_authority_id"
        " ORDER BY coalesce(p.from_on, ''), p.id"
    ):
        found[number] |= {
            "placement_kind": kind,
            "placement_postcode": postcode,
            "area_authority": area,
            "placement_from": day(from_on),
        }
    for number, role, name in reader.execute(
        "SELECT child_id, role, name FROM child_worker ORDER BY coalesce(from_on, ''), id"
    ):
        found[number][WORKER_COLUMNS[WorkerRole(role)]] = name
    return _by_key(found)


def referrals(reader: Reader) -> dict[str, Known]:
    """The referrals that have a key, as rows of their sheet; `id` and `child_id` beside."""
    found = _records(
        reader,
        "SELECT r.id, r.key, c.key AS child, r.received_on, r.source, r.reasons, r.closed_on,"
        " r.outcome, r.child_id FROM referral r JOIN child c ON c.id = r.child_id",
        days=(3, 6),
    )
    for number, step, taken_on in reader.execute(
        "SELECT referral_id, step, taken_on FROM referral_step"
    ):
        if column := STEP_COLUMNS.get(ReferralStep(step)):
            found[number][column] = day(taken_on)
    return _by_key(found)


def matches(reader: Reader) -> dict[str, Known]:
    """The matches that have a key, as rows of their sheet; `id` and `child_id` beside."""
    found = all_matches(reader)
    for number, every_months in reader.execute(
        "SELECT match_id, every_months FROM match_interval ORDER BY from_on"
    ):
        found[number]["every_months"] = every_months
    return _by_key(found)


def all_matches(reader: Reader) -> dict[int, Known]:
    """Every match by its number, with a key or without one."""
    return _records(
        reader,
        "SELECT m.id, m.key, r.key AS referral, one.key AS volunteer, m.proposed_on,"
        " two.key AS second_volunteer, m.first_meeting_on, m.started_on, m.ended_on,"
        " m.ending_route, m.ending_reason, m.planned, m.another_wanted, m.child_id"
        " FROM match m JOIN referral r ON r.id = m.referral_id"
        " JOIN volunteer one ON one.id = m.volunteer_id"
        " LEFT JOIN volunteer two ON two.id = m.second_volunteer_id",
        days=(4, 6, 7, 8),
        truths=(11, 12),
    )


def pauses(reader: Reader) -> dict[tuple[int, date], Known]:
    """The pauses by match and first day; `withdrawn_on` tells of one that never was."""
    rows = reader.execute(
        "SELECT match_id, from_on, until_on, reason, withdrawn_on FROM pause"
        " ORDER BY withdrawn_on IS NULL, from_on"
    )
    columns = ("match_id", "from_on", "until_on", "reason", "withdrawn_on")
    found = [dict(zip(columns, values(row, days=(1, 2, 4)), strict=True)) for row in rows]
    return {(each["match_id"], each["from_on"]): each for each in found}


def visits(reader: Reader) -> dict[VisitIdentity, tuple[Any, ...]]:
    """The standing entries by match, day, kind and outcome: minutes, activity, place, mood, note.

    The number of the entry comes last.
    """
    rows = reader.execute(
        "SELECT match_id, visited_on, kind, outcome, minutes, activity, place, mood, note, id"
        " FROM visit WHERE withdrawn_on IS NULL"
    )
    return {(row[0], date.fromisoformat(row[1]), row[2], row[3]): row[4:] for row in rows}


def former_visits(reader: Reader) -> dict[VisitIdentity, int]:
    """What entries said before a command corrected or withdrew them, by what they said.

    An import would bring back what was put right; the history knows.
    """
    former: dict[VisitIdentity, int] = {}
    current: dict[int, Known] = {}
    rows = reader.execute(
        "SELECT v.id, v.match_id, v.visited_on, v.kind, v.outcome, w.before FROM change h"
        " JOIN change_value w ON w.change_id = h.id JOIN visit v ON v.id = h.row_id"
        " WHERE h.table_name = 'visit' AND h.action = 'update' ORDER BY h.id DESC"
    )
    for number, match, visited_on, kind, outcome, before in rows.fetchall():
        said = current.setdefault(
            number, {"visited_on": visited_on, "kind": kind, "outcome": outcome}
        )
        said.update(json.loads(before) if before else {})
        visited = date.fromisoformat(said["visited_on"])
        former[match, visited, said["kind"], said["outcome"]] = number
    return former


def excuses(reader: Reader) -> dict[tuple[int, Month], Known]:
    """The excused months by match and month."""
    rows = reader.execute("SELECT match_id, month, excused_by, reason FROM excuse")
    return {
        (match, written_month(month)): {"by": excused_by, "reason": reason}
        for match, month, excused_by, reason in rows
    }


def claims(reader: Reader) -> dict[str, list[Known]]:
    """The lines of the claims that have a key, by key, in order; an amount priced is `priced`."""
    rows = reader.execute(
        "SELECT e.key, v.key, n.incurred_on, n.category, m.key, n.vehicle, n.miles_tenths,"
        " n.amount_pence, n.priced, n.description, n.receipt, n.claimed_on, n.approved_on,"
        " n.paid_on, n.declined_on FROM claim_line n JOIN claim e ON e.id = n.claim_id"
        " JOIN volunteer v ON v.id = e.volunteer_id LEFT JOIN match m ON m.id = n.match_id"
        " WHERE e.key IS NOT NULL ORDER BY e.id, n.line"
    )
    columns = ("key", "volunteer", "on", "category", "match", "vehicle", "miles_tenths",
               "amount_pence", "priced", "description", "receipt", "claimed_on", "approved_on",
               "paid_on", "declined_on")  # fmt: skip
    found: dict[str, list[Known]] = {}
    for row in rows:
        line = dict(zip(columns, values(row, (2, 11, 12, 13, 14), (8, 10)), strict=True))
        found.setdefault(line["key"], []).append(line)
    return found


def authorities(reader: Reader) -> dict[str, int]:
    """The authorities by their names without case."""
    rows = reader.execute("SELECT name, id FROM authority")
    return {name.casefold(): number for name, number in rows}


def _records(
    reader: Reader, sql: str, days: Sequence[int] = (), truths: Sequence[int] = ()
) -> dict[int, Known]:
    cursor = reader.execute(sql)
    columns = [column[0] for column in cursor.description]
    return {
        row[0]: dict(zip(columns, values(row, days, truths), strict=True))
        for row in cursor.fetchall()
    }


def _by_key(found: dict[int, Known]) -> dict[str, Known]:
    return {record["key"]: record for record in found.values() if record["key"] is not None}
