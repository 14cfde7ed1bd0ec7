"""The groups by which a document counts children: edges of bands, and words as people write."""

from datetime import date

import pytest

from ivtool.domain.children.groups import (
    age_band,
    area_group,
    disability_group,
    ethnicity_group,
    gender_group,
)

DAY = date(2026, 10, 31)


@pytest.mark.parametrize(
    ("born_on", "band"),
    [
        (None, "not_known"),
        (date(2021, 11, 1), "under_5"), (date(2021, 10, 31), "5_to_9"),
        (date(2016, 11, 1), "5_to_9"), (date(2016, 10, 31), "10_to_15"),
        (date(2010, 11, 1), "10_to_15"), (date(2010, 10, 31), "16_to_17"),
        (date(2008, 11, 1), "16_to_17"), (date(2008, 10, 31), "18_and_over"),
    ],
)  # fmt: skip
def test_a_band_ends_the_day_before_a_birthday(born_on: date | None, band: str) -> None:
    assert age_band(born_on, DAY) == band


@pytest.mark.parametrize(
    ("written", "group"),
    [
        (None, "not_known"), ("White", "white"), ("White British", "white"), ("british", "white"),
        ("Irish Traveller", "white"), ("Black British", "black"), ("African-Caribbean", "black"),
        ("Asian/Asian British", "asian"), ("Pakistani", "asian"), ("Mixed", "mixed"),
        ("White and Black Caribbean", "mixed"), ("white & Asian", "mixed"), ("Arab", "other"),
        ("Any other", "other"), ("Not  stated", "not_known"), ("Unknown", "not_known"),
    ],
)  # fmt: skip
def test_an_ethnicity_as_it_was_written_is_of_a_group_of_the_census(
    written: str | None, group: str
) -> None:
    assert ethnicity_group(written) == group


def test_a_gender_a_disability_and_an_area_are_of_a_group_or_not_known() -> None:
    assert [gender_group(each) for each in ("F", "girl", "MALE", "non-binary", None)] == [
        "female", "female", "male", "other", "not_known",
    ]  # fmt: skip
    assert gender_group("Prefer not to say") == "not_known"
    assert [disability_group(each) for each in ("None", "None known.", "Autism", "n/a", None)] == [
        "not_disabled", "not_disabled", "disabled", "not_known", "not_known",
    ]  # fmt: skip
    assert [area_group(each) for each in (True, False, None)] == [
        "in_area", "out_of_area", "not_known",
    ]  # fmt: skip
