"""Whole sheets: headings, typed rows, what is refused, and what a refusal does not say."""

from datetime import date
from pathlib import Path

import pytest

from ivtool.domain.children.vocabulary import ReferralSource
from ivtool.domain.days import Month
from ivtool.domain.expenses.vocabulary import ExpenseCategory, Vehicle
from ivtool.domain.matching.vocabulary import PauseReason
from ivtool.domain.visits.vocabulary import VisitKind, VisitOutcome
from ivtool.errors import NotFound
from ivtool.sheets import columns
from ivtool.sheets.refusals import REFUSALS_IN_LOT, Refusal, Refusals
from ivtool.sheets.rows import (
    AuthorityRow,
    ChildRow,
    ClaimRow,
    ExcuseRow,
    HoldRow,
    IntervalRow,
    MatchRow,
    OpeningRow,
    PauseRow,
    ReferralRow,
    VisitRow,
    VolunteerRow,
)
from ivtool.sheets.workbook import AnySheet, Workbook, read_workbook

VISITS = "match,on,kind,outcome,minutes,mood,note\n"


def read(folder: Path, **sheets: str) -> Workbook:
    for name, text in sheets.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    return read_workbook(folder)


def said(sheet: AnySheet) -> list[tuple[int | None, str | None, str | None, str]]:
    return [(each.row, each.column, each.value, each.code) for each in sheet.refusals]


@pytest.mark.parametrize(
    ("layout", "row"),
    [
        (columns.VOLUNTEERS, VolunteerRow),
        (columns.CHILDREN, ChildRow),
        (columns.REFERRALS, ReferralRow),
        (columns.MATCHES, MatchRow),
        (columns.PAUSES, PauseRow),
        (columns.VISITS, VisitRow),
        (columns.EXCUSES, ExcuseRow),
        (columns.CLAIMS, ClaimRow),
        (columns.HOLDS, HoldRow),
        (columns.INTERVALS, IntervalRow),
        (columns.OPENINGS, OpeningRow),
        (columns.AUTHORITIES, AuthorityRow),
    ],
)
def test_columns_fill_the_fields_of_their_row(
    layout: columns.Layout[columns.RowT], row: type[columns.RowT]
) -> None:
    renamed = {"from": "from_on", "until": "until_on"} | {
        "miles": "miles_tenths",
        "amount": "amount_pence",
    }
    names = tuple(
        renamed.get(column.name, column.name) for column in (*layout.columns, *layout.own)
    )
    assert ("row", *names) == row._fields
    required = {field for field, kind in row.__annotations__.items() if "None" not in str(kind)} - {
        "row"
    }
    assert required == {
        renamed.get(column.name, column.name) for column in layout.columns if column.required
    }


def test_rows_are_typed(tmp_path: Path) -> None:
    book = read(
        tmp_path,
        referrals="KEY,child,Received_On,source,reasons\nR1,0007,1/2/26,Social worker,a ;b\n",
        pauses="From,Match,Reason,Until\n1 Mar 2026,M1,placement-move,\n",
        visits=VISITS + "M1,2026-03-04,VISIT,held,90.0,,=1+1\n",
        excuses="match,month,by,reason\nM1,Mar 2026,Zoë,[Ann]\n",
        claims="key,volunteer,on,category,vehicle,miles,amount,receipt\n"
        'C1,V1,5/4/2026,Mileage,,24.1,"£1,018.50",no\nC1,V1,5/4/2026,fare,Van,,,\n',
    )
    assert [*book.refusals] == []
    assert book.referrals.rows[0][:6] == (
        2, "R1", "0007", date(2026, 2, 1), ReferralSource.SOCIAL_WORKER, "a; b",
    )  # fmt: skip
    assert book.pauses.rows == [
        PauseRow(2, "M1", date(2026, 3, 1), None, PauseReason.PLACEMENT_MOVE)
    ]
    assert book.visits.rows == [
        VisitRow(
            2, "M1", date(2026, 3, 4), VisitKind.VISIT, VisitOutcome.HELD, None, 90,
            None, None, None, "=1+1",
        )
    ]  # fmt: skip
    assert book.excuses.rows == [ExcuseRow(2, "M1", Month(2026, 3), "Zoë", "[Ann]")]
    mileage, fare = book.claims.rows
    assert mileage.category is ExpenseCategory.MILEAGE
    assert (mileage.vehicle, mileage.miles_tenths, mileage.amount_pence) == (None, 241, 101_850)
    assert mileage.receipt is False
    assert (fare.row, fare.vehicle, fare.amount_pence, fare.receipt) == (3, Vehicle.VAN, None, None)
    assert not book.volunteers.present
    assert book.volunteers.rows == []


