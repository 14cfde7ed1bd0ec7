"""Referrals by hand: received on the phone, step by step, closed and opened again."""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.ages import problems_before_birth, problems_with_birth, said_of_age
from ivtool.domain.children.records import Child, Referral, ReferralClosing, ReferralStepTaken
from ivtool.domain.children.referrals import (
    ReferralReason,
    problems_with_closing,
    problems_with_receipt,
    problems_with_reopening,
    problems_with_step,
    steps_before_waiting,
)
from ivtool.domain.children.vocabulary import ReferralOutcome, ReferralSource, ReferralStep
from ivtool.domain.days import NamedDay, problems_with_order, spelled_day
from ivtool.domain.ids import ChildId, ReferralId
from ivtool.domain.letters import seen
from ivtool.domain.names import NamesShown, folded, problems_with_name
from ivtool.domain.people import Person, Register, problems_with_same
from ivtool.domain.refs import child_ref, referral_ref, written_ref
from ivtool.errors import Problem, Refused
from ivtool.queries import people as people_queries
from ivtool.queries.children import children as child_queries
from ivtool.queries.children import referrals as referral_queries
from ivtool.queries.lookup import KEY_PREFIX, find
from ivtool.services.children.children import same_child, set_authority
from ivtool.services.people import keep_apart
from ivtool.state.children.referrals import referral_facts
from ivtool.tuples import NamedTuple
from ivtool.writer import Writer


class Asked(NamedTuple):
    """Who is referred, as it was typed: a known child's ref or key, or a new child's name."""

    child: str
    names: NamesShown
    new_child: bool = False
    authority: str | None = None
    looked_after: bool | None = None
    date_of_birth: date | None = None
    gender: str | None = None
    anyway: bool = False


class ReceivedReferral(NamedTuple):
    """A referral as received; `authority` is the child's own, in full.

    `of_age` is what is to be looked at of the child's age.
    """

    number: ReferralId
    child: ChildId
    new_child: bool
    received_on: date
    source: ReferralSource
    authority: str | None
    new_authority: bool
    looked_after: bool | None
    of_age: str | None = None


class EditedReferral(NamedTuple):
    """A referral put right: which fields changed."""

    number: ReferralId
    changed: tuple[str, ...]


class TakenStep(NamedTuple):
    """A step that a referral took; `closed_on` where it was closed by then."""

    number: ReferralId
    step: ReferralStep
    taken_on: date
    closed_on: date | None
    looked_after: bool | None
    child: ChildId
    still: tuple[ReferralStep, ...]


class ClosedReferral(NamedTuple):
    """A closed referral, and the proposals that are still open for the child."""

    number: ReferralId
    outcome: ReferralOutcome
    closed_on: date
    look_again_on: date | None
    open_proposals: tuple[int, ...]


class ReopenedReferral(NamedTuple):
    """A referral that is open again; its first day stands."""

    number: ReferralId
    reopened_on: date
    received_on: date


def add_referral(
    writer: Writer,
    asked: Asked,
    source: ReferralSource,
    reasons: Sequence[ReferralReason],
    on: date,
    today: date,
) -> ReceivedReferral:
    """Receive a referral for a known child, or for a new one. Raises Refused and NotFound."""
    reader = writer.reader
    number = _known_child(writer, asked)
    new = Child(" ".join(asked.child.split()))
    known = new if number is None else writer.known(Child, number)
    looked_after = known.looked_after if asked.looked_after is None else asked.looked_after
    others = {} if number is None else referral_queries.closings_of_child(reader, number)
    problems = problems_with_receipt(
        on,
        today,
        None if number is None else child_ref(number),
        looked_after,
        {referral_ref(other): closings for other, closings in others.items()},
    )
    if number is None:
        problems += _problems_with_name(writer, asked, source)
    born_on = asked.date_of_birth or known.date_of_birth
    born: list[NamedDay] = [("the birth", born_on), ("the receipt", on)]
    reached: Sequence[NamedDay] = ()
    if number is not None and asked.date_of_birth is not None:
        reached = people_queries.days_reached(reader, "child", number).get(number, ())
    for found in (
        # Whether they are ahead is looked at apart.
        problems_with_order(born, date.max, "child"),
        problems_with_birth(born_on, reached, today, "child"),
    ):
        problems += [each for each in found if each not in problems]
    person = Person(known.name, date_of_birth=born_on)
    is_new = number is None or asked.date_of_birth is not None
    same = same_child(writer, person, number) if is_new else []
    if not asked.anyway:
        problems += problems_with_same("child", same, child_ref)
    if problems:
        whose = "a new child" if number is None else child_ref(number)
        raise Refused(f"no referral of {whose} can be received on {spelled_day(on)}", problems)
    child = writer.put(
        known,
        looked_after=looked_after,
        date_of_birth=born_on,
        gender=asked.gender or known.gender,
    )
    keep_apart(writer, "child", child.id, same, today)
    new_authority = None
    if asked.authority is not None:
        new_authority = set_authority(writer, child.id, asked.authority, on).new_authority
    referral = writer.insert(Referral(child.id, on, source, reasons=_written(reasons)))
    [recorded] = child_queries.children(writer.reader, on, number=child.id)
    return ReceivedReferral(
        referral.id,
        child.id,
        number is None,
        on,
        source,
        recorded.authority,
        new_authority is not None,
        looked_after,
        said_of_age(born_on, on),
    )


