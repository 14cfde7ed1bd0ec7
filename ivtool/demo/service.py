"""A service of any size, made up from a seed: the same sheets for the same size, seed and day."""

import csv
import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from ivtool.demo import words
from ivtool.demo.claims import Claim, Treasurer
from ivtool.demo.matches import Diary, Ending, Match, Story, in_order, story_of
from ivtool.demo.people import People, Row
from ivtool.demo.reviews import Reviewer
from ivtool.demo.support import support_rows
from ivtool.domain.days import Month
from ivtool.domain.recruitment.volunteers import STAGES
from ivtool.sheets.columns import (
    CHILDREN,
    CLAIMS,
    EXCUSES,
    MATCH_REVIEWS,
    MATCHES,
    PAUSES,
    REFERRALS,
    REVIEWS,
    SUPPORT,
    VISITS,
    VOLUNTEERS,
    Layout,
)

FAR_MILES = 220
# How long those wait who wait, in days; the first was referred last month.
WAITED = (130, 45, 270, 420, 70)
CLOSED = ("declined", "withdrawn", "not_eligible", "withdrawn", "aged_out")
# What holds of the approved volunteers without a match, in turn.
FREE = ("clear", "lapsed", "clear", "on_hold", "clear", "undeclared", "running_out", "clear")


@dataclass(frozen=True, slots=True)
class Size:
    """How large a service to make up: live matches, years behind it; and from which seed."""

    matches: int
    years: int
    seed: int


