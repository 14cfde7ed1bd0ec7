"""The compliance report in words: its figures in sections, in the order that people read them."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ivtool.domain.money import pounds

AT_MOST_PER_FTE = 36


class Line(NamedTuple):
    """A figure with its name; `part` is one that the figure above it is made of."""

    name: str
    value: str
    part: bool = False


class Section(NamedTuple):
    """A heading with its figures."""

    heading: str
    lines: list[Line]


def sections(data: Mapping[str, Any]) -> list[Section]:
    """Every figure of the report with its name; what there is none of is left out or n/a."""
    return [
        Section("Matches", _matches(data)),
        Section("Visits, one a month", _visits(data)),
        Section("Referrals", _referrals(data)),
        Section("Expenses", _expenses(data)),
    ]


def _matches(data: Mapping[str, Any]) -> list[Line]:
    lines = [Line("Live", str(data["live_matches"]))]
    if data["looked_after"] is not None:
        part = f"{data['live_matches_pct']}% of {data['looked_after']}"
        lines.append(Line("Of the looked-after children", part))
    if data["matches_per_fte"] is not None:
        per_fte = f"{data['matches_per_fte']} (at most {AT_MOST_PER_FTE})"
        lines.append(Line("Per full-time co-ordinator", per_fte))
    lines += [
        Line("Started in the month", str(data["matches_started"])),
        Line("Ended in the month", str(data["matches_ended"])),
        *_parts(data["ended_by_route"]),
    ]
    if data["matches_ended"]:
        lines.append(Line("Endings that were planned", _percent(data["ended_planned_pct"])))
    return [*lines, Line("Length of the live matches", ""), *_parts(data["lengths"])]


def _visits(data: Mapping[str, Any]) -> list[Line]:
    ledger, overdue = data["ledger"], data["overdue"]
    states = ("done", "attempted", "missed", "excused", "open")
    return [
        Line("Matches due a visit", str(ledger["due"])),
        *(Line(state.title(), str(ledger[state]), part=True) for state in states),
        Line("Compliance", _percent(ledger["compliance_pct"])),
        Line("Overdue at the end", str(sum(overdue.values()))),
        *_parts(overdue),
        Line("Visited in each of three months", str(data["visited_three_months"])),
        Line("Hours of visits", str(data["visit_hours"])),
    ]


def _referrals(data: Mapping[str, Any]) -> list[Line]:
    lines = [
        Line("Received in the month", str(data["referrals_received"])),
        *_parts(data["referrals_by_source"]),
        Line("Accepted", str(data["referrals_accepted"])),
        Line("Declined", str(data["referrals_declined"])),
        Line("Withdrawn", str(data["referrals_withdrawn"])),
        Line("Children waiting", str(data["waiting"])),
    ]
    if data["waiting"]:
        lines += [
            *_parts({f"{band} days": count for band, count in data["waiting_bands"].items()}),
            Line("Days waiting, median", _or_none(data["waiting_days_median"])),
            Line("Days waiting, longest", _or_none(data["waiting_days_longest"])),
        ]
    return [
        *lines,
        Line("Days to a first visit, median", _or_none(data["first_visit_days_median"])),
        Line("Since January", _or_none(data["first_visit_days_median_year"]), part=True),
    ]


def _expenses(data: Mapping[str, Any]) -> list[Line]:
    mean = data["activity_mean_pence"]
    return [
        Line("Travel", pounds(data["travel_pence"])),
        Line("Activities", pounds(data["activity_pence"])),
        Line("A match's activities, mean", "n/a" if mean is None else pounds(mean)),
        Line("Matches over the figure", str(data["over_figure"])),
        Line("Owed to volunteers", pounds(data["owed_pence"])),
        Line("Days to payment, median", _or_none(data["payment_days_median"])),
    ]


def _parts(counts: Mapping[str, int]) -> list[Line]:
    return [
        Line(name.replace("_", " "), str(count), part=True)
        for name, count in counts.items()
        if count
    ]


def _percent(value: object) -> str:
    return "n/a" if value is None else f"{value}%"


def _or_none(value: object) -> str:
    return "n/a" if value is None else str(value)
