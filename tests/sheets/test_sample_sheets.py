"""The sample service reads without a refusal, however its people spell."""

from pathlib import Path

import pytest

from ivtool.sheets.workbook import Workbook, read_workbook

SAMPLE = Path(__file__).parent.parent / "sample-service"


@pytest.fixture(scope="module")
def sample() -> Workbook:
    return read_workbook(SAMPLE)


def test_nothing_is_refused(sample: Workbook) -> None:
    assert [*sample.refusals] == []
    assert {sheet.name: (len(sheet.rows), sheet.seen) for sheet in sample.sheets} == {
        "volunteers": (144, 144),
        "children": (104, 104),
        "referrals": (107, 107),
        "matches": (87, 87),
        "pauses": (31, 31),
        "visits": (1967, 1967),
        "excuses": (10, 10),
        "claims": (2329, 2329),
        **dict.fromkeys(
            ("holds", "intervals", "openings", "authorities", "support", "reviews"), (0, 0)
        ),
        "match_reviews": (0, 0),
    }


def test_the_column_nobody_asked_for_is_named(sample: Workbook) -> None:
    assert sample.warnings == [
        "volunteers.csv: column 'Car park permit' is not known and is left out"
    ]


def test_text_stays_as_it_is(sample: Workbook) -> None:
    likes = {child.likes for child in sample.children.rows}
    assert {"=1+1", '[stickers], "slime"\nand trains'} <= likes
    assert "Zoë Alder" in {child.social_worker for child in sample.children.rows}
    assert sample.children.rows[0].key == "0001"
    assert {child.looked_after for child in sample.children.rows} == {True, False, None}
