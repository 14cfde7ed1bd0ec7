"""What may be taken back: which changes never are, and what rests on what."""

from collections.abc import Collection, Mapping, Sequence

from ivtool.domain.refs import change_set_ref
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

# What makes a file is not taken out of it again.
MAKING = "db init"
# The columns that a payment run fills: the money has gone out.
PAID = frozenset({"paid_on", "payment_id"})
MOST_NAMED = 3
CONCERNS = frozenset({"concern", "concern_note", "concern_told", "concern_look"})


class Touched(NamedTuple):
    """What a change set did to a table: how, and which columns; `erased` where no value is kept."""

    table: str
    action: str
    columns: frozenset[str]
    erased: bool


class Rests(NamedTuple):
    """Later rows of a table rest on changes of another where both name the same by a column.

    With `columns`, on changes of these alone.
    """

    table: str
    by: str
    later: str
    named: str
    columns: frozenset[str] = frozenset()


MATCH_DAYS = frozenset({"proposed_on", "first_meeting_on", "started_on", "ended_on"})
# Beside what points at a row that would go: what only makes sense once something else was done.
RESTS = (
    # A match that was over let its people go on elsewhere.
    *(
        Rests("match", by, "volunteer_spell", "volunteer_id", MATCH_DAYS)
        for by in ("volunteer_id", "second_volunteer_id")
    ),
    Rests("match", "child_id", "match", "child_id", MATCH_DAYS),
    Rests("pause", "match_id", "pause", "match_id"),
    Rests("volunteer_hold", "volunteer_id", "volunteer_hold", "volunteer_id"),
    *(
        Rests("match", "id", later, "match_id", MATCH_DAYS)
        for later in (
            "visit",
            "visit_plan",
            "pause",
            "excuse",
            "claim_line",
            "match_view",
            "match_interval",
        )
    ),
    *(
        Rests(table, "volunteer_id", later, named)
        for table in ("volunteer_stage", "volunteer_spell")
        for later, named in (
            ("volunteer_stage", "volunteer_id"),
            ("volunteer_spell", "volunteer_id"),
            ("match", "volunteer_id"),
            ("match", "second_volunteer_id"),
        )
    ),
    *(
        Rests(table, "referral_id", later, "referral_id")
        for table in ("referral_step", "referral_closing")
        for later in ("match", "referral_step", "referral_closing")
    ),
)


def problems_with_kind(command: str, touched: Collection[Touched]) -> list[Problem]:
    """Why a change set is never taken back, whatever came after it.

    A concern is withdrawn, a payment reversed; what made the file or was erased stays.
    """
    found = []
    if command == MAKING:
        found.append(Problem("undo.makes_the_file", "it made the file"))
    if any(each.table in CONCERNS for each in touched):
        what = "a concern is never undone; one raised by mistake is withdrawn"
        found.append(Problem("undo.concern", what, "ivtool concern list"))
    if any(
        each.table == "payment"
        or (each.table == "claim_line" and each.action == "update" and each.columns & PAID)
        for each in touched
    ):
        found.append(Problem("undo.paid", "the money has gone out: a payment is never undone"))
    if not touched or any(each.erased for each in touched):
        found.append(Problem("undo.erased", "what it changed was erased from the history since"))
    return found


def is_passed_over(command: str, touched: Collection[Touched]) -> bool:
    """Whether an undo that names no change set looks further back than this one.

    What is all of a kind that is never undone, or was erased if in part; where only a part of it is
    of such a kind, the undo is refused.
    """
    return (
        command == MAKING
        or all(each.table in CONCERNS for each in touched)
        or any(each.erased for each in touched)
    )


def conflicts(
    last: int,
    later: Mapping[int, Collection[tuple[int, str]]],
    never: Mapping[int, Sequence[Problem]],
) -> list[Problem]:
    """What came after a change set, the last of its kind, and rests on it.

    `never` is why some of those are never undone themselves: then that is what is said.

    `later` has, by the change set that they are about, the later ones that did something, took it
    back or brought it back, and where: an even number of them comes to nothing.
    """
    found = []
    for origin, whats in sorted(later.items()):
        sets = {number for number, _ in whats}
        if len(sets) % 2 == 0:
            continue
        ref = change_set_ref(origin if origin > last else max(sets))
        where = sorted({what for _, what in whats})
        more = f" and {len(where) - MOST_NAMED} more" if len(where) > MOST_NAMED else ""
        what = f"{ref} changed {', '.join(where[:MOST_NAMED])}{more}"
        if why := never.get(origin):
            what = f"{what}, and stays: {why[0].message}"
            found.append(
                Problem("undo.rested_on", what, why[0].hint or f"ivtool history show {ref}")
            )
        else:
            found.append(Problem("undo.rested_on", f"{what}: undo it first", f"ivtool undo {ref}"))
    return found
