"""The "This is me" book: a volunteer's own page for children, in sections and versions.

A version that is not completed is open, and there is one at most; what is changed after that is
another version. Source: docs/DOMAIN.md, section 3.
"""

from collections.abc import Collection, Mapping
from datetime import date

from ivtool.domain.days import problems_ahead
from ivtool.domain.recruitment.vocabulary import BookSection
from ivtool.errors import Problem

Sections = Mapping[BookSection, str]


def spoken_sections(sections: Collection[BookSection]) -> str:
    """How much of a book is written, as a sentence tells it."""
    return f"{len(sections)} of {len(BookSection)} sections"


def problems_with_book(
    volunteer: str,
    said: Sections,
    *,
    completed: bool,
    is_open: bool,
    before: Sections,
    on: date,
    today: date,
) -> list[Problem]:
    """Why a book cannot be written so: every reason.

    `before` is what the latest version says, and `is_open` whether it is not completed. A book may
    be completed with sections missing here: the page may be on paper.
    """
    command = f"ivtool volunteer book {volunteer}"
    problems = problems_ahead([("the book", on)], today, "book")
    new = {section for section, text in said.items() if before.get(section) != text}
    if not said and not completed:
        text = "it is said neither what the book says nor that it is completed"
        problems.append(Problem("book.nothing_said", text, f'{command} --about-me "…"'))
    elif not said and not is_open:
        text = "no version is being written; a page on paper is completed as evidence"
        hint = f"ivtool volunteer check {volunteer} book"
        problems.append(Problem("book.nothing_to_complete", text, hint))
    elif said and not new and not (is_open and completed):
        text = "the latest version says that already"
        problems.append(Problem("book.already", text, f"ivtool volunteer show {volunteer}"))
    return problems
