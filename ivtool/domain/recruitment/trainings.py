"""Training sessions: a day or several, the modules given, and who attended which of them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from ivtool.domain.days import MONTHS, WEEKDAYS, problems_ahead, spelled_day
from ivtool.domain.recruitment.records import Training
from ivtool.errors import Problem


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
    """The modules of a session, in the order they were named."""
    return tuple(session.modules.split("; "))


def kept_module(typed: str) -> str:
    """A module as it is kept, typed as words or with underscores."""
    return "_".join(typed.casefold().split())


def modules_asked(asked: Iterable[str]) -> list[str]:
    """Modules as they are kept, each once, however they were typed."""
    return list(dict.fromkeys(map(kept_module, asked)))


def problems_with_session(
    on: date, until: date | None, modules: Sequence[str], known: Collection[str], today: date
) -> list[Problem]:
    """Why a session cannot have been held so: ahead, over before it began, nothing known taught."""
    days = [("the session", on), ("its last day", until if until != on else None)]
    problems = problems_ahead(days, today, "training")
    if until is not None and until < on:
        text = f"its last day {spelled_day(until)} is before it began on {spelled_day(on)}"
        problems.append(Problem("training.out_of_order", text))
    held = f"--on {on}" + (f" --until {until}" if until is not None else "")
    hint = f"ivtool training add {held} --module {next(iter(known), 'MODULE')}"
    if not modules:
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
        known = [module for module in modules if (volunteer, module) in there]
        if known:
            text = f"{volunteer} attended {spoken_modules(known)} that day already"
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
