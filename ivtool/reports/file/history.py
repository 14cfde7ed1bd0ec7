"""The history to look at: who changed what and when, and one change set field by field."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from ivtool.domain.days import spelled_day
from ivtool.domain.file.digests import spoken
from ivtool.domain.file.recorded import Row, back, values
from ivtool.domain.ids import AuthorityId
from ivtool.domain.money import pounds
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.refs import LETTERS, NOUNS, change_set_ref, written_ref
from ivtool.errors import NotFound
from ivtool.queries.file import history as queries
from ivtool.queries.file.history import Change, ChangeSet
from ivtool.queries.file.owners import Owners, words
from ivtool.queries.lookup import find
from ivtool.queries.reading import Reader
from ivtool.rendering import Card, Column, Listing, Shape
from ivtool.rows import kinds, read_value, types_of

LIST_COLUMNS = (
    Column("ref", "ref"),
    Column("at", "at (UTC)"),
    Column("by", "by"),
    Column("command", "command"),
    Column("records", "records"),
    Column("changes", "changes", Shape.NUMBER),
    Column("takes_back", "takes back"),
    Column("taken_back_by", "taken back by"),
    Column("stated_on"),
)
SHOW_COLUMNS = (
    Column("record", "record"),
    Column("of", "of"),
    Column("action", "did"),
    Column("field"),
    Column("what", "what"),
    Column("before", "before", named_by="before_said"),
    Column("after", "after", named_by="after_said"),
)
MOST_NAMED = 3
# What stands for a text that is not shown.
HIDDEN = "…"
MOST_SHOWN = 200
# A concern's words are seen in `concern show` alone.
NEVER_SHOWN = frozenset({"concern", "concern_note", "concern_told"})
# Texts that tell nothing of anybody: a key of a sheet, a number of the policy, a council.
OPEN = frozenset({("policy", "value"), ("authority", "name")})
DID = {"insert": "added", "update": "changed", "delete": "taken away"}
FIRST = "0001-01-01T00:00:00Z"
LAST = "9999-12-31T23:59:59Z"


def history_list(
    reader: Reader,
    names: NamesShown,
    days: tuple[date | None, date | None],
    *,
    ref: str | None = None,
    by: str | None = None,
    command: str | None = None,
) -> Listing:
    """The change sets that answer to all that is asked, the newest first. Raises NotFound."""
    rows = None
    if ref is not None:
        noun = noun_of(ref)
        rows = queries.rows_of(reader, noun, _number_of(reader, noun, ref, names))
    sets = queries.change_sets(reader, *moments(days), rows)
    found = [
        each
        for each in sets
        if (by is None or by.casefold() == each.actor.casefold())
        and (command is None or f"{each.command} ".startswith(f"{command} "))
    ]
    firsts = queries.first_rows(reader, found, MOST_NAMED * 4)
    refs = Owners(reader, {row for each in firsts.values() for row in each})
    last_change = queries.last_change_id(reader) if found else 0
    takings, by_origin = queries.takings(reader)
    listed = []
    for each in found:
        count = min(each.next_change, last_change + 1) - each.first_change
        named = list(dict.fromkeys(map(refs.ref, firsts.get(each.id, ()))))
        more = "" if len(named) <= MOST_NAMED and count <= MOST_NAMED * 4 else " …"
        listed.append(
            {
                **_told(each, names),
                "records": ", ".join(named[:MOST_NAMED]) + more,
                "changes": count,
                "takes_back": _ref(takings.get(each.id)),
                "taken_back_by": _ref(by_origin.get(each.id)),
                "stated_on": date.fromisoformat(each.stated_on),
            }
        )
    return Listing("What was changed", LIST_COLUMNS, listed, "No change answers to that.")


def history_show(reader: Reader, names: NamesShown, asked: str, *, everything: bool) -> Listing:
    """One change set, field by field; a long one's first rows, unless everything is asked for.

    Raises NotFound.
    """
    which = queries.change_set(reader, find(reader, "change_set", asked, names))
    most = -1 if everything else MOST_SHOWN
    told = list(queries.changes(reader, which, most))
    rows = field_rows(reader, told, names)
    title = f"{change_set_ref(which.id)}: {_done(which, names)} UTC"
    return Listing(title, SHOW_COLUMNS, rows, "It changed no row.", _more(reader, which, told))


def put_back(reader: Reader, names: NamesShown, origin: ChangeSet, last: ChangeSet) -> Listing:
    """What taking back a change set does, field by field; of a long one, its last rows."""
    told = list(queries.changes(reader, last, MOST_SHOWN))
    rows = field_rows(reader, reversed(told), names, backwards=True)
    title = f"What is put back of {change_set_ref(origin.id)}: {_done(origin, names)}"
    return Listing(title, SHOW_COLUMNS, rows, "It changed no row.", _more(reader, last, told))


def put_right(reader: Reader, number: int, names: NamesShown) -> list[tuple[str, str]]:
    """What a change set put right, by record: what was there and what is now; texts are not told.

    Nothing where nothing was changed: then there is no such change set.
    """
    told = queries.updates(reader, number)
    sides = [((table, row), values(before), values(after)) for table, row, before, after in told]
    owners = Owners(reader, {row for row, *_ in sides} | _named_in(sides))
    found = []
    for row, before, after in sides:
        for name in (each for each in kinds()[row[0]]._fields if each in after):
            (was, was_said), (now, now_said) = (
                _value(row[0], name, side.get(name), names, owners) for side in (before, after)
            )
            both = _spelled(was, was_said), _spelled(now, now_said)
            said = "changed" if HIDDEN in both else f"was {both[0]}, now {both[1]}"
            found.append((owners.ref(row), f"{_words(name)}: {said}"))
    return found


def _spelled(value: object, said: object) -> str:
    if said is not None:
        return str(said)
    if value is None:
        return "not said"
    return spelled_day(value) if isinstance(value, date) else str(value).replace("_", " ")


def last_change(
    reader: Reader, noun: str, number: int, names: NamesShown
) -> list[dict[str, object]]:
    """The last change of a record and of what hangs on it, for its card."""
    found = queries.last_change(reader, noun, number)
    if found is None:
        return []
    change_set, at, by, command = found
    return [
        {
            "ref": change_set_ref(change_set),
            "at": spaced(at),
            "by": shown_name(by, names),
            "command": command,
        }
    ]


def _more(reader: Reader, which: ChangeSet, told: list[Change]) -> list[str]:
    count = min(which.next_change, queries.last_change_id(reader) + 1) - which.first_change
    ref = change_set_ref(which.id)
    said = f"{len(told)} of {count:,} changes; all of them: ivtool history show {ref} --all"
    return [said] if count > len(told) else []


def head_card(reader: Reader) -> Card:
    """The end of the history, to be read over the telephone: who reads the same has the same."""
    found = queries.head(reader)
    if found is None:
        return Card("", {"ref": None, "digest": None, "said": None}, {})
    number, digest = found
    return Card(
        change_set_ref(number),
        {"ref": change_set_ref(number), "said": spoken(digest), "digest": digest},
        {},
    )


def noun_of(ref: str) -> str:
    """The noun of a ref, whichever it is. Raises NotFound for what is none."""
    found = written_ref(ref)
    if found is None or found.letter == "H":
        raise NotFound("the ref of a record is asked for, such as M-7", "ivtool history list")
    return NOUNS[found.letter]


def _number_of(reader: Reader, noun: str, ref: str, names: NamesShown) -> int:
    """The number of a record, of one whose entry was undone too. Raises NotFound."""
    written = written_ref(ref)
    if written is not None and queries.is_gone(reader, noun, written.number):
        return written.number
    return find(reader, noun, ref, names)


def field_rows(
    reader: Reader, changes: Iterable[Change], names: NamesShown, *, backwards: bool = False
) -> list[dict[str, object]]:
    """Every field that changes touch, before and after; `backwards` as taking them back does."""
    told = list(changes)
    sides = _sides(reader, told)
    touched = {(each.table_name, each.row_id) for each in told}
    owners = Owners(reader, touched | _named_in(sides.values()), sides.values())
    rows = []
    for each in told:
        before, after = sides[each.id][1:]
        action = each.action
        if backwards:
            before, after = after, before
            action = {"insert": "delete", "delete": "insert"}.get(action, action)
        kind = kinds()[each.table_name]
        for name in kind._fields:
            was, now = (None if side is None else side.get(name) for side in (before, after))
            if name == "id" or was == now:
                continue
            rows.append(
                {
                    "record": owners.ref((each.table_name, each.row_id)),
                    "of": words(each.table_name),
                    "action": DID[action],
                    "field": name,
                    "what": _words(name),
                    **said_of("before", each.table_name, name, was, names, owners),
                    **said_of("after", each.table_name, name, now, names, owners),
                }
            )
    return rows


def _sides(
    reader: Reader, told: list[Change]
) -> dict[int, tuple[tuple[str, int], Row | None, Row | None]]:
    """Each change's row, and what it held before and after; of an update all that it held."""
    found = {}
    by_table = sorted(told, key=lambda each: (each.table_name, each.id))
    for table, changes in groupby(by_table, lambda each: each.table_name):
        of_table = list(changes)
        # The last of a row first: what came before it is told from there.
        held = queries.rows_after(reader, table, {each.row_id: each.id for each in of_table})
        for each in reversed(of_table):
            after = held[each.row_id]
            before = back(after, each.action, each.columns, each.before)
            found[each.id] = ((table, each.row_id), before, after)
            held[each.row_id] = before
    return found


