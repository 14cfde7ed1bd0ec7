"""What a closed month's figures rest on, so that what was entered since can be counted.

A fact is a row of a table; a kind is one way in which the figures use such rows. Which rows changed
is for the history to say; whether a change is one of a month's facts is said here.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum

from ivtool.domain.children.vocabulary import ReferralStep, WorkerRole
from ivtool.domain.concerns.vocabulary import ToldParty
from ivtool.domain.days import Month
from ivtool.domain.policy import authority_of
from ivtool.domain.recruitment.evidence_kinds import RUNS_OUT
from ivtool.domain.support.vocabulary import SupportKind
from ivtool.tuples import NamedTuple

# Of two records that became one every month is as if there had always been one.
OF_EVERY_MONTH = "merged_person"
ONE_DAY = timedelta(days=1)
Row = Mapping[str, object]
# The days by which evidence is in date, and the waivers that stand beside it.
IN_DATE = frozenset(kind.value for kind in RUNS_OUT)
POLICY_USED = frozenset(
    {
        "service.name",
        "service.contact",
        "service.fte",
        *(each.policy for each in RUNS_OUT.values()),
        "expenses.figure_pence",
        "expenses.pay_days",
        "holidays.extra",
        "report.close_days",
        "report.suppress_to",
        "report.target_pct",
        "visits.every_months",
        "visits.grace_days",
        "visits.red_days",
        "visits.escalate_days",
        "visits.min_days_for_month",
        "visits.continuity_days",
        "reviews.first_months",
        "reviews.then_months",
        "support.supervision_weeks",
    }
)


class Owner(StrEnum):
    """Through what a fact is of an authority; a volunteer's path is of none, policy of all."""

    MATCH = "match"
    CHILD = "child"
    REFERRAL = "referral"
    CONCERN = "concern"
    LINE = "line"
    VISITOR = "visitor"
    SUPPORT = "support"
    POLICY = "policy"
    NOBODY = "nobody"


def _always(_row: Row) -> bool:
    return True


class Kind(NamedTuple):
    """One way in which figures use the rows of a table.

    `columns` are those that the figures read: a change to nothing else is none. `days` date the
    fact; of `last_days` the day after does, from which it holds no longer. `used` leaves out rows
    that no figure reads, by their columns alone. `within` names a table: what changed by the same
    command with a row of that one is told there. A column `support.held_on` is one of the row on
    which this one hangs, as that stands now. `part_of` is the table of the row whose fact this is,
    which `key` names: both are one.
    """

    table: str
    columns: tuple[str, ...]
    days: tuple[str, ...]
    owner: Owner
    key: str = "id"
    last_days: tuple[str, ...] = ()
    used: Callable[[Row], bool] = _always
    within: str | None = None
    part_of: str | None = None


# Which column names the row on which another hangs, by the table of the latter.
PARENT_ID = {"attendance": "support_id", "match_review_view": "match_review_id"}


def _of_match(table: str, columns: str, days: str = "", *, last_days: str = "") -> Kind:
    return Kind(
        table,
        tuple(columns.split()),
        tuple(days.split()),
        Owner.MATCH,
        "match_id",
        tuple(last_days.split()),
    )


def _began(row: Row) -> bool:
    return row["started_on"] is not None


def _runs_out(row: Row) -> bool:
    return row["kind"] in IN_DATE and row["outcome"] is not None


def _supervised(row: Row) -> bool:
    return row["kind"] == SupportKind.SUPERVISION and row["held_on"] is not None


def _was_supervised(row: Row) -> bool:
    is_supervision = row["support.kind"] == SupportKind.SUPERVISION
    return is_supervision and bool(row["attended"]) and row["volunteer_id"] is not None


def _policy_used(row: Row) -> bool:
    key = str(row["key"])
    return key in POLICY_USED or authority_of(key) is not None


