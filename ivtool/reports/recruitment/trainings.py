"""Training sessions to look at: a list of them, and one with who attended what."""

from datetime import date

from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.refs import training_ref, volunteer_ref
from ivtool.queries.lookup import find
from ivtool.queries.reading import Reader
from ivtool.queries.recruitment import trainings as training_queries
from ivtool.queries.recruitment.trainings import SessionRecord
from ivtool.rendering import Card, Column, Listing, Shape

COLUMNS = (
    Column("ref", "session"),
    Column("on", "on", Shape.DAY),
    Column("until_on", "until", Shape.DAY),
    Column("modules", "modules"),
    Column("by", "by", wide=True),
    Column("attended", "attended", Shape.NUMBER),
)


def session_list(reader: Reader, as_of: date, names: NamesShown) -> Listing:
    """The sessions that had begun by a day, in date order, and how many attended each."""
    rows = [_row(each, names) for each in training_queries.sessions(reader, as_of)]
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
    return Card(
        training_ref(number),
        {
            **_row(session, names),
            "note": session.training.note if names is NamesShown.FULL else None,
        },
        {
            "attenders": [
                {
                    "volunteer": volunteer_ref(volunteer),
                    "volunteer_name": shown_name(called[volunteer], names),
                    "modules": _modules(modules),
                }
                for volunteer, modules in attended.items()
            ]
        },
        [f"ivtool training attended {training_ref(number)} --volunteer VOLUNTEER"],
    )


def _row(session: SessionRecord, names: NamesShown) -> dict[str, object]:
    held = session.training
    return {
        "ref": training_ref(held.id),
        "on": held.held_on,
        "until_on": held.until_on,
        "modules": _modules(session.modules),
        # Somebody's name, though seldom one that is known here.
        "by": held.held_by if names is NamesShown.FULL else None,
        "attended": session.attended,
    }


def _modules(modules: list[str] | tuple[str, ...]) -> str:
    return "; ".join(modules)
