"""What needs doing: a line for everything that a rule of the service calls for, most urgent first.

Nothing is judged here: each source asks the rule that its own report asks. What is not somebody's
is everybody's: `--for` leaves out only what another leads.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ivtool.domain.days import spelled_day
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.office.todo import ToDo, in_order
from ivtool.domain.office.vocabulary import Source
from ivtool.domain.refs import child_ref, match_ref, staff_ref, volunteer_ref
from ivtool.queries import policy as policy_queries
from ivtool.queries.lookup import find, find_authority
from ivtool.queries.office import today as queries
from ivtool.queries.reading import Reader
from ivtool.rendering import Column, Listing, Shape
from ivtool.state.office.todo import Asked, everything

if TYPE_CHECKING:
    from ivtool.queries.staff import Leader

COLUMNS = (
    Column("urgency", "when"),
    Column("source"),
    Column("ref"),
    Column("reason", "what"),
    Column("since_on", "", Shape.DAY),
    Column("due_on", "", Shape.DAY),
    Column("days", "days", Shape.NUMBER),
    Column("command", "command"),
    Column("match"),
    Column("child", "child", named_by="child_name", wide=True),
    Column("volunteer", "volunteer", named_by="volunteer_name", wide=True),
    Column("lead", "lead", named_by="lead_name", wide=True),
)
# Who leads an item: the first of these that somebody leads.
LED = ("match", "volunteer", "referral")


def today(
    reader: Reader,
    as_of: date,
    names: NamesShown,
    *,
    staff: str | None = None,
    authority: str | None = None,
    jobs: bool = True,
) -> Listing:
    """What needs doing on a day, the most urgent first.

    For one of the staff what they lead and what nobody leads. `jobs` are told of where the day is
    the day itself: their receipts tell of now. Raises NotFound.
    """
    asked = Asked(as_of, find_authority(reader, authority), policy_queries.policy(reader))
    who = None if staff is None else find(reader, "staff", staff, names)
    ever = queries.ever(reader)
    items = everything(reader, asked, ever, jobs=jobs)
    led = _led(reader, items, as_of) if ever.leads else [None for _ in items]
    found = [
        (item, lead)
        for item, lead in zip(items, led, strict=True)
        if who is None or lead is None or lead.number == who
    ]
    nobodys = sum(lead is None and item.source is not Source.JOB for item, lead in found)
    leads = dict(found)
    notes = []
    if who is not None and nobodys:
        notes = [f"{nobodys} of these nobody leads" if nobodys > 1 else "1 of these nobody leads"]
    return Listing(
        f"Today, {spelled_day(as_of)}",
        COLUMNS,
        list(_rows(reader, in_order(leads, as_of), leads, names)),
        f"Nothing to do today, {spelled_day(as_of)}.",
        notes,
    )


def _led(reader: Reader, items: Iterable[ToDo], as_of: date) -> "list[Leader | None]":
    """Who leads what each item is about: its match, else its volunteer, else its referral."""
    from ivtool.queries.staff import leaders

    matches = {item.about.match for item in items if item.about.match is not None}
    people = queries.people_of(reader, matches)
    about = [
        item.about
        if item.about.match is None
        else item.about._replace(referral=people[item.about.match].referral_id)
        for item in items
    ]
    rows = [(each.match, each.volunteer, each.referral) for each in about]
    leads = [
        leaders(reader, noun, as_of, {row[place] or 0 for row in rows})
        for place, noun in enumerate(LED)
    ]
    found = []
    for row in rows:
        each = (by_number.get(number or 0) for by_number, number in zip(leads, row, strict=True))
        found.append(next(filter(None, each), None))
    return found


def _rows(
    reader: Reader,
    items: Sequence[ToDo],
    leads: "Mapping[ToDo, Leader | None]",
    names: NamesShown,
) -> Iterator[dict[str, object]]:
    children: dict[int, str] = {}
    volunteers: dict[int, str] = {}
    if names is not NamesShown.REFS:
        wanted = {each.about.child for each in items if each.about.child}
        children = queries.names(reader, "child", wanted)
        wanted = {each.about.volunteer for each in items if each.about.volunteer}
        volunteers = queries.names(reader, "volunteer", wanted)
    for item in items:
        lead, about = leads[item], item.about
        yield {
            "urgency": item.urgency,
            "source": item.source,
            "ref": item.ref or None,
            "reason": item.reason,
            "since_on": item.since_on,
            "due_on": item.due_on,
            "days": item.days,
            "command": item.command,
            "match": about.match and match_ref(about.match),
            "child": about.child and child_ref(about.child),
            "child_name": shown_name(children.get(about.child or 0), names),
            "volunteer": about.volunteer and volunteer_ref(about.volunteer),
            "volunteer_name": shown_name(volunteers.get(about.volunteer or 0), names),
            "lead": None if lead is None else staff_ref(lead.number),
            "lead_name": None if lead is None else shown_name(lead.name, names),
        }
