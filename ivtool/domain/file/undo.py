"""What may be taken back: which changes never are, and what rests on what."""

from collections.abc import Callable, Collection, Mapping, Sequence

from ivtool.domain.refs import change_set_ref
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

# What makes a file is not taken out of it again.
MAKING = "db init"
# The columns that a payment run fills: the money has gone out.
PAID = frozenset({"paid_on", "payment_id"})
MOST_NAMED = 3
# A row by its table and its number.
Row = tuple[str, int]
CONCERNS = frozenset({"concern", "concern_note", "concern_told", "concern_look"})
# Whom a concern is about is another record once two are one: nothing of the concern itself.
WHOSE = frozenset({"child_id", "volunteer_id"})


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


class Told(NamedTuple):
    """What a change set did that the world has been told of, by refs.

    The `concerns` that are not withdrawn, the `payments` or lines that were paid, and the `entries`
    that came with a concern.
    """

    concerns: Sequence[str] = ()
    payments: Sequence[str] = ()
    entries: Sequence[str] = ()


def problems_with_kind(
    ref: str, command: str, touched: Collection[Touched], told: Told
) -> list[Problem]:
    """Why a change set is never taken back, whatever came after it, and what helps instead.

    A concern is withdrawn, a payment reversed; what made the file or was erased stays.
    """
    found = []
    if command == MAKING:
        found.append(Problem("undo.makes_the_file", "it made the file", "ivtool policy show"))
    if any(_tells(each) for each in touched):
        what = "a concern is never undone; one raised by mistake is withdrawn"
        hints = [f"ivtool concern withdraw {each} --why …" for each in told.concerns]
        if not (hints or told.entries):
            hints = ["ivtool concern list"]
        found += [Problem("undo.concern", what, each) for each in hints]
        found += (
            Problem("undo.concern", f"{each} came with it", f"ivtool visit withdraw {each} --why …")
            for each in told.entries
        )
    # A reversal puts a payment right, and is itself put right like anything else.
    reverses = any(each.table == "claim_line_reversal" for each in touched)
    if not reverses and any(_pays(each) for each in touched):
        what = "the money has gone out: a payment is never undone, it is reversed"
        hints = [f"ivtool expenses reverse {each} --why …" for each in told.payments]
        hints = hints or [f"ivtool history show {ref}"]
        found += [Problem("undo.paid", what, each) for each in hints]
    if not touched or any(each.erased for each in touched):
        what = "what it changed was erased from the history since"
        found.append(Problem("undo.erased", what, f"ivtool history show {ref}"))
    return found


def puts_right(told: Told, problems: Sequence[Problem]) -> str | None:
    """The command that takes back what is never undone; None where none does."""
    return problems[0].hint if problems and (told.concerns or told.payments) else None


def _tells(each: Touched) -> bool:
    """Whether it is of a concern, and more than whose it is: that is put right with a merge."""
    return each.table in CONCERNS and not (each.action == "update" and each.columns <= WHOSE)


def _pays(each: Touched) -> bool:
    return each.table == "payment" or (
        each.table == "claim_line" and each.action == "update" and bool(each.columns & PAID)
    )


def is_passed_over(command: str, touched: Collection[Touched], told: Told) -> bool:
    """Whether an undo that names no change set looks further back than this one.

    What is all about concerns, was erased if in part, or told of a concern that is withdrawn by
    now with the entry that it came with; where only a part of it is of a kind that is never undone,
    the undo is refused.
    """
    concerns = [_tells(each) for each in touched]
    return (
        command == MAKING
        or all(concerns)
        or any(each.erased for each in touched)
        or (any(concerns) and not (told.concerns or told.entries) and not any(map(_pays, touched)))
    )


def conflicts(
    last: int,
    later: Mapping[int, Collection[tuple[int, Row]]],
    never: Mapping[int, Sequence[Problem]],
    said: Callable[[Row], str],
) -> list[Problem]:
    """What came after a change set, the last of its kind, and rests on it: the newest first.

    `later` has, by the change set that they are about, the later ones that did something, took it
    back or brought it back, and to which row: an even number of them comes to nothing. `never` is
    why some of those are never undone themselves: then that is what is said. `said` names a row.
    """
    found = []
    for origin, whats in sorted(
        later.items(), key=lambda each: max(number for number, _ in each[1]), reverse=True
    ):
        sets = {number for number, _ in whats}
        if len(sets) % 2 == 0:
            continue
        rows = sorted({row for _, row in whats})
        names = dict.fromkeys(map(said, rows[:MOST_NAMED]))
        more = f" and {len(rows) - MOST_NAMED} more" if len(rows) > MOST_NAMED else ""
        ref = change_set_ref(origin if origin > last else max(sets))
        what = f"{ref} changed {', '.join(names)}{more}"
        found.append(Problem("undo.rested_on", *undone_first(ref, what, never.get(origin, ()))))
    return found


def undone_first(ref: str, what: str, never: Sequence[Problem]) -> tuple[str, str]:
    """That a later change set is undone first, or why it stays, and the command that helps."""
    if never:
        hint = never[0].hint or f"ivtool history show {ref}"
        return f"{what}, and stays: {never[0].message}", hint
    return f"{what}: undo it first", f"ivtool undo {ref}"
