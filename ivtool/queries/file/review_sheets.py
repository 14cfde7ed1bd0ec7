"""The reviews that a file holds, in the shape of their sheets: column by column.

`rows` of a record tells in which row of another table a column stands, as in `sheets.py`.
"""

import json
from collections.abc import Mapping
from datetime import date

from ivtool.domain.matching.vocabulary import Party
from ivtool.domain.support.agreed import AgreedAction, written_actions
from ivtool.domain.support.records import MatchReview, StatutoryReview
from ivtool.domain.support.reviews import MEASURES
from ivtool.domain.support.vocabulary import Measure, Rater
from ivtool.queries.file.sheets import Known
from ivtool.queries.file.undo import VOID
from ivtool.queries.reading import Reader, day, needed_day, select

RATING_COLUMNS: Mapping[str, tuple[Rater, Measure]] = {
    f"{who.value}_{measure.value}": (who, measure)
    for who, measures in MEASURES.items()
    for measure in measures
}
VIEW_COLUMNS: Mapping[str, Party] = {
    f"{party.value}_view": party
    for party in (Party.CHILD, Party.VOLUNTEER, Party.CARER, Party.SOCIAL_WORKER)
}


def statutory_reviews(reader: Reader) -> list[Known]:
    """Every statutory review as a row of its sheet, those withdrawn too; `id` and child beside."""
    return [
        {**each._asdict(), "attended": each.iv_attended} for each in select(reader, StatutoryReview)
    ]


def match_reviews(reader: Reader) -> list[Known]:
    """Every match review as a row of its sheet, those withdrawn too; `id` and match beside.

    `actions` are one text, `action_rows` the numbers of their rows, in order.
    """
    found: dict[int, Known] = {
        each.id: {**each._asdict(), "on": each.held_on, "rows": {}, "action_rows": []}
        for each in select(reader, MatchReview)
    }
    columns = {place: name for name, place in RATING_COLUMNS.items()}
    for review, who, measure, rating, row in reader.execute(
        "SELECT match_review_id, who, measure, rating, id FROM match_review_rating"
    ):
        name = columns[Rater(who), Measure(measure)]
        found[review] |= {name: rating}
        found[review]["rows"][name] = row
    named = {party: column for column, party in VIEW_COLUMNS.items()}
    for review, party, words, row in reader.execute(
        "SELECT match_review_id, party, words, id FROM match_review_view"
    ):
        # The second of a couple has no column.
        if (column := named.get(Party(party))) is not None:
            found[review] |= {column: words}
            found[review]["rows"][column] = row
    agreed: dict[int, list[AgreedAction]] = {}
    for review, words, due_on, done_on, row in reader.execute(
        "SELECT match_review_id, words, due_on, done_on, id FROM match_review_action"
        " ORDER BY match_review_id, number"
    ):
        action = AgreedAction(words, day(due_on), day(done_on))
        agreed.setdefault(review, []).append(action)
        found[review]["action_rows"].append(row)
    for review, actions in agreed.items():
        found[review]["actions"] = written_actions(actions)
    return list(found.values())


def former_days(reader: Reader, table: str, whose: str) -> dict[tuple[int, date], int]:
    """The days on which reviews were held until a command put them right, by whose they are.

    An import would bring back what was put right; the history knows.
    """
    rows = reader.execute(
        f"SELECT r.id, r.{whose}, w.before FROM change h"
        " JOIN change_value w ON w.change_id = h.id"
        f" JOIN {table} r ON r.id = h.row_id"
        " WHERE h.table_name = :table AND h.action = 'update' AND w.before IS NOT NULL"
        f" AND h.change_set_id NOT IN ({VOID})",
        {"table": table},
    )
    found = {}
    for number, owner, before in rows.fetchall():
        if (held_on := json.loads(before).get("held_on")) is not None:
            found[owner, needed_day(held_on)] = number
    return found
