"""The service's staff to look at, and who leads a record."""

from collections import Counter
from datetime import date
from decimal import Decimal

from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.refs import staff_ref
from ivtool.domain.staff import Led
from ivtool.queries import staff as staff_queries
from ivtool.queries.reading import Reader
from ivtool.rendering import Column, Listing, Shape

COLUMNS = (
    Column("ref", "staff"),
    Column("name", "name"),
    Column("role", "role"),
    Column("weekly_hours", "hours", Shape.NUMBER, wide=True),
    Column("joined_on", "joined", Shape.DAY, wide=True),
    Column("left_on", "left", Shape.DAY, wide=True),
    Column("volunteers", "volunteers", Shape.NUMBER),
    Column("referrals", "referrals", Shape.NUMBER),
    Column("matches", "matches", Shape.NUMBER),
)


def staff_list(reader: Reader, as_of: date, names: NamesShown) -> Listing:
    """Who had joined by a day, and how much each leads that is not over, in the order of refs."""
    led = Counter((each.staff, each.kind) for each in staff_queries.led(reader, as_of))
    rows = []
    for each in staff_queries.staff(reader):
        if each.joined_on > as_of:
            continue
        rows.append(
            {
                "ref": staff_ref(each.id),
                "name": shown_name(each.name, names),
                "role": each.role,
                "weekly_hours": hours(each.weekly_hours_tenths),
                "joined_on": each.joined_on,
                "left_on": each.left_on if each.left_on and each.left_on <= as_of else None,
                "volunteers": led[each.id, Led.VOLUNTEER],
                "referrals": led[each.id, Led.REFERRAL],
                "matches": led[each.id, Led.MATCH],
            }
        )
    return Listing("Staff", COLUMNS, rows, "Nobody of the staff is recorded.")


def lead_fields(
    reader: Reader, noun: str, number: int, as_of: date, names: NamesShown
) -> dict[str, object]:
    """Who leads a volunteer, a referral or a match on a day: the ref, and the name."""
    leader = staff_queries.lead_of(reader, noun, number, as_of)
    return {
        "lead": None if leader is None else staff_ref(leader.number),
        "lead_name": None if leader is None else shown_name(leader.name, names),
    }


def hours(tenths: int | None) -> Decimal | None:
    """Hours of a week, to the one decimal that they are kept to; 300 tenths are 30."""
    if tenths is None:
        return None
    return Decimal(tenths // 10) if tenths % 10 == 0 else Decimal(tenths).scaleb(-1)
