"""A small service that a state machine runs, and what must hold of its file after every command.

Read with SQL alone and judged from DOMAIN.md; nothing here knows how the program does it.
"""

import json
import shlex
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

from conftest import ROUNDS, Ran, opened, run_on
from hypothesis import note

# Stands in every name and every free text that is typed: never to be read in an error.
MARK = "Zzyzx"
HISTORY = ("change_set", "change", "change_link", "change_value")
STAGES = (
    "interest_expressed", "information_pack_sent", "informal_chat", "application_completed",
    "home_interview", "checks_completed", "training_completed", "panel_approval", "approved",
)  # fmt: skip
# What nothing may change once it is recorded, however the record goes on.
FIXED = {
    "claim_line": {"claim_id", "line", "amount_pence", "incurred_on", "claimed_on", "miles_tenths"},
    "match": {"child_id", "volunteer_id", "second_volunteer_id", "referral_id", "proposed_on"},
    "referral": {"child_id", "received_on"},
    "referral_closing": {"referral_id", "closed_on", "outcome", "why", "look_again_on"},
    "claim_line_query": {"claim_line_id", "queried_on", "why", "approved_on", "over_figure_why"},
    "claim_line_reversal": {"claim_line_id", "reversed_on", "why", "owed_again", "paid_on"},
    "payment": {"paid_on", "reference"},
    "volunteer_stage": {"stage", "reached_on", "spell", "volunteer_id"},
    "volunteer_spell": {"volunteer_id", "spell", "begun_on"},
    "waiver": {"volunteer_id", "gate", "slot", "module", "from_on", "waived_by", "reason"},
    "staff": {"joined_on"},
    "training": {"held_on"},
    "panel_meeting": {"held_on"},
    # All but the day of the closing: so no history ever holds a concern's words.
    "concern": {"kind", "raised_on", "raised_time", "raised_by", "child_id", "volunteer_id",
                "match_id", "visit_id", "words", "action"},
    "concern_told": {"concern_id", "party", "told_on", "told_time", "person", "told_by"},
    "concern_note": {"concern_id", "kind", "noted_on", "noted_by", "words"},
    "concern_look": {"concern_id", "looked_at", "actor"},
}  # fmt: skip
FOREVER = str(date.max)
CHECKED_EACH = 4
BY_THE_CLOCK = {"backup.late", "backup.not_drilled", "key.not_printed"}
Row = Mapping[str, Any]
Rows = Mapping[str, Mapping[int, Row]]
Span = tuple[str, str | None]


def rows_of(file: Path) -> Rows:
    """Every row of every table, by its id."""
    with closing(opened(file)) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
            if name not in ("alembic_version", "file_identity", "sqlite_sequence")
        ]
        return {table: _by_id(connection, table) for table in tables}


def closed_on(rows: Rows, referral: object) -> str | None:
    """The day of the closing of a referral that holds now; None while it is open."""
    for each in rows["referral_closing"].values():
        if each["referral_id"] == referral and each["reopened_on"] is None:
            return str(each["closed_on"])
    return None


def _by_id(connection: sqlite3.Connection, table: str) -> Mapping[int, Row]:
    # Either engine's connection has rows of its own, and wants its own cursor for them.
    found = connection.execute(f'SELECT * FROM "{table}"')
    columns = [column[0] for column in found.description]
    rows = [dict(zip(columns, row, strict=True)) for row in found]
    return {row["id"]: row for row in rows}


