"""Every edge of the one definition, by hand: the rule, its words, the ledger, the slow model."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
import slow_model
from slow_model import History

from ivtool.domain.days import Month
from ivtool.domain.office.explanation import KEYS, Step, explain
from ivtool.domain.policy import BEGINNING, Policy, PolicyValue, first_values
from ivtool.domain.visits.ledger import LedgerFacts, ledger_line
from ivtool.domain.visits.visits import Pause, Standing, VisitRules, standing

POLICY = Policy(first_values())
IN_FORCE = {key: POLICY.in_force(key, date(2026, 1, 1)) for key in KEYS}


def d(text: str) -> date:
    """A day of 2026, `4-20`, or of the year named before it."""
    parts = [int(part) for part in text.split("-")]
    return date(*parts) if len(parts) == 3 else date(2026, parts[0], parts[1])


def match(
    start: str = "1-5",
    held: str = "",
    off: str = "",
    missed: str = "",
    pauses: str = "",
    own: str = "",
    every: int = 1,
    ended: str = "",
    excused: str = "",
) -> History:
    """A match's history in a line: days apart by blanks, pauses as `4-10..4-16`, own `5-1=2`."""
    visits = [(d(day), "held") for day in held.split()]
    visits += [(d(day), "called_off") for day in off.split()]
    visits += [(d(day), "missed") for day in missed.split()]
    spans = []
    for span in pauses.split():
        begin, _, until = span.partition("..")
        spans.append((d(begin), d(until) if until else None))
    months = [each.split("=") for each in own.split()]
    return History(
        d(start),
        d(ended) if ended else None,
        tuple(visits),
        tuple(spans),
        frozenset((2026, int(month)) for month in excused.split()),
        every,
        tuple((d(day), int(count)) for day, count in months),
    )


def told(history: History, as_of: date, rules: VisitRules | None = None) -> list[Step]:
    """The words for where a match stands."""
    return stands(history, as_of, rules)[1]


def stands(
    history: History, as_of: date, rules: VisitRules | None = None
) -> tuple[Standing, list[Step]]:
    """Where a match stands; the rule, its words and the slow model say the same."""
    assert history.live(as_of, as_of)
    rules = (rules or VisitRules())._replace(every_months=history.every(as_of))
    held = history.held(as_of)
    last = held[-1] if held else None
    pauses = [Pause(*span) for span in history.pauses]
    own = [begin for begin, _ in history.own_months if begin <= as_of]
    found = standing(history.started_on, last, pauses, rules, as_of)
    begun = [pause for pause in pauses if pause.from_on <= as_of]
    own_from = max(own, default=None)
    explained, steps = explain(
        history.started_on, last, begun, rules, as_of, IN_FORCE, own_from, "L-31"
    )
    assert explained == found
    limits = slow_model.Rules(rules.grace_days, rules.red_days, rules.escalate_days)
    slow = slow_model.stands(history, as_of, limits)
    assert (found.status, found.level, found.last_visit_on, found.due_on, found.days_overdue) == (
        slow.status, slow.level, slow.last_visit_on, slow.due_on, slow.days_overdue,
    )  # fmt: skip
    return found, steps


def state(history: History, month: Month, as_of: date) -> str:
    """What the ledger says of a month; the slow model says the same."""
    known = LedgerFacts(
        history.started_on,
        history.ended_on if history.ended_on and history.ended_on <= as_of else None,
        [Pause(*span) for span in history.pauses if span[0] <= as_of],
        Counter(Month.of(day) for day in history.held(as_of)),
        frozenset(
            Month.of(day) for day, what in history.visits if what == "called_off" and day <= as_of
        ),
        frozenset(Month(*month) for month in history.excused),
    )
    judged_on = min(month.last, as_of)
    found = ledger_line(known, month, VisitRules(history.every(judged_on)), as_of).state.value
    assert found == slow_model.month_state(
        history, (month.year, month.number), as_of, slow_model.Rules()
    )
    return found


EXAMPLE = match(held="1-31 3-20", pauses="4-10..4-16")


