"""The matches of a made-up service: what becomes of each, its visits and contacts, its pauses.

The first eleven live matches are a cast that tells every story there is; after that most are
uneventful, as they are in life.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum, auto

from dateutil.relativedelta import relativedelta

from ivtool.demo import words
from ivtool.demo.people import Row
from ivtool.domain.days import Month
from ivtool.domain.matching.vocabulary import PauseReason
from ivtool.domain.visits.vocabulary import VisitKind, VisitOutcome
from ivtool.tuples import NamedTuple


class Story(Enum):
    """What becomes of a match."""

    ESCALATE = auto()
    RED = auto()
    AMBER = auto()
    FAR = auto()
    PAUSED = auto()
    EXCUSED = auto()
    ATTEMPTED = auto()
    MISSED = auto()
    COSTLY = auto()
    COUPLE = auto()
    EVERY_TWO = auto()
    PLAIN = auto()
    ENDED = auto()


CAST = tuple(Story)[:11]
ROUND = 40
OTHERS = {18: Story.ATTEMPTED, 22: Story.AMBER, 27: Story.RED, 31: Story.PAUSED, 35: Story.EXCUSED}
# Days overdue of the three levels, well within each.
OVERDUE = {Story.ESCALATE: (66, 110), Story.RED: (35, 52), Story.AMBER: (11, 25)}
SETTLED = timedelta(days=180)
FAR_DAYS = 14
CALLED_OFF = (
    VisitOutcome.CANCELLED_BY_CHILD,
    VisitOutcome.CANCELLED_BY_CARER,
    VisitOutcome.CANCELLED_BY_VOLUNTEER,
)
CONTACTS = (VisitKind.PHONE, VisitKind.MESSAGE, VisitKind.LETTER, VisitKind.VIDEO)


class Entry(NamedTuple):
    """A visit or contact, as its row in the sheet."""

    match: str
    on: date
    kind: VisitKind
    outcome: VisitOutcome
    minutes: int | None = None
    activity: str | None = None
    place: str | None = None
    mood: int | None = None
    note: str | None = None


class Ending(NamedTuple):
    """How a match ended, as its sheet says it."""

    ending_route: str
    ending_reason: str
    planned: str
    another_wanted: str


@dataclass
class Match:
    """A match: its people, its days, its story, and what came of it."""

    key: str
    story: Story
    referral: Row
    volunteer: Row
    started_on: date
    ended_on: date | None = None
    second: Row | None = None
    ending: Ending | None = None
    miles: int = 10
    entries: list[Entry] = field(default_factory=list)
    pauses: list[Row] = field(default_factory=list)
    excuses: list[Row] = field(default_factory=list)
    told: set[tuple[object, ...]] = field(default_factory=set)

    @property
    def held(self) -> list[Entry]:
        """The visits held, in order."""
        kept = (VisitKind.VISIT, VisitOutcome.HELD)
        return sorted(each for each in self.entries if (each.kind, each.outcome) == kept)

    def row(self) -> Row:
        """Its row in the sheet."""
        proposed_on = self.started_on - timedelta(days=28)
        row: Row = {
            "key": self.key,
            "referral": self.referral["key"],
            "volunteer": self.volunteer["key"],
            "proposed_on": proposed_on,
            "first_meeting_on": proposed_on + timedelta(days=17),
            "started_on": self.started_on,
            "ended_on": self.ended_on,
            "second_volunteer": None if self.second is None else self.second["key"],
            "every_months": 2 if self.story is Story.EVERY_TWO else None,
        }
        if self.ending is not None:
            row |= self.ending._asdict()
        return row


def story_of(place: int, started_on: date, today: date) -> Story:
    """The story of the live match at a place; one that is too young has none yet."""
    round_, within = divmod(place, ROUND)
    if round_ and today - started_on < SETTLED:
        return Story.PLAIN
    if within < len(CAST):
        return CAST[within]
    return OTHERS.get(within, Story.PLAIN)


class Diary:
    """Writes down what came of a match, from its start to today or to its end."""

    def __init__(self, chance: random.Random, today: date) -> None:
        self.chance = chance
        self.today = today
        self.this_month = Month.of(today)

    def fill(self, match: Match) -> None:
        """Log every visit and contact, and the pauses and excused months."""
        last = match.ended_on or self.today
        if match.story is Story.FAR:
            self._far_visits(match, last)
        elif match.story in OVERDUE:
            self._visits_until_silence(match)
        else:
            self._plan_pauses(match, last)
            self._monthly_visits(match, last)
        self._contacts(match, last)

    def _monthly_visits(self, match: Match, last: date) -> None:
        low = 17 if match.story in (Story.ATTEMPTED, Story.MISSED, Story.EXCUSED) else 11
        habit = self.chance.randrange(low, 24)
        step = 2 if match.story is Story.EVERY_TWO else 1
        first = Month.of(match.started_on)
        for place, month in enumerate(first.until(Month.of(last))):
            day = self._weekend(month, habit)
            wanted = place % step == 0 and match.started_on < day <= last
            if wanted and not _paused(match, day):
                self._month(match, month, day)
        if match.story in (Story.ATTEMPTED, Story.MISSED, Story.EXCUSED):
            # What fell out is made good as soon as the new month allows.
            soon = self.this_month.first + timedelta(days=self.chance.randrange(1, 5))
            if soon <= self.today and not any(each.on >= soon for each in match.held):
                self._hold(match, soon)
        if match.ended_on is not None and match.ending and match.ending.planned == "yes":
            self._hold(match, match.ended_on)

    def _month(self, match: Match, month: Month, day: date) -> None:
        """One month's visit: as a rule held; called off, missed or excused now and then."""
        chance = self.chance
        ago = 12 * (self.this_month.year - month.year) + self.this_month.number - month.number
        if ago == 1 and match.story is Story.ATTEMPTED:
            self._fell_out(match, day, VisitOutcome.CANCELLED_BY_CHILD)
        elif ago == 1 and match.story is Story.MISSED:
            self._fell_out(match, day, VisitOutcome.MISSED)
        elif ago == 1 and match.story is Story.EXCUSED:
            self._excuse(match, month)
        elif ago <= 2 or match.story in (Story.COSTLY, Story.EVERY_TWO):
            self._hold(match, day)
        else:
            fate = chance.random()
            if fate < 0.84:
                self._hold(match, day)
            elif fate < 0.90:
                self._fell_out(match, day, chance.choice(CALLED_OFF))
                again = day + timedelta(days=chance.randrange(3, 8))
                if match.ended_on is None or again <= match.ended_on:
                    self._hold(match, again)
            elif fate < 0.94:
                self._fell_out(match, day, chance.choice(CALLED_OFF))
            elif fate < 0.97:
                self._fell_out(match, day, VisitOutcome.MISSED)
            elif fate < 0.985:
                self._excuse(match, month)

    def _visits_until_silence(self, match: Match) -> None:
        """Visits once a month, until nobody came any more."""
        days = self.chance.randrange(*OVERDUE[match.story])
        silent = self.today - timedelta(days=days) - relativedelta(months=1)
        silent = max(silent, match.started_on)
        for month in Month.of(match.started_on).until(Month.of(silent)):
            day = self._weekend(month, self.chance.randrange(11, 24))
            if match.started_on < day < silent - timedelta(days=10):
                self._month(match, month, day)
        if silent > match.started_on:
            self._hold(match, silent)
        tried = silent + timedelta(days=30)
        while tried < self.today:
            self._fell_out(match, tried, self.chance.choice((*CALLED_OFF, VisitOutcome.MISSED)))
            tried += timedelta(days=self.chance.randrange(27, 34))

    def _far_visits(self, match: Match, last: date) -> None:
        day = match.started_on + timedelta(days=2)
        while day <= last:
            self._hold(match, day)
            day += timedelta(days=FAR_DAYS)

    def _plan_pauses(self, match: Match, last: date) -> None:
        chance = self.chance
        if match.story is Story.PAUSED:
            begun = max(self.today - timedelta(days=chance.randrange(12, 26)), match.started_on)
            until = self.today + timedelta(days=chance.randrange(8, 30))
            is_open = chance.random() < 0.4
            self._pause(match, begun, None if is_open else until, PauseReason.VOLUNTEER_LEAVE)
            last = begun
        # Long enough ago that all is as usual again by now.
        day = match.started_on + timedelta(days=chance.randrange(60, 300))
        while day < last - timedelta(days=100):
            until = day + timedelta(days=chance.randrange(9, 20))
            self._pause(match, day, until, chance.choice((PauseReason.EXAMS, PauseReason.HOLIDAY)))
            day = until + timedelta(days=chance.randrange(150, 700))

    def _contacts(self, match: Match, last: date) -> None:
        day = match.started_on + timedelta(days=self.chance.randrange(5, 60))
        while day <= last:
            match.entries.append(
                Entry(match.key, day, self.chance.choice(CONTACTS), VisitOutcome.HELD)
            )
            day += timedelta(days=self.chance.randrange(20, 160))

    def _hold(self, match: Match, day: date) -> None:
        chance = self.chance
        activity, place = chance.choice(words.ACTIVITIES)
        note = chance.choice(words.NOTES) if chance.random() < 0.4 else None
        entry = Entry(
            match.key,
            day,
            VisitKind.VISIT,
            VisitOutcome.HELD,
            chance.randrange(6, 17) * 15,
            activity,
            place,
            chance.choice((None, 3, 4, 4, 5)),
            note,
        )
        self._log(match, entry)

    def _fell_out(self, match: Match, day: date, outcome: VisitOutcome) -> None:
        self._log(match, Entry(match.key, day, VisitKind.VISIT, outcome))

    def _log(self, match: Match, entry: Entry) -> None:
        # Two that say the same of one day would be one.
        if entry.on <= self.today and entry[:4] not in match.told:
            match.told.add(entry[:4])
            match.entries.append(entry)

    def _excuse(self, match: Match, month: Month) -> None:
        by = match.referral["child"]["social_worker"]
        reason = self.chance.choice(words.EXCUSES)
        match.excuses.append({"match": match.key, "month": str(month), "by": by, "reason": reason})

    def _pause(self, match: Match, begun: date, until: date | None, reason: PauseReason) -> None:
        match.pauses.append(
            {"match": match.key, "from": begun, "until": until, "reason": reason.value}
        )

    def _weekend(self, month: Month, habit: int) -> date:
        """A Saturday or Sunday within three days of a day of the month."""
        day = month.first + timedelta(days=habit - 4)
        wanted = self.chance.choice((5, 5, 6))
        return day + timedelta(days=(wanted - day.weekday()) % 7)


def _paused(match: Match, day: date) -> bool:
    return any(
        each["from"] <= day and (each["until"] is None or day <= each["until"])
        for each in match.pauses
    )


def in_order(matches: list[Match]) -> Iterator[Entry]:
    """All entries, by day."""
    entries = [entry for match in matches for entry in match.entries]
    yield from sorted(entries, key=lambda each: (each.on, each.match))
