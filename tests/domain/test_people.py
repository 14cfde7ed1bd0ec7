"""Who is who, and what of a person's details and holds can be."""

from datetime import date

import pytest

from ivtool.domain.ids import VolunteerId
from ivtool.domain.people import Alike, Person, Register, listed, problems_with_same, same_person
from ivtool.domain.recruitment.details import problems_with_leaving_matches, problems_with_new_hold
from ivtool.domain.recruitment.records import VolunteerHold

BORN = date(1985, 3, 4)
ZOE = Person("Zoë  Lee", "zoe@example.org", "07700 900 123", BORN)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (Person("zoe lee", "ZOE@example.org"), "email"),
        (Person("ZOË LEE", phone="+44 7700 900123"), "phone"),
        (Person("Zoe Lee", phone="0044 (0)7700-900123"), "phone"),
        (Person("Zoe Lee", date_of_birth=BORN), "date of birth"),
        (Person("Zoe Lee"), None),
        (Person("Zoe Lee", "zoe@example.com", "07700 900124", date(1985, 3, 5)), None),
        (Person("Zoe Leeds", "zoe@example.org", "07700 900 123", BORN), None),
    ],
)
def test_one_person_has_the_name_and_something_more(other: Person, same: str | None) -> None:
    assert same_person(ZOE, other) == same
    assert same_person(other, ZOE) == same
    assert Register([(1, ZOE)]).namesakes(other) == ([] if other.name == "Zoe Leeds" else [1])


def test_two_of_whom_nothing_is_known_may_be_two() -> None:
    assert same_person(Person("Bo"), Person("Bo")) is None
    assert same_person(Person("Bo", phone="-"), Person("Bo", phone="+")) is None


def test_a_name_from_before_is_a_name_too() -> None:
    marsh = Person("Zoë Marsh", phone="07700 900123", former=["Zoe Lee"])
    assert same_person(marsh, Person("zoe lee", phone="+44 7700 900 123")) == "phone"
    assert same_person(Person("zoe lee", phone="+44 7700 900 123"), marsh) == "phone"
    register = Register([(1, Person("Zoe Lee", "Zoe@example.org"))])
    register.take(1, Person("Zoë Marsh", "zoe@example.org"))
    newcomer = Person("Zoe Lee", "ZOE@EXAMPLE.ORG")
    assert register.same(newcomer) == [Alike(1, "email", formerly=True)]
    assert register.same(Person("Zoe Marsh", "zoe@example.org")) == [Alike(1, "email")]
    assert register.same(newcomer, 1) == []
    assert register.namesakes(newcomer) == []
    [problem] = problems_with_same("volunteer", register.same(newcomer), "V-{}".format)
    assert problem.message.startswith("V-1 has or had this name, and has the same email")


def test_another_name_with_the_same_phone_or_email_is_only_told() -> None:
    register = Register([(1, ZOE), (2, Person("Al Lee", "al@example.org", "07700 900 123"))])
    assert register.sharing(Person("Bo Lee", phone="+447700900123")) == [
        Alike(1, "phone"),
        Alike(2, "phone"),
    ]
    assert register.sharing(Person("Bo Lee", "AL@example.org")) == [Alike(2, "email")]
    assert register.sharing(Person("zoe lee", phone="07700900123"), 2) == []
    assert register.same(Person("Bo Lee", phone="07700900123")) == []
    # What was changed since is theirs no more.
    register.take(2, Person("Al Lee", "al@example.org", "07700 900 999"))
    assert register.sharing(Person("Bo Lee", phone="07700 900 123"), 1) == []


def test_whoever_is_there_twice_is_a_pair() -> None:
    twice = Person("ZOE LEE", date_of_birth=BORN)
    register = Register([(3, ZOE), (1, Person("Al")), (2, Person("Al")), (7, twice)])
    assert register.pairs() == [(3, Alike(7, "date of birth"))]
    assert Register([(1, Person("…", "a@b.org")), (2, Person("-", "a@b.org"))]).pairs() == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Polish,BSL ; ", "Polish; BSL"),
        ("arts  and crafts", "arts and crafts"),
        (" ; ", None),
        ("", None),
        (None, None),
    ],
)
def test_a_list_is_written_one_way(text: str | None, found: str | None) -> None:
    assert listed(text) == found


@pytest.mark.parametrize(
    ("first", "last", "refused"),
    [
        ((2026, 5, 1), (2026, 5, 9), False),
        ((2026, 5, 1), (2026, 5, 10), True),
        ((2026, 5, 20), None, True),
        ((2026, 5, 21), None, False),
        ((2026, 5, 1), None, True),
    ],
)
def test_no_two_holds_share_a_day(
    first: tuple[int, int, int], last: tuple[int, int, int] | None, refused: bool
) -> None:
    others = [VolunteerHold(VolunteerId(1), date(2026, 5, 10), date(2026, 5, 20))]
    new = VolunteerHold(VolunteerId(1), date(*first), None if last is None else date(*last))
    found = problems_with_new_hold("V-1", new, others)
    assert [each.code for each in found] == (["hold.already"] if refused else [])
    # The hint ends the hold on a day that it holds.
    assert all(each.hint >= "ivtool volunteer hold V-1 --end --on 2026-05-10" for each in found)


@pytest.mark.parametrize(
    ("match", "refused"),
    [
        (("M-1", None, None), False),
        (("M-1", date(2026, 1, 5), None), True),
        (("M-1", date(2026, 1, 5), date(2026, 5, 2)), True),
        (("M-1", date(2026, 1, 5), date(2026, 5, 1)), False),
        (("M-1", None, date(2026, 5, 2)), False),
    ],
)
def test_a_live_match_ends_before_anybody_leaves(
    match: tuple[str, date | None, date | None], refused: bool
) -> None:
    found = problems_with_leaving_matches(date(2026, 5, 1), [match])
    assert [each.code for each in found] == (["leaving.live_match"] if refused else [])
