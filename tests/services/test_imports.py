"""Imports: what is refused, why and where; what is stored when rows are skipped."""

from collections.abc import Mapping, Sequence

import pytest
from conftest import Unchanged
from importing import (
    DAYS,
    DAYS_THAT_MAY_LIE_AHEAD,
    REQUIRED,
    SPARE,
    STAGES,
    TEXTS,
    TODAY,
    TOMORROW,
    WORDS,
    Cells,
    Sheets,
    Team,
    everything,
    reasons,
    service,
    team,
)

# Dozens of whole imports: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

__all__ = ["team"]


# --- refused: each item of SPREADSHEETS.md


FORBIDDEN: list[tuple[str, Cells, str]] = [
    ("referrals", {"child": "C77"}, "points at child C77, which is not there"),
    ("matches", {"referral": "R77"}, "points at referral R77, which is not there"),
    ("matches", {"volunteer": "V77"}, "points at volunteer V77, which is not there"),
    ("matches", {"second_volunteer": "V77"}, "points at volunteer V77, which is not there"),
    ("pauses", {"match": "M77"}, "points at match M77, which is not there"),
    ("visits", {"match": "M77"}, "points at match M77, which is not there"),
    ("visits", {"match": "M-1"}, "points at match M-1, which is not there"),
    ("visits", {"match": "m1"}, "points at match m1, which is not there"),
    ("excuses", {"match": "M77"}, "points at match M77, which is not there"),
    ("claims", {"volunteer": "V77"}, "points at volunteer V77, which is not there"),
    ("claims", {"match": "M77"}, "points at match M77, which is not there"),
    ("visits", {"on": "2026-01-04"},
     "Sun 4 Jan 2026 is before the match began (Mon 5 Jan 2026)"),
    ("visits", {"match": "M2", "on": "2026-06-02"},
     "Tue 2 Jun 2026 is after the match ended (Mon 1 Jun 2026)"),
    ("visits", {"minutes": "1441"}, "1441 minutes is not between 1 and 1440"),
    ("visits", {"minutes": "-5"}, "-5 minutes is not between 1 and 1440"),
    ("visits", {"mood": "0"}, "mood 0 is not between 1 and 5"),
    ("visits", {"mood": "6"}, "mood 6 is not between 1 and 5"),
    ("visits", {"mood": "-1"}, "mood -1 is not between 1 and 5"),
    ("pauses", {"from": "2026-01-04"},
     "Sun 4 Jan 2026 is before the match began (Mon 5 Jan 2026)"),
    ("pauses", {"until": "2026-04-30"},
     "the last day Thu 30 Apr 2026 is before the first Fri 1 May 2026"),
    ("pauses", {"match": "M2", "from": "2026-06-01", "until": ""},
     "the match ended on Mon 1 Jun 2026"),
    ("excuses", {"month": "2025-12"},
     "December 2025 is before the match began (Mon 5 Jan 2026)"),
    ("excuses", {"match": "M2"}, "July 2026 is after the match ended (Mon 1 Jun 2026)"),
    ("matches", {"started_on": "2026-07-01", "ended_on": "2026-06-30"},
     "the ending on Tue 30 Jun 2026 is before the start on Wed 1 Jul 2026"),
    ("matches", {"first_meeting_on": "2026-01-01"},
     "the first meeting on Thu 1 Jan 2026 is before the proposal on Fri 2 Jan 2026"),
    ("matches", {"started_on": "2026-01-01"},
     "the start on Thu 1 Jan 2026 is before the proposal on Fri 2 Jan 2026"),
    ("matches", {"second_volunteer": "V2"},
     "the second volunteer is the first one again"),
    ("matches", {"every_months": "0"}, "every_months 0 is not between 1 and 12"),
    ("matches", {"every_months": "13"}, "every_months 13 is not between 1 and 12"),
    ("matches", {"every_months": "-1"}, "every_months -1 is not between 1 and 12"),
    ("matches", {"started_on": "2026-05-31"},
     "the child has another live match at that time"),
    ("referrals", {"closed_on": "2025-12-31"},
     "the closing on Wed 31 Dec 2025 is before the receipt on Thu 1 Jan 2026"),
    ("volunteers", {"capacity": "-1"}, "capacity -1 is not between 0 and 20"),
    ("volunteers", {"capacity": "21"}, "capacity 21 is not between 0 and 20"),
    ("volunteers", {"min_child_age": "-1"}, "min_child_age -1 is not between 0 and 25"),
    ("volunteers", {"max_child_age": "26"}, "max_child_age 26 is not between 0 and 25"),
    ("volunteers", {"min_child_age": "12", "max_child_age": "11"},
     "min_child_age 12 is above max_child_age 11"),
    ("volunteers", {"max_miles": "1001"}, "max_miles 1001 is not between 0 and 1000"),
    ("volunteers", {"on_hold_until": "2026-12-01"},
     "on hold until a day wants a day to be on hold from"),
    ("volunteers", {"on_hold_reason": "moving house"},
     "on hold for a reason wants a day to be on hold from"),
    ("volunteers", {"on_hold_from": "2026-05-02", "on_hold_until": "2026-05-01"},
     "on hold until a day before the day on hold from"),
    ("claims", {"amount": "-0.01"}, "the amount is not between £0 and £10,000"),
    ("claims", {"amount": "10000.01"}, "the amount is not between £0 and £10,000"),
    ("claims", {"amount": ""}, "fare wants an amount"),
    ("claims", {"category": "mileage", "amount": ""}, "mileage wants miles or an amount"),
    ("claims", {"category": "mileage", "miles": "1000.1"},
     "1000.1 miles is not between 0.1 and 1,000"),
    ("claims", {"category": "mileage", "miles": "-3"},
     "-3.0 miles is not between 0.1 and 1,000"),
    ("claims", {"miles": "3"}, "fare has no vehicle and no miles"),
    ("claims", {"claimed_on": "2026-06-03", "approved_on": "2026-06-02"},
     "the approval on Tue 2 Jun 2026 is before the claim on Wed 3 Jun 2026"),
    ("claims", {"approved_on": "2026-06-03", "paid_on": "2026-06-02"},
     "the payment on Tue 2 Jun 2026 is before the approval on Wed 3 Jun 2026"),
    ("claims", {"claimed_on": "2026-06-03", "paid_on": "2026-06-02"},
     "the payment on Tue 2 Jun 2026 is before the claim on Wed 3 Jun 2026"),
    ("claims", {"paid_on": "2026-06-03", "declined_on": "2026-06-03"},
     "it is both paid and declined"),
]  # fmt: skip


