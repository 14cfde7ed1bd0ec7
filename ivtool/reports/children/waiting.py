"""Who waits for a volunteer: every referral that waits on a day, the longest first."""

from collections.abc import Mapping
from datetime import date

from ivtool.domain.children.referrals import days_waiting
from ivtool.domain.children.vocabulary import ReferralSource
from ivtool.domain.days import short_day
from ivtool.domain.matching.plan import Obstacle
from ivtool.domain.names import NamesShown
from ivtool.domain.refs import referral_ref
from ivtool.queries.children import referrals as referral_queries
from ivtool.queries.lookup import find_authority
from ivtool.queries.matching import matches as match_queries
from ivtool.queries.reading import Reader
from ivtool.rendering import Column, Listing, Shape
from ivtool.reports.people import child_fields
from ivtool.state.children.referrals import waiting
from ivtool.state.matching.plan import obstacles

COLUMNS = (
    Column("referral", "referral"),
    Column("key", "key", wide=True),
    Column("child", "child", named_by="child_name"),
    Column("authority", "authority", wide=True),
    Column("received_on", "received", Shape.DAY),
    Column("staff_visit_on", "seen by staff", Shape.DAY, wide=True),
    Column("source", "asked by", wide=True),
    Column("days_waiting", "days", Shape.NUMBER),
    Column("in_the_way", "in the way"),
    Column("in_the_way_kind"),
)


def waiting_list(
    reader: Reader,
    as_of: date,
    names: NamesShown,
    *,
    authority: str | None = None,
    now: bool = False,
) -> Listing:
    """The children who wait on a day, the longest first; refs settle what is equal.

    What stands in the way is told of `now` alone: wishes and offers are kept without their days.
    Raises NotFound for an authority that nobody has entered.
    """
    number = find_authority(reader, authority)
    known = referral_queries.referrals(reader, as_of, authority=number)
    found = waiting(known, match_queries.live_by_child(reader, as_of), as_of)
    told: Mapping[int, Obstacle] = obstacles(reader, as_of, number, found) if now and found else {}
    return Listing(
        f"Waiting for a volunteer as of {short_day(as_of)}",
        COLUMNS,
        [
            {
                "referral": referral_ref(each.number),
                "key": each.key,
                **child_fields(each.child, each.child_name, names),
                "authority": each.authority,
                "received_on": each.received_on,
                "staff_visit_on": each.staff_visit_on,
                "source": ReferralSource(each.source),
                "days_waiting": days_waiting(each.received_on, as_of),
                "in_the_way": told[each.number].words if told else None,
                "in_the_way_kind": told[each.number].kind if told else None,
            }
            for each in sorted(found, key=lambda each: (each.received_on, each.number))
        ],
        f"Nobody waits as of {short_day(as_of)}.",
    )
