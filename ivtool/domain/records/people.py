"""Who was said to be somebody else, though much is the same."""

from datetime import date
from typing import NamedTuple

from ivtool.domain.records.ids import ChildId, VolunteerId


class TwoPeople(NamedTuple):
    """Two volunteers, or two children, who are alike and were said to be two, with `--anyway`."""

    said_on: date
    said_by: str
    volunteer_id: VolunteerId | None = None
    other_volunteer_id: VolunteerId | None = None
    child_id: ChildId | None = None
    other_child_id: ChildId | None = None
    id: int = 0
