"""Whether a volunteer may be proposed for a child at all, and every reason why not.

What nobody knows does not exclude, but for a `must` of the child: then it is not met.
"""

from collections.abc import Sequence
from datetime import date

from ivtool.domain.ages import age_on
from ivtool.domain.children.vocabulary import Slot, WishKind
from ivtool.domain.children.wishes import Wish
from ivtool.domain.days import spelled_day
from ivtool.domain.distance import Place, about_miles
from ivtool.domain.matching.matches import overlap
from ivtool.domain.matching.records import MatchView
from ivtool.domain.matching.views import objecting
from ivtool.domain.matching.vocabulary import EndingRoute, Party
from ivtool.domain.matching.wishes import answers, unmet
from ivtool.domain.names import folded_words
from ivtool.domain.recruitment.connections import problems_with_connection
from ivtool.domain.recruitment.evidence_kinds import KINDS, RUNS_OUT, EvidenceRules
from ivtool.domain.recruitment.records import Volunteer
from ivtool.domain.recruitment.vocabulary import VolunteerStanding
from ivtool.domain.recruitment.volunteers import (
    GOOD_EVIDENCE,
    VolunteerFacts,
    birthday,
    clearance,
    waived_evidence,
)
from ivtool.domain.refs import volunteer_ref
from ivtool.domain.sentences import counted
from ivtool.errors import Problem
from ivtool.tuples import NamedTuple

# What of a volunteer meets a wish, what their record is to tell for it, and the option for that.
ASKED_OF = {
    WishKind.GENDER: ("gender", "gender", "--gender WORD"),
    WishKind.LOWEST_AGE: ("age", "date of birth", "--born DAY"),
    WishKind.HIGHEST_AGE: ("age", "date of birth", "--born DAY"),
    WishKind.LANGUAGE: ("language", "language", "--languages WORDS"),
    WishKind.CULTURE: ("culture", "culture", "--culture WORDS"),
}


class LiveSpan(NamedTuple):
    """A match that started: live from its start to the day before it ended."""

    match: str
    started_on: date
    ended_on: date | None


class Earlier(NamedTuple):
    """A match that a volunteer has, or had, with the child: as which party, how it ended.

    `open` where it has not come to its end: a proposal on its way, or a match that goes on.
    """

    match: str
    party: Party
    route: EndingRoute | None = None
    views: Sequence[MatchView] = ()
    open: bool = False

    @property
    def declined(self) -> bool:
        """Whether the child or this volunteer would not have it, by their latest word."""
        objected = objecting(self.views)
        return self.route is EndingRoute.CHILD_OBJECTED or bool(
            objected & {Party.CHILD, self.party}
        )


class Candidate(NamedTuple):
    """A volunteer as a match sees them; their place is where their postcode is.

    `others` are the matches that they started, the one in question apart; `decisions` those of a
    panel on a second match, each with its day and whether it approved; `connection` what the latest
    declaration of independence says in words; `earlier` their matches with this very child.
    """

    volunteer: Volunteer
    facts: VolunteerFacts
    others: Sequence[LiveSpan] = ()
    decisions: Sequence[tuple[date, bool]] = ()
    place: Place | None = None
    connection: str | None = None
    earlier: Sequence[Earlier] = ()

    @property
    def ref(self) -> str:
        """The ref of the volunteer: `V-12`."""
        return volunteer_ref(self.volunteer.id)

    @property
    def proposed(self) -> list[str]:
        """The refs of their matches with this very child that have not come to their end."""
        return [each.match for each in self.earlier if each.open]


class Wishes(NamedTuple):
    """A child as a match sees them; `no_contact` are names of who must not have contact."""

    ref: str
    looked_after: bool | None = None
    date_of_birth: date | None = None
    authority: str | None = None
    wishes: Sequence[Wish] = ()
    no_contact: Sequence[str] = ()
    place: Place | None = None
    provider: str | None = None
    interests: str | None = None
    help_needed: str | None = None
    availability: frozenset[Slot] = frozenset()


class FitRules(NamedTuple):
    """The policy values of matching in force on a day; miles where a volunteer gave no limit."""

    evidence: EvidenceRules
    max_miles: int = 30


def problems_with_fit(child: Wishes, who: Candidate, rules: FitRules, on: date) -> list[Problem]:
    """Why a volunteer is never proposed for a child on a day: every reason.

    Source: docs/DOMAIN.md, section 5: never proposed.
    """
    return problems_alone(who, rules, on) + problems_with_pair(child, who, rules, on)


def problems_alone(who: Candidate, rules: FitRules, on: date) -> list[Problem]:
    """Why a volunteer is proposed for no child at all on a day: not clear, or with no room."""
    return problems_with_clearance(who, rules.evidence, on) + problems_with_capacity(who, on)


