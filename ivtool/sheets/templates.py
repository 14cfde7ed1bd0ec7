"""Empty sheets to begin with: every heading, and one example row each, of nobody."""

from collections.abc import Mapping
from pathlib import Path

from ivtool.sheets.columns import LAYOUTS
from ivtool.sheets.writing import Filled, write_folder

EXAMPLES: Mapping[str, Mapping[str, str]] = {
    "volunteers": {
        "key": "V001",
        "name": "Alex Example",
        "email": "alex@example.org",
        "phone": "07700 900000",
        "postcode": "LN1",
        "date_of_birth": "31/03/1980",
        "gender": "Female",
        "languages": "English; Polish",
        "interests": "swimming; baking",
        "drives": "yes",
        "capacity": "1",
        "min_child_age": "8",
        "max_child_age": "17",
        "max_miles": "20",
        "interest_expressed": "06/01/2025",
        "information_pack_sent": "07/01/2025",
        "informal_chat": "14/01/2025",
        "application_completed": "03/02/2025",
        "home_interview": "17/02/2025",
        "checks_completed": "24/03/2025",
        "training_completed": "05/04/2025",
        "panel_approval": "16/04/2025",
        "approved": "22/04/2025",
        "dbs_number": "001234567890",
        "dbs_issued": "10/03/2025",
        "dbs_checked_on": "10/03/2025",
        "childrens_services_on": "12/03/2025",
        "medical_on": "24/03/2025",
        "reference_1_on": "20/02/2025",
        "reference_2_on": "27/02/2025",
        "safeguarding_on": "05/04/2025",
        "independence_on": "03/02/2025",
        "code_of_conduct_on": "22/04/2025",
        "skills": "wheelchair; sign_language",
        "availability": "saturday; sunday",
        "culture": "Caribbean",
    },
    "children": {
        "key": "C001",
        "name": "Sam Example",
        "date_of_birth": "14/06/2012",
        "gender": "Male",
        "ethnicity": "White",
        "language": "English",
        "looked_after": "yes",
        "responsible_authority": "Example County Council",
        "placement_kind": "Foster care",
        "placement_postcode": "LN2",
        "area_authority": "Example County Council",
        "placement_from": "01/09/2024",
        "social_worker": "Jo Example",
        "iro": "Kit Example",
        "carer": "The Examples",
        "interests": "swimming; dogs",
        "likes": "the sea",
        "dislikes": "being late",
        "wants_gender": "Female",
        "wants_gender_must": "no",
        "wants_lowest_age": "30",
        "wants_lowest_age_must": "no",
        "wants_language": "Polish",
        "wants_language_must": "yes",
        "needs_social": "friends of the same age",
        "help_needed": "wheelchair",
        "availability": "weekday_evening; saturday",
        "social_worker_phone": "01632 960000",
        "social_worker_email": "jo@example.org",
    },
    "referrals": {
        "key": "R001",
        "child": "C001",
        "received_on": "10/02/2025",
        "source": "social worker",
        "reasons": "little or no family contact; distance from home",
        "social_worker_form_on": "17/02/2025",
        "child_form_on": "24/02/2025",
        "staff_visit_on": "05/03/2025",
    },
    "matches": {
        "key": "M001",
        "referral": "R001",
        "volunteer": "V001",
        "proposed_on": "28/04/2025",
        "first_meeting_on": "12/05/2025",
        "started_on": "19/05/2025",
        "every_months": "1",
    },
    "pauses": {
        "match": "M001",
        "from": "01/08/2025",
        "until": "14/08/2025",
        "reason": "holiday",
    },
    "visits": {
        "match": "M001",
        "on": "14/06/2025",
        "kind": "visit",
        "outcome": "held",
        "minutes": "150",
        "activity": "swimming",
        "place": "the baths",
        "mood": "4",
        "note": "A short factual note.",
    },
    "excuses": {
        "match": "M001",
        "month": "09/2025",
        "by": "Jo Example",
        "reason": "moved school",
    },
    "claims": {
        "key": "E001",
        "volunteer": "V001",
        "on": "14/06/2025",
        "category": "mileage",
        "match": "M001",
        "vehicle": "car",
        "miles": "12.4",
        "description": "to the baths and back",
        "claimed_on": "16/06/2025",
        "approved_on": "18/06/2025",
        "paid_on": "25/06/2025",
    },
    "support": {
        "key": "U001",
        "kind": "supervision",
        "on": "30/06/2025",
        "volunteers": "V001",
        "minutes": "60",
        "by": "Jo Example",
        "topic": "the first month",
        "note": "A short factual note.",
        "next_on": "11/08/2025",
        "actions": "ring the school by 14/07/2025",
    },
    "holds": {
        "volunteer": "V001",
        "from": "01/12/2025",
        "until": "31/12/2025",
        "reason": "away",
    },
    "intervals": {
        "match": "M001",
        "from": "19/05/2025",
        "every_months": "1",
    },
    "openings": {
        "referral": "R001",
        "opened_on": "10/02/2025",
        "closed_on": "20/02/2025",
        "outcome": "declined",
        "why": "asked again after the summer",
    },
    "authorities": {
        "child": "C001",
        "authority": "Example County Council",
        "from": "01/09/2024",
    },
    "reviews": {
        "key": "S001",
        "child": "C001",
        "due_on": "01/11/2025",
        "held_on": "30/10/2025",
        "iv_considered": "yes",
        "wants_iv": "yes",
        "attended": "yes",
        "note": "The visits go on.",
    },
    "match_reviews": {
        "key": "X001",
        "match": "M001",
        "on": "19/08/2025",
        "outcome": "continue",
        "child_feels_supported": "4",
        "child_has_a_trusted_adult": "4",
        "child_confidence": "3",
        "volunteer_finds_it_rewarding": "5",
        "volunteer_feels_supported": "4",
        "child_view": "I like our days out.",
        "volunteer_view": "We get on well.",
        "carer_view": "He comes back happy.",
        "social_worker_view": "It is going well.",
        "actions": "ask about the school holidays by 01/09/2025",
        "note": "A short factual note.",
    },
}


def templates() -> list[Filled]:
    """The sheets, each with every heading and its example row."""
    filled = []
    for layout in LAYOUTS:
        example = EXAMPLES[layout.name]
        headings = [column.name for column in layout.columns]
        filled.append(Filled(layout.name, headings, [[example.get(name) for name in headings]]))
    return filled


def write_templates(folder: Path) -> list[str]:
    """Write the sheets as files and give their names; never over one that is there."""
    filled = templates()
    write_folder(folder, filled)
    return [f"{sheet.name}.csv" for sheet in filled]
