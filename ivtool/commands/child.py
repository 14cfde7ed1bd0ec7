"""`ivtool child …`: children, where they live and who works with them."""

from enum import StrEnum
from typing import Annotated

import typer

from ivtool.commands.frame import CHILD, run_of
from ivtool.commands.options import (
    AS_THEY_SAY,
    FIRST_HALF,
    TEXT,
    AnywayOption,
    AsOfOption,
    AuthorityOption,
    AvailabilityOption,
    BornOption,
    ChildArgument,
    CorrectOption,
    Elsewhere,
    FormatOption,
    ResponsibleOption,
    WhenOption,
    WithdrawOption,
    elsewhere,
    group,
)
from ivtool.commands.parsing import (
    LookedAfterOption,
    YesNo,
    birth_day,
    slots,
    truth,
    typed_text,
)
from ivtool.domain.children.vocabulary import WorkerRole
from ivtool.domain.people import listed
from ivtool.domain.sentences import words
from ivtool.errors import NotUnderstood

app = group("Children, where they live and who works with them.")


class ChildField(StrEnum):
    """What is recorded of a child and may be cleared again; everything but the name."""

    BORN = "born"
    GENDER = "gender"
    ETHNICITY = "ethnicity"
    RELIGION = "religion"
    LANGUAGE = "language"
    DISABILITY = "disability"
    LOOKED_AFTER = "looked_after"
    AUTHORITY = "authority"
    INTERESTS = "interests"
    LIKES = "likes"
    DISLIKES = "dislikes"
    WANTS_GENDER = "wants_gender"
    WANTS_GENDER_MUST = "wants_gender_must"
    NO_CONTACT = "no_contact"
    RISKS = "risks"
    HEALTH = "health"
    LEGAL_STATUS = "legal_status"
    INTERPRETER = "interpreter"
    UNACCOMPANIED = "unaccompanied"
    NEEDS_DEVELOPMENTAL = "needs_developmental"
    NEEDS_SOCIAL = "needs_social"
    NEEDS_EMOTIONAL = "needs_emotional"
    NEEDS_RELIGIOUS = "needs_religious"
    NEEDS_CULTURAL = "needs_cultural"
    HELP_NEEDED = "help_needed"
    AVAILABILITY = "availability"


WordOption = typer.Option(metavar="WORD", help=AS_THEY_SAY)
NEED = typer.Option(metavar="TEXT", help="What they need there; - reads it.")


