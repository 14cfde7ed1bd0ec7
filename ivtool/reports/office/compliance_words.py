"""The compliance report in words: its figures in sections, in the order that people read them."""

from collections.abc import Mapping
from typing import Any

from ivtool.domain.money import pounds
from ivtool.domain.sentences import counted
from ivtool.domain.visits.ledger import judged
from ivtool.tuples import NamedTuple

AT_MOST_PER_FTE = 36
IN_DATE = {
    "dbs": "DBS",
    "safeguarding": "Safeguarding",
    "independence": "Independence",
    "supervision": "Supervision",
}


class Line(NamedTuple):
    """A figure with its name; `part` is one that the figure above it is made of."""

    name: str
    value: str
    part: bool = False


class Section(NamedTuple):
    """A heading with its figures."""

    heading: str
    lines: list[Line]


def headline(data: Mapping[str, Any], month: str) -> list[str]:
    """What the month comes to, in two sentences: were the children visited, and who waits."""
    ledger, target = data["ledger"], data["target_pct"]
    asked = judged(ledger["due"], ledger["excused"], ledger["open"])
    if not ledger["due"]:
        visited = f"No visit was due in {month}."
    elif not asked:
        due = counted(ledger["due"], "visit")
        visited = f"Of {due} due in {month} none is to be judged{' yet' if ledger['open'] else ''}."
    else:
        pct = ledger["compliance_pct"]
        beside = ""
        if target is not None:
            beside = f", {'under' if pct < target else 'at or above'} the target of {target}%"
        so_far = " so far" if data["to_date"] else ""
        made = f"{ledger['done']} of {asked} visits due in {month} were made{so_far}"
        visited = f"{made}: {pct}%{beside}."
    waits = ""
    if data["waiting"]:
        longest = counted(data["waiting_days_longest"], "day")
        who = counted(data["waiting"], "still waits", "still wait")
        waits = f", and {who} for one, the longest for {longest}"
    matched = counted(data["live_matches"], "child has", "children have")
    return [visited, f"{matched} a match{waits}."]


def sections(data: Mapping[str, Any]) -> list[Section]:
    """Every figure of the report with its name; what there is none of is left out or n/a."""
    return [
        Section("Matches", _matches(data)),
        Section("Visits, one a month", _visits(data)),
        Section("Referrals", _referrals(data)),
        Section("Concerns and moves", _safeguarding(data)),
        Section("Reviews and views", _reviews(data)),
        Section("Volunteers", _volunteers(data)),
        Section("Expenses", _expenses(data)),
        *_breakdown(data["breakdown"], data["live_matches"], data["waiting"]),
    ]


def _matches(data: Mapping[str, Any]) -> list[Line]:
    lines = [Line("Live", str(data["live_matches"]))]
    if data["live_continued"]:
        lines.append(Line("Going on after 18, apart", str(data["live_continued"])))
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
        Line("Hours of volunteering", str(data["volunteering_hours"])),
        Line("Contacts beside visits", str(sum(data["contacts"].values()))),
        *_parts(data["contacts"]),
        *_without_contact(data["matches_without_contact"]),
    ]


def _without_contact(count: int | None) -> list[Line]:
    return [] if count is None else [Line("Matches without any contact", str(count))]


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


def _safeguarding(data: Mapping[str, Any]) -> list[Line]:
    concerns, moves = data["concerns"], data["moves"]
    lines = [Line("Concerns raised in the month", str(concerns["raised"]))]
    told = {how: concerns[how] for how in ("told_in_time", "told_late", "waiting")}
    if concerns["raised"] or any(told.values()):
        lines += [
            *_parts(told),
            Line("Everybody told in time", _percent(data["concerns_told_pct"])),
        ]
    lines += [
        Line("Concerns open at the end", str(concerns["open"])),
        Line("Moves in the month", str(sum(moves.values()))),
        *_parts(moves),
    ]
    if any(data["continuity"].values()):
        lines += [
            Line("Visits kept up, of moves now decided", _percent(data["continuity_pct"])),
            *_parts(data["continuity"]),
        ]
    return lines


def _reviews(data: Mapping[str, Any]) -> list[Line]:
    lines = []
    for name, heading in (("match_reviews", "Match"), ("statutory_reviews", "Statutory")):
        lines.append(Line(f"{heading} reviews due", str(data[name]["due"])))
        lines += _parts({part: count for part, count in data[name].items() if part != "due"})
    if data["attended_without_yes"]:
        lines.append(Line("Visitor there without a yes", str(data["attended_without_yes"])))
    views = data["views"]
    return [*lines, Line("Views heard in the month", str(sum(views.values()))), *_parts(views)]


def _volunteers(data: Mapping[str, Any]) -> list[Line]:
    return [*_recruited(data), *_of_live_matches(data)]


def _recruited(data: Mapping[str, Any]) -> list[Line]:
    """How far volunteers have come; of no authority, and so not in an authority's report."""
    if data["volunteers_by_stage"] is None:
        return []
    left = data["volunteers_left"]
    lines = [
        Line("Here at the end", str(sum(data["volunteers_by_stage"].values()))),
        *_parts(data["volunteers_by_stage"]),
        Line("Of them on hold", str(data["volunteers_on_hold"])),
        Line("Approved in the month", str(data["volunteers_approved"])),
        Line("Interest to approval, median days", _or_none(data["approved_days_median"])),
        Line("Left in the month", str(sum(left.values()))),
        *_parts(left),
    ]
    if data["volunteers_returned"]:
        lines.append(Line("Returned in the month", str(data["volunteers_returned"])))
    return lines


def _of_live_matches(data: Mapping[str, Any]) -> list[Line]:
    in_date, waived = data["in_date"], data["waived"]
    lines = [Line("With a live match", str(data["live_volunteers"]))]
    for name, heading in IN_DATE.items():
        value = _percent(in_date[f"{name}_pct"])
        if waived.get(name):
            value += f" ({waived[name]} waived)"
        lines.append(Line(f"{heading} in date", value, part=True))
    return lines


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


def _breakdown(data: Mapping[str, Any], matched: int, waits: int) -> list[Section]:
    """Who the children are, of those matched and those waiting; nothing where there is nobody."""
    sections = []
    for name, heading, count in (
        ("matched", "Children matched, by group (c: too few to tell)", matched),
        ("waiting", "Children waiting, by group (c: too few to tell)", waits),
    ):
        if count:
            lines = [
                line
                for way, groups in data.items()
                for line in (Line(_spoken(way).capitalize(), ""), *_parts(groups[name]))
            ]
            sections.append(Section(heading, lines))
    return sections


def _spoken(word: str) -> str:
    return word.replace("_", " ")


def _parts(counts: Mapping[str, int | str]) -> list[Line]:
    return [Line(_spoken(name), str(count), part=True) for name, count in counts.items() if count]


def _percent(value: object) -> str:
    return "n/a" if value is None else f"{value}%"


def _or_none(value: object) -> str:
    return "n/a" if value is None else str(value)
