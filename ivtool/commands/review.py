"""`ivtool review …`: children's statutory reviews, planned and held, and the visitor there."""

from typing import Annotated, Any

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import (
    AsOfOption,
    AuthorityOption,
    ChildArgument,
    ChildOption,
    FormatOption,
    NoteOption,
    OnOption,
    group,
)
from ivtool.commands.parsing import YesNo, truth, typed_text
from ivtool.domain.support.vocabulary import Wanted
from ivtool.errors import NotUnderstood

app = group("Children's statutory reviews: due, held, the visitor there.")

OfOption = Annotated[
    str, typer.Option("--of", metavar="DAY", help="Which: the day it was held, or planned for.")
]
ConsideredOption = Annotated[
    YesNo | None,
    typer.Option("--iv-considered", help="Whether an Independent Visitor was considered."),
]
WantsOption = Annotated[
    Wanted | None,
    typer.Option("--wants-iv", help="Whether the young person wants the visitor there."),
]
AttendedOption = Annotated[
    YesNo | None, typer.Option("--attended", help="Whether the visitor was there.")
]


@app.command()
def plan(
    ctx: typer.Context,
    child: ChildArgument,
    due: Annotated[
        str, typer.Option("--due", metavar="DAY", help="When it is to be; it may lie ahead.")
    ],
    shown_as: FormatOption = None,
) -> None:
    """Plan a child's statutory review.

    The first is due on the day planned, every other six months after the last one held.

    Example: ivtool review plan C-4 --due 3/12/2026
    """
    from ivtool.commands import review_answers as answers
    from ivtool.domain.children.records import Child
    from ivtool.services.support import reviews

    run = run_of(ctx)
    day = run.day(due, "--due", ahead=True)
    with run.writing() as writer:
        whose = run.find_record(writer.reader, Child, child)
        planned = reviews.plan_review(writer, whose, day, run.today)
    run.show(answers.of_child(planned), shown_as)


@app.command()
def held(
    ctx: typer.Context,
    child: ChildArgument,
    on: OnOption = "today",
    considered: ConsideredOption = None,
    wants: WantsOption = None,
    attended: AttendedOption = None,
    note: NoteOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Record that a child's statutory review was held.

    With what was decided about the visitor, who comes only where the young person says yes.

    Example: ivtool review held C-4 --on yesterday --iv-considered yes --wants-iv no --attended no
    """
    from ivtool.commands import review_answers as answers
    from ivtool.domain.children.records import Child
    from ivtool.services.support import reviews

    run = run_of(ctx)
    day = run.day(on)
    said = _said(considered, wants, attended, note)
    with run.writing() as writer:
        whose = run.find_record(writer.reader, Child, child)
        recorded = reviews.hold_review(writer, whose, day, said, run.today)
    run.show(answers.of_child(recorded), shown_as)


@app.command()
def correct(
    ctx: typer.Context,
    child: ChildArgument,
    of: OfOption,
    on: Annotated[
        str | None, typer.Option("--on", metavar="DAY", help="The day on which it was held.")
    ] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="DAY", help="The day that was planned.")
    ] = None,
    considered: ConsideredOption = None,
    wants: WantsOption = None,
    attended: AttendedOption = None,
    note: NoteOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Put right what a child's statutory review says.

    Only what is named changes, and the history keeps both.

    Example: ivtool review correct C-4 --of 3/12/2026 --due 10/12/2026
    """
    from ivtool.commands import review_answers as answers
    from ivtool.domain.children.records import Child
    from ivtool.services.support import reviews

    run = run_of(ctx)
    days = {"held_on": run.day(on), "due_on": run.day(due, "--due", ahead=True)}
    which = run.day(of, "--of", ahead=True)
    changes = {name: day for name, day in days.items() if day is not None}
    changes |= _said(considered, wants, attended, note)
    if not changes:
        raise NotUnderstood(
            "review correct wants what it puts right", "ivtool review correct --help"
        )
    with run.writing(corrects=True) as writer:
        whose = run.find_record(writer.reader, Child, child)
        corrected = reviews.correct_review(writer, whose, which, changes, run.today)
    run.show(answers.of_child(corrected), shown_as)


@app.command()
def withdraw(
    ctx: typer.Context,
    child: ChildArgument,
    of: OfOption,
    why: Annotated[
        str | None, typer.Option("--why", metavar="TEXT", help="Why; - reads it.")
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Take back a child's statutory review: it never was.

    The history keeps it, and it counts nowhere.

    Example: ivtool review withdraw C-4 --of 3/12/2026 --why "another child's"
    """
    from ivtool.commands import review_answers as answers
    from ivtool.domain.children.records import Child
    from ivtool.services.support import reviews

    run = run_of(ctx)
    which = run.day(of, "--of", ahead=True)
    said = typed_text(why, "--why")
    with run.writing() as writer:
        whose = run.find_record(writer.reader, Child, child)
        taken_back = reviews.withdraw_review(writer, whose, which, said, run.today)
    run.show(answers.of_child_withdrawn(taken_back), shown_as)


@app.command("list")
def list_(
    ctx: typer.Context,
    child: ChildOption = None,
    authority: AuthorityOption = None,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """List children's statutory reviews, held and to come.

    Example: ivtool review list --child C-4
    """
    from ivtool.reports.support import reviews as report

    run = run_of(ctx)
    listing = run.read(
        report.review_list, run.past_day(as_of), run.names, child=child, authority=authority
    )
    run.show(listing, shown_as)


def _said(
    considered: YesNo | None, wants: Wanted | None, attended: YesNo | None, note: str | None
) -> dict[str, Any]:
    asked = {
        "iv_considered": truth(considered),
        "wants_iv": wants,
        "iv_attended": truth(attended),
        "note": typed_text(note, "--note"),
    }
    return {name: value for name, value in asked.items() if value is not None}