@app.command("list")
def list_(
    ctx: typer.Context,
    authority: AuthorityOption = None,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """List the children: age, in area or not, looked after, match.

    Example: ivtool child list --authority Fenmarsh
    """
    from ivtool.reports.children import children

    run = run_of(ctx)
    listing = run.read(children.child_list, run.past_day(as_of), run.names, authority=authority)
    run.show(listing, shown_as)


@app.command()
def show(
    ctx: typer.Context,
    child: ChildArgument,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Show one child: homes, the people around, referrals and matches.

    Example: ivtool child show C-4
    """
    from ivtool.reports.children import children

    run = run_of(ctx)
    card = run.read(children.child_card, child, run.past_day(as_of), run.names)
    run.show(card, shown_as)


@app.command()
def voice(
    ctx: typer.Context,
    child: ChildArgument,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Show what a child said, in their own words, by day.

    On visits, of a match, and at its reviews.

    Example: ivtool child voice C-4
    """
    from ivtool.reports.support import voice as report

    run = run_of(ctx)
    listing = run.read(report.voice, child, run.past_day(as_of), run.names)
    run.show(listing, shown_as)


@app.command()
def edit(
    ctx: typer.Context,
    child: ChildArgument,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="The name it is known by.")
    ] = None,
    born: BornOption = None,
    gender: Annotated[str | None, WordOption] = None,
    ethnicity: Annotated[str | None, TEXT] = None,
    religion: Annotated[str | None, TEXT] = None,
    language: Annotated[str | None, WordOption] = None,
    interpreter: Annotated[
        YesNo | None, typer.Option("--interpreter", help="Whether one is needed.")
    ] = None,
    disability: Annotated[str | None, TEXT] = None,
    looked_after: LookedAfterOption = None,
    unaccompanied: Annotated[
        YesNo | None, typer.Option("--unaccompanied", help="Seeking asylum alone.")
    ] = None,
    legal_status: Annotated[str | None, TEXT] = None,
    authority: ResponsibleOption = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DAY", help="From when the authority does; else today."),
    ] = None,
    correct: Annotated[
        bool, typer.Option("--correct", help="The authority was a mistake; its day stays.")
    ] = False,
    interests: Annotated[
        str | None, typer.Option("--interests", metavar="TEXT", help='"chess; football"')
    ] = None,
    likes: Annotated[str | None, TEXT] = None,
    dislikes: Annotated[str | None, TEXT] = None,
    wants_gender: Annotated[
        str | None,
        typer.Option("--wants-gender", metavar="WORD", help="What the volunteer should be."),
    ] = None,
    must: Annotated[
        bool | None, typer.Option("--must/--prefer", help="Whether it has to be so.")
    ] = None,
    no_contact: Annotated[
        str | None,
        typer.Option("--no-contact", metavar="NAMES", help='Who must not: "a; b"; - reads them.'),
    ] = None,
    risks: Annotated[str | None, TEXT] = None,
    health: Annotated[str | None, TEXT] = None,
    developmental: Annotated[str | None, NEED] = None,
    social: Annotated[str | None, NEED] = None,
    emotional: Annotated[str | None, NEED] = None,
    religious: Annotated[str | None, NEED] = None,
    cultural: Annotated[str | None, NEED] = None,
    help_needed: Annotated[
        str | None,
        typer.Option("--help-needed", metavar="LIST", help="wheelchair; sign_language; autism"),
    ] = None,
    availability: AvailabilityOption = None,
    clear: Annotated[
        list[ChildField] | None,
        typer.Option("--clear", metavar="FIELD", help="No longer known; may be repeated."),
    ] = None,
    anyway: AnywayOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Record what is known of a child.

    Only what is named changes, and the history keeps both.
    Another authority holds from a day on: the months before keep theirs.

    Example: ivtool child edit C-4 --wants-gender female --must --looked-after yes
    """
    from ivtool.commands import child_answers as answers
    from ivtool.services.children import children

    run = run_of(ctx)
    birth = birth_day(born)
    day = run.day(on, "--on")
    texts = {
        "name": name,
        "gender": gender,
        "ethnicity": ethnicity,
        "religion": religion,
        "language": language,
        "disability": disability,
        "legal_status": legal_status,
        "authority": authority,
        "interests": interests,
        "likes": likes,
        "dislikes": dislikes,
        "wants_gender": wants_gender,
        "no_contact": no_contact,
        "risks": risks,
        "health": health,
        "needs_developmental": developmental,
        "needs_social": social,
        "needs_emotional": emotional,
        "needs_religious": religious,
        "needs_cultural": cultural,
    }
    asked: dict[str, object] = {
        field: typed_text(text, f"--{field.removeprefix('needs_').replace('_', '-')}")
        for field, text in texts.items()
    }
    asked |= {
        "date_of_birth": birth,
        "interpreter": truth(interpreter),
        "looked_after": truth(looked_after),
        "unaccompanied": truth(unaccompanied),
        "wants_gender_must": must,
        "help_needed": listed(help_needed),
        "availability": slots(availability),
    }
    changes = {field: value for field, value in asked.items() if value is not None}
    cleared = ["date_of_birth" if each is ChildField.BORN else each.value for each in clear or ()]
    with run.writing() as writer:
        number = run.find(writer.reader, CHILD, child)
        edited = children.edit_child(
            writer, number, changes, cleared, run.today, day, correct=correct, anyway=anyway
        )
    run.show(answers.edited(edited), shown_as)


@app.command()
def move(
    ctx: typer.Context,
    child: ChildArgument,
    on: WhenOption = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="WORDS", help="Foster care, and so on.")
    ] = None,
    postcode: Annotated[
        str | None, typer.Option("--postcode", metavar="POSTCODE", help=FIRST_HALF)
    ] = None,
    area: Annotated[
        str | None, typer.Option("--area", metavar="NAME", help="The authority of the place.")
    ] = None,
    provider: Annotated[
        str | None,
        typer.Option("--provider", metavar="NAME", help="Who accommodates the child there."),
    ] = None,
    correct: CorrectOption = False,
    withdraw: WithdrawOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Record where a child lives from a day on.

    A move ends neither referral nor match.

    Example: ivtool child move C-4 --on 3/11/2026 --kind "Foster care" --postcode "NR14 2NE"
    """
    from ivtool.commands import child_answers as answers
    from ivtool.services.children import children, stays

    run = run_of(ctx)
    day = run.day(on)
    said = any(each is not None for each in (on, kind, postcode, area, provider))
    _require_one(said=said, correct=correct, withdraw=withdraw, command="move")
    home = children.Home(
        typed_text(kind, "--kind"),
        typed_text(postcode, "--postcode"),
        typed_text(area, "--area"),
        typed_text(provider, "--provider"),
    )
    with run.writing(corrects=correct) as writer:
        number = run.find(writer.reader, CHILD, child)
        if withdraw:
            answer = answers.stay(stays.withdraw_home(writer, number))
        elif correct:
            answer = answers.stay(stays.correct_home(writer, number, home, day, run.today))
        else:
            moved = children.move_child(writer, number, home, day or run.today, run.today)
            answer = answers.moved(moved)
    run.show(answer, shown_as)


