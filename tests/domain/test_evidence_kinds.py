"""All that is known of a kind of evidence is one row, and what is put together of it agrees."""

from datetime import date

import pytest

from ivtool.domain.recruitment.evidence_entries import OPTIONS
from ivtool.domain.recruitment.evidence_kinds import ANSWERS, DECISIONS, KINDS, RUNS_OUT, Piece
from ivtool.domain.recruitment.records import VolunteerCheck
from ivtool.domain.recruitment.requirements import REFEREE
from ivtool.domain.recruitment.vocabulary import CheckKind, Waivable
from ivtool.sheets.rows import VolunteerRow


def test_there_is_a_row_of_every_kind_in_their_order() -> None:
    assert list(KINDS) == list(CheckKind)


def test_what_can_be_waived_is_what_a_gate_asks_for() -> None:
    waived = {kind.value for kind, each in KINDS.items() if each.stage is not None}
    assert {*waived, REFEREE} == {each.value for each in Waivable}


def test_what_a_row_names_is_a_field_of_the_record_and_a_column_of_the_sheet() -> None:
    fields = {"slot", *VolunteerCheck._fields}
    for each in KINDS.values():
        assert each.fields <= fields & OPTIONS.keys()
        assert each.needs is None or each.needs in each.fields
        for column in each.columns:
            assert column.name in VolunteerRow._fields
            assert column.field in fields


def test_what_has_no_answer_is_told_as_done() -> None:
    for each in KINDS.values():
        assert each.answers in (frozenset(), ANSWERS, DECISIONS)
        assert (each.done is None) == bool(each.answers)


@pytest.mark.parametrize(
    ("piece", "name", "spoken", "words"),
    [
        (Piece(CheckKind.DBS), "DBS check", "DBS check", "dbs --outcome clear --issued DAY"),
        (
            Piece(CheckKind.REFERENCE, 2),
            "reference 2 of 2",
            "reference 2",
            "reference --slot 2 --outcome clear",
        ),
        (
            Piece.of_module("children_in_care"),
            "module children in care",
            "training",
            "training --module children_in_care",
        ),
        (
            Piece.of_module("safeguarding"),
            "safeguarding training",
            "safeguarding training",
            "training --module safeguarding",
        ),
    ],
)
def test_a_piece_is_named_and_recorded_by_its_kind(
    piece: Piece, name: str, spoken: str, words: str
) -> None:
    assert (piece.name, piece.spoken) == (name, spoken)
    assert piece.command("V-3") == f"ivtool volunteer check V-3 {words}"


def test_what_is_weeks_on_its_way_is_asked_for_first() -> None:
    day = date(2026, 11, 22)
    asked = f"ivtool volunteer check V-3 dbs --asked {day}"
    assert Piece(CheckKind.DBS).command_to_begin("V-3", day) == asked
    for kind in RUNS_OUT:
        piece = Piece(kind)
        assert (piece.command_to_begin("V-3", day) == asked) is (kind is CheckKind.DBS)
