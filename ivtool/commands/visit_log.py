"""`ivtool visit log`, with the expenses and a concern of the day, and `visit correct`."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from ivtool.commands.expenses_items import ReceiptWhyOption, VehicleOption, typed_items, typed_miles
from ivtool.commands.frame import VOLUNTEER, run_of
from ivtool.commands.options import (
    AgainOption,
    EntryArgument,
    FormatOption,
    MatchArgument,
    NoteOption,
    OnOption,
    PlaceOption,
    whole,
)
from ivtool.commands.parsing import typed_texts
from ivtool.domain.concerns.vocabulary import ConcernKind
from ivtool.domain.expenses.vocabulary import ExpenseCategory, Vehicle
from ivtool.domain.visits.visits import CalledOffBy
from ivtool.domain.visits.vocabulary import VisitKind, VisitOutcome
from ivtool.errors import NotUnderstood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ivtool.services.expenses.claims import Item

HELP = "ivtool visit log --help"
MinutesOption = Annotated[
    int | None, typer.Option("--minutes", parser=whole, metavar="N", help="How long.")
]
HoursOption = Annotated[
    str | None, typer.Option("--hours", metavar="2.5", help="Or how long in hours.")
]
BeginOption = Annotated[
    str | None, typer.Option("--from", metavar="14:00", help="Or from when, with --to.")
]
EndOption = Annotated[str | None, typer.Option("--to", metavar="16:30", help="Until when.")]
CalledOffOption = Annotated[
    CalledOffBy | None, typer.Option("--cancelled-by", help="Not held: who called it off.")
]
MissedOption = Annotated[bool, typer.Option("--missed", help="Not held, and nobody said.")]
ActivityOption = Annotated[
    str | None, typer.Option("--activity", metavar="TEXT", help="What they did.")
]
MoodOption = Annotated[
    int | None, typer.Option("--mood", parser=whole, metavar="1-5", help="1 low, 5 high.")
]
ChildWordsOption = Annotated[
    str | None,
    typer.Option("--words", metavar="TEXT", help="The child's own words; - reads them, @ edits."),
]
NextOption = Annotated[
    str | None, typer.Option("--next", metavar="DAY", help="When the next visit is planned.")
]


def log(
    ctx: typer.Context,
    match: MatchArgument,
    on: OnOption = "today",
    minutes: MinutesOption = None,
    hours: HoursOption = None,
    begin: BeginOption = None,
    end: EndOption = None,
    outcome: Annotated[
        VisitOutcome | None, typer.Option("--outcome", help="What came of it, else held.")
    ] = None,
    called_off: CalledOffOption = None,
    missed: MissedOption = False,
    kind: Annotated[
        VisitKind, typer.Option("--kind", help="Only a visit is face to face.")
    ] = VisitKind.VISIT,
    activity: ActivityOption = None,
    place: PlaceOption = None,
    mood: MoodOption = None,
    child_words: ChildWordsOption = None,
    note: NoteOption = None,
    planned: NextOption = None,
    again: AgainOption = False,
    miles: Annotated[
        str | None, typer.Option("--miles", metavar="24.5", help="Claimed for the volunteer.")
    ] = None,
    vehicle: VehicleOption = None,
    spend: Annotated[
        list[str] | None,
        typer.Option(
            "--spend",
            metavar="FOR=AMOUNT WHAT",
            help='"admission=18.50 cinema"; may be repeated; - reads one a line, @ edits.',
        ),
    ] = None,
    receipt: Annotated[
        bool | None, typer.Option("--receipt/--no-receipt", help="For what was spent.")
    ] = None,
    receipt_why: ReceiptWhyOption = None,
    claimant: Annotated[
        str | None, typer.Option("--claimant", metavar="VOLUNTEER", help="Of a couple: who claims.")
    ] = None,
    concern: Annotated[
        str | None,
        typer.Option("--concern", metavar="TEXT", help="Raises one; - reads it, @ edits."),
    ] = None,
    concern_kind: Annotated[
        ConcernKind | None, typer.Option("--concern-kind", help="What it is about, else other.")
    ] = None,
    action: Annotated[
        str | None, typer.Option("--action", metavar="TEXT", help="What was done about it at once.")
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Log a visit or contact, held today unless said otherwise.

    With the expenses of the day, and a concern that came up: all is recorded, or nothing.

    Example: ivtool visit log M-7 --on yesterday --from 14:00 --to 16:30 --miles 24
    """
    from ivtool.commands import visit_log_answers as answers
    from ivtool.domain.ids import MatchId
    from ivtool.domain.visits.records import Visit
    from ivtool.services.visits import plans

    run = run_of(ctx)
    day = run.day(on)
    next_day = run.day(planned, "--next", ahead=True)
    came_of = _outcome(outcome, called_off, missed=missed)
    lasted = _minutes(minutes, hours, begin, end)
    said = typed_texts(
        {
            "--words": child_words,
            "--note": note,
            "--receipt-why": receipt_why,
            "--concern": concern,
            "--action": action,
        },
        [("--spend", each) for each in spend or ()],
    )
    visit = Visit(
        MatchId(0),
        day,
        kind,
        came_of or VisitOutcome.HELD,
        minutes=lasted,
        activity=activity,
        place=place,
        mood=mood,
        child_words=said["--words"],
        note=said["--note"],
        next_planned_on=next_day,
    )
    raised = None
    if concern is not None:
        words = said["--concern"]
        if words is None:
            raise NotUnderstood("--concern wants some words", HELP)
        about = concern_kind or ConcernKind.OTHER
        raised = plans.SaidConcern(about, words, said["--action"], run.actor)
    elif concern_kind is not None or action is not None:
        raise NotUnderstood("--concern-kind and --action go with --concern", HELP)
    items = _items(miles, vehicle, spend or ())
    claim = None
    if items:
        from ivtool.services.expenses.claims import AskedClaim

        claim = AskedClaim(
            day, run.today, items, receipt=receipt, receipt_why=said["--receipt-why"]
        )
    elif receipt is not None or receipt_why is not None or claimant is not None:
        raise NotUnderstood("--receipt and --claimant go with --miles or --spend", HELP)
    with run.writing() as writer:
        visited = run.find_match(writer.reader, match)
        whose = run.find(writer.reader, VOLUNTEER, claimant)
        logged = plans.log_with(
            writer,
            visited,
            visit,
            run.today,
            again=again,
            claim=claim,
            claimant=whose,
            concern=raised,
        )
    run.show(answers.logged(logged, run.today), shown_as)


