"""How people stand in a listing: always the ref, and the name as far as it may be shown."""

from ivtool.domain.names import NamesShown, shown_name
from ivtool.domain.refs import LETTERS, child_ref, volunteer_ref
from ivtool.queries.reading import Reader, select
from ivtool.rendering import Column

# Of records whose fields are called so.
CHILD = Column("child", "child", named_by="child_name", value=lambda each: child_ref(each.child))
VOLUNTEER = Column(
    "volunteer",
    "volunteer",
    named_by="volunteer_name",
    value=lambda each: volunteer_ref(each.volunteer),
)
SECOND_VOLUNTEER = Column(
    "second_volunteer",
    "and",
    wide=True,
    named_by="second_volunteer_name",
    value=lambda each: each.second_volunteer and volunteer_ref(each.second_volunteer),
)


def child_fields(number: int, name: str, names: NamesShown) -> dict[str, object]:
    """A child's ref and name."""
    return {"child": child_ref(number), "child_name": shown_name(name, names)}


def volunteer_fields(
    number: int,
    name: str,
    names: NamesShown,
    second: int | None = None,
    second_name: str | None = None,
) -> dict[str, object]:
    """A volunteer's ref and name, and those of the second where a couple visits."""
    return {
        "volunteer": volunteer_ref(number),
        "volunteer_name": shown_name(name, names),
        "second_volunteer": None if second is None else volunteer_ref(second),
        "second_volunteer_name": shown_name(second_name, names),
    }


def merged_fields(reader: Reader, noun: str, number: int) -> list[dict[str, object]]:
    """The records that became one with somebody's, whose refs and keys mean that one."""
    from ivtool.domain.office.records import MergedPerson

    return [
        {
            "ref": f"{LETTERS[noun]}-{each.old_number}",
            "key": each.old_key,
            "merged_on": each.merged_on,
        }
        for each in select(reader, MergedPerson, **{f"{noun}_id": number})
    ]
