"""Which evidence to see to: run out, running out, never recorded, asked for too long ago."""

from datetime import date

from ivtool.domain.days import short_day
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.recruitment.lapses import Lapse, LapseState
from ivtool.domain.recruitment.vocabulary import CheckKind
from ivtool.domain.refs import volunteer_ref
from ivtool.domain.sentences import words
from ivtool.errors import NotUnderstood
from ivtool.queries import policy as policy_queries
from ivtool.queries.reading import Reader
from ivtool.queries.recruitment import pipeline as queries
from ivtool.queries.recruitment.pipeline import Person
from ivtool.rendering import Column, Listing, Shape
from ivtool.state.recruitment.checks import worst_first

COLUMNS = (
    Column("volunteer", "volunteer", named_by="volunteer_name"),
    Column("key", "key", wide=True),
    Column("kind", "check"),
    Column("slot", "slot", Shape.NUMBER),
    Column("module", "module", wide=True),
    Column("state", "state"),
    Column("until_on", "until", Shape.DAY),
    Column("days", "days", Shape.NUMBER),
    Column("within", "within", Shape.NUMBER, wide=True),
    Column("asked_on", "asked", Shape.DAY),
    Column("chased_on", "chased", Shape.DAY, wide=True),
    Column("chase"),
    Column("command"),
    Column("blocks_clear"),
)


def checks_due(
    reader: Reader, as_of: date, names: NamesShown, *, kind: CheckKind | None = None
) -> Listing:
    """Every piece of evidence to see to on a day, of one kind or all, the worst first.

    Of approved volunteers, and of those on the way what they have on file and what was asked for;
    of those who left, nothing.
    """
    known = worst_first(reader, as_of, policy_queries.policy(reader))
    found = [each for each in known if kind is None or each[1].kind is kind]
    people = queries.people(reader, {number for number, _ in found})
    return Listing(
        f"Checks to see to as of {short_day(as_of)}",
        COLUMNS,
        [_row(number, people[number], each, names) for number, each in found],
        f"No check is to be seen to as of {short_day(as_of)}.",
    )


def kind_meant(text: str) -> CheckKind:
    """The kind of evidence that a text names. Raises NotUnderstood for one that there is not."""
    try:
        return CheckKind(text.strip().lower().replace(" ", "_"))
    except ValueError:
        raise NotUnderstood(f"--kind is one of {words(CheckKind)}") from None


def is_to_see_to(listing: Listing) -> bool:
    """Whether anything is listed that is not waived."""
    return any(row["state"] is not LapseState.WAIVED for row in listing.rows)


def _row(number: int, who: Person, each: Lapse, names: NamesShown) -> dict[str, object]:
    ref = volunteer_ref(number)
    return {
        "volunteer": ref,
        "key": who.key,
        "volunteer_name": shown_name(who.name, names),
        **each._asdict(),
        "slot": each.piece.which,
        "module": each.module and each.module.replace("_", " "),
        "command": each.piece.command(ref),
    }
