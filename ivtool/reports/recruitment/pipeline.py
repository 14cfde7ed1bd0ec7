"""How far everybody has come on the way to approval: by stage, and person by person."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from ivtool.domain.days import short_day
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.office.compliance import median
from ivtool.domain.recruitment.pipeline import (
    a_year_before,
    asked_since,
    days_from_interest,
    in_stage_since,
    is_known_by,
    steps,
    waits_for,
)
from ivtool.domain.recruitment.stages import command_to_advance
from ivtool.domain.recruitment.vocabulary import Stage, VolunteerStanding
from ivtool.domain.recruitment.volunteers import STAGES
from ivtool.domain.refs import staff_ref, volunteer_ref
from ivtool.queries import policy as policy_queries
from ivtool.queries.reading import Reader
from ivtool.queries.recruitment import pipeline as queries
from ivtool.rendering import Column, Listing, Shape
from ivtool.state.recruitment.volunteers import recruits
from ivtool.tuples import NamedTuple

NOT_KNOWN = "not_known"
COLUMNS = (
    Column("stage", "stage"),
    Column("people", "people", Shape.NUMBER),
    Column("on_hold", "on hold", Shape.NUMBER, wide=True),
    Column("days_median", "days", Shape.NUMBER),
    Column("days_longest", "longest", Shape.NUMBER),
    Column("next_days_median", "to next", Shape.NUMBER, wide=True),
    Column("next_count"),
    Column("approved_count"),
    Column("approved_days_median"),
    Column("volunteer", "volunteer", named_by="volunteer_name"),
    Column("waits_for", "waits for"),
    Column("command"),
)
PEOPLE_COLUMNS = (
    Column("volunteer", "volunteer", named_by="volunteer_name"),
    Column("key", "key", wide=True),
    Column("stage", "stage"),
    Column("standing", "standing", wide=True),
    Column("since_on", "since", Shape.DAY, wide=True),
    Column("days", "days", Shape.NUMBER),
    Column("waits_for", "waits for"),
    Column("asked_on", "asked", Shape.DAY),
    Column("command"),
    Column("lead", "lead", wide=True, named_by="lead_name"),
)


class OnTheWay(NamedTuple):
    """Somebody who is here and not approved, with the last stage reached, and since when."""

    volunteer: int
    stage: Stage | None
    since: date | None
    on_hold: bool


class Waiting(NamedTuple):
    """What somebody waits for, since when it was asked for, and the command that goes on."""

    waits_for: str
    asked_on: date | None
    command: str


class Way(NamedTuple):
    """Everybody on the way on a day; and the approved who are here, by whether on hold."""

    people: Sequence[OnTheWay]
    approved: int
    approved_on_hold: int


def pipeline(reader: Reader, as_of: date, names: NamesShown) -> Listing:
    """A line a stage: how many are in it, for how long, and who waits the longest for what.

    Days are those since the stage was reached, of those who are not on hold: nobody waits for
    them. To the next: the median days from stage to stage of those who were approved in the twelve
    months to the day; those still on the way would make it short.
    """
    way = _way(reader, as_of)
    lately = _approved_lately(reader, as_of)
    gone_on = [steps(stages) for stages in lately.values()]
    longest = {stage: _longest(way.people, stage) for stage in {each.stage for each in way.people}}
    waiting = _waiting(reader, [each.volunteer for each in longest.values() if each], as_of)
    known = queries.people(reader, waiting)
    rows = []
    for stage in (None, *STAGES[:-1]):
        people = [each for each in way.people if each.stage is stage]
        if stage is None and not people:
            continue
        following = STAGES[0] if stage is None else STAGES[STAGES.index(stage) + 1]
        went_on = [each[following] for each in gone_on if following in each]
        days = [(as_of - each.since).days for each in people if each.since and not each.on_hold]
        row = _row(NOT_KNOWN if stage is None else stage, len(people), _held(people))
        row |= {
            "days_median": median(days),
            "days_longest": max(days, default=None),
            "next_days_median": median(went_on),
            "next_count": len(went_on),
        }
        who = longest.get(stage)
        if who is not None:
            row |= {
                "volunteer": volunteer_ref(who.volunteer),
                "volunteer_name": shown_name(known[who.volunteer].name, names),
                "waits_for": waiting[who.volunteer].waits_for,
                "command": waiting[who.volunteer].command,
            }
        rows.append(row)
    row = _row(Stage.APPROVED, way.approved, way.approved_on_hold)
    to_approval = [
        took
        for spell, stages in lately.items()
        if queries.is_first(spell)
        and (took := days_from_interest(stages, Stage.APPROVED)) is not None
    ]
    rows.append(row | {"approved_count": len(lately), "approved_days_median": median(to_approval)})
    told = f"; median {median(to_approval)} days from interest to approval" if to_approval else ""
    note = f"Approved in the twelve months to {short_day(as_of)}: {len(lately):,}{told}."
    return Listing(_title(as_of, len(way.people)), COLUMNS, rows, "", [note])


def pipeline_people(reader: Reader, as_of: date, names: NamesShown) -> Listing:
    """A line for everybody on the way, the longest in a stage first; refs settle what is equal."""
    from ivtool.queries.staff import leaders

    way = sorted(
        _way(reader, as_of).people, key=lambda each: (each.since or date.max, each.volunteer)
    )
    numbers = [each.volunteer for each in way]
    waiting = _waiting(reader, numbers, as_of)
    known = queries.people(reader, numbers)
    led_by = leaders(reader, "volunteer", as_of, numbers)
    rows: list[dict[str, object]] = []
    for each in way:
        who, lead = known[each.volunteer], led_by.get(each.volunteer)
        standing = VolunteerStanding.ON_HOLD if each.on_hold else VolunteerStanding.ACTIVE
        rows.append(
            {
                "volunteer": volunteer_ref(each.volunteer),
                "key": who.key,
                "volunteer_name": shown_name(who.name, names),
                "stage": NOT_KNOWN if each.stage is None else each.stage,
                "standing": standing,
                "since_on": each.since,
                "days": None if each.since is None else (as_of - each.since).days,
                **waiting[each.volunteer]._asdict(),
                "lead": None if lead is None else staff_ref(lead.number),
                "lead_name": None if lead is None else shown_name(lead.name, names),
            }
        )
    nobody = f"Nobody is on the way as of {short_day(as_of)}."
    return Listing(_title(as_of, len(rows)), PEOPLE_COLUMNS, rows, nobody)


def _way(reader: Reader, as_of: date) -> Way:
    spells = queries.here(reader, as_of)
    approved = spells & queries.reached(reader, Stage.APPROVED, as_of)
    held = queries.on_hold(reader, as_of)
    people = []
    for spell, stages in queries.stages_of(reader, spells - approved).items():
        number = queries.volunteer_of(spell)
        stage, since = in_stage_since(stages, as_of)
        if stage is not None or is_known_by(stages, as_of):
            people.append(OnTheWay(number, stage, since, number in held))
    on_hold = held & queries.volunteers_of(approved)
    return Way(people, len(approved), len(on_hold))


def _approved_lately(reader: Reader, as_of: date) -> dict[int, dict[Stage, date | None]]:
    """The stages of the spells approved in the twelve months to a day."""
    first = a_year_before(as_of) + timedelta(days=1)
    return queries.stages_of(reader, queries.reached(reader, Stage.APPROVED, as_of, first))


def _longest(people: Iterable[OnTheWay], stage: Stage | None) -> OnTheWay | None:
    found = [each for each in people if each.stage is stage and not each.on_hold]
    return min(found, key=lambda each: (each.since or date.max, each.volunteer), default=None)


def _waiting(reader: Reader, volunteers: Sequence[int], as_of: date) -> dict[int, Waiting]:
    """What each of some volunteers waits for; the gates are asked of nobody else."""
    if not volunteers:
        return {}
    policy = policy_queries.policy(reader)
    found = {}
    for number, who in recruits(reader, volunteers).items():
        way = who.path(as_of, policy)
        command = command_to_advance(who.ref, way.ready_on)
        if way.lacking:
            command = way.lacking[0].hint
        found[number] = Waiting(waits_for(way), asked_since(way, who.checks, as_of), command)
    return found


def _row(stage: Stage | str, people: int, on_hold: int) -> dict[str, object]:
    return {column.field: None for column in COLUMNS} | {
        "volunteer_name": None,
        "stage": stage,
        "people": people,
        "on_hold": on_hold,
    }


def _held(people: Iterable[OnTheWay]) -> int:
    return sum(each.on_hold for each in people)


def _title(as_of: date, people: int) -> str:
    return f"On the way to approval as of {short_day(as_of)}: {people:,}"
