"""Volunteers with all that is on file of them, joined to the rules: clearance, gates, the path.

Read once a command, of one, of some or of all; what a command adds goes into the same answer.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ivtool.domain.ids import PanelMeetingId
from ivtool.domain.recruitment.records import (
    Volunteer,
    VolunteerCheck,
    VolunteerHold,
    VolunteerSpell,
    VolunteerStage,
    Waiver,
)
from ivtool.domain.recruitment.vocabulary import CheckKind
from ivtool.domain.recruitment.volunteers import (
    VolunteerFacts,
    clearance,
    committed_until,
    reasons_not_clear,
    spell_as_of,
)
from ivtool.domain.refs import volunteer_ref
from ivtool.queries.reading import Reader
from ivtool.queries.recruitment import panels as panel_queries
from ivtool.queries.recruitment import volunteers as volunteer_queries
from ivtool.tuples import NamedTuple

if TYPE_CHECKING:
    # Whoever asks for clearance alone needs no gates.
    from ivtool.domain.policy import Policy
    from ivtool.domain.recruitment.gates import Applicant
    from ivtool.domain.recruitment.stages import Path


class BegunUnclear(NamedTuple):
    """A match that began on a day on which its volunteer was not clear to visit, and why not."""

    match: int
    started_on: date
    reasons: Sequence[str]


class Recruit(NamedTuple):
    """A volunteer with every spell, stage, piece of evidence and hold, and the waivers that stand.

    Each in the order that it was recorded in; there is always a spell. `panels` are the days of the
    meetings that pieces of evidence name.
    """

    volunteer: Volunteer
    spells: Sequence[VolunteerSpell]
    stages: Sequence[VolunteerStage] = ()
    checks: Sequence[VolunteerCheck] = ()
    holds: Sequence[VolunteerHold] = ()
    waivers: Sequence[Waiver] = ()
    panels: Mapping[PanelMeetingId, date] = {}

    @property
    def ref(self) -> str:
        """How the volunteer is named."""
        return volunteer_ref(self.volunteer.id)

    def spell(self, as_of: date) -> VolunteerSpell:
        """The spell of a day: the last that had begun; between two, the one that ended."""
        return spell_as_of(self.spells, as_of)

    def facts(self, as_of: date) -> VolunteerFacts:
        """What stage, standing and clearance rest on: of the spell of a day only.

        Facts dated after the day are there too: the rules leave them out.
        """
        spell = self.spell(as_of)
        return VolunteerFacts(
            stages=[
                (each.stage, each.reached_on) for each in self.stages if each.spell == spell.spell
            ],
            checks=[each for each in self.checks if each.outcome is not None],
            holds=self.holds,
            spell_ended_on=spell.ended_on,
            spell_end=spell.ended_as,
            begun_on=spell.begun_on,
            waivers=self.waivers,
            date_of_birth=self.volunteer.date_of_birth,
        )

    def with_check(self, check: VolunteerCheck) -> "Recruit":
        """The volunteer with a piece of evidence, new or as it is now."""
        others = [each for each in self.checks if each.id != check.id]
        checks = sorted([*others, check], key=lambda each: each.id)
        return self._replace(checks=checks)

    def applicant(self, as_of: date) -> "Applicant":
        """The volunteer as the gates look at them: the stages of the spell of a day."""
        from ivtool.domain.recruitment.gates import Applicant

        facts = self.facts(as_of)
        return Applicant(
            ref=self.ref,
            ways_to_reach=self.volunteer.ways_to_reach,
            date_of_birth=self.volunteer.date_of_birth,
            stages=dict(facts.stages),
            items=self.checks,
            since=facts.begun_on,
            waivers=facts.waivers,
            agenda_on=self.agenda_on,
        )

    @property
    def agenda_on(self) -> date | None:
        """The day of the first panel that has yet to decide whether to approve them."""
        approvals = (
            self.meets_on(each)
            for each in self.checks
            if each.kind is CheckKind.PANEL and each.outcome is None
        )
        return min((day for day in approvals if day is not None), default=None)

    def meets_on(self, check: VolunteerCheck) -> date | None:
        """The day of the panel on whose agenda a piece of evidence stands; None if on none's."""
        return None if check.meeting_id is None else self.panels[check.meeting_id]

    def path(self, as_of: date, policy: "Policy") -> "Path":
        """How far they have come by a day, and what is lacking for the next stage."""
        from ivtool.domain.recruitment.stages import path

        return path(self.applicant(as_of), as_of, as_of, policy.gate_rules(as_of))


def recruits(reader: Reader, volunteers: Iterable[int] | None = None) -> dict[int, Recruit]:
    """Some volunteers with all that is on file of them, or everybody, in the order of refs."""
    wanted = None if volunteers is None else sorted(set(volunteers))
    spells = volunteer_queries.of_volunteers(reader, VolunteerSpell, wanted)
    stages = volunteer_queries.of_volunteers(reader, VolunteerStage, wanted)
    checks = volunteer_queries.of_volunteers(reader, VolunteerCheck, wanted)
    holds = volunteer_queries.of_volunteers(reader, VolunteerHold, wanted)
    waivers = volunteer_queries.of_volunteers(reader, Waiver, wanted)
    meetings = {
        each.meeting_id for of in checks.values() for each in of if each.meeting_id is not None
    }
    panels = panel_queries.days_of(reader, meetings) if meetings else {}
    return {
        each.id: Recruit(
            each,
            sorted(spells.get(each.id, ()), key=lambda spell: spell.spell)
            or [VolunteerSpell(each.id, 1)],
            stages.get(each.id, ()),
            checks.get(each.id, ()),
            holds.get(each.id, ()),
            [waiver for waiver in waivers.get(each.id, ()) if waiver.withdrawn_on is None],
            panels,
        )
        for each in volunteer_queries.volunteers(reader, wanted)
    }


def recruit(reader: Reader, number: int) -> Recruit:
    """One volunteer with all that is on file of them."""
    return recruits(reader, [number])[number]


def commitment_until(
    volunteer: Volunteer, approved_on: date | None, policy: "Policy", as_of: date
) -> date | None:
    """Until when a volunteer meant to stay: so many months from approval; None before it.

    As they said, else as the service asked on that day.
    """
    if approved_on is None or approved_on > as_of:
        return None
    months = volunteer.commitment_months
    if months is None:
        months = policy.count("volunteer.commitment_months", approved_on)
    return committed_until(approved_on, months)


def begun_unclear(
    reader: Reader, before: Recruit, now: Recruit, policy: "Policy"
) -> list[BegunUnclear]:
    """The matches that began while a volunteer was clear, as was thought, and by now was not."""
    from ivtool.queries.matching.matches import matches

    found = []
    for match in matches(reader, date.max, volunteer=now.volunteer.id):
        if match.started_on is None:
            continue
        day, rules = match.started_on, policy.evidence_rules(match.started_on)
        was, said = (
            reasons_not_clear(clearance(each.facts(day), rules, day)) for each in (before, now)
        )
        if new := [each for each in said if each not in was]:
            found.append(BegunUnclear(match.number, day, new))
    return found
