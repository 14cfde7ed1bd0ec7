"""Somebody who imports: a small service as sheets, and what came of them."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from conftest import Ran, Run, opened

TODAY = "2026-11-22"
TOMORROW = "2026-11-23"
Cells = dict[str, object]
Sheets = dict[str, list[Cells]]
# A row of each sheet that is good beside the service below; `key` tells it from that.
SPARE: dict[str, Cells] = {
    "volunteers": {"key": "V9", "name": "Ivy"},
    "children": {"key": "C9", "name": "Jo"},
    "referrals": {"key": "R9", "child": "C2", "received_on": "2026-01-01", "source": "iro"},
    "matches": {"key": "M9", "referral": "R2", "volunteer": "V2", "proposed_on": "2026-01-02"},
    "pauses": {"match": "M1", "from": "2026-05-01", "until": "2026-05-02"},
    "visits": {"match": "M1", "on": "2026-06-01", "kind": "visit", "outcome": "held"},
    "excuses": {"match": "M1", "month": "2026-07", "by": "A. Osier", "reason": "ill"},
    "claims": {"key": "E9", "volunteer": "V1", "on": "2026-06-01", "category": "fare",
               "amount": "4.20"},
}  # fmt: skip
STAGES = (
    "interest_expressed", "information_pack_sent", "informal_chat", "application_completed",
    "home_interview", "checks_completed", "training_completed", "panel_approval", "approved",
)  # fmt: skip
DAYS = {
    "volunteers": (
        "date_of_birth", *STAGES, "dbs_issued", "dbs_checked_on", "childrens_services_on",
        "medical_on", "reference_1_on", "reference_2_on", "safeguarding_on", "independence_on",
        "code_of_conduct_on", "on_hold_from", "left_on",
    ),
    "children": ("date_of_birth", "placement_from"),
    "referrals": (
        "received_on", "social_worker_form_on", "child_form_on", "staff_visit_on", "closed_on",
    ),
    "matches": ("proposed_on", "first_meeting_on", "started_on", "ended_on"),
    "visits": ("on",),
    "claims": ("on", "claimed_on", "approved_on", "paid_on", "declined_on"),
}  # fmt: skip
DAYS_THAT_MAY_LIE_AHEAD = {"volunteers": ("on_hold_until",), "pauses": ("from", "until")}
WORDS = {
    "referrals": ("source", "outcome"),
    "matches": ("ending_route",),
    "pauses": ("reason",),
    "visits": ("kind", "outcome"),
    "claims": ("category", "vehicle"),
}
REQUIRED = {
    "volunteers": ("key", "name"),
    "children": ("key", "name"),
    "referrals": ("key", "child", "received_on", "source"),
    "matches": ("key", "referral", "volunteer", "proposed_on"),
    "pauses": ("match", "from"),
    "visits": ("match", "on", "kind", "outcome"),
    "excuses": ("match", "month", "by", "reason"),
    "claims": ("key", "volunteer", "on", "category"),
}
TEXTS = {
    "volunteers": ("name", "email", "phone", "postcode", "gender", "languages", "interests",
                   "dbs_number", "on_hold_reason", "left_reason"),
    "children": ("name", "gender", "ethnicity", "religion", "language", "disability",
                 "responsible_authority", "placement_kind", "placement_postcode",
                 "area_authority", "social_worker", "iro", "carer", "interests", "likes",
                 "dislikes", "wants_gender"),
    "referrals": ("reasons",),
    "matches": ("ending_reason",),
    "visits": ("activity", "place", "note"),
    "excuses": ("by", "reason"),
    "claims": ("description",),
}  # fmt: skip


def service(**more: Sequence[Cells]) -> Sheets:
    """Two volunteers and children: M1 is live since 5 January, M2 ended on 1 June; more rows."""
    sheets: dict[str, list[Cells]] = {
        "volunteers": [{"key": "V1", "name": "Ann"}, {"key": "V2", "name": "Bob"}],
        "children": [{"key": "C1", "name": "Cy"}, {"key": "C2", "name": "Di"}],
        "referrals": [
            {"key": "R1", "child": "C1", "received_on": "2025-12-01", "source": "iro"},
            {"key": "R2", "child": "C2", "received_on": "2025-12-01", "source": "carer"},
        ],
        "matches": [
            {"key": "M1", "referral": "R1", "volunteer": "V1", "proposed_on": "2026-01-02",
             "started_on": "2026-01-05"},
            {"key": "M2", "referral": "R2", "volunteer": "V2", "proposed_on": "2026-01-02",
             "started_on": "2026-01-05", "ended_on": "2026-06-01"},
        ],
    }  # fmt: skip
    for sheet, rows in more.items():
        sheets.setdefault(sheet, []).extend(rows)
    return sheets


def written(rows: Sequence[Cells]) -> str:
    """Rows as CSV, the columns in the order in which they first appear."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


