"""Answers about matches."""

from typing import TYPE_CHECKING

from ivtool.domain.days import spelled_day
from ivtool.domain.refs import match_ref
from ivtool.output import Receipt

if TYPE_CHECKING:
    from datetime import date

    from ivtool.services.matches import PausedMatch


def paused(pause: "PausedMatch") -> Receipt:
    """A match that is now paused."""
    until = pause.pause.until_on
    end = f"until {spelled_day(until)}" if until else "with no end set"
    sentence = f"{match_ref(pause.match)} is paused from {spelled_day(pause.pause.from_on)} {end}."
    return Receipt([sentence], _pause_fields(pause))


def resumed(pause: "PausedMatch", on: "date") -> Receipt:
    """A match that is now resumed."""
    sentence = f"{match_ref(pause.match)} resumes on {spelled_day(on)}"
    if pause.withdrawn:
        sentence += ": the pause that began on that day never was"
    elif pause.pause.until_on:
        sentence += f"; its pause ran until {spelled_day(pause.pause.until_on)}"
    return Receipt([f"{sentence}."], _pause_fields(pause))


def _pause_fields(pause: "PausedMatch") -> dict[str, object]:
    return {
        "match": match_ref(pause.match),
        "from_on": pause.pause.from_on,
        "until_on": pause.pause.until_on,
        "withdrawn": pause.withdrawn,
    }
