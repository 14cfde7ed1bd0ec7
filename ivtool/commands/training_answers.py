"""Answers about training sessions."""

from typing import TYPE_CHECKING

from ivtool.domain.days import spelled_day
from ivtool.domain.recruitment.trainings import spelled_session, spoken_modules
from ivtool.domain.refs import training_ref, volunteer_ref
from ivtool.rendering import Answer

if TYPE_CHECKING:
    from ivtool.queries.recruitment.trainings import SessionRecord
    from ivtool.services.recruitment.trainings import AttendedTraining


def added(attended: "AttendedTraining", did: str = "added") -> Answer:
    """A training session that is now known, and who attended it."""
    session = attended.session.training
    days = spelled_session(session.held_on, session.until_on)
    modules = _taught(attended.session)
    added = f"{training_ref(session.id)} {did}: {modules}, {days}."
    return Answer(
        [added, *_attended(attended, "")],
        {
            **_training_fields(attended),
            "on": session.held_on,
            "until_on": session.until_on,
            "modules": session.modules,
        },
    )


def planned(session: "SessionRecord", did: str = "planned") -> Answer:
    """A session that is planned, or was put right, and how many are invited."""
    training, ref = session.training, training_ref(session.training.id)
    days = spelled_session(training.held_on, training.until_on)
    said = f"{ref} {did}: {_taught(session)}, {days}."
    if training.planned:
        said += f" Invited: {session.invited}, of whom {session.come} come."
    return Answer([said], _session_fields(session))


def answered(session: "SessionRecord", volunteer: int, *, comes: bool | None) -> Answer:
    """Who is now said to come to a planned session, or not to."""
    words = {True: "comes", False: "does not come", None: "has not said whether they come"}
    said = f"{training_ref(session.training.id)}: {volunteer_ref(volunteer)} {words[comes]}."
    return Answer(
        [said, f"{session.come} of {session.invited} invited come."],
        {**_session_fields(session), "volunteer": volunteer_ref(volunteer), "comes": comes},
    )


def withdrawn(session: "SessionRecord") -> Answer:
    """A session that never was, or will not be."""
    ref = training_ref(session.training.id)
    said = f"{ref} withdrawn: {_taught(session)}. The history keeps it."
    return Answer([said], {**_session_fields(session), "withdrawn": True})


def attended(attended: "AttendedTraining", *, withdrawn: bool = False) -> Answer:
    """Who is now recorded to have attended a session, or is no longer."""
    sentences = _attended(attended, f" {spoken_modules(attended.modules)}".rstrip())
    if withdrawn:
        sentences = [f"It never was: {each}" for each in sentences]
    fields = {"modules": "; ".join(attended.modules), "withdrawn": withdrawn}
    return Answer(sentences, {**_training_fields(attended), **fields})


def _taught(session: "SessionRecord") -> str:
    """What is taught; words that somebody typed are not said again."""
    other = ["another topic"] if session.training.topic else []
    return " and ".join([*filter(None, [spoken_modules(session.modules)]), *other])


def _session_fields(session: "SessionRecord") -> dict[str, object]:
    training = session.training
    return {
        "ref": training_ref(training.id),
        "on": training.held_on,
        "until_on": training.until_on,
        "modules": training.modules,
        "planned": training.planned is True,
        "invited": session.invited,
        "come": session.come,
    }


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
