"""Claims by hand: what may be claimed, and how a line goes on from there to payment.

claimed -> approved -> paid; queried is back to claimed; declined from either, and for good.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum

from ivtool.domain.days import Month, problems_with_order, spelled_day, spelled_month, with_hints
from ivtool.domain.expenses.expenses import is_travel, line_status, over_figure
from ivtool.domain.expenses.records import ClaimLine, Payment
from ivtool.domain.expenses.vocabulary import Duty, LineStatus
from ivtool.domain.ids import MatchId, VolunteerId
from ivtool.domain.matching.records import Match
from ivtool.domain.money import pounds
from ivtool.domain.refs import match_ref, payment_ref, volunteer_ref
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple


class Step(StrEnum):
    """What may be done about a line that was claimed; each is the command's own word."""

    APPROVE = "approve"
    QUERY = "query"
    DECLINE = "decline"
    PAY = "pay"
    REVERSE = "reverse"


NAMES = {
    Step.APPROVE: "the approval",
    Step.QUERY: "the query",
    Step.DECLINE: "the refusal",
    Step.PAY: "the payment",
    Step.REVERSE: "the reversal",
}
# Where a line is past a step: named by its claim, it is left out; named itself, it is refused.
SETTLED = frozenset({LineStatus.PAID, LineStatus.DECLINED})
PAST = {
    Step.APPROVE: SETTLED | {LineStatus.APPROVED},
    Step.QUERY: SETTLED,
    Step.DECLINE: SETTLED,
    Step.PAY: SETTLED,
    Step.REVERSE: frozenset(LineStatus) - {LineStatus.PAID},
}


class Spent(NamedTuple):
    """What the activities of a match come to in a month, and the figure for it; in pence."""

    match: int
    month: Month
    pence: int
    figure_pence: int

    @property
    def over_pence(self) -> int:
        """By how much it is over the figure; 0 where it is not."""
        over = over_figure({self.match: self.pence}, self.figure_pence)
        return self.pence - self.figure_pence if over else 0


def visited(matches: Iterable[Match], day: date) -> list[MatchId]:
    """The matches that a day's expense may be for; the ending day is still a day of its match."""
    return [
        each.id
        for each in matches
        if each.started_on is not None
        and each.started_on <= day
        and (each.ended_on is None or day <= each.ended_on)
    ]


def problems_with_match(
    volunteer: int,
    matches: Collection[Match],
    asked: int | None,
    duty: Duty | None,
    day: date,
) -> list[Problem]:
    """Why an expense cannot be for a match, for a duty, or for neither of the two.

    The matches are all that the volunteer ever had, alone or as one of a couple. Without a match
    or a duty, the one live match of the day is meant: none, or several, is a problem.
    """
    ref = volunteer_ref(volunteer)
    claim = f"ivtool expenses claim {ref}"
    if asked is not None and duty is not None:
        words = "an expense is for a match or for another duty, not for both"
        return [Problem("claim.match_and_duty", words, f"{claim} --match {match_ref(asked)} …")]
    if asked is not None:
        return _problems_with_asked(ref, matches, asked, day)
    live = [match_ref(each) for each in visited(matches, day)]
    if duty is not None or len(live) == 1:
        return []
    if live:
        words = f"{ref} had {len(live)} live matches on {spelled_day(day)}: {', '.join(live)}"
        return [Problem("claim.which_match", words, f"{claim} --match {live[0]} …")]
    words = f"{ref} had no live match on {spelled_day(day)}: name a match, or another duty"
    hint = f"{claim} --duty {Duty.TRAINING.value} …"
    return [Problem("claim.no_match", words, hint)]


def _problems_with_asked(
    ref: str, matches: Iterable[Match], asked: int, day: date
) -> list[Problem]:
    proposed = [each.proposed_on for each in matches if each.id == asked]
    if not proposed:
        hint = f"ivtool match list --volunteer {ref}"
        words = f"{match_ref(asked)} is not a match of {ref}'s"
        return [Problem("claim.not_their_match", words, hint)]
    if day < proposed[0]:
        when = spelled_day(proposed[0])
        words = f"{match_ref(asked)} was proposed on {when}, after the day of the expense"
        return [Problem("claim.before_match", words, f"ivtool match show {match_ref(asked)}")]
    return []


