"""Answers to options: yes and no, where nothing said is a third thing; a date of birth."""

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from ivtool.domain.days import written_day
from ivtool.errors import NotUnderstood


class YesNo(StrEnum):
    """A yes or a no."""

    YES = "yes"
    NO = "no"


LookedAfterOption = Annotated[
    YesNo | None,
    typer.Option("--looked-after", help="By the authority, now; not said: asked about later."),
]


def truth(answer: YesNo | None) -> bool | None:
    """An answer as a truth; None where none was given."""
    return None if answer is None else answer is YesNo.YES


def birth_day(text: str | None, option: str = "--born") -> date | None:
    """A date of birth as it was typed, with all four figures of its year. Raises NotUnderstood."""
    if text is None:
        return None
    try:
        return written_day(text, short_years=False)
    except ValueError as error:
        raise NotUnderstood(f"{option}: {text!r} {error}", "days of birth are 4/3/2012") from None
