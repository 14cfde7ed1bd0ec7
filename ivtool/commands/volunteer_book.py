"""`ivtool volunteer book` and `purge`: the page for children, and what is no longer kept."""

from typing import Annotated

import typer

from ivtool.commands.frame import VOLUNTEER, run_of
from ivtool.commands.options import FormatOption, OnOption, VolunteerArgument
from ivtool.commands.parsing import typed_text
from ivtool.domain.recruitment.vocabulary import BookSection


def book(
    ctx: typer.Context,
    volunteer: VolunteerArgument,
    first_name: Annotated[
        str | None, typer.Option("--first-name", metavar="TEXT", help="What children call them.")
    ] = None,
    about_me: Annotated[
        str | None, typer.Option("--about-me", metavar="TEXT", help="About me; - reads it.")
    ] = None,
    likes: Annotated[
        str | None, typer.Option("--likes", metavar="TEXT", help="What I like; - reads it.")
    ] = None,
    animals: Annotated[
        str | None, typer.Option("--animals", metavar="TEXT", help="Animals; - reads it.")
    ] = None,
    food: Annotated[
        str | None, typer.Option("--food", metavar="TEXT", help="Food; - reads it.")
    ] = None,
    might_do: Annotated[
        str | None, typer.Option("--might-do", metavar="TEXT", help="What we might do; - reads it.")
    ] = None,
    picture: Annotated[
        str | None, typer.Option("--picture", metavar="TEXT", help="Where the picture is.")
    ] = None,
    completed: Annotated[
        bool, typer.Option("--completed", help="This version is done, and may be shown.")
    ] = False,
    on: OnOption = "today",
    shown_as: FormatOption = None,
) -> None:
    """Write the "This is me" book, a page for children.

    What is changed after it was completed is another version.

    Example: ivtool volunteer book V-118 --first-name Ann --food "pancakes" --completed
    """
    from ivtool.commands import volunteer_book_answers as answers
    from ivtool.services.recruitment import books

    run = run_of(ctx)
    given = {
        BookSection.FIRST_NAME: first_name,
        BookSection.ABOUT_ME: about_me,
        BookSection.LIKES: likes,
        BookSection.ANIMALS: animals,
        BookSection.FOOD: food,
        BookSection.MIGHT_DO: might_do,
        BookSection.PICTURE: picture,
    }
    said = {
        section: text
        for section, value in given.items()
        if (text := typed_text(value, f"--{section.value.replace('_', '-')}")) is not None
    }
    day = run.day(on)
    with run.writing() as writer:
        number = run.find(writer.reader, VOLUNTEER, volunteer)
        written = books.write_book(writer, number, said, day, run.today, completed=completed)
    run.show(answers.book_written(written), shown_as)


def purge(
    ctx: typer.Context,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only tell whose numbers are due to go.")
    ] = False,
    shown_as: FormatOption = None,
) -> None:
    """Forget the DBS certificate numbers that are due to go.

    They go from the history too. How long they are kept is policy retention.dbs_number_months.

    Example: ivtool volunteer purge --dry-run
    """
    from ivtool.commands import volunteer_book_answers as answers
    from ivtool.services.recruitment import purges

    run = run_of(ctx)
    if dry_run:
        found = run.read(purges.due_numbers, run.today)
    else:
        with run.writing() as writer:
            found = purges.purge_numbers(writer, run.today)
    run.show(answers.purged(found), shown_as)
