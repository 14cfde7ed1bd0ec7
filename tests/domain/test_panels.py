"""What may be put before a panel, and which item of which agenda a decision is of."""

from datetime import date, timedelta

import pytest

from ivtool.domain.ids import CheckId, PanelMeetingId, VolunteerId
from ivtool.domain.recruitment.evidence import is_to_be_chased
from ivtool.domain.recruitment.panels import (
    Decision,
    item_meant,
    item_to_decide,
    problems_with_agenda,
    problems_with_decision,
)
from ivtool.domain.recruitment.records import VolunteerCheck
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, Matter

TODAY = date(2026, 11, 22)
PANEL = date(2026, 11, 24)
DAY = timedelta(days=1)
LATER = date(2026, 12, 8)


def item(
    meets_on: date | None,
    outcome: CheckOutcome | None = None,
    kind: CheckKind = CheckKind.PANEL,
    number: int = 1,
) -> VolunteerCheck:
    """An item of the agenda of a day; decided, it is of that day."""
    return VolunteerCheck(
        VolunteerId(1),
        kind,
        asked_on=None if meets_on is None else meets_on - 10 * DAY,
        from_on=None if outcome is None else meets_on,
        outcome=outcome,
        meeting_id=None if meets_on is None else meeting(meets_on),
        id=CheckId(number),
    )


def meeting(on: date) -> PanelMeetingId:
    """The panel of a day."""
    return PanelMeetingId(on.toordinal())


# Of every day about, a panel.
PANELS = {meeting(TODAY + days * DAY): TODAY + days * DAY for days in range(-30, 30)}


@pytest.mark.parametrize(
    ("matter", "gone", "approved", "items", "codes"),
    [
        (Matter.APPROVAL, None, None, [], []),
        (Matter.SECOND_MATCH, None, TODAY, [], []),
        (Matter.APPROVAL, TODAY, None, [], ["panel.gone"]),
        (Matter.APPROVAL, TODAY, TODAY - DAY, [], ["panel.gone"]),
        (Matter.APPROVAL, None, TODAY, [], ["panel.approved_already"]),
        (Matter.SECOND_MATCH, None, None, [], ["panel.not_approved"]),
        (Matter.APPROVAL, None, None, [item(PANEL)], ["panel.already_on"]),
        (Matter.APPROVAL, None, None, [item(LATER)], []),
        (Matter.APPROVAL, None, None, [item(PANEL, CheckOutcome.DEFERRED)],
         ["panel.decided_already"]),
        (Matter.APPROVAL, None, None, [item(LATER, CheckOutcome.DEFERRED)], []),
        # What is asked of another matter does not stand in the way.
        (Matter.SECOND_MATCH, None, TODAY, [item(PANEL)], []),
        (Matter.SECOND_MATCH, None, TODAY, [item(PANEL, kind=CheckKind.SECOND_MATCH)],
         ["panel.already_on"]),
    ],
)  # fmt: skip
def test_who_may_be_put_on_an_agenda(
    matter: Matter,
    gone: date | None,
    approved: date | None,
    items: list[VolunteerCheck],
    codes: list[str],
) -> None:
    found = problems_with_agenda(
        "V-1", matter, PANEL, gone_on=gone, approved_on=approved, items=items, panels=PANELS
    )
    assert [each.code for each in found] == codes
    assert all(each.hint.startswith("ivtool ") for each in found)


@pytest.mark.parametrize(("days", "found"), [(-1, 1), (0, 1), (1, 2)])
def test_a_decision_is_of_the_latest_panel_that_is_not_ahead(days: int, found: int) -> None:
    items = [item(TODAY - 5 * DAY, number=1), item(TODAY + DAY, number=2)]
    meant = item_meant(items, PANELS, None, None, TODAY + days * DAY)
    assert meant is not None
    assert meant.id == found


def test_a_decision_of_a_day_is_of_that_day() -> None:
    items = [
        item(PANEL, CheckOutcome.DEFERRED, number=1),
        item(PANEL, kind=CheckKind.SECOND_MATCH, number=2),
        item(LATER, number=3),
    ]
    both = [item_meant(items, PANELS, None, on, LATER) for on in (PANEL, LATER, PANEL + DAY)]
    assert [each and each.id for each in both] == [2, 3, None]
    decided = item_meant(items, PANELS, Matter.APPROVAL, PANEL, LATER)
    assert decided is not None
    assert decided.outcome is CheckOutcome.DEFERRED
    assert item_meant([item(None)], PANELS, None, None, LATER) is None
    first = item_to_decide(items, PANELS, None)
    assert first is not None
    assert first.id == 2


@pytest.mark.parametrize(
    ("decision", "conditions", "meant", "codes"),
    [
        (Decision.APPROVED, None, item(TODAY), []),
        (Decision.APPROVED, None, item(TODAY + DAY), ["panel.in_future"]),
        (Decision.APPROVED, None, None, ["panel.not_on_agenda"]),
        (Decision.APPROVED, None, item(TODAY, CheckOutcome.DEFERRED), ["panel.decided_already"]),
        (Decision.APPROVED_WITH_CONDITIONS, None, item(TODAY), ["check.no_conditions"]),
        (Decision.APPROVED_WITH_CONDITIONS, "two shadowed visits", item(TODAY), []),
    ],
)
def test_what_a_panel_can_decide(
    decision: Decision, conditions: str | None, meant: VolunteerCheck | None, codes: list[str]
) -> None:
    meets_on = None if meant is None or meant.meeting_id is None else PANELS[meant.meeting_id]
    found = problems_with_decision("V-1", decision, conditions, None, meant, meets_on, TODAY)
    assert [each.code for each in found] == codes


def test_nobody_chases_a_panel() -> None:
    waiting = item(PANEL)
    assert is_to_be_chased(waiting, PANEL + 90 * DAY, 30) is False
    asked = waiting._replace(kind=CheckKind.MEDICAL, meeting_id=None)
    assert is_to_be_chased(asked, PANEL + 90 * DAY, 30) is True
