"""Every option that takes a day or a month, and whether what it speaks of may lie ahead.

Without a year, what happened is the latest that there was; what may lie ahead is the nearer of
that and the next, and where both lie far away the year is asked for.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from conftest import Run, Unchanged, run_on

from ivtool import cli

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

TODAY = "2026-11-23"
AHEAD = {
    "support plan --on",
    "support log --next",
    "support held --next",
    "support correct --next",
    "support correct --on",
    "training plan --on",
    "training plan --until",
    "training correct --on",
    "training correct --until",
    "visit sheet --on",
    "match interval --on",
    "match pause --on",
    "match pause --until",
    "match resume --on",
    "panel add --on",
    "panel agenda --on",
    "policy set --from",
    "referral close --look-again",
    "review correct --due",
    "review correct --of",
    "review plan --due",
    "review withdraw --of",
    "staff lead --on",
    "visit correct --next",
    "visit excuse MONTH",
    "visit log --next",
    "visit plan --on",
    "volunteer hold --on",
    "volunteer hold --until",
    "volunteer waive --on",
    "volunteer waive --until",
}
HAPPENED = {
    "expenses reverse --on",
    "history looks --from",
    "history looks --to",
    "report support --as-of",
    "report trends --to",
    "support done --on",
    "support held --on",
    "support list --from",
    "support list --month",
    "support list --to",
    "support log --on",
    "training held --on",
    "training held --until",
    "child edit --on",
    "child list --as-of",
    "child move --on",
    "child show --as-of",
    "child voice --as-of",
    "child worker --on",
    "concern close --on",
    "concern list --as-of",
    "concern raise --on",
    "concern told --on",
    "concern withdraw --on",
    "expenses approve --on",
    "expenses claim --claimed",
    "expenses claim --on",
    "expenses decline --on",
    "expenses list --as-of",
    "expenses list --from",
    "expenses list --month",
    "expenses list --to",
    "expenses pay --on",
    "expenses query --on",
    "expenses show --as-of",
    "explain overdue --as-of",
    "history list --from",
    "history list --to",
    "match continue --on",
    "match end --on",
    "match heard --on",
    "match list --as-of",
    "match met --on",
    "match plan --as-of",
    "match propose --on",
    "match review --of",
    "match review --on",
    "match show --as-of",
    "match shown --on",
    "match start --on",
    "panel decide --on",
    "policy show --as-of",
    "referral add --on",
    "referral close --on",
    "referral edit --received",
    "referral list --as-of",
    "referral list --from",
    "referral list --to",
    "referral record --on",
    "referral reopen --on",
    "referral show --as-of",
    "report checks --as-of",
    "report compliance --month",
    "report ledger --as-of",
    "report ledger --from",
    "report ledger --to",
    "report outcomes --from",
    "report outcomes --to",
    "report overdue --as-of",
    "report owed --as-of",
    "report pipeline --as-of",
    "report reviews --as-of",
    "report training --as-of",
    "report unclaimed --as-of",
    "report unclaimed --from",
    "report unclaimed --month",
    "report unclaimed --to",
    "report waiting --as-of",
    "review correct --on",
    "review held --on",
    "review list --as-of",
    "staff add --on",
    "staff leave --on",
    "staff list --as-of",
    "today --as-of",
    "training add --on",
    "training add --until",
    "training list --as-of",
    "visit correct --on",
    "visit list --from",
    "visit list --month",
    "visit list --to",
    "visit log --on",
    "volunteer add --on",
    "volunteer advance --on",
    "volunteer book --on",
    "volunteer check --asked",
    "volunteer check --chased",
    "volunteer check --checked",
    "volunteer check --instead-of",
    "volunteer check --issued",
    "volunteer check --on",
    "volunteer leave --on",
    "volunteer list --as-of",
    "volunteer return --on",
    "volunteer show --as-of",
}
# A birth has its year, all four digits of it.
WITH_ITS_YEAR = {"child edit --born", "referral add --born", "volunteer add --born",
                 "volunteer edit --born"}  # fmt: skip
# What a command asks for before it reads the day.
WITH = {"volunteer waive --on": ["--end"]}
METAVARS = ("DAY", "MONTH")


def walked(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str, Any, Any]]:
    """Every option and argument that takes a day or a month, under its name."""
    for name, under in getattr(command, "commands", {}).items():
        yield from walked(under, (*path, name))
    for param in command.params:
        if path and param.metavar in METAVARS:
            option = param.opts[0] if param.param_type_name == "option" else param.metavar
            yield f"{' '.join(path)} {option}", " ".join(path), command, param


DAYS = {name: found for name, *found in walked(typer.main.get_command(cli.app))}


def typed(name: str, text: str) -> list[str]:
    """A command line with a text for its day, and something for all else that it wants."""
    path, command, asked = DAYS[name]
    line = path.split()
    for param in command.params:
        if param is not asked and not param.required:
            continue
        if param is asked:
            said = text
        elif hasattr(param.type, "choices"):
            said = str(next(iter(param.type.choices)))
        else:
            said = TODAY if param.metavar == "DAY" else "1"
        line += [param.opts[0], said] if param.param_type_name == "option" else [said]
    return [*line, *WITH.get(name, [])]


def test_every_day_is_of_one_kind() -> None:
    assert set(DAYS) == AHEAD | HAPPENED | WITH_ITS_YEAR
    assert not AHEAD & HAPPENED


@pytest.mark.parametrize("name", sorted(DAYS))
def test_a_day_is_read_before_anything_is_looked_up(
    name: str, run: Run, nothing_stored: Unchanged
) -> None:
    never = "smarch" if DAYS[name][2].metavar == "MONTH" else "31/2"
    with nothing_stored():
        assert f"{never!r} is not a" in run("--today", TODAY, *typed(name, never), code=2).err


@pytest.mark.parametrize("name", sorted(AHEAD))
def test_of_what_may_lie_ahead_the_year_is_asked_for(
    name: str, run: Run, nothing_stored: Unchanged
) -> None:
    month = DAYS[name][2].metavar == "MONTH"
    far, said = ("jun", "June 2026 or June 2027") if month else ("1/6", "1 Jun 2026 or 1 Jun 2027")
    with nothing_stored():
        err = run("--today", TODAY, *typed(name, far), code=2).err
    assert f"{far!r} is {said}; write the year" in err


@pytest.mark.parametrize("name", sorted(HAPPENED))
def test_of_what_happened_the_year_is_the_last(
    name: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_on(file, "--today", TODAY, *typed(name, "jun" if name.endswith("month") else "1/6"))
    err = capsys.readouterr().err
    assert "write the year" not in err
    assert "is still to come" not in err
