"""The headline figures month by month, with a line of characters for what has become of each."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ivtool.domain.days import Month, spelled_month
from ivtool.domain.names import NamesShown
from ivtool.errors import Problem, Refused
from ivtool.queries.lookup import authority_name, find_authority
from ivtool.queries.reading import Reader
from ivtool.rendering import Column, Listing, Shape
from ivtool.reports.listing import rows_of
from ivtool.state.office.trends import MonthFigures, month_figures

MARKS = "▁▂▃▄▅▆▇█"
COLUMNS = (
    Column("month", "month", value=lambda each: str(each.month)),
    Column("live_matches", "live", Shape.NUMBER),
    Column("waiting", "waiting", Shape.NUMBER),
    Column("referrals_received", "received", Shape.NUMBER, wide=True),
    Column("matches_started", "started", Shape.NUMBER, wide=True),
    Column("matches_ended", "ended", Shape.NUMBER, wide=True),
    Column("due", "due", Shape.NUMBER, value="ledger.due"),
    Column("done", "done", Shape.NUMBER, value="ledger.done"),
    Column("attempted", "attempted", Shape.NUMBER, wide=True, value="ledger.attempted"),
    Column("excused", "excused", Shape.NUMBER, value="ledger.excused"),
    Column("missed", "missed", Shape.NUMBER, value="ledger.missed"),
    Column("open", value="ledger.open"),
    Column("compliance_pct", "compliance %", Shape.NUMBER, value="ledger.compliance_pct"),
)


def trends(
    reader: Reader, months: int, last: Month, today: date, authority: str | None = None
) -> Listing:
    """So many months up to the last, the earliest first; each as the month's report has it.

    Raises Refused for a month still to come, NotFound for an authority that nobody has entered.
    """
    if last > Month.of(today):
        raise Refused(
            f"there are no figures of {spelled_month(last)}",
            [Problem("month.in_future", "it is still to come", "ivtool report trends")],
        )
    number = find_authority(reader, authority)
    found = month_figures(reader, last + -(months - 1), last, today, number)
    whose = "" if number is None else f", {authority_name(reader, number)}"
    title = f"{spelled_month(found[0].month)} to {spelled_month(last)}{whose}"
    return Listing(title, COLUMNS, rows_of(COLUMNS, found, NamesShown.REFS), "", _drawn(found))


def _drawn(found: Sequence[MonthFigures]) -> list[str]:
    """A line a figure: its months as bars from 0 to the highest, with the first and the last."""
    lines = []
    for name, values in (
        ("compliance", [each.ledger.compliance_pct for each in found]),
        ("live matches", [each.live_matches for each in found]),
        ("waiting", [each.waiting for each in found]),
    ):
        known = [value for value in values if value is not None]
        if known:
            sign = "%" if name == "compliance" else ""
            lines.append(f"{name:<12}  {bars(values)}  {known[0]}{sign} to {known[-1]}{sign}")
    return lines


def bars(values: Sequence[Decimal | int | None]) -> str:
    """A bar a value, in eighths of the highest, the least for 0; a gap for what is not known."""
    highest = max((value for value in values if value is not None), default=0) or 1
    return "".join(
        " " if value is None else MARKS[min(int(value * len(MARKS) / highest), len(MARKS) - 1)]
        for value in values
    )