def problems_with_contents(
    volunteer: int, items: int, *, mileage: bool, receipt: bool | None, receipt_why: str | None
) -> list[Problem]:
    """Why a claim cannot hold what it does: nothing at all, or a receipt for nothing.

    Receipt: yes, or none and why. Miles have none.
    """
    claim = f"ivtool expenses claim {volunteer_ref(volunteer)}"
    if not items and not mileage:
        hint = f'{claim} --miles 24 --item "fare=3.40 bus"'
        return [Problem("claim.nothing", "there are neither miles nor items in it", hint)]
    if not items and (receipt is not None or receipt_why is not None):
        words = "a receipt is for an item, and there is none"
        return [Problem("claim.receipt_for_nothing", words, f'{claim} --item "fare=3.40 bus" …')]
    if receipt is False and receipt_why is None:
        words = "it is not said why there is no receipt"
        return [
            Problem("claim.no_receipt_why", words, f"{claim} … --no-receipt --receipt-why TEXT")
        ]
    if receipt is not False and receipt_why is not None:
        words = "why there is no receipt is said, and not that there is none"
        return [Problem("claim.receipt_why", words, f"{claim} … --no-receipt --receipt-why TEXT")]
    return []


def problems_with_repeats(
    volunteer: VolunteerId, lines: Iterable[ClaimLine], recorded: Sequence[ClaimLine]
) -> list[Problem]:
    """Why the lines of a new claim look like ones recorded before: each that is the very same.

    All are the volunteer's: the same day, category, match or duty, and miles with the vehicle, or
    else amount.
    """
    problems = []
    for line in lines:
        twins = [each for each in recorded if _essence(each) == _essence(line)]
        if twins:
            twin = twins[-1]
            words = (
                f"{twin.ref} is the same {twin.category.value} already ({status_now(twin).value})"
            )
            hint = f"ivtool expenses claim {volunteer_ref(volunteer)} … --again"
            problems.append(Problem("claim.already_claimed", words, hint))
    return list(dict.fromkeys(problems))


def same_journey(one: ClaimLine, other: ClaimLine) -> bool:
    """Whether two lines of a volunteer claim one journey for two matches: one day and its miles.

    A declined line claims nothing any more.
    """
    return (
        one.miles_tenths is not None
        and (one.incurred_on, one.miles_tenths) == (other.incurred_on, other.miles_tenths)
        and None not in (one.match_id, other.match_id)
        and one.match_id != other.match_id
        and one.declined_on is None
        and other.declined_on is None
    )


def _essence(line: ClaimLine) -> tuple[object, ...]:
    # A rate may have changed between two claims of one journey: miles are compared, not pence.
    much = line.amount_pence if line.miles_tenths is None else None
    whose = (line.incurred_on, line.match_id, line.duty)
    return (*whose, line.category, line.vehicle, line.miles_tenths, much)


def status_now(line: ClaimLine) -> LineStatus:
    """Where a line stands by all that is recorded, whatever day it is."""
    return line_status(line, date.max)


def is_open_to(step: Step, line: ClaimLine) -> bool:
    """Whether a step is about a line: one that is past it is left out where its claim is named."""
    return status_now(line) not in PAST[step]


def problems_with_step(
    step: Step,
    line: ClaimLine,
    queried_on: date | None,
    on: date,
    today: date,
    reversed_on: date | None = None,
) -> list[Problem]:
    """Why a step cannot be taken with a line on a day: where it stands, or the order of days.

    claimed <= queried <= approved <= paid or declined; a line with no claimed day counts from its
    own. `queried_on` is the day of the last query, `reversed_on` that of the last reversal of a
    payment: until then the line was paid, and nothing else is decided about it.
    """
    ref = line.ref
    show = f"ivtool expenses show {ref}"
    if line.declined_on is not None:
        words = f"{ref} was declined on {spelled_day(line.declined_on)}"
        return [Problem("claim.already_declined", words, show)]
    if line.paid_on is not None:
        run = "" if line.payment_id is None else f" with {payment_ref(line.payment_id)}"
        words = f"{ref} was paid on {spelled_day(line.paid_on)}{run}"
        never = " --not-owed" if step is Step.DECLINE else ""
        hint = f"ivtool expenses reverse {ref}{never} --why TEXT"
        settled = step in (Step.PAY, Step.APPROVE)
        return [Problem("claim.already_paid", words, show if settled else hint)]
    if step is Step.APPROVE and line.approved_on is not None:
        words = f"{ref} was approved on {spelled_day(line.approved_on)}"
        hint = f"ivtool expenses pay {ref} --reference REF"
        return [Problem("claim.already_approved", words, hint)]
    if step is Step.PAY and line.approved_on is None:
        hint = f"ivtool expenses approve {ref} --on {on}"
        asked = f", but queried on {spelled_day(queried_on)}" if queried_on else ""
        words = f"{ref} is not approved{asked}"
        return [Problem("claim.not_approved", words, hint)]
    order = [
        (f"the claim of {ref}", line.claimed_on or line.incurred_on),
        (f"the query of {ref}", None if step is Step.QUERY else queried_on),
        (f"the approval of {ref}", line.approved_on),
        (NAMES[step], on),
    ]
    since = [(f"the reversal of {ref}", reversed_on), (NAMES[step], on)]
    hints = {
        "claim.in_future": f"ivtool expenses {step.value} {ref} --on today",
        "claim.out_of_order": show,
    }
    problems = problems_with_order(order, today, "claim")
    problems += problems_with_order(since, today, "claim")
    return with_hints(dict.fromkeys(problems), hints)


