"""The pieces of evidence that the gates of the stages ask for, and how each is spoken of."""

from dataclasses import dataclass

from ivtool.domain.evidence import NEEDED, REFERENCES, Item
from ivtool.domain.words import CheckKind


@dataclass(frozen=True, slots=True)
class Wanted:
    """A piece of evidence that a gate asks for: what is said where it lacks, what records it."""

    kind: CheckKind
    said: str
    words: str
    slot: int = 1
    module: str | None = None

    def is_of(self, item: Item) -> bool:
        """Whether an item is of this piece, with all that makes one of its kind."""
        if (item.kind, item.slot, item.module) != (self.kind, self.slot, self.module):
            return False
        return self.kind not in NEEDED or getattr(item, NEEDED[self.kind]) is not None


PACK = Wanted(CheckKind.PACK, "the information pack was not sent", "pack --method email")
CHAT = Wanted(CheckKind.CHAT, "the first chat was not held", "chat --by NAME")
APPLICATION = Wanted(CheckKind.APPLICATION, "the application has not come in", "application")
INTERVIEW = Wanted(
    CheckKind.INTERVIEW,
    "no home interview was satisfactory",
    "interview --by NAME --outcome clear",
)
DBS = Wanted(CheckKind.DBS, "no clear DBS check is in date", "dbs --outcome clear --issued DAY")
CHECKS = (
    Wanted(
        CheckKind.CHILDRENS_SERVICES,
        "the Children's Services check has not come back clear",
        "childrens_services --outcome clear",
    ),
    Wanted(
        CheckKind.MEDICAL, "the medical form has not come back clear", "medical --outcome clear"
    ),
    *(
        Wanted(
            CheckKind.REFERENCE,
            f"reference {slot} of 2 has not come back clear",
            f"reference --slot {slot} --outcome clear",
            slot=slot,
        )
        for slot in REFERENCES
    ),
)
SAFEGUARDING = Wanted(
    CheckKind.SAFEGUARDING,
    "no safeguarding training is in date",
    "training --module safeguarding",
)
BOOK = Wanted(CheckKind.BOOK, 'the "This is me" book was not completed', "book")
PANEL = Wanted(CheckKind.PANEL, "the panel has not approved them", "panel --outcome approved")
INDEPENDENCE = Wanted(
    CheckKind.INDEPENDENCE, "no declaration of independence is in date", "independence"
)
CODE_OF_CONDUCT = Wanted(
    CheckKind.CODE_OF_CONDUCT, "the code of conduct was not signed", "code_of_conduct"
)
