"""Concerns to look at: a list without a word of them, and one with its words.

Lists, reports and exports never hold the words: only `concern show` does, and leaves a look.
"""

from collections.abc import Iterable
from datetime import date

from ivtool.domain.concerns.concerns import Clock, is_late
from ivtool.domain.concerns.records import ConcernLook
from ivtool.domain.concerns.vocabulary import ConcernKind, ToldParty
from ivtool.domain.days import short_day
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.refs import child_ref, concern_ref, match_ref, visit_ref, volunteer_ref
from ivtool.queries import concerns as queries
from ivtool.queries import policy as policy_queries
from ivtool.queries.concerns import ConcernRecord
from ivtool.queries.lookup import find, find_authority
from ivtool.queries.reading import Reader
from ivtool.rendering import Card, Column, Listing, Shape
from ivtool.state.concerns import clocks_of

COLUMNS = (
    Column("ref", "concern"),
    Column("raised_on", "raised", Shape.DAY),
    Column("raised_time", "at", wide=True),
    Column("kind", "kind"),
    Column("child", "child", named_by="child_name"),
    Column("volunteer", "volunteer", named_by="volunteer_name"),
    Column("match", "match", wide=True),
    Column("visit", "visit", wide=True),
    Column("social_worker_due_on", "", Shape.DAY),
    Column("social_worker_told_on", "social worker told", Shape.DAY, wide=True),
    Column("lado_due_on", "", Shape.DAY),
    Column("lado_told_on", "LADO told", Shape.DAY, wide=True),
    Column("status", "status"),
    Column("late", "late", Shape.YES_NO),
    Column("closed_on", "closed", Shape.DAY, wide=True),
    Column("days_open", "days", Shape.NUMBER),
    Column("withdrawn_on", "withdrawn", Shape.DAY, wide=True),
    Column("duplicate_of", "duplicate of", wide=True),
)
OPEN, CLOSED, WITHDRAWN = "open", "closed", "withdrawn"


def concern_list(
    reader: Reader,
    as_of: date,
    names: NamesShown,
    *,
    open_only: bool = False,
    late_only: bool = False,
    kind: ConcernKind | None = None,
    child: str | None = None,
    volunteer: str | None = None,
    authority: str | None = None,
) -> Listing:
    """The concerns raised by a day that answer to all that is asked, in the order of refs.

    Late: somebody should have been told by the day and is not. One that was withdrawn is neither
    open nor late, and nobody is to be told of it. Raises NotFound.
    """
    about = None if child is None else find(reader, "child", child, names)
    against = None if volunteer is None else find(reader, "volunteer", volunteer, names)
    known = queries.concerns(reader, as_of, find_authority(reader, authority))
    rows = [
        _row(each, found, as_of, names)
        for each, found in clocks_of(reader, known, as_of, policy_queries.policy(reader))
        if (about is None or each.child == about)
        and (against is None or each.volunteer == against)
        and (kind is None or each.kind is kind)
        and (not open_only or _status(each) == OPEN)
        and (not late_only or is_late(found, as_of))
    ]
    return Listing(
        f"Concerns as of {short_day(as_of)}",
        COLUMNS,
        rows,
        f"No concern to list as of {short_day(as_of)}.",
    )


def concern_card(reader: Reader, number: int, as_of: date, names: NamesShown) -> Card:
    """One concern with its words, whom was told, what was added, and who has looked.

    The caller has left a look: nobody reads the words unseen.
    """
    [record] = queries.concerns(reader, date.max, number=number)
    policy = policy_queries.policy(reader)
    [(_, found)] = clocks_of(reader, [record], as_of, policy, number)
    full = names is NamesShown.FULL
    said, looks = queries.words(reader, number), queries.looks(reader, number)
    ref = concern_ref(number)
    return Card(
        ref,
        {
            **_row(record, found, as_of, names),
            "raised_by": said.raised_by if full else None,
            "words": said.words,
            "action": said.action,
        },
        {
            "told": [
                {
                    "party": each.party,
                    "on": each.told_on,
                    "time": each.told_time,
                    "person": each.person if full else None,
                    "by": each.told_by if full else None,
                }
                for each in queries.tellings(reader, number)
            ],
            "notes": [
                {
                    "kind": each.kind,
                    "on": each.noted_on,
                    "by": each.noted_by if full else None,
                    "words": each.words,
                }
                for each in queries.notes(reader, number)
            ],
            "looks": [{"at": each.looked_at, "by": each.actor if full else None} for each in looks],
        },
        _next_commands(ref, record, found),
        {"looks": [_looked(each, full=full) for each in looks]},
    )


def _looked(look: ConcernLook, *, full: bool) -> str:
    at = f"  {look.looked_at[:10]} {look.looked_at[11:19]} UTC"
    return f"{at}, {look.actor}" if full else at


def _next_commands(ref: str, record: ConcernRecord, found: Iterable[Clock]) -> list[str]:
    waiting = [
        f"ivtool concern told {ref} {each.party.value}" for each in found if each.told_on is None
    ]
    if record.duplicate_of is not None:
        return [f"ivtool concern show {concern_ref(record.duplicate_of)}"]
    if _status(record) != OPEN:
        return waiting
    return [
        *waiting,
        f"ivtool concern note {ref} --note -",
        *([] if waiting else [f"ivtool concern close {ref} --note -"]),
    ]


def _row(
    record: ConcernRecord, found: Iterable[Clock], as_of: date, names: NamesShown
) -> dict[str, object]:
    clock = {each.party: each for each in found}
    worker, lado = clock.get(ToldParty.SOCIAL_WORKER), clock.get(ToldParty.LADO)
    over_on = record.withdrawn_on or record.closed_on
    return {
        "ref": concern_ref(record.number),
        "raised_on": record.raised_on,
        "raised_time": record.raised_time,
        "kind": record.kind,
        "child": None if record.child is None else child_ref(record.child),
        "child_name": shown_name(record.child_name, names),
        "volunteer": None if record.volunteer is None else volunteer_ref(record.volunteer),
        "volunteer_name": shown_name(record.volunteer_name, names),
        "match": None if record.match is None else match_ref(record.match),
        "visit": None if record.visit is None else visit_ref(record.visit),
        "social_worker_due_on": worker and worker.due_on,
        "social_worker_told_on": worker and worker.told_on,
        "lado_due_on": lado and lado.due_on,
        "lado_told_on": lado and lado.told_on,
        "status": _status(record),
        "late": is_late(clock.values(), as_of),
        "closed_on": record.closed_on,
        "days_open": ((over_on or as_of) - record.raised_on).days,
        "withdrawn_on": record.withdrawn_on,
        "duplicate_of": None if record.duplicate_of is None else concern_ref(record.duplicate_of),
    }


def _status(record: ConcernRecord) -> str:
    if record.withdrawn_on is not None:
        return WITHDRAWN
    return OPEN if record.closed_on is None else CLOSED