def may_be_of(line: ClaimLine, day: date) -> bool:
    """Whether a line can be of another day: it was neither claimed nor approved before that."""
    return all(each is None or each >= day for each in (line.claimed_on, line.approved_on))


def hints_for_lines(volunteer: int) -> dict[str, str]:
    """What helps where a line that is claimed cannot be as it is, by the problem's code."""
    claim = f"ivtool expenses claim {volunteer_ref(volunteer)} …"
    return {
        "claim.in_future": f"{claim} --on DAY --claimed DAY",
        "claim.no_miles": f"{claim} --miles 24",
        "claim.miles": f"{claim} --miles 24",
        "claim.amount": f'{claim} --item "fare=3.40 bus"',
    }


def is_queried(line: ClaimLine, queried_on: date | None, as_of: date) -> bool:
    """Whether a query is open on a day: put by then, and the line neither approved nor settled."""
    put = queried_on is not None and queried_on <= as_of
    return put and line_status(line, as_of) is LineStatus.CLAIMED


def problems_with_words(step: Step, words: str | None, repeated: Iterable[str]) -> list[Problem]:
    """Why a query or refusal cannot be put so: in no words, or in those that a line has already."""
    hint = f"ivtool expenses {step.value} CLAIM --why TEXT"
    if words is None:
        return [Problem("claim.no_why", f"{NAMES[step]} wants a reason", hint)]
    return [
        Problem("claim.already_queried", f"{ref} is queried on that day in those words", hint)
        for ref in repeated
    ]


def over(spent: Iterable[Spent], line: ClaimLine) -> Spent | None:
    """What is spent over the figure in a line's month, if it is an activity; None if nothing is."""
    if is_travel(line.category):
        return None
    for each in spent:
        of_it = (each.match, each.month) == (line.match_id, Month.of(line.incurred_on))
        if of_it and each.over_pence:
            return each
    return None


def problems_with_over_figure(
    lines: Iterable[ClaimLine], spent: Collection[Spent], reason: str | None, on: date
) -> list[Problem]:
    """Why lines cannot be approved on a day: over the figure, and no reason is given."""
    if reason is not None:
        return []
    problems = []
    for line in lines:
        found = over(spent, line)
        if found and status_now(line) is LineStatus.CLAIMED:
            words = (
                f"{line.ref}: the activities of {match_ref(found.match)} in"
                f" {spelled_month(found.month)} come to {pounds(found.pence)},"
                f" over the figure of {pounds(found.figure_pence)}"
            )
            hint = f"ivtool expenses approve {line.ref} --on {on} --reason TEXT"
            problems.append(Problem("claim.over_figure", words, hint))
    return problems


def problems_with_choice(named: int, *, everything: bool, volunteer: bool) -> list[Problem]:
    """Why it cannot be told which lines to pay: by refs, by volunteer, or all."""
    if bool(named) + everything + volunteer == 1:
        return []
    words = "it takes claims or lines, or --volunteer, or --all: one of the three"
    return [Problem("payment.which", words, "ivtool expenses pay --all --reference REF")]


def problems_with_run(
    lines: Collection[object], reference: str, same: Payment | None = None
) -> list[Problem]:
    """Why a payment run cannot be: of nothing, with no reference, or one that a run has already."""
    problems = []
    if not lines:
        hint = "ivtool expenses list --status claimed"
        problems.append(Problem("payment.nothing", "no approved line waits to be paid", hint))
    if not reference:
        words = "it has no reference"
        problems.append(
            Problem("payment.no_reference", words, "ivtool expenses pay --all --reference REF")
        )
    if same is not None:
        ref = payment_ref(same.id)
        words = f"{ref} of {spelled_day(same.paid_on)} has that reference"
        problems.append(Problem("payment.same_reference", words, f"ivtool expenses show {ref}"))
    return problems
