"""What has had more than one spell, in the shape of its sheets: holds, intervals and the like."""

from datetime import date

from ivtool.queries import authorities as authority_queries
from ivtool.queries.file.sheets import Known
from ivtool.queries.reading import Reader, day, needed_day


def holds(reader: Reader) -> dict[tuple[int, date | None], Known]:
    """The holds by volunteer and first day."""
    rows = reader.execute(
        "SELECT volunteer_id, from_on, until_on, reason, id FROM volunteer_hold"
        " ORDER BY volunteer_id, from_on"
    )
    return {
        (volunteer, needed_day(from_on)): {"until_on": day(until_on), "reason": reason, "id": row}
        for volunteer, from_on, until_on, reason, row in rows
    }


def intervals(reader: Reader) -> dict[tuple[int, date | None], Known]:
    """The intervals of matches by match and first day."""
    rows = reader.execute(
        "SELECT match_id, from_on, every_months, id FROM match_interval ORDER BY match_id, from_on"
    )
    return {
        (match, needed_day(from_on)): {"every_months": every_months, "id": row}
        for match, from_on, every_months, row in rows
    }


def authority_spells(reader: Reader) -> dict[tuple[int, date | None], Known]:
    """Who has looked after children, by child and first day, None for ever."""
    return {
        (child, each.from_on): {"authority": each.name, "id": each.number}
        for child, found in authority_queries.spells(reader).items()
        for each in found
    }


def openings(reader: Reader) -> dict[int, list[Known]]:
    """The times in which each referral that was ever closed was open, by referral, in order.

    Their `id` is that of the closing that ended them, None of one that lasts; one that a sheet
    closed without a day lasts too.
    """
    received = dict(reader.execute("SELECT id, received_on FROM referral").fetchall())
    found: dict[int, list[Known]] = {}
    opened: dict[int, date | None] = {}
    for referral, closed_on, outcome, why, reopened_on, row in reader.execute(
        "SELECT referral_id, closed_on, outcome, why, reopened_on, id FROM referral_closing"
        " ORDER BY referral_id, reopened_on IS NULL, closed_on, id"
    ).fetchall():
        opened_on = opened.get(referral, needed_day(received[referral]))
        said = {"closed_on": day(closed_on), "outcome": outcome, "why": why}
        found.setdefault(referral, []).append({"opened_on": opened_on, **said, "id": row})
        opened[referral] = day(reopened_on)
    for referral, opened_on in opened.items():
        if opened_on is not None:
            said = {"closed_on": None, "outcome": None, "why": None}
            found[referral].append({"opened_on": opened_on, **said, "id": None})
    return found
