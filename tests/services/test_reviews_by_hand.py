"""Reviews of matches and of children by hand: what is recorded, put right, taken back, refused."""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, Unchanged, opened

SHEETS = {
    "volunteers": "key,name\nV1,Cat Oak\nV2,Ann Lee\nV3,Bo Lee\n",
    "children": "key,name,date_of_birth,responsible_authority\n"
    "C1,Lou Rush,2012-04-01,Fenn\nC2,Mo Hart,2012-05-01,Tarn\n",
    "referrals": "key,child,received_on,source\nR1,C1,2025-10-01,iro\nR2,C2,2025-10-01,iro\n",
    "matches": "key,referral,volunteer,second_volunteer,proposed_on,started_on,ended_on\n"
    "M1,R1,V1,,2025-12-01,2026-01-05,\nM2,R2,V2,V3,2025-12-01,2026-01-05,2026-06-01\n",
}
TODAY = "2026-11-23"
UNREAD = "Nobody is to read this"
FIELDS = ["kind", "match", "child", "child_name", "due_on", "held_on", "days_overdue"]


@pytest.fixture
def iv(run: Run, tmp_path: Path) -> Any:
    """Runs a line on a file with two matches, the second of which has ended."""
    for name, text in SHEETS.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    run("--today", "2026-07-01", "import", str(tmp_path))

    def typed(line: str, today: str = TODAY, code: int = 0) -> Any:
        return run("--today", today, *shlex.split(line), code=code)

    return typed


def reviews(iv: Any, today: str) -> list[tuple[Any, ...]]:
    rows = json.loads(iv("report reviews --format json", today).out)
    assert all(list(row)[:7] == FIELDS for row in rows)
    return [
        (row["kind"], row["match"] or row["child"], row["due_on"], row["days_overdue"])
        for row in rows
    ]


@pytest.mark.parametrize(
    ("today", "days", "code"), [("2026-04-04", -1, 0), ("2026-04-05", 0, 0), ("2026-04-06", 1, 10)]
)
def test_a_match_review_is_overdue_from_the_day_after(
    iv: Any, today: str, days: int, code: int
) -> None:
    assert ("match", "M-1", "2026-04-05", days) in reviews(iv, today)
    iv("report reviews --exit-code", today, code)


@pytest.mark.parametrize(
    ("today", "days", "told"),
    [
        ("2026-10-24", -8, None),
        ("2026-10-25", -7, "this_week"),
        ("2026-11-01", 0, "this_week"),
        ("2026-11-02", 1, "now"),
    ],
)
def test_a_statutory_review_is_due_six_months_after_the_last(
    iv: Any, today: str, days: int, told: str | None
) -> None:
    iv("match review M-1 --on 2026-10-01 --outcome continue", "2026-10-01")
    iv("review plan C-1 --due 2026-05-03", "2026-04-01")
    iv("review held C-1 --on 2026-05-01", "2026-05-01")
    assert ("statutory", "M-1", "2026-11-01", days) in reviews(iv, today)
    rows = json.loads(iv("today --format json", today).out)
    found = [row for row in rows if row["source"] == "review"]
    assert [(row["ref"], row["urgency"], row["days"]) for row in found] == (
        [] if told is None else [("C-1", told, abs(days))]
    )


def test_a_child_who_has_gone_is_no_longer_reviewed(iv: Any) -> None:
    iv("review held C-2 --on 2026-02-01", "2026-02-01")
    iv("referral close R-2 --outcome withdrawn --on 2026-09-01", "2026-09-01")
    iv("review plan C-2 --due 2026-12-01")
    assert [row[0] for row in reviews(iv, TODAY)] == ["match"]
    assert ("statutory", "C-2", "2026-08-01", 30) in reviews(iv, "2026-08-31")
    august = json.loads(iv("report compliance --month 2026-08 --format json").out)
    assert august["statutory_reviews"]["due"] == 1


def test_no_review_is_due_of_who_goes_on_as_a_friend_after_18(iv: Any, file: Path) -> None:
    with opened(file) as connection:
        connection.execute("UPDATE child SET date_of_birth = '2008-06-10' WHERE id = 1")
        connection.commit()
    iv("review held C-1 --on 2026-03-01", "2026-03-01")
    iv("match continue M-1 --on 2026-08-31")
    assert ("statutory", "M-1", "2026-09-01", -2) in reviews(iv, "2026-08-30")
    assert [row[0] for row in reviews(iv, TODAY)] == ["match"]
    assert len(json.loads(iv("review list --child C-1 --format json").out)) == 1
    september = json.loads(iv("report compliance --month 2026-09 --format json").out)
    assert september["statutory_reviews"]["due"] == 0


