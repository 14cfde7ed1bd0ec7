"""`ivtool volunteer …`: who they are, how far they have come, who is clear to visit."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from ivtool.commands.frame import VOLUNTEER, run_of
from ivtool.commands.options import (
    AS_THEY_SAY,
    FIRST_HALF,
    ONLY_THESE,
    AnywayOption,
    AsOfOption,
    AvailabilityOption,
    CorrectOption,
    Elsewhere,
    FormatOption,
    NameArgument,
    NoteOption,
    OnOption,
    VolunteerArgument,
    WhenOption,
    elsewhere,
    group,
    whole,
)
from ivtool.commands.parsing import birth_day, slots, typed_text
from ivtool.domain.people import listed
from ivtool.domain.recruitment.vocabulary import Stage, VolunteerStanding
from ivtool.errors import NotUnderstood

app = group("Volunteers: how far they have come, who is clear to visit.")
elsewhere(app, "volunteer_check", "check")
elsewhere(app, "volunteer_book", "book", "purge")


class VolunteerField(StrEnum):
    """What of a volunteer may be cleared, by the name of its option."""

    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    POSTCODE = "postcode"
    BORN = "born"
    GENDER = "gender"
    LANGUAGES = "languages"
    INTERESTS = "interests"
    DRIVES = "drives"
    MIN_AGE = "min-age"
    MAX_AGE = "max-age"
    MAX_MILES = "max-miles"
    EXPERIENCE = "experience"
    COMMITMENT = "commitment"
    SKILLS = "skills"
    AVAILABILITY = "availability"
    CULTURE = "culture"


# Where the option is not called as the record's field is.
FIELDS = {
    VolunteerField.BORN: "date_of_birth",
    VolunteerField.MIN_AGE: "min_child_age",
    VolunteerField.MAX_AGE: "max_child_age",
    VolunteerField.COMMITMENT: "commitment_months",
}
EmailOption = Annotated[str | None, typer.Option("--email", metavar="TEXT", help="By e-mail.")]
PhoneOption = Annotated[str | None, typer.Option("--phone", metavar="NUMBER", help="By phone.")]
AddressOption = Annotated[
    str | None, typer.Option("--address", metavar="TEXT", help="By post; - reads it.")
]
PostcodeOption = Annotated[str | None, typer.Option("--postcode", metavar="TEXT", help=FIRST_HALF)]
BornOption = Annotated[
    str | None, typer.Option("--born", metavar="DAY", help="The year with all four digits.")
]
GenderOption = Annotated[str | None, typer.Option("--gender", metavar="TEXT", help=AS_THEY_SAY)]
LanguagesOption = Annotated[
    str | None, typer.Option("--languages", metavar="LIST", help="Polish; BSL")
]
InterestsOption = Annotated[
    str | None, typer.Option("--interests", metavar="LIST", help="football; baking")
]
DrivesOption = Annotated[
    bool | None, typer.Option("--drives/--no-drives", help="Has a car to use.")
]
CapacityOption = Annotated[
    int | None,
    typer.Option("--capacity", parser=whole, metavar="N", help="Live matches at once, else 1."),
]
MinAgeOption = Annotated[
    int | None,
    typer.Option(
        "--min-age", parser=whole, metavar="N", help="The youngest child they would visit."
    ),
]
MaxAgeOption = Annotated[
    int | None,
    typer.Option("--max-age", parser=whole, metavar="N", help="The oldest child they would visit."),
]
MaxMilesOption = Annotated[
    int | None,
    typer.Option("--max-miles", parser=whole, metavar="N", help="How far they would go."),
]
ExperienceOption = Annotated[
    str | None,
    typer.Option("--experience", metavar="TEXT", help="With children, in short; - reads it."),
]
CommitmentOption = Annotated[
    int | None,
    typer.Option(
        "--commitment",
        parser=whole,
        metavar="MONTHS",
        help="How long they mean to stay, else policy.",
    ),
]
SkillsOption = Annotated[
    str | None, typer.Option("--skills", metavar="LIST", help="wheelchair; sign_language; autism")
]
CultureOption = Annotated[
    str | None, typer.Option("--culture", metavar="LIST", help="Caribbean; Traveller")
]


@app.command("list")
def list_(
    ctx: typer.Context,
    stage: Annotated[list[Stage] | None, ONLY_THESE] = None,
    standing: Annotated[list[VolunteerStanding] | None, ONLY_THESE] = None,
    clear: Annotated[
        bool | None, typer.Option("--clear/--not-clear", help="Only who is clear to visit, or not.")
    ] = None,
    lead: Annotated[
        str | None, typer.Option("--lead", metavar="STAFF", help="Only whom they lead.")
    ] = None,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """List the volunteers: stage, standing, clear to visit or not.

    Example: ivtool volunteer list --stage approved --not-clear
    """
    from ivtool.reports.recruitment import volunteers

    run = run_of(ctx)
    listing = run.read(
        volunteers.volunteer_list,
        run.past_day(as_of),
        run.names,
        stages=stage or (),
        standings=standing or (),
        clear=clear,
        lead=lead,
    )
    run.show(listing, shown_as)


@app.command()
def show(
    ctx: typer.Context,
    volunteer: VolunteerArgument,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Show one volunteer: the whole path to approval.

    Stage by stage what is in, until when, what lacks, and the command that records it.

    Example: ivtool volunteer show V-12
    """
    from ivtool.reports.recruitment import volunteers

    run = run_of(ctx)
    card = run.read(volunteers.volunteer_card, volunteer, run.past_day(as_of), run.names)
    run.show(card, shown_as)


