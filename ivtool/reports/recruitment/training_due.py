"""Who has attended which core modules, and whose safeguarding training is to be refreshed."""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.days import short_day
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.recruitment.pipeline import is_known_by
from ivtool.domain.recruitment.refreshers import (
    SAFEGUARDING,
    Refresher,
    Trained,
    is_to_be_trained,
    is_trained,
    training_of,
)
from ivtool.domain.recruitment.vocabulary import CheckKind, Stage
from ivtool.domain.recruitment.volunteers import evidence_until, stage_reached
from ivtool.domain.refs import volunteer_ref
from ivtool.queries import policy as policy_queries
from ivtool.queries.reading import Reader
from ivtool.queries.recruitment import pipeline as queries
from ivtool.rendering import Column, Listing, Shape

LISTS = ("attended", "missing", "not_recorded", "waived")
COLUMNS = (
    Column("volunteer", "volunteer", named_by="volunteer_name"),
    Column("key", "key", wide=True),
    Column("stage", "stage", wide=True),
    Column("modules", "modules"),
    Column("attended"),
    Column("missing", "missing"),
    Column("not_recorded"),
    Column("waived", "waived", wide=True),
    Column("safeguarding_until_on", "safeguarding", Shape.DAY),
    Column("refresher", "refresher"),
    Column("days", "days", Shape.NUMBER, wide=True),
    Column("command"),
)


def training_due(reader: Reader, as_of: date, names: NamesShown) -> Listing:
    """Everybody who is here and has come to training: which modules, and the refresher.

    First those whose refresher is due, the longest first; then those with most modules missing;
    then those whose refresher is due soon. Refs settle what is equal.
    """
    policy = policy_queries.policy(reader)
    modules = policy.listed("training.modules", as_of)
    rules, warn_days = policy.evidence_rules(as_of), policy.days("checks.warn_days", as_of)
    spells = queries.here(reader, as_of)
    since = queries.since(reader)
    checks = queries.checks_of(reader, queries.volunteers_of(spells), [CheckKind.SAFEGUARDING])
    sessions = queries.attendances(reader, as_of)
    waivers = queries.waivers(reader)
    found: list[tuple[int, Stage | None, Trained]] = []
    for spell, stages in queries.stages_of(reader, spells).items():
        number = queries.volunteer_of(spell)
        stage = stage_reached(stages.items(), as_of)
        if stage is None and not is_known_by(stages, as_of):
            continue
        begun_on = None if is_trained(stage) else since.get(spell)
        # What was attended before they left and came back counts where it was taken over.
        attended = {
            module
            for module, on in sessions.get(number, ())
            if begun_on is None or on >= begun_on or module == SAFEGUARDING
        }
        if is_to_be_trained(stage, attended):
            until = evidence_until(checks.get(number, ()), rules, as_of)
            until_on = until[CheckKind.SAFEGUARDING]
            stands = training_of(
                stage, modules, attended, until_on, waivers.get(number, ()), warn_days, as_of
            )
            found.append((number, stage, stands))
    found.sort(key=lambda each: (*_order(each[2]), each[0]))
    people = queries.people(reader, {number for number, _, _ in found})
    return Listing(
        f"Training as of {short_day(as_of)}",
        COLUMNS,
        [
            {
                "volunteer": volunteer_ref(number),
                "key": people[number].key,
                "volunteer_name": shown_name(people[number].name, names),
                "stage": stage,
                "modules": f"{len(stands.attended)} of {len(modules)}",
                **stands._asdict(),
                **{name: _listed(getattr(stands, name)) for name in LISTS},
                "command": _command(volunteer_ref(number), stands),
            }
            for number, stage, stands in found
        ],
        f"Nobody has come to training as of {short_day(as_of)}.",
    )


def is_to_see_to(listing: Listing) -> bool:
    """Whether somebody lacks a module, or is due a refresher."""
    return any(row["missing"] or row["refresher"] is Refresher.DUE for row in listing.rows)


def _order(stands: Trained) -> tuple[int, int]:
    days = stands.days or 0
    if stands.refresher is Refresher.DUE:
        return (0, -days)
    if stands.missing:
        return (1, -len(stands.missing))
    return (2, days) if stands.refresher is Refresher.SOON else (3, 0)


def _listed(modules: Sequence[str]) -> str:
    return "; ".join(modules).replace("_", " ")


def _command(volunteer: str, stands: Trained) -> str | None:
    """What records the next thing that lacks: the refresher, then the modules in their order."""
    wanted = [SAFEGUARDING] if stands.refresher is Refresher.DUE else []
    wanted += [*stands.missing, *stands.not_recorded]
    return f"ivtool volunteer check {volunteer} training --module {wanted[0]}" if wanted else None
