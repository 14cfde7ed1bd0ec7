"""All that the sheets can hold of a file, as rows of the sheets, and what they cannot hold.

Imported into an empty file the rows give the same reports; into this one they say nothing new, for
every row tells its ref and the file's id. Rows stand in the order of refs, so that an import gives
the same ones; a record without a key has `new-V-3` for one.
"""

from collections.abc import Callable, Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, partial
from typing import Any

from ivtool.domain.children.vocabulary import ReferralStep
from ivtool.domain.expenses.mileage import Journey, prices
from ivtool.domain.expenses.vocabulary import ExpenseCategory
from ivtool.domain.policy import Policy, first_values
from ivtool.domain.refs import (
    child_ref,
    keys_out,
    match_ref,
    referral_ref,
    support_ref,
    visit_ref,
    volunteer_ref,
)
from ivtool.domain.visits.vocabulary import VisitKind, VisitOutcome
from ivtool.queries.file import left_out as leftout
from ivtool.queries.file import receipts
from ivtool.queries.file import review_sheets as review_queries
from ivtool.queries.file import sheets as queries
from ivtool.queries.file import spell_sheets as spell_queries
from ivtool.queries.file.sheets import CHECK_COLUMNS, Known, LineOfClaim
from ivtool.queries.reading import Reader
from ivtool.queries.support import sheet as support_sheet
from ivtool.rows import Made, Packed
from ivtool.sheets.columns import FILE_ID, LAYOUTS, PRICED_AT, REF
from ivtool.sheets.rows import VISIT_SAYS, FileId
from ivtool.sheets.spelling import written_file_id
from ivtool.sheets.writing import Cell, Filled

Keys = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Export:
    """The sheets, and sentences on what is not in them."""

    sheets: list[Filled]
    left_out: list[str]


def export_sheets(reader: Reader) -> Export:
    """Every record of the file as rows of the sheets; names and free text in full."""
    # First, for it takes the most memory.
    lines = queries.claim_lines(reader)
    again = _priced_again(lines)
    volunteers = queries.volunteers(reader)
    children = queries.children(reader)
    referrals = queries.referrals(reader)
    matches = queries.matches(reader)
    keys = {
        noun: keys_out(noun, queries.keys(reader, noun))
        for noun in ("volunteer", "child", "referral", "match", "claim", "support")
    }
    rows: dict[str, Collection[Known]] = {
        "volunteers": _keyed(volunteers, keys["volunteer"], volunteer_ref),
        "children": _keyed(children, keys["child"], child_ref),
        "referrals": [
            {**_open(each), "child": keys["child"][each["child_id"]]}
            for each in _keyed(referrals, keys["referral"], referral_ref)
        ],
        "matches": [
            {
                **each,
                "referral": keys["referral"][each["referral_id"]],
                "volunteer": keys["volunteer"][each["volunteer_id"]],
                "second_volunteer": keys["volunteer"].get(each["second_volunteer_id"]),
            }
            for each in _keyed(matches, keys["match"], match_ref)
        ],
        "pauses": _pauses(reader, keys["match"]),
        "visits": _visits(reader, keys["match"]),
        "excuses": _excuses(reader, keys["match"]),
        "claims": _lines(lines, again, keys),
        "support": _support(reader, keys),
        "holds": _spells(spell_queries.holds(reader), "volunteer", keys["volunteer"]),
        "intervals": _spells(spell_queries.intervals(reader), "match", keys["match"]),
        "openings": [
            {**each, "referral": keys["referral"][number]}
            for number, openings in sorted(spell_queries.openings(reader).items())
            for each in openings
        ],
        "authorities": _spells(spell_queries.authority_spells(reader), "child", keys["child"]),
        "reviews": _standing(review_queries.statutory_reviews(reader), "child", keys["child"]),
        "match_reviews": _standing(review_queries.match_reviews(reader), "match", keys["match"]),
    }
    identity, last = receipts.identity(reader), receipts.last_change_set(reader) or 0
    which = None if identity is None else written_file_id(FileId(identity, last))
    sheets = []
    for layout in LAYOUTS:
        headings = [column.name for column in layout.columns]
        if layout.name == "claims":
            headings.insert(headings.index("amount") + 1, PRICED_AT)
        if REF in layout.own:
            headings.insert(0, REF.name)
        cells = Made(rows[layout.name], partial(_cells, headings, which))
        sheets.append(Filled(layout.name, [*headings, FILE_ID.name], cells))
    return Export(sheets, _left_out(reader, volunteers, referrals, keys))


def _cells(headings: Sequence[str], which: str | None, row: Known) -> list[Cell]:
    return [*map(row.get, headings), which]


def _keyed(records: Mapping[int, Known], keys: Keys, ref: Callable[[int], str]) -> list[Known]:
    return [
        {**records[number], "key": keys[number], "ref": ref(number)} for number in sorted(records)
    ]


def _spells(found: Mapping[tuple[int, date | None], Known], whose: str, keys: Keys) -> list[Known]:
    """What holds from a day on, of each record the earliest first."""
    ordered = sorted(found.items(), key=lambda each: (each[0][0], each[0][1] or date.min))
    return [
        {**each, whose: keys[number], "from": from_on, "until": each.get("until_on")}
        for (number, from_on), each in ordered
    ]


def _standing(found: Iterable[Known], whose: str, keys: Keys) -> list[Known]:
    """Reviews that were not withdrawn; one without a key is known by whose it is and its day."""
    return [
        {**each, whose: keys[each[f"{whose}_id"]]} for each in found if each["withdrawn_on"] is None
    ]