def test_domain_s_worked_example_at_1_may_is_within_grace() -> None:
    """At 1 May: last 20 Mar, due 20 Apr + 7 = 27 Apr, 4 days over, within grace: not overdue."""
    found, steps = stands(EXAMPLE, d("5-1"))
    assert (found.last_visit_on, found.due_on, found.days_overdue) == (d("3-20"), d("4-27"), 4)
    assert (found.status.value, found.level) == ("ok", None)
    assert [step.words for step in steps] == [
        "The match began on Mon 5 Jan 2026.",
        "The last visit held by then: Fri 20 Mar 2026 (L-31).",
        (
            "A visit every month (visits.every_months 1, the default):"
            " 20 Mar + 1 month = Mon 20 Apr 2026."
        ),
        (
            "Paused Fri 10 Apr to Thu 16 Apr 2026, begun by then: 7 days;"
            " 20 Apr + 7 days = Mon 27 Apr 2026."
        ),
        "Due on Mon 27 Apr 2026; 27 Apr to 1 May = 4 days.",
        "Overdue after 7 days (visits.grace_days 7, the default): 4 is not more than that.",
    ]


def test_domain_s_worked_example_at_5_may_is_amber() -> None:
    """At 5 May: 8 days, amber."""
    found, steps = stands(EXAMPLE, d("5-5"))
    assert (found.due_on, found.days_overdue) == (d("4-27"), 8)
    assert (found.status.value, found.level) == ("overdue", "amber")
    assert [step.words for step in steps[4:]] == [
        "Due on Mon 27 Apr 2026; 27 Apr to 5 May = 8 days.",
        "Overdue after 7 days (visits.grace_days 7, the default): 8 > 7.",
        "Red from 30, escalate from 60 days (visits.red_days, visits.escalate_days): 8 is amber.",
    ]
    assert state(EXAMPLE, Month(2026, 4), d("5-5")) == "missed"


