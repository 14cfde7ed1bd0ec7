"""Which record a text means: a ref, an imported key, or a name."""

from collections.abc import Iterable
from typing import Any, Literal, overload

from ivtool.domain.ids import (
    ChildId,
    ClaimId,
    ConcernId,
    MatchId,
    ReferralId,
    StaffId,
    SupportId,
    TrainingId,
    VisitId,
    VolunteerId,
)
from ivtool.domain.names import NamesShown, name_matches, shown_name
from ivtool.domain.refs import LETTERS, NOUNS, Ref, claim_ref, written_ref
from ivtool.errors import NotFound
from ivtool.queries.reading import Reader, select
from ivtool.rows import RecordT, columns_of, records, table_of
from ivtool.tuples import NamedTuple

KEY_PREFIX = "key:"
MOST_LISTED = 10
# The people by whose names a record is found; for a match only while it is not ended.
NAMED = {
    "volunteer": "SELECT id, name FROM volunteer",
    "child": "SELECT id, name FROM child",
    "referral": "SELECT r.id, c.name FROM referral r JOIN child c ON c.id = r.child_id",
    "match": (
        "SELECT m.id, p.name FROM match m JOIN child p ON p.id = m.child_id WHERE {wanted}"
        " UNION ALL SELECT m.id, p.name FROM match m"
        " JOIN volunteer p ON p.id IN (m.volunteer_id, m.second_volunteer_id) WHERE {wanted}"
    ),
    "claim": ("SELECT e.id, v.name FROM claim e JOIN volunteer v ON v.id = e.volunteer_id"),
    "staff": "SELECT id, name FROM staff WHERE {wanted}",
}
# Whose the records are, for a name that somebody had before.
OF_PEOPLE = {
    "volunteer": (("volunteer", "SELECT id, id FROM volunteer"),),
    "child": (("child", "SELECT id, id FROM child"),),
    "referral": (("child", "SELECT id, child_id FROM referral"),),
    "match": (
        ("child", "SELECT id, child_id FROM match WHERE ended_on IS NULL"),
        (
            "volunteer",
            (
                "SELECT id, volunteer_id FROM match WHERE ended_on IS NULL"
                " UNION ALL SELECT id, second_volunteer_id FROM match WHERE ended_on IS NULL"
            ),
        ),
    ),
    "claim": (("volunteer", "SELECT id, volunteer_id FROM claim"),),
}
# Those of a name are looked for in this order, and the next only where there is none before: live
# matches, then proposals on their way; who works here, then who did.
WANTED = {
    "match": (
        "m.started_on IS NOT NULL AND m.ended_on IS NULL",
        "m.started_on IS NULL AND m.ended_on IS NULL",
    ),
    "staff": ("left_on IS NULL", "left_on IS NOT NULL"),
}
# What a noun is called in a sentence, where a ref's letter does not stand for the word itself.
SPOKEN = {
    "staff": "member of staff",
    "training": "training session",
    "change_set": "change set",
    "payment": "payment run",
}
LISTS = {"claim": "expenses", "change_set": "history", "payment": "expenses"}
KEYED = ("volunteer", "child", "referral", "match", "claim", "support")
# Of whom two records may have become one: the old ref and key mean the one.
MERGED = ("volunteer", "child")


class Found(NamedTuple):
    """A record that a text may mean: its number, and a person's name where one led to it."""

    number: int
    name: str | None