def edit_referral(
    writer: Writer,
    number: ReferralId,
    reasons: Sequence[ReferralReason],
    source: ReferralSource | None,
    received_on: date | None,
    today: date,
) -> EditedReferral:
    """Put right who asked, when and why; what is named takes the place of what was. Raises Refused.

    The receipt is not ahead, and not after the closing.
    """
    referral = writer.known(Referral, number)
    if received_on is not None:
        closings = referral_queries.closings(writer.reader, date.max, number)
        days = [
            ("the receipt", received_on),
            *(("the closing", each.closed_on) for each in closings[:1]),
        ]
        problems = problems_with_order(days, today, "referral")
        born_on = writer.known(Child, referral.child_id).date_of_birth
        problems += problems_before_birth(born_on, days, "child")
        if problems:
            raise Refused(f"{referral_ref(number)} cannot be recorded so", problems)
    asked = {"reasons": _written(reasons), "source": source, "received_on": received_on}
    said = {name: value for name, value in asked.items() if value is not None}
    changed = tuple(name for name, value in said.items() if getattr(referral, name) != value)
    writer.update(referral, **said)
    return EditedReferral(number, changed)


def record_step(
    writer: Writer,
    number: ReferralId,
    step: ReferralStep,
    on: date,
    by: str | None,
    note: str | None,
    today: date,
) -> TakenStep:
    """Record a step that a referral took. Raises Refused."""
    facts = referral_facts(writer.reader, number, today)
    problems = problems_with_step(facts, step, on, today)
    child = writer.known(Child, writer.known(Referral, number).child_id)
    said = step.value.replace("_", " ")
    problems += problems_before_birth(child.date_of_birth, [(said, on)], "child")
    if problems:
        raise Refused(f"{said} cannot be recorded for {facts.ref}", problems)
    writer.insert(ReferralStepTaken(ReferralId(number), step, on, by, note))
    return TakenStep(
        number,
        step,
        on,
        facts.closed_on,
        facts.looked_after,
        child.id,
        tuple(steps_before_waiting({*facts.steps, step})),
    )


def close_referral(
    writer: Writer,
    number: ReferralId,
    outcome: ReferralOutcome,
    on: date,
    why: str | None,
    look_again_on: date | None,
    today: date,
) -> ClosedReferral:
    """Close a referral; a decision not to appoint may be looked at again. Raises Refused."""
    reader = writer.reader
    facts = referral_facts(reader, number, today)
    problems = problems_with_closing(facts, outcome, on, why, look_again_on, today)
    if problems:
        raise Refused(f"{facts.ref} cannot be closed as {outcome.value}", problems)
    close(writer, number, on, outcome, why, look_again_on)
    return ClosedReferral(
        number,
        outcome,
        on,
        look_again_on,
        tuple(referral_queries.open_proposals(reader, writer.known(Referral, number).child_id)),
    )


def reopen_referral(writer: Writer, number: ReferralId, on: date, today: date) -> ReopenedReferral:
    """Open a closed referral again from a day on; its first day and the closing stand.

    Raises Refused.
    """
    facts = referral_facts(writer.reader, number, today)
    problems = problems_with_reopening(facts, on, today)
    if problems:
        raise Refused(f"{facts.ref} cannot be opened again", problems)
    open_again(writer, number, on)
    return ReopenedReferral(number, on, facts.received_on)


def close(
    writer: Writer,
    number: ReferralId,
    on: date,
    outcome: ReferralOutcome,
    why: str | None = None,
    look_again_on: date | None = None,
) -> None:
    """Close an open referral."""
    # One whose day a sheet did not tell gets the day.
    closing = referral_queries.standing_closing(writer.reader, number)
    if closing is None:
        closing = ReferralClosing(ReferralId(number))
    writer.put(closing, closed_on=on, outcome=outcome, why=why, look_again_on=look_again_on)


def open_again(writer: Writer, number: ReferralId, on: date) -> None:
    """Open a closed referral from a day on; what the closing was is kept."""
    closing = referral_queries.standing_closing(writer.reader, number)
    if closing is not None:
        writer.update(closing, reopened_on=on)


def _known_child(writer: Writer, asked: Asked) -> ChildId | None:
    """The child that a ref or key means; None where the text is a name."""
    text = asked.child.strip()
    if asked.new_child:
        return None
    reader = writer.reader
    if written_ref(text) is not None or text.lower().startswith(KEY_PREFIX):
        return find(reader, "child", text, asked.names)
    return child_queries.known_as(reader, text)


def _problems_with_name(writer: Writer, asked: Asked, source: ReferralSource) -> list[Problem]:
    wanted = folded(" ".join(seen(asked.child).split()))
    hint = f"ivtool referral add NAME --source {source.value}"
    if written_ref(wanted) is not None:
        return [Problem("child.no_name", "a new child wants a name, not a ref", hint)]
    if problems := problems_with_name("child", asked.child, hint):
        return problems
    if asked.new_child or asked.anyway:
        return []
    register = Register(people_queries.people(writer.reader, "child"))
    return [
        Problem(
            "child.same_name",
            f"{child_ref(number)} has the same name; another child of that name wants --new-child",
            f"ivtool referral add {child_ref(number)} --source {source.value}",
        )
        for number in register.namesakes(Person(asked.child))
    ]


def _written(reasons: Sequence[ReferralReason]) -> str | None:
    return "; ".join(dict.fromkeys(each.value for each in reasons)) or None
