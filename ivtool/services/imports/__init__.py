"""A workbook into the file: every row checked, then all stored or, if one is refused, none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ivtool.domain.recruitment.vocabulary import Evidence, VolunteerStanding
from ivtool.domain.recruitment.volunteers import clearance
from ivtool.domain.refs import child_ref, match_ref
from ivtool.queries import policy as policy_queries
from ivtool.queries.matching import proposals as proposal_queries
from ivtool.queries.recruitment import volunteers as volunteer_queries
from ivtool.services.imports.children import take_children
from ivtool.services.imports.claims import take_claims
from ivtool.services.imports.intake import Intake, Progress, SheetCount
from ivtool.services.imports.matches import take_matches
from ivtool.services.imports.merged import read_as_one
from ivtool.services.imports.openings import take_openings
from ivtool.services.imports.pauses import take_excuses, take_pauses
from ivtool.services.imports.referrals import take_referrals
from ivtool.services.imports.reviews import take_match_reviews, take_reviews
from ivtool.services.imports.spells import (
    spells_before,
    take_authorities,
    take_holds,
    take_intervals,
)
from ivtool.services.imports.support import take_support
from ivtool.services.imports.visits import take_visits
from ivtool.services.imports.volunteers import take_volunteers
from ivtool.sheets.refusals import Refusals
from ivtool.sheets.workbook import Workbook
from ivtool.writer import Writer


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import. `not_clear` counts approved, active volunteers who are not clear.

    Of these, `not_recorded` lack evidence that the sheets did not hold. `notes` are of what was
    taken and is to be looked at; `read` says whether the rows went by ref or by key, where they
    had refs.
    """

    counts: list[SheetCount]
    refusals: Refusals
    not_clear: int
    not_recorded: int
    knotted: bool = False
    notes: Sequence[str] = ()
    read: str | None = None


def import_workbook(
    writer: Writer,
    workbook: Workbook,
    today: date,
    progress: Progress | None = None,
    *,
    update: bool = False,
    anyway: bool = False,
) -> Imported:
    """Take every good row of a workbook; the caller keeps them, or not if any was refused.

    With `update` a row whose record is known and differs changes it; with `anyway` somebody like
    one who is there is somebody else. If the rows are `knotted`, the good ones cannot be kept
    without the refused.
    """
    intake = Intake(writer, workbook, today, progress, update, anyway)
    read_as_one(intake)
    before = spells_before(intake.reader, workbook)
    volunteers = take_volunteers(intake)
    take_holds(intake, volunteers, before)
    children = take_children(intake)
    take_authorities(intake, children, before)
    referrals = take_referrals(intake, children)
    take_openings(intake, referrals, before)
    matches = take_matches(intake, volunteers, referrals)
    take_intervals(intake, matches, before)
    if anyway and workbook.matches.present:
        intake.notes += [
            f"{child_ref(each.child)} may be {child_ref(each.other_child)}, and both have a match"
            f" at one time: {match_ref(each.match)}, {match_ref(each.other)}"
            for each in proposal_queries.lives_of_one_child(intake.reader)
        ]
    take_pauses(intake, matches)
    take_visits(intake, matches)
    take_excuses(intake, matches)
    take_claims(intake, volunteers, matches)
    take_reviews(intake, children)
    take_match_reviews(intake, matches)
    take_support(intake, volunteers, children)
    rules = policy_queries.policy(intake.reader).evidence_rules(today)
    found = [
        clearance(facts, rules, today)
        for facts in volunteer_queries.clearance_facts(intake.reader, today).values()
    ]
    not_clear = [
        each
        for each in found
        if each.approved and each.standing is VolunteerStanding.ACTIVE and not each.clear
    ]
    lacking = [each for each in not_clear if Evidence.NOT_RECORDED in each.evidence.values()]
    return Imported(
        intake.counts(),
        workbook.refusals,
        len(not_clear),
        len(lacking),
        intake.knotted,
        intake.notes,
        intake.own.said,
    )