VISITED = match(held="3-20")
# What happened; the day asked about; status, due day, days past it; a month, and its state then.
EDGES = {
    "never visited, within grace": (match(), "2-12", "ok", "2-5", 7, "1", "missed"),
    "never visited, over it": (match(), "2-13", "amber", "2-5", 8, "2", "open"),
    "back-dated, by its day": (match(held="1-31"), "3-7", "ok", "2-28", 7, "1", "done"),
    "back-dated, a day later": (match(held="1-31"), "3-8", "amber", "2-28", 8, "2", "missed"),
    "a visit after the day": (match(held="3-20"), "3-19", "red", "2-5", 42, "3", "open"),
    "a visit on the day": (match(held="3-20"), "3-20", "ok", "4-20", -31, "3", "done"),
    "called off only": (match(off="1-20"), "2-13", "amber", "2-5", 8, "1", "attempted"),
    "missed only": (match(missed="1-20"), "2-13", "amber", "2-5", 8, "1", "missed"),
    "excused, and overdue all the same": (match(excused="1"), "2-13", "amber", "2-5", 8, "1",
                                          "excused"),
    "started today": (match(), "1-5", "ok", "2-5", -31, "1", "open"),
    "started 29 January": (match("1-29"), "2-28", "ok", "2-28", 0, "1", "not_due"),
    "started 30 January": (match("1-30"), "2-28", "ok", "2-28", 0, "2", "missed"),
    "started 31 January": (match("1-31"), "3-8", "amber", "2-28", 8, "2", "missed"),
    "started 17 January": (match("1-17"), "1-31", "ok", "2-17", -17, "1", "missed"),
    "started 18 January": (match("1-18"), "1-31", "ok", "2-18", -18, "1", "not_due"),
    "due on the day": (VISITED, "4-20", "ok", "4-20", 0, "4", "open"),
    "1 day past due": (VISITED, "4-21", "ok", "4-20", 1, "4", "open"),
    "6 days past due": (VISITED, "4-26", "ok", "4-20", 6, "4", "open"),
    "7 days past due": (VISITED, "4-27", "ok", "4-20", 7, "4", "open"),
    "8 days past due": (VISITED, "4-28", "amber", "4-20", 8, "4", "open"),
    "the month's last day": (VISITED, "4-30", "amber", "4-20", 10, "4", "missed"),
    "29 days past due": (VISITED, "5-19", "amber", "4-20", 29, "4", "missed"),
    "30 days past due": (VISITED, "5-20", "red", "4-20", 30, "4", "missed"),
    "59 days past due": (VISITED, "6-18", "red", "4-20", 59, "5", "missed"),
    "60 days past due": (VISITED, "6-19", "escalate", "4-20", 60, "5", "missed"),
    "a pause before the visit": (match(held="3-20", pauses="3-1..3-19"), "4-28", "amber", "4-20",
                                 8, "3", "done"),
    "a pause to the visit's day": (match(held="3-20", pauses="3-1..3-20"), "4-28", "amber", "4-20",
                                   8, "3", "done"),
    "a pause across the visit": (match(held="3-20", pauses="3-15..3-25"), "5-2", "ok", "4-25", 7,
                                 "3", "done"),
    "a pause before the due day": (match(held="3-20", pauses="4-10..4-16"), "5-4", "ok", "4-27", 7,
                                   "4", "missed"),
    "a pause across the due day": (match(held="3-20", pauses="4-19..4-25"), "5-5", "amber", "4-27",
                                   8, "4", "missed"),
    "a pause from the due day": (match(held="3-20", pauses="4-20..4-22"), "4-30", "ok", "4-23", 7,
                                 "4", "missed"),
    "a pause from the day after": (match(held="3-20", pauses="4-21..4-30"), "5-1", "ok", "4-20", 1,
                                   "4", "missed"),
    "in a pause, due day known": (match(held="3-20", pauses="4-10..4-16"), "4-12", "paused",
                                  "4-27", None, "4", "open"),
    "on its last day": (match(held="3-20", pauses="4-10..4-16"), "4-16", "paused", "4-27", None,
                        "4", "open"),
    "the day before it begins": (match(held="3-20", pauses="4-10..4-16"), "4-9", "ok", "4-20", -11,
                                 "4", "open"),
    "overdue, and then paused": (match(held="3-20", pauses="4-29..5-30"), "5-5", "paused", "4-20",
                                 None, "5", "not_due"),
    "an open pause": (match(held="3-20", pauses="4-10.."), "5-5", "paused", None, None, "4",
                      "not_due"),
    "an open pause after the due day": (match(held="3-20", pauses="4-21.."), "5-5", "paused",
                                        "4-20", None, "4", "missed"),
    "two that touch": (match(held="3-20", pauses="4-10..4-16 4-17..4-18"), "5-6", "ok", "4-29", 7,
                       "4", "missed"),
    "one on the moved due day": (match(held="3-20", pauses="4-10..4-16 4-27..4-28"), "5-7",
                                 "amber", "4-29", 8, "4", "missed"),
    "one the day after the moved due day": (match(held="3-20", pauses="4-10..4-16 4-28..4-29"),
                                            "5-5", "ok", "4-27", 6, "4", "missed"),
    "started in a pause": (match(pauses="1-5..1-14"), "1-10", "paused", "2-14", None, "1", "open"),
    "started in a pause that is over": (match(pauses="1-5..1-14"), "2-22", "amber", "2-14", 8, "1",
                                        "missed"),
    "its own 2 months, the day before": (match(held="3-20", own="5-1=2"), "4-30", "amber", "4-20",
                                         10, "4", "missed"),
    "its own 2 months, from their day": (match(held="3-20", own="5-1=2"), "5-1", "ok", "5-20", -19,
                                         "4", "missed"),
    "its own 12 months": (match(held="3-20", own="5-1=12"), "12-31", "ok", "2027-3-20", -79, "12",
                          "not_due"),
    "its own, and every month again": (match(held="3-20", own="4-1=2 5-1=1"), "5-1", "amber",
                                       "4-20", 11, "4", "not_due"),
    "every second month for all": (match(held="3-20", every=2), "5-28", "amber", "5-20", 8, "5",
                                   "open"),
    "to be ended after the day": (match(held="3-20", ended="5-1"), "4-30", "amber", "4-20", 10,
                                  "4", "missed"),
}  # fmt: skip


@pytest.mark.parametrize("edge", EDGES)
def test_an_edge_is_as_it_was_counted_by_hand(edge: str) -> None:
    history, day, said, due, days, number, month = EDGES[edge]
    as_of = d(day)
    found, steps = stands(history, as_of)
    assert (found.level or found.status).value == said
    assert (found.due_on, found.days_overdue) == (due and d(due), days)
    assert state(history, Month(2026, int(number)), as_of) == month
    assert len({step.words for step in steps}) == len(steps)


@pytest.mark.parametrize(
    ("start", "every", "due"),
    [
        ("2028-1-29", 1, "2028-2-29"),
        ("2028-1-30", 1, "2028-2-29"),
        ("2028-1-31", 1, "2028-2-29"),
        ("2028-2-29", 1, "2028-3-29"),
        ("2028-2-29", 12, "2029-2-28"),
        ("2028-12-31", 2, "2029-2-28"),
    ],
)
def test_a_leap_year_has_its_day(start: str, every: int, due: str) -> None:
    found, steps = stands(match(start, every=every), d(due))
    assert (found.due_on, found.days_overdue) == (d(due), 0)
    assert steps[2].day == d(due)