def spare_rows(cases: Sequence[tuple[str, Cells]]) -> tuple[Sheets, list[tuple[str, int]]]:
    """The service and a spare row for each case, changed so; and the number of each row."""
    sheets, places = service(), []
    for sheet, changes in cases:
        rows = sheets.setdefault(sheet, [])
        own_key = {"key": f"X{len(rows)}"} if "key" in SPARE[sheet] else {}
        rows.append({**SPARE[sheet], **own_key, **changes})
        places.append((sheet, len(rows) + 1))
    return sheets, places


def test_what_a_rule_forbids_is_refused_with_its_row_and_reason(
    team: Team, nothing_stored: Unchanged
) -> None:
    sheets, places = spare_rows([(sheet, changes) for sheet, changes, _ in FORBIDDEN])
    with nothing_stored():
        ran = team.take(sheets, code=4)
    assert sorted(reasons(ran)) == sorted(
        f"{sheet}.csv row {row}: {why}"
        for (sheet, row), (_, _, why) in zip(places, FORBIDDEN, strict=True)
    )
    assert f"nothing was stored: {len(FORBIDDEN)} rows are refused" in ran.err


@pytest.mark.parametrize("place", range(0, len(FORBIDDEN), 9))
def test_one_forbidden_row_is_enough_to_store_nothing(
    team: Team, nothing_stored: Unchanged, place: int
) -> None:
    sheet, changes, why = FORBIDDEN[place]
    sheets, [(_, row)] = spare_rows([(sheet, changes)])
    with nothing_stored():
        ran = team.take(sheets, code=4)
    assert reasons(ran) == [f"{sheet}.csv row {row}: {why}"]
    assert "nothing was stored: 1 row is refused" in ran.err


