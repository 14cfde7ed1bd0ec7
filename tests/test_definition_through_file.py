"""Two hundred random histories through the services and the file: every answer is the model's."""

import json
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
import slow_model
from conftest import ROUNDS, Run
from slow_model import History

from ivtool import db
from ivtool.domain.children.records import Child, Referral
from ivtool.domain.children.vocabulary import ReferralSource
from ivtool.domain.days import Month
from ivtool.domain.ids import VolunteerId
from ivtool.domain.matching.records import Match, MatchPause
from ivtool.domain.recruitment.records import Volunteer
from ivtool.domain.visits.records import Visit
from ivtool.domain.visits.visits import settled_since
from ivtool.domain.visits.vocabulary import VisitOutcome
from ivtool.queries.visits import visits as visit_queries
from ivtool.services.matching import matches
from ivtool.services.visits import corrections, plans, visits
from ivtool.settings import Settings
from ivtool.state.visits.visits import standings

pytestmark = [pytest.mark.slow, pytest.mark.hunt]

MATCHES = 200
BEGIN = date(2025, 1, 1)
TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)
# Of one month the first and last day, and days on which much changes.
ASKED = (date(2025, 12, 31), date(2026, 3, 31), date(2026, 8, 14), TODAY)
OUTCOMES = {
    "held": (VisitOutcome.HELD, VisitOutcome.HELD, VisitOutcome.HELD),
    "called_off": (VisitOutcome.CANCELLED_BY_CHILD, VisitOutcome.CANCELLED_BY_SERVICE),
    "missed": (VisitOutcome.MISSED,),
}


def history(random: Random) -> History:
    """A match's history up to today; it may have ended."""
    start = BEGIN + timedelta(days=random.randrange(600))
    length = (TODAY - start).days
    ended = start + timedelta(days=random.randrange(length + 1)) if random.random() < 0.2 else None
    last = ended or TODAY
    days = random.sample(range((last - start).days + 1), min((last - start).days + 1, 9))
    seen = tuple((start + timedelta(days=each), random.choice(list(OUTCOMES))) for each in days)
    pauses: list[tuple[date, date | None]] = []
    begin = start + timedelta(days=random.randrange(120))
    while begin < last and random.random() < 0.6:
        until = begin + timedelta(days=random.choice((0, 1, 6, 20, 70)))
        pauses.append((begin, until if random.random() < 0.9 else None))
        if pauses[-1][1] is None:
            break
        begin = until + timedelta(days=random.choice((1, 2, 30, 90)))
    own = {
        start + timedelta(days=random.randrange(length + 1)): random.choice((1, 2, 3, 12))
        for _ in range(random.choice((0, 0, 1, 2)))
    }
    # The same months twice in a row are refused, and so would be an ended match's.
    dated = tuple(
        (day, months)
        for place, (day, months) in enumerate(sorted(own.items()))
        if (ended is None or day < ended)
        and (place == 0 or sorted(own.items())[place - 1][1] != months)
    )
    excused = {
        (month.year, month.number)
        for month in Month.of(start).until(Month.of(last))
        if random.random() < 0.05
    }
    return History(start, ended, seen, tuple(pauses), frozenset(excused), 1, dated)


