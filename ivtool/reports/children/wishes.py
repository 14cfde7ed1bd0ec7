"""What a child wishes of a volunteer, to look at."""

from ivtool.domain.children.records import Child
from ivtool.domain.children.wishes import wishes_of
from ivtool.domain.names import NamesShown
from ivtool.domain.refs import child_ref
from ivtool.queries.lookup import find_record
from ivtool.queries.reading import Reader
from ivtool.rendering import Column, Listing, Shape

COLUMNS = (
    Column("child", "child"),
    Column("wish", "wish"),
    Column("wanted", "wanted"),
    Column("must", "must", Shape.YES_NO),
)


def wish_list(reader: Reader, asked: str, names: NamesShown) -> Listing:
    """The wishes of one child. Raises NotFound where no child, or several, answer to that."""
    child = find_record(reader, Child, asked, names)
    ref = child_ref(child.id)
    rows = [
        {"child": ref, "wish": each.kind, "wanted": each.wanted, "must": each.must}
        for each in wishes_of(child)
    ]
    return Listing(f"What {ref} wishes of a volunteer", COLUMNS, rows, f"{ref} wishes nothing.")
