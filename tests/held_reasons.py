"""Why a match may not start, and why a volunteer is not clear to visit: judged from DOMAIN.

Over the rows of a file alone; nothing here knows how the program decides.
"""

from collections.abc import Iterator
from datetime import date

from held_service import FOREVER, Row, Rows, life, people, share_a_day

# Evidence that runs out, and after how many years.
RUNS_OUT = {"dbs": 3, "safeguarding": 3, "independence": 1}


def why_not_start(rows: Rows, number: int, on: str) -> Iterator[str]:
    """Every reason of DOMAIN, section 5, why a match may not start on a day."""
    match = rows["match"][number]
    child = rows["child"][match["child_id"]]
    if match["started_on"] or match["ended_on"]:
        yield "started or over"
    if not (match["book_shown_on"] and match["book_shown_on"] <= on):
        yield "book"
    if not (match["first_meeting_on"] and match["first_meeting_on"] <= on):
        yield "meeting"
    closings = [
        each
        for each in rows["referral_closing"].values()
        if each["referral_id"] == match["referral_id"]
    ]
    if (
        any(each["closed_on"] <= on < (each["reopened_on"] or FOREVER) for each in closings)
        or any(not each["reopened_on"] for each in closings)
        or child["looked_after"] == 0
    ):
        yield "referral"
    for other in rows["match"].values():
        of_the_child = other["started_on"] and other["child_id"] == match["child_id"]
        if of_the_child and share_a_day((on, None), life(other)):
            yield "another match"
    yield from _why_not_heard(rows, match, on)
    for person in people(match):
        yield from why_not_clear(rows, person, on)
        yield from _why_no_room(rows, number, person, on)
        if rows["volunteer"][person]["name"] in (child["no_contact"] or "").split("; "):
            yield "no contact"


def _why_not_heard(rows: Rows, match: Row, on: str) -> Iterator[str]:
    parties = ["volunteer", "social_worker", "carer", "child"]
    views = [each for each in rows["match_view"].values() if each["match_id"] == match["id"]]
    for party in parties + ["second_volunteer"] * (len(people(match)) - 1):
        said = sorted(
            (each for each in views if each["party"] == party),
            key=lambda each: (each["said_on"], each["id"]),
        )
        by_then = [each for each in said if each["said_on"] <= on]
        if not by_then:
            yield f"not heard: {party}"
            continue
        words = {by_then[-1]["view"], said[-1]["view"]}
        if "objects" in words or (party == "child" and not words <= {"agrees", "not_able"}):
            yield f"view: {party}"
        meets = "volunteer" in party or party == "child"
        if meets and not any(each["after_meeting"] for each in by_then):
            yield f"not heard after: {party}"


def why_not_clear(rows: Rows, person: int, on: str) -> Iterator[str]:
    """Why a volunteer is not clear to visit on a day, by the terms that policy begins with."""
    spell = spell_of(rows, person, on)
    if not any(
        each["reached_on"] <= on
        for each in rows["volunteer_stage"].values()
        if (each["volunteer_id"], each["spell"]) == (person, spell["spell"])
        if each["stage"] == "approved"
    ):
        yield "not approved"
    if spell["ended_on"] and spell["ended_on"] <= on:
        yield "left"
    for hold in rows["volunteer_hold"].values():
        span = (hold["from_on"], hold["until_on"] or FOREVER)
        if hold["volunteer_id"] == person and span[0] <= on <= span[1]:
            yield "on hold"
    for kind in RUNS_OUT:
        if not is_in_date(rows, person, kind, on) and not is_waived(rows, person, kind, on):
            yield f"{kind} not in date"


def spell_of(rows: Rows, person: int, on: str) -> Row:
    """A volunteer's spell of a day: the last that had begun, though it may have ended."""
    spells = sorted(
        (each for each in rows["volunteer_spell"].values() if each["volunteer_id"] == person),
        key=lambda each: each["spell"],
    )
    return [each for each in spells if (each["begun_on"] or "") <= on][-1]


def is_in_date(rows: Rows, person: int, kind: str, on: str, *, seen: bool = False) -> bool:
    """Whether evidence that runs out is in date on a day; `seen` leaves out what was not yet.

    What came back bad undoes what was good before; a renewal that was withdrawn does not.
    """
    answers = sorted(
        (day, each["id"], each["outcome"])
        for each in rows["volunteer_check"].values()
        if (each["volunteer_id"], each["kind"]) == (person, kind) and each["outcome"]
        if not (seen and (each["seen_on"] or "") > on)
        for day in (each["from_on"], each["rechecked_on"])
        if day and day <= on and each["outcome"] != "withdrawn"
    )
    if not answers or answers[-1][2] not in ("clear", "risk_assessed"):
        return False
    good = date.fromisoformat(answers[-1][0])
    # Of a 29 February the anniversary is the day before: none of these years is a multiple of 4.
    last = min(good.day, 28) if good.month == 2 else good.day
    return on < str(date(good.year + RUNS_OUT[kind], good.month, last))


def is_waived(
    rows: Rows, person: int, gate: str, on: str, slot: int | None = None, module: str | None = None
) -> bool:
    """Whether a gate is waived for somebody on a day, on its own or with all of its kind."""
    return any(
        each["from_on"] <= on <= each["until_on"]
        for each in rows["waiver"].values()
        if (each["volunteer_id"], each["gate"]) == (person, gate) and not each["withdrawn_on"]
        if each["slot"] in (None, slot) and each["module"] in (None, module)
    )


def _why_no_room(rows: Rows, number: int, person: int, on: str) -> Iterator[str]:
    others = [
        each
        for each in rows["match"].values()
        if each["id"] != number and each["started_on"] and person in people(each)
        if share_a_day((on, None), life(each))
    ]
    days = [on, *(each["started_on"] for each in others if each["started_on"] > on)]
    most = max(
        sum(each["started_on"] <= day < (each["ended_on"] or FOREVER) for each in others)
        for day in days
    )
    if most >= rows["volunteer"][person]["capacity"]:
        yield "at capacity"
    if others:
        latest = max(each["started_on"] for each in others)
        decided = sorted(
            (each["from_on"], each["id"], each["outcome"])
            for each in rows["volunteer_check"].values()
            if (each["volunteer_id"], each["kind"]) == (person, "second_match")
            if each["outcome"] and latest <= each["from_on"] <= max(latest, on)
        )
        if not decided or not decided[-1][2].startswith("approved"):
            yield "second match not approved"