UNREADABLE = [
    ("volunteers", "date_of_birth", "31/3/58", "has a year of two digits; write all four"),
    ("volunteers", "drives", "maybe", "is neither yes nor no"),
    ("volunteers", "capacity", "two", "is not a number"),
    ("volunteers", "capacity", "1.5", "is not a whole number"),
    ("children", "date_of_birth", "1-Feb-12", "has a year of two digits; write all four"),
    ("children", "looked_after", "?", "is neither yes nor no"),
    ("visits", "minutes", "90 min", "is not a number"),
    ("visits", "on", "03/31/2026", "is not a day of the calendar"),
    ("visits", "on", "yesterday", "is not a day"),
    ("pauses", "until", "31/12/9999", "has a year after 2199"),
    ("excuses", "month", "13/2026", "is not a month; write 2026-03, 03/2026 or mar 2026"),
    ("claims", "amount", "18,50", "is not a sum of money; write 18.50"),
    ("claims", "amount", "NaN", "is not a sum of money; write 18.50"),
    ("claims", "miles", "24.15", "has more than one decimal; write miles to one"),
    ("claims", "miles", "1e3", "is not a number of miles"),
    ("claims", "receipt", "lost", "is neither yes nor no"),
]


def test_what_cannot_be_read_is_refused_with_its_column_and_value(
    team: Team, nothing_stored: Unchanged
) -> None:
    cases: list[tuple[str, Cells]] = [(sheet, {name: text}) for sheet, name, text, _ in UNREADABLE]
    sheets, places = spare_rows(cases)
    with nothing_stored():
        ran = team.take(sheets, code=4)
    assert sorted(reasons(ran)) == sorted(
        f"{sheet}.csv row {row}, {column} {value!r}: {why}"
        for (sheet, row), (_, column, value, why) in zip(places, UNREADABLE, strict=True)
    )


def bad_in_every(
    columns: Mapping[str, Sequence[str]], value: str
) -> tuple[Sheets, list[tuple[str, int, str]]]:
    """The service and, for each of these columns, a row that is bad in it; and where they stand."""
    named = [(sheet, name) for sheet, names in columns.items() for name in names]
    sheets, places = spare_rows([(sheet, {name: value}) for sheet, name in named])
    return sheets, [
        (sheet, row, name) for (sheet, row), (_, name) in zip(places, named, strict=True)
    ]


def test_an_impossible_day_is_refused_in_every_column_of_days(
    team: Team, nothing_stored: Unchanged
) -> None:
    columns = {
        sheet: (*names, *DAYS_THAT_MAY_LIE_AHEAD.get(sheet, ())) for sheet, names in DAYS.items()
    }
    sheets, places = bad_in_every(columns, "31/02/2026")
    with nothing_stored():
        ran = team.take(sheets, code=4)
    assert reasons(ran) == [
        f"{sheet}.csv row {row}, {name} '31/02/2026': is not a day of the calendar"
        for sheet, row, name in places
    ]


def test_a_day_in_the_future_is_refused_in_every_column_of_days(
    team: Team, nothing_stored: Unchanged
) -> None:
    sheets, places = bad_in_every(DAYS, TOMORROW)
    with nothing_stored():
        ran = team.take(sheets, code=4)
    found = [line for line in reasons(ran) if "still to come" in line]
    assert [line.partition(":")[0] for line in found] == [
        f"{sheet}.csv row {row}" for sheet, row, _ in places
    ]


def test_today_is_not_in_the_future_and_some_days_may_be(team: Team) -> None:
    sheets = service(
        volunteers=[{**SPARE["volunteers"], "on_hold_from": TODAY, "on_hold_until": "2027-05-01"}],
        pauses=[{"match": "M1", "from": TODAY, "until": "2027-05-01"}],
        visits=[{**SPARE["visits"], "on": TODAY}],
        excuses=[{**SPARE["excuses"], "month": "2027-01"}],
    )
    assert reasons(team.take(sheets)) == []


