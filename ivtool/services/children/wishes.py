"""What a child wishes of a volunteer, recorded and taken back."""

from collections.abc import Collection

from ivtool.domain.children.records import Child
from ivtool.domain.children.vocabulary import WishKind
from ivtool.domain.children.wishes import Wish, problems_with_wishes, wished_fields, wishes_of
from ivtool.domain.ids import ChildId
from ivtool.domain.refs import child_ref
from ivtool.errors import Refused
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class WishedChild(NamedTuple):
    """What a child wishes now; `changed` are the kinds of wishes that do so otherwise."""

    number: ChildId
    wishes: list[Wish]
    changed: list[WishKind]


def wish_child(
    writer: Writer, child: Child, wishes: Collection[Wish], cleared: Collection[WishKind]
) -> WishedChild:
    """Record what a child wishes, and what no longer; the rest stays. Raises Refused.

    The history keeps both.
    """
    ref, before = child_ref(child.id), wishes_of(child)
    fields = wished_fields(wishes, cleared)
    problems = problems_with_wishes(ref, wishes_of(child._replace(**fields)))
    if problems:
        raise Refused(f"{ref} cannot wish so", problems)
    after = wishes_of(writer.update(child, **fields))
    changed = {each.kind for each in {*before} ^ {*after}}
    return WishedChild(child.id, after, [kind for kind in WishKind if kind in changed])