class Service:
    """A made-up service as of today, held as rows until it is written."""

    def __init__(self, size: Size, today: date) -> None:
        # Nobody is to guess anything from it: the same numbers every time are the point.
        self.chance = random.Random(f"{size.matches} {size.years} {size.seed} {today}")
        self.size = size
        self.today = today
        self.began_on = today - timedelta(days=365 * size.years - 20)
        self.last_month = Month.of(today) + -1
        self.people = People(self.chance, today)
        self.free: list[Row] = []
        self.proposals: list[Row] = []
        self.rematches: list[tuple[date, Row]] = []
        self.ended: list[Match] = []
        self.live: list[Match] = []
        self._end_matches()
        self._begin_matches()
        self._keep_volunteers()
        self._keep_waiting()
        self.people.number()

    def write(self, folder: Path) -> None:
        """Write the sheets into a folder."""
        diary = Diary(self.chance, self.today)
        treasurer = Treasurer(self.chance, self.today)
        matches = [*self.live, *self.ended]
        claims: list[Claim] = []
        for place, match in enumerate(matches):
            diary.fill(match)
            claims += treasurer.claims(match, place)
        _write(folder, VOLUNTEERS, self.people.volunteers)
        _write(folder, CHILDREN, self.people.children)
        _write(folder, REFERRALS, self.people.rows_of_referrals())
        proposed = [
            row | {"referral": row["referral"]["key"], "volunteer": row["volunteer"]["key"]}
            for row in self.proposals
        ]
        _write(folder, MATCHES, chain((match.row() for match in matches), proposed))
        _write(folder, PAUSES, (row for match in matches for row in match.pauses))
        _write(folder, EXCUSES, (row for match in matches for row in match.excuses))
        _write(folder, VISITS, (entry._asdict() for entry in in_order(matches)))
        _write(folder, SUPPORT, support_rows(self.live, self.today))
        reviewer = Reviewer(self.size.seed, self.today)
        reviewed = (
            row for place, match in enumerate(matches) for row in reviewer.of_match(match, place)
        )
        _write(folder, MATCH_REVIEWS, reviewed)
        _write(folder, REVIEWS, reviewer.of_children(self.live))
        claims.sort(key=lambda lines: (lines[0].claimed_on, lines[0].match or ""))
        _write(
            folder,
            CLAIMS,
            (
                line._asdict() | {"key": f"CLM-{number:05}", "volunteer": line.volunteer["key"]}
                for number, lines in enumerate(claims, start=1)
                for line in lines
            ),
        )

    def _end_matches(self) -> None:
        """The matches that are over, one of them since last month."""
        chance = self.chance
        count = max(2, round(self.size.matches * self.size.years / 4))
        first_end = self.began_on + timedelta(days=120)
        span = (self.last_month.first - first_end).days
        for place in range(count):
            ended_on = self.last_month.first + timedelta(days=11)
            if place:
                ended_on = first_end + timedelta(days=chance.randrange(span))
            longest = min((ended_on - self.began_on).days, 1100)
            started_on = ended_on - timedelta(days=chance.randrange(min(90, longest - 1), longest))
            ending = Ending(*words.ENDINGS[place % len(words.ENDINGS)])
            match = self._match(
                f"MAT-{self.size.matches + place + 1:04}", Story.ENDED, started_on, ended_on
            )
            match.ending = ending
            self._close(match, ending, ended_on)
            self.ended.append(match)

    def _close(self, match: Match, ending: Ending, ended_on: date) -> None:
        if ending.another_wanted == "yes":
            self.rematches.append((ended_on, match.referral))
        else:
            match.referral |= {"closed_on": ended_on, "outcome": "matched"}
        if ending.ending_route == "care_ended":
            match.referral["child"]["looked_after"] = "no"
        if ending.ending_reason == "turned 18":
            match.referral["child"]["date_of_birth"] = _years_before(ended_on, 18)
        if ending.ending_route == "volunteer_resigned":
            self.people.leave(match.volunteer, ended_on)
        else:
            self.free.append(match.volunteer)

    def _begin_matches(self) -> None:
        """The live matches, the oldest first; the newest began last month."""
        chance = self.chance
        count = self.size.matches
        span = (self.today - timedelta(days=25) - self.began_on).days
        self.rematches.sort(key=lambda each: (each[0], each[1]["received_on"]))
        for place in range(count):
            started_on = self.began_on + timedelta(days=span * place // count)
            started_on += timedelta(days=chance.randrange(max(span // count, 1)))
            if place == count - 1 and count > 1:
                started_on = self.last_month.first + timedelta(days=3)
            story = story_of(place, started_on, self.today)
            again = None
            if story is Story.PLAIN and self.rematches and place < count - 1:
                again = self._waits_again(started_on)
            match = self._match(f"MAT-{place + 1:04}", story, started_on, None, again)
            if story is Story.COUPLE:
                match.second = self.people.volunteer(started_on - timedelta(days=60))
            if story is Story.FAR:
                match.miles = FAR_MILES
                match.volunteer |= {"drives": "yes", "max_miles": None}
                match.referral["child"]["placement_postcode"] = words.FAR_POSTCODE
            if place % 13 == 7:
                self.people.lapse(match.volunteer, "independence_on", chance.randrange(5, 40))
            self.live.append(match)

    def _waits_again(self, started_on: date) -> Row | None:
        """The referral of a child whose match ended well before, and who wanted another."""
        ended_on, referral = self.rematches[0]
        if ended_on + timedelta(days=45) > started_on:
            return None
        self.rematches.pop(0)
        return referral

    def _match(
        self,
        key: str,
        story: Story,
        started_on: date,
        ended_on: date | None,
        referral: Row | None = None,
    ) -> Match:
        chance = self.chance
        if referral is None:
            received_on = started_on - timedelta(days=chance.randrange(60, 190))
            seen_on = received_on + timedelta(days=chance.randrange(12, 30))
            child = self.people.child(received_on, ended_on)
            referral = self.people.referral(child, received_on, seen_on)
        ready = started_on - timedelta(days=chance.randrange(35, 200))
        volunteer = self.people.volunteer(ready)
        return Match(
            key, story, referral, volunteer, started_on, ended_on, miles=chance.randrange(3, 24)
        )

    def _keep_volunteers(self) -> None:
        """Those without a match: free, on hold, lapsed, on the way, gone."""
        chance, people, count = self.chance, self.people, self.size.matches
        for place in range(max(len(FREE), count // 6)):
            volunteer = people.volunteer(self.today - timedelta(days=chance.randrange(50, 700)))
            kind = FREE[place % len(FREE)]
            if kind == "clear":
                self.free.insert(0, volunteer)
            elif kind == "lapsed":
                people.lapse(volunteer, "dbs_issued", chance.randrange(6, 60))
            elif kind == "running_out":
                people.lapse(volunteer, "dbs_issued", -chance.randrange(15, 28))
            elif kind == "undeclared":
                volunteer["independence_on"] = None
            else:
                until = self.today + timedelta(days=chance.randrange(20, 90))
                volunteer |= {
                    "on_hold_from": self.today - timedelta(days=chance.randrange(5, 45)),
                    "on_hold_until": until if chance.random() < 0.6 else None,
                    "on_hold_reason": chance.choice(("a new baby", "a long holiday", "illness")),
                }
        for stage in range(1, len(STAGES)):
            for _ in range(max(1, count // 40)):
                people.volunteer(self.today - timedelta(days=chance.randrange(2, 40)), stage)
        for _ in range(max(2, count // 15)):
            ago = timedelta(days=chance.randrange(60, 320))
            volunteer = people.volunteer(self.today - ago, chance.randrange(2, 6))
            people.leave(volunteer, self.today - ago + timedelta(days=chance.randrange(10, 50)))

    def _keep_waiting(self) -> None:
        """The children without a match: waiting, just referred, and not taken on."""
        chance, people, today = self.chance, self.people, self.today
        last_month = self.last_month.first
        proposed = max(1, self.size.matches // 20)
        for place in range(max(len(WAITED) + 1, self.size.matches // 5)):
            received_on = last_month + timedelta(days=6)
            if place:
                ago = WAITED[place % len(WAITED)] + chance.randrange(20)
                received_on = today - timedelta(days=ago)
            seen_on = received_on + timedelta(days=chance.randrange(8, 21))
            referral = people.referral(people.child(received_on), received_on, seen_on)
            if 0 < place <= proposed and self.free:
                self._propose(referral, self.free.pop(0))
        for ago in (5, 2):
            received_on = today - timedelta(days=ago)
            people.referral(people.child(received_on), received_on, None)
        for place in range(max(len(CLOSED), self.size.matches // 8)):
            closed_on = last_month + timedelta(days=13 + place)
            if place > 1:
                closed_on = today - timedelta(days=chance.randrange(40, 365 * self.size.years))
            received_on = closed_on - timedelta(days=chance.randrange(15, 60))
            outcome = CLOSED[place % len(CLOSED)]
            child = people.child(received_on, closed_on)
            if outcome == "aged_out":
                child["date_of_birth"] = _years_before(closed_on, 18)
            if outcome == "not_eligible":
                child["looked_after"] = "no"
            referral = people.referral(child, received_on, None)
            referral |= {"closed_on": closed_on, "outcome": outcome}

    def _propose(self, referral: Row, volunteer: Row) -> None:
        proposed_on = self.today - timedelta(days=self.chance.randrange(2, 15))
        key = f"MAT-{self.size.matches + len(self.ended) + len(self.proposals) + 1:04}"
        self.proposals.append(
            {"key": key, "referral": referral, "volunteer": volunteer, "proposed_on": proposed_on}
        )


def _years_before(day: date, years: int) -> date:
    # The last of February has no birthday in most years.
    return day.replace(year=day.year - years, day=min(day.day, 28))


def _write(folder: Path, layout: Layout[Any], rows: Iterable[Mapping[str, object]]) -> None:
    headings = [column.name for column in layout.columns]
    with (folder / f"{layout.name}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, headings)
        writer.writeheader()
        writer.writerows(rows)