def test_a_blank_cell_is_refused_in_every_required_column(
    team: Team, nothing_stored: Unchanged
) -> None:
    sheets, places = bad_in_every(REQUIRED, "  ")
    with nothing_stored():
        ran = team.take(sheets, code=4)
    assert reasons(ran) == [f"{sheet}.csv row {row}, {name}: is blank"
                            for sheet, row, name in places]  # fmt: skip


def test_a_word_that_is_not_in_its_list_is_refused_in_every_column_of_words(
    team: Team, nothing_stored: Unchanged
) -> None:
    sheets, places = bad_in_every(WORDS, "gone")
    with nothing_stored():
        ran = team.take(sheets, code=4)
    assert [line.partition(": is none of ")[0] for line in reasons(ran)] == [
        f"{sheet}.csv row {row}, {name} 'gone'" for sheet, row, name in places
    ]


def test_stage_dates_that_go_backwards_are_refused(team: Team, nothing_stored: Unchanged) -> None:
    pairs = [(one, two) for place, two in enumerate(STAGES) for one in STAGES[:place]]
    sheets, places = spare_rows(
        [("volunteers", {one: "2026-03-02", two: "2026-03-01"}) for one, two in pairs]
    )
    with nothing_stored():
        found = reasons(team.take(sheets, code=4))
    assert [line.partition(": ")[0] for line in found] == [
        f"{sheet}.csv row {row}" for sheet, row in places
    ]
    assert all("is before" in line for line in found)


def test_a_stage_with_an_earlier_one_blank_is_taken(team: Team) -> None:
    blank = {**SPARE["volunteers"], "interest_expressed": "2026-01-01", "approved": "2026-03-01"}
    team.take(service(volunteers=[blank]))
    assert team.rows(
        "SELECT stage, reached_on FROM volunteer_stage WHERE reached_on IS NULL ORDER BY id"
    ) == [(stage, None) for stage in STAGES[1:-1]]


# --- clashes: of two rows, the later


def test_of_two_live_matches_of_a_child_the_later_row_is_refused(
    team: Team, nothing_stored: Unchanged
) -> None:
    second = {**SPARE["matches"], "referral": "R1", "started_on": "2026-02-01"}
    with nothing_stored():
        ran = team.take(service(matches=[second]), code=4)
    assert reasons(ran) == ["matches.csv row 4: the child has another live match at that time"]


def test_a_match_may_start_on_the_day_the_one_before_ended(team: Team) -> None:
    assert reasons(team.take(service(matches=[{**SPARE["matches"], "started_on": "2026-06-01"}]))) \
        == []  # fmt: skip
    after = {**SPARE["matches"], "key": "M10", "started_on": "2026-06-02"}
    ran = team.take({"matches": [after]}, code=4)
    assert reasons(ran) == ["matches.csv row 2: the child has another live match at that time"]


@pytest.mark.parametrize(
    ("begin", "until", "clash"),
    [
        ("2026-04-30", "2026-04-30", False),
        ("2026-04-30", "2026-05-01", True),
        ("2026-05-02", "", True),
        ("2026-05-03", "", False),
        ("2026-04-01", "2026-05-31", True),
    ],
)
def test_of_two_pauses_that_share_a_day_the_later_row_is_refused(
    team: Team, nothing_stored: Unchanged, begin: str, until: str, clash: bool
) -> None:
    second: Cells = {"match": "M1", "from": begin, "until": until}
    sheets = service(pauses=[SPARE["pauses"], second])
    if not clash:
        assert reasons(team.take(sheets)) == []
        return
    with nothing_stored():
        ran = team.take(sheets, code=4)
    assert reasons(ran) == [
        "pauses.csv row 3: it is already paused from Fri 1 May 2026 until Sat 2 May 2026"
    ]