# What begins and what ends are kinds of their own: to end today what began in a closed month
# changes nothing of that month.
KINDS = (
    _of_match("visit", "match_id visited_on kind outcome minutes withdrawn_on", "visited_on"),
    _of_match("excuse", "match_id month", "month"),
    _of_match("match_view", "match_id party said_on", "said_on"),
    _of_match("match_review", "match_id held_on withdrawn_on", "held_on"),
    # What is said at a review is of the review's day.
    Kind(
        "match_review_view",
        ("party",),
        ("match_review.held_on",),
        Owner.MATCH,
        "match_review.match_id",
        within="match_review",
    ),
    Kind(
        "statutory_review",
        ("due_on", "held_on", "wants_iv", "iv_attended", "withdrawn_on"),
        ("due_on", "held_on"),
        Owner.CHILD,
        "child_id",
    ),
    _of_match("match_interval", "match_id from_on every_months", "from_on"),
    _of_match("pause", "match_id from_on withdrawn_on", "from_on"),
    _of_match("pause", "until_on", last_days="until_on"),
    Kind("match", ("started_on",), ("started_on",), Owner.MATCH),
    Kind(
        "match",
        ("started_on", "ended_on", "ending_route", "planned"),
        ("ended_on",),
        Owner.MATCH,
        used=_began,
    ),
    Kind("match", ("continued_on",), ("continued_on",), Owner.MATCH),
    Kind("referral", ("received_on", "source"), ("received_on",), Owner.REFERRAL),
    Kind(
        "referral_closing",
        ("closed_on", "outcome"),
        ("closed_on",),
        Owner.REFERRAL,
        "referral_id",
        within="match",
    ),
    Kind(
        "referral_closing",
        ("reopened_on",),
        ("reopened_on",),
        Owner.REFERRAL,
        "referral_id",
        within="match",
    ),
    Kind(
        "child_authority",
        ("authority_id", "from_on"),
        ("from_on",),
        Owner.CHILD,
        "child_id",
        within="referral",
    ),
    Kind(
        "referral_step",
        ("step", "taken_on"),
        ("taken_on",),
        Owner.REFERRAL,
        "referral_id",
        used=lambda row: row["step"] in (ReferralStep.ACCEPTED, ReferralStep.STAFF_VISIT),
    ),
    # Declined on whatever day, a line is no expense of its month; until then it was owed.
    _of_match(
        "claim_line", "match_id incurred_on category amount_pence declined_on", "incurred_on"
    ),
    _of_match("claim_line", "claimed_on", "claimed_on"),
    _of_match("claim_line", "declined_on", "declined_on"),
    # One that is reversed counts until then: what is told is the reversal.
    Kind(
        "claim_line",
        ("paid_on",),
        ("paid_on",),
        Owner.MATCH,
        "match_id",
        within="claim_line_reversal",
    ),
    # Reversed in the month, what was paid before it is owed at its end.
    Kind(
        "claim_line_reversal",
        ("reversed_on", "owed_again"),
        ("reversed_on",),
        Owner.LINE,
        "claim_line_id",
        part_of="claim_line",
    ),
    Kind("volunteer_stage", ("spell", "stage", "reached_on"), ("reached_on",), Owner.NOBODY),
    Kind("volunteer_spell", ("spell", "begun_on"), ("begun_on",), Owner.NOBODY),
    Kind("volunteer_spell", ("ended_on", "ended_as"), ("ended_on",), Owner.NOBODY),
    Kind("volunteer_hold", ("from_on",), ("from_on",), Owner.NOBODY),
    Kind("volunteer_hold", ("until_on",), (), Owner.NOBODY, last_days=("until_on",)),
    Kind(
        "volunteer_check",
        ("kind", "outcome", "from_on", "rechecked_on"),
        ("from_on", "rechecked_on"),
        Owner.VISITOR,
        "volunteer_id",
        used=_runs_out,
    ),
    Kind(
        "waiver",
        ("gate", "from_on", "withdrawn_on"),
        ("from_on",),
        Owner.VISITOR,
        "volunteer_id",
        used=lambda row: row["gate"] in IN_DATE,
    ),
    Kind(
        "waiver",
        ("gate", "until_on"),
        (),
        Owner.VISITOR,
        "volunteer_id",
        ("until_on",),
        used=lambda row: row["gate"] in IN_DATE,
    ),
    Kind(
        "support",
        ("kind", "held_on", "withdrawn_on"),
        ("held_on",),
        Owner.SUPPORT,
        used=_supervised,
    ),
    # Who was there is told with the supervision, but where it is put right alone.
    Kind(
        "attendance",
        ("support_id", "support.kind", "volunteer_id", "attended"),
        ("support.held_on",),
        Owner.VISITOR,
        "volunteer_id",
        used=_was_supervised,
        within="support",
    ),
    Kind("concern", ("kind", "raised_on", "withdrawn_on"), ("raised_on",), Owner.CONCERN),
    Kind("concern", ("closed_on",), ("closed_on",), Owner.CONCERN),
    Kind(
        "concern_told",
        ("party", "told_on"),
        ("told_on",),
        Owner.CONCERN,
        "concern_id",
        used=lambda row: row["party"] in (ToldParty.SOCIAL_WORKER, ToldParty.LADO),
    ),
    Kind("placement", ("from_on", "area_authority_id"), ("from_on",), Owner.CHILD, "child_id"),
    Kind(
        "child_worker",
        ("role", "from_on"),
        ("from_on",),
        Owner.CHILD,
        "child_id",
        used=lambda row: row["role"] == WorkerRole.SOCIAL_WORKER,
    ),
    Kind(
        "policy", ("key", "from_on", "value"), ("from_on",), Owner.POLICY, "key", used=_policy_used
    ),
)
KINDS_OF: dict[str, tuple[Kind, ...]] = {
    table: tuple(kind for kind in KINDS if kind.table == table)
    for table in {kind.table for kind in KINDS}
}


