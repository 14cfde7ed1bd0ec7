"""Evidence about a volunteer as facts: what the gates of the stages look at."""

from datetime import date
from typing import NamedTuple

from ivtool.domain.evidence import Item
from ivtool.domain.gates import Applicant
from ivtool.domain.refs import volunteer_ref
from ivtool.domain.words import CheckKind, CheckOutcome, SendMethod, Stage
from ivtool.facts.reading import Reader, day, values
from ivtool.facts.sheets import IMPORT
from ivtool.facts.volunteers import clearance_facts, volunteers


class CheckRecord(NamedTuple):
    """A piece of evidence as it is recorded; never its contents, nor a certificate's number."""

    kind: str
    slot: int
    module: str | None
    outcome: str | None
    asked_on: date | None
    from_on: date | None
    rechecked_on: date | None
    conditions: str | None
    connection: str | None
    chased_on: date | None = None


class KeptNumber(NamedTuple):
    """A certificate whose number is kept, and the day it came; never the number itself.

    `recorded_on` is the day on which a command recorded its outcome; None where an import did.
    """

    number: int
    volunteer: int
    came_on: date | None
    recorded_on: date | None


def items(reader: Reader, volunteer: int) -> list[Item]:
    """All evidence of a volunteer, in the order it was recorded."""
    rows = reader.execute(
        """
        SELECT k.id, k.kind, k.slot, k.asked_on, k.from_on, k.outcome, k.rechecked_on, k.seen_on,
               k.held_by, k.method, k.module, k.referee, k.update_service, k.chased_on,
               k.meeting_id, p.held_on, k.training_id
          FROM volunteer_check k LEFT JOIN panel_meeting p ON p.id = k.meeting_id
         WHERE k.volunteer_id = :volunteer ORDER BY k.id
        """,
        {"volunteer": volunteer},
    )
    return [
        Item(
            kind=CheckKind(kind),
            slot=slot,
            asked_on=day(asked_on),
            from_on=day(from_on),
            outcome=None if outcome is None else CheckOutcome(outcome),
            rechecked_on=day(rechecked_on),
            seen_on=day(seen_on),
            held_by=held_by,
            method=None if method is None else SendMethod(method),
            module=module,
            referee=referee,
            update_service=None if update_service is None else bool(update_service),
            number=number,
            chased_on=day(chased_on),
            meeting=meeting,
            meets_on=day(meets_on),
            training=training,
        )
        for (number, kind, slot, asked_on, from_on, outcome, rechecked_on, seen_on, held_by, method,
             module, referee, update_service, chased_on, meeting, meets_on,
             training) in rows.fetchall()
    ]  # fmt: skip


def applicant(reader: Reader, volunteer: int, as_of: date) -> Applicant:
    """A volunteer as the gates look at them: the stages of the spell of a day, all evidence."""
    [who] = volunteers(reader, volunteer)
    facts = clearance_facts(reader, as_of, [volunteer])[volunteer]
    return Applicant(
        ref=volunteer_ref(volunteer),
        ways_to_reach=(who.email, who.phone, who.address),
        date_of_birth=who.date_of_birth,
        stages=dict(facts.stages),
        items=items(reader, volunteer),
        since=facts.begun_on,
        waivers=facts.waivers,
        agenda_on=agenda_on(reader, volunteer),
    )


def agenda_on(reader: Reader, volunteer: int) -> date | None:
    """The day of the first panel that has yet to decide whether to approve a volunteer."""
    row = reader.execute(
        """
        SELECT min(p.held_on) FROM volunteer_check k JOIN panel_meeting p ON p.id = k.meeting_id
         WHERE k.volunteer_id = :volunteer AND k.kind = 'panel' AND k.outcome IS NULL
        """,
        {"volunteer": volunteer},
    ).fetchone()
    return day(row[0])


def check_records(reader: Reader, volunteer: int, as_of: date) -> list[CheckRecord]:
    """A volunteer's evidence known by a day, by kind, the latest last."""
    rows = reader.execute(
        """
        SELECT kind, slot, module, outcome, asked_on, from_on, rechecked_on, conditions,
               connection, chased_on
          FROM volunteer_check
         WHERE volunteer_id = :volunteer AND coalesce(asked_on, from_on, rechecked_on, '') <= :as_of
         ORDER BY kind, slot, coalesce(module, ''), coalesce(from_on, asked_on, rechecked_on, ''),
                  id
        """,
        {"volunteer": volunteer, "as_of": as_of.isoformat()},
    )
    return [CheckRecord._make(values(row, days=(4, 5, 6, 9))) for row in rows.fetchall()]


def kept_numbers(reader: Reader) -> list[KeptNumber]:
    """The certificates whose numbers are kept, in the order of volunteers."""
    rows = reader.execute(
        """
        SELECT k.id, k.volunteer_id, coalesce(k.seen_on, k.from_on),
               (SELECT s.stated_on FROM change c JOIN change_set s ON s.id = c.change_set_id
                 WHERE c.table_name = 'volunteer_check' AND c.row_id = k.id
                   AND (c.action = 'insert' OR c.columns LIKE '%"outcome"%')
                   AND s.command <> :import
                 ORDER BY c.id DESC LIMIT 1)
          FROM volunteer_check k WHERE k.certificate IS NOT NULL ORDER BY k.volunteer_id, k.id
        """,
        {"import": IMPORT},
    )
    return [
        KeptNumber(number, volunteer, day(came_on), day(recorded_on))
        for number, volunteer, came_on, recorded_on in rows.fetchall()
    ]


def decisions(reader: Reader) -> dict[int, list[date]]:
    """The days on which it was decided of volunteers: approved, gone, not accepted by a panel."""
    rows = reader.execute(
        """
        SELECT volunteer_id, reached_on FROM volunteer_stage
         WHERE stage = :approved AND reached_on IS NOT NULL
         UNION ALL
        SELECT volunteer_id, ended_on FROM volunteer_spell WHERE ended_on IS NOT NULL
         UNION ALL
        SELECT volunteer_id, from_on FROM volunteer_check
         WHERE kind = :panel AND outcome = :not_accepted AND from_on IS NOT NULL
        """,
        {
            "approved": Stage.APPROVED.value,
            "panel": CheckKind.PANEL.value,
            "not_accepted": CheckOutcome.NOT_ACCEPTED.value,
        },
    )
    found: dict[int, list[date]] = {}
    for volunteer, on in rows.fetchall():
        found.setdefault(volunteer, []).append(date.fromisoformat(on))
    return found
