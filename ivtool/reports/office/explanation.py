"""Why a match is overdue on a day, or is not."""

from datetime import date

from ivtool.domain.days import spelled_day
from ivtool.domain.names import NamesShown
from ivtool.domain.office.explanation import KEYS, dated_since, explain, pauses_counted
from ivtool.domain.refs import match_ref, visit_ref
from ivtool.domain.visits.visits import Standing, interval_on, next_due
from ivtool.queries import policy as policy_queries
from ivtool.queries.lookup import find
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.reading import Reader
from ivtool.queries.visits import visits as visit_queries
from ivtool.rendering import Answer


def overdue_explained(reader: Reader, asked: str, as_of: date, names: NamesShown) -> Answer:
    """Where a match stands with its visits on a day, step by step.

    One that is not live on it is never overdue. Raises NotFound.
    """
    number = find(reader, "match", asked, names)
    ref = match_ref(number)
    live = visit_queries.live_matches(reader, as_of, match=number)
    if not live:
        said = _not_live(reader, number, as_of)
        return Answer([said], {**_nothing_known(ref, as_of), "steps": [said]})
    [match] = live
    policy = policy_queries.policy(reader)
    rules = policy.visit_rules(as_of, match.own_interval)
    in_force = {key: policy.in_force(key, as_of) for key in KEYS}
    pauses = visit_queries.pauses(reader, as_of, number).get(number, [])
    own = interval_on(visit_queries.intervals(reader, number).get(number, ()), as_of)
    held = visit_queries.last_held(reader, number, as_of)
    stands, steps = explain(
        match.started_on,
        match.last_held_on,
        pauses,
        rules,
        as_of,
        in_force,
        own and own.from_on,
        None if held is None else visit_ref(held[0]),
    )
    counted = pauses_counted(match.started_on, match.last_held_on, pauses, rules, as_of)
    words = [step.words for step in steps]
    planned = visit_queries.planned(reader, as_of, [number]).get(number)
    data = {
        "match": ref,
        "as_of": as_of,
        "live": True,
        "status": stands.status,
        "level": stands.level,
        "started_on": match.started_on,
        "last_visit_on": match.last_held_on,
        "last_visit": None if held is None else visit_ref(held[0]),
        "every_months": rules.every_months,
        "own_interval": own is not None,
        "first_due_on": next_due(match.started_on, match.last_held_on, rules.every_months),
        "pauses": [
            {
                "from_on": step.pause.from_on,
                "until_on": step.pause.until_on,
                "days": step.counted,
                "days_stopped": step.stopped,
                "due_on": step.due_on,
            }
            for step, _ in counted
        ],
        "due_on": stands.due_on,
        "days_overdue": stands.days_overdue,
        "grace_days": rules.grace_days,
        "red_days": rules.red_days,
        "escalate_days": rules.escalate_days,
        "policy": {key: dated_since(key, in_force) for key in KEYS},
        "planned_on": planned,
        "steps": words,
    }
    head = f"{ref} on {spelled_day(as_of)}: {_told(stands)}."
    if planned is not None:
        words = [*words, f"A visit is planned for {spelled_day(planned)}; that changes nothing."]
    return Answer([head, *(f"  {each}" for each in words)], data)


def _told(stands: Standing) -> str:
    if stands.level is not None:
        return f"overdue, {stands.level.value}"
    if stands.days_overdue is None:
        return "paused, not overdue"
    if stands.days_overdue > 0:
        return "past due, within the days of grace"
    return "not overdue"


def _not_live(reader: Reader, number: int, as_of: date) -> str:
    [match] = match_queries.matches(reader, date.max, number=number)
    why = "it has not begun"
    if match.ended_on is not None and match.ended_on <= as_of:
        why = f"it ended on {spelled_day(match.ended_on)}"
    elif match.started_on is not None:
        why = f"it began on {spelled_day(match.started_on)}"
    ref = match_ref(number)
    return f"{ref} was not live on {spelled_day(as_of)}: {why}; never overdue."


def _nothing_known(ref: str, as_of: date) -> dict[str, object]:
    unknown: dict[str, object] = dict.fromkeys(
        (
            "status",
            "level",
            "started_on",
            "last_visit_on",
            "last_visit",
            "every_months",
            "own_interval",
            "first_due_on",
        )
    )
    figures = ("due_on", "days_overdue", "grace_days", "red_days", "escalate_days")
    return {
        "match": ref,
        "as_of": as_of,
        "live": False,
        **unknown,
        "pauses": [],
        **dict.fromkeys(figures),
        "policy": dict.fromkeys(KEYS),
        "planned_on": None,
    }
