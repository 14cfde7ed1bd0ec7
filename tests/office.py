"""A co-ordinator who types at random, as a state machine: what is shared, and the people.

The test is in `test_state_machine.py`, with matches, visits, expenses.
"""

import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from conftest import Ran
from held_service import MARK, STAGES, Service, closed_on
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

FIRST_DAY = date(2026, 3, 16)
EVIDENCE = (
    "pack --method email", f"chat --by {MARK}", "application", "independence",
    f"interview --by {MARK} --outcome clear", "childrens_services --outcome clear",
    "medical --outcome clear", f"reference --slot 1 --outcome clear --referee {MARK}",
    f"reference --slot 2 --outcome clear --referee {MARK}", "training --module safeguarding",
    "training --module boundaries", "book", "panel --outcome approved", "code_of_conduct",
)  # fmt: skip
# Values at either end of a strategy come up often: the usual stands there, the odd in between.
# How many days pass before a command, and how far from today the day is that it names.
MOMENTS = st.sampled_from(
    [(0, 0), (1, 0), (0, 0), (1, -1), (3, -2), (0, -5), (9, 0), (12, -9), (31, -20), (31, 0),
     (0, -40), (0, -300), (0, 1), (0, 30), (120, -100), (2, 0), (0, 0)]
)  # fmt: skip
Moment = tuple[int, int]
# Which of the records: a number into those there are, and NONE of them.
NONE = 11
WHICH = st.sampled_from([0, 1, 2, 3, 4, 5, NONE, 6, 7, 8, 9, 10, 2, 1])
SAID = f"{MARK} said so"
YES = st.booleans()
# Every kind of step, as often as it should come up: a name, and what it is called with.
STEPS: list[st.SearchStrategy[tuple[str, dict[str, Any]]]] = []
Step = TypeVar("Step", bound=Callable[..., None])


def step(weight: int, **arguments: st.SearchStrategy[Any]) -> Callable[[Step], Step]:
    """Something that the co-ordinator may do next, and how likely.

    One rule draws from all of them: with a rule each, few examples would see few of the commands.
    """

    def kept(method: Step) -> Step:
        taken = st.tuples(st.just(method.__name__), st.fixed_dictionaries(arguments))
        # The first of all is taken most: let that be what is quick and changes least.
        STEPS[:0] = [taken] * weight
        return method

    return kept