def test_of_two_rows_of_one_key_that_differ_the_later_is_refused(
    team: Team, nothing_stored: Unchanged
) -> None:
    changes = {
        "volunteers": {"name": "Other"},
        "children": {"name": "Other"},
        "referrals": {"source": "carer"},
        "matches": {"proposed_on": "2026-01-03"},
        "pauses": {"until": "2026-05-03"},
        "visits": {"minutes": "90"},
        "excuses": {"by": "Other"},
    }
    sheets = service(
        **{sheet: [SPARE[sheet], {**SPARE[sheet], **change}] for sheet, change in changes.items()}
    )
    with nothing_stored():
        ran = team.take(sheets, code=4)
    assert [line.partition(";")[0] for line in reasons(ran)] == [
        f"{sheet}.csv row {len(sheets[sheet]) + 1}: is recorded already and differs in {column}"
        for sheet, change in changes.items()
        for column in change
    ]


def test_the_same_row_twice_is_one_and_unchanged(team: Team) -> None:
    sheets = service(**{sheet: [row, row] for sheet, row in SPARE.items() if sheet != "claims"})
    assert team.counts(sheets) == {
        sheet: (len(rows) - 1, 0, 1, 0) for sheet, rows in sheets.items()
    }


def test_two_equal_lines_of_a_claim_are_two_lines(team: Team) -> None:
    assert team.counts(service(claims=[SPARE["claims"]] * 2))["claims"] == (2, 0, 0, 0)
    assert team.rows("SELECT line, amount_pence FROM claim_line") == [(1, 420), (2, 420)]
    assert team.counts(service(claims=[SPARE["claims"]] * 2))["claims"] == (0, 0, 2, 0)
    ran = team.take(service(claims=[SPARE["claims"]]), code=4)
    assert reasons(ran) == ["claims.csv row 2: the claim is recorded already, with 2 lines, not 1"]


def test_a_refused_line_refuses_its_claim_and_no_other(
    team: Team, nothing_stored: Unchanged
) -> None:
    sheets = service(
        claims=[
            SPARE["claims"],
            {**SPARE["claims"], "key": "E8"},
            {**SPARE["claims"], "amount": "-1"},
            {**SPARE["claims"], "on": "soon"},
        ]
    )
    with nothing_stored():
        ran = team.take(sheets, code=4)
    assert sorted(reasons(ran)) == [
        "claims.csv row 2: row 4 of this claim is refused",
        "claims.csv row 4: the amount is not between £0 and £10,000",
        "claims.csv row 5, on 'soon': is not a day",
    ]
    assert team.counts(sheets, "--skip-bad", code=4)["claims"] == (1, 0, 0, 3)
    assert team.rows("SELECT key FROM claim") == [("E8",)]


def test_a_claim_is_one_volunteers(team: Team, nothing_stored: Unchanged) -> None:
    other = {**SPARE["claims"], "volunteer": "V2"}
    with nothing_stored():
        ran = team.take(service(claims=[SPARE["claims"], other]), code=4)
    assert reasons(ran) == [
        "claims.csv row 2: row 3 of this claim is refused",
        "claims.csv row 3: row 2 of this claim is another volunteer's",
    ]


# --- files that are no sheet


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ["visits.csv row 1: is empty: it has no headings"]),
        ("match,on,kind\nM1,2026-06-01,visit\n",
         ["visits.csv row 1, outcome: is missing among the headings"]),
        ("match,on,kind,outcome,On\nM1,2026-06-01,visit,held,x\n",
         ["visits.csv row 1, on: is a heading twice"]),
        ("match,on,kind,outcome\nM1,2026-06-01,visit,held,and more\n",
         [("visits.csv row 2: has more cells than the 4 headings;"
           " is a comma not in quotation marks?")]),
        ('match,on,kind,outcome\nM1,2026-06-01,visit,"held\n',
         ["visits.csv row 2: has a quotation mark that is never closed"]),
        ("match,on,kind,outcome\nM1,2026-06-01,visit,held,\n,,,\n\nM1,soon,visit,held\n",
         ["visits.csv row 5, on 'soon': is not a day"]),
        ('match,on,kind,outcome,note\nM1,2026-06-01,visit,held,"a\nb\nc"\nM1,soon,visit,held\n',
         ["visits.csv row 3, on 'soon': is not a day"]),
    ],
)  # fmt: skip
def test_a_file_that_is_no_sheet_is_refused_with_the_row_of_its_fault(
    team: Team, nothing_stored: Unchanged, text: str, lines: list[str]
) -> None:
    with nothing_stored():
        ran = team.take({**service(), "visits": text}, code=4)
    assert reasons(ran) == lines