@overload
def find(
    reader: Reader, noun: Literal["volunteer"], text: str, names: NamesShown
) -> VolunteerId: ...
@overload
def find(reader: Reader, noun: Literal["child"], text: str, names: NamesShown) -> ChildId: ...
@overload
def find(reader: Reader, noun: Literal["referral"], text: str, names: NamesShown) -> ReferralId: ...
@overload
def find(reader: Reader, noun: Literal["match"], text: str, names: NamesShown) -> MatchId: ...
@overload
def find(reader: Reader, noun: Literal["visit"], text: str, names: NamesShown) -> VisitId: ...
@overload
def find(reader: Reader, noun: Literal["claim"], text: str, names: NamesShown) -> ClaimId: ...
@overload
def find(reader: Reader, noun: Literal["concern"], text: str, names: NamesShown) -> ConcernId: ...
@overload
def find(reader: Reader, noun: Literal["staff"], text: str, names: NamesShown) -> StaffId: ...
@overload
def find(reader: Reader, noun: Literal["training"], text: str, names: NamesShown) -> TrainingId: ...
@overload
def find(reader: Reader, noun: Literal["support"], text: str, names: NamesShown) -> SupportId: ...
@overload
def find(reader: Reader, noun: str, text: str, names: NamesShown) -> int: ...
def find(reader: Reader, noun: str, text: str, names: NamesShown) -> int:
    """The number of the one record that a text means.

    A text shaped like a ref is a ref; `key:M-7` forces a key. Raises NotFound where there is none,
    where several answer, and where a text is one record's ref and another's key.
    """
    wanted = text.strip()
    if wanted.lower().startswith(KEY_PREFIX):
        return _one(noun, _by_key(reader, noun, wanted[len(KEY_PREFIX) :].strip()), names)
    ref = written_ref(wanted)
    if ref is not None and ref.letter == LETTERS[noun]:
        known = _of_ref(reader, noun, "id", ref, wanted).fetchall()
        if len(known) == 1:
            return int(known[0][0])
    by_key = _by_key(reader, noun, wanted)
    if ref is not None:
        return _by_ref(reader, noun, ref, wanted, by_key, names)
    if by_key:
        return _one(noun, by_key, names)
    return _one(noun, _by_name(reader, noun, wanted), names)


def find_record(reader: Reader, kind: type[RecordT], text: str, names: NamesShown) -> RecordT:
    """The one record that a text means, whole; as `find` finds it, and raises."""
    noun, wanted = table_of(kind), text.strip()
    ref = written_ref(wanted)
    if ref is not None and ref.letter == LETTERS[noun]:
        known = records(kind, _of_ref(reader, noun, columns_of(kind), ref, wanted))
        if len(known) == 1:
            return known[0]
    [found] = select(reader, kind, id=find(reader, noun, text, names))
    return found


def _of_ref(reader: Reader, noun: str, columns: str, ref: Ref, asked: str) -> Any:
    """The records of a noun whose ref or key a text is: of most texts the one, and it is found."""
    or_key = " OR key = :key" if noun in KEYED else ""
    if noun in MERGED:
        or_key += (
            f" OR id IN (SELECT {noun}_id FROM merged_person WHERE {noun}_id IS NOT NULL"
            " AND (old_number = :number OR old_key = :key))"
        )
    return reader.execute(
        f"SELECT {columns} FROM {noun} WHERE id = :number{or_key}",
        {"number": ref.number, "key": asked},
    )


def find_authority(reader: Reader, name: str | None) -> int | None:
    """The number of an authority named in part or in full; None when none was asked for.

    Raises NotFound with the authorities that there are.
    """
    if name is None:
        return None
    known = reader.execute("SELECT id, name FROM authority ORDER BY name").fetchall()
    exact = [number for number, each in known if each.casefold() == name.strip().casefold()]
    found = exact or [number for number, each in known if name_matches(name, each)]
    if len(found) == 1:
        return int(found[0])
    listed = "; ".join(each for _, each in known) or "none yet"
    several = "several authorities answer to that" if found else "no authority of that name"
    raise NotFound(several, f"--authority is one of: {listed}")


