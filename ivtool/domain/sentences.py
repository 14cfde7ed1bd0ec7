"""How words and counts are put into a sentence."""

from enum import StrEnum


def words(kind: type[StrEnum]) -> str:
    """The words of a list as a sentence names them: `visit, phone, letter`."""
    return ", ".join(member.value for member in kind)


def counted(count: int, one: str, many: str | None = None) -> str:
    """A number with its noun: `1 day`, `1,200 days`; `many` where an s does not make it several."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"