def month(iv: Any, name: str, *options: str) -> tuple[Any, ...]:
    line = " ".join(("report compliance --format json --month", name, *options))
    found = json.loads(iv(line).out)
    return (
        tuple(found["match_reviews"].values()),
        tuple(found["statutory_reviews"].values()),
        found["attended_without_yes"],
        found["views"],
    )


def test_the_month_counts_a_review_by_its_due_day_and_views_by_theirs(iv: Any) -> None:
    iv("match review M-1 --on 2026-04-06 --outcome continue --view child a --view carer b")
    iv("match review M-2 --on 2026-03-31 --outcome continue --view second_volunteer c")
    iv("review plan C-1 --due 2026-04-30")
    iv("review held C-1 --on 2026-04-30 --wants-iv yes --attended yes")
    iv("review plan C-2 --due 2026-04-02")
    iv("review held C-2 --on 2026-04-03 --wants-iv no --attended yes")
    nothing = {"volunteer": 0, "social_worker": 0, "carer": 0, "child": 0}
    assert month(iv, "2026-03") == ((0, 0, 0), (0, 0, 0, 0, 0), 0, nothing | {"volunteer": 1})
    april = ((2, 2, 1), (2, 2, 1, 1, 1), 1, nothing | {"carer": 1, "child": 1})
    assert month(iv, "2026-04") == april
    fenn = ((1, 1, 0), (1, 1, 1, 1, 1), 0, nothing | {"carer": 1, "child": 1})
    assert month(iv, "2026-04", "--authority Fenn") == fenn
    # M-1 is due again on 6 October; the other match ended before its next due day.
    assert month(iv, "2026-10")[0] == (1, 0, 0)
    assert month(iv, "2026-10", "--authority Tarn")[0] == (0, 0, 0)
    # What comes later leaves the months before alone.
    iv("match review M-1 --on 2026-11-20 --outcome continue")
    assert month(iv, "2026-10")[0] == (1, 0, 0)
    assert month(iv, "2026-04") == april


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("match review M-1 --outcome stop", 2, "'stop' is not one of"),
        ("match review M-1 --rate confidence=0 --outcome continue", 4, "review.rating"),
        (
            "match review M-1 --view second_volunteer x --outcome continue",
            4,
            "view.no_second_volunteer",
        ),
        ("match review M-1 --rate confidence=2.5 --outcome continue", 2, "wants a number"),
        (
            "match review M-1 --rate confidence=2 --rate child.confidence=3 --outcome end",
            2,
            "twice",
        ),
        (f"match review M-1 --rate '{UNREAD}=3' --outcome end", 2, "is none of child."),
        (f"match review M-1 --view '{UNREAD}' x --outcome end", 2, "is none of volunteer"),
        (f"match review M-1 --action '{UNREAD} by 31/02/2026' --outcome end", 2, "there is not"),
        (f"match review M-1 --on 2026-11-24 --note '{UNREAD}' --outcome end", 4, "in_future"),
        ("match review M-1 --outcome end --withdraw", 2, "alone"),
        ("match review M-1 --of 2026-10-01 --outcome end", 2, "--of goes with"),
        ("match review M-1 --withdraw", 4, "review.none"),
        ("review held C-1 --on 2026-11-24", 4, "review.in_future"),
        ("review held C-1 --wants-iv maybe", 2, "'maybe' is not one of"),
        ("review correct C-1 --of 2026-10-01 --attended no", 4, "review.none"),
        ("review correct C-1 --of 2026-10-01", 2, "wants what it puts right"),
        ("review plan C-1 --due 31/02/2027", 2, "is not a day of the calendar"),
        ("report outcomes --from 2026-02-01 --to 2026-01-01", 4, "day.out_of_order"),
    ],
)
def test_what_is_refused_stores_nothing_and_says_nobodys_words(
    iv: Any, nothing_stored: Unchanged, line: str, code: int, said: str
) -> None:
    with nothing_stored():
        ran = iv(line, code=code)
    assert said in ran.err
    assert UNREAD not in ran.err + ran.out


def test_a_correction_takes_the_place_of_what_was_said_and_adds_what_was_agreed(
    iv: Any, file: Path
) -> None:
    iv("match review M-1 --on 2026-04-06 --rate confidence=2 --view child a --outcome change")
    iv("match review M-1 --on 2026-10-06 --outcome continue --action 'ring by 2026-11-01'")
    iv(
        "match review M-1 --correct --of 2026-04-06 --on 2026-04-07 --rate confidence=3"
        " --rate volunteer.feels_supported=5 --view child b --action 'write by phone'"
    )
    with opened(file) as connection:
        assert connection.execute("SELECT held_on, outcome FROM match_review").fetchall() == [
            ("2026-04-07", "change"),
            ("2026-10-06", "continue"),
        ]
        ratings = "SELECT who, measure, rating FROM match_review_rating"
        assert connection.execute(ratings).fetchall() == [
            ("child", "confidence", 3),
            ("volunteer", "feels_supported", 5),
        ]
        assert connection.execute("SELECT party, words FROM match_review_view").fetchall() == [
            ("child", "b")
        ]
        actions = "SELECT match_review_id, words, due_on FROM match_review_action"
        assert connection.execute(actions).fetchall() == [
            (2, "ring", "2026-11-01"),
            (1, "write by phone", None),
        ]
    [row] = [
        row
        for row in json.loads(iv("today --format json").out)
        if row["source"] == "review" and row["ref"] == "M-1"
    ]
    assert row["command"] == "ivtool match review M-1 --of 2026-10-06 --done 1"
    iv(row["command"].removeprefix("ivtool "))
    assert not [
        row for row in json.loads(iv("today --format json").out) if row["source"] == "review"
    ]


