"""The pieces of evidence that the gates of the stages ask for, and how each is spoken of."""

from typing import NamedTuple

from ivtool.domain.recruitment.evidence import NEEDED, REFERENCES
from ivtool.domain.recruitment.records import VolunteerCheck
from ivtool.domain.recruitment.vocabulary import CheckKind, Waivable


class Wanted(NamedTuple):
    """A piece of evidence that a gate asks for: what is said where it lacks, what records it.

    `name` is what it is called on the path: `DBS check`, `reference 2 of 2`, `module boundaries`.
    """

    kind: CheckKind
    name: str
    said: str
    words: str
    slot: int = 1
    module: str | None = None

    @property
    def gate(self) -> Waivable:
        """The gate that asks for it, by the word that waives it."""
        return Waivable(self.kind.value)

    def is_of(self, item: VolunteerCheck) -> bool:
        """Whether an item is of this piece, with all that makes one of its kind."""
        if (item.kind, item.slot, item.module) != (self.kind, self.slot, self.module):
            return False
        return self.kind not in NEEDED or getattr(item, NEEDED[self.kind]) is not None


PACK = Wanted(
    CheckKind.PACK, "information pack", "the information pack was not sent", "pack --method email"
)
CHAT = Wanted(CheckKind.CHAT, "first chat", "the first chat was not held", "chat --by NAME")
APPLICATION = Wanted(
    CheckKind.APPLICATION, "application", "the application has not come in", "application"
)
INTERVIEW = Wanted(
    CheckKind.INTERVIEW,
    "home interview",
    "no home interview was satisfactory",
    "interview --by NAME --outcome clear",
)
DBS = Wanted(
    CheckKind.DBS,
    "DBS check",
    "no clear DBS check is in date",
    "dbs --outcome clear --issued DAY",
)
OVERSEAS = Wanted(
    CheckKind.OVERSEAS,
    "overseas check",
    "the overseas check has not come back clear",
    "overseas --outcome clear",
)
CHECKS = (
    Wanted(
        CheckKind.CHILDRENS_SERVICES,
        "Children's Services",
        "the Children's Services check has not come back clear",
        "childrens_services --outcome clear",
    ),
    Wanted(
        CheckKind.MEDICAL,
        "medical form",
        "the medical form has not come back clear",
        "medical --outcome clear",
    ),
    *(
        Wanted(
            CheckKind.REFERENCE,
            f"reference {slot} of 2",
            f"reference {slot} of 2 has not come back clear",
            f"reference --slot {slot} --outcome clear",
            slot=slot,
        )
        for slot in REFERENCES
    ),
)
SAFEGUARDING = Wanted(
    CheckKind.SAFEGUARDING,
    "safeguarding training",
    "no safeguarding training is in date",
    "training --module safeguarding",
)
BOOK = Wanted(
    CheckKind.BOOK, '"This is me" book', 'the "This is me" book was not completed', "book"
)
PANEL = Wanted(
    CheckKind.PANEL, "panel", "the panel has not approved them", "panel --outcome approved"
)
INDEPENDENCE = Wanted(
    CheckKind.INDEPENDENCE,
    "independence",
    "no declaration of independence is in date",
    "independence",
)
CODE_OF_CONDUCT = Wanted(
    CheckKind.CODE_OF_CONDUCT,
    "code of conduct",
    "the code of conduct was not signed",
    "code_of_conduct",
)


def wanted_module(module: str) -> Wanted:
    """A core module of training, as a gate asks for it."""
    name = module.replace("_", " ")
    return Wanted(
        CheckKind.TRAINING,
        f"module {name}",
        f"the module {name} was not attended",
        f"training --module {module}",
        module=module,
    )