def test_a_folder_that_holds_no_sheet_is_not_found(team: Team, nothing_stored: Unchanged) -> None:
    with nothing_stored():
        assert "there is no sheet in" in team.take({}, code=3).err
        assert "there is no sheet in" in team.take({"rota": "a,b\n"}, code=3).err
        assert "there is no folder" in team.command("import", f"{team.folder}x", code=3).err


def test_sheets_may_point_at_one_another_in_any_order_of_rows(team: Team) -> None:
    sheets = service()
    for rows in sheets.values():
        rows.reverse()
    assert reasons(team.take(sheets)) == []
    assert team.rows("SELECT key FROM child ORDER BY id") == [("C2",), ("C1",)]


# --- names


PLANTED = "Kayleigh-Zzyzx"


def planted(sheets: Mapping[str, Sequence[Cells]]) -> Sheets:
    """The sheets with a name in every cell of text."""
    return {
        sheet: [
            {
                **row,
                **{
                    name: PLANTED
                    for name in TEXTS.get(sheet, ())
                    if name != "on_hold_reason" or row.get("on_hold_from")
                },
            }
            for row in rows
        ]
        for sheet, rows in sheets.items()
    }


@pytest.mark.parametrize(
    "sheets",
    [
        bad_in_every(DAYS, "31/02/2026")[0],
        bad_in_every(DAYS, TOMORROW)[0],
        bad_in_every(WORDS, "gone")[0],
        bad_in_every({**REQUIRED, "volunteers": ("key",), "children": ("key",),
                      "excuses": ("match", "month")}, "")[0],
        service(
            volunteers=[{**SPARE["volunteers"], "capacity": "99", "max_miles": "x"}],
            children=[{**SPARE["children"], "looked_after": "?"}],
            matches=[{**SPARE["matches"], "started_on": "2026-05-31", "every_months": "77"}],
            pauses=[SPARE["pauses"], {**SPARE["pauses"], "from": "2026-05-02", "until": ""}],
            visits=[{**SPARE["visits"], "mood": "9"}, {**SPARE["visits"], "match": "M77"}],
            claims=[{**SPARE["claims"], "amount": "-1"}, {**SPARE["claims"], "volunteer": "V2"}],
        ),
    ],
)  # fmt: skip
def test_no_refusal_holds_a_name(
    team: Team, nothing_stored: Unchanged, sheets: Mapping[str, Sequence[Cells]]
) -> None:
    with nothing_stored():
        ran = team.take(planted(sheets), code=4)
        dry = team.take(planted(sheets), "--dry-run", "--format", "json", code=4)
    skipped = team.take(planted(sheets), "--skip-bad", code=4)
    assert reasons(ran) == reasons(dry) == reasons(skipped) != []
    for each in (ran, dry, skipped):
        assert "zzyzx" not in (each.out + each.err).lower()


def test_a_row_that_differs_names_its_columns_and_not_what_they_say(
    team: Team, nothing_stored: Unchanged
) -> None:
    held = {**SPARE["volunteers"], "on_hold_from": "2026-01-01"}
    rows = {sheet: [{**SPARE, "volunteers": held}[sheet]] for sheet in TEXTS}
    team.take(service(**rows))
    for sheet, names in TEXTS.items():
        with nothing_stored():
            ran = team.take({sheet: planted(rows)[sheet]}, code=4)
        assert "zzyzx" not in (ran.out + ran.err).lower()
        [line] = reasons(ran)
        assert line.partition(" in ")[2].startswith(", ".join(names)), line


def test_a_row_of_too_many_cells_is_not_repeated(team: Team, nothing_stored: Unchanged) -> None:
    text = f"key,name\nC1,Cy\n{PLANTED},C2,{PLANTED},{PLANTED}\n"
    with nothing_stored():
        ran = team.take({**service(), "children": text}, code=4)
    assert "zzyzx" not in (ran.out + ran.err).lower()


