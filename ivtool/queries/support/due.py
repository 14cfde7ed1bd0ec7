"""Whose supervision is asked about on a day, and what lies ahead: facts, and no rule."""

from collections.abc import Collection
from datetime import date

from ivtool.domain.ids import MatchId, SupportId, VolunteerId
from ivtool.domain.support.vocabulary import SupportKind
from ivtool.queries.authorities import of_authority
from ivtool.queries.live import LIVE
from ivtool.queries.reading import Reader, among, needed_day
from ivtool.rows import records
from ivtool.tuples import NamedTuple

# Support of whom it is told that they were there, held by a day. Said here and nowhere else.
HELD = "u.withdrawn_on IS NULL AND u.held_on <= :as_of AND a.attended = 1"
# A volunteer a row of each match live on the day, both of a couple.
VISITORS = " UNION ALL ".join(
    f"SELECT m.id, m.child_id, m.started_on, m.{column} AS volunteer_id FROM match m"
    f" WHERE m.{column} IS NOT NULL AND {LIVE}"
    for column in ("volunteer_id", "second_volunteer_id")
)


class Visitor(NamedTuple):
    """A volunteer with a live match on a day; `began_on` is when the earliest of theirs began.

    `match` is the first of the authority that was asked for, or of all.
    """

    number: VolunteerId
    key: str | None
    name: str
    match: MatchId
    began_on: date


class OpenAction(NamedTuple):
    """An action that was not done by a day, with one of the volunteers who were there."""

    support: SupportId
    number: int
    due_on: date | None
    volunteer: VolunteerId


class Ahead(NamedTuple):
    """A session that was planned and not held by a day; `table` tells which: support, training.

    Of those invited how many there are, how many come, and how many do not; `volunteer` is the
    first of them. `of_kind` is None of a training session.
    """

    table: str
    number: int
    of_kind: SupportKind | None
    planned_on: date
    invited: int
    come: int
    do_not: int
    volunteer: VolunteerId | None


class NextSaid(NamedTuple):
    """A day that was said for the next, where nothing of its kind came since with one of them."""

    number: SupportId
    of_kind: SupportKind
    next_on: date
    volunteer: VolunteerId


def visitors(
    reader: Reader,
    as_of: date,
    authority: int | None = None,
    volunteers: Collection[int] | None = None,
    since: date | None = None,
) -> list[Visitor]:
    """The volunteers with a match live on a day, of an authority's children or of all, by ref.

    `since` leaves out who began, or was supervised, after that day.
    """
    lately = (
        ""
        if since is None
        else " AND l.volunteer_id NOT IN (SELECT a.volunteer_id"
        " FROM support u JOIN attendance a ON a.support_id = u.id"
        f" WHERE {HELD} AND u.held_on > :since AND u.kind = '{SupportKind.SUPERVISION.value}'"
        " AND a.volunteer_id IS NOT NULL)"
    )
    theirs = of_authority("l.child_id", ":as_of")
    rows = reader.execute(
        f"""
        SELECT v.id AS number, v.key, v.name, min(CASE WHEN {theirs} THEN l.id END) AS match,
               min(l.started_on) AS began_on
          FROM ({VISITORS}) l
          JOIN volunteer v ON v.id = l.volunteer_id
         WHERE 1 = 1{among("v.id", volunteers)}{lately}
         GROUP BY v.id
        HAVING min(CASE WHEN {theirs} THEN l.id END) IS NOT NULL
           AND (:since IS NULL OR min(l.started_on) <= :since)
         ORDER BY v.id
        """,
        {
            "as_of": as_of.isoformat(),
            "authority": authority,
            "since": None if since is None else since.isoformat(),
        },
    )
    return records(Visitor, rows)


def last_held(
    reader: Reader,
    as_of: date,
    kinds: Collection[SupportKind] = (),
    volunteers: Collection[int] | None = None,
) -> dict[VolunteerId, dict[SupportKind, date]]:
    """The last support of each kind, or of some, that each volunteer was at by a day.

    A training session that they attended is training, with or without evidence of a module.
    """
    words = ", ".join(f"'{kind.value}'" for kind in kinds)
    of_kind = f" AND u.kind IN ({words})" if kinds else ""
    some = among("a.volunteer_id", volunteers)
    query = (
        "SELECT a.volunteer_id, u.kind, max(u.held_on) FROM support u"
        f" JOIN attendance a ON a.support_id = u.id WHERE {HELD}{of_kind}"
        f" AND a.volunteer_id IS NOT NULL{some} GROUP BY a.volunteer_id, u.kind"
    )
    if not kinds or SupportKind.TRAINING in kinds:
        for table, there in (("volunteer_check", ""), ("attendance", " AND a.attended = 1")):
            query += (
                f" UNION ALL SELECT a.volunteer_id, '{SupportKind.TRAINING.value}',"
                f" max(coalesce(t.until_on, t.held_on)) FROM training t JOIN {table} a"
                " ON a.training_id = t.id WHERE t.planned IS NOT 1"
                f" AND coalesce(t.until_on, t.held_on) <= :as_of{there}{some}"
                " GROUP BY a.volunteer_id"
            )
    found: dict[VolunteerId, dict[SupportKind, date]] = {}
    for volunteer, word, day in reader.execute(query, {"as_of": as_of.isoformat()}):
        last, kind, held_on = found.setdefault(volunteer, {}), SupportKind(word), needed_day(day)
        last[kind] = max(held_on, last.get(kind, held_on))
    return found


