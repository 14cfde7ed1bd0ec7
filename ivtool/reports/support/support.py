"""Support to volunteers to look at: a list by day, and one with its words."""

from collections.abc import Collection, Sequence
from datetime import date

from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.refs import child_ref, support_ref, volunteer_ref
from ivtool.domain.support.records import Support, SupportAction
from ivtool.domain.support.support import SupportStatus, is_open, status_on
from ivtool.domain.support.vocabulary import SupportKind
from ivtool.queries.lookup import find
from ivtool.queries.reading import Reader
from ivtool.queries.support import support as queries
from ivtool.queries.support.support import Person
from ivtool.rendering import Card, Column, Listing, Shape
from ivtool.reports.file.history import last_change
from ivtool.reports.listing import Private, row_maker, rows_of
from ivtool.tuples import NamedTuple


class Told(NamedTuple):
    """Support with its people and what was agreed, as known on a day."""

    support: Support
    people: Sequence[Person]
    agreed: Sequence[SupportAction]
    as_of: date

    @property
    def status(self) -> SupportStatus:
        """What has become of it."""
        return status_on(self.support, self.as_of)

    @property
    def there(self) -> list[Person]:
        """Who was there; of what is planned, who is invited."""
        if self.support.held_on is None:
            return list(self.people)
        return [each for each in self.people if each.attendance.attended]

    @property
    def only(self) -> Person | None:
        """The volunteer, where it is with one alone."""
        found = [each for each in self.there if each.attendance.volunteer_id]
        return found[0] if len(found) == 1 else None

    @property
    def volunteer_name(self) -> str | None:
        """The name of that volunteer."""
        return self.only and self.only.name


def _only(each: Told) -> str | None:
    return each.only and volunteer_ref(each.only.attendance.volunteer_id or 0)


def _volunteers(each: Told) -> list[str]:
    numbers = (one.attendance.volunteer_id for one in each.there)
    return [volunteer_ref(number) for number in numbers if number]


def _children(each: Told) -> list[str]:
    numbers = (one.attendance.child_id for one in each.there)
    return [child_ref(number) for number in numbers if number]


def _still_open(each: Told) -> int:
    if each.status is SupportStatus.WITHDRAWN:
        return 0
    return sum(is_open(action, each.as_of) for action in each.agreed)


COLUMNS = (
    Column("ref", "support", value=lambda each: support_ref(each.support.id)),
    Column("key", "key", wide=True, value="support.key"),
    Column("kind", "kind", value="support.kind"),
    Column("on", "held", Shape.DAY, value="support.held_on"),
    Column("planned_on", "planned", Shape.DAY, value="support.planned_on"),
    Column("status", "status"),
    # Of more than one there is a number, for no table is as wide as thirty.
    Column("volunteer", "volunteer", named_by="volunteer_name", value=_only),
    Column("count", "there", Shape.NUMBER, value=lambda each: len(each.there)),
    Column("minutes", "minutes", Shape.NUMBER, wide=True, value="support.minutes"),
    Column("next_on", "next", Shape.DAY, wide=True, value="support.next_on"),
    Column("actions_open", "to do", Shape.NUMBER, value=_still_open),
    Column("volunteers", value=lambda each: "; ".join(_volunteers(each)) or None),
    Column("children", value=lambda each: "; ".join(_children(each)) or None),
)
CARD = (
    *COLUMNS,
    Column("by", value=Private("support.held_by")),
    Column("topic", value=Private("support.topic")),
    Column("note", value=Private("support.note")),
    Column("withdrawn_on", value="support.withdrawn_on"),
    Column("withdrawn_why", value=Private("support.withdrawn_why")),
)


def support_list(
    reader: Reader,
    names: NamesShown,
    days: tuple[date | None, date | None],
    as_of: date,
    *,
    volunteer: str | None = None,
    child: str | None = None,
    kinds: Collection[SupportKind] = (),
    withdrawn: bool = False,
) -> Listing:
    """The support that answers to all that is asked, by the day held, else planned.

    Raises NotFound.
    """
    found = queries.supports(
        reader,
        volunteer=None if volunteer is None else find(reader, "volunteer", volunteer, names),
        child=None if child is None else find(reader, "child", child, names),
        kinds=kinds,
        first=days[0],
        last=days[1],
        withdrawn=withdrawn,
    )
    numbers = [each.id for each in found]
    people, agreed = queries.people(reader, numbers), queries.actions(reader, numbers)
    told = [Told(each, people.get(each.id, ()), agreed.get(each.id, ()), as_of) for each in found]
    rows = rows_of(COLUMNS, told, names)
    return Listing("Support to volunteers", COLUMNS, rows, "No support answers to that.")


def support_card(reader: Reader, asked: str, as_of: date, names: NamesShown) -> Card:
    """One support with who is invited, who came, and what was agreed. Raises NotFound."""
    number = find(reader, "support", asked, names)
    [support] = queries.supports(reader, number=number)
    people = queries.people(reader, [number]).get(number, [])
    agreed = queries.actions(reader, [number]).get(number, [])
    told, ref = Told(support, people, agreed, as_of), support_ref(number)
    full = names is NamesShown.FULL
    return Card(
        ref,
        row_maker(CARD, names)(told),
        {
            "people": [person_fields(each, names) for each in people],
            "actions": [
                {
                    "action": support_ref(number, each.number),
                    "words": each.words if full else None,
                    "due_on": each.due_on,
                    "done_on": each.done_on,
                }
                for each in agreed
            ],
            "last_change": last_change(reader, "support", number, names),
        },
        _next_commands(told),
    )


def person_fields(person: Person, names: NamesShown) -> dict[str, object]:
    """Somebody invited to a session: whether they said they come, and came."""
    who = person.attendance
    coming = {True: "comes", False: "does not come", None: None}
    there = {True: "was there", False: "was not there", None: None}
    return {
        "volunteer": who.volunteer_id and volunteer_ref(who.volunteer_id),
        "child": who.child_id and child_ref(who.child_id),
        "name": shown_name(person.name, names),
        "comes": coming[who.comes],
        "attended": there[who.attended],
    }


def _next_commands(told: Told) -> list[str]:
    ref = support_ref(told.support.id)
    if told.status is SupportStatus.WITHDRAWN:
        return []
    if told.support.held_on is None:
        return [f"ivtool support comes {ref} WHO yes", f"ivtool support held {ref} --on DAY"]
    still_open = [
        support_ref(told.support.id, each.number)
        for each in told.agreed
        if is_open(each, told.as_of)
    ]
    return [
        *(f"ivtool support done {each}" for each in still_open),
        f"ivtool support correct {ref} …",
    ]
