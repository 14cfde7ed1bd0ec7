"""What came of matches: each rating at the first and at the latest review, over many matches."""

from datetime import date

from ivtool.domain.days import short_day
from ivtool.domain.support.outcomes import Benefit, benefit
from ivtool.domain.support.reviews import MEASURES
from ivtool.domain.suppression import HIDDEN
from ivtool.queries import policy as policy_queries
from ivtool.queries.lookup import find_authority
from ivtool.queries.reading import Reader
from ivtool.queries.support import reviews as queries
from ivtool.rendering import Column, Listing, Shape

SHOWN = ("matches", "first_mean", "latest_mean", "better", "same", "worse")
NOTES = (
    "Of matches with two or more reviews. c: 1 to {most}, or a count that would tell",
    "one of these; means of so few, or that would tell, are hidden too.",
)


def outcomes(
    reader: Reader,
    days: tuple[date | None, date | None],
    today: date,
    *,
    authority: str | None = None,
) -> Listing:
    """How each rating of child and volunteer changed over the reviews held between two days.

    Raises NotFound for an authority that nobody has entered.
    """
    number = find_authority(reader, authority)
    first, last = days[0], min(days[1] or today, today)
    most = policy_queries.policy(reader).count("report.suppress_to", last)
    rated = queries.ratings_by_match(reader, first, last, number)
    rows = []
    for who, measures in MEASURES.items():
        for measure in measures:
            found = benefit(rated.get((who.value, measure.value), {}).values(), most)
            shown = {name: _shown(found, name) for name in SHOWN}
            row = {"who": who, "measure": measure, **shown}
            rows.append(row | {"suppressed": found.suppressed})
    begun = "" if first is None else f" from {short_day(first)}"
    return Listing(
        f"Outcomes{begun} to {short_day(last)}",
        (
            Column("who", "who"),
            Column("measure", "measure"),
            *(Column(name, name.replace("_mean", ""), Shape.NUMBER) for name in SHOWN),
            Column("suppressed"),
        ),
        rows,
        "",
        [note.format(most=most) for note in NOTES] if most else [],
    )


def _shown(found: Benefit, name: str) -> object:
    """A value, or that it is hidden; of no match there is no mean to hide."""
    value = getattr(found, name)
    return HIDDEN if value is None and found.matches != 0 else value
