"""Answers about training sessions."""

from typing import TYPE_CHECKING

from ivtool.domain.days import spelled_day
from ivtool.domain.recruitment.trainings import spelled_session, spoken_modules
from ivtool.domain.refs import training_ref, volunteer_ref
from ivtool.rendering import Answer

if TYPE_CHECKING:
    from ivtool.services.recruitment.trainings import AttendedTraining


def added(attended: "AttendedTraining") -> Answer:
    """A training session that is now known, and who attended it."""
    session = attended.session.training
    days = spelled_session(session.held_on, session.until_on)
    modules = spoken_modules(attended.session.modules)
    added = f"{training_ref(session.id)} added: {modules}, {days}."
    return Answer(
        [added, *_attended(attended, "")],
        {
            **_training_fields(attended),
            "on": session.held_on,
            "until_on": session.until_on,
            "modules": session.modules,
        },
    )


def attended(attended: "AttendedTraining", *, withdrawn: bool = False) -> Answer:
    """Who is now recorded to have attended a session, or is no longer."""
    sentences = _attended(attended, f" {spoken_modules(attended.modules)}")
    if withdrawn:
        sentences = [f"It never was: {each}" for each in sentences]
    fields = {"modules": "; ".join(attended.modules), "withdrawn": withdrawn}
    return Answer(sentences, {**_training_fields(attended), **fields})


def _attended(attended: "AttendedTraining", what: str) -> list[str]:
    if not attended.volunteers:
        return []
    people = ", ".join(map(volunteer_ref, attended.volunteers))
    told = f"{people} attended{what}"
    if attended.until_on is not None:
        told += f"; safeguarding in date until {spelled_day(attended.until_on)}"
    return [f"{told}."]


def _training_fields(attended: "AttendedTraining") -> dict[str, object]:
    return {
        "ref": training_ref(attended.session.training.id),
        "volunteers": [volunteer_ref(each) for each in attended.volunteers],
        "attended": attended.session.attended,
        "safeguarding_until_on": attended.until_on,
    }