@app.command()
def worker(
    ctx: typer.Context,
    child: ChildArgument,
    role: Annotated[WorkerRole, typer.Argument(metavar="ROLE", help=words(WorkerRole))],
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="The worker's name.")] = None,
    on: WhenOption = None,
    phone: Annotated[
        str | None, typer.Option("--phone", metavar="NUMBER", help="By phone.")
    ] = None,
    email: Annotated[str | None, typer.Option("--email", metavar="TEXT", help="By e-mail.")] = None,
    correct: CorrectOption = False,
    withdraw: WithdrawOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Record who works with a child from a day on.

    Who did before ends the day before. A number alone is of who works with the child now.

    Example: ivtool child worker C-4 social_worker "A. Osier" --phone 01473000000 --on 1/11/2026
    """
    from ivtool.commands import child_answers as answers
    from ivtool.services.children import children, stays

    run = run_of(ctx)
    day = run.day(on)
    numbers = {"phone": typed_text(phone, "--phone"), "email": typed_text(email, "--email")}
    reached = {field: text for field, text in numbers.items() if text is not None}
    said = name is not None or on is not None or bool(reached)
    _require_one(said=said, correct=correct, withdraw=withdraw, command="worker")
    correct = correct or (name is None and on is None and bool(reached))
    if name is None and not (correct or withdraw):
        raise NotUnderstood("NAME says who it is", "ivtool child worker --help")
    with run.writing(corrects=correct) as writer:
        number = run.find(writer.reader, CHILD, child)
        if withdraw:
            answer = answers.stay(stays.withdraw_worker(writer, number, role))
        elif correct:
            done = stays.correct_worker(writer, number, role, name, day, run.today, reached)
            answer = answers.stay(done)
        else:
            begun_on = day or run.today
            set_to = children.set_worker(
                writer, number, role, name or "", begun_on, run.today, reached
            )
            answer = answers.worked_with(set_to)
    run.show(answer, shown_as)


elsewhere(app, "child_wish", "wish")
app.command("merge")(Elsewhere("merging", "child"))


def _require_one(*, said: bool, correct: bool, withdraw: bool, command: str) -> None:
    """Raises NotUnderstood where it is not clear what is put right, or what is taken back."""
    help_line = f"ivtool child {command} --help"
    if withdraw and (said or correct):
        raise NotUnderstood("--withdraw takes the latest one back, and goes alone", help_line)
    if correct and not said:
        raise NotUnderstood("--correct wants what it puts right", help_line)