@app.command()
def add(
    ctx: typer.Context,
    name: NameArgument,
    email: EmailOption = None,
    phone: PhoneOption = None,
    address: AddressOption = None,
    postcode: PostcodeOption = None,
    born: BornOption = None,
    gender: GenderOption = None,
    languages: LanguagesOption = None,
    interests: InterestsOption = None,
    drives: DrivesOption = None,
    capacity: CapacityOption = None,
    min_age: MinAgeOption = None,
    max_age: MaxAgeOption = None,
    max_miles: MaxMilesOption = None,
    experience: ExperienceOption = None,
    commitment: CommitmentOption = None,
    skills: SkillsOption = None,
    availability: AvailabilityOption = None,
    culture: CultureOption = None,
    on: OnOption = "today",
    anyway: AnywayOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Add somebody who is interested.

    A name, and one way to reach them; the rest can wait.

    Example: ivtool volunteer add "Ann Lee" --phone 07700900123
    """
    from ivtool.commands import volunteer_answers as answers
    from ivtool.services.recruitment import volunteers

    run = run_of(ctx)
    asked = {
        "name": name, "email": email, "phone": phone, "address": address, "postcode": postcode,
        "date_of_birth": born, "gender": gender, "languages": languages, "interests": interests,
        "drives": drives, "capacity": capacity, "min_child_age": min_age,
        "max_child_age": max_age, "max_miles": max_miles, "experience": experience,
        "commitment_months": commitment, "skills": skills, "culture": culture,
        "availability": slots(availability),
    }  # fmt: skip
    day, details = run.day(on), _details(asked)
    with run.writing() as writer:
        added = volunteers.add_volunteer(writer, details, day, run.actor, run.today, anyway=anyway)
    run.show(answers.added(added), shown_as)


@app.command()
def edit(
    ctx: typer.Context,
    volunteer: VolunteerArgument,
    name: Annotated[
        str | None, typer.Option("--name", metavar="TEXT", help="As it should be.")
    ] = None,
    email: EmailOption = None,
    phone: PhoneOption = None,
    address: AddressOption = None,
    postcode: PostcodeOption = None,
    born: BornOption = None,
    gender: GenderOption = None,
    languages: LanguagesOption = None,
    interests: InterestsOption = None,
    drives: DrivesOption = None,
    capacity: CapacityOption = None,
    min_age: MinAgeOption = None,
    max_age: MaxAgeOption = None,
    max_miles: MaxMilesOption = None,
    experience: ExperienceOption = None,
    commitment: CommitmentOption = None,
    skills: SkillsOption = None,
    availability: AvailabilityOption = None,
    culture: CultureOption = None,
    clear: Annotated[
        list[VolunteerField] | None,
        typer.Option("--clear", help="Make this not known; may be repeated."),
    ] = None,
    anyway: AnywayOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Put right what is known of a volunteer.

    Only what is named changes.

    Example: ivtool volunteer edit V-12 --born 4/3/1985 --languages "Polish; BSL"
    """
    from ivtool.commands import volunteer_answers as answers
    from ivtool.services.recruitment import volunteers

    run = run_of(ctx)
    asked = {
        "name": name, "email": email, "phone": phone, "address": address, "postcode": postcode,
        "date_of_birth": born, "gender": gender, "languages": languages, "interests": interests,
        "drives": drives, "capacity": capacity, "min_child_age": min_age,
        "max_child_age": max_age, "max_miles": max_miles, "experience": experience,
        "commitment_months": commitment, "skills": skills, "culture": culture,
        "availability": slots(availability),
    }  # fmt: skip
    details = _details(asked)
    cleared = [FIELDS.get(each, each.replace("-", "_")) for each in clear or ()]
    with run.writing() as writer:
        number = run.find(writer.reader, VOLUNTEER, volunteer)
        edited = volunteers.edit_volunteer(
            writer, number, details, cleared, run.today, anyway=anyway
        )
    run.show(answers.edited(edited), shown_as)


@app.command()
def advance(
    ctx: typer.Context,
    volunteer: VolunteerArgument,
    to: Annotated[
        Stage | None, typer.Option("--to", help="As far as this stage, else the next.")
    ] = None,
    on: WhenOption = None,
    note: NoteOption = None,
    correct: CorrectOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Record that a volunteer reached the next stage.

    Or several stages, once every gate holds. With --correct the day or the note of a stage that was
    reached is put right, of the last one where none is named.

    Example: ivtool volunteer advance V-118 --to approved --on yesterday
    """
    from ivtool.commands import volunteer_answers as answers
    from ivtool.services.recruitment import volunteers

    run = run_of(ctx)
    day, said = run.day(on), typed_text(note, "--note")
    if correct and day is None and said is None:
        raise NotUnderstood("--correct goes with --on or --note", "ivtool volunteer advance --help")
    with run.writing(corrects=correct) as writer:
        number = run.find(writer.reader, VOLUNTEER, volunteer)
        if correct:
            advanced = volunteers.correct_stage(writer, number, to, day, said, run.today)
        else:
            reached_on = day or run.today
            advanced = volunteers.advance_volunteer(
                writer, number, to, reached_on, said, run.actor, run.today
            )
    run.show(answers.advanced(advanced, corrected=correct), shown_as)


elsewhere(app, "volunteer_spells", "hold", "leave", "return", "waive")
app.command("merge")(Elsewhere("merging", "volunteer"))


def _details(asked: dict[str, Any]) -> dict[str, Any]:
    """What was said of a person: texts trimmed, lists written one way, a birth as a day."""
    details = {name: value for name, value in asked.items() if value is not None}
    # Before an editor opens: what is typed there must not be lost.
    if "date_of_birth" in details:
        details["date_of_birth"] = birth_day(details["date_of_birth"], "4/3/1985")
    for name in ("languages", "interests", "skills", "culture"):
        if name in details:
            details[name] = listed(details[name])
    for name in ("address", "experience"):
        if name in details:
            details[name] = typed_text(details[name], f"--{name}")
    for name, value in details.items():
        if isinstance(value, str):
            # A name that is blank is refused; anything else that is blank is not known.
            details[name] = " ".join(value.split()) or ("" if name == "name" else None)
    return details
