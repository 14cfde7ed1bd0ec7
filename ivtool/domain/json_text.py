"""Values as JSON, to the letter as `json` writes them in its own letters.

What a command writes is short as a rule, and importing `json` takes longer than writing it: that is
imported for what is left, letters that need escaping and rare kinds of value.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

Default = Callable[[object], object]
WRITTEN: dict[type, Callable[[Any], str]] = {
    bool: {True: "true", False: "false"}.__getitem__,
    date: '"{}"'.format,
    int: str,
    type(None): {None: "null"}.__getitem__,
}


def as_json(value: object, default: Default | None = None, *, sort_keys: bool = False) -> str:
    """A value as JSON; a day is a text, as `default` must have it too.

    `default` gives for a value that JSON has no form for one that it has.
    """
    write = WRITTEN.get(type(value))
    if write is not None:
        return write(value)
    if isinstance(value, str):
        if value.isprintable() and '"' not in value and "\\" not in value:
            return f'"{value}"'
    elif isinstance(value, dict) and all(map(_is_plain, value)):
        names = sorted(value) if sort_keys else value
        said = [f'"{name}": {as_json(value[name], default, sort_keys=sort_keys)}' for name in names]
        return f"{{{', '.join(said)}}}"
    elif isinstance(value, list | tuple):
        return f"[{', '.join([as_json(each, default, sort_keys=sort_keys) for each in value])}]"
    return encoder(default, sort_keys=sort_keys)(value)


@cache
def encoder(default: Default | None = None, *, sort_keys: bool = False) -> Callable[[object], str]:
    """What writes the same by `json` itself: for very many values that is quicker."""
    from json import JSONEncoder

    return JSONEncoder(ensure_ascii=False, sort_keys=sort_keys, default=default).encode


@cache
def _is_plain(name: object) -> bool:
    # Fields are; a name of a person or a place may need escaping.
    return type(name) is str and name.isidentifier()
