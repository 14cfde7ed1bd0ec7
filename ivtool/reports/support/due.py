"""Who is to be supported: every volunteer with a live match, the longest overdue first."""

from collections.abc import Mapping, Sequence
from datetime import date

from ivtool.domain.days import short_day
from ivtool.domain.ids import VolunteerId
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.policy import Policy
from ivtool.domain.refs import support_ref, training_ref, volunteer_ref
from ivtool.domain.support.vocabulary import SupportKind
from ivtool.queries import policy as policy_queries
from ivtool.queries.lookup import find_authority
from ivtool.queries.reading import Reader
from ivtool.queries.support import due as queries
from ivtool.rendering import Column, Listing, Shape
from ivtool.state.support.due import Supervised, ahead, supervised

# Supervision is judged; of the other kinds the last is told.
TOLD = tuple(kind for kind in SupportKind if kind is not SupportKind.SUPERVISION)
COLUMNS = (
    Column("volunteer", "volunteer", named_by="volunteer_name"),
    Column("key", "key", wide=True),
    Column("last_supervision_on", "supervised", Shape.DAY),
    Column("due_on", "due", Shape.DAY),
    Column("days_overdue", "days", Shape.NUMBER),
    Column("actions_open", "to do", Shape.NUMBER),
    Column("actions_overdue", "late", Shape.NUMBER, wide=True),
    *(
        Column(f"last_{kind.value}_on", kind.value.replace("_", " "), Shape.DAY, wide=True)
        for kind in TOLD
    ),
)


def support_due(
    reader: Reader, as_of: date, names: NamesShown, *, authority: str | None = None
) -> Listing:
    """Every volunteer with a live match: the last support of each kind, what is due and open.

    The last supervision is that since the earliest of their live matches began. Raises NotFound
    for an authority that nobody has entered.
    """
    number = find_authority(reader, authority)
    policy = policy_queries.policy(reader)
    found = list(supervised(reader, as_of, policy, number, kinds=()))
    found.sort(key=lambda each: (-each.stands.days_overdue, each.visitor.number))
    to_do: dict[int, list[date | None]] = {}
    for action in queries.open_actions(reader, as_of):
        to_do.setdefault(action.volunteer, []).append(action.due_on)
    return Listing(
        f"Support to volunteers as of {short_day(as_of)}",
        COLUMNS,
        [_row(each, to_do, as_of, names) for each in found],
        "No match is live.",
    )


def is_overdue(listing: Listing) -> bool:
    """Whether a supervision or an action is overdue."""
    # A row's numbers are plain ones.
    return any(
        row["actions_overdue"] or (isinstance(days := row["days_overdue"], int) and days > 0)
        for row in listing.rows
    )


def support_on_card(
    reader: Reader, number: int, as_of: date, policy: Policy
) -> tuple[dict[str, object], dict[str, Sequence[Mapping[str, object]]]]:
    """What a volunteer's card tells of support: when supervision is due, which without a live match
    it is not; the last of each kind, what is to be done, and what lies ahead.
    """
    last = queries.last_held(reader, as_of, (), [number])
    found = list(supervised(reader, as_of, policy, volunteers=[number], last=last))
    stands = found[0].stands if found else None
    held = last.get(VolunteerId(number), {})
    fields: dict[str, object] = {
        "supervision_due_on": stands and stands.due_on,
        "supervision_days_overdue": stands and stands.days_overdue,
    }
    return fields, {
        "support": [{"kind": kind, "last_on": held[kind]} for kind in SupportKind if kind in held],
        "to_do": [
            {"action": support_ref(each.support, each.number), "due_on": each.due_on}
            for each in queries.open_actions(reader, as_of, [number])
        ],
        "sessions_ahead": [
            {
                "ref": (training_ref if each.of_kind is None else support_ref)(each.number),
                "kind": each.of_kind or SupportKind.TRAINING,
                "planned_on": each.on,
            }
            for each in ahead(reader, as_of, [number])
        ],
    }


def _row(
    each: Supervised, to_do: Mapping[int, list[date | None]], as_of: date, names: NamesShown
) -> dict[str, object]:
    still_open = to_do.get(each.visitor.number, ())
    return {
        "volunteer": volunteer_ref(each.visitor.number),
        "volunteer_name": shown_name(each.visitor.name, names),
        "key": each.visitor.key,
        "last_supervision_on": each.stands.last_on,
        "due_on": each.stands.due_on,
        "days_overdue": each.stands.days_overdue,
        "actions_open": len(still_open),
        "actions_overdue": sum(due_on is not None and due_on < as_of for due_on in still_open),
        **{f"last_{kind.value}_on": each.last.get(kind) for kind in TOLD},
    }
