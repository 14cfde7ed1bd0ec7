"""`ivtool volunteer …` beside the stages: on hold, gone, back again, and gates that are waived."""

from typing import Annotated

import typer

from ivtool.commands.frame import VOLUNTEER, run_of
from ivtool.commands.options import (
    LISTED_ABOVE,
    REASON,
    CorrectOption,
    FormatOption,
    NoteOption,
    OnOption,
    UntilOption,
    VolunteerArgument,
    WhenOption,
    WithdrawOption,
    whole,
)
from ivtool.commands.parsing import typed_text
from ivtool.domain.recruitment.vocabulary import SpellEnd, Stage, Waivable


def hold(
    ctx: typer.Context,
    volunteer: VolunteerArgument,
    on: WhenOption = None,
    until: UntilOption = None,
    reason: Annotated[str | None, REASON] = None,
    end: Annotated[
        bool, typer.Option("--end", help="End it: the last day on hold is the day before.")
    ] = False,
    correct: CorrectOption = False,
    withdraw: WithdrawOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Put a volunteer on hold, or end that.

    Nobody on hold is clear to visit. The latest hold is put right, or taken back.

    Example: ivtool volunteer hold V-12 --until 31/12/2026 --reason "a new baby"
    """
    from ivtool.commands import volunteer_answers as answers
    from ivtool.domain.recruitment.records import VolunteerHold
    from ivtool.errors import NotUnderstood
    from ivtool.services.recruitment import holds

    run = run_of(ctx)
    if end and (until is not None or reason is not None):
        raise NotUnderstood("--end goes with --on alone", "ivtool volunteer hold --help")
    day = run.day(on, ahead=True)
    last = run.day(until, "--until", ahead=True)
    said = typed_text(reason, "--reason")
    asked = {"from_on": day, "until_on": last, "reason": said}
    changes = {name: each for name, each in asked.items() if each is not None}
    if end + correct + withdraw > 1 or (withdraw and changes) or (correct and not changes):
        raise NotUnderstood(
            "--correct goes with what it puts right, --withdraw alone",
            "ivtool volunteer hold --help",
        )
    with run.writing(corrects=correct) as writer:
        number = run.find(writer.reader, VOLUNTEER, volunteer)
        if end:
            answer = answers.hold_ended(holds.end_hold(writer, number, day or run.today))
        elif withdraw:
            answer = answers.hold_ended(holds.withdraw_hold(writer, number))
        elif correct:
            answer = answers.held(holds.correct_hold(writer, number, changes, run.today))
        else:
            hold = VolunteerHold(number, day or run.today, last, said)
            answer = answers.held(holds.hold_volunteer(writer, hold, run.today))
    run.show(answer, shown_as)


def leave(
    ctx: typer.Context,
    volunteer: VolunteerArgument,
    reason: Annotated[str | None, REASON] = None,
    on: WhenOption = None,
    how: Annotated[
        SpellEnd | None, typer.Option("--how", help="How it ended; else they left.")
    ] = None,
    correct: CorrectOption = False,
    withdraw: WithdrawOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Record that a volunteer has left, withdrew or was not accepted.

    The last leaving is put right, or taken back.

    Example: ivtool volunteer leave V-68 --on 20/11/2026 --reason "moved away"
    """
    from ivtool.commands import volunteer_answers as answers
    from ivtool.errors import NotUnderstood
    from ivtool.services.recruitment import holds

    run, help_line = run_of(ctx), "ivtool volunteer leave --help"
    day, said = run.day(on), typed_text(reason, "--reason")
    asked = {"ended_on": day, "ended_as": how, "reason": said}
    changes = {name: each for name, each in asked.items() if each is not None}
    if correct + withdraw > 1 or (withdraw and changes) or (correct and not changes):
        raise NotUnderstood("--correct goes with what it puts right, --withdraw alone", help_line)
    if reason is None and not (correct or withdraw):
        raise NotUnderstood("--reason says why", help_line)
    with run.writing(corrects=correct) as writer:
        number = run.find(writer.reader, VOLUNTEER, volunteer)
        if withdraw:
            left = holds.withdraw_leaving(writer, number)
        elif correct:
            left = holds.correct_leaving(writer, number, changes, run.today)
        else:
            came_to = how or SpellEnd.LEFT
            left = holds.leave(writer, number, day or run.today, came_to, said, run.today)
    run.show(answers.left(left), shown_as)


def return_(
    ctx: typer.Context,
    volunteer: VolunteerArgument,
    at: Annotated[
        Stage, typer.Option("--at", help="The stage that they start again at, once reached.")
    ],
    on: OnOption = "today",
    note: NoteOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Record that a volunteer who left has returned.

    Up to the stage nothing is asked for again; a panel decides anew.

    Example: ivtool volunteer return V-1 --at application_completed --on 20/11/2026
    """
    from ivtool.commands import volunteer_answers as answers
    from ivtool.services.recruitment import holds

    run = run_of(ctx)
    day, said = run.day(on), typed_text(note, "--note")
    with run.writing() as writer:
        number = run.find(writer.reader, VOLUNTEER, volunteer)
        returned = holds.return_volunteer(writer, number, at, day, said, run.actor, run.today)
    run.show(answers.returned(returned), shown_as)


def waive(
    ctx: typer.Context,
    volunteer: VolunteerArgument,
    gate: Annotated[Waivable, typer.Argument(metavar="GATE", help=LISTED_ABOVE)],
    until: Annotated[
        str | None, typer.Option("--until", metavar="DAY", help="The last day that it is waived.")
    ] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who waives it.")] = None,
    reason: Annotated[str | None, REASON] = None,
    slot: Annotated[
        int | None,
        typer.Option("--slot", parser=whole, metavar="1|2", help="Which referee or reference."),
    ] = None,
    module: Annotated[
        str | None, typer.Option("--module", metavar="MODULE", help="Which module of training.")
    ] = None,
    on: WhenOption = None,
    end: Annotated[
        bool, typer.Option("--end", help="End it: the last day waived is the day before.")
    ] = False,
    correct: CorrectOption = False,
    withdraw: WithdrawOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Waive a gate for one volunteer, or end that.

    Until a day, by somebody, with a reason; shown wherever the gate would be. The latest waiver of
    the gate is put right, or taken back. GATE is pack, chat,
    application, referee, interview, dbs, overseas, childrens_services, medical, reference,
    safeguarding, training, book, panel, independence or code_of_conduct.

    Example: ivtool volunteer waive V-118 medical --until 31/12/2026 --by "R. Hale" --reason "the surgery is slow"
    """  # noqa: E501 - one example, one line
    from ivtool.commands import volunteer_answers as answers
    from ivtool.domain.recruitment.records import Waiver
    from ivtool.domain.recruitment.trainings import kept_module
    from ivtool.errors import NotUnderstood
    from ivtool.services.recruitment import waivers

    run = run_of(ctx)
    help_line = "ivtool volunteer waive --help"
    if end and any(each is not None for each in (until, by, reason)):
        raise NotUnderstood("--end goes with --on, --slot and --module alone", help_line)
    day, last = run.day(on, ahead=True), run.day(until, "--until", ahead=True)
    module = None if module is None else kept_module(module)
    who, why = " ".join((by or "").split()), typed_text(reason, "--reason") or ""
    asked = {"from_on": day, "until_on": last, "waived_by": who or None, "reason": why or None}
    changes = {name: each for name, each in asked.items() if each is not None}
    if end + correct + withdraw > 1 or (withdraw and changes) or (correct and not changes):
        said = "--correct goes with what it puts right, --withdraw with --slot and --module alone"
        raise NotUnderstood(said, help_line)
    if last is None and not (end or correct or withdraw):
        raise NotUnderstood("a waiver has a last day: --until DAY", help_line)
    with run.writing(corrects=correct) as writer:
        number = run.find(writer.reader, VOLUNTEER, volunteer)
        begun_on = day or run.today
        if end:
            waived = waivers.end_waiver(writer, number, gate, slot, module, begun_on, run.today)
        elif correct or withdraw:
            waived = waivers.change_waiver(writer, number, gate, slot, module, changes, run.today)
        else:
            new = Waiver(number, gate, who, why, begun_on, last or begun_on, slot, module)
            waived = waivers.waive_gate(writer, new, run.today)
    over = end or withdraw
    run.show(answers.waiver_ended(waived) if over else answers.waived(waived), shown_as)