def test_what_was_agreed_is_done_on_a_day_which_is_put_right_or_taken_back(
    iv: Any, nothing_stored: Unchanged
) -> None:
    iv("match review M-1 --on 2026-10-06 --outcome continue --action 'ring by 2026-11-01'")

    def done(line: str) -> Any:
        [review] = json.loads(iv(f"match review M-1 --done 1 {line} --format json").out)
        return review["actions"][0]["done_on"]

    assert done("--on 2026-10-20") == "2026-10-20"
    with nothing_stored():
        again = iv("match review M-1 --done 1", code=4).err
        iv("match review M-1 --done 1 --on 2026-11-24 --correct", code=4)
        iv("match review M-1 --done 1 --correct", code=2)
        moved = iv("match review M-1 --correct --on 2026-11-02", code=4).err
    assert "match review M-1 --of 2026-10-06 --done 1 --on DAY --correct" in again
    assert "review.action_before" in moved
    with nothing_stored():
        iv("match review M-1 --correct --agreed 2 --action 'x by 2026-12-01'", code=4)
        iv("match review M-1 --correct --agreed 1", code=2)
        iv("match review M-1 --agreed 1 --action x --outcome end", code=2)
    right = "match review M-1 --correct --agreed 1 --action 'ring by 2026-12-01' --on 2026-11-02"
    [found] = json.loads(iv(f"{right} --format json").out)
    action = {"number": 1, "due_on": "2026-12-01", "done_on": "2026-10-20"}
    assert (found["held_on"], found["actions"]) == ("2026-11-02", [action])
    assert done("--on 2026-10-21 --correct") == "2026-10-21"
    assert done("--withdraw") is None
    with nothing_stored():
        assert "review.action_not_done" in iv("match review M-1 --done 1 --withdraw", code=4).err


def test_many_matches_that_were_never_reviewed_are_one_line(run: Run) -> None:
    sample = Path(__file__).parent.parent / "sample-service"
    run("--today", "2026-11-22", "import", str(sample))
    rows = json.loads(run("--today", "2026-11-22", "today", "--format", "json").out)
    [row] = [row for row in rows if row["source"] == "review"]
    over = json.loads(run("--today", "2026-11-22", "report", "reviews", "--format", "json").out)
    count = sum(each["days_overdue"] > 0 for each in over)
    assert row["reason"] == f"no match was ever reviewed: {count} reviews overdue"
    assert (row["urgency"], row["ref"], row["command"]) == ("coming", None, "ivtool report reviews")


REVIEWS = "key,child,due_on,held_on,iv considered,wants_iv,attended,note\n"
MATCH_REVIEWS = "key,match,on,outcome,child_confidence,child_view,actions\n"


@pytest.fixture
def sheets(iv: Any, tmp_path: Path) -> Any:
    """Imports rows of the two sheets of reviews, and tells what came of each sheet."""

    def imported(
        reviews: str, match_reviews: str, *options: str, code: int = 0
    ) -> tuple[list[tuple[int, ...]], list[str]]:
        folder = tmp_path / "reviews"
        folder.mkdir(exist_ok=True)
        (folder / "reviews.csv").write_text(REVIEWS + reviews, encoding="utf-8")
        (folder / "match_reviews.csv").write_text(MATCH_REVIEWS + match_reviews, encoding="utf-8")
        ran = iv(shlex.join(["import", str(folder), *options, "--format", "json"]), code=code)
        found = json.loads(ran.out)
        names = ("added", "changed", "unchanged", "refused")
        counts = [tuple(each[name] for name in names) for each in found]
        return counts, [why["code"] for each in found for why in each["refusals"]]

    return imported