def test_what_stands_where_headings_should_is_not_repeated(
    team: Team, nothing_stored: Unchanged
) -> None:
    with nothing_stored():
        ran = team.take({"volunteers": f"V1,{PLANTED}\nV2,Bob\n"}, code=4)
        both = team.take({"volunteers": f"key,{PLANTED}\nV2,Bob\n"}, code=4)
    assert "zzyzx" not in (ran.err + both.err).lower()
    assert reasons(both) == ["volunteers.csv row 1, name: is missing among the headings"]


def test_an_unknown_heading_of_a_good_sheet_is_named_and_left_out(team: Team) -> None:
    ran = team.take({"volunteers": "Key,Car park,NAME\nV1,12,Ann\n"})
    assert "volunteers.csv: column 'Car park' is not known and is left out" in ran.err
    assert team.rows("SELECT key, name FROM volunteer") == [("V1", "Ann")]


# --- --skip-bad and --dry-run


def chain() -> Sheets:
    """A good service, and a child who is refused with all that hangs on it."""
    return service(
        children=[{"key": "C3", "name": "Al", "date_of_birth": "31/02/2012"}],
        referrals=[{**SPARE["referrals"], "key": "R3", "child": "C3"}],
        matches=[{**SPARE["matches"], "key": "M3", "referral": "R3", "started_on": "2026-02-01"}],
        pauses=[{**SPARE["pauses"], "match": "M3"}, SPARE["pauses"]],
        visits=[{**SPARE["visits"], "match": "M3"}, SPARE["visits"]],
        excuses=[{**SPARE["excuses"], "match": "M3"}, SPARE["excuses"]],
        claims=[
            SPARE["claims"],
            {**SPARE["claims"], "key": "E3", "match": "M3"},
            {**SPARE["claims"], "key": "E3"},
        ],
    )


def test_what_hangs_on_a_refused_row_is_refused_with_it(
    team: Team, nothing_stored: Unchanged
) -> None:
    with nothing_stored():
        ran = team.take(chain(), code=4)
    assert reasons(ran) == [
        "children.csv row 4, date_of_birth '31/02/2012': is not a day of the calendar",
        "referrals.csv row 4: points at child C3, which is refused",
        "matches.csv row 4: points at referral R3, which is refused",
        "pauses.csv row 2: points at match M3, which is refused",
        "visits.csv row 2: points at match M3, which is refused",
        "excuses.csv row 2: points at match M3, which is refused",
        "claims.csv row 3: points at match M3, which is refused",
        "claims.csv row 4: row 3 of this claim is refused",
    ]


def test_a_refused_volunteer_takes_matches_and_claims_along(
    team: Team, nothing_stored: Unchanged
) -> None:
    sheets = service(
        volunteers=[{**SPARE["volunteers"], "approved": TOMORROW}],
        matches=[{**SPARE["matches"], "volunteer": "V9"},
                 {**SPARE["matches"], "key": "M8", "second_volunteer": "V9"}],
        claims=[{**SPARE["claims"], "volunteer": "V9"}],
    )  # fmt: skip
    with nothing_stored():
        assert reasons(team.take(sheets, code=4))[1:] == [
            "matches.csv row 4: points at volunteer V9, which is refused",
            "matches.csv row 5: points at volunteer V9, which is refused",
            "claims.csv row 2: points at volunteer V9, which is refused",
        ]


def test_skip_bad_stores_the_good_rows_and_nothing_of_the_others(team: Team) -> None:
    counts = team.counts(chain(), "--skip-bad", code=4)
    assert counts == {
        "volunteers": (2, 0, 0, 0),
        "children": (2, 0, 0, 1),
        "referrals": (2, 0, 0, 1),
        "matches": (2, 0, 0, 1),
        "pauses": (1, 0, 0, 1),
        "visits": (1, 0, 0, 1),
        "excuses": (1, 0, 0, 1),
        "claims": (1, 0, 0, 2),
    }
    for table, count in (("child", 2), ("referral", 2), ('"match"', 2), ("pause", 1),
                         ("visit", 1), ("excuse", 1), ("claim", 1), ("claim_line", 1)):  # fmt: skip
        assert team.rows(f"SELECT count(*) FROM {table}") == [(count,)]
    assert team.command("db", "check").out == ""