def _named_in(
    sides: Iterable[tuple[tuple[str, int], Row | None, Row | None]],
) -> set[tuple[str, int]]:
    """The authorities that rows name, before and after."""
    return {
        ("authority", side[name])
        for (table, _), *both in sides
        for name, holds in types_of(kinds()[table]).items()
        if holds is AuthorityId
        for side in both
        if side is not None and side.get(name) is not None
    }


def said_of(
    side: str, table: str, name: str, value: Any, names: NamesShown, owners: Owners
) -> Mapping[str, object]:
    """A field's value for scripts, and in words where people read it otherwise.

    Of a text as much as `names` allows: nobody knows whom it names.
    """
    shown, said = _value(table, name, value, names, owners)
    return {side: shown, f"{side}_said": said}


def _value(
    table: str, name: str, value: Any, names: NamesShown, owners: Owners
) -> tuple[object, str | None]:
    if value is None:
        return None, None
    holds = types_of(kinds()[table])[name]
    typed = read_value(holds, value)
    noun = getattr(holds, "__name__", "").removesuffix("Id").lower()
    if name.endswith("_id") and (noun in LETTERS or holds is AuthorityId):
        return owners.ref((noun, value)), None
    if holds is not str or name == "key" or (table, name) in OPEN:
        return typed, _in_words(name, typed)
    if table in NEVER_SHOWN:
        return None, HIDDEN
    if names is NamesShown.FULL:
        return typed, None
    # A name as far as it may be shown; of other texts nobody knows whom they name.
    known = shown_name(typed, names) if name == "name" else None
    return known, None if known else HIDDEN


