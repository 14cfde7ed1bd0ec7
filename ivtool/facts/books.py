"""The versions of a volunteer's "This is me" book as facts."""

from datetime import date
from typing import NamedTuple

from ivtool.domain.words import BookSection
from ivtool.facts.reading import Reader, day


class BookVersion(NamedTuple):
    """A version of a book; one without `completed_on` is being written. Sections in their order.

    `number` is that of its piece of evidence.
    """

    version: int
    number: int
    begun_on: date | None
    completed_on: date | None
    sections: dict[BookSection, str]


def versions(reader: Reader, volunteer: int, as_of: date) -> list[BookVersion]:
    """The versions of a volunteer's book that were begun by a day, the latest last.

    One completed later is still being written that day. A page on paper has no sections here.
    """
    texts: dict[int, dict[str, str]] = {}
    for check, section, words in reader.execute(
        """
        SELECT s.check_id, s.section, s.words FROM book_section s
          JOIN volunteer_check k ON k.id = s.check_id WHERE k.volunteer_id = :volunteer
        """,
        {"volunteer": volunteer},
    ):
        texts.setdefault(check, {})[section] = words
    rows = reader.execute(
        """
        SELECT id, asked_on, CASE WHEN from_on <= :as_of THEN from_on END FROM volunteer_check
         WHERE volunteer_id = :volunteer AND kind = 'book'
           AND coalesce(asked_on, from_on, '') <= :as_of
         ORDER BY id
        """,
        {"volunteer": volunteer, "as_of": as_of.isoformat()},
    ).fetchall()
    return [
        BookVersion(
            version,
            number,
            day(begun_on),
            day(completed_on),
            {
                section: texts[number][section.value]
                for section in BookSection
                if section.value in texts.get(number, {})
            },
        )
        for version, (number, begun_on, completed_on) in enumerate(rows, start=1)
    ]
