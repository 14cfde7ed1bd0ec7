"""Who may be there twice, with what each has; and what comes of making one record of two."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from ivtool.domain.days import short_day
from ivtool.domain.merging import Difference
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.people import Alike
from ivtool.domain.recruitment.volunteers import stage_reached, volunteer_standing
from ivtool.domain.refs import LETTERS, match_ref
from ivtool.domain.sentences import counted
from ivtool.queries import people as people_queries
from ivtool.queries.children import children as child_queries
from ivtool.queries.file.owners import Owners, words
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.reading import Reader
from ivtool.queries.recruitment import volunteers as volunteer_queries
from ivtool.rendering import Column, Listing
from ivtool.reports.file.history import said_of
from ivtool.rows import kept

COLUMNS = (
    Column("kind"),
    Column("first", "first", named_by="first_name"),
    Column("first_has", "has"),
    Column("second", "second", named_by="second_name"),
    Column("second_has", "has"),
    Column("by", "the same"),
    Column("formerly"),
    *(
        Column(f"{which}_{what}")
        for which in ("first", "second")
        for what in ("stage", "standing", "match", "referrals", "visits", "claims")
    ),
    Column("command", "to make one of them"),
)
PREVIEW = (
    Column("kind"),
    Column("what", "what"),
    Column("first", "first", named_by="first_said"),
    Column("second", "second", named_by="second_said"),
    Column("comes", "comes of it"),
)


def duplicates(
    reader: Reader, names: NamesShown, today: date, *, accepted: bool = False
) -> Listing:
    """The volunteers, then the children, who may be there twice, in the order of refs.

    By the rule that refuses them when they are entered; without those who were `accepted` as two.
    """
    rows = [
        row
        for noun in ("volunteer", "child")
        for found in [people_queries.pairs(reader, noun, accepted=accepted)]
        for row in _pairs(reader, noun, found, names, today)
    ]
    return Listing("May be there twice", COLUMNS, rows, "Nobody seems to be there twice.")


def preview(
    reader: Reader,
    noun: str,
    refs: tuple[str, str],
    differences: Iterable[Difference],
    moved: Mapping[str, int],
    left: Mapping[str, int],
    names: NamesShown,
) -> Listing:
    """What two records tell otherwise and whose stands, and how much moves to the first.

    Texts are shown as the history shows them: with full names only.
    """
    authorities = dict(child_queries.authorities(reader))
    # No field of a person points at anything.
    nobody = Owners(reader, ())
    rows: list[Mapping[str, object]] = []
    for each in differences:
        first, second = each.values
        if each.chosen == 0 and second is None:
            continue
        comes = f"choose: --take {each.name}={refs[0]}, or {refs[1]}"
        if each.chosen is not None:
            comes = f"{refs[each.chosen]}'s stands"
        said: dict[str, object] = {}
        for which, value in (("first", first), ("second", second)):
            if each.field:
                said |= said_of(which, noun, each.field, kept(value), names, nobody)
            else:
                said |= _row_said(which, value, names, authorities)
        rows.append({"kind": "field", "what": each.name, **said, "comes": comes})
    for kind, counts, comes in (
        ("moves", moved, f"to {refs[0]}"),
        ("left", left, "already there, or not chosen"),
    ):
        rows += [
            {
                "kind": kind,
                "what": words(table),
                "first": None,
                "first_said": None,
                "second": count,
                "second_said": None,
                "comes": comes,
            }
            for table, count in sorted(counts.items())
        ]
    columns = [
        each._replace(heading=dict(zip(("first", "second"), refs, strict=True))[each.field])
        if each.field in ("first", "second")
        else each
        for each in PREVIEW
    ]
    title = f"{refs[1]} becomes one with {refs[0]}"
    return Listing(title, columns, rows, f"{refs[1]} says nothing that {refs[0]} does not.")


def _row_said(
    which: str, row: Any, names: NamesShown, authorities: Mapping[int, str]
) -> Mapping[str, object]:
    """From when what is kept over time is, and in words what it says."""
    if row is None or isinstance(row, date):
        return {which: row, f"{which}_said": None}
    said = row._asdict()
    words = [f"{LETTERS['staff']}-{said['staff_id']}"] if "staff_id" in said else []
    if "authority_id" in said:
        words.append(authorities.get(said["authority_id"], "not known"))
    texts = [value for value in said.values() if isinstance(value, str) and type(value) is str]
    words += texts if names is NamesShown.FULL else ["…"] * bool(texts)
    words += [f"from {short_day(row.from_on)}"] if row.from_on else []
    return {which: row.from_on, f"{which}_said": ", ".join(words)}


def _pairs(
    reader: Reader,
    noun: str,
    pairs: Iterable[tuple[int, Alike]],
    names: NamesShown,
    today: date,
) -> list[Mapping[str, object]]:
    found = list(pairs)
    numbers = {each for number, alike in found for each in (number, alike.number)}
    if not found:
        return []
    called = {number: person.name for number, person in people_queries.people(reader, noun)}
    has = _has(reader, noun, numbers, today)
    letter = LETTERS[noun]
    rows: list[Mapping[str, object]] = []
    for number, alike in found:
        row: dict[str, object] = {"kind": noun}
        for which, each in (("first", number), ("second", alike.number)):
            row |= {
                which: f"{letter}-{each}",
                f"{which}_name": shown_name(called[each], names),
                f"{which}_has": _in_words(has[each]),
                **{f"{which}_{what}": value for what, value in has[each].items()},
            }
        command = f"ivtool {noun} merge {letter}-{number} {letter}-{alike.number}"
        rows.append(row | {"by": alike.by, "formerly": alike.formerly, "command": command})
    return rows


def _has(reader: Reader, noun: str, numbers: set[int], today: date) -> dict[int, dict[str, object]]:
    """What is recorded of each: how far they have come, the live match, and how much beside."""
    pairs = match_queries.live_pairs(reader, today)
    live: dict[int, int] = {}
    for pair in reversed(pairs):
        people = (pair.volunteer, pair.second_volunteer) if noun == "volunteer" else (pair.child,)
        live |= {each: pair.match for each in people if each is not None}
    facts = {}
    if noun == "volunteer":
        facts = volunteer_queries.clearance_facts(reader, today, numbers)
    found: dict[int, dict[str, object]] = {}
    for number, each in people_queries.holds(reader, noun, numbers).items():
        fact = facts.get(number)
        found[number] = {
            "stage": None if fact is None else stage_reached(fact.stages, today),
            "standing": None if fact is None else volunteer_standing(fact, today),
            "match": match_ref(live[number]) if number in live else None,
            "referrals": each.referrals if noun == "child" else None,
            "visits": each.visits,
            "claims": each.claims if noun == "volunteer" else None,
        }
    return found


def _in_words(has: Mapping[str, object]) -> str:
    said = [str(has[each]) for each in ("stage", "standing") if has[each] is not None]
    said += [f"{has['match']} live"] if has["match"] else []
    said += [
        counted(count, what)
        for what in ("referral", "visit", "claim")
        if isinstance(count := has[f"{what}s"], int) and count
    ]
    return ", ".join(said) or "nothing beside"