@pytest.mark.parametrize("day", ["5-1", "5-2", "7-1"])
def test_from_the_day_of_its_ending_a_match_is_not_live(day: str) -> None:
    ended = match(held="3-20", ended="5-1")
    assert not ended.live(d(day), d(day))
    assert ended.live(d("4-30"), d("4-30"))
    # A visit of the ending day itself still counts for its month.
    last = replace(ended, visits=((d("5-1"), "held"),))
    assert state(last, Month(2026, 5), d(day)) == "done"


@pytest.mark.parametrize(
    ("history", "day", "words"),
    [
        (match(), "2-13", "No visit was held by then: it counts from the start."),
        (
            match(held="3-20", pauses="4-21..4-30"),
            "5-1",
            ("Paused Tue 21 Apr to Thu 30 Apr 2026, begun after the due day: the clock stops for"
            " 10 days."),
        ),
        (
            match(held="3-20", pauses="4-22..4-30"),
            "5-5",
            "Due on Mon 20 Apr 2026; 20 Apr to 5 May = 15 days, without 9 paused: 6 days.",
        ),
        (
            match(held="3-20", pauses="3-15..3-25"),
            "5-2",
            ("Paused Sun 15 Mar to Wed 25 Mar 2026, begun by then: 5 days after the last visit;"
            " 20 Apr + 5 days = Sat 25 Apr 2026."),
        ),
        (
            match(held="3-20", pauses="3-1..3-19"),
            "4-28",
            ("Paused Sun 1 Mar to Thu 19 Mar 2026, begun by then: none of it comes after the last"
            " visit, and it does not count."),
        ),
        (
            match(held="3-20", pauses="1-8..1-9 2-2..2-2"),
            "4-28",
            "2 pauses that were over by the last visit do not count.",
        ),
        (
            match(held="3-20", pauses="4-10.."),
            "5-5",
            "Paused from Fri 10 Apr 2026, with no end set: no visit is due until that ends.",
        ),
        (match(held="3-20", pauses="4-10.."), "5-5",
         "It is paused on that day: never overdue in a pause."),
        (match(held="3-20", pauses="4-21.."), "5-5",
         ("Paused from Tue 21 Apr 2026, with no end set, begun after the due day:"
         " the clock stops for 15 days.")),
        (match(held="3-20", pauses="4-21.."), "5-5",
         "Due on Mon 20 Apr 2026; but it is paused on that day: never overdue in a pause."),
        (match(held="3-20", pauses="4-20..4-20"), "4-30",
         "Paused on Mon 20 Apr 2026, begun by then: 1 day; 20 Apr + 1 day = Tue 21 Apr 2026."),
        (match(held="3-20", own="4-1=2"), "5-1",
         ("A visit every 2 months (its own, since 1 Apr 2026):"
         " 20 Mar + 2 months = Wed 20 May 2026.")),
        (match(held="3-20", own="4-1=2"), "5-19", "Due on Wed 20 May 2026: 1 day to go."),
        (match(held="3-20", own="4-1=2"), "5-20", "Due on Wed 20 May 2026, the day asked about."),
        (match("2025-12-31"), "2-1", ("A visit every month (visits.every_months 1, the default):"
         " 31 Dec 2025 + 1 month = Sat 31 Jan 2026.")),
    ],
)  # fmt: skip
def test_each_step_is_told_in_words(history: History, day: str, words: str) -> None:
    assert words in [step.words for step in told(history, d(day))]


def test_a_value_that_was_set_says_since_when() -> None:
    changed = {
        "visits.grace_days": PolicyValue("visits.grace_days", d("9-1"), "14"),
        "visits.red_days": PolicyValue("visits.red_days", BEGINNING, "20"),
    }
    rules = VisitRules(grace_days=14, red_days=20)
    _, steps = explain(d("1-5"), None, [], rules, d("10-1"), {**IN_FORCE, **changed})
    assert [step.words for step in steps[-2:]] == [
        "Overdue after 14 days (visits.grace_days 14, since 1 Sep 2026): 238 > 14.",
        (
            "Red from 20, escalate from 60 days (visits.red_days 20, since 1 Jan 2000;"
            " visits.escalate_days 60, the default): 238 is escalate."
        ),
    ]
