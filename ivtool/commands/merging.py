"""`ivtool volunteer merge` and `ivtool child merge`: one record out of two of one person."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ivtool.commands.frame import CHILD, VOLUNTEER, CommandRun, Noun, run_of
from ivtool.commands.options import ChildArgument, FormatOption, VolunteerArgument, YesOption
from ivtool.errors import NotUnderstood
from ivtool.rendering import Answer, Format, Listing

if TYPE_CHECKING:
    from ivtool.queries.reading import Reader
    from ivtool.services.merged_rows import Two
    from ivtool.services.merging import Merged

OtherArgument = Annotated[
    str, typer.Argument(metavar="OTHER", help="The record of the same person that goes into it.")
]
TakeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--take",
        metavar="FIELD=REF",
        help="Whose stands where the two disagree: born=V-9; may be repeated.",
    ),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Only show what would come of it.")]


def volunteer(
    ctx: typer.Context,
    volunteer: VolunteerArgument,
    other: OtherArgument,
    take: TakeOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Make one volunteer of two records of one person.

    Everything of the second moves to the first, which answers to the second's ref and key from then
    on. Where they disagree --take says whose stands; beside the fields of volunteer edit: hold,
    lead, left. First it is shown, then asked.

    Example: ivtool volunteer merge V-143 V-144 --yes
    """
    _merge(run_of(ctx), VOLUNTEER, (volunteer, other), take, dry_run, yes, shown_as)


def child(
    ctx: typer.Context,
    child: ChildArgument,
    other: OtherArgument,
    take: TakeOption = None,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
    shown_as: FormatOption = None,
) -> None:
    """Make one child of two records of one child.

    Everything of the second moves to the first, which answers to the second's ref and key from then
    on. Where they disagree --take says whose stands; beside the fields of child edit: home,
    social-worker, iro, carer. First it is shown, then asked.

    Example: ivtool child merge C-105 C-106 --take name=C-105 --yes
    """
    _merge(run_of(ctx), CHILD, (child, other), take, dry_run, yes, shown_as)


def _merge(
    run: CommandRun,
    noun: Noun[Any],
    asked: tuple[str, str],
    take: list[str] | None,
    dry_run: bool,
    yes: bool,
    shown_as: Format | None,
) -> None:
    from ivtool.services import merging as service
    from ivtool.services.merged_rows import refused

    chosen = _chosen(run, noun.name, take or ())
    if dry_run or not yes:
        with run.reading() as reader:
            two = _two(run, reader, noun, asked, chosen)
            compared = service.compared(reader, two)
        if compared.problems:
            # A text in which they disagree is no matter for an error.
            if dry_run or run.is_table(shown_as):
                told = service.Merged(two, compared.differences, {}, {}, (), run.today)
                run.show(_preview(run, told), shown_as)
            raise refused(two, list(compared.problems))
        done = _done(run, noun, asked, chosen, keep=False)
        listing = _preview(run, done)
        if dry_run:
            run.show(listing, shown_as)
            for note in _notes(done):
                run.tell(f"ivtool: note: {note}")
            return
        listing = listing._replace(notes=_notes(done))
        run.require_agreed(listing, "Make one of them so?", two.typed)
    done = _done(run, noun, asked, chosen, keep=True)
    run.show(_answer(done), shown_as)


def _chosen(run: CommandRun, noun: str, take: Iterable[str]) -> dict[str, str]:
    """Whose stands of each thing that was named, as it was typed. Raises NotUnderstood."""
    from ivtool.services.merging import names_of_choices

    known, chosen = names_of_choices(noun), dict[str, str]()
    for each in take:
        name, equals, ref = (part.strip() for part in each.partition("="))
        name = name.lower().replace("_", "-")
        if not equals or not ref:
            what = f"--take wants what and whose, as in {known[1]}=REF"
            raise NotUnderstood(what, f"ivtool {run.command} --help")
        if name not in known:
            raise NotUnderstood(f"--take knows no {name!r}; it is one of: {', '.join(known)}")
        if chosen.setdefault(name, ref) != ref:
            raise NotUnderstood(f"--take names {name} twice, of two records")
    return chosen


def _two(
    run: CommandRun,
    reader: "Reader",
    noun: Noun[Any],
    asked: tuple[str, str],
    chosen: Mapping[str, str],
) -> "Two":
    """The two records that were named, and whose of each thing stands. Raises Refused, NotFound."""
    from ivtool.services.merging import two_of

    one, other = (run.find(reader, noun, each) for each in asked)
    takes = {name: run.find(reader, noun, ref) for name, ref in chosen.items()}
    return two_of(reader, noun.name, one, other, takes)


def _done(
    run: CommandRun,
    noun: Noun[Any],
    asked: tuple[str, str],
    chosen: Mapping[str, str],
    *,
    keep: bool,
) -> "Merged":
    from ivtool.services.merging import merge

    with run.writing(keep=keep) as writer:
        return merge(writer, _two(run, writer.reader, noun, asked, chosen), run.today)


def _preview(run: CommandRun, done: "Merged") -> Listing:
    from ivtool.reports.merging import preview

    two = done.two
    return run.read(
        preview, two.noun, two.refs, done.differences, done.moved, done.alike, run.names
    )


def _answer(done: "Merged") -> Answer:
    from ivtool.domain.sentences import counted

    first, second = done.two.refs
    rows = sum(done.moved.values())
    moved = f", {counted(rows, 'row')} moved" if rows else ""
    return Answer(
        [f"{second} is {first} now{moved}; its ref and key mean {first} for ever."],
        {
            done.two.noun: first,
            "merged": second,
            "merged_on": done.on,
            "taken": {each.name: done.two.refs[each.chosen or 0] for each in done.differences},
            "moved": dict(sorted(done.moved.items())),
            "left": dict(sorted(done.alike.items())),
        },
        _notes(done),
    )


def _notes(done: "Merged") -> list[str]:
    """A line for each proposal that names somebody of whom there is another for that child."""
    from ivtool.domain.refs import match_ref

    return [
        f"{match_ref(one)} and {match_ref(other)} propose {done.two.refs[0]} for one referral"
        f"  (ivtool match end {match_ref(other)} --route agreed_end --reason TEXT)"
        for one, other in done.twice
    ]
