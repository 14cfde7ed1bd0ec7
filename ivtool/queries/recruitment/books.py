"""The versions of a volunteer's "This is me" book as facts."""

from collections.abc import Collection, Iterable
from datetime import date

from ivtool.domain.recruitment.records import BookPage, VolunteerCheck
from ivtool.domain.recruitment.vocabulary import BookSection, CheckKind
from ivtool.queries.reading import Reader
from ivtool.rows import columns_of, records
from ivtool.tuples import NamedTuple


class BookVersion(NamedTuple):
    """A version of a book; one without `completed_on` is being written. Sections in their order.

    `check` is its piece of evidence.
    """

    version: int
    check: VolunteerCheck
    begun_on: date | None
    completed_on: date | None
    sections: dict[BookSection, str]


def versions(reader: Reader, checks: Iterable[VolunteerCheck], as_of: date) -> list[BookVersion]:
    """The versions of a volunteer's book that were begun by a day, the latest last.

    `checks` is all evidence of the volunteer. One completed later is still being written that day.
    A page on paper has no sections here.
    """
    books = [
        each
        for each in checks
        if each.kind is CheckKind.BOOK and (each.asked_on or each.from_on or as_of) <= as_of
    ]
    texts: dict[int, dict[BookSection, str]] = {}
    for page in pages(reader, [each.id for each in books]):
        texts.setdefault(page.check_id, {})[page.section] = page.words
    return [
        BookVersion(
            version,
            check,
            check.asked_on,
            check.from_on if check.from_on is None or check.from_on <= as_of else None,
            {
                section: texts[check.id][section]
                for section in BookSection
                if section in texts.get(check.id, {})
            },
        )
        for version, check in enumerate(books, start=1)
    ]


def pages(reader: Reader, checks: Collection[int]) -> list[BookPage]:
    """What the sections of some versions say."""
    if not checks:
        return []
    query = (
        f"SELECT {columns_of(BookPage)} FROM book_section"
        f" WHERE check_id IN ({', '.join(map(str, checks))})"
    )
    return records(BookPage, reader.execute(query))