def _open(referral: Known) -> Known:
    """A referral without the closing that holds no longer."""
    if referral["reopened_on"] is None:
        return referral
    return {**referral, "closed_on": None, "outcome": None}


def _pauses(reader: Reader, matches: Keys) -> list[Known]:
    standing = [each for each in queries.pauses(reader).values() if each["withdrawn_on"] is None]
    return [
        {
            "match": matches[each["match_id"]],
            "from": each["from_on"],
            "until": each["until_on"],
            "reason": each["reason"],
        }
        for each in sorted(standing, key=lambda each: each["id"])
    ]


def _visits(reader: Reader, matches: Keys) -> Collection[Known]:
    """The longest sheet: its rows are made while they are written, and once before.

    What of a damaged file makes no row is told while it is read.
    """
    day_of, kind_of, outcome_of = cache(date.fromisoformat), cache(VisitKind), cache(VisitOutcome)

    def made(row: Sequence[Any]) -> Known:
        number, match, on, kind, outcome, nth, *said = row
        return {
            "ref": visit_ref(number),
            "match": matches[match],
            "on": day_of(on),
            "kind": kind_of(kind),
            "outcome": outcome_of(outcome),
            "nth": None if nth == 1 else nth,
            **dict(zip(VISIT_SAYS, said, strict=True)),
        }

    return Made(Packed(row for row in queries.visit_rows(reader, VISIT_SAYS) if made(row)), made)


def _support(reader: Reader, keys: Mapping[str, Keys]) -> list[Known]:
    standing = [
        each for each in support_sheet.supports(reader).values() if each["withdrawn_on"] is None
    ]
    return [
        {
            **each,
            "ref": support_ref(each["id"]),
            "key": keys["support"][each["id"]],
            "volunteers": "; ".join(keys["volunteer"][one] for one in each["volunteer_ids"]),
            "children": "; ".join(keys["child"][one] for one in each["child_ids"]) or None,
        }
        for each in standing
    ]


def _excuses(reader: Reader, matches: Keys) -> list[Known]:
    found = sorted(queries.excuses(reader).items(), key=lambda each: each[1]["id"])
    return [{**each, "match": matches[match], "month": month} for (match, month), each in found]


def _lines(
    lines: Collection[LineOfClaim], again: Container[int], keys: Mapping[str, Keys]
) -> Collection[Known]:
    """The other sheet that may be very long, made as the visits' is."""

    def made(each: LineOfClaim) -> Known:
        line, volunteer = each
        pence = Decimal(line.amount_pence).scaleb(-2)
        tenths = line.miles_tenths
        # Left to the rates where they give the same again: it stays known that they gave it.
        by_rate = line.id in again
        return {
            **line._asdict(),
            "on": line.incurred_on,
            "ref": line.ref,
            "key": keys["claim"][line.claim_id],
            "volunteer": keys["volunteer"][volunteer],
            "match": None if line.match_id is None else keys["match"][line.match_id],
            "miles": None if tenths is None else Decimal(tenths).scaleb(-1),
            "amount": None if by_rate else pence,
            PRICED_AT: pence if by_rate else None,
        }

    found = Made(lines, made)
    for _ in found:
        pass
    return found


def _priced_again(lines: Iterable[LineOfClaim]) -> set[int]:
    """The lines that the rates priced, and that an import into an empty file would price the same.

    By their numbers; journeys that no rate priced count towards the first miles of a year.
    """
    new_file = Policy(first_values())
    driven: dict[int, list[tuple[int, int | None, Journey]]] = {}
    again: set[int] = set()
    for line, volunteer in lines:
        if line.category is not ExpenseCategory.MILEAGE:
            continue
        if line.miles_tenths is not None and line.vehicle is not None:
            journey = Journey(line.incurred_on, line.miles_tenths, line.vehicle)
            kept = line.id, line.amount_pence if line.priced else None
            driven.setdefault(volunteer, []).append((*kept, journey))
    for journeys in driven.values():
        found = prices((), [journey for *_, journey in journeys], new_file)
        again |= {
            number
            for (number, pence, _), price in zip(journeys, found, strict=True)
            if price.pence == pence
        }
    return again


def _left_out(
    reader: Reader,
    volunteers: Mapping[int, Known],
    referrals: Mapping[int, Known],
    keys: Mapping[str, Keys],
) -> list[str]:
    columns = {"dbs_issued", "dbs_checked_on", *CHECK_COLUMNS.values()}
    held = sum(len({row for name, row in v["rows"].items() if name in columns})
               for v in volunteers.values())  # fmt: skip
    accepted = [
        each
        for each in referrals.values()
        if each.get(ReferralStep.ACCEPTED) != each.get("staff_visit_on")
    ]
    like_refs = [
        key
        for noun, out in keys.items()
        for number, key in queries.keys(reader, noun).items()
        if key is not None and key != out[number]
    ]
    counted = [
        *leftout.left_out(reader),
        (
            leftout.check_count(reader) - held,
            "other or earlier pieces of evidence about volunteers",
        ),
        (
            len(accepted),
            "referrals not accepted on the day of the staff visit, written as if they were",
        ),
        (
            leftout.otherwise_gone(reader),
            "volunteers who withdrew or were not accepted, written as left",
        ),
        (len(like_refs), "keys written like refs, which no import takes: new ones are written"),
    ]
    return [f"{what}: {number:,}" for number, what in counted if number]
