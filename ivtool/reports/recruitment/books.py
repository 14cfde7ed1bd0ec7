"""The versions of a volunteer's "This is me" book, on the volunteer's card."""

from collections.abc import Sequence

from ivtool.domain.days import short_day
from ivtool.domain.names import NamesShown
from ivtool.domain.recruitment.books import spoken_sections
from ivtool.queries.recruitment.books import BookVersion


def book_rows(versions: Sequence[BookVersion], names: NamesShown) -> list[dict[str, object]]:
    """The versions of a book as objects; what they say, which may name somebody, where told.

    A page on paper has no sections here.
    """
    return [
        {
            "version": each.version,
            "completed_on": each.completed_on,
            "sections": [
                {"section": section, "words": words if names is NamesShown.FULL else None}
                for section, words in each.sections.items()
            ],
        }
        for each in versions
    ]


def drawn_book(versions: Sequence[BookVersion], names: NamesShown) -> Sequence[str]:
    """A line a version, and what the latest of them says; none where there is no version."""
    lines = [f"  version {each.version}, {_told(each)}" for each in versions]
    if versions and names is NamesShown.FULL:
        lines += [
            f"    {section.value.replace('_', ' ')}: {' '.join(words.split())}"
            for section, words in versions[-1].sections.items()
        ]
    return lines


def _told(version: BookVersion) -> str:
    written = "nothing written" if version.completed_on is None else "on paper"
    if version.sections:
        written = spoken_sections(version.sections)
    if version.completed_on is None:
        begun = "" if version.begun_on is None else f", begun {short_day(version.begun_on)}"
        return f"{written}{begun}, not completed"
    return f"{written}, completed {short_day(version.completed_on)}"
