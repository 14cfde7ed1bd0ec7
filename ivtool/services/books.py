"""Writing a volunteer's "This is me" book, version after version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import select

from ivtool.domain.books import Sections, problems_with_book
from ivtool.domain.refs import volunteer_ref
from ivtool.domain.sayings import Said
from ivtool.domain.words import BookSection, CheckKind
from ivtool.errors import Refused
from ivtool.facts import books as book_facts
from ivtool.services.evidence import record_check
from ivtool.tables import BookPage, VolunteerCheck
from ivtool.writer import Writer


@dataclass(frozen=True, slots=True)
class WrittenBook:
    """A version of a book as it now stands; `completed_on` is None while it is being written."""

    volunteer: int
    version: int
    sections: Sequence[BookSection]
    completed_on: date | None


def write_book(
    writer: Writer, number: int, said: Sections, on: date, today: date, *, completed: bool
) -> WrittenBook:
    """Write sections of a book, and complete it if it is said so.

    An open version is changed; else another begins with what the last one says. Raises Refused.
    """
    reader = writer.reader
    ref = volunteer_ref(number)
    versions = book_facts.versions(reader, number, date.max)
    latest = versions[-1] if versions else None
    is_open = latest is not None and latest.completed_on is None
    before = latest.sections if latest is not None else {}
    problems = problems_with_book(
        ref, said, completed=completed, is_open=is_open, before=before, on=on, today=today
    )
    if problems:
        raise Refused(f"the book of {ref} cannot be written so", problems)
    if latest is not None and is_open:
        check = latest.number
    else:
        row = VolunteerCheck(volunteer_id=number, kind=CheckKind.BOOK.value, asked_on=on)
        writer.session.add(row)
        writer.session.flush()
        check = row.id or 0
    _write(writer, check, said if is_open else {**before, **said})
    if completed:
        record_check(writer, number, CheckKind.BOOK, Said(on=on), None, today, record=check)
    written = book_facts.versions(reader, number, date.max)[-1]
    return WrittenBook(number, written.version, list(written.sections), written.completed_on)


def _write(writer: Writer, check: int, sections: Sections) -> None:
    pages = {
        page.section: page
        for page in writer.session.exec(select(BookPage).where(BookPage.check_id == check))
    }
    for section, words in sections.items():
        page = pages.get(section.value)
        if page is None:
            page = BookPage(check_id=check, section=section.value, words=words)
        page.words = words
        writer.session.add(page)
    writer.session.flush()
