"""The groups by which children are counted in a document: a band, a group, and never a word of one.

What is kept is as people wrote it; a word that no group knows is `other`, a blank one not known.
"""

import re
from datetime import date

from ivtool.domain.ages import age_on

NOT_KNOWN = "not_known"
OTHER = "other"
# The most years of each band but the last. docs/DOMAIN.md, section 10.
AGE_BANDS = (("under_5", 4), ("5_to_9", 9), ("10_to_15", 15), ("16_to_17", 17))
OLDEST_BAND = "18_and_over"
GENDERS = {"female": "female", "f": "female", "girl": "female", "woman": "female",
           "male": "male", "m": "male", "boy": "male", "man": "male"}  # fmt: skip
# The groups of the Census of 2021, by the words that their names and those of their parts are made
# of. The first that has one: `Black British` is Black, `White and Asian` is Mixed.
ETHNICITIES = (
    ("mixed", {"mixed", "multiple", "dual"}),
    ("asian", {"asian", "indian", "pakistani", "bangladeshi", "chinese"}),
    ("black", {"black", "african", "caribbean"}),
    ("white", {"white", "british", "english", "welsh", "scottish", "irish", "gypsy", "traveller",
               "roma"}),
)  # fmt: skip
NO_DISABILITY = re.compile(
    r"n|no|nil|none(?: (?:known|declared|identified|recorded|stated))?|(?:not|non)[- ]?disabled"
    r"|no (?:known |declared |diagnosed )?disabilit(?:y|ies)"
)
# As good as a blank: nobody has said.
UNSAID = frozenset(
    {"not known", "not_known", "unknown", "not stated", "not recorded", "not said", "not asked",
     "not obtained", "not yet asked", "not yet obtained", "prefer not to say", "declined",
     "refused", "not applicable", "n/a", "na", "?", "-"}
)  # fmt: skip
# Every group of each way to count, in the order in which it is told.
GROUPS = {
    "age_band": (*(name for name, _ in AGE_BANDS), OLDEST_BAND, NOT_KNOWN),
    "gender": ("female", "male", OTHER, NOT_KNOWN),
    "ethnicity": ("asian", "black", "mixed", "white", OTHER, NOT_KNOWN),
    "disability": ("disabled", "not_disabled", NOT_KNOWN),
    "area": ("in_area", "out_of_area", NOT_KNOWN),
}


def age_band(born_on: date | None, day: date) -> str:
    """The band of an age on a day: `10_to_15`; with a sixteenth birthday it is `16_to_17`."""
    if born_on is None:
        return NOT_KNOWN
    age = age_on(born_on, day)
    return next((name for name, most in AGE_BANDS if age <= most), OLDEST_BAND)


def gender_group(written: str | None) -> str:
    """Female, male or other, whatever the case, and whether it was shortened."""
    said = _said(written)
    return GENDERS.get(said, OTHER) if said else NOT_KNOWN


def ethnicity_group(written: str | None) -> str:
    """The group of the Census of 2021: `White British` is White, `Indian` Asian, `Arab` other."""
    text = _said(written)
    if not text:
        return NOT_KNOWN
    said = set(re.findall(r"\w+", re.sub(r"\bwhite (?:south )?african\b", "white", text)))
    found = [name for name, words in ETHNICITIES if words & said]
    if len(found) > 1 and "white" in found and said & {"white"}:
        return "mixed"
    return found[0] if found else OTHER


def disability_group(written: str | None) -> str:
    """Disabled or not; what it is says nothing here."""
    said = _said(written)
    if not said:
        return NOT_KNOWN
    return "not_disabled" if NO_DISABILITY.fullmatch(said) else "disabled"


def area_group(in_area: bool | None) -> str:
    """Whether a child lives in the area of the authority that looks after them."""
    return NOT_KNOWN if in_area is None else "in_area" if in_area else "out_of_area"


def _said(written: str | None) -> str | None:
    """What was written, whatever the case; None where it says that nothing is known."""
    said = " ".join((written or "").casefold().split()).rstrip(".")
    return None if said in UNSAID else said