def written(file: Path, random: Random) -> dict[int, History]:
    """Many histories, each by the services that the commands call."""
    found = {}
    settings = Settings(str(file), actor_asked="tester", today_asked=TODAY.isoformat())
    with db.writing(settings, "test") as writer:
        writer.insert(Volunteer(name="One", capacity=1, capacity_imported=False))
        writer.insert(Volunteer(name="Two", capacity=1, capacity_imported=False))
        for number in range(1, MATCHES + 1):
            each = history(random)
            found[number] = each
            child = writer.insert(Child(name=f"Child {number}"))
            received = BEGIN - DAY
            referral = writer.insert(
                Referral(child_id=child.id, received_on=received, source=ReferralSource.IRO)
            )
            match = writer.insert(
                Match(
                    referral_id=referral.id,
                    child_id=child.id,
                    volunteer_id=VolunteerId(1),
                    second_volunteer_id=VolunteerId(2) if number % 7 == 0 else None,
                    proposed_on=received,
                    started_on=each.started_on,
                )
            )
            for day, what in each.visits:
                outcome = random.choice(OUTCOMES[what])
                visits.log_visit(writer, match, Visit(match.id, day, outcome=outcome), TODAY)
            if random.random() < 0.2:
                wrong = Visit(match.id, each.started_on, outcome=VisitOutcome.HELD)
                if (each.started_on, "held") not in each.visits:
                    slip = visits.log_visit(writer, match, wrong, TODAY)
                    corrections.withdraw_visit(writer, slip.entry, None, TODAY)
            for begin, until in each.pauses:
                matches.pause_match(writer, match, MatchPause(match.id, begin, until), TODAY)
            for begin, months in each.own_months:
                plans.set_interval(writer, match, months, begin)
            for year, month in each.excused:
                visits.excuse_month(writer, match, Month(year, month), "Bo", "away")
            writer.update(match, ended_on=each.ended_on)
    return found


def shown(run: Run, *arguments: str) -> Iterator[dict[str, object]]:
    """What a report holds."""
    ran = run("--today", TODAY.isoformat(), "report", *arguments, "--format", "json")
    yield from json.loads(ran.out)


@pytest.fixture(scope="module", params=range(ROUNDS))
def recorded(
    request: pytest.FixtureRequest, plain: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[int, History]]:
    """A file with the histories in it, and the histories."""
    file = Path(shutil.copy(plain, tmp_path_factory.mktemp("histories") / "ivtool.db"))
    return file, written(file, Random(int(request.param)))


def test_the_reports_say_what_the_model_does(
    recorded: tuple[Path, dict[int, History]], file: Path, run: Run
) -> None:
    base, known = recorded
    shutil.copy(base, file)
    rules = slow_model.Rules()
    for as_of in ASKED:
        day = as_of.isoformat()
        live = {f"M-{n}": each for n, each in known.items() if each.live(as_of, as_of)}
        rows = {str(each["match"]): each for each in shown(run, "overdue", "--all", "--as-of", day)}
        assert rows.keys() == live.keys()
        for ref, each in live.items():
            slow = slow_model.stands(each, as_of, rules)
            found = rows[ref]
            assert (found["status"], found["level"], found["days_overdue"]) == (
                slow.status, slow.level, slow.days_overdue,
            ), ref  # fmt: skip
            assert found["due_on"] == (slow.due_on and slow.due_on.isoformat()), ref
        lines = {
            (str(each["match"]), str(each["month"])): each["state"]
            for each in shown(run, "ledger", "--from", "2025-01", "--to", "2026-11", "--as-of", day)
        }
        assert lines == {
            (f"M-{n}", f"{year}-{month:02d}"): slow_model.month_state(
                each, (year, month), as_of, rules
            )
            for n, each in known.items()
            if each.started_on <= as_of
            for year, month in slow_model.months_of(each, as_of)
        }


def test_whom_a_question_leaves_out_is_not_past_due(
    recorded: tuple[Path, dict[int, History]],
) -> None:
    file, _ = recorded
    with db.reading(Settings(str(file))) as reader:
        for as_of in ASKED:
            since = settled_since(as_of)
            asked = visit_queries.not_visited_since(reader, since, as_of)
            everyone = {match.number: stands for match, stands in standings(reader, as_of)}
            some = {
                match.number: stands for match, stands in standings(reader, as_of, numbers=asked)
            }
            late = {n for n, stands in everyone.items() if (stands.days_overdue or 0) > 0}
            assert late <= some.keys() < everyone.keys()
            assert all(everyone[number] == stands for number, stands in some.items())
