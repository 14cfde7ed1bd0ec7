"""`ivtool policy …`: the service's own choices, each with the day it applies from."""

from typing import TYPE_CHECKING, Annotated

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import AsOfOption, FormatOption, group
from ivtool.domain.sentences import counted
from ivtool.rendering import Answer

if TYPE_CHECKING:
    from ivtool.services.policy import SetPolicy

app = group("The service's own choices, each with the day it applies from.")


@app.command()
def show(
    ctx: typer.Context,
    key: Annotated[
        str | None, typer.Argument(metavar="[KEY]", help="One value, with all its dates.")
    ] = None,
    as_of: AsOfOption = None,
    shown_as: FormatOption = None,
) -> None:
    """Show the values in force, or one with all its dates.

    Example: ivtool policy show visits.grace_days
    """
    from ivtool.reports import policy

    run = run_of(ctx)
    day = run.past_day(as_of)
    if key is None:
        listing = run.read(policy.policy_list, day)
    else:
        listing = run.read(policy.policy_history, key, day)
    run.show(listing, shown_as)


# A value may begin with a minus, to be refused by a rule and not taken for an option.
@app.command("set", context_settings={"ignore_unknown_options": True, "allow_extra_args": True})
def set_(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY", help="See: ivtool policy show")],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Several words in quotes.")],
    from_on: Annotated[
        str, typer.Option("--from", metavar="DAY", help="May lie ahead, or behind.")
    ] = "today",
    shown_as: FormatOption = None,
) -> None:
    """Set a value from a day on; earlier days keep theirs.

    Example: ivtool policy set visits.grace_days 10 --from 1/1/2027
    """
    from ivtool.errors import NotUnderstood
    from ivtool.services import policy

    run = run_of(ctx)
    if ctx.args:
        raise NotUnderstood(
            "one key and one value are asked for;"
            f" {counted(len(ctx.args), 'more is', 'more are')} not understood",
            "ivtool policy set --help; put a value of several words in quotes",
        )
    day = run.day(from_on, "--from", ahead=True)
    policy.require_value(key, value)
    with run.writing() as writer:
        done = policy.set_policy(writer, key, value, day)
    run.show(_answer(done), shown_as)


def _answer(done: "SetPolicy") -> Answer:
    from ivtool.domain.days import spelled_day
    from ivtool.rendering import Answer, fields

    value = done.value
    sentence = f"{value.key} is {value.value} from {spelled_day(value.from_on)}"
    if not done.changed:
        sentence += " already; nothing was changed"
    elif done.before is not None:
        sentence += f"; it was {done.before} from that day"
    sentences = [f"{sentence}."]
    if done.following:
        later = done.following
        sentences.append(f"It becomes {later.value} on {spelled_day(later.from_on)}.")
    return Answer(
        sentences,
        {
            **fields(value, "key", "value", "from_on"),
            "replaced": done.before,
            "changed": done.changed,
        },
    )