def correct(
    ctx: typer.Context,
    entry: EntryArgument,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="The day that it was.")
    ] = None,
    minutes: MinutesOption = None,
    hours: HoursOption = None,
    begin: BeginOption = None,
    end: EndOption = None,
    outcome: Annotated[
        VisitOutcome | None, typer.Option("--outcome", help="What came of it.")
    ] = None,
    called_off: CalledOffOption = None,
    missed: MissedOption = False,
    kind: Annotated[VisitKind | None, typer.Option("--kind", help="What it was.")] = None,
    activity: ActivityOption = None,
    place: PlaceOption = None,
    mood: MoodOption = None,
    child_words: ChildWordsOption = None,
    note: NoteOption = None,
    planned: NextOption = None,
    again: AgainOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Put right what an entry says.

    Only what is named changes, and the history keeps both.

    Example: ivtool visit correct L-12 --on 14/11/2026 --minutes 120
    """
    from ivtool.commands import visit_answers as answers
    from ivtool.domain.visits.records import Visit
    from ivtool.services.visits import corrections

    run = run_of(ctx)
    day, next_day = run.day(on), run.day(planned, "--next", ahead=True)
    came_of = _outcome(outcome, called_off, missed=missed)
    lasted = _minutes(minutes, hours, begin, end)
    said = typed_texts({"--words": child_words, "--note": note})
    asked: dict[str, Any] = {
        "visited_on": day, "kind": kind, "outcome": came_of, "minutes": lasted,
        "activity": activity, "place": place, "mood": mood, "child_words": said["--words"],
        "note": said["--note"], "next_planned_on": next_day,
    }  # fmt: skip
    changes = {name: value for name, value in asked.items() if value is not None}
    if not changes:
        raise NotUnderstood("visit correct wants what it puts right", "ivtool visit correct --help")
    with run.writing(corrects=True) as writer:
        visit = run.find_record(writer.reader, Visit, entry)
        corrected = corrections.correct_visit(writer, visit, changes, run.today, again=again)
    run.show(answers.corrected(corrected), shown_as)


def _outcome(
    outcome: VisitOutcome | None, called_off: CalledOffBy | None, *, missed: bool
) -> VisitOutcome | None:
    if (outcome is not None) + (called_off is not None) + missed > 1:
        raise NotUnderstood("only one of --outcome, --cancelled-by and --missed", HELP)
    if called_off is not None:
        return called_off.outcome
    return VisitOutcome.MISSED if missed else outcome


def _minutes(
    minutes: int | None, hours: str | None, begin: str | None, end: str | None
) -> int | None:
    if (begin is None) != (end is None):
        raise NotUnderstood("--from and --to go together", HELP)
    if (minutes is not None) + (hours is not None) + (begin is not None) > 1:
        raise NotUnderstood("only one of --minutes, --hours and --from with --to", HELP)
    if minutes is not None or (hours is None and begin is None):
        return minutes
    from ivtool.domain import times

    option, text, forms = "--hours", hours or "", times.HOURS_FORMS
    try:
        if hours is not None:
            return times.minutes_of_hours(hours)
        option, text, forms = "--from", begin or "", times.TIME_FORMS
        times.minute_of_day(text)
        option, text = "--to", end or ""
        return times.minutes_between(begin or "", text)
    except ValueError as error:
        raise NotUnderstood(f"{option}: {text!r} {error}", f"{option} is {forms}") from None


def _items(miles: str | None, vehicle: Vehicle | None, spend: "Sequence[str]") -> "list[Item]":
    if miles is None and vehicle is not None:
        raise NotUnderstood("--vehicle goes with --miles", HELP)
    if miles is None and not spend:
        return []
    from ivtool.services.expenses.claims import Item

    items = [Item(*each) for each in typed_items(spend, "--spend")]
    if miles is not None:
        tenths = typed_miles(miles)
        items.insert(0, Item(ExpenseCategory.MILEAGE, miles_tenths=tenths, vehicle=vehicle))
    return items
