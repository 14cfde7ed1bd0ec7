"""Training sessions to look at: a list of them, and one with who attended what."""

from datetime import date

from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.refs import training_ref, volunteer_ref
from ivtool.queries.lookup import find
from ivtool.queries.reading import Reader
from ivtool.queries.recruitment import trainings as training_queries
from ivtool.queries.support import support as support_queries
from ivtool.rendering import Card, Column, Listing, Shape
from ivtool.reports.listing import Private, row_maker, rows_of
from ivtool.reports.support.support import person_fields

COLUMNS = (
    Column("ref", "session", value=lambda each: training_ref(each.training.id)),
    Column("on", "on", Shape.DAY, value="training.held_on"),
    Column("until_on", "until", Shape.DAY, value="training.until_on"),
    Column("modules", "modules", value=lambda each: "; ".join(each.modules)),
    # Somebody's name, though seldom one that is known here.
    Column("by", "by", wide=True, value=Private("training.held_by")),
    Column("attended", "attended", Shape.NUMBER),
    # Words that may tell who somebody is, as any that are typed.
    Column("topic", "topic", value=Private("training.topic")),
    Column("planned", "planned", Shape.YES_NO, value=lambda each: each.training.planned is True),
    Column("invited", "invited", Shape.NUMBER, wide=True),
    Column("come", "come", Shape.NUMBER, wide=True),
)
CARD = (*COLUMNS, Column("note", value=Private("training.note")))


def session_list(reader: Reader, as_of: date, names: NamesShown) -> Listing:
    """The sessions that had begun by a day, and those planned, in date order: how many attended."""
    rows = rows_of(COLUMNS, training_queries.sessions(reader, as_of), names)
    return Listing("Training sessions", COLUMNS, rows, "No training session is recorded.")


def session_card(reader: Reader, asked: str, names: NamesShown) -> Card:
    """One session with the volunteers who attended, each with their modules.

    Raises NotFound where no session answers to the ref.
    """
    number = find(reader, "training", asked, names)
    [session] = training_queries.sessions(reader, date.max, number)
    attended: dict[int, list[str]] = {}
    called: dict[int, str] = {}
    for each in training_queries.attendances(reader, number):
        attended.setdefault(each.volunteer, []).append(each.module)
        called[each.volunteer] = each.name
    ref = training_ref(number)
    invited = support_queries.people(reader, [number], "training_id").get(number, ())
    next_command = f"ivtool training attended {ref} --volunteer VOLUNTEER"
    if session.training.planned:
        next_command = f"ivtool training held {ref}"
    return Card(
        ref,
        row_maker(CARD, names)(session),
        {
            "attenders": [
                {
                    "volunteer": volunteer_ref(volunteer),
                    "volunteer_name": shown_name(called[volunteer], names),
                    "modules": "; ".join(modules),
                }
                for volunteer, modules in attended.items()
            ],
            "invited": [person_fields(each, names) for each in invited],
        },
        [next_command],
    )
