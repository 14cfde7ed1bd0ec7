"""Policy values: a service's own choices, each dated, with the defaults a new file begins with."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from ivtool.domain.visits.visits import VisitRules
from ivtool.errors import StoreError
from ivtool.tuples import NamedTuple

# What only some of the questions need is imported by them: every report asks for a policy value.
if TYPE_CHECKING:
    from decimal import Decimal

    from ivtool.domain.expenses.expenses import Rate
    from ivtool.domain.expenses.vocabulary import Vehicle
    from ivtool.domain.matching.ranking import Weights
    from ivtool.domain.recruitment.evidence_kinds import EvidenceRules
    from ivtool.domain.recruitment.gates import GateRules
    from ivtool.domain.support.reviews import ReviewMonths

# Before any record that a service may hold: the defaults have always been in force.
BEGINNING = date(2000, 1, 1)
# HMRC's approved mileage rates rose for cars and vans on this journey day.
RATES_OF_2026 = date(2026, 4, 6)
LONGEST_TEXT = 300
# From the root on, of POSIX, of Windows, or of a machine in its network.
WHOLE_PATH = r"/|[A-Za-z]:[\\/]|\\\\"
WORD = r"[a-z][a-z0-9_]*"
CORE_MODULES = (
    "role_and_responsibilities; safeguarding; children_in_care; boundaries; confidentiality;"
    " communication; equality_and_diversity; health_and_safety"
)


class Shape(Enum):
    """What a policy value is, and how it is told in a refusal."""

    TEXT = "a text"
    COUNT = "a whole number"
    PENCE = "whole pence"
    DECIMAL = "a number"
    WORDS = "a list of words, such as boundaries; first aid"
    DAYS = "days, such as 60; 30; 7"
    WEIGHTS = "five whole numbers, such as 40; 20; 20; 10; 10"
    DATES = "days of the calendar, such as 2027-05-10; 2027-06-03"
    FOLDER = "a folder"


class PolicyKey(NamedTuple):
    """A value that a service may choose: its shape, least value, default and meaning."""

    shape: Shape
    default: str
    meaning: str
    least: int = 0
    most: int = 100_000


# What nothing reads yet is not here: a setting that does nothing would be a promise broken.
KEYS: Mapping[str, PolicyKey] = {
    "service.name": PolicyKey(Shape.TEXT, "", "the service's name, at the head of its reports"),
    "service.contact": PolicyKey(Shape.TEXT, "", "how the service is reached"),
    "service.fte": PolicyKey(Shape.DECIMAL, "1.0", "full-time co-ordinators", 0, 1000),
    "volunteer.min_age": PolicyKey(
        Shape.COUNT, "18", "years of age from which somebody may apply", 18, 99
    ),
    "volunteer.commitment_months": PolicyKey(
        Shape.COUNT, "12", "months that a volunteer is asked to stay", 1, 240
    ),
    "visits.every_months": PolicyKey(Shape.COUNT, "1", "months from one visit to the next", 1, 12),
    "visits.grace_days": PolicyKey(Shape.COUNT, "7", "days past due before a visit is overdue"),
    "visits.red_days": PolicyKey(Shape.COUNT, "30", "days overdue from which the level is red"),
    "visits.escalate_days": PolicyKey(Shape.COUNT, "60", "days overdue from which to escalate"),
    "visits.min_days_for_month": PolicyKey(
        Shape.COUNT, "15", "days live and unpaused that make a month due", 1, 31
    ),
    "visits.continuity_days": PolicyKey(
        Shape.COUNT, "45", "days after a move within which a visit keeps continuity", 1, 365
    ),
    "match.warn_18_days": PolicyKey(
        Shape.COUNT, "90", "days before an 18th birthday at which it is told", 0, 730
    ),
    "matching.stuck_days": PolicyKey(
        Shape.COUNT, "21", "days without a step after which a proposal is stuck", 1, 365
    ),
    "referrals.step_days": PolicyKey(
        Shape.COUNT, "14", "days without a step after which a referral is told", 1, 365
    ),
    "holidays.extra": PolicyKey(
        Shape.DATES, "", "bank holidays beside England's usual eight, by proclamation"
    ),
    "checks.dbs_years": PolicyKey(Shape.COUNT, "3", "years that a DBS check is in date", 1, 10),
    "checks.independence_months": PolicyKey(
        Shape.COUNT, "12", "months that a declaration of independence is in date", 1, 120
    ),
    "checks.chase_days": PolicyKey(
        Shape.COUNT, "30", "days after asking for a check when it is chased", 0, 1000
    ),
    "checks.warn_days": PolicyKey(
        Shape.DAYS, "60; 30; 7", "days before a check lapses at which it is told", 1, 1000
    ),
    "training.modules": PolicyKey(
        Shape.WORDS, CORE_MODULES, "the core modules, each attended before approval"
    ),
    "training.refresh_years": PolicyKey(
        Shape.COUNT, "3", "years that safeguarding training is in date", 1, 10
    ),
    "support.supervision_weeks": PolicyKey(
        Shape.COUNT, "6", "weeks from one supervision of a volunteer to the next", 1, 104
    ),
    "matching.max_miles": PolicyKey(
        Shape.COUNT, "30", "miles to a child where a volunteer gave no limit", 0, 1000
    ),
    "matching.weights": PolicyKey(
        Shape.WEIGHTS,
        "40; 20; 20; 10; 10",
        "points for interests, distance, wishes, availability and skills; together 100",
        0,
        100,
    ),
    "matching.wait_weight": PolicyKey(
        Shape.COUNT, "1", "points in a plan for each whole 30 days that a child has waited", 0, 100
    ),
    "expenses.figure_pence": PolicyKey(
        Shape.PENCE, "3000", "the notional monthly sum for activities on one match"
    ),
    "expenses.pay_days": PolicyKey(Shape.COUNT, "14", "days after which an unpaid claim is late"),
    "expenses.rates.car": PolicyKey(Shape.PENCE, "45", "car or van, first 10,000 miles, a mile"),
    "expenses.rates.car_above": PolicyKey(Shape.PENCE, "25", "car or van, above that, a mile"),
    "expenses.rates.motorcycle": PolicyKey(Shape.PENCE, "24", "motorcycle, a mile"),
    "expenses.rates.bicycle": PolicyKey(Shape.PENCE, "20", "bicycle, a mile"),
    "backups.folder": PolicyKey(
        Shape.FOLDER, "", "the folder of the backups; else one beside the data file"
    ),
    "backups.daily": PolicyKey(Shape.COUNT, "7", "days of which the last backup is kept", 1, 1000),
    "backups.weekly": PolicyKey(Shape.COUNT, "5", "weeks of which the last backup is kept"),
    "backups.monthly": PolicyKey(Shape.COUNT, "12", "months of which the last backup is kept"),
    "backups.warn_days": PolicyKey(
        Shape.COUNT, "7", "days that a change may be in no backup", 1, 1000
    ),
    "backups.drill_days": PolicyKey(
        Shape.COUNT, "92", "days from one restore drill to the next", 1, 1000
    ),
    "retention.dbs_number_months": PolicyKey(
        Shape.COUNT, "6", "months after the decision that a DBS number is kept", 1, 120
    ),
    "report.close_days": PolicyKey(
        Shape.COUNT, "5", "days after a month's end in which its facts are still expected"
    ),
    "report.target_pct": PolicyKey(
        Shape.COUNT, "", "per cent of the visits due that the service means to make", 0, 100
    ),
    "report.suppress_to": PolicyKey(
        Shape.COUNT, "5", "the most that a count may be to be hidden in what is published", 0, 100
    ),
    "reviews.first_months": PolicyKey(
        Shape.COUNT, "3", "months from a match's start to its first review", 1, 24
    ),
    "reviews.then_months": PolicyKey(
        Shape.COUNT, "6", "months from one review of a match to the next", 1, 24
    ),
}
LOOKED_AFTER = PolicyKey(Shape.COUNT, "", "the authority's looked-after children")
AUTHORITY_PREFIX = "authority."
LOOKED_AFTER_SUFFIX = ".looked_after"

# HMRC's approved rates, a ceiling for a service's own: key, from-day, pence a mile.
APPROVED_RATES: tuple[tuple[str, date, int], ...] = (
    ("expenses.rates.car", BEGINNING, 45),
    ("expenses.rates.car", RATES_OF_2026, 55),
    ("expenses.rates.car_above", BEGINNING, 25),
    ("expenses.rates.motorcycle", BEGINNING, 24),
    ("expenses.rates.bicycle", BEGINNING, 20),
)


class PolicyValue(NamedTuple):
    """One dated value as the file keeps it; the text is in the shape of its key."""

    key: str
    from_on: date
    value: str


def first_values() -> list[PolicyValue]:
    """The values that a new file begins with."""
    defaults = [PolicyValue(key, BEGINNING, known.default) for key, known in KEYS.items()]
    risen = [
        PolicyValue(key, from_on, str(pence))
        for key, from_on, pence in APPROVED_RATES
        if from_on != BEGINNING
    ]
    return [value for value in defaults if value.value] + risen


class Policy:
    """Every policy value of a service, asked for by key and day."""

    def __init__(self, values: Iterable[PolicyValue]) -> None:
        self._values: dict[str, list[PolicyValue]] = {}
        for value in sorted(values, key=lambda each: each.from_on):
            self._values.setdefault(value.key, []).append(value)

    def in_force(self, key: str, day: date) -> PolicyValue | None:
        """The dated value in force on a day; from its own day on. None where the file has none."""
        found = None
        for value in self._values.get(key, ()):
            if value.from_on > day:
                break
            found = value
        return found

    def text(self, key: str, day: date) -> str:
        """The value in force on a day; the key's default where the file has none."""
        found = self.in_force(key, day)
        return (found.value if found else "") or policy_key(key).default

    def count(self, key: str, day: date) -> int:
        """A whole number in force on a day. Raises StoreError where the file has none there."""
        text = self.text(key, day)
        try:
            return int(text)
        except ValueError:
            raise _unreadable(key) from None

    def listed(self, key: str, day: date) -> tuple[str, ...]:
        """The words of a list in force on a day."""
        return tuple(self.text(key, day).split("; "))

    def days(self, key: str, day: date) -> tuple[int, ...]:
        """Numbers of days in force on a day, the largest first."""
        try:
            return tuple(int(each) for each in self.listed(key, day))
        except ValueError:
            raise _unreadable(key) from None

    def dates(self, key: str, day: date) -> frozenset[date]:
        """Days of the calendar that are in force on a day."""
        text = self.text(key, day)
        try:
            return frozenset(date.fromisoformat(each) for each in text.split("; ") if each)
        except ValueError:
            raise _unreadable(key) from None

    def decimal(self, key: str, day: date) -> "Decimal":
        """A number in force on a day."""
        from decimal import Decimal, InvalidOperation

        try:
            return Decimal(self.text(key, day))
        except InvalidOperation:
            raise _unreadable(key) from None

    def history(self, key: str) -> list[PolicyValue]:
        """All values of a key, the earliest first."""
        return list(self._values.get(key, ()))

    def every_key(self) -> list[str]:
        """Every key that may be set for all, and those set for an authority, in order."""
        return sorted(set(KEYS) | set(self._values))

    def looked_after(self, authority: str, day: date) -> int | None:
        """An authority's looked-after children on a day, where somebody entered them."""
        key = looked_after_key(authority)
        return self.count(key, day) if self.text(key, day) else None

    def target_pct(self, day: date) -> int | None:
        """How many per cent of the visits due are to be made, where the service has said so."""
        key = "report.target_pct"
        return self.count(key, day) if self.text(key, day) else None

    def visit_rules(self, day: date, own_interval: int | None = None) -> VisitRules:
        """The values of visiting in force on a day; a match's own interval comes first."""
        return VisitRules(
            every_months=own_interval or self.count("visits.every_months", day),
            grace_days=self.count("visits.grace_days", day),
            red_days=self.count("visits.red_days", day),
            escalate_days=self.count("visits.escalate_days", day),
            min_days_for_month=self.count("visits.min_days_for_month", day),
        )

    def review_months(self, day: date) -> "ReviewMonths":
        """When reviews of matches are due, as in force on a day."""
        from ivtool.domain.support.reviews import ReviewMonths

        return ReviewMonths(
            self.count("reviews.first_months", day), self.count("reviews.then_months", day)
        )

    def evidence_rules(self, day: date) -> "EvidenceRules":
        """How long a volunteer's evidence is in date, and the lowest age, as in force on a day."""
        from ivtool.domain.recruitment.evidence_kinds import RUNS_OUT, EvidenceRules

        months = {
            kind: each.months * self.count(each.policy, day) for kind, each in RUNS_OUT.items()
        }
        return EvidenceRules(months, self.lowest_age(day))

    def lowest_age(self, day: date) -> int:
        """How old in years a volunteer is at least, as in force on a day."""
        return self.count("volunteer.min_age", day)

    def gate_rules(self, day: date) -> "GateRules":
        """What the gates of the stages ask for, as in force on a day."""
        from ivtool.domain.recruitment.gates import GateRules

        return GateRules(
            min_age=self.lowest_age(day),
            modules=self.listed("training.modules", day),
            evidence=self.evidence_rules(day),
        )

    def weights(self, day: date) -> "Weights":
        """How many points each factor of a ranking gives at most, as in force on a day."""
        from ivtool.domain.matching.ranking import Weights

        try:
            return Weights(*map(int, self.listed("matching.weights", day)))
        except (TypeError, ValueError):
            raise _unreadable("matching.weights") from None

    def rate(self, vehicle: "Vehicle", journey_on: date) -> "Rate":
        """Pence a mile on the journey's day, to 10,000 miles and above."""
        from ivtool.domain.expenses.expenses import Rate
        from ivtool.domain.expenses.vocabulary import Vehicle

        if vehicle in (Vehicle.CAR, Vehicle.VAN):
            return Rate(
                self.count("expenses.rates.car", journey_on),
                self.count("expenses.rates.car_above", journey_on),
            )
        pence = self.count(f"expenses.rates.{vehicle.value}", journey_on)
        return Rate(pence, pence)


def _unreadable(key: str) -> StoreError:
    # A new value of today would leave the old one in force on the days before.
    return StoreError(
        f"the value of {key} in the file cannot be read: damage or another program put it there",
        f"ivtool policy show {key}, then set it anew from that day; or look: ivtool db check",
    )


def looked_after_key(authority: str) -> str:
    """The key of an authority's looked-after children."""
    return f"{AUTHORITY_PREFIX}{authority}{LOOKED_AFTER_SUFFIX}"


def authority_of(key: str) -> str | None:
    """The authority that a key is for, or None for a key of the whole service."""
    if key.startswith(AUTHORITY_PREFIX) and key.endswith(LOOKED_AFTER_SUFFIX):
        return key[len(AUTHORITY_PREFIX) : -len(LOOKED_AFTER_SUFFIX)] or None
    return None


def policy_key(key: str) -> PolicyKey:
    """What is known of a key. Raises KeyError for one that nothing reads."""
    return LOOKED_AFTER if authority_of(key) else KEYS[key]
