"""What is no longer kept: the numbers of DBS certificates, once policy says so."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ivtool.domain.recruitment.retention import number_goes_on
from ivtool.domain.recruitment.vocabulary import Stage, VolunteerStanding
from ivtool.domain.recruitment.volunteers import stage_reached, volunteer_standing
from ivtool.queries import policy as policy_queries
from ivtool.queries.reading import Reader
from ivtool.queries.recruitment import evidence as evidence_queries
from ivtool.queries.recruitment.evidence import KeptNumber
from ivtool.state.recruitment.volunteers import Recruit, recruits
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer

HERE = (VolunteerStanding.ACTIVE, VolunteerStanding.ON_HOLD)


class PurgedNumbers(NamedTuple):
    """The volunteers whose DBS certificate numbers have gone, one for each number, in order."""

    volunteers: Sequence[int]
    on: date
    only_shown: bool = False


def numbers_due(reader: Reader, today: date) -> list[KeptNumber]:
    """The certificate numbers that are no longer to be kept."""
    months = policy_queries.policy(reader).count("retention.dbs_number_months", today)
    kept = evidence_queries.kept_numbers(reader)
    decided = evidence_queries.decisions(reader)
    holders = recruits(reader, {each.check.volunteer_id for each in kept}) if kept else {}
    found = []
    for each in kept:
        renewed_on = _renewed_on(holders[each.check.volunteer_id], each)
        days = decided.get(each.check.volunteer_id, ())
        goes_on = number_goes_on(each.came_on, days, renewed_on, months)
        if goes_on is not None and goes_on <= today:
            found.append(each)
    return found


def due_numbers(reader: Reader, today: date) -> PurgedNumbers:
    """What a purge would forget today."""
    taken_back = evidence_queries.numbers_taken_back(reader)
    return _purged(numbers_due(reader, today), taken_back, today)._replace(only_shown=True)


def purge_numbers(writer: Writer, today: date) -> PurgedNumbers:
    """Blank the certificate numbers that are no longer kept, in the history's values too.

    The certificates stay, with the day that their numbers went. A number whose entry was taken back
    is kept for nothing: it goes at once, and can be brought back no more.
    """
    due = numbers_due(writer.reader, today)
    taken_back = evidence_queries.numbers_taken_back(writer.reader)
    for each in due:
        writer.update(each.check, certificate=None, number_purged_on=today)
    # After the updates, for they have just kept what these numbers were.
    gone = [*(each.check.id for each in due), *taken_back]
    writer.history.blank("volunteer_check", gone, "certificate")
    return _purged(due, taken_back, today)


def _purged(due: Iterable[KeptNumber], taken_back: Mapping[int, int], today: date) -> PurgedNumbers:
    return PurgedNumbers(
        sorted([*(each.check.volunteer_id for each in due), *taken_back.values()]), today
    )


def _renewed_on(who: Recruit, kept: KeptNumber) -> date | None:
    """The day that the outcome was recorded of a renewal by somebody approved; else None."""
    if kept.came_on is None:
        return None
    facts = who.facts(kept.came_on)
    here = volunteer_standing(facts, kept.came_on) in HERE
    if not here or stage_reached(facts.stages, kept.came_on) is not Stage.APPROVED:
        return None
    return kept.recorded_on or kept.came_on
