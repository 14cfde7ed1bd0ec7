"""Named tuples as `typing` has them, whose classes cost little to make.

A command defines some fifty of them and fills a third. `typing.NamedTuple` writes and compiles the
constructor of each at once, which takes 100 µs; here that is done when one is first called. A type
checker sees `typing`'s own.
"""

from typing import TYPE_CHECKING

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:
    from collections import _tuplegetter

    # What reads a field is the same in every class for the same place.
    FIELD_AT = [_tuplegetter(place, f"Field {place}") for place in range(64)]

    class _WithFields(type):
        """The type of such classes: makes a field of all that a class's own body annotates."""

        def __new__(mcs, name, bases, body):
            body.setdefault("__slots__", ())
            made = super().__new__(mcs, name, bases, body)
            if tuple not in bases and NamedTuple in bases:
                made._fields = made.__match_args__ = tuple(made.__annotations__)
                made._field_defaults = {each: body[each] for each in made._fields if each in body}
                for place, each in enumerate(made._fields):
                    setattr(made, each, FIELD_AT[place])
            return made

    class NamedTuple(tuple, metaclass=_WithFields):
        """A tuple whose places have names."""

        __slots__ = ()
        _fields = ()

        def __new__(cls, /, *values, **named):
            cls.__new__ = _constructor(cls)
            return cls(*values, **named)

        @classmethod
        def _make(cls, values):
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **named):
            made = self._make(map(named.pop, self._fields, self))
            if named:
                raise ValueError(f"Got unexpected field names: {[*named]!r}")
            return made

        def _asdict(self):
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self):
            said = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
            return f"{type(self).__name__}({said})"

        def __getnewargs__(self):
            return tuple(self)

    def _constructor(cls):
        # As `collections` writes it: nothing that takes names is quicker to call.
        names = ", ".join(cls._fields)
        text = f"lambda _cls, {names}: _new(_cls, ({names},))"
        made = eval(text, {"_new": tuple.__new__, "__builtins__": {}})  # noqa: S307 - our fields
        made.__name__, made.__qualname__ = "__new__", f"{cls.__name__}.__new__"
        made.__defaults__ = tuple(cls._field_defaults.values())
        return made
