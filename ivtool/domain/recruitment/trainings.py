"""Training sessions: a day or several, the modules given, and who attended which of them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from ivtool.domain.days import MONTHS, WEEKDAYS, problems_ahead, spelled_day
from ivtool.domain.recruitment.records import Training
from ivtool.domain.refs import training_ref
from ivtool.errors import Problem

# What stands for every core module.
ALL = "all"


def spelled_session(held_on: date, until_on: date | None) -> str:
    """The days of a session in full: `Sat 14 to Sun 15 Nov 2026`."""
    if until_on is None or until_on == held_on:
        return spelled_day(held_on)
    first = f"{WEEKDAYS[held_on.weekday()][:3].title()} {held_on.day}"
    if (held_on.year, held_on.month) != (until_on.year, until_on.month):
        first += f" {MONTHS[held_on.month - 1].title()}"
        first += f" {held_on.year}" if held_on.year != until_on.year else ""
    return f"{first} to {spelled_day(until_on)}"


def spoken_modules(modules: Iterable[str]) -> str:
    """Modules as a sentence names them."""
    return ", ".join(module.replace("_", " ") for module in modules)


def taught_in(session: Training) -> tuple[str, ...]:
    """The modules of a session, in the order they were named; none where it has a topic alone."""
    return tuple(filter(None, session.modules.split("; ")))


def kept_module(typed: str) -> str:
    """A module as it is kept, typed as words or with underscores."""
    return "_".join(typed.casefold().split())


def modules_asked(asked: Iterable[str], core: Iterable[str] = ()) -> list[str]:
    """Modules as they are kept, each once, however they were typed; `all` is every core one."""
    kept = list(map(kept_module, asked))
    if ALL in kept:
        kept = [*core, *(each for each in kept if each != ALL)]
    return list(dict.fromkeys(kept))


def problems_with_session(
    on: date,
    until: date | None,
    modules: Sequence[str],
    known: Collection[str],
    today: date,
    *,
    topic: str | None = None,
    planned: bool = False,
) -> list[Problem]:
    """Why a session cannot have been held so: ahead, over before it began, nothing known taught.

    What is planned may lie ahead, and has not passed. Beside the core modules a session may be on
    any topic.
    """
    days = [("the session", on), ("its last day", until if until != on else None)]
    problems = [] if planned else problems_ahead(days, today, "training")
    if planned and on < today:
        hint = f"ivtool training add --on {on} …"
        problems.append(Problem("training.past", f"{spelled_day(on)} has passed", hint))
    if until is not None and until < on:
        text = f"its last day {spelled_day(until)} is before it began on {spelled_day(on)}"
        problems.append(Problem("training.out_of_order", text))
    held = f"--on {on}" + (f" --until {until}" if until is not None else "")
    does = "plan" if planned else "add"
    hint = f"ivtool training {does} {held} --module {next(iter(known), 'MODULE')}"
    if not modules and topic is None:
        text = f"it is not said what was taught: {', '.join(known)}"
        problems.append(Problem("training.no_module", text, hint))
    if set(modules) - set(known):
        text = f"a module is none of the core modules: {', '.join(known)}"
        problems.append(Problem("check.module", text, hint))
    return problems


def problems_with_attendance(
    session: str,
    taught: Sequence[str],
    volunteers: Sequence[str],
    modules: Sequence[str],
    there: Collection[tuple[str, str]],
) -> list[Problem]:
    """Why people cannot have attended modules of a session: nobody named, not taught, recorded.

    `there` are the pairs of volunteer and module that are recorded of the session's last day.
    """
    problems = []
    if not volunteers:
        hint = f"ivtool training attended {session} --volunteer VOLUNTEER"
        problems.append(Problem("training.nobody", "it is not said who attended", hint))
    if set(modules) - set(taught):
        text = f"a module was not taught there, only {spoken_modules(taught)}"
        problems.append(Problem("training.other_module", text, f"ivtool training show {session}"))
    for volunteer in volunteers:
        # Of a session on a topic alone no module is told.
        known = [module for module in modules or [""] if (volunteer, module) in there]
        if known:
            text = f"{volunteer} attended {spoken_modules(known) or 'it'} that day already"
            hint = f"ivtool volunteer show {volunteer}"
            problems.append(Problem("training.attended_already", text, hint))
    return problems


def problems_with_attendance_withdrawn(
    session: str, named: bool, without: Sequence[str]
) -> list[Problem]:
    """Why an attendance cannot be taken back: of nobody, or of whom none is recorded."""
    show = f"ivtool training show {session}"
    if not named:
        hint = f"ivtool training attended {session} --volunteer VOLUNTEER --withdraw"
        return [Problem("training.nobody", "it is not said who", hint)]
    return [
        Problem("training.not_attended", f"{each} is not recorded to have attended it", show)
        for each in without
    ]


def problems_with_planned(training: Training, *, planned: bool) -> list[Problem]:
    """Why a session is not as it is asked for: still planned, or held already."""
    ref, is_planned = training_ref(training.id), training.planned is True
    if is_planned is planned:
        return []
    if planned:
        text = f"it was held on {spelled_session(training.held_on, training.until_on)}"
        return [Problem("training.held", text, f"ivtool training show {ref}")]
    text = f"it is planned for {spelled_session(training.held_on, training.until_on)}"
    return [Problem("training.planned", text, f"ivtool training held {ref}")]


def problems_with_invited(ref: str, strangers: Iterable[str]) -> list[Problem]:
    """Why nothing can be said of some at a session: they are not invited to it."""
    hint = f"ivtool training show {ref}"
    return [
        Problem("training.not_invited", f"{each} is not invited to {ref}", hint)
        for each in strangers
    ]


def problems_with_moving(training: Training, *, moved: bool, attended: int) -> list[Problem]:
    """Why the days or modules of a session stay: what its attenders have is evidence of them."""
    if not moved or not attended or training.planned:
        return []
    ref = training_ref(training.id)
    hint = f"ivtool training attended {ref} --volunteer VOLUNTEER --withdraw"
    return [Problem("training.attended", "its attenders have evidence of its days", hint)]
