"""Two records of one person: what stands of each, field by field and day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivtool.domain.children.records import Child, Placement
from ivtool.domain.ids import ChildId, VolunteerId
from ivtool.domain.merging import (
    SpellSeen,
    differences,
    one_history,
    problems_with_choice,
    problems_with_lives,
    settled,
    share_a_day,
    taken,
)
from ivtool.domain.recruitment.records import Volunteer, VolunteerSpell, VolunteerStage
from ivtool.domain.recruitment.vocabulary import SpellEnd
from ivtool.domain.recruitment.volunteers import STAGES, problems_with_stages

DAY = date(2024, 1, 1)
LATE = date(2026, 1, 1)
ANN = Volunteer("Ann Osier", email="ann@osier.org", phone="07700 900123", postcode="NR1 2AB")


@pytest.mark.parametrize(
    ("other", "takes", "chosen", "changes"),
    [
        # Read alike, whatever is written.
        (Volunteer("ANN  Osier", phone="+44 7700 900123", postcode="nr12ab"), {}, {"email": 0}, {}),
        (ANN._replace(email="ann@osier.org ".strip().upper()), {}, {}, {}),
        # A dot makes another address.
        (ANN._replace(email="an.n@osier.org"), {}, {"email": None}, {}),
        (
            ANN._replace(email="a@b.org"),
            {"email": 1},
            {"email": 1},
            {"email": "a@b.org"},
        ),
        # What only the second knows.
        (ANN._replace(date_of_birth=DAY), {}, {"born": 1}, {"date_of_birth": DAY}),
        (ANN._replace(min_child_age=9), {"min-age": 0}, {"min-age": 1}, {"min_child_age": 9}),
        # One at once is what holds where nobody has said; two is said by somebody.
        (ANN._replace(capacity=2, capacity_imported=True), {}, {"capacity": None}, {}),
        (
            ANN._replace(capacity=2, capacity_imported=True),
            {"capacity": 1},
            {"capacity": 1},
            {"capacity": 2, "capacity_imported": True},
        ),
    ],
)
def test_what_one_knows_is_known_and_what_disagrees_is_chosen(
    other: Volunteer,
    takes: dict[str, int],
    chosen: dict[str, int | None],
    changes: dict[str, object],
) -> None:
    found = differences(ANN, other, takes)
    assert {each.name: each.chosen for each in found} == chosen
    assert taken(ANN, other, found) == changes


def test_whether_a_wish_must_be_met_goes_with_the_wish() -> None:
    one = Child("Mo", wants_gender="female")
    must = one._replace(wants_gender_must=True)
    assert taken(one, must, differences(one, must, {})) == {"wants_gender_must": True}
    other = Child("Mo", wants_gender="male", wants_gender_must=False)
    found = differences(must, other, {"wants-gender": 1})
    assert taken(must, other, found) == {"wants_gender": "male", "wants_gender_must": False}
    # The same wish, a must for one of them alone.
    [found_must] = differences(must, one._replace(wants_gender_must=False), {})
    assert (found_must.name, found_must.chosen) == ("wants-gender", None)


def test_a_text_is_never_said_in_an_error_and_a_line_to_type_is() -> None:
    other = ANN._replace(email="a@b.org", date_of_birth=DAY, max_miles=9)
    found = differences(ANN._replace(date_of_birth=LATE, max_miles=8), other, {"max-miles": 1})
    problems = problems_with_choice(
        found, {"max-miles": 1}, ("V-1", "V-2"), "ivtool volunteer merge"
    )
    assert [each.message for each in problems[:-1]] == [
        "email: the two do not say the same",
        "born: V-1 says Thu 1 Jan 2026, V-2 says Mon 1 Jan 2024",
    ]
    assert problems[-1].hint == (
        "ivtool volunteer merge --take max-miles=V-2 --take email=V-1 --take born=V-1"
    )


def home(row: int, postcode: str, from_day: int | None, until_day: int | None) -> Placement:
    days = (None if day is None else DAY + timedelta(days=day) for day in (from_day, until_day))
    from_on, until_on = days
    return Placement(ChildId(1), postcode=postcode, from_on=from_on, until_on=until_on, id=row)


@pytest.mark.parametrize(
    ("mine", "theirs", "takes", "kept", "chosen"),
    [
        ([home(1, "A", 0, None)], [home(2, "A", 0, None)], {}, {1}, "agreed"),
        # The one goes before the other, the day after.
        ([home(1, "A", 9, None)], [home(2, "B", 0, 8)], {}, {1, 2}, "agreed"),
        # On that very day the two clash.
        ([home(1, "A", 9, None)], [home(2, "B", 0, 9)], {}, {1}, None),
        ([home(1, "A", 9, None)], [home(2, "B", 0, 9)], {"home": 1}, {2}, 1),
        ([home(1, "A", None, None)], [home(2, "B", 5, None)], {"home": 0}, {1}, 0),
        ([], [home(2, "B", 5, None)], {"home": 0}, {2}, "agreed"),
    ],
)
def test_homes_of_both_stand_where_they_share_no_day(
    mine: list[Placement],
    theirs: list[Placement],
    takes: dict[str, int],
    kept: set[int],
    chosen: int | str | None,
) -> None:
    over, found = settled(
        "home",
        mine,
        theirs,
        takes,
        lambda one, other: bool(one._replace(id=0) == other._replace(id=0)),
        share_a_day,
    )
    assert {each.id for each in (*over.kept, *over.moved)} == kept
    assert ("agreed" if found is None else found.chosen) == chosen
    assert {each.id for each in (*over.kept, *over.moved, *over.gone)} == {
        each.id for each in (*mine, *theirs)
    }


def spell(
    row: int, *days: int | None, begun: int | None = None, ended: int | None = None
) -> SpellSeen:
    """A spell of a record, with the days of its first stages."""
    on = [None if day is None else DAY + timedelta(days=day) for day in (*days, begun, ended)]
    *reached, begun_on, ended_on = on
    how = None if ended_on is None else SpellEnd.LEFT
    return SpellSeen(
        VolunteerSpell(VolunteerId(1), 1, begun_on, ended_on, how, id=row),
        [
            VolunteerStage(VolunteerId(1), 1, stage, day, id=row * 10 + place)
            for place, (stage, day) in enumerate(zip(STAGES, reached, strict=False))
        ],
    )


def told(mine: list[SpellSeen], theirs: list[SpellSeen], **takes: int) -> list[list[int | None]]:
    spells, _, problems = one_history(mine, theirs, takes, "")
    assert problems == []
    return [
        [None if each.reached_on is None else (each.reached_on - DAY).days for each in one.stages]
        for one in spells
    ]


@pytest.mark.parametrize(
    ("mine", "theirs", "days"),
    [
        # The earlier day of each stage, whoever told it.
        ([spell(1, 9, 12)], [spell(2, 3, 14, 20)], [[3, 12, 20]]),
        # A day that is not known was before the next one: another's later day does not stand.
        ([spell(1, 5, None, 9)], [spell(2, 6, 11)], [[5, None, 9]]),
        ([spell(1, 5, None, 9)], [spell(2, 6, 8)], [[5, 8, 9]]),
        # Nothing is known of the days of the second.
        ([spell(1, 5, ended=20)], [spell(2)], [[5]]),
        # One after the other, the day after.
        ([spell(1, 5, ended=20)], [spell(2, 21)], [[5], [21]]),
        ([spell(1, 21)], [spell(2, 5, ended=20)], [[5], [21]]),
        # On the day of the leaving it is one.
        ([spell(1, 5, ended=20)], [spell(2, 20)], [[5]]),
    ],
)
def test_spells_that_share_a_day_are_one(
    mine: list[SpellSeen], theirs: list[SpellSeen], days: list[list[int | None]]
) -> None:
    assert told(mine, theirs, left=0) == days


def test_how_somebody_left_is_chosen_where_the_two_do_not_agree() -> None:
    mine, theirs = [spell(1, 5)], [spell(2, 6, ended=30)]
    _, left, _ = one_history(mine, theirs, {}, "")
    assert left is not None
    assert (left.values, left.chosen) == ((None, DAY + timedelta(days=30)), None)
    [one], _, _ = one_history(mine, theirs, {"left": 1}, "")
    assert one.ended.ended_on == DAY + timedelta(days=30)
    _, left, _ = one_history(theirs, [spell(3, 9, ended=30)], {}, "")
    assert left is None


def test_a_spell_over_two_of_the_other_s_is_neither_s() -> None:
    two = [spell(1, 1, ended=5), spell(2, 9, begun=9)]
    for mine, theirs in ((two, [spell(3, 4)]), ([spell(3, 4)], two)):
        _, _, problems = one_history(mine, theirs, {}, "ivtool volunteer show V-2")
        assert [each.code for each in problems] == ["merge.spells"]


@st.composite
def stages(draw: st.DrawFn, row: int) -> SpellSeen:
    """The stages of a record: days that never go backwards, some of them not known."""
    days = sorted(draw(st.lists(st.integers(0, 30), min_size=1, max_size=len(STAGES))))
    known = [day if draw(st.booleans()) else None for day in days[:-1]]
    return spell(row, *known, days[-1])


@given(stages(1), stages(2))
def test_the_days_of_the_one_history_never_go_backwards(one: SpellSeen, other: SpellSeen) -> None:
    [found], _, _ = one_history([one], [other], {}, "")
    assert (
        problems_with_stages([(each.stage, each.reached_on) for each in found.stages], LATE) == []
    )
    assert len(found.stages) == max(len(one.stages), len(other.stages))


@pytest.mark.parametrize(
    ("lives", "hint"),
    [
        ([(1, (DAY, LATE)), (2, (LATE, None))], None),
        ([(1, (DAY, None)), (2, (LATE, None))], "match end M-1 --on 2026-01-01 --route agreed_end"),
        (
            [(2, (LATE, None)), (1, (DAY, date(2026, 1, 2)))],
            "match end M-1 --on 2026-01-01 --correct",
        ),
    ],
)
def test_two_matches_of_one_child_share_no_day(
    lives: list[tuple[int, tuple[date, date | None]]], hint: str | None
) -> None:
    problems = problems_with_lives("C-1", lives)
    assert [each.code for each in problems] == ([] if hint is None else ["merge.two_live"])
    assert hint is None or hint in problems[0].hint
