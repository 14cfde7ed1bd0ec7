"""Answers about the book, and what is no longer kept of volunteers."""

from typing import TYPE_CHECKING

from ivtool.domain.days import spelled_day
from ivtool.domain.recruitment.books import spoken_sections
from ivtool.domain.recruitment.vocabulary import BookSection
from ivtool.domain.refs import volunteer_ref
from ivtool.domain.sentences import counted
from ivtool.rendering import Answer

if TYPE_CHECKING:
    from ivtool.services.recruitment.books import WrittenBook
    from ivtool.services.recruitment.purges import PurgedNumbers


def book_written(book: "WrittenBook") -> Answer:
    """A version of a volunteer's book."""
    ref = volunteer_ref(book.volunteer)
    said = f"{ref}: version {book.version} of the book, {spoken_sections(book.sections)}"
    if book.completed_on is not None:
        said += f"; completed on {spelled_day(book.completed_on)}"
    lacking = [each.value.replace("_", " ") for each in BookSection if each not in book.sections]
    sentences = [f"{said}."]
    if lacking:
        sentences.append(f"Not written here: {', '.join(lacking)}.")
    if book.completed_on is None:
        sentences.append(f"When it is done: ivtool volunteer book {ref} --completed")
    return Answer(
        sentences,
        {
            "ref": ref,
            "version": book.version,
            "sections": list(book.sections),
            "lacking_sections": [each for each in BookSection if each not in book.sections],
            "completed_on": book.completed_on,
        },
    )


def purged(found: "PurgedNumbers") -> Answer:
    """The DBS certificate numbers that have gone, or would go."""
    people = [volunteer_ref(each) for each in found.volunteers]
    count = len(people)
    if not people:
        sentence = "No DBS certificate number is due to go."
    else:
        numbers = counted(count, "DBS certificate number is", "DBS certificate numbers are")
        gone = "due to go" if found.only_shown else "gone"
        sentence = f"{numbers} {gone}: {', '.join(people)}."
    warnings = []
    if people and not found.only_shown:
        warnings.append("backups made before today keep them until they are removed")
    return Answer(
        [sentence], {"volunteers": people, "count": count, "dry_run": found.only_shown}, warnings
    )