class Team:
    """Somebody who imports: a folder of sheets, and the file that they go into."""

    def __init__(self, run: Run, folder: Path, file: Path) -> None:
        self.run = run
        self.folder = folder
        self.file = file

    def write(self, sheets: Mapping[str, Sequence[Cells] | str]) -> None:
        for old in self.folder.iterdir():
            old.unlink()
        for name, rows in sheets.items():
            text = rows if isinstance(rows, str) else written(rows)
            (self.folder / f"{name}.csv").write_text(text, encoding="utf-8")

    def take(
        self, sheets: Mapping[str, Sequence[Cells] | str], *options: str, code: int = 0
    ) -> Ran:
        """Import these sheets, and no others."""
        self.write(sheets)
        if code == 4 and "--format" not in options:
            # People are told of the first few; all are here.
            options = (*options, "--format", "json")
        return self.command("import", str(self.folder), *options, code=code)

    def command(self, *arguments: str, code: int = 0) -> Ran:
        return self.run("--today", TODAY, *arguments, code=code)

    def counts(
        self, sheets: Mapping[str, Sequence[Cells] | str], *options: str, code: int = 0
    ) -> dict[str, tuple[int, int, int, int]]:
        """What came of each sheet: added, changed, unchanged, refused."""
        ran = self.take(sheets, *options, "--format", "json", code=code)
        names = ("added", "changed", "unchanged", "refused")
        return {row["sheet"]: tuple(row[each] for each in names) for row in json.loads(ran.out)}

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with closing(opened(self.file)) as connection:
            return connection.execute(sql).fetchall()


@pytest.fixture
def team(run: Run, tmp_path: Path, file: Path) -> Team:
    folder = tmp_path / "sheets"
    folder.mkdir()
    return Team(run, folder, file)


def reasons(ran: Ran) -> list[str]:
    if not ran.out.startswith("["):
        return []
    found = []
    for each in (refusal for sheet in json.loads(ran.out) for refusal in sheet["refusals"]):
        column = "" if each["column"] is None else f", {each['column']}"
        value = "" if each["value"] is None else f" {each['value']!r}"
        place = f"{each['sheet']}.csv row {each['row']}{column}{value}"
        found.append(f"{place}: {each['message']}")
    return found


def everything() -> Sheets:
    """A service with every column filled in somewhere."""
    words = {"volunteers": {"drives": "yes", "capacity": "2", "min_child_age": "8",
                            "max_child_age": "16", "max_miles": "20"},
             "children": {"looked_after": "no", "wants_gender_must": "1"},
             "referrals": {"outcome": "Matched"},
             "matches": {"ending_route": "agreed-end", "planned": "y", "another_wanted": "N",
                         "every_months": "2", "second_volunteer": "V1"},
             "visits": {"minutes": "90.0", "mood": "4"},
             "claims": {"receipt": "x", "match": "M1"},
             "pauses": {"reason": "Exams"}, "excuses": {}}  # fmt: skip
    days = {
        sheet: {
            name: f"2026-03-{place + 1:02d}"
            for place, name in enumerate(names)
            if name not in ("on", "from", "proposed_on", "received_on", "declined_on")
        }
        for sheet, names in DAYS.items()
    }
    days["volunteers"] |= {"date_of_birth": "1970-02-03", "on_hold_until": "2027-01-01"}
    days["claims"] |= {"claimed_on": "2026-06-02", "approved_on": "2026-06-03",
                       "paid_on": "2026-06-04"}  # fmt: skip
    spare: dict[str, Cells] = {
        sheet: {
            **row,
            **days.get(sheet, {}),
            **words[sheet],
            **{name: f" {name}; of [it] " for name in TEXTS.get(sheet, ()) if name != "name"},
        }
        for sheet, row in SPARE.items()
    }
    spare["matches"] = {**spare["matches"], "started_on": "2026-07-01", "ended_on": "2026-08-01"}
    spare["pauses"] = {**spare["pauses"], "match": "M1"}
    return service(**{sheet: [row] for sheet, row in spare.items()})
