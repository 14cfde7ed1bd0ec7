"""What a co-ordinator who recruits types of evidence, as the words of the commands."""

from held_service import MARK

REFEREE = f"--referee {MARK}"
# What each stage needs, each as the words of `volunteer check`; the day comes after.
NEEDED: dict[str, tuple[str, ...]] = {
    "information_pack_sent": ("pack --method email",),
    "informal_chat": (f"chat --by {MARK}",),
    "application_completed": (
        "application", f"reference --slot 1 {REFEREE}", f"reference --slot 2 {REFEREE}",
        "independence",
    ),
    "home_interview": (f"interview --by {MARK} --outcome clear",),
    "checks_completed": (
        "dbs --outcome clear --issued DAY", "childrens_services --outcome clear",
        "medical --outcome risk_assessed", "reference --slot 1 --outcome clear",
        "reference --slot 2 --outcome clear",
    ),
    "training_completed": (
        "training --module safeguarding", "training --module boundaries", "book",
    ),
    "panel_approval": ("panel --outcome approved",),
    "approved": ("code_of_conduct",),
}  # fmt: skip
# What comes back otherwise, late, or twice.
OTHERWISE = (
    "dbs --outcome not_clear", "dbs --asked DAY", "dbs --chased DAY", "dbs --checked DAY",
    "dbs --outcome clear --issued DAY --seen-by Zzyzx", "dbs --outcome withdrawn",
    "medical --outcome not_clear", "medical --asked DAY", "medical --chased DAY",
    "reference --slot 1 --outcome not_clear",
    f"reference --slot 2 --referee {MARK} --outcome clear",
    f"interview --by {MARK} --outcome not_clear", "panel --outcome deferred",
    "panel --outcome not_accepted", "panel --outcome approved_with_conditions --conditions Zzyzx",
    "overseas --asked DAY", "overseas --outcome not_clear", "overseas --outcome clear",
    "overseas --outcome withdrawn", "childrens_services --outcome withdrawn",
    f"independence --connection {MARK}", "training --module cookery", "reference --outcome clear",
)  # fmt: skip
GATES = (
    "medical", "dbs", "independence", "safeguarding", "reference", "reference --slot 1",
    "training --module boundaries", "training --module safeguarding", "training", "book", "panel",
    "referee --slot 2", "interview", "code_of_conduct", "overseas", "application", "pack",
    "medical --slot 1", "dbs --module boundaries", "chat", "childrens_services",
)  # fmt: skip


def words(text: str, on: str) -> list[str]:
    """The words of `volunteer check` of a day; naming a referee has none."""
    said = text.replace("DAY", on).split()
    own = {"--asked", "--chased", "--checked"} & set(said)
    return said if own or ("--referee" in said and "--outcome" not in said) else [*said, "--on", on]