def test_every_bad_cell_of_a_row_is_refused_and_the_good_rows_stay(tmp_path: Path) -> None:
    book = read(
        tmp_path,
        visits=VISITS
        + "M1,31/02/2026,hovercraft,held,soon,,a note\n"
        + '\n,2026-03-04,visit,held,,,"two\nlines"\n'
        + "M2,2026-03-05,phone,held,,,\n",
    )
    sheet = book.visits
    assert said(sheet) == [
        (2, "on", "31/02/2026", "sheet.not_a_day"),
        (2, "kind", "hovercraft", "sheet.not_a_word"),
        (2, "minutes", "soon", "sheet.not_a_number"),
        (4, "match", None, "sheet.blank"),
    ]
    assert [*sheet.refusals][1] == Refusal(
        "visits", "visits.csv", 2, "kind", "hovercraft", "sheet.not_a_word",
        "is none of visit, phone, letter, video, message",
    )  # fmt: skip
    assert [row.row for row in sheet.rows] == [5]
    assert (sheet.seen, sheet.refused_rows, sheet.unusable) == (3, {2, 4}, False)


def test_the_keys_of_refused_rows_are_known(tmp_path: Path) -> None:
    book = read(
        tmp_path,
        children="name,key,looked_after\nAnn,007,perhaps\nBob,,\nCas,8,yes,,surplus\nDee,9,\n",
    )
    assert book.children.refused_keys == {"007", "8"}
    assert [row.key for row in book.children.rows] == ["9"]
    assert said(book.children) == [
        (2, "looked_after", "perhaps", "sheet.not_yes_or_no"),
        (3, "key", None, "sheet.blank"),
        (4, None, None, "sheet.too_many_cells"),
    ]


def test_a_refusal_holds_no_name_and_no_free_text(tmp_path: Path) -> None:
    book = read(
        tmp_path,
        children="key,name,likes,date_of_birth\n"
        "1,Sec\0ret,x,5/6/09\n2,Ann,Sec\0ret,\n"
        "3,Ann,x,Secretly told me that she is unhappy at home\n4,Ann,Secret,a,b\n",
    )
    assert said(book.children) == [
        (2, "name", None, "sheet.not_text"),
        (2, "date_of_birth", "5/6/09", "sheet.not_a_day"),
        (3, "likes", None, "sheet.not_text"),
        (4, "date_of_birth", None, "sheet.not_a_day"),
        (5, None, None, "sheet.too_many_cells"),
    ]
    assert "Sec" not in str([*book.refusals])


def test_short_rows_are_filled_and_blank_cells_beyond_the_headings_are_nothing(
    tmp_path: Path,
) -> None:
    book = read(
        tmp_path, visits=VISITS + "M1,2026-03-04,visit,held\n  ,\nM1,5/3/26,visit,held,,,,,\n"
    )
    assert [(row.row, row.note) for row in book.visits.rows] == [(2, None), (4, None)]
    assert [*book.refusals] == []


def test_headings_may_begin_below_blank_rows_and_have_no_end(tmp_path: Path) -> None:
    book = read(tmp_path, excuses="\n,,\nMatch,,Month,BY,rea son,,\nM1,x,2026-03,Zoë,why,,\n")
    assert book.excuses.rows == [ExcuseRow(4, "M1", Month(2026, 3), "Zoë", "why")]
    assert book.warnings == ["excuses.csv: column 2 (no heading) is not known and is left out"]


def test_unknown_headings_and_files_are_warned_of(tmp_path: Path) -> None:
    book = read(
        tmp_path,
        volunteers="Key,Car permit,Name,Car permit\n1,=B2,Ann,31/02/2020\n",
        rota="who\n",
    )
    assert book.warnings == [
        "rota.csv is not the name of a sheet and is left out",
        "volunteers.csv: columns 'Car permit', 'Car permit' are not known and are left out",
    ]
    assert (len(book.volunteers.rows), [*book.refusals]) == (1, [])