def test_sheets_of_reviews_come_in_again_and_change_what_differs(iv: Any, sheets: Any) -> None:
    first = (
        "S1,C1,1/5/2026,30/4/2026,Yes,Not asked,x,went on\nS2,C1,,,,,,\n,C2,1/12/2026,,,,,\n",
        "X1,M1,6/4/2026,Continue,4,I like it,ring by 1/5/2026\n,M2,1/4/2026,end,,,\n",
    )
    assert sheets(*first, code=4) == (
        [(0, 0, 0, 1), (0, 0, 0, 0)],
        ["review.no_day"],
    )
    good = first[0].replace("S2,C1,,,,,,\n", ""), first[1]
    assert sheets(*good) == ([(2, 0, 0, 0), (2, 0, 0, 0)], [])
    assert sheets(*good, "--update") == ([(0, 0, 2, 0), (0, 0, 2, 0)], [])
    later = (
        "S1,C1,,29/4/2026,,yes,,\n,C2,1/12/2026,20/11/2026,,no,,\n",
        "X1,M1,7/4/2026,,5,,\n,M2,1/4/2026,change,3,Fine.,a by 1/6/2026; b by 2/6/2026\n",
    )
    assert sheets(*later, code=4)[1] == ["import.differs"] * 4
    assert sheets(*later, "--update") == ([(0, 2, 0, 0), (0, 2, 0, 0)], [])
    assert sheets(*later, "--update") == ([(0, 0, 2, 0), (0, 0, 2, 0)], [])
    rows = json.loads(iv("review list --format json --names full").out)
    said = [(row["held_on"], row["wants_iv"], row["attended"], row["note"]) for row in rows]
    assert said == [
        ("2026-04-29", "yes", True, "went on"),
        (None, None, None, None),
        ("2026-11-20", "no", None, None),
        (None, None, None, None),
    ]


@pytest.mark.parametrize(
    ("reviews", "match_reviews", "codes"),
    [
        ("", "X1,M1,6/4/2026,end,,,ring by 31/2/2026\n", ["review.action_day"]),
        ("", "X1,M1,6/4/2026,end,,,ring done 24/11/2026\n", ["review.in_future"]),
        ("S1,C1,,24/11/2026,,,,\n", "", ["review.in_future"]),
        ("S1,C9,,1/11/2026,,,,\n", "", ["import.unknown_key"]),
        ("S1,C1,,1/11/2026,,perhaps,,\n", "", ["sheet.not_a_word"]),
        ("S1,C1,,1/11/2026,,,,\nS2,C1,,1/11/2026,,,,\n", "", ["review.twice"]),
        ("S1,C1,,1/11/2026,,,,\nS1,C2,,1/11/2026,,,,\n", "", ["import.key_taken"]),
        ("V-1,C1,,1/11/2026,,,,\n", "", ["key.like_ref"]),
        ("", "X1,M1,4/1/2026,end,,,\n", ["review.before_start"]),
        ("", "X1,M2,2/6/2026,end,,,\n", ["review.after_end"]),
        ("", "X1,M1,1/6/2026,stop,,,\n", ["sheet.not_a_word"]),
        ("", "X1,M1,1/6/2026,end,6,,\n", ["review.rating"]),
        ("", "X1,M1,1/6/2026,end,,,a by 31/5/2026\n", ["review.action_before"]),
        ("", "X1,M1,1/6/2026,end,,,a done 24/11/2026\n", ["review.in_future"]),
        ("", "X1,M1,1/6/2026,end,,,\nX2,M1,1/6/2026,end,,,\n", ["review.twice"]),
    ],
)
def test_a_row_that_cannot_be_is_refused_and_nothing_is_stored(
    sheets: Any, nothing_stored: Unchanged, reviews: str, match_reviews: str, codes: list[str]
) -> None:
    with nothing_stored():
        assert sheets(reviews, match_reviews, code=4)[1] == codes


def test_what_a_command_put_right_or_took_back_no_sheet_brings_back(
    iv: Any, sheets: Any, nothing_stored: Unchanged
) -> None:
    rows = (",C1,,1/5/2026,,,,\n", ",M1,6/4/2026,end,,,\n")
    assert sheets(*rows)[0] == [(1, 0, 0, 0), (1, 0, 0, 0)]
    iv("review correct C-1 --of 2026-05-01 --on 2026-05-02")
    iv("match review M-1 --withdraw")
    with nothing_stored():
        assert sheets(*rows, "--update", code=4)[1] == ["import.changed_since"] * 2


def test_a_match_neither_begins_nor_ends_around_a_review(
    iv: Any, nothing_stored: Unchanged
) -> None:
    iv("match review M-1 --on 2026-01-05 --outcome continue")
    iv("match review M-1 --on 2026-11-20 --outcome end")
    with nothing_stored():
        late = iv("match start M-1 --on 2026-01-06 --correct", code=4).err
        soon = iv("match end M-1 --on 2026-11-19 --route agreed_end --reason far", code=4).err
    assert "the review of 2026-01-05 would be none of the match's" in late
    assert "reviewed after Thu 19 Nov 2026: Fri 20 Nov 2026  [match.reviewed_after_end]" in soon
    iv("match end M-1 --on 2026-11-20 --route agreed_end --reason far")
