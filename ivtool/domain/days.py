"""Days and months as people write them, always day first, and as the tool writes them back."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

from ivtool.domain.letters import seen
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# Patterns are compiled when a day is first read: most commands read none.
ISO_DAY = r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ]00:00(?::00(?:\.0+)?)?)?"
SLASHED_DAY = r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})"
SHORT_DAY = r"(\d{1,2})/(\d{1,2})"
NAMED_DAY = r"(\d{1,2})(?:st|nd|rd|th)?[ -]?([a-z]+)\.?,?[ -]?(\d{4}|\d{2})?"
AGO = r"(\d{1,4}|a|one) (day|week)s? ago"
# The days that every month has.
SHORTEST = 28
# Further away than this nobody says a day without its year, and means one of the two.
NEAR_DAYS = 90
# An earlier year is a slip of the fingers: nobody that a service knows was born before it.
EARLIEST_YEAR = 1900
# `31/12/9999` is how a spreadsheet says "no end"; as a day it would overflow what is added to it.
LATEST_YEAR = 2199
DAY_FORMS = "2026-03-31, 31/3/2026, 31/3, 31 mar 2026, yesterday, last friday or 3 days ago"
MONTH_FORMS = "2026-03, 03/2026 or mar 2026"


class Month(NamedTuple):
    """A calendar month; months sort and count as they should."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def first(self) -> date:
        """The first day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """The last day of the month."""
        return _last_day(self)

    def __add__(self, months: object) -> "Month":
        """The month so many months later."""
        if not isinstance(months, int):
            return NotImplemented
        count = self.year * 12 + self.number - 1 + months
        return Month(count // 12, count % 12 + 1)

    def until(self, other: "Month") -> Iterator["Month"]:
        """Every month from this one to the other, both included; none if the other is earlier."""
        month = self
        while month <= other:
            yield month
            month += 1

    @classmethod
    def of(cls, day: date) -> "Month":
        """The month that a day lies in."""
        return cls(day.year, day.month)


# A ledger asks for the same few thousands of times.
@lru_cache(maxsize=1_000)
def _last_day(month: Month) -> date:
    return (month + 1).first - timedelta(days=1)


@lru_cache(maxsize=20_000)
def written_day(text: str, *, short_years: bool = True) -> date:
    """A day as it is written in a spreadsheet or after `--on`: ISO, or day first.

    `2026-03-04` is 4 March, never 3 April. A two-digit year is 20yy, or refused where `short_years`
    is false (a date of birth). Raises ValueError for anything else, 31 February included.
    """
    text = " ".join(seen(text).split()).lower()
    if found := re.fullmatch(ISO_DAY, text, re.ASCII):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := re.fullmatch(SLASHED_DAY, text, re.ASCII):
        day, month, year = found[1], int(found[3]), found[4]
    elif (found := re.fullmatch(NAMED_DAY, text, re.ASCII)) and found[3]:
        day, month, year = found[1], _month_number(found[2]), found[3]
    else:
        raise ValueError("is not a day")
    if len(year) == 2 and not short_years:
        raise ValueError("has a year of two digits; write all four")
    return _day(int(year) + (2000 if len(year) == 2 else 0), month, int(day))


def spoken_day(text: str, today: date, *, may_lie_ahead: bool = False) -> date:
    """A day as it is typed: any written form, `31 mar` or `31/3`, `last friday`.

    Without a year it is the latest that there was; where it may lie ahead, the nearer of that and
    the next, if it is no further away than `NEAR_DAYS`. `last friday` is the latest Friday before
    today, `next friday` the first one after it. Raises ValueError, as `written_day` does.
    """
    text = " ".join(seen(text).split()).lower()
    # So a script writes it, and a person who types no other pattern's: none of those is compiled.
    if text[:4].isdecimal() and text[4:5] == "-":
        return written_day(text)
    if text in ("today", "yesterday", "tomorrow"):
        return today + timedelta(days=("yesterday", "today", "tomorrow").index(text) - 1)
    which, _, name = text.partition(" ")
    if which in ("last", "next") and (number := _weekday(name)) is not None:
        back, ahead = (today.weekday() - number - 1) % 7 + 1, (number - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=ahead if which == "next" else -back)
    if text.endswith(" ago") and (found := re.fullmatch(AGO, text, re.ASCII)):
        count = 1 if found[1] in ("a", "one") else int(found[1])
        return today - timedelta(days=count * (7 if found[2] == "week" else 1))
    if (found := re.fullmatch(NAMED_DAY, text, re.ASCII)) and not found[3]:
        month, day = _month_number(found[2]), int(found[1])
    elif found := re.fullmatch(SHORT_DAY, text, re.ASCII):
        month, day = int(found[2]), int(found[1])
    else:
        return written_day(text)
    latest = _latest(month, day, today)
    return _nearer(latest, _next(month, day, today), today, short_day) if may_lie_ahead else latest


@lru_cache(maxsize=2_000)
def written_month(text: str) -> Month:
    """A month as it is written: `2026-03`, `03/2026`, `Mar 2026`, or any day in it.

    Raises ValueError for anything else.
    """
    text = " ".join(seen(text).split()).lower()
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})", text, re.ASCII):
        return _month(int(found[1]), int(found[2]))
    if found := re.fullmatch(r"(\d{1,2})[/-](\d{4})", text, re.ASCII):
        return _month(int(found[2]), int(found[1]))
    found = re.fullmatch(r"([a-z]+)\.?[ -]?(\d{4}|\d{2})", text, re.ASCII)
    if found and _is_month(found[1]):
        return _month(int(found[2]) + (2000 if len(found[2]) == 2 else 0), _month_number(found[1]))
    try:
        return Month.of(written_day(text))
    except ValueError:
        raise ValueError("is not a month") from None


def spoken_month(text: str, today: date, *, may_lie_ahead: bool = False) -> Month:
    """A month as it is typed: any written form, `last month`, or `july`: the latest that began.

    Where it may lie ahead, `july` is the nearer of that and the next, as of a day.
    """
    relative = {"last month": -1, "this month": 0, "next month": 1}
    said = " ".join(seen(text).split()).lower()
    if said in relative:
        return Month.of(today) + relative[said]
    if _is_month(said):
        month = Month(today.year, _month_number(said))
        latest = month if month.first <= today else month + -12
        if not may_lie_ahead or latest == Month.of(today):
            return latest
        return Month.of(_nearer(latest.last, (latest + 12).first, today, _month_spelled))
    return written_month(text)


def spelled_day(day: date, *, with_year: bool = True) -> str:
    """A day in full, so that a wrong one is seen: `Sat 21 Nov 2026`."""
    weekday = WEEKDAYS[day.weekday()][:3].title()
    year = f" {day.year}" if with_year else ""
    return f"{weekday} {day.day} {MONTHS[day.month - 1].title()}{year}"


def short_day(day: date) -> str:
    """A day as a table shows it: `21 Nov 2026`."""
    return f"{day.day} {MONTHS[day.month - 1].title()} {day.year}"


def spelled_month(month: Month) -> str:
    """A month in full: `October 2026`."""
    return f"{MONTH_NAMES[month.number - 1].title()} {month.year}"


def months_after(day: date, months: int) -> date:
    """The day so many months later, earlier below nought; the last of a month that has no such day.

    31 January is followed by 28 February, and 28 February by 28 March. To the day what dateutil's
    `relativedelta` gives, whose import takes as long as a whole report of a small service.
    """
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, day.day) if day.day <= SHORTEST else _in_month(year, month, day.day)


def _in_month(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return Month(year, month).last


def known_by(day: date | None, as_of: date) -> date | None:
    """A day that had come by then; a later one was not known."""
    return day if day is not None and day <= as_of else None


def _month_spelled(day: date) -> str:
    return spelled_month(Month.of(day))


def _latest(month: int, day: int, today: date) -> date:
    # 29 Feb without a year means the latest one that there was.
    for year in range(today.year, max(today.year - 9, 0), -1):
        if _exists(year, month, day) and date(year, month, day) <= today:
            return date(year, month, day)
    raise ValueError("is not a day of the calendar")


def _next(month: int, day: int, today: date) -> date:
    # Eight years pass without a 29 February about a year like 2100.
    for year in range(today.year, today.year + 9):
        if _exists(year, month, day) and date(year, month, day) >= today:
            return date(year, month, day)
    raise ValueError("is not a day of the calendar")


def _nearer(latest: date, coming: date, today: date, spelled: Callable[[date], str]) -> date:
    back, ahead = (today - latest).days, (coming - today).days
    if min(back, ahead) > NEAR_DAYS:
        raise ValueError(f"is {spelled(latest)} or {spelled(coming)}; write the year")
    return latest if back < ahead else coming


def _month_number(name: str) -> int:
    for number, (short, full) in enumerate(zip(MONTHS, MONTH_NAMES, strict=True), start=1):
        if name in (short, full) or (name == "sept" and short == "sep"):
            return number
    raise ValueError("is not a day")


def _is_month(name: str) -> bool:
    return name in (*MONTHS, *MONTH_NAMES, "sept")


def _weekday(name: str) -> int | None:
    for number, full in enumerate(WEEKDAYS):
        if len(name) >= 3 and full.startswith(name):
            return number
    return None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _day(year: int, month: int, day: int) -> date:
    # The calendar's own refusal speaks of ranges; ours says what a person did.
    if year < EARLIEST_YEAR or not _exists(year, month, day):
        raise ValueError("is not a day of the calendar")
    if year > LATEST_YEAR:
        raise ValueError(f"has a year after {LATEST_YEAR}")
    return date(year, month, day)


def _month(year: int, number: int) -> Month:
    if not 1 <= number <= 12 or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueError("is not a month")
    return Month(year, number)


NamedDay = tuple[str, date | None]


def problems_ahead(days: Iterable[NamedDay], today: date, noun: str) -> list[Problem]:
    """Why recorded days cannot be: each that is still to come. Today is not; None is not known."""
    return [
        Problem(f"{noun}.in_future", f"{name} on {spelled_day(day)} is still to come")
        for name, day in days
        if day is not None and day > today
    ]


def problems_with_order(days: Sequence[NamedDay], today: date, noun: str) -> list[Problem]:
    """Why dated steps cannot follow one another so; several may fall on one day."""
    problems = problems_ahead(days, today, noun)
    before: NamedDay | None = None
    for name, day in days:
        if day is None:
            continue
        if before and before[1] and day < before[1]:
            problems.append(
                Problem(
                    f"{noun}.out_of_order",
                    f"{name} on {spelled_day(day)} is before {before[0]} on"
                    f" {spelled_day(before[1])}",
                )
            )
        before = (name, day)
    return problems


def with_hints(problems: Iterable[Problem], hints: Mapping[str, str]) -> list[Problem]:
    """Problems that say what is wrong wherever it came from, with what helps a command."""
    return [each._replace(hint=each.hint or hints.get(each.code, "")) for each in problems]
