"""Pausing and resuming matches."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import col, select

from ivtool.domain.days import Month, spelled_day
from ivtool.domain.ledger import still_due
from ivtool.domain.matches import problems_with_pause, resumed
from ivtool.domain.refs import match_ref
from ivtool.domain.visits import Pause
from ivtool.domain.words import PauseReason
from ivtool.errors import Problem, Refused
from ivtool.facts import policy as policy_facts
from ivtool.facts.ledgers import ledger_facts
from ivtool.facts.reading import Reader
from ivtool.tables import Match, MatchPause
from ivtool.writer import Writer


@dataclass(frozen=True, slots=True)
class PausedMatch:
    """A pause as it now stands; `withdrawn` when it never was.

    `still_due` are the months that stay due in the ledger in spite of it.
    """

    match: int
    pause: Pause
    withdrawn: bool = False
    still_due: tuple[Month, ...] = ()


def pause_match(
    writer: Writer,
    match_id: int,
    pause: Pause,
    reason: PauseReason | None,
    note: str | None,
    today: date,
) -> PausedMatch:
    """Pause a match from a day, until a day or without end; it may lie ahead. Raises Refused."""
    match = writer.session.get_one(Match, match_id)
    others = [Pause(each.from_on, each.until_on) for each in _pauses(writer, match_id)]
    problems = problems_with_pause(
        pause, others, match.started_on, match.ended_on, match_ref(match_id)
    )
    if problems:
        raise Refused(
            f"{match_ref(match_id)} cannot be paused from {spelled_day(pause.from_on)}", problems
        )
    writer.session.add(
        MatchPause(
            match_id=match_id,
            from_on=pause.from_on,
            until_on=pause.until_on,
            reason=None if reason is None else reason.value,
            note=note,
        )
    )
    writer.session.flush()
    due = _still_due(writer.reader, match_id, pause, others, today)
    return PausedMatch(match_id, pause, still_due=due)


def resume_match(writer: Writer, match_id: int, resumed_on: date, today: date) -> PausedMatch:
    """End the pause of a day: its last day is the one before. Raises Refused if there is none.

    On the pause's own first day the pause never was, and is withdrawn. The day may lie ahead.
    """
    for row in _pauses(writer, match_id):
        pause = Pause(row.from_on, row.until_on)
        if not pause.holds(resumed_on):
            continue
        shorter = resumed(pause, resumed_on)
        if shorter is None:
            row.withdrawn_on = today
        else:
            row.until_on = shorter.until_on
        writer.session.add(row)
        writer.session.flush()
        return PausedMatch(match_id, shorter or pause, withdrawn=shorter is None)
    raise Refused(
        f"{match_ref(match_id)} cannot be resumed on {spelled_day(resumed_on)}",
        [
            Problem(
                "pause.none",
                "it is not paused on that day",
                f"ivtool match show {match_ref(match_id)}",
            )
        ],
    )


def _still_due(
    reader: Reader, match_id: int, pause: Pause, others: list[Pause], today: date
) -> tuple[Month, ...]:
    rules_on = policy_facts.policy(reader).visit_rules
    found: list[Month] = []
    first = Month.of(pause.from_on)
    for _, known in ledger_facts(reader, today, first, match=match_id):
        # Those that lie ahead are counted too.
        facts = replace(known, pauses=[*others, pause])
        found += still_due(facts, pause, rules_on, today)
    return tuple(found)


def _pauses(writer: Writer, match_id: int) -> list[MatchPause]:
    statement = (
        select(MatchPause)
        .where(MatchPause.match_id == match_id, col(MatchPause.withdrawn_on).is_(None))
        .order_by(col(MatchPause.from_on))
    )
    return list(writer.session.exec(statement).all())