def _in_words(name: str, value: object) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) and name.endswith("_pence"):
        return pounds(value)
    if isinstance(value, int) and name.endswith("_tenths"):
        return f"{value // 10}.{value % 10}"
    return None


def _words(name: str) -> str:
    bare = name.removesuffix("_on") if name not in ("from_on", "until_on") else name[:-3]
    for ending in ("_pence", "_tenths", "_id"):
        bare = bare.removesuffix(ending)
    return bare.replace("_", " ")


def _done(each: ChangeSet, names: NamesShown) -> str:
    by = shown_name(each.actor, names)
    return ", ".join([each.command, *([f"by {by}"] if by else []), spaced(each.recorded_at)])


def _told(each: ChangeSet, names: NamesShown) -> dict[str, object]:
    return {
        "ref": change_set_ref(each.id),
        "at": spaced(each.recorded_at),
        "by": shown_name(each.actor, names),
        "command": each.command,
    }


def spaced(moment: str) -> str:
    """A moment in UTC as people read it: `2026-11-22 17:45:00`."""
    return moment[:19].replace("T", " ")


def _ref(number: int | None) -> str | None:
    return None if number is None else change_set_ref(number)


def moments(days: tuple[date | None, date | None]) -> tuple[str, str]:
    """When days begin, and when they are over, in UTC; either end may be open."""
    first, last = days
    return (
        FIRST if first is None else _begin_of(first),
        LAST if last is None else _begin_of(last + timedelta(days=1)),
    )


def _begin_of(day: date) -> str:
    """When a day begins where this machine is, in UTC."""
    begin = datetime.combine(day, time()).astimezone(UTC)
    return begin.strftime("%Y-%m-%dT%H:%M:%SZ")
