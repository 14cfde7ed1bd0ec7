"""Pausing and resuming matches."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ivtool.domain.days import Month, spelled_day, with_hints
from ivtool.domain.matching.matches import problems_with_pause, resumed
from ivtool.domain.matching.records import Match, MatchPause
from ivtool.domain.refs import match_ref
from ivtool.domain.visits.ledger import still_due
from ivtool.domain.visits.visits import Pause
from ivtool.errors import Problem, Refused
from ivtool.queries import policy as policy_queries
from ivtool.queries.matching.matches import matches, pause_records
from ivtool.queries.reading import Reader
from ivtool.state.visits.ledger import ledger_facts
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class PausedMatch(NamedTuple):
    """A pause as it now stands; one that never was is withdrawn.

    `still_due` are the months that stay due in the ledger in spite of it.
    """

    pause: MatchPause
    still_due: tuple[Month, ...] = ()


def pause_match(writer: Writer, match: Match, pause: MatchPause, today: date) -> PausedMatch:
    """Pause a match from a day, until a day or without end; it may lie ahead. Raises Refused."""
    ref = match_ref(match.id)
    others = [each.days for each in pause_records(writer.reader, match.id)]
    problems = problems_with_pause(pause.days, others, match.started_on, match.ended_on, ref)
    if problems:
        reason = f" --reason {pause.reason.value}" if pause.reason else ""
        hint = f"ivtool match pause {ref} --on {pause.from_on} --until DAY{reason}"
        raise Refused(
            f"{ref} cannot be paused from {spelled_day(pause.from_on)}",
            with_hints(problems, {"pause.ends_before_start": hint}),
        )
    new = writer.insert(pause)
    return PausedMatch(new, _still_due(writer.reader, new, others, today))


def change_pause(
    writer: Writer, match: Match, changes: Mapping[str, Any], today: date
) -> PausedMatch:
    """Put right the latest pause of a match, or take it back where nothing is said of it.

    One that never was is kept, and counts nowhere. Raises Refused.
    """
    ref = match_ref(match.id)
    pauses = pause_records(writer.reader, match.id)
    if not pauses:
        problem = Problem("pause.none", "it was never paused", f"ivtool match show {ref}")
        raise Refused(f"no pause of {ref} can be changed so", [problem])
    *before, latest = pauses
    if not changes:
        return PausedMatch(writer.update(latest, withdrawn_on=today))
    now, others = latest._replace(**changes), [each.days for each in before]
    problems = problems_with_pause(now.days, others, match.started_on, match.ended_on, ref)
    if problems:
        hint = f"ivtool match pause {ref} --until DAY --correct"
        raise Refused(
            f"the pause of {ref} cannot be corrected so",
            with_hints(problems, {"pause.ends_before_start": hint}),
        )
    writer.update(latest, **changes)
    return PausedMatch(now, _still_due(writer.reader, now, others, today))


def resume_match(writer: Writer, match: Match, resumed_on: date, today: date) -> PausedMatch:
    """End the pause of a day: its last day is the one before. Raises Refused if there is none.

    On the pause's own first day the pause never was, and is withdrawn. The day may lie ahead.
    """
    for pause in pause_records(writer.reader, match.id):
        if not pause.days.holds(resumed_on):
            continue
        shorter = resumed(pause.days, resumed_on)
        if shorter is None:
            return PausedMatch(writer.update(pause, withdrawn_on=today))
        return PausedMatch(writer.update(pause, until_on=shorter.until_on))
    ref = match_ref(match.id)
    raise Refused(
        f"{ref} cannot be resumed on {spelled_day(resumed_on)}",
        [Problem("pause.none", "it is not paused on that day", f"ivtool match show {ref}")],
    )


def _still_due(
    reader: Reader, pause: MatchPause, others: Sequence[Pause], today: date
) -> tuple[Month, ...]:
    rules_on = policy_queries.policy(reader).visit_rules
    found: list[Month] = []
    first = Month.of(pause.from_on)
    one = pause.match_id
    for _, known in ledger_facts(reader, matches(reader, today, number=one), {}, today, first, one):
        # Those that lie ahead are counted too.
        facts = known._replace(pauses=[*others, pause.days])
        found += still_due(facts, pause.days, rules_on, today)
    return tuple(found)