@pytest.mark.parametrize(
    ("text", "refusals"),
    [
        ("", [(1, None, None, "sheet.empty")]),
        ("\n , \n", [(1, None, None, "sheet.empty")]),
        ("match,on,by\n1,2,3\n", [(1, "month", None, "sheet.heading_missing"),
                                  (1, "reason", None, "sheet.heading_missing")]),
        ("match,Month,by,reason,MONTH\nM1,2026-03,a,b,\n",
         [(1, "month", None, "sheet.heading_twice")]),
        ('match,month,by,reason\nM1,2026-03,a,b\nM2,"2026-03,a,b\n',
         [(3, None, None, "sheet.broken")]),
        ("PK\x03\x04", [(1, None, None, "sheet.not_csv")]),
    ],
)  # fmt: skip
def test_a_file_is_refused_whole(
    tmp_path: Path, text: str, refusals: list[tuple[int, str | None, str | None, str]]
) -> None:
    book = read(tmp_path, excuses=text, pauses="match,from\nM1,1/2/2026\n")
    assert said(book.excuses) == refusals
    assert (book.excuses.unusable, book.excuses.rows, book.excuses.present) == (True, [], True)
    assert (book.pauses.unusable, len(book.pauses.rows)) == (False, 1)


def test_two_files_for_one_sheet_are_refused(tmp_path: Path) -> None:
    (tmp_path / "Visits.csv").write_text(VISITS)
    if (tmp_path / "visits.csv").exists():
        pytest.skip("file names without case")
    book = read(tmp_path, visits=VISITS)
    assert said(book.visits) == [(1, None, None, "sheet.file_twice")]
    assert book.visits.refusals.first()[0].why == "is there twice: Visits.csv and visits.csv"
    assert book.visits.unusable


def test_headings_alone_are_a_sheet_without_rows(tmp_path: Path) -> None:
    book = read(tmp_path, visits=VISITS)
    assert (book.visits.present, book.visits.rows, book.visits.seen) == (True, [], 0)


def test_progress_is_told(tmp_path: Path) -> None:
    (tmp_path / "visits.csv").write_text(VISITS + "M1,2026-03-04,visit,held\n" * 2500)
    told: list[tuple[str, int]] = []
    read_workbook(tmp_path, lambda sheet, rows: told.append((sheet, rows)))
    assert told == [("visits", 1000), ("visits", 2000), ("visits", 2500)]


def test_a_missing_folder_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no folder"):
        read_workbook(tmp_path / "nowhere")


def test_the_delimiter_is_the_one_that_finds_the_headings(tmp_path: Path) -> None:
    title = "Months excused: school; illness; exams; custody; other,,,\n"
    book = read(tmp_path, excuses=title + "Match,Month,By,Reason\nM1,Oct 2026,Jo,exams\n")
    assert book.excuses.rows == [ExcuseRow(3, "M1", Month(2026, 10), "Jo", "exams")]
    assert book.warnings == ["excuses.csv: what stands above the headings in row 2 is left out"]
    title = "Excused, as of, today, by, Jo, and, others\n"
    book = read(tmp_path, excuses=title * 15 + "Match;Month;By;Reason\nM1;Oct 2026;Jo;a, b\n")
    assert book.excuses.rows == [ExcuseRow(17, "M1", Month(2026, 10), "Jo", "a, b")]


def test_refusals_are_kept_in_their_order_however_many() -> None:
    said = [
        Refusal("visits", "visits.csv", row, None, None, "visit.in_future", f"day {row % 7}")
        for row in range(2 * REFUSALS_IN_LOT + 3)
    ]
    kept, more = Refusals(said[:700]), Refusals(said[700:])
    assert (len(kept), [*kept], kept.first(2)) == (700, said[:700], said[:2])
    kept.extend(more)
    assert (len(kept), [*kept], [*more]) == (len(said), said, said[700:])
    assert said[-1] in kept
    kept.sort(key=lambda each: -(each.row or 0))
    assert (len(kept), [*kept]) == (len(said), said[::-1])
    assert not Refusals()
