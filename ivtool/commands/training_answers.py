"""Answers about training, panels, the book, and what is no longer kept."""

from typing import TYPE_CHECKING

from ivtool.commands import volunteer_answers
from ivtool.domain.days import spelled_day
from ivtool.domain.recruitment.books import spoken_sections
from ivtool.domain.recruitment.panels import DECIDED, spoken_matter
from ivtool.domain.recruitment.trainings import spelled_session, spoken_modules
from ivtool.domain.recruitment.vocabulary import BookSection, CheckKind, CheckOutcome
from ivtool.domain.refs import training_ref, volunteer_ref
from ivtool.domain.sentences import counted
from ivtool.rendering import Answer

if TYPE_CHECKING:
    from ivtool.services.recruitment.books import WrittenBook
    from ivtool.services.recruitment.panels import DecidedByPanel, PutOnAgenda
    from ivtool.services.recruitment.purges import PurgedNumbers
    from ivtool.services.recruitment.trainings import AttendedTraining


def training_added(attended: "AttendedTraining") -> Answer:
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


def training_attended(attended: "AttendedTraining") -> Answer:
    """Who is now recorded to have attended a session."""
    return Answer(
        _attended(attended, f" {spoken_modules(attended.modules)}"),
        {**_training_fields(attended), "modules": "; ".join(attended.modules)},
    )


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


def put_on_agenda(put: "PutOnAgenda") -> Answer:
    """A volunteer on the agenda of a panel."""
    ref = volunteer_ref(put.volunteer)
    moved = "" if put.moved_from is None else f", moved from {spelled_day(put.moved_from)}"
    said = (
        f"{ref} is on the agenda of {spelled_day(put.on)}{moved}:"
        f" {spoken_matter(put.matter)}, {put.on_it} on it."
    )
    data = {
        "ref": ref,
        "on": put.on,
        "matter": put.matter,
        "on_it": put.on_it,
        "moved_from": put.moved_from,
    }
    return Answer([said], data)


def decided(decided: "DecidedByPanel") -> Answer:
    """What a panel decided of a volunteer, and what comes next."""
    ref = volunteer_ref(decided.volunteer)
    after = volunteer_answers.checked([decided.check])
    what = DECIDED[decided.outcome]
    if decided.check.record.kind is CheckKind.SECOND_MATCH:
        what += f" {'of ' if decided.outcome is CheckOutcome.DEFERRED else ''}a second match"
    following = list(after.sentences[1:])
    if decided.outcome is CheckOutcome.DEFERRED:
        following = [f"To be decided again: ivtool panel add {ref} --on DAY"]
    elif (
        decided.outcome is CheckOutcome.NOT_ACCEPTED
        and decided.check.record.kind is CheckKind.PANEL
    ):
        on = decided.on.isoformat()
        how = f"ivtool volunteer leave {ref} --how not_accepted --on {on} --reason TEXT"
        following = [f"If that ends it: {how}"]
    return Answer(
        [f"{ref}: the panel of {spelled_day(decided.on)} {what}.", *following],
        {
            "ref": ref,
            "on": decided.on,
            "matter": decided.matter,
            "decision": decided.outcome,
            **{name: after.data[name] for name in ("stage", "next_stage", "lacking")},
        },
    )


def book_written(book: "WrittenBook") -> Answer:
    """A version of a volunteer's book."""
    ref = volunteer_ref(book.volunteer)
    said = f"{ref}: version {book.version} of the book, {spoken_sections(book.sections)}"
    if book.completed_on is not None:
        said += f"; completed on {spelled_day(book.completed_on)}"
    lacking = [each.value.replace("_", " ") for each in BookSection if each not in book.sections]
    sentences = [f"{said}."]
    if lacking:
        sentences.append(f"Not written here: {', '.join(lacking)}.")
    if book.completed_on is None:
        sentences.append(f"When it is done: ivtool volunteer book {ref} --completed")
    return Answer(
        sentences,
        {
            "ref": ref,
            "version": book.version,
            "sections": list(book.sections),
            "lacking_sections": [each for each in BookSection if each not in book.sections],
            "completed_on": book.completed_on,
        },
    )


def purged(found: "PurgedNumbers") -> Answer:
    """The DBS certificate numbers that have gone, or would go."""
    people = [volunteer_ref(each) for each in found.volunteers]
    count = len(people)
    if not people:
        sentence = "No DBS certificate number is due to go."
    else:
        numbers = counted(count, "DBS certificate number is", "DBS certificate numbers are")
        gone = "due to go" if found.only_shown else "gone"
        sentence = f"{numbers} {gone}: {', '.join(people)}."
    warnings = []
    if people and not found.only_shown:
        warnings.append("backups made before today keep them until they are removed")
    return Answer(
        [sentence],
        {"volunteers": people, "count": count, "dry_run": found.only_shown},
        warnings,
    )
