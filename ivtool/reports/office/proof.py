"""The end of the history as a month's report names it: a copy of the file proves what stood."""

from ivtool.domain.days import Month
from ivtool.queries.file.history import head_in_words
from ivtool.queries.office.entered_late import last_concerning
from ivtool.queries.reading import Reader


def proof(reader: Reader, month: Month, *, to_date: bool = False) -> str | None:
    """The head of the history as it was when a fact of a month was recorded or put right last.

    So it stays as long as no fact of that month comes in, and the report with it. Of the running
    month, to date, it is the history's end. Source: docs/DOMAIN.md, section 11.
    """
    return head_in_words(reader, None if to_date else last_concerning(reader, month) or 1)