class Change(NamedTuple):
    """What one command did to a row: as it was before, and after; None where there was none."""

    table: str
    number: int
    before: Row | None
    after: Row | None


def columns_of(table: str) -> tuple[list[str], list[str]]:
    """The columns of a table that are looked at, and those of the row on which its rows hang."""
    kinds = KINDS_OF[table]
    named = [each for kind in kinds for each in (*kind.columns, *kind.days, *kind.last_days)]
    parent = [PARENT_ID[table]] if table in PARENT_ID else []
    columns = dict.fromkeys(["id", *parent, *(kind.key for kind in kinds), *named])
    own = [name for name in columns if "." not in name]
    return own, [name for name in columns if "." in name]


def may_be_of(table: str, row: Row | None, before: Iterable[str], month: Month) -> bool:
    """Whether a row may ever have been a fact of a month, as it is or as it was.

    `before` are the texts that the history keeps. It leaves most rows out of a closer look.
    """
    # What a fact is part of is told by it, or is none, whenever that was.
    if any(kind.part_of for kind in KINDS_OF[table]):
        return True
    said, eve = str(month), str(month.first - ONE_DAY)
    if any(said in text or eve in text for text in before):
        return True
    return row is not None and any(said in _dated(kind, row) for kind in KINDS_OF[table])


def facts_of(
    changes: Iterable[Change], month: Month
) -> dict[tuple[str, object], tuple[Kind, list[Row]]]:
    """The facts of a month that one command recorded, put right or withdrew, each once.

    A fact is of a month if its day before the change, or after it, lies in it. One that was moved
    is of whose it was and of whose it is: its row is told as it was and as it is.
    """
    told, said = list(changes), str(month)
    tables = {change.table for change in told}
    found: dict[tuple[str, object], tuple[Kind, list[Row]]] = {}
    for change in told:
        sides = [side for side in (change.before, change.after) if side is not None]
        for kind in KINDS_OF[change.table]:
            of_month = any(said in _months(kind, side) for side in sides)
            if (
                of_month
                and kind.within not in tables
                and _seen(kind, change.before) != _seen(kind, change.after)
            ):
                fact = (
                    (kind.part_of, sides[0][kind.key])
                    if kind.part_of
                    else (change.table, change.number)
                )
                found[fact] = (kind, sides)
    return found


def concerns(change: Change, month: Month, *, or_before: bool = False) -> bool:
    """Whether a change tells of a fact of a month, by its day before the change or after it.

    With `or_before` also of a fact of an earlier month.
    """
    sides = [side for side in (change.before, change.after) if side is not None]
    said = str(month)
    return any(
        _seen(kind, change.before) != _seen(kind, change.after)
        and any(
            dated == said or (or_before and dated < said)
            for side in sides
            for dated in _months(kind, side)
        )
        for kind in KINDS_OF[change.table]
    )


def _seen(kind: Kind, row: Row | None) -> list[object] | None:
    """What the figures see of a row; nothing of one that they do not use."""
    if row is None or not kind.used(row):
        return None
    return [row[column] for column in kind.columns]


def _months(kind: Kind, row: Row) -> list[str]:
    """The months that a row is dated in; none of one that the figures do not use."""
    return _dated(kind, row) if kind.used(row) else []


def _dated(kind: Kind, row: Row) -> list[str]:
    """The months that a row is dated in, whether the figures use it as it is or not."""
    # A day, or a month: either begins with the month.
    dated = [str(row[column])[:7] for column in kind.days]
    for column in kind.last_days:
        if row[column] is not None:
            following = date.fromisoformat(str(row[column])) + ONE_DAY
            dated.append(str(following)[:7])
    return dated