def problems_with_pair(child: Wishes, who: Candidate, rules: FitRules, on: date) -> list[Problem]:
    """Why a volunteer, free as they may be, is never proposed for this very child on a day."""
    problems = []
    if declined := [each.match for each in who.earlier if each.declined]:
        problems.append(
            Problem(
                "match.declined_before",
                f"one of the two declined before ({', '.join(declined)})",
                f"ivtool match show {declined[-1]}",
            )
        )
    problems += problems_with_musts(child, who, on)
    problems += _problems_with_age(child, who, on)
    problems += _problems_with_distance(child, who, rules)
    problems += problems_with_connection(child, who)
    return problems + problems_with_no_contact(child, who)


def problems_with_care(child: Wishes, referral: str) -> list[Problem]:
    """Why nobody at all is proposed for a child: not looked after; not known, they are.

    Source: docs/DOMAIN.md, section 4.
    """
    if child.looked_after is not False:
        return []
    return [
        Problem(
            "match.not_looked_after",
            f"{child.ref} is not looked after, and so not eligible",
            f"ivtool referral close {referral} --outcome not_eligible",
        )
    ]


def notes_on_fit(child: Wishes, who: Candidate, rules: FitRules, on: date) -> list[str]:
    """What to look at before proposing: what is waived, not known, or was declared."""
    *rest, declared = _notes_beside_points(child, who, rules, on)
    notes = [each for each in rest if each]
    if miles_between(child, who) is None:
        notes.append("the distance is not known")
    for wish, met in answers(child.wishes, who.volunteer, on):
        what, told_by, _ = ASKED_OF[wish.kind]
        if not wish.must and met is None:
            notes.append(f"the volunteer's {told_by} is not known")
        elif not wish.must and not met:
            notes.append(f"not the {what} that the child would prefer")
    return notes + [each for each in (declared,) if each]


def notes_beside_points(child: Wishes, who: Candidate, rules: FitRules, on: date) -> list[str]:
    """What to look at before proposing that no points tell of."""
    return [each for each in _notes_beside_points(child, who, rules, on) if each]


def _notes_beside_points(child: Wishes, who: Candidate, rules: FitRules, on: date) -> list[str]:
    limited = who.volunteer.min_child_age is not None or who.volunteer.max_child_age is not None
    unknown = limited and child.date_of_birth is None
    declared = who.connection and not problems_with_connection(child, who)
    return [
        *notes_on_clearance(who, rules.evidence, on),
        "the child's age is not known" if unknown else "",
        "declared a connection: read it first" if declared else "",
    ]


def problems_with_clearance(who: Candidate, rules: EvidenceRules, on: date) -> list[Problem]:
    """Why a volunteer is not clear to visit on a day, with the command for each reason."""
    found = clearance(who.facts, rules, on)
    if found.clear:
        return []
    problems = []
    if found.under_age is not None and who.facts.date_of_birth is not None:
        until = spelled_day(birthday(who.facts.date_of_birth, found.under_age))
        problems.append(
            Problem(
                "match.too_young",
                f"under {found.under_age} until {until}",
                f"ivtool volunteer show {who.ref}",
            )
        )
    if not found.approved:
        problems.append(
            Problem(
                "match.not_approved",
                "not approved",
                f"ivtool volunteer advance {who.ref} --to approved --on {on}",
            )
        )
    if found.standing is not VolunteerStanding.ACTIVE:
        said = found.standing.value.replace("_", " ")
        held = found.standing is VolunteerStanding.ON_HOLD
        hint = f"ivtool volunteer show {who.ref}"
        if held:
            hint = f"ivtool volunteer hold {who.ref} --end --on {on}"
        problems.append(Problem("match.not_active", said, hint))
    for kind, evidence in found.evidence.items():
        if evidence not in GOOD_EVIDENCE:
            row = KINDS[kind]
            problems.append(
                Problem(
                    "match.not_in_date",
                    f"{RUNS_OUT[kind].named} {evidence.value.replace('_', ' ')}",
                    f"ivtool volunteer check {who.ref} {row.records} {row.day_option} {on}",
                )
            )
    return problems


def notes_on_clearance(who: Candidate, rules: EvidenceRules, on: date) -> list[str]:
    """What lets a volunteer be clear to visit on a day that is a waiver, and until when."""
    if not who.facts.waivers:
        return []
    return waived_evidence(who.facts, clearance(who.facts, rules, on), on)


