"""`ivtool referral …`: who has asked for an Independent Visitor."""

from typing import Annotated

import typer

from ivtool.commands.frame import REFERRAL, run_of
from ivtool.commands.options import (
    ONLY_THESE,
    OUTCOME,
    TEXT,
    AnywayOption,
    AsOfOption,
    AuthorityOption,
    BornOption,
    FormatOption,
    NoteOption,
    OnOption,
    ReferralArgument,
    ResponsibleOption,
    group,
)
from ivtool.commands.parsing import LookedAfterOption, birth_day, truth, typed_text
from ivtool.domain.children.referrals import ReferralReason
from ivtool.domain.children.vocabulary import (
    ReferralOutcome,
    ReferralSource,
    ReferralStatus,
    ReferralStep,
)
from ivtool.domain.sentences import words

app = group("Referrals: who has asked for an Independent Visitor.")
ReasonsOption = Annotated[
    list[ReferralReason] | None, typer.Option("--reasons", help="Why; may be repeated.")
]


@app.command("list")
def list_(
    ctx: typer.Context,
    status: Annotated[list[ReferralStatus] | None, ONLY_THESE] = None,
    source: Annotated[list[ReferralSource] | None, ONLY_THESE] = None,
    first: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="Received on this day or later.")
    ] = None,
    last: Annotated[
        str | None, typer.Option("--to", metavar="DAY", help="Received on this day or earlier.")
    ] = None,
    authority: AuthorityOption = None,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """List the referrals, and how long those that wait have waited.

    Example: ivtool referral list --status waiting --from 1/4/2026
    """
    from ivtool.reports.children import referrals

    run = run_of(ctx)
    day = run.past_day(as_of)
    received = run.days(None, first, last)
    listing = run.read(
        referrals.referral_list,
        day,
        run.names,
        received,
        statuses=status or (),
        sources=source or (),
        authority=authority,
    )
    run.show(listing, shown_as)


@app.command()
def show(
    ctx: typer.Context,
    referral: ReferralArgument,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Show one referral: its reasons, steps and matches.

    Example: ivtool referral show R-9
    """
    from ivtool.reports.children import referrals

    run = run_of(ctx)
    card = run.read(referrals.referral_card, referral, run.past_day(as_of), run.names)
    run.show(card, shown_as)


@app.command()
def add(
    ctx: typer.Context,
    child: Annotated[
        str, typer.Argument(metavar="CHILD", help="C-4 or the key of a known child; else a name.")
    ],
    source: Annotated[ReferralSource, typer.Option("--source", help="Who asks.")],
    authority: ResponsibleOption = None,
    reasons: ReasonsOption = None,
    looked_after: LookedAfterOption = None,
    born: BornOption = None,
    gender: Annotated[
        str | None, typer.Option("--gender", metavar="WORD", help="Of a new child.")
    ] = None,
    new_child: Annotated[
        bool, typer.Option("--new-child", help="Another child, though one has the same name.")
    ] = False,
    anyway: AnywayOption = False,
    on: OnOption = "today",
    shown_as: FormatOption = None,
) -> None:
    """Receive a referral, for a known child or a new one.

    The rest can come later.

    Example: ivtool referral add "Mo Hart" --authority Fenmarsh --source social_worker
    """
    from ivtool.commands import referral_answers as answers
    from ivtool.services.children import referrals

    run = run_of(ctx)
    day, birth = run.day(on), birth_day(born)
    asked = referrals.Asked(
        child,
        run.names,
        new_child,
        typed_text(authority, "--authority"),
        truth(looked_after),
        birth,
        typed_text(gender, "--gender"),
        anyway,
    )
    with run.writing() as writer:
        received = referrals.add_referral(writer, asked, source, reasons or (), day, run.today)
    run.show(answers.received(received), shown_as)


@app.command()
def edit(
    ctx: typer.Context,
    referral: ReferralArgument,
    reasons: ReasonsOption = None,
    source: Annotated[ReferralSource | None, typer.Option("--source", help="Who asked.")] = None,
    received: Annotated[
        str | None, typer.Option("--received", metavar="DAY", help="The day it was received.")
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Put right who asked, when and why.

    What is named takes the place of what was.

    Example: ivtool referral edit R-9 --reasons distance_from_home --reasons best_interests
    """
    from ivtool.commands import referral_answers as answers
    from ivtool.services.children import referrals

    run = run_of(ctx)
    day = run.day(received, "--received")
    with run.writing() as writer:
        number = run.find(writer.reader, REFERRAL, referral)
        edited = referrals.edit_referral(writer, number, reasons or (), source, day, run.today)
    run.show(answers.edited(edited), shown_as)


@app.command()
def record(
    ctx: typer.Context,
    referral: ReferralArgument,
    step: Annotated[ReferralStep, typer.Argument(metavar="STEP", help=words(ReferralStep))],
    on: OnOption = "today",
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Who visited, or who decided.")
    ] = None,
    note: NoteOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Record a form that came in, the staff visit, acceptance.

    The staff visit to the child comes before it waits for a volunteer.

    Example: ivtool referral record R-102 staff_visit --on yesterday --by "A. Osier"
    """
    from ivtool.commands import referral_answers as answers
    from ivtool.services.children import referrals

    run = run_of(ctx)
    day, said = run.day(on), typed_text(note, "--note")
    who = typed_text(by, "--by")
    with run.writing() as writer:
        number = run.find(writer.reader, REFERRAL, referral)
        taken = referrals.record_step(writer, number, step, day, who, said, run.today)
    run.show(answers.step_taken(taken), shown_as)


@app.command()
def close(
    ctx: typer.Context,
    referral: ReferralArgument,
    outcome: Annotated[ReferralOutcome, OUTCOME],
    on: OnOption = "today",
    why: Annotated[str | None, TEXT] = None,
    look_again: Annotated[
        str | None,
        typer.Option("--look-again", metavar="DAY", help="When a decision is looked at again."),
    ] = None,
    shown_as: FormatOption = None,
) -> None:
    """Close a referral, with its outcome; one that is declined says why.

    Example: ivtool referral close R-102 --outcome declined --why "a mentor" --look-again 1/6/2027
    """
    from ivtool.commands import referral_answers as answers
    from ivtool.services.children import referrals

    run = run_of(ctx)
    day = run.day(on)
    again = run.day(look_again, "--look-again", ahead=True)
    said = typed_text(why, "--why")
    with run.writing() as writer:
        number = run.find(writer.reader, REFERRAL, referral)
        closed = referrals.close_referral(writer, number, outcome, day, said, again, run.today)
    run.show(answers.closed(closed), shown_as)


@app.command()
def reopen(
    ctx: typer.Context,
    referral: ReferralArgument,
    on: OnOption = "today",
    shown_as: FormatOption = None,
) -> None:
    """Open a closed referral again.

    The days still count from its receipt.

    Example: ivtool referral reopen R-3
    """
    from ivtool.commands import referral_answers as answers
    from ivtool.services.children import referrals

    run = run_of(ctx)
    day = run.day(on)
    with run.writing() as writer:
        number = run.find(writer.reader, REFERRAL, referral)
        reopened = referrals.reopen_referral(writer, number, day, run.today)
    run.show(answers.reopened(reopened), shown_as)
