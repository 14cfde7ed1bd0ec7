"""What becomes of the lines of claims: approved, queried, declined, paid in a run."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from ivtool.domain.days import Month
from ivtool.domain.expenses.claims import (
    Spent,
    Step,
    is_open_to,
    over,
    problems_with_choice,
    problems_with_over_figure,
    problems_with_run,
    problems_with_step,
    problems_with_words,
    status_now,
)
from ivtool.domain.expenses.expenses import is_travel
from ivtool.domain.expenses.records import ClaimLine, ClaimLineQuery, Payment
from ivtool.domain.expenses.vocabulary import LineStatus
from ivtool.domain.ids import ClaimId, VolunteerId
from ivtool.domain.policy import Policy
from ivtool.domain.refs import claim_ref
from ivtool.errors import NotFound, Problem, Refused
from ivtool.queries import policy as policy_queries
from ivtool.queries.expenses import expenses as expense_queries
from ivtool.queries.expenses.expenses import LineRecord
from ivtool.queries.reading import select
from ivtool.state.expenses import spent_in
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer

Named = tuple[ClaimId, int | None]


class TakenStep(NamedTuple):
    """Lines as they stood before a step was taken with them, and what is over the figure."""

    step: Step
    on: date
    lines: Sequence[LineRecord]
    over: Sequence[Spent] = ()
    reason_unused: bool = False


class PaymentRun(NamedTuple):
    """A payment run with the lines that it pays."""

    run: Payment
    lines: Sequence[LineRecord]


def approve_lines(
    writer: Writer, named: Sequence[Named], on: date, reason: str | None, today: date
) -> TakenStep:
    """Approve lines; those that are over the figure want a reason, which is kept with them.

    Raises NotFound, and Refused for lines that stand elsewhere or are over with no reason.
    """
    lines = lines_named(writer, named, _open_to(Step.APPROVE))
    spent = spent_on_activities(
        writer, [each.line for each in lines], policy_queries.policy(writer.reader)
    )
    problems = _problems_with_steps(Step.APPROVE, lines, on, today)
    require(
        Step.APPROVE,
        problems + problems_with_over_figure([each.line for each in lines], spent, reason, on),
    )
    for line, *_ in lines:
        why = reason if over(spent, line) else None
        writer.update(line, approved_on=on, over_figure_why=why)
    above = [each for each in spent if each.over_pence]
    return TakenStep(Step.APPROVE, on, lines, above, reason is not None and not above)


def query_lines(
    writer: Writer, named: Sequence[Named], on: date, why: str | None, today: date
) -> TakenStep:
    """Ask back about lines: they are claimed and no more, an approval holds until that day.

    Raises NotFound, and Refused for lines that are settled or queried in the same words.
    """
    lines = lines_named(writer, named, _open_to(Step.QUERY))
    problems = _problems_with_steps(Step.QUERY, lines, on, today)
    known = expense_queries.queries(writer.reader)
    repeated = [
        line.ref
        for line, *_ in lines
        if status_now(line) is LineStatus.CLAIMED
        and any((each.queried_on, each.why) == (on, why) for each in known.get(line.id, ()))
    ]
    require(Step.QUERY, problems + problems_with_words(Step.QUERY, why, repeated))
    for line, *_ in lines:
        writer.insert(ClaimLineQuery(line.id, on, why, line.approved_on, line.over_figure_why))
        writer.update(line, approved_on=None, over_figure_why=None)
    return TakenStep(Step.QUERY, on, lines)


def decline_lines(
    writer: Writer, named: Sequence[Named], on: date, why: str | None, today: date
) -> TakenStep:
    """Decline lines, approved ones too: they are never paid.

    Raises NotFound, and Refused for lines that are settled.
    """
    lines = lines_named(writer, named, _open_to(Step.DECLINE))
    problems = _problems_with_steps(Step.DECLINE, lines, on, today)
    require(Step.DECLINE, problems + problems_with_words(Step.DECLINE, why, ()))
    for line, *_ in lines:
        writer.update(line, declined_on=on, declined_why=why)
    return TakenStep(Step.DECLINE, on, lines)


def pay_lines(
    writer: Writer,
    named: Sequence[Named],
    on: date,
    reference: str,
    today: date,
    *,
    everything: bool = False,
    volunteer: VolunteerId | None = None,
) -> PaymentRun:
    """Pay approved lines in one run: those named, a volunteer's, or all that were approved by then.

    Raises NotFound, and Refused for lines that are not approved or are settled, and for a
    reference that another run has.
    """
    problems = problems_with_choice(
        len(named), everything=everything, volunteer=volunteer is not None
    )
    reader, lines = writer.reader, list[LineRecord]()
    if not problems:
        lines = (
            lines_named(writer, named, _open_to(Step.PAY))
            if named
            else [*expense_queries.lines(reader, date.max, volunteer=volunteer, payable_on=on)]
        )
        same = select(reader, Payment, reference=reference)
        problems += problems_with_run(lines, reference, *same)
        problems += _problems_with_steps(Step.PAY, lines, on, today)
    require(Step.PAY, problems)
    run = writer.insert(Payment(on, reference))
    for line, *_ in lines:
        writer.update(line, paid_on=on, payment_id=run.id)
    return PaymentRun(run, lines)


def spent_on_activities(writer: Writer, lines: Iterable[ClaimLine], policy: Policy) -> list[Spent]:
    """What is spent on activities in each match's month that the lines have activities in."""
    months = {
        (line.match_id, Month.of(line.incurred_on))
        for line in lines
        if line.match_id is not None and not is_travel(line.category)
    }
    return spent_in(writer.reader, sorted(months), policy)


def lines_named(
    writer: Writer,
    named: Iterable[Named],
    is_open: Callable[[LineRecord], bool],
) -> list[LineRecord]:
    """The lines that are named, each once; of a whole claim those that a step is about.

    If all of a claim are past it, all of them: then each is refused with where it stands. Raises
    NotFound.
    """
    found: dict[Named, LineRecord] = {}
    for claim, asked in named:
        lines = [*expense_queries.lines(writer.reader, date.max, claim=claim)]
        chosen = [each for each in lines if asked in (None, each.line.line)]
        if not chosen:
            raise NotFound(
                f"there is no {claim_ref(claim, asked)}", f"ivtool expenses show {claim_ref(claim)}"
            )
        if asked is None:
            chosen = [*filter(is_open, lines)] or lines
        found |= {(claim, each.line.line): each for each in chosen}
    return [found[each] for each in sorted(found)]


def _open_to(step: Step) -> Callable[[LineRecord], bool]:
    return lambda each: is_open_to(step, each.line)


def _problems_with_steps(
    step: Step, lines: Iterable[LineRecord], on: date, today: date
) -> list[Problem]:
    return [
        problem
        for each in lines
        for problem in problems_with_step(
            step, each.line, each.queried_on, on, today, each.reversed_on
        )
    ]


def require(step: Step, problems: list[Problem]) -> None:
    """Refuse a step that has problems, each told once. Raises Refused."""
    if problems:
        words = {
            Step.APPROVE: "nothing was approved",
            Step.QUERY: "nothing was queried",
            Step.DECLINE: "nothing was declined",
            Step.PAY: "nothing was paid",
            Step.REVERSE: "no payment was reversed",
        }
        raise Refused(words[step], list(dict.fromkeys(problems)))
