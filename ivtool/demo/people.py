"""The people of a made-up service: volunteers with their evidence, children with their referrals.

A row is the cells of a sheet by their headings; keys are given when all rows are known.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from dateutil.relativedelta import relativedelta

from ivtool.demo import words
from ivtool.domain.recruitment.volunteers import STAGES

Row = dict[str, Any]
# Days between one stage and the next.
GAPS = (4, 12, 26, 20, 42, 24, 14, 6)
CHECKS_STAGE = 6
TRAINING_STAGE = 7
CHECK_COLUMNS = ("childrens_services_on", "medical_on", "reference_1_on", "reference_2_on")
# What runs out, and after how many years.
RUNS_OUT = {"dbs_issued": 3, "safeguarding_on": 3, "independence_on": 1}
CARERS = ("The {}s", "Staff at {} House", "Mx {}")


class People:
    """Everybody so far, and how to make one more."""

    def __init__(self, chance: random.Random, today: date) -> None:
        self.chance = chance
        self.today = today
        self.volunteers: list[Row] = []
        self.children: list[Row] = []
        self.referrals: list[Row] = []
        self._names = words.names(chance)
        self._workers = [next(self._names)[0] for _ in range(12)]

    def volunteer(self, reached_on: date, stage: int = len(STAGES)) -> Row:
        """A volunteer who reached a stage on a day, the last one if no other is told.

        What runs out was renewed in time.
        """
        chance = self.chance
        name, gender = next(self._names)
        number = len(self.volunteers) + 1
        row: Row = {
            "name": name,
            "email": f"volunteer{number}@example.org",
            "phone": f"07700 900{number % 1000:03}",
            "postcode": chance.choice(words.POSTCODES),
            "date_of_birth": reached_on - timedelta(days=chance.randrange(22 * 366, 68 * 365)),
            "gender": gender,
            "languages": chance.choice(("English", "English", "English; Welsh", "English; Polish")),
            "interests": self._some(words.INTERESTS, 2, 5),
            "drives": chance.choice(("yes", "yes", "yes", "no")),
            "min_child_age": chance.choice((None, 8, 10)),
            "max_child_age": chance.choice((None, 17, 18)),
            "max_miles": chance.choice((None, 15, 25, 40)),
        }
        day = reached_on
        for place in range(stage - 1, -1, -1):
            row[STAGES[place].value] = day
            if place:
                day -= timedelta(days=GAPS[place - 1] + chance.randrange(GAPS[place - 1] + 1))
        self._give_evidence(row, stage)
        self.volunteers.append(row)
        return row

    def lapse(self, volunteer: Row, column: str, days_ago: int) -> None:
        """Let one piece of evidence have run out so many days ago; it will, where they are less."""
        ran_out = self.today - timedelta(days=days_ago)
        volunteer[column] = ran_out - relativedelta(years=RUNS_OUT[column])

    def leave(self, volunteer: Row, on: date) -> None:
        """Let a volunteer leave; what ran out since was not renewed."""
        volunteer |= {"left_on": on, "left_reason": self.chance.choice(words.LEAVING)}
        for column, years in RUNS_OUT.items():
            while column in volunteer and volunteer[column] > on:
                volunteer[column] -= relativedelta(years=years)

    def child(self, received_on: date, aged_on: date | None = None) -> Row:
        """A child of 8 to 17 on a day, today if none is told, of an age to have been referred."""
        chance = self.chance
        name, gender = next(self._names)
        aged_on = aged_on or self.today
        before = (aged_on - received_on).days
        # At least seven when referred, not yet eighteen on the day.
        days = chance.randrange(min(before + 7 * 366, 17 * 365), 18 * 365)
        authority = words.AUTHORITIES[len(self.children) % len(words.AUTHORITIES)]
        area = words.ELSEWHERE if chance.random() < 0.25 else authority
        wished = chance.random() < 0.2
        row: Row = {
            "name": name,
            "date_of_birth": aged_on - timedelta(days=days),
            "gender": gender,
            "ethnicity": chance.choice(words.ETHNICITIES),
            "religion": chance.choice(words.RELIGIONS),
            "language": "English",
            "disability": chance.choice(words.DISABILITIES),
            "looked_after": "yes",
            "responsible_authority": authority,
            "placement_kind": chance.choice(words.PLACEMENTS),
            "placement_postcode": chance.choice(words.POSTCODES),
            "area_authority": area,
            "placement_from": received_on - timedelta(days=chance.randrange(30, 500)),
            "social_worker": chance.choice(self._workers[:8]),
            "iro": chance.choice(self._workers[8:]),
            "carer": chance.choice(CARERS).format(chance.choice(words.SURNAME_BEGINNINGS)),
            "interests": self._some(words.INTERESTS, 2, 4),
            "likes": chance.choice(words.LIKES),
            "dislikes": chance.choice(words.DISLIKES),
            "wants_gender": gender if wished else None,
            "wants_gender_must": chance.choice(("yes", "no")) if wished else None,
        }
        self.children.append(row)
        return row

    def referral(self, child: Row, received_on: date, seen_on: date | None) -> Row:
        """A referral of a child; accepted with the staff visit, if there was one."""
        chance = self.chance
        row: Row = {
            "child": child,
            "received_on": received_on,
            "source": chance.choice(
                (
                    "social_worker",
                    "social_worker",
                    "social_worker",
                    "iro",
                    "carer",
                    "child",
                    "advocate",
                )
            ),
            "reasons": self._some(words.REASONS, 1, 2),
        }
        if seen_on is not None:
            between = max((seen_on - received_on).days, 1)
            row["staff_visit_on"] = seen_on
            row["social_worker_form_on"] = received_on + timedelta(days=chance.randrange(between))
            if chance.random() < 0.6:
                row["child_form_on"] = received_on + timedelta(days=chance.randrange(between))
        self.referrals.append(row)
        return row

    def number(self) -> None:
        """Give everybody a key, in the order in which they came to the service."""
        self.volunteers.sort(key=lambda row: (row[STAGES[0].value], row["name"]))
        self.referrals.sort(key=lambda row: (row["received_on"], row["child"]["name"]))
        for number, row in enumerate(self.volunteers, start=1):
            row["key"] = f"VOL-{number:04}"
        children: list[Row] = []
        for number, row in enumerate(self.referrals, start=1):
            row["key"] = f"REF-{number:04}"
            if "key" not in row["child"]:
                row["child"]["key"] = f"YP-{len(children) + 1:04}"
                children.append(row["child"])
        self.children = children

    def rows_of_referrals(self) -> Iterator[Row]:
        """The referrals with their children by key."""
        for row in self.referrals:
            yield row | {"child": row["child"]["key"]}

    def _give_evidence(self, row: Row, stage: int) -> None:
        chance = self.chance
        if stage >= CHECKS_STAGE:
            done_on = row[STAGES[CHECKS_STAGE - 1].value]
            for column in CHECK_COLUMNS:
                row[column] = done_on - timedelta(days=chance.randrange(35))
            row["dbs_number"] = f"00{chance.randrange(10**10):010}"
            row["dbs_issued"] = self._renewed(done_on - timedelta(days=chance.randrange(30)), 3)
            declared_on = done_on - timedelta(days=chance.randrange(60))
            row["independence_on"] = self._renewed(declared_on, 1)
        if stage >= TRAINING_STAGE:
            row["safeguarding_on"] = self._renewed(row[STAGES[TRAINING_STAGE - 1].value], 3)
        if stage == len(STAGES):
            row["code_of_conduct_on"] = row[STAGES[-1].value]

    def _renewed(self, first: date, years: int) -> date:
        """The last time that something was done which is done again every so many years."""
        day = first
        while day + relativedelta(years=years) <= self.today + timedelta(days=14):
            day += relativedelta(years=years, days=-self.chance.randrange(5, 40))
        return min(day, self.today)

    def _some(self, things: tuple[str, ...], least: int, most: int) -> str:
        return "; ".join(self.chance.sample(things, self.chance.randint(least, most)))
