"""The month's report on who the children are, matched and waiting, so that nobody is told by it.

docs/DOMAIN.md, section 11, figure 16, and section 10 for what is hidden.
"""

from collections import Counter
from collections.abc import Collection, Sequence

from ivtool.domain.children.children import in_area
from ivtool.domain.children.groups import (
    GROUPS,
    age_band,
    area_group,
    disability_group,
    ethnicity_group,
    gender_group,
)
from ivtool.domain.suppression import HIDDEN, hidden_in_line
from ivtool.queries.children import children as child_queries
from ivtool.queries.children.children import ChildRecord
from ivtool.queries.reading import Reader
from ivtool.state.office.compliance import Known

Figures = dict[str, object]


def breakdown(reader: Reader, service: Known, waiting: Collection[int]) -> Figures:
    """Of the children matched, and of those waiting, on the day: how many are of each group.

    Age on the day, gender and ethnicity group and disability as recorded, in the area of the
    authority or not. A count up to `report.suppress_to`, and one more where the sum would tell it,
    is `c`. A child of two referrals waits once.
    """
    as_of = service.as_of
    most = service.policy.count("report.suppress_to", as_of)
    matched = {match.child for match in service.appointed}
    who = {"matched": matched, "waiting": set(waiting)}
    known = [
        (each.child.id, _groups(each, service)) for each in child_queries.children(reader, as_of)
    ]
    return {
        "breakdown": {
            way: {
                name: _counts(way, [said[way] for number, said in known if number in these], most)
                for name, these in who.items()
            }
            for way in GROUPS
        }
    }


def _groups(record: ChildRecord, service: Known) -> dict[str, str]:
    child = record.child
    return {
        "age_band": age_band(child.date_of_birth, service.as_of),
        "gender": gender_group(child.gender),
        "ethnicity": ethnicity_group(child.ethnicity),
        "disability": disability_group(child.disability),
        "area": area_group(in_area(record.authority_id, record.area_id)),
    }


def _counts(way: str, found: Sequence[str], most: int) -> dict[str, int | str]:
    counts = Counter(found)
    line = [counts[group] for group in GROUPS[way]]
    hidden = hidden_in_line(line, most)
    return {
        group: str(HIDDEN) if place in hidden else line[place]
        for place, group in enumerate(GROUPS[way])
    }
