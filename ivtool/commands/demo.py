"""`ivtool demo NEW.db`: a made-up service to try things out on."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import FormatOption, whole, whole_within
from ivtool.rendering import Answer

if TYPE_CHECKING:
    from ivtool.demo.making import MadeDemo

COUNTED = ("volunteers", "children", "matches", "visits", "claims")
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def demo(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="NEW.db", help="The file to make.")],
    matches: Annotated[
        int,
        typer.Option(
            "--matches", parser=whole_within(1, 20_000), metavar="N", help="Live matches."
        ),
    ] = 40,
    years: Annotated[
        int,
        typer.Option(
            "--years", parser=whole_within(1, 20), metavar="N", help="Years behind the service."
        ),
    ] = 3,
    seed: Annotated[
        int, typer.Option("--seed", parser=whole, metavar="N", help="Another seed, other people.")
    ] = 1,
    shown_as: FormatOption = None,
) -> None:
    """Make a file with a service made up as of today.

    Nobody in it is real, and every report has something to show. The same size, years, seed and
    day give the same service.

    Example: ivtool demo demo.db --matches 12
    """
    from ivtool.demo.making import make_demo
    from ivtool.demo.service import Size

    run = run_of(ctx)
    with run.progress("making up") as progress:
        made = make_demo(run.settings, file, Size(matches, years, seed), progress)
    run.show(_answer(made, file), shown_as)


def _answer(made: "MadeDemo", asked: Path) -> Answer:

    on = f"ivtool --db {shlex.quote(str(asked))}"
    counts = (f"{made.rows[sheet]:,} {sheet}" for sheet in COUNTED)
    sentences = [
        f"made {made.file}",
        f"{', '.join(counts)}; all invented",
        f"next: {on} report overdue",
    ]
    return Answer(sentences, {"file": str(made.file), **made.rows})
