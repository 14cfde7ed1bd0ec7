"""Which evidence to see to: run out, running out, never recorded, asked for too long ago.

Of thousands of volunteers few have anything: sets of those with all in date leave the few, and the
rule decides about them.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from ivtool.domain.days import short_day
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.recruitment.evidence import is_to_be_chased
from ivtool.domain.recruitment.evidence_kinds import GOOD_OUTCOMES, RUNS_OUT
from ivtool.domain.recruitment.lapses import Lapse, LapseRules, LapseState, OnFile, cutoffs, lapses
from ivtool.domain.recruitment.vocabulary import CheckKind, CheckOutcome, Stage
from ivtool.domain.recruitment.volunteers import Check, VolunteerFacts, is_known
from ivtool.domain.refs import volunteer_ref
from ivtool.domain.sentences import words
from ivtool.errors import NotUnderstood
from ivtool.queries import policy as policy_queries
from ivtool.queries.reading import Reader
from ivtool.queries.recruitment import pipeline as queries
from ivtool.queries.recruitment.pipeline import Person
from ivtool.rendering import Column, Listing, Shape

COLUMNS = (
    Column("volunteer", "volunteer", named_by="volunteer_name"),
    Column("key", "key", wide=True),
    Column("kind", "check"),
    Column("slot", "slot", Shape.NUMBER),
    Column("module", "module", wide=True),
    Column("state", "state"),
    Column("until_on", "until", Shape.DAY),
    Column("days", "days", Shape.NUMBER),
    Column("within", "within", Shape.NUMBER, wide=True),
    Column("asked_on", "asked", Shape.DAY),
    Column("chased_on", "chased", Shape.DAY, wide=True),
    Column("chase"),
    Column("command"),
    Column("blocks_clear"),
)
ORDER = tuple(LapseState)
PLACES = {kind: place for place, kind in enumerate(RUNS_OUT)}
# Of these the longest come first; of the others those with the fewest days left.
LONGEST_FIRST = (LapseState.LAPSED, LapseState.ASKED)


def checks_due(
    reader: Reader, as_of: date, names: NamesShown, *, kind: CheckKind | None = None
) -> Listing:
    """Every piece of evidence to see to on a day, of one kind or all, the worst first.

    Of approved volunteers, and of those on the way what they have on file and what was asked for;
    of those who left, nothing.
    """
    found = [each for each in worst_first(reader, as_of) if kind is None or each[1].kind is kind]
    people = queries.people(reader, {number for number, _ in found})
    return Listing(
        f"Checks to see to as of {short_day(as_of)}",
        COLUMNS,
        [_row(number, people[number], each, names) for number, each in found],
        f"No check is to be seen to as of {short_day(as_of)}.",
    )


def kind_meant(text: str) -> CheckKind:
    """The kind of evidence that a text names. Raises NotUnderstood for one that there is not."""
    try:
        return CheckKind(text.strip().lower().replace(" ", "_"))
    except ValueError:
        raise NotUnderstood(f"--kind is one of {words(CheckKind)}") from None


def is_to_see_to(listing: Listing) -> bool:
    """Whether anything is listed that is not waived."""
    return any(row["state"] is not LapseState.WAIVED for row in listing.rows)


def worst_first(reader: Reader, as_of: date) -> list[tuple[int, Lapse]]:
    """Every piece of evidence to see to on a day with the number of its volunteer."""
    return sorted(lapsing(reader, as_of), key=_order)


def lapsing(reader: Reader, as_of: date) -> Iterator[tuple[int, Lapse]]:
    """Every piece of evidence to see to on a day with the number of its volunteer, in no order."""
    policy = policy_queries.policy(reader)
    rules = LapseRules(
        policy.evidence_rules(as_of),
        policy.days("checks.warn_days", as_of),
        policy.count("checks.chase_days", as_of),
    )
    spell_of = {queries.volunteer_of(spell): spell for spell in queries.here(reader, as_of)}
    reached = queries.reached(reader, Stage.APPROVED, as_of)
    approved = {number for number, spell in spell_of.items() if spell in reached}
    asked = queries.unanswered(reader, as_of)
    late = spell_of.keys() & {
        number
        for number, items in asked.items()
        if any(is_to_be_chased(item, as_of, rules.chase_days) for item in items)
    }
    after = cutoffs(rules, as_of)
    to_look_at = spell_of.keys() - _all_in_date(reader, after, as_of)
    checks = queries.checks_of(reader, to_look_at | late, RUNS_OUT)
    # Of somebody on the way nothing is told but what is on file: what ran out, what was asked for.
    old = {number for number in to_look_at - approved if _any_old(checks.get(number, ()), after)}
    known = queries.stages_of(reader, {spell_of[number] for number in (old | late) - approved})
    waivers, since = queries.waivers(reader), queries.since(reader)
    for number in (to_look_at & approved) | old | late:
        spell = spell_of[number]
        if spell in known and not is_known(
            VolunteerFacts(stages=list(known[spell].items())), as_of
        ):
            continue
        on_file = OnFile(
            number in approved,
            checks.get(number, ()),
            asked.get(number, ()),
            waivers.get(number, ()),
            since.get(spell),
        )
        for lapse in lapses(on_file, rules, as_of):
            yield number, lapse


def _all_in_date(reader: Reader, cutoff: Mapping[CheckKind, date], as_of: date) -> set[int]:
    """Who has a good answer of every kind that runs out for long, and no bad one since."""
    in_date: list[set[int]] = []
    for kind, after in cutoff.items():
        good = queries.answered(reader, kind, GOOD_OUTCOMES, after, as_of)
        bad = queries.answered(reader, kind, [CheckOutcome.NOT_CLEAR], after, as_of)
        if kind is CheckKind.DBS:
            good |= queries.rechecked(reader, kind, GOOD_OUTCOMES, after, as_of)
            bad |= queries.rechecked(reader, kind, [CheckOutcome.NOT_CLEAR], after, as_of)
        in_date.append(good - bad)
    return set.intersection(*in_date)


def _any_old(checks: Iterable[Check], cutoff: Mapping[CheckKind, date]) -> bool:
    return any(
        day is not None and day <= cutoff[check.kind]
        for check in checks
        for day in (check.from_on, check.rechecked_on)
    )


def _order(found: tuple[int, Lapse]) -> tuple[int, int, int, int, int]:
    number, each = found
    days = each.days or 0
    return (
        ORDER.index(each.state),
        -days if each.state in LONGEST_FIRST else days,
        number,
        PLACES.get(each.kind, len(PLACES)),
        each.slot,
    )


def _row(number: int, who: Person, each: Lapse, names: NamesShown) -> dict[str, object]:
    ref = volunteer_ref(number)
    return {
        "volunteer": ref,
        "key": who.key,
        "volunteer_name": shown_name(who.name, names),
        **each._asdict(),
        "slot": each.piece.which,
        "module": each.module and each.module.replace("_", " "),
        "command": each.piece.command(ref),
    }