def problems_with_capacity(who: Candidate, on: date) -> list[Problem]:
    """Why a volunteer has no room for a match from a day on.

    A match beside another wants the panel's approval, dated on or after the start of the others
    and by that day; a capacity above 1 that came with an import counts as approved.
    """
    others = [each for each in who.others if each.ended_on is None or each.ended_on > on]
    most = most_at_once(others, on)
    problems = []
    if most >= who.volunteer.capacity:
        live = f" ({', '.join(each.match for each in others)})" if others else ""
        problems.append(
            Problem(
                "match.at_capacity",
                f"{most} of {who.volunteer.capacity} matches taken{live}",
                f"ivtool volunteer edit {who.ref} --capacity {most + 1}",
            )
        )
    if others and not (who.volunteer.capacity_imported and most < who.volunteer.capacity):
        needed = max(each.started_on for each in others)
        made = [each for each in who.decisions if needed <= each[0] <= max(needed, on)]
        # Of equals `max` takes the first it meets: of one day's decisions the last recorded.
        if not made or not max(reversed(made), key=lambda each: each[0])[1]:
            problems.append(
                Problem(
                    "match.second_not_approved",
                    f"no panel approval of another match since {spelled_day(needed)}",
                    f"ivtool volunteer check {who.ref} second_match --outcome approved"
                    f" --on {max(needed, on)}",
                )
            )
    return problems


def most_at_once(spans: Sequence[LiveSpan], on: date) -> int:
    """The most of these matches that are live on any one day, from a day on."""
    if not spans:
        return 0
    days = [on, *(each.started_on for each in spans if each.started_on > on)]
    one_day = [(day, date.fromordinal(day.toordinal() + 1)) for day in days]
    return max(
        sum(overlap(day, (each.started_on, each.ended_on)) for each in spans) for day in one_day
    )


def problems_with_no_contact(child: Wishes, who: Candidate) -> list[Problem]:
    """Why a volunteer must have no contact with a child: a name says so."""
    if not is_named(child.no_contact, who.volunteer.name):
        return []
    return [
        Problem(
            "match.no_contact",
            "named among those who must have no contact with the child",
            f"ivtool child show {child.ref}",
        )
    ]


def is_named(names: Sequence[str], name: str) -> bool:
    """Whether somebody of a name may be one of those who are named."""
    return any(same_person(each, name) for each in names)


def miles_between(child: Wishes, who: Candidate) -> int | None:
    """About how many miles from the volunteer to the child; None where it is not known."""
    return about_miles(child.place, who.place)


def same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's: all words of one stand in the other.

    `D. Hart (father)` and Dan Hart may be one; a lone letter stands for a word that begins with it.
    In doubt they are one: somebody looks, and writes the name out.
    """
    shorter, longer = sorted((folded_words(one), folded_words(other)), key=len)
    return bool(shorter) and all(any(_same_word(a, b) for b in longer) for a in shorter)


def problems_with_musts(child: Wishes, who: Candidate, on: date) -> list[Problem]:
    """Which musts of a child a volunteer does not meet; what nobody knows of them is not met."""
    problems = []
    for wish, met in unmet(child.wishes, who.volunteer, on):
        what, told_by, option = ASKED_OF[wish.kind]
        if met is None:
            said = f"{told_by} not known, and what the child wishes is a must"
            hint = f"ivtool volunteer edit {who.ref} {option}"
            problems.append(Problem("match.must_not_met", said, hint))
        else:
            said = f"not of the {what} that the child must have"
            hint = f"ivtool child show {child.ref}"
            problems.append(Problem("match.must_not_met", said, hint))
    return problems


def within_ages(age: int | None, limits: tuple[int | None, int | None]) -> bool:
    """Whether a child's age is within a volunteer's own limits; not known, it is."""
    youngest, oldest = limits
    return age is None or (
        (youngest is None or age >= youngest) and (oldest is None or age <= oldest)
    )


def age_of(child: Wishes, on: date) -> int | None:
    """How old a child is on a day; None where no birth is known."""
    return None if child.date_of_birth is None else age_on(child.date_of_birth, on)


def miles_at_most(who: Candidate, rules: FitRules) -> int:
    """How far from a child a volunteer may live: by their own limit, else by the service's."""
    return rules.max_miles if who.volunteer.max_miles is None else who.volunteer.max_miles


def is_too_far(miles: int | None, most: int) -> bool:
    """Whether somebody lives further away than is asked of them; not known, they do not."""
    return miles is not None and miles > most


def _problems_with_age(child: Wishes, who: Candidate, on: date) -> list[Problem]:
    own = (who.volunteer.min_child_age, who.volunteer.max_child_age)
    if own == (None, None) or within_ages(age := age_of(child, on), own):
        return []
    limits = " ".join(
        f"{word} {limit}"
        for word, limit in zip(("from", "to"), own, strict=True)
        if limit is not None
    )
    return [
        Problem(
            "match.age",
            f"the child is {age}; they would visit children {limits}",
            f"ivtool volunteer show {who.ref}",
        )
    ]


def _problems_with_distance(child: Wishes, who: Candidate, rules: FitRules) -> list[Problem]:
    miles = miles_between(child, who)
    most = miles_at_most(who, rules)
    if miles is None or not is_too_far(miles, most):
        return []
    whose = "the service's" if who.volunteer.max_miles is None else "their"
    return [
        Problem(
            "match.too_far",
            f"about {counted(miles, 'mile')} away; {whose} limit is {most}",
            f"ivtool volunteer show {who.ref}",
        )
    ]


def _same_word(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return one == other
