"""Answers about visits and contacts."""

from typing import TYPE_CHECKING

from ivtool.domain.days import spelled_day, spelled_month
from ivtool.domain.expenses.vocabulary import LineStatus
from ivtool.domain.money import pounds
from ivtool.domain.refs import concern_ref, match_ref, visit_ref, volunteer_ref
from ivtool.domain.sentences import counted
from ivtool.domain.visits.visits import spoken_kind
from ivtool.rendering import Answer, fields

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ivtool.domain.expenses.records import ClaimLine
    from ivtool.domain.matching.records import Excuse
    from ivtool.domain.visits.visits import Standing
    from ivtool.services.visits.corrections import ChangedVisit
    from ivtool.services.visits.visits import LoggedVisit


def logged(visit: "LoggedVisit") -> Answer:
    """A visit or contact that was logged."""
    return _entry(visit, "logged")


def corrected(done: "ChangedVisit") -> Answer:
    """An entry that was put right."""
    return _changed(done, "corrected", KEEPS_ITS_DAY)


def moved(done: "ChangedVisit") -> Answer:
    """An entry that is of another match now."""
    return _changed(done, "moved", RAISED_ANEW)


def withdrawn(done: "ChangedVisit") -> Answer:
    """An entry that was taken back, with what was claimed for it."""
    return _changed(done, "withdrawn", STANDS)


# What is said of a concern that came with an entry and is not changed with it, and what helps.
KEEPS_ITS_DAY = ("keeps the day on which it was raised", "note {} --note TEXT")
RAISED_ANEW = (
    "stays as it was told: raise it anew, and withdraw this one",
    "withdraw {} --why TEXT",
)
STANDS = ("came with it, and stands", "withdraw {} --why TEXT")


def _changed(done: "ChangedVisit", verb: str, kept: tuple[str, str]) -> Answer:
    from ivtool.domain.expenses.claims import status_now

    entry = _entry(done.visit, verb)
    sentences, warnings = list(entry.sentences), list(entry.warnings)
    for lines, what in ((done.moved, "goes along"), (done.declined, "is declined")):
        if lines:
            pence = sum(each.amount_pence for each in lines)
            sentences.append(f"What was claimed for it {what}: {_refs(lines)}, {pounds(pence)}.")
    for line in done.kept:
        see = f"ivtool expenses decline {line.ref} --why TEXT"
        status = status_now(line)
        if status is LineStatus.PAID:
            see = "ivtool report owed --look"
        warnings.append(f"{line.ref} of that day is {status.value} and stays  ({see})")
    warnings += [
        f"{line.ref} of that day is declined; what is owed is claimed anew  (ivtool expenses claim"
        f" {volunteer_ref(whose)} --match {match_ref(done.visit.entry.match_id)}"
        f" --on {line.incurred_on} …)"
        for whose, line in done.declined_before
    ]
    sentences += [f"{concern_ref(each)} goes along." for each in done.concerns]
    said, helps = kept
    warnings += [
        f"{ref} {said}  (ivtool concern {helps.format(ref)})"
        for ref in map(concern_ref, done.concerns_kept)
    ]
    claims = {
        "moved": _refs(done.moved),
        "declined": _refs(done.declined),
        "kept": _refs(done.kept),
        "concerns": ", ".join(map(concern_ref, done.concerns)),
        "concerns_kept": ", ".join(map(concern_ref, done.concerns_kept)),
    }
    return Answer(sentences, {**entry.data, **claims}, warnings)


def excused(month: "Excuse", *, withdrawn: bool = False) -> Answer:
    """A month that is now excused, or no longer."""
    stands = "is not excused any more" if withdrawn else "is excused"
    ref = match_ref(month.match_id)
    return Answer(
        [f"{spelled_month(month.month)} {stands} for {ref}."],
        {"match": ref, "month": str(month.month), "withdrawn": withdrawn},
    )


def _entry(visit: "LoggedVisit", verb: str) -> Answer:
    entry = visit.entry
    kind = spoken_kind(entry.kind)
    outcome = entry.outcome.value.replace("_", " ")
    sentence = (
        f"{visit_ref(entry.id)} {verb}: {match_ref(entry.match_id)}, {kind}"
        f" {outcome} on {spelled_day(entry.visited_on)}"
    )
    if entry.nth > 1:
        sentence += f" (no. {entry.nth} of that day)"
    if entry.minutes:
        sentence += f", {counted(entry.minutes, 'minute')}"
    sentences = [f"{sentence}.", *_due(visit.stands, visit.planned_on)]
    warnings = [
        f"{volunteer_ref(number)} was not clear to visit on that day: {', '.join(reasons)}"
        f"  (ivtool volunteer show {volunteer_ref(number)})"
        for number, reasons in sorted(visit.not_clear.items())
    ]
    if visit.beside:
        others = " and ".join(map(visit_ref, visit.beside))
        said = f"of that day {'says' if len(visit.beside) == 1 else 'say'} otherwise: held, and not"
        show = f"ivtool visit show {visit_ref(visit.beside[0])}"
        warnings.insert(0, f"{others} {said}  ({show})")
    return Answer(
        sentences,
        {
            "ref": visit_ref(entry.id),
            "match": match_ref(entry.match_id),
            "on": entry.visited_on,
            **fields(entry, "kind", "outcome", "nth", "minutes", "next_planned_on"),
            "due_on": visit.stands.due_on if visit.stands else None,
            "days_overdue": visit.stands.days_overdue if visit.stands else None,
        },
        warnings,
    )


def _refs(lines: "Sequence[ClaimLine]") -> str:
    return ", ".join(each.ref for each in lines)


def _due(stands: "Standing | None", planned_on: "date | None") -> list[str]:
    if stands is None:
        return []
    planned = "" if planned_on is None else f"planned for {spelled_day(planned_on)}"
    if stands.due_on is None:
        said = "Paused with no end set: no visit is due"
        return [f"{said}, but one is {planned}." if planned else f"{said}."]
    if stands.days_overdue is not None and stands.days_overdue > 0:
        days = counted(stands.days_overdue, "day")
        said = f"The next visit was due on {spelled_day(stands.due_on)}, {days} ago"
        return [f"{said}; one is {planned}." if planned else f"{said}."]
    said = f"The next visit is due on {spelled_day(stands.due_on)}"
    return [f"{said}, and {planned}." if planned else f"{said}."]