def spoken(file: Path, *arguments: str) -> Ran:
    """Run a command line in this process, with what it said."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run_on(file, *arguments)
    return Ran(code, out.getvalue(), err.getvalue())


@dataclass
class Service:
    """A file, the day it is, and its rows; each command is judged as it is run."""

    file: Path
    today: date
    tell: Callable[[str], None] = note
    # Whether the last command did what it may; a file that is not sound is not looked at again.
    sound: bool = True
    # How many commands have changed something: after each of some of them the file is checked.
    changed: int = 0

    def __post_init__(self) -> None:
        self.rows = rows_of(self.file)

    def day(self, days: int = 0) -> str:
        """A day so many days from today, as it is typed."""
        return str(self.today + timedelta(days=days))

    def run(self, *arguments: str) -> Ran:
        """Run a changing command; what it did, what it told and what it left must hold."""
        self.sound = False
        ran = spoken(self.file, "--today", self.day(), *arguments)
        self.tell(f"{self.day()} ivtool {shlex.join(arguments)} -> {ran.code} {ran.err}")
        assert ran.code in (0, 2, 3, 4)
        assert MARK not in ran.err
        before, self.rows = self.rows, rows_of(self.file)
        if ran.code:
            assert ran.err
            assert self.rows == before, "a refused command stored something"
            self.sound = True
            return ran
        assert ran.out
        history_tells(before, self.rows, " ".join(arguments[:2]), self.day())
        everything_holds(self.rows, self.day())
        self.changed += 1
        # What `db check` would find stays: a hunt asks at once, a test at every few and in the end.
        if ROUNDS > 1 or self.changed % CHECKED_EACH == 0:
            self.is_sound()
        self.sound = True
        return ran

    def is_sound(self) -> None:
        """`db check` finds nothing but what the real clock says: its day is not the stated one."""
        ran = spoken(self.file, "--today", self.day(), "db", "check", "--format", "json")
        assert MARK not in ran.err
        found = {each["code"] for each in json.loads(ran.out)}
        assert found <= BY_THE_CLOCK, ran
        assert ran.code == (10 if found else 0), ran

    def looks_well(self, *arguments: str) -> None:
        """Run a command that only looks: it changes nothing."""
        ran = spoken(self.file, "--today", self.day(), *arguments)
        self.tell(f"{self.day()} ivtool {shlex.join(arguments)} -> {ran.code} {ran.err}")
        assert ran.code == 0, ran
        assert MARK not in ran.err

    def numbers(self, table: str) -> list[int]:
        """The ids of a table, in order."""
        return sorted(self.rows[table])


def history_tells(before: Rows, after: Rows, command: str, stated_on: str) -> None:
    """The history has one new set of changes: those that were made, and no others."""
    found = dict(differences(before, after))
    sets = [after["change_set"][each] for each in after["change_set"].keys() - before["change_set"]]
    assert [(each["command"], each["actor"], each["stated_on"]) for each in sets] == (
        [(command, "tester", stated_on)] if found else []
    )
    told: dict[tuple[str, int], tuple[str, dict[str, Any], dict[str, Any]]] = {}
    values = {each["change_id"]: each for each in after["change_value"].values()}
    for number in sorted(after["change"].keys() - before["change"].keys()):
        row, value = after["change"][number], values.get(number)
        assert row["change_set_id"] == sets[0]["id"]
        place = (row["table_name"], row["row_id"])
        old, new = (json.loads((value and value[side]) or "{}") for side in ("before", "after"))
        if place in told:
            first, known, latest = told[place]
            told[place] = (first, {**old, **known}, {**latest, **new})
        else:
            told[place] = (row["action"], old, new)
    for place, (action, old, new) in list(told.items()):
        if action == "insert":
            told[place] = (action, {}, {})
        elif action == "update":
            moved = {name for name in new if old[name] != new[name]}
            told[place] = (action, {n: old[n] for n in moved}, {n: new[n] for n in moved})
    assert told == found
    for (table, _), (action, old, _) in found.items():
        assert action != "delete" or table == "volunteer_hold"
        assert action != "update" or not FIXED.get(table, set()) & old.keys()


def differences(
    before: Rows, after: Rows
) -> Iterator[tuple[tuple[str, int], tuple[str, dict[str, Any], dict[str, Any]]]]:
    """What differs between two states of a file, as the history should tell it."""
    for table in after.keys() - set(HISTORY):
        for number in before[table].keys() | after[table].keys():
            old, new = before[table].get(number), after[table].get(number)
            if old is None:
                yield (table, number), ("insert", {}, {})
            elif new is None:
                yield (table, number), ("delete", dict(old), {})
            elif old != new:
                names = {name for name in new if old[name] != new[name]}
                yield (
                    (table, number),
                    ("update", {each: old[each] for each in names}, {n: new[n] for n in names}),
                )


def everything_holds(rows: Rows, today: str) -> None:
    """What is never broken, whatever commands were run."""
    stages_hold(rows, today)
    waivers_hold(rows, today)
    staff_hold(rows)
    matches_hold(rows, today)
    lines_hold(rows, today)
    holds = rows["volunteer_hold"].values()
    nothing_overlaps(holds, "volunteer_id")
    nothing_overlaps(rows["placement"].values(), "child_id")
    still_open = [
        each["child_id"]
        for number, each in rows["referral"].items()
        if closed_on(rows, number) is None
    ]
    assert len(still_open) == len(set(still_open)), "two open referrals of one child"
    inserted = {
        (each["table_name"], each["row_id"])
        for each in rows["change"].values()
        if each["action"] == "insert"
    }
    known = {(table, number) for table in rows.keys() - set(HISTORY) for number in rows[table]}
    assert known <= inserted, "rows that nobody added"


def stages_hold(rows: Rows, today: str) -> None:
    """Within a spell no stage is left out, and none is before the one before it.

    A spell after the first begins on its own day, at the stage that was named.
    """
    spells = {
        (each["volunteer_id"], each["spell"]): each for each in rows["volunteer_spell"].values()
    }
    reached: dict[tuple[int, int], dict[str, str]] = {}
    for row in rows["volunteer_stage"].values():
        reached.setdefault((row["volunteer_id"], row["spell"]), {})[row["stage"]] = row[
            "reached_on"
        ]
    for place, stages in reached.items():
        begun_on, ended_on = spells[place]["begun_on"], spells[place]["ended_on"]
        first = min(map(STAGES.index, stages))
        days = [stages[each] for each in STAGES[first : first + len(stages)]]
        assert days == sorted(days)
        assert days[-1] <= (ended_on or today) <= today
        assert (days[0] if first or begun_on else None) == begun_on
    for (person, number), spell in spells.items():
        before = spells.get((person, number - 1))
        assert (before is None) == (number == 1) == (spell["begun_on"] is None)
        assert before is None or before["ended_on"] < spell["begun_on"]


def staff_hold(rows: Rows) -> None:
    """Of everything there is one lead worker on a day, who works for the service that day."""
    leads = rows["lead_worker"].values()
    for whose in ("volunteer_id", "referral_id", "match_id"):
        nothing_overlaps([each for each in leads if each[whose]], whose)
    for lead in leads:
        who = rows["staff"][lead["staff_id"]]
        assert who["joined_on"] <= lead["from_on"]
        assert (lead["until_on"] or FOREVER) <= (who["left_on"] or FOREVER)


def waivers_hold(rows: Rows, today: str) -> None:
    """A gate is waived once on a day: one of two references, one module, or all of them."""
    standing = [each for each in rows["waiver"].values() if not each["withdrawn_on"]]
    for waiver in standing:
        assert waiver["from_on"] <= min(today, waiver["until_on"])
        same = [
            each
            for each in standing
            if (each["volunteer_id"], each["gate"]) == (waiver["volunteer_id"], waiver["gate"])
            if (each["slot"], each["module"]) == (waiver["slot"], waiver["module"])
        ]
        nothing_overlaps(same, "volunteer_id")


def matches_hold(rows: Rows, today: str) -> None:
    """One live match a child; views, visits and pauses within the life of theirs."""
    started = [each for each in rows["match"].values() if each["started_on"]]
    for one, other in combinations(started, 2):
        if one["child_id"] == other["child_id"]:
            assert not share_a_day(life(one), life(other)), "a child with two live matches"
    for match in rows["match"].values():
        days = [match["proposed_on"], match["first_meeting_on"], match["started_on"]]
        known = [each for each in [*days, match["ended_on"]] if each]
        assert known == sorted(known)
        assert known[-1] <= today
        shown = match["book_shown_on"]
        assert not (match["started_on"] and (shown or FOREVER) > match["started_on"])
    for visit in rows["visit"].values():
        match = rows["match"][visit["match_id"]]
        if not visit["withdrawn_on"]:
            assert match["started_on"] <= visit["visited_on"] <= (match["ended_on"] or today)
    for view in rows["match_view"].values():
        assert view["said_on"] >= rows["match"][view["match_id"]]["proposed_on"]
    pauses = [each for each in rows["pause"].values() if not each["withdrawn_on"]]
    nothing_overlaps(pauses, "match_id")
    for pause in pauses:
        assert pause["from_on"] >= rows["match"][pause["match_id"]]["started_on"]


def lines_hold(rows: Rows, today: str) -> None:
    """claimed <= approved <= paid, and a line is paid or declined, not both."""
    for line in rows["claim_line"].values():
        days = [line[f"{step}_on"] for step in ("incurred", "claimed", "approved", "paid")]
        known = [each for each in days if each]
        assert known == sorted(known)
        assert known[-1] <= today
        assert not line["paid_on"] or line["approved_on"]
        assert not (line["paid_on"] and line["declined_on"])
        run = rows["payment"].get(line["payment_id"])
        assert line["paid_on"] == (run and run["paid_on"])
        if line["match_id"]:
            claimed_by = rows["claim"][line["claim_id"]]["volunteer_id"]
            assert claimed_by in people(rows["match"][line["match_id"]])
    paid = {each["payment_id"] for each in rows["claim_line"].values()}
    assert rows["payment"].keys() <= paid, "a payment of nothing"


def nothing_overlaps(spans: Any, whose: str) -> None:
    """Of one owner, no two spans share a day, their last days included."""
    known = sorted(spans, key=lambda each: (each[whose], each["from_on"]))
    for row in known:
        assert row["from_on"] <= (row["until_on"] or FOREVER)
    for one, other in pairwise(known):
        if one[whose] == other[whose]:
            assert (one["until_on"] or FOREVER) < other["from_on"]


def people(match: Row) -> list[int]:
    """The volunteer of a match, or both of a couple."""
    return [each for each in (match["volunteer_id"], match["second_volunteer_id"]) if each]


def life(match: Row) -> Span:
    """A match from its start to its ending."""
    return match["started_on"], match["ended_on"]


def share_a_day(one: Span, other: Span) -> bool:
    """Whether two lives share a day; the day of an ending is none."""
    return one[0] < (other[1] or FOREVER) and other[0] < (one[1] or FOREVER)
