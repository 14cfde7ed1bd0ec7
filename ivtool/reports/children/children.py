"""Children to look at: a list of them, and one with where they live and who works with them."""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.ages import age_on
from ivtool.domain.children.children import in_area, no_contact_names
from ivtool.domain.children.records import Child
from ivtool.domain.days import known_by
from ivtool.domain.matching.matches import is_live
from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.refs import child_ref, match_ref, referral_ref
from ivtool.queries import authorities as authority_queries
from ivtool.queries.children import children as child_queries
from ivtool.queries.children.children import ChildRecord
from ivtool.queries.lookup import find, find_authority
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.matching.matches import MatchRecord
from ivtool.queries.reading import Reader
from ivtool.queries.visits import visits as visit_queries
from ivtool.rendering import Card, Column, Listing, Shape
from ivtool.reports.children.referrals import referral_rows
from ivtool.reports.matching.matches import status_of
from ivtool.reports.people import merged_fields, volunteer_fields
from ivtool.reports.support.voice import over_time

COLUMNS = (
    Column("ref", "child"),
    Column("key", "key", wide=True),
    Column("name", "name"),
    Column("authority", "authority", wide=True),
    Column("age", "age", Shape.NUMBER),
    Column("area_authority"),
    Column("in_area", "in area", Shape.YES_NO),
    Column("looked_after"),
    Column("looked_after_words", "looked after"),
    Column("match", "match"),
)
LOOKED_AFTER = {None: "not known", True: "yes", False: "no"}
# What a row has under a name of its own; the rest of the record stands in the card as it is.
LISTED = ("name", "key", "looked_after", "id")
# Words that may tell who somebody is, shown with full names only.
CLOSED = ("likes", "dislikes", "risks", "health", "needs_developmental", "needs_social",
          "needs_emotional", "needs_religious", "needs_cultural")  # fmt: skip
# What the service has to know of every child, and an import may have left blank.
TO_BE_ASKED = ("looked after", "date of birth", "authority", "area authority")


def child_list(
    reader: Reader, as_of: date, names: NamesShown, *, authority: str | None = None
) -> Listing:
    """The children of one authority or all, as on a day, in the order of refs. Raises NotFound."""
    live = match_queries.live_by_child(reader, as_of)
    found = child_queries.children(reader, as_of, authority=find_authority(reader, authority))
    rows = [
        # A blank would be taken for a no.
        _row(each, live.get(each.child.id), as_of, names)
        | {"looked_after_words": LOOKED_AFTER[each.child.looked_after]}
        for each in found
    ]
    return Listing("Children", COLUMNS, rows, "No child answers to that.")


def child_card(reader: Reader, asked: str, as_of: date, names: NamesShown) -> Card:
    """One child with homes, people, referrals and matches.

    Raises NotFound where no child, or several, answer to the ref, key or name.
    """
    from ivtool.reports.file.history import last_change

    number = find(reader, "child", asked, names)
    [each] = child_queries.children(reader, as_of, number=number)
    matches = match_queries.matches(reader, as_of, child=number)
    live = [match.number for match in matches if is_live(match.started_on, match.ended_on, as_of)]
    child = each.child
    row = _row(each, live[0] if live else None, as_of, names)
    row |= {name: getattr(child, name) for name in Child._fields if name not in LISTED}
    if names is not NamesShown.FULL:
        row |= dict.fromkeys(CLOSED)
    row["no_contact"] = "; ".join(_no_contact(child, names)) or None
    values, line = over_time(reader, as_of, child=number)
    return Card(
        child_ref(number),
        row,
        {
            "not_known": [
                {"what": what} for what in TO_BE_ASKED if row[what.replace(" ", "_")] is None
            ],
            "authorities": [
                {"authority": spell.name, "from_on": spell.from_on}
                for spell in authority_queries.spells(reader, number).get(number, ())
                if spell.from_on is None or spell.from_on <= as_of
            ],
            "homes": [
                {
                    "area_authority": area,
                    "kind": home.kind,
                    "from_on": home.from_on,
                    "until_on": known_by(home.until_on, as_of),
                    "postcode": home.postcode,
                    "provider": home.provider,
                }
                for home, area in child_queries.placements(reader, number, as_of)
            ],
            "people": [
                {
                    "role": worker.role,
                    "name": shown_name(worker.name, names),
                    "from_on": worker.from_on,
                    "until_on": known_by(worker.until_on, as_of),
                    # An address by email is most often the name itself.
                    "phone": worker.phone if names is NamesShown.FULL else None,
                    "email": worker.email if names is NamesShown.FULL else None,
                }
                for worker in child_queries.workers(reader, number, as_of)
            ],
            "referrals": [
                {
                    "referral": referral["ref"],
                    "received_on": referral["received_on"],
                    "status": referral["status"],
                    "days_waiting": referral["days_waiting"],
                }
                for referral in referral_rows(
                    reader, as_of, names, child=number, matched={number} if live else ()
                )
            ],
            "matches": _matches(reader, matches, as_of, names),
            "ratings_and_moods": values,
            "merged": merged_fields(reader, "child", number),
            "last_change": last_change(reader, "child", number, names),
        },
        [f"ivtool match list --child {child_ref(number)}"],
        {"ratings_and_moods": line},
    )


def _no_contact(child: Child, names: NamesShown) -> list[str]:
    people = no_contact_names(child.no_contact)
    if names is NamesShown.REFS and people:
        return [f"{len(people)} named, shown with --names full"]
    return [name for each in people if (name := shown_name(each, names))]


def _row(
    child: ChildRecord, match: int | None, as_of: date, names: NamesShown
) -> dict[str, object]:
    whole = child.child
    return {
        "ref": child_ref(whole.id),
        "key": whole.key,
        "name": shown_name(whole.name, names),
        "authority": child.authority,
        "age": whole.date_of_birth and age_on(whole.date_of_birth, as_of),
        "area_authority": child.area,
        "in_area": in_area(child.authority_id, child.area_id),
        "looked_after": whole.looked_after,
        "match": None if match is None else match_ref(match),
    }


def _matches(
    reader: Reader, matches: Sequence[MatchRecord], as_of: date, names: NamesShown
) -> list[dict[str, object]]:
    paused = visit_queries.pauses(reader, as_of, numbers=[each.number for each in matches])
    return [
        {
            "match": match_ref(each.number),
            "referral": referral_ref(each.referral),
            **volunteer_fields(
                each.volunteer,
                each.volunteer_name,
                names,
                each.second_volunteer,
                each.second_volunteer_name,
            ),
            "status": status_of(each, paused.get(each.number, []), as_of),
            "started_on": known_by(each.started_on, as_of),
            "ended_on": known_by(each.ended_on, as_of),
        }
        for each in matches
    ]