def _by_ref(
    reader: Reader, noun: str, ref: Ref, asked: str, by_key: list[Found], names: NamesShown
) -> int:
    said = f"{ref.letter}-{ref.number}"
    if ref.letter != LETTERS[noun]:
        if by_key:
            return _one(noun, by_key, names)
        raise NotFound(
            f"{said} is a ref of a {_spoken(NOUNS[ref.letter])}; a {_spoken(noun)} is asked for,"
            f" such as {LETTERS[noun]}-1",
            f"ivtool {LISTS.get(noun, noun)} list",
        )
    merged = (
        f" UNION SELECT {noun}_id FROM merged_person"
        f" WHERE {noun}_id IS NOT NULL AND old_number = :number"
    )
    known = reader.execute(
        f"SELECT id FROM {noun} WHERE id = :number{merged if noun in MERGED else ''}",
        {"number": ref.number},
    ).fetchone()
    others = [found for found in by_key if known is None or found.number != known[0]]
    if known and others:
        raise NotFound(
            f"{said} is a ref, and also the key of {LETTERS[noun]}-{others[0].number}",
            f"key:{asked} for the key, {_spelt_apart(reader, noun, ref)} for the ref",
        )
    if known:
        return int(known[0])
    if others:
        return others[0].number
    raise NotFound(f"there is no {_spoken(noun)} {said}", f"ivtool {LISTS.get(noun, noun)} list")


def _spelt_apart(reader: Reader, noun: str, ref: Ref) -> str:
    """A ref with zeros before its number, so that no key reads the same."""
    spelt = f"{ref.letter}-0{ref.number}"
    while _by_key(reader, noun, spelt):
        spelt = spelt.replace("-", "-0")
    return spelt


def _by_key(reader: Reader, noun: str, key: str) -> list[Found]:
    if noun not in KEYED:
        return []
    merged = (
        f" UNION SELECT {noun}_id FROM merged_person WHERE {noun}_id IS NOT NULL AND old_key = :key"
    )
    rows = reader.execute(
        f"SELECT id FROM {noun} WHERE key = :key{merged if noun in MERGED else ''}", {"key": key}
    ).fetchall()
    return [Found(number, None) for (number,) in rows]


def _by_name(reader: Reader, noun: str, asked: str) -> list[Found]:
    if noun not in NAMED:
        return []
    if found := _by_present_name(reader, noun, asked):
        return found
    from ivtool.queries.people import former_names

    # Who has another name now is found by the one before, where nobody bears it.
    former: dict[int, Found] = {}
    for person, rows in OF_PEOPLE.get(noun, ()):
        meant = {
            number: name
            for number, names in former_names(reader, person).items()
            for name in names
            if name_matches(asked, name)
        }
        for number, whose in reader.execute(rows) if meant else ():
            if whose in meant:
                former.setdefault(number, Found(number, meant[whose]))
    return sorted(former.values())


def _by_present_name(reader: Reader, noun: str, asked: str) -> list[Found]:
    for wanted in WANTED.get(noun, ("",)):
        found: dict[int, Found] = {}
        for number, name in reader.execute(NAMED[noun].format(wanted=wanted)):
            if name_matches(asked, name):
                found.setdefault(number, Found(number, name))
        if found:
            return sorted(found.values())
    return []


def _one(noun: str, found: Iterable[Found], names: NamesShown) -> int:
    records = list(found)
    if len(records) == 1:
        return records[0].number
    listing = f"ivtool {LISTS.get(noun, noun)} list"
    if not records:
        # What was typed may be a child's name: it is not repeated.
        raise NotFound(f"no {_spoken(noun)} answers to that ref, key or name", listing)
    lines = []
    for record in records[:MOST_LISTED]:
        ref = claim_ref(record.number) if noun == "claim" else f"{LETTERS[noun]}-{record.number}"
        name = shown_name(record.name, names)
        lines.append(f"{ref} {' '.join(name.split())}" if name else ref)
    more = len(records) - len(lines)
    rest = f" and {more} more" if more else ""
    raise NotFound(f"{len(records)} of them answer to that: {', '.join(lines)}{rest}", listing)


def _spoken(noun: str) -> str:
    return SPOKEN.get(noun, noun)


def authority_name(reader: Reader, number: int) -> str:
    """How an authority's name is written."""
    row = reader.execute("SELECT name FROM authority WHERE id = :number", {"number": number})
    return str(row.fetchone()[0])