class People(RuleBasedStateMachine):
    """A co-ordinator at the keyboard: volunteers, children, referrals; what may and may not be."""

    folder: Path
    bases: tuple[Path, Path]
    done: Counter[str]

    @initialize(begun=st.sampled_from([True, True, False]))
    def open(self, begun: bool) -> None:
        """Begin with two volunteers who are approved; perhaps with a match that runs."""
        file = shutil.copy(self.bases[begun], self.folder / "ivtool.db")
        self.service = Service(Path(file), FIRST_DAY)
        self.references = 0
        # The model: children with a live match, what lines came to, stages reached.
        self.live = {1: 1} if begun else {}
        self.pence = {1: 450, 2: 340, 3: 450, 4: 3100} if begun else {}
        self.reached = {1: 9, 2: 9, 3: 1}

    @rule(taken=st.deferred(lambda: st.one_of(STEPS)))
    def next(self, taken: tuple[str, dict[str, Any]]) -> None:
        """Do something; what it was stands in the arguments and in the notes."""
        name, arguments = taken
        getattr(self, name)(**arguments)

    def teardown(self) -> None:
        """Whatever happened: the file is sound, and everything can be looked at."""
        if not self.service.sound:
            return
        looks_well = self.service.looks_well
        self.service.is_sound()
        for noun in ("volunteer", "child", "referral", "match", "visit", "expenses"):
            looks_well(noun, "list")
        for report in ("overdue", "ledger", "compliance", "waiting", "owed", "unclaimed"):
            looks_well("report", report)
        for noun, letter in (("volunteer", "V"), ("child", "C"), ("referral", "R"), ("match", "M")):
            for number in self.service.numbers(noun):
                looks_well(noun, "show", f"{letter}-{number}")
        looks_well("report", "ledger", "--picture")
        looks_well("concern", "list")
        for number in self.service.numbers("match"):
            looks_well("explain", "overdue", f"M-{number}")

    def run(self, *arguments: str) -> Ran:
        """Run a changing command, and count what came of it."""
        ran = self.service.run(*arguments)
        self.done[" ".join((*arguments[:2], str(ran.code)))] += 1
        assert {row["child_id"]: number for number, row in self.live_matches()} == self.live
        return ran

    def live_matches(self) -> list[tuple[int, dict[str, object]]]:
        """The matches that started and have not ended, with their numbers."""
        rows = self.service.rows["match"].items()
        return [(n, dict(row)) for n, row in rows if row["started_on"] and not row["ended_on"]]

    def on(self, moment: Moment) -> str:
        """Let days pass, and name a day."""
        self.service.today += timedelta(days=moment[0])
        return self.service.day(moment[1])

    def is_open(self, referral: dict[str, object]) -> bool:
        """Whether a referral is open now."""
        return closed_on(self.service.rows, referral["id"]) is None

    def ref(self, table: str, which: int, likely: Callable[[dict[str, object]], object]) -> str:
        """The ref of a record, often of a likely one, and now and then of none at all."""
        letter = {"visit": "L", "claim": "E"}.get(table, table[0].upper())
        rows = self.service.rows[table]
        if which == NONE or not rows:
            return f"{letter}-99"
        numbers = [each for each in rows if which % 4 == 3 or likely(dict(rows[each]))]
        numbers = numbers or list(rows)
        return f"{letter}-{numbers[which % len(numbers)]}"

    def match(self, which: int, *, live: bool) -> str:
        """The ref of a match: likely one that runs, or one that is proposed."""
        return self.ref(
            "match", which, lambda row: not row["ended_on"] and bool(row["started_on"]) is live
        )

    # Volunteers.

    @step(1, moment=MOMENTS, reach=st.sampled_from(["--phone", "--languages", "--email"]))
    def volunteer_add(self, moment: Moment, reach: str) -> None:
        """Add somebody, perhaps with no way to reach them."""
        name = f"{MARK} Also{len(self.service.rows['volunteer'])}"
        ran = self.run("volunteer", "add", name, reach, MARK, "--on", self.on(moment))
        assert ran.code == (4 if reach == "--languages" or moment[1] > 0 else 0)
        if not ran.code:
            self.reached[max(self.service.numbers("volunteer"))] = 1

    @step(1, which=WHICH,
        edit=st.sampled_from(
            ["--capacity 2", "--capacity 1", "--capacity 99", "--born 1/2/1980", "--born 1/2/2019",
             "--max-miles 5", "--min-age 12 --max-age 4", f"--name {MARK}", "--clear phone",
             "--no-drives", "--gender female"]
        ),
    )  # fmt: skip
    def volunteer_edit(self, which: int, edit: str) -> None:
        """Put something right, or wrong."""
        who = self.ref("volunteer", which, lambda _: True)
        self.run("volunteer", "edit", who, *edit.split())

    @step(2, which=WHICH,
        what=st.sampled_from(
            [*EVIDENCE, "second_match --outcome approved", "second_match --outcome deferred",
             "dbs --outcome not_clear", "dbs --asked today", "reference --outcome clear",
             "panel --outcome clear", f"medical --note {MARK}", f"pack --connection {MARK}"]
        ),
        moment=MOMENTS,
    )  # fmt: skip
    def volunteer_check(self, which: int, what: str, moment: Moment) -> None:
        """Record one piece of evidence."""
        who = self.ref("volunteer", which, lambda row: row["id"] != 3)
        self.run("volunteer", "check", who, *what.split(), "--on", self.on(moment))

    @step(1, which=WHICH, to=st.sampled_from([None, *STAGES[3:]]), moment=MOMENTS)
    def volunteer_advance(self, which: int, to: str | None, moment: Moment) -> None:
        """Go on by a stage, or by several."""
        who = self.ref("volunteer", which, lambda row: self.reached[int(str(row["id"]))] < 9)
        aim = ("--to", to) if to else ()
        self.run("volunteer", "advance", who, *aim, "--on", self.on(moment), "--note", SAID)
        self._stages()

    def _stages(self) -> None:
        """Nobody ever goes back."""
        rows = self.service.rows["volunteer_stage"].values()
        now = Counter(int(row["volunteer_id"]) for row in rows)
        assert all(now[each] >= count for each, count in self.reached.items())
        self.reached = dict(now)

    @step(1)
    def volunteer_ready(self) -> None:
        """Approve the third volunteer, of whom all is recorded, unless something came since."""
        self.run("volunteer", "advance", "V-3", "--to", "approved", "--on", "12/1/2026")
        self._stages()

    @step(2, which=WHICH, moment=MOMENTS, until=st.sampled_from([None, -9, 5, 60]), end=YES)
    def volunteer_hold(self, which: int, moment: Moment, until: int | None, end: bool) -> None:
        """Put somebody on hold, or end that."""
        held = {row["volunteer_id"] for row in self.service.rows["volunteer_hold"].values()}
        who = self.ref("volunteer", which, lambda row: not end or row["id"] in held)
        on = self.on(moment)
        last = () if until is None else ("--until", self.service.day(until))
        more = ("--end",) if end else ("--reason", SAID, *last)
        self.run("volunteer", "hold", who, "--on", on, *more)

    @step(1, which=WHICH, moment=MOMENTS)
    def volunteer_leave(self, which: int, moment: Moment) -> None:
        """Somebody leaves, unless a match of theirs is live."""
        who = self.ref("volunteer", which, lambda row: int(str(row["id"])) > 2)
        ran = self.run("volunteer", "leave", who, "--reason", SAID, "--on", self.on(moment))
        with_match = {f"V-{row['volunteer_id']}" for _, row in self.live_matches()}
        with_match |= {f"V-{row['second_volunteer_id']}" for _, row in self.live_matches()}
        assert ran.code or who not in with_match

    # Children and referrals.

    @step(
        2, which=WHICH, new=YES, moment=MOMENTS, looked_after=st.sampled_from(["yes", "no", "yes"])
    )
    def referral_add(self, which: int, new: bool, moment: Moment, looked_after: str) -> None:
        """Receive a referral, of a new child or of a known one."""
        child = self.ref("child", which, lambda _: True)
        if new and len(self.service.rows["child"]) < 4:
            child = f"{MARK} Little{which}"
        self.run(
            "referral", "add", child, "--source", "iro", "--looked-after", looked_after,
            "--authority", "Fenmarsh", "--on", self.on(moment),
        )  # fmt: skip

    @step(
        1,
        which=WHICH,
        step=st.sampled_from(["social_worker_form", "child_form", "staff_visit", "accepted"]),
        moment=MOMENTS,
    )
    def referral_record(self, which: int, step: str, moment: Moment) -> None:
        """Record a step of a referral."""
        referral = self.ref("referral", which, lambda _: True)
        self.run("referral", "record", referral, step, "--on", self.on(moment), "--note", SAID)

    @step(
        1,
        which=WHICH,
        outcome=st.sampled_from(["declined", "withdrawn", "matched", "not_eligible"]),
        why=YES,
        moment=MOMENTS,
    )
    def referral_close(self, which: int, outcome: str, why: bool, moment: Moment) -> None:
        """Close a referral."""
        referral = self.ref("referral", which, self.is_open)
        said = ("--why", SAID) if why else ()
        self.run(
            "referral", "close", referral, "--outcome", outcome, *said, "--on", self.on(moment)
        )

    @step(1, which=WHICH, moment=MOMENTS)
    def referral_reopen(self, which: int, moment: Moment) -> None:
        """Open a referral again."""
        referral = self.ref("referral", which, lambda row: not self.is_open(row))
        self.run("referral", "reopen", referral, "--on", self.on(moment))

    @step(2, which=WHICH,
        edit=st.sampled_from(
            [("--looked-after", "no"), ("--looked-after", "yes"), ("--wants-gender", "male"),
             ("--must",), ("--no-contact", f"{MARK} Two; {MARK} Nobody"), ("--clear", "no-contact"),
             ("--name", f"{MARK} Known"), ("--born", "3/4/2031"), ("--born", "3/4/2014"),
             ("--risks", SAID, "--health", SAID), ("--authority", "Marshland")]
        ),
    )  # fmt: skip
    def child_edit(self, which: int, edit: tuple[str, ...]) -> None:
        """Record something of a child."""
        self.run("child", "edit", self.ref("child", which, lambda _: True), *edit)

    @step(1, which=WHICH, postcode=st.sampled_from(["NR14 2NE", "PE1 1AA", MARK]), moment=MOMENTS)
    def child_move(self, which: int, postcode: str, moment: Moment) -> None:
        """A child moves: that ends nothing."""
        live, child = self.live.copy(), self.ref("child", which, lambda _: True)
        home = ("--postcode", postcode, "--kind", "Foster care", "--area", "Marshland")
        more = ("--provider", MARK) if which % 2 else ()
        self.run("child", "move", child, "--on", self.on(moment), *home, *more)
        assert self.live == live