def open_actions(
    reader: Reader, as_of: date, volunteers: Collection[int] | None = None
) -> list[OpenAction]:
    """What was agreed with volunteers by a day and was not done by it, a row of each volunteer."""
    rows = reader.execute(
        "SELECT s.support_id AS support, s.number, s.due_on, a.volunteer_id AS volunteer"
        " FROM support_action s JOIN support u ON u.id = s.support_id"
        f" JOIN attendance a ON a.support_id = u.id WHERE {HELD}"
        " AND (s.done_on IS NULL OR s.done_on > :as_of)"
        f" AND a.volunteer_id IS NOT NULL{among('a.volunteer_id', volunteers)}"
        " ORDER BY s.support_id, s.number, a.volunteer_id",
        {"as_of": as_of.isoformat()},
    )
    return records(OpenAction, rows)


def ahead(reader: Reader, as_of: date, volunteers: Collection[int] | None = None) -> list[Ahead]:
    """The sessions planned and not held by a day, in the order of their days; those of some."""
    counts = (
        "count(a.id) AS invited, coalesce(sum(a.comes = 1), 0) AS come,"
        " coalesce(sum(a.comes = 0), 0) AS do_not, min(a.volunteer_id) AS volunteer"
    )
    some = f"SELECT support_id FROM attendance WHERE 1 = 1{among('volunteer_id', volunteers)}"
    taught = some.replace("support_id", "training_id", 1)
    of_some = "" if volunteers is None else f" AND u.id IN ({some})"
    of_taught = "" if volunteers is None else f" AND t.id IN ({taught})"
    rows = reader.execute(
        f"SELECT 'support' AS \"table\", u.id AS number, u.kind AS of_kind, u.planned_on, {counts}"
        " FROM support u LEFT JOIN attendance a ON a.support_id = u.id"
        " WHERE u.withdrawn_on IS NULL AND u.planned_on IS NOT NULL"
        # Each half is found by the index of the days held.
        " AND u.id IN (SELECT id FROM support WHERE held_on IS NULL"
        f" UNION SELECT id FROM support WHERE held_on > :as_of){of_some} GROUP BY u.id"
        f" UNION ALL SELECT 'training', t.id, NULL, t.held_on, {counts}"
        " FROM training t LEFT JOIN attendance a ON a.training_id = t.id"
        f" WHERE t.planned = 1{of_taught} GROUP BY t.id ORDER BY 4, 1, 2",
        {"as_of": as_of.isoformat()},
    )
    return records(Ahead, rows)


def next_said(
    reader: Reader, as_of: date, volunteers: Collection[int] | None = None
) -> list[NextSaid]:
    """The days that were said for the next by a day, where nothing came since, in their order.

    What came since is of the same kind and with one of the same volunteers, held or planned.
    """
    rows = reader.execute(
        "SELECT u.id AS number, u.kind AS of_kind, u.next_on, min(a.volunteer_id) AS volunteer"
        f" FROM support u JOIN attendance a ON a.support_id = u.id WHERE {HELD}"
        " AND u.next_on IS NOT NULL AND NOT EXISTS ("
        "SELECT 1 FROM support n JOIN attendance b ON b.support_id = n.id"
        " WHERE n.withdrawn_on IS NULL AND n.kind = u.kind AND n.id <> u.id"
        " AND coalesce(CASE WHEN n.held_on <= :as_of THEN n.held_on END, n.planned_on) > u.held_on"
        " AND b.volunteer_id IN"
        " (SELECT c.volunteer_id FROM attendance c WHERE c.support_id = u.id))"
        f"{among('a.volunteer_id', volunteers)} GROUP BY u.id ORDER BY u.next_on, u.id",
        {"as_of": as_of.isoformat()},
    )
    return records(NextSaid, rows)
