"""Who could be with whom, for all who wait and all who are free; what recruiting would change."""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.days import short_day
from ivtool.domain.distance import Place
from ivtool.domain.matching.fits import Free, Waiting
from ivtool.domain.matching.plan import Left, Pair, Plan, read_recruits
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.refs import match_ref, referral_ref
from ivtool.domain.sentences import counted
from ivtool.errors import NotUnderstood
from ivtool.queries.lookup import find_authority
from ivtool.queries.outcodes import place_of
from ivtool.queries.reading import Reader
from ivtool.rendering import Column, Document, Listing, Shape
from ivtool.reports.people import child_fields
from ivtool.state.matching.plan import Everybody, best_plan, everybody

COLUMNS = (
    Column("referral", "referral"),
    Column("child", "child", named_by="child_name"),
    Column("days_waiting", "days", Shape.NUMBER),
    Column("volunteer", "volunteer"),
    Column("volunteer_name", "name", wide=True),
    Column("score", "score", Shape.NUMBER),
    Column("weight", "weight", Shape.NUMBER, wide=True),
    Column("runner_up", "runner-up"),
    Column("proposed", "proposed", wide=True),
    Column("why", "why nobody"),
)
SUCH_AS = '--recruit "3 near NR1"'


def recruits(text: str) -> tuple[int, Place]:
    """So many invented volunteers at a place. Raises NotUnderstood."""
    try:
        asked = read_recruits(text)
    except ValueError as error:
        raise NotUnderstood(f"--recruit: {text!r} {error}", SUCH_AS) from None
    place = place_of(asked.postcode)
    if place is None:
        what = f"--recruit: where {asked.postcode!r} lies is not known"
        raise NotUnderstood(what, SUCH_AS)
    return asked.number, place


def plan(
    reader: Reader,
    as_of: date,
    names: NamesShown,
    *,
    authority: str | None = None,
    recruits: Sequence[tuple[int, Place]] = (),
) -> Document:
    """The plan for a day, of one authority's children or all; the longest waiters come first.

    With `recruits`, by how many fewer would be left, and who would be served besides. Raises
    NotFound for an authority that nobody has entered.
    """
    all_of = everybody(reader, as_of, find_authority(reader, authority))
    best = best_plan(all_of, as_of, recruits)
    pairs = [_pair(each, all_of, names) for each in best.pairs]
    left = [_left(each, all_of, names) for each in best.left]
    data: dict[str, object] = {"pairs": pairs, "left": left, "total": best.total}
    notes = [
        f"{counted(len(pairs), 'pair')}, {len(left)} left; the weights come to {best.total}.",
        f"A weight is the score, and {all_of.rules.wait_weight} for each whole 30 days of waiting.",
    ]
    if recruits:
        change = _change(best_plan(all_of, as_of), best, sum(number for number, _ in recruits))
        data["recruit"] = change
        notes.append(_told(change))
    # A pair that is proposed already is not proposed again.
    first = next(
        (
            each
            for each in best.pairs
            if not each.free.invented
            and all_of.referrals[each.waiting.referral].child not in all_of.proposed
        ),
        None,
    )
    if first is not None:
        asked, whom = referral_ref(first.waiting.referral), first.free.ref
        notes.append(f"It proposes nothing: ivtool match propose {asked} --volunteer {whom}")
    rows = [{name: row.get(name) for name in _names()} for row in (*pairs, *left)]
    # A column that would be blank is none for people.
    filled = {name for row in rows for name, value in row.items() if value is not None}
    columns = [each if each.field in filled else Column(each.field) for each in COLUMNS]
    title = f"Who could be with whom as of {short_day(as_of)}"
    empty = f"Nobody waits as of {short_day(as_of)}."
    return Document("", data, {}, Listing(title, columns, rows, empty, notes))


def _names() -> list[str]:
    return [name for each in COLUMNS for name in (each.field, each.named_by) if name]


def _who(waiting: Waiting, all_of: Everybody, names: NamesShown) -> dict[str, object]:
    referral = all_of.referrals[waiting.referral]
    proposed = all_of.proposed.get(referral.child, ())
    return {
        "referral": referral_ref(waiting.referral),
        "key": referral.key,
        **child_fields(referral.child, referral.child_name, names),
        "days_waiting": waiting.days,
        "proposed": ", ".join(match_ref(match) for _, match in proposed) or None,
    }


def _named(free: Free, names: NamesShown) -> str | None:
    return "to be recruited" if free.invented else shown_name(free.who.volunteer.name, names)


def _pair(pair: Pair, all_of: Everybody, names: NamesShown) -> dict[str, object]:
    return {
        **_who(pair.waiting, all_of, names),
        "volunteer": pair.free.ref,
        "volunteer_name": _named(pair.free, names),
        "score": pair.score,
        "weight": pair.weight,
        "runner_up": None if pair.runner_up is None else pair.runner_up.ref,
    }


def _left(left: Left, all_of: Everybody, names: NamesShown) -> dict[str, object]:
    return {**_who(left.waiting, all_of, names), "why": left.why}


def _change(without: Plan, best: Plan, added: int) -> dict[str, object]:
    before = {each.waiting.referral for each in without.left}
    return {
        "added": added,
        "left_without": len(without.left),
        "left_with": len(best.left),
        "fall": len(without.left) - len(best.left),
        "served": [
            referral_ref(each.waiting.referral)
            for each in best.pairs
            if each.waiting.referral in before
        ],
    }


def _told(change: dict[str, object]) -> str:
    served = change["served"]
    who = f": {', '.join(served)}" if isinstance(served, list) and served else ""
    return (
        f"With {change['added']} more, {change['left_with']} instead of {change['left_without']}"
        f" would be left{who}"
    )
