"""The sheet that a volunteer takes along on an outing: the plan, what to know, whom to call."""

from collections.abc import Mapping
from datetime import date

from ivtool.domain.children.children import no_contact_names
from ivtool.domain.children.vocabulary import WorkerRole
from ivtool.domain.days import Month, short_day
from ivtool.domain.money import pounds
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.refs import child_ref, match_ref
from ivtool.domain.visits.records import VisitPlan
from ivtool.queries import policy as policy_queries
from ivtool.queries.children import children as child_queries
from ivtool.queries.lookup import find
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.reading import Reader, select
from ivtool.rendering import Column, Document, Listing
from ivtool.reports.people import child_fields, volunteer_fields
from ivtool.state.expenses import spent_in

# Of the child, in the order in which somebody wants to know it before they go out.
TO_KNOW = ("health", "risks", "help_needed", "dislikes", "likes", "interests")
HEADINGS = {"health": "Health and allergies", "help_needed": "Help needed"}


def outing(reader: Reader, asked: str, on: date, names: NamesShown) -> Document:
    """What a volunteer of a match has to have at hand on a day.

    Names, numbers and what is private stand in it with full names only: it is for one pair of
    hands. Raises NotFound where no match, or several, answer to the ref, key or name.
    """
    number = find(reader, "match", asked, names)
    [match] = match_queries.matches(reader, date.max, number=number)
    [record] = child_queries.children(reader, on, number=match.child)
    child, full = record.child, names is NamesShown.FULL
    [spent] = spent_in(reader, [(number, Month.of(on))], policy_queries.policy(reader))
    left = max(spent.figure_pence - spent.pence, 0)
    plans = [
        each
        for each in select(reader, VisitPlan, "planned_on, id", match_id=number, withdrawn_on=None)
        if each.planned_on >= on
    ]
    known = {name: getattr(child, name) if full else None for name in TO_KNOW}
    known["no_contact"] = "; ".join(no_contact_names(child.no_contact)) or None if full else None
    people: list[Mapping[str, str | None]] = [
        {
            "role": each.role.value,
            "name": shown_name(each.name, names),
            "phone": each.phone if full else None,
        }
        for each in child_queries.workers(reader, child.id, on)
        if each.role is not WorkerRole.IRO and (each.until_on is None or each.until_on >= on)
    ]
    data: dict[str, object] = {
        "match": match_ref(number),
        "on": on,
        **child_fields(match.child, match.child_name, names),
        **volunteer_fields(
            match.volunteer,
            match.volunteer_name,
            names,
            match.second_volunteer,
            match.second_volunteer_name,
        ),
        **known,
        "people": people,
        "planned": [
            {
                "on": each.planned_on,
                "activity": each.activity if full else None,
                "place": each.place if full else None,
            }
            for each in plans
        ],
        "figure_left_pence": left,
    }
    lines = [
        (f"Planned {short_day(plan.planned_on)}", _what(plan) if full else "a visit")
        for plan in plans
    ]
    lines.append(("Left for activities this month", pounds(left)))
    lines += [(_heading(name), said) for name, said in known.items() if said is not None]
    if full:
        lines += [(_heading(each["role"]), _reached(each)) for each in people]
    ref = match_ref(number)
    words = {
        "who": f"{data['child_name'] or child_ref(match.child)} ({ref})",
        "as_of": short_day(on),
        "lines": lines,
        "hidden": not full,
        "more": f"ivtool visit sheet {ref} --names full",
    }
    columns = (Column("what", "what"), Column("value", "value"))
    rows = [{"what": what, "value": said} for what, said in lines]
    return Document("outing", data, words, Listing(f"Outing, {ref}", columns, rows, ""))


def _what(plan: VisitPlan) -> str:
    return "; ".join(each for each in (plan.activity, plan.place) if each) or "a visit"


def _reached(worker: Mapping[str, str | None]) -> str:
    return ", ".join(each for each in (worker["name"], worker["phone"]) if each)


def _heading(name: str | None) -> str:
    return HEADINGS.get(name or "", (name or "").replace("_", " ").capitalize())
