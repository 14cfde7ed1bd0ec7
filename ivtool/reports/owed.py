"""What is owed: each volunteer who is out of pocket on a day, the longest first."""

from dataclasses import dataclass
from datetime import date

from ivtool.domain.days import short_day
from ivtool.domain.expenses import is_late, owed_since
from ivtool.domain.money import pounds
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.refs import volunteer_ref
from ivtool.facts import expenses as expense_facts
from ivtool.facts import policy as policy_facts
from ivtool.facts.lookup import find_authority
from ivtool.facts.reading import Reader
from ivtool.rendering import Column, Listing, Shape

COLUMNS = (
    Column("volunteer", "volunteer", named_by="volunteer_name"),
    Column("key", "key"),
    Column("lines", "lines", Shape.NUMBER),
    Column("owed_pence", "owed", Shape.PENCE),
    Column("oldest_days", "days", Shape.NUMBER),
    Column("late", "late", Shape.YES_NO),
)


@dataclass(slots=True)
class Owed:
    """What one volunteer is owed: pence, lines, and since when the oldest of them."""

    volunteer: int
    key: str | None
    name: str
    since: date
    pence: int = 0
    lines: int = 0


def owed_list(
    reader: Reader, as_of: date, names: NamesShown, *, authority: str | None = None
) -> Listing:
    """What each volunteer is owed on a day, the oldest first; refs settle what is equal.

    With an authority only the lines of matches of its children. Raises NotFound.
    """
    found = owed(reader, as_of, find_authority(reader, authority))
    pay_days = policy_facts.policy(reader).count("expenses.pay_days", as_of)
    found.sort(key=lambda each: (each.since, each.volunteer))
    total = sum(each.pence for each in found)
    return Listing(
        f"Owed as of {short_day(as_of)}",
        COLUMNS,
        [
            {
                "volunteer": volunteer_ref(each.volunteer),
                "volunteer_name": shown_name(each.name, names),
                "key": each.key,
                "owed_pence": each.pence,
                "oldest_days": (as_of - each.since).days,
                "lines": each.lines,
                "late": is_late((as_of - each.since).days, pay_days),
            }
            for each in found
        ],
        f"Nobody is owed anything as of {short_day(as_of)}.",
        [f"{pounds(total)} in all; late is over {pay_days} days"],
    )


def owed(reader: Reader, as_of: date, authority: int | None = None) -> list[Owed]:
    """What each volunteer is owed on a day, in the order of refs."""
    found: dict[int, Owed] = {}
    for line in expense_facts.unsettled_lines(reader, as_of, authority):
        since = owed_since(line.days, line.incurred_on, as_of)
        if since is None:
            continue
        volunteer = found.setdefault(
            line.volunteer, Owed(line.volunteer, line.key, line.volunteer_name, since)
        )
        volunteer.since = min(volunteer.since, since)
        volunteer.pence += line.amount_pence
        volunteer.lines += 1
    return list(found.values())