def test_mended_rows_are_taken_by_the_next_import(team: Team) -> None:
    sheets = chain()
    team.take(sheets, "--skip-bad", code=4)
    sheets["children"][-1] = {"key": "C3", "name": "Al", "date_of_birth": "29/02/2012"}
    added = {sheet: counts[0] for sheet, counts in team.counts(sheets).items()}
    assert added == {"volunteers": 0, "children": 1, "referrals": 1, "matches": 1, "pauses": 1,
                     "visits": 1, "excuses": 1, "claims": 2}  # fmt: skip


@pytest.mark.parametrize("sheets", [service(), chain()])
def test_a_rehearsal_stores_nothing_and_counts_the_same(
    team: Team, nothing_stored: Unchanged, sheets: Sheets
) -> None:
    code = 4 if len(sheets) > 4 else 0
    with nothing_stored():
        rehearsed = team.counts(sheets, "--dry-run", code=code)
        rehearsed_skipping = team.counts(sheets, "--dry-run", "--skip-bad", code=code)
    assert rehearsed == rehearsed_skipping == team.counts(sheets, "--skip-bad", code=code)


def test_a_refused_row_uses_up_no_ref(team: Team) -> None:
    team.take(chain(), code=4)
    team.take(chain(), "--dry-run", code=4)
    team.take(service())
    assert team.rows('SELECT max(id) FROM "match"') == [(2,)]
    assert team.rows("SELECT id, key FROM child ORDER BY id") == [(1, "C1"), (2, "C2")]


# --- text stays as it is


def test_text_is_kept_as_it_is(team: Team) -> None:
    texts = [
        "007", "O'Brien", "Zoë", "[Ann]", "[bold]x[/bold]", "=1+1", "-", "'", "a\nb", "N" * 300,
        "مريم", "\u202eabc", "\x1b[2J", "\x9b2J", "31/02/2026", "yes", "NULL", "'; DROP TABLE x",
    ]  # fmt: skip
    rows: list[Cells] = [
        {"key": text, "name": f"Ann {text}", "interests": f"x {text}"} for text in texts
    ]
    team.take({"volunteers": rows})
    kept = [(text.removeprefix("\u202e"), f"Ann {text}") for text in texts]
    assert team.rows("SELECT key, name FROM volunteer ORDER BY id") == kept
    lists = [text if ";" not in text else "'; DROP TABLE x" for text in texts]
    assert team.rows("SELECT interests FROM volunteer ORDER BY id") == [(f"x {x}",) for x in lists]


# --- what an import ends with


def test_an_import_says_how_many_are_not_clear_for_want_of_evidence(team: Team) -> None:
    evidence = dict.fromkeys(("dbs_issued", "safeguarding_on", "independence_on"), "2026-02-01")
    rows: list[Cells] = [
        {"key": "V3", "name": "C", "approved": "2026-03-01", **evidence},
        {"key": "V4", "name": "D", "approved": "2026-03-01", **evidence, "dbs_issued": ""},
        {"key": "V5", "name": "E", "approved": "2026-03-01"},
        {"key": "V6", "name": "F", "approved": "2026-03-01", "left_on": "2026-04-01"},
        {"key": "V7", "name": "G", "panel_approval": "2026-03-01"},
    ]
    ran = team.take({"volunteers": rows})
    assert "2 approved volunteers are not clear to visit" in ran.err


def test_an_import_is_one_change_set(team: Team) -> None:
    team.take(everything())
    assert team.rows("SELECT command FROM change_set WHERE command = 'import'") == [("import",)]
    for table in ("volunteer", "child", "match", "visit", "pause", "excuse", "claim_line"):
        kept = f"SELECT count(*) FROM change WHERE table_name = '{table}' AND action = 'insert'"
        [(rows,)] = team.rows(f'SELECT count(*) FROM "{table}"')
        assert team.rows(kept) == [(rows,)]
        assert rows > 0
