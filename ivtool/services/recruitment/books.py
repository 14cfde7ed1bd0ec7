"""Writing a volunteer's "This is me" book, version after version."""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.ids import VolunteerId
from ivtool.domain.recruitment.books import Sections, problems_with_book
from ivtool.domain.recruitment.evidence_entries import Entry
from ivtool.domain.recruitment.records import BookPage, VolunteerCheck
from ivtool.domain.recruitment.vocabulary import BookSection, CheckKind
from ivtool.errors import Refused
from ivtool.queries import policy as policy_queries
from ivtool.queries.recruitment import books as book_queries
from ivtool.services.recruitment.evidence import record_about
from ivtool.state.recruitment.volunteers import recruit
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class WrittenBook(NamedTuple):
    """A version of a book as it now stands; `completed_on` is None while it is being written."""

    volunteer: VolunteerId
    version: int
    sections: Sequence[BookSection]
    completed_on: date | None


def write_book(
    writer: Writer, number: VolunteerId, said: Sections, on: date, today: date, *, completed: bool
) -> WrittenBook:
    """Write sections of a book, and complete it if it is said so.

    An open version is changed; else another begins with what the last one says. Raises Refused.
    """
    reader = writer.reader
    who = recruit(reader, number)
    versions = book_queries.versions(reader, who.checks, date.max)
    latest = versions[-1] if versions else None
    is_open = latest is not None and latest.completed_on is None
    before = latest.sections if latest is not None else {}
    problems = problems_with_book(
        who.ref, said, completed=completed, is_open=is_open, before=before, on=on, today=today
    )
    if problems:
        raise Refused(f"the book of {who.ref} cannot be written so", problems)
    book = VolunteerCheck(who.volunteer.id, CheckKind.BOOK)
    if latest is not None and is_open:
        version, check, sections = latest.version, latest.check, {**before, **said}
    else:
        version, sections = len(versions) + 1, {**before, **said}
        check = writer.insert(book._replace(asked_on=on))
        who = who.with_check(check)
    _write(writer, check, said if is_open else sections)
    if completed:
        policy = policy_queries.policy(reader)
        check = record_about(writer, who, policy, Entry(book, on), today, record=check).record
    written = [section for section in BookSection if section in sections]
    return WrittenBook(number, version, written, check.from_on)


def _write(writer: Writer, check: VolunteerCheck, sections: Sections) -> None:
    pages = {page.section: page for page in book_queries.pages(writer.reader, [check.id])}
    for section, words in sections.items():
        if section in pages:
            writer.update(pages[section], words=words)
        else:
            writer.insert(BookPage(check.id, section, words))
