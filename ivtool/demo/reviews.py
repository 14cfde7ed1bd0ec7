"""The reviews of a made-up service: those of its matches, and statutory ones of a few children.

Its chance is its own, so that everything else of a seed is as it was.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ivtool.demo import words
from ivtool.demo.matches import Match
from ivtool.demo.people import Row
from ivtool.domain.days import months_after
from ivtool.domain.support.reviews import STATUTORY_MONTHS, ReviewMonths
from ivtool.queries.file.review_sheets import RATING_COLUMNS

# One match in so many has its latest review still to come, though it is due.
LATE_EACH = 9
# How long ago the last statutory review was of those children who have any, in days.
AGO = 40
# What each in turn said of the visitor, who once came without having been asked for.
WANTS = (
    *(("yes", "yes"), ("no", "no"), ("not_asked", "yes")),
    *(("yes", "yes"), ("yes", "no"), ("not_asked", "no")),
)


class Reviewer:
    """Reviews matches as they fall due, and writes down what was said."""

    def __init__(self, seed: int, today: date) -> None:
        self.chance = random.Random(f"reviews {seed} {today}")
        self.today = today

    def of_match(self, match: Match, place: int) -> Iterator[Row]:
        """The reviews of a match, near the days on which they are due."""
        chance, months = self.chance, ReviewMonths()
        due_on = months_after(match.started_on, months.first)
        last = match.ended_on or self.today
        late = match.ended_on is None and place % LATE_EACH == LATE_EACH - 1
        ratings = {name: chance.randrange(2, 4) for name in RATING_COLUMNS}
        while due_on < last:
            held_on = due_on + timedelta(days=chance.randrange(-9, 4))
            following = months_after(held_on, months.then)
            if held_on >= last or (late and following >= last):
                return
            for name in RATING_COLUMNS:
                step = chance.choice((-1, 0, 0, 1, 1))
                ratings[name] = min(max(ratings[name] + step, 1), 5)
            agreed = due_on + timedelta(days=30)
            yield {
                "match": match.key,
                "on": held_on,
                "outcome": "change" if chance.random() < 0.1 else "continue",
                **ratings,
                "child_view": chance.choice(words.CHILD_SAYS),
                "carer_view": chance.choice(words.CARER_SAYS) if chance.random() < 0.5 else None,
                "actions": f"{chance.choice(words.AGREED)} by {agreed} done {agreed}"
                if agreed <= self.today and chance.random() < 0.3
                else None,
            }
            due_on = following

    def of_children(self, matches: Sequence[Match]) -> Iterator[Row]:
        """Two statutory reviews of the children of the first matches."""
        for place, match in enumerate(matches[: len(WANTS)]):
            wants, attended = WANTS[place]
            child = match.referral["child"]["key"]
            last = self.today - timedelta(days=AGO + 17 * place)
            first = {
                "held_on": months_after(last, -STATUTORY_MONTHS),
                "wants_iv": "not_asked",
                "attended": "no",
            }
            held = {"held_on": last, "wants_iv": wants, "attended": attended}
            for row in (first, held):
                yield {"child": child, "due_on": row["held_on"], "iv_considered": "yes", **row}
