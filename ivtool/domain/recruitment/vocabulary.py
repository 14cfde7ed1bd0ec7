"""The fixed words of becoming and being a volunteer."""

from enum import StrEnum


class Stage(StrEnum):
    """The nine stages of becoming a volunteer, in their order."""

    INTEREST_EXPRESSED = "interest_expressed"
    INFORMATION_PACK_SENT = "information_pack_sent"
    INFORMAL_CHAT = "informal_chat"
    APPLICATION_COMPLETED = "application_completed"
    HOME_INTERVIEW = "home_interview"
    CHECKS_COMPLETED = "checks_completed"
    TRAINING_COMPLETED = "training_completed"
    PANEL_APPROVAL = "panel_approval"
    APPROVED = "approved"


class VolunteerStanding(StrEnum):
    """What holds of a volunteer beside the stage."""

    ACTIVE = "active"
    ON_HOLD = "on_hold"
    WITHDREW = "withdrew"
    NOT_ACCEPTED = "not_accepted"
    LEFT = "left"


class SpellEnd(StrEnum):
    """How a volunteer's spell with the service came to its end."""

    WITHDREW = "withdrew"
    NOT_ACCEPTED = "not_accepted"
    LEFT = "left"


class CheckKind(StrEnum):
    """Evidence about a volunteer that carries a day.

    `training` is one core module; safeguarding, which is refreshed, is a kind of its own.
    """

    PACK = "pack"
    CHAT = "chat"
    APPLICATION = "application"
    INTERVIEW = "interview"
    DBS = "dbs"
    OVERSEAS = "overseas"
    CHILDRENS_SERVICES = "childrens_services"
    MEDICAL = "medical"
    REFERENCE = "reference"
    SAFEGUARDING = "safeguarding"
    TRAINING = "training"
    BOOK = "book"
    PANEL = "panel"
    SECOND_MATCH = "second_match"
    INDEPENDENCE = "independence"
    CODE_OF_CONDUCT = "code_of_conduct"


class Waivable(StrEnum):
    """The gates that can be waived for one person; never the lowest age, never a way to reach them.

    A referee is one who is named, a reference what the referee writes.
    """

    PACK = "pack"
    CHAT = "chat"
    APPLICATION = "application"
    REFEREE = "referee"
    INTERVIEW = "interview"
    DBS = "dbs"
    OVERSEAS = "overseas"
    CHILDRENS_SERVICES = "childrens_services"
    MEDICAL = "medical"
    REFERENCE = "reference"
    SAFEGUARDING = "safeguarding"
    TRAINING = "training"
    BOOK = "book"
    PANEL = "panel"
    INDEPENDENCE = "independence"
    CODE_OF_CONDUCT = "code_of_conduct"


class Matter(StrEnum):
    """What a panel decides of a volunteer: whether to approve them, or a second match."""

    APPROVAL = "approval"
    SECOND_MATCH = "second_match"


class BookSection(StrEnum):
    """The parts of the "This is me" book, a volunteer's own page for children."""

    FIRST_NAME = "first_name"
    ABOUT_ME = "about_me"
    LIKES = "likes"
    ANIMALS = "animals"
    FOOD = "food"
    MIGHT_DO = "might_do"
    PICTURE = "picture"


class CheckOutcome(StrEnum):
    """What a check came back with; the last four are a panel's decisions."""

    CLEAR = "clear"
    RISK_ASSESSED = "risk_assessed"
    NOT_CLEAR = "not_clear"
    WITHDRAWN = "withdrawn"
    APPROVED = "approved"
    APPROVED_WITH_CONDITIONS = "approved_with_conditions"
    DEFERRED = "deferred"
    NOT_ACCEPTED = "not_accepted"


class SendMethod(StrEnum):
    """How the information pack went out."""

    POST = "post"
    EMAIL = "email"


class DbsLevel(StrEnum):
    """The level of a DBS check; the barred lists are asked only where the law allows."""

    ENHANCED = "enhanced"
    ENHANCED_BARRED = "enhanced_barred"


class Evidence(StrEnum):
    """Whether something that runs out is in date on a day."""

    IN_DATE = "in_date"
    LAPSED = "lapsed"
    NOT_RECORDED = "not_recorded"
    WAIVED = "waived"
