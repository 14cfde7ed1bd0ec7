"""A state machine over all changing commands: whatever is typed, the rules and the history hold."""

import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from conftest import Ran
from held_service import MARK, STAGES, Service, why_not_start
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

EXAMPLES = 24
FIRST_DAY = date(2026, 3, 16)
MODULES = "safeguarding; boundaries"
EVIDENCE = (
    "pack --method email", f"chat --by {MARK}", "application", "independence",
    f"interview --by {MARK} --outcome clear", "childrens_services --outcome clear",
    "medical --outcome clear", f"reference --slot 1 --outcome clear --referee {MARK}",
    f"reference --slot 2 --outcome clear --referee {MARK}", "training --module safeguarding",
    "training --module boundaries", "book", "panel --outcome approved", "code_of_conduct",
)  # fmt: skip
# How many days pass before a command, and how far from today the day is that it names.
MOMENTS = st.sampled_from(
    [(0, 0), (1, 0), (0, 0), (1, -1), (3, -2), (0, -5), (9, 0), (12, -9), (31, -20), (31, 0),
     (0, -40), (0, -300), (0, 1), (0, 30), (120, -100)]
)  # fmt: skip
Moment = tuple[int, int]


# Every kind of step, as often as it should come up: a name, and what it is called with.
STEPS: list[st.SearchStrategy[tuple[str, dict[str, Any]]]] = []
Step = TypeVar("Step", bound=Callable[..., None])


def step(weight: int, **arguments: st.SearchStrategy[Any]) -> Callable[[Step], Step]:
    """Something that the co-ordinator may do next, and how likely.

    One rule draws from all of them: with a rule each, few examples would see few of the commands.
    """

    def kept(method: Step) -> Step:
        taken = st.tuples(st.just(method.__name__), st.fixed_dictionaries(arguments))
        STEPS.extend([taken] * weight)
        return method

    return kept


# Which of the records: a number into those there are; the last one is of none.
WHICH = st.integers(0, 11)
SAID = f"{MARK} said so"
PARTIES = ("volunteer", "social_worker", "carer", "child", "second_volunteer")
VIEWS = st.sampled_from(["agrees", "agrees", "agrees", "unsure", "objects", "not_able"])
YES = st.booleans()


class Office(RuleBasedStateMachine):
    """A co-ordinator at the keyboard, who types what may and what may not be."""

    folder: Path
    bases: tuple[Path, Path]
    done: Counter[str]

    @initialize(begun=st.sampled_from([True, True, False]))
    def open(self, begun: bool) -> None:
        """Begin with two volunteers who are approved; perhaps with a match that runs."""
        file = shutil.copy(self.bases[begun], self.folder / "ivtool.db")
        self.service = Service(Path(file), FIRST_DAY)
        self.runs, self.references = 0, 0
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
        looks_well("db", "check")
        for noun in ("volunteer", "child", "referral", "match", "visit", "expenses"):
            looks_well(noun, "list")
        for report in ("overdue", "ledger", "compliance", "waiting", "owed", "unclaimed"):
            looks_well("report", report)
        for noun, letter in (("volunteer", "V"), ("child", "C"), ("referral", "R"), ("match", "M")):
            for number in self.service.numbers(noun):
                looks_well(noun, "show", f"{letter}-{number}")

    def run(self, *arguments: str) -> Ran:
        """Run a changing command, and count what came of it."""
        ran = self.service.run(*arguments)
        self.done[" ".join((*arguments[:2], str(ran.code)))] += 1
        assert {row["child_id"]: number for number, row in self.live_matches()} == self.live
        return ran

    def live_matches(self) -> list[tuple[int, dict[str, object]]]:
        rows = self.service.rows["match"].items()
        return [(n, dict(row)) for n, row in rows if row["started_on"] and not row["ended_on"]]

    def on(self, moment: Moment) -> str:
        """Let days pass, and name a day."""
        self.service.today += timedelta(days=moment[0])
        return self.service.day(moment[1])

    def ref(self, table: str, which: int, likely: Callable[[dict[str, object]], object]) -> str:
        """The ref of a record, often of a likely one, and now and then of none at all."""
        letter = {"visit": "L", "claim": "E"}.get(table, table[0].upper())
        rows = self.service.rows[table]
        if which == 11 or not rows:
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

    @step(1, moment=MOMENTS, reach=st.sampled_from(["--phone", "--email", "--languages"]))
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
        """Record all that the third volunteer lacks, and approve her if she has not left."""
        if self.reached[3] == 9:
            return
        recruit(self.run, "V-3", self.service.day())
        ran = self.run("volunteer", "advance", "V-3", "--to", "approved")
        spells = self.service.rows["volunteer_spell"].values()
        gone = any(row["volunteer_id"] == 3 and row["ended_on"] for row in spells)
        assert ran.code == 0 or gone or "is before the stage before it" in ran.err
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

    @step(2, which=WHICH, new=YES, moment=MOMENTS, looked_after=st.sampled_from(["", "", "not-"]))
    def referral_add(self, which: int, new: bool, moment: Moment, looked_after: str) -> None:
        """Receive a referral, of a new child or of a known one."""
        child = self.ref("child", which, lambda _: True)
        if new and len(self.service.rows["child"]) < 4:
            child = f"{MARK} Little{which}"
        self.run(
            "referral", "add", child, "--source", "iro", f"--{looked_after}looked-after",
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
        referral = self.ref("referral", which, lambda row: not row["closed_on"])
        said = ("--why", SAID) if why else ()
        self.run(
            "referral", "close", referral, "--outcome", outcome, *said, "--on", self.on(moment)
        )

    @step(1, which=WHICH, moment=MOMENTS)
    def referral_reopen(self, which: int, moment: Moment) -> None:
        """Open a referral again."""
        referral = self.ref("referral", which, lambda row: row["closed_on"])
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
        self.run("child", "move", child, "--on", self.on(moment), *home)
        assert self.live == live

    # Matches.

    @step(2, which=WHICH, who=WHICH, second=st.sampled_from([None, None, 1, 2]), moment=MOMENTS)
    def match_propose(self, which: int, who: int, second: int | None, moment: Moment) -> None:
        """Propose somebody, or a couple."""
        referral = self.ref("referral", which, lambda row: not row["closed_on"])
        volunteer = self.ref("volunteer", who, lambda row: row["id"] in (1, 2))
        other = () if second is None else ("--second", f"V-{second}")
        on = self.on(moment)
        self.run("match", "propose", referral, "--volunteer", volunteer, *other, "--on", on)

    @step(
        2,
        which=WHICH,
        live=YES,
        party=st.sampled_from(PARTIES),
        view=VIEWS,
        understands=st.sampled_from([None, None, "yes", "no"]),
        words=YES,
        moment=MOMENTS,
    )
    def match_heard(
        self, which: int, live: bool, party: str, view: str, understands: str | None,
        words: bool, moment: Moment,
    ) -> None:  # fmt: skip
        """Hear somebody."""
        more = ["--understands", understands] if understands else []
        more += ["--words", SAID] if words else []
        match, on = self.match(which, live=live), self.on(moment)
        self.run("match", "heard", match, party, view, *more, "--on", on)

    @step(1, which=WHICH, what=st.sampled_from(["shown", "met"]), correct=YES, moment=MOMENTS)
    def match_shown_or_met(self, which: int, what: str, correct: bool, moment: Moment) -> None:
        """Show the book, or hold the first meeting."""
        more = ("--correct",) if correct else ()
        self.run("match", what, self.match(which, live=False), *more, "--on", self.on(moment))

    @step(5, which=WHICH, left_out=st.integers(0, 20), moment=MOMENTS, start=YES)
    def match_ready(self, which: int, left_out: int, moment: Moment, start: bool) -> None:
        """Do all that a start needs, perhaps but for one thing; and start."""
        on = self.on((moment[0], min(moment[1], 0)))
        match = self.proposal(which, on)
        if not match:
            return
        for place, words in enumerate(steps_to_start()):
            if place != left_out:
                self.run("match", words[0], match, *words[1:], "--on", on)
        if start:
            self.start(match, on)

    def proposal(self, which: int, on: str) -> str:
        """The ref of a proposal, which may have to be made first."""
        rows = self.service.rows
        if any(not (row["started_on"] or row["ended_on"]) for row in rows["match"].values()):
            return self.match(which, live=False)
        referral = self.ref("referral", which, lambda row: not row["closed_on"])
        who = ("--volunteer", f"V-{which % 3 + 1}")
        other = ("--second", f"V-{(which + 1) % 3 + 1}") if which > 7 else ()
        ran = self.run("match", "propose", referral, *who, *other, "--on", on)
        return "" if ran.code else f"M-{max(self.service.numbers('match'))}"

    @step(2, which=WHICH, moment=MOMENTS)
    def match_start(self, which: int, moment: Moment) -> None:
        """Start a match, ready or not."""
        self.start(self.match(which, live=False), self.on(moment))

    def start(self, match: str, on: str) -> None:
        """A match starts if, and only if, nothing of DOMAIN's list is against it."""
        number, rows = int(match[2:]), self.service.rows
        against = ["none such"]
        if number in rows["match"]:
            against = list(why_not_start(rows, number, on))
            against += ["ahead"] * (on > self.service.day())
            against += ["before the proposal"] * (on < rows["match"][number]["proposed_on"])
            if not against:
                self.live[rows["match"][number]["child_id"]] = number
        ran = self.service.run("match", "start", match, "--on", on)
        self.done[f"match start {ran.code}"] += 1
        assert (ran.code == 0) == (not against), against

    @step(2, which=WHICH, until=st.sampled_from([None, -5, 10, 40]), moment=MOMENTS)
    def match_pause(self, which: int, until: int | None, moment: Moment) -> None:
        """Pause a match."""
        match, on = self.match(which, live=True), self.on(moment)
        last = () if until is None else ("--until", self.service.day(until))
        self.run("match", "pause", match, "--on", on, *last, "--reason", "exams", "--note", SAID)

    @step(2, which=WHICH, moment=MOMENTS)
    def match_resume(self, which: int, moment: Moment) -> None:
        """Resume a match."""
        paused = {row["match_id"] for row in self.service.rows["pause"].values()}
        match = self.ref("match", which, lambda row: row["id"] in paused)
        self.run("match", "resume", match, "--on", self.on(moment))

    @step(
        3,
        which=WHICH,
        live=YES,
        route=st.sampled_from(["agreed_end", "child_objected", "care_ended"]),
        another=st.sampled_from(["--another-wanted", "--no-more"]),
        why=st.sampled_from([True, True, False]),
        moment=MOMENTS,
    )
    def match_end(
        self, which: int, live: bool, route: str, another: str, why: bool, moment: Moment
    ) -> None:
        """End a match, or a proposal."""
        match, on = self.match(which, live=live), self.on(moment)
        reason = ("--reason", SAID) if why else ()
        ran = self.service.run(
            "match", "end", match, "--route", route, "--on", on, another, *reason
        )  # fmt: skip
        self.done[f"match end {ran.code}"] += 1
        if ran.code == 0:
            self.live = {child: each for child, each in self.live.items() if f"M-{each}" != match}
            row = self.service.rows["match"][int(match[2:])]
            open_again = not self.service.rows["referral"][row["referral_id"]]["closed_on"]
            assert not row["started_on"] or open_again == (another == "--another-wanted")

    # Visits.

    @step(
        3,
        which=WHICH,
        outcome=st.sampled_from(["held", "held", "missed", "cancelled_by_child"]),
        kind=st.sampled_from(["visit", "visit", "phone"]),
        minutes=st.sampled_from(["90", "90", "0", "1441"]),
        moment=MOMENTS,
    )
    def visit_log(self, which: int, outcome: str, kind: str, minutes: str, moment: Moment) -> None:
        """Log a visit or contact."""
        match, on = self.match(which, live=True), self.on(moment)
        said = ("--outcome", outcome, "--kind", kind, "--minutes", minutes, "--words", SAID)
        self.run("visit", "log", match, "--on", on, *said)

    @step(
        2,
        which=WHICH,
        what=st.sampled_from(["--outcome missed", "--mood 3", "--mood 9", "--on"]),
        moment=MOMENTS,
    )
    def visit_correct(self, which: int, what: str, moment: Moment) -> None:
        """Put an entry right."""
        entry, on = self.ref("visit", which, lambda row: not row["withdrawn_on"]), self.on(moment)
        self.run("visit", "correct", entry, *what.split(), *((on,) if what == "--on" else ()))

    @step(1, which=WHICH)
    def visit_withdraw(self, which: int) -> None:
        """Take an entry back."""
        entry = self.ref("visit", which, lambda row: not row["withdrawn_on"])
        self.run("visit", "withdraw", entry, "--why", SAID)

    @step(1, which=WHICH, ahead=st.sampled_from([-40, 0, 0, 40]))
    def visit_excuse(self, which: int, ahead: int) -> None:
        """Excuse a month."""
        month, match = self.service.day(ahead)[:7], self.match(which, live=True)
        self.run("visit", "excuse", match, month, "--by", MARK, "--reason", SAID)

    # Expenses.

    @step(
        4,
        which=WHICH,
        tenths=st.sampled_from([None, 0, 5, 124, 240]),
        pence=st.sampled_from([None, 340, 2999, 3001, 0]),
        where=st.sampled_from(["", "", "--duty training", "--match M-1"]),
        moment=MOMENTS,
    )
    def expenses_claim(
        self, which: int, tenths: int | None, pence: int | None, where: str, moment: Moment
    ) -> None:
        """Claim miles, an activity, or both; the amounts are those of the day's rate."""
        who = self.ref("volunteer", which, lambda row: row["id"] in (1, 2))
        on, asked = self.on(moment), []
        if tenths is not None:
            asked += ["--miles", f"{tenths // 10}.{tenths % 10}"]
        if pence is not None:
            asked += ["--item", f"meal={pence // 100}.{pence % 100:02} {MARK}", "--receipt"]
        known = self.service.rows["claim_line"].keys()
        ran = self.run("expenses", "claim", who, "--on", on, *where.split(), *asked)
        if ran.code:
            return
        rate = 55 if on >= "2026-04-06" else 45
        expected = [] if tenths is None else [(tenths * rate + 5) // 10]
        expected += [] if pence is None else [pence]
        lines = self.service.rows["claim_line"]
        new = sorted(lines.keys() - known)
        assert [lines[each]["amount_pence"] for each in new] == expected
        self.pence |= {each: lines[each]["amount_pence"] for each in new}

    @step(
        4,
        which=WHICH,
        act=st.sampled_from(["approve", "approve", "query", "decline"]),
        line=st.sampled_from(["", "", "/1", "/2"]),
        why=YES,
        moment=MOMENTS,
    )
    def expenses_step(self, which: int, act: str, line: str, why: bool, moment: Moment) -> None:
        """Approve, query or decline a claim or a line; over the figure wants a reason."""
        claim, on = self.ref("claim", which, lambda _: True), self.on(moment)
        said = ("--reason" if act == "approve" else "--why", SAID) if why else ()
        self.run("expenses", act, f"{claim}{line}", *said, "--on", on)

    @step(4, which=WHICH, everything=YES, again=st.sampled_from([1, 1, 1, 0]), moment=MOMENTS)
    def expenses_pay(self, which: int, everything: bool, again: int, moment: Moment) -> None:
        """Pay a claim, or all that is approved, perhaps with a reference that was used."""
        self.references += again
        claim, on = self.ref("claim", which, lambda _: True), self.on(moment)
        what = "--all" if everything else claim
        paid = {n for n, row in self.service.rows["claim_line"].items() if row["paid_on"]}
        approved = {n for n, row in self.service.rows["claim_line"].items() if row["approved_on"]}
        ran = self.run(
            "expenses", "pay", what, "--reference", f"{MARK} {self.references}", "--on", on
        )
        lines = self.service.rows["claim_line"]
        now = {number for number, row in lines.items() if row["paid_on"]} - paid
        assert bool(now) == (ran.code == 0)
        assert now <= approved
        assert all(lines[each]["amount_pence"] == self.pence[each] for each in self.pence)

    # The service's own choices.

    @step(1, key=st.sampled_from(["visits.grace_days", "expenses.figure_pence", "visits.red_days",
                             "expenses.rates.car", "visits.every_months", "visits.never"]),
        value=st.sampled_from(["7", "2", "30", "70", "-1", "3.5", "soon"]),
        moment=MOMENTS,
    )  # fmt: skip
    def policy_set(self, key: str, value: str, moment: Moment) -> None:
        """Set a value from a day on; the rate of miles stays as it is."""
        if key == "expenses.rates.car":
            value = "70"
        ran = self.run("policy", "set", key, value, "--from", self.on(moment))
        assert ran.code or key != "expenses.rates.car"


def steps_to_start() -> list[list[str]]:
    """What is done between a proposal and its start, each as its command's words."""
    parties = ("volunteer", "social_worker", "carer", "child")
    steps = [["heard", each, "agrees"] for each in parties] + [["shown"], ["met"]]
    # On the day of the meeting the same view counts anew once the words are others.
    again = ("volunteer", "child", "second_volunteer")
    return steps + [["heard", each, "agrees", "--words", "After"] for each in again]


def recruit(run: Callable[..., Ran], who: str, on: str) -> None:
    """Record all evidence about somebody on one day."""
    run("volunteer", "edit", who, "--born", "4/3/1985")
    for what in EVIDENCE:
        run("volunteer", "check", who, *what.split(), "--on", on)
    run("volunteer", "check", who, "dbs", "--outcome", "clear", "--issued", on)


@pytest.fixture(scope="module")
def bases(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two volunteers who are approved and one who is not; two children; and M-1 live as well."""
    folder = tmp_path_factory.mktemp("bases")
    ready = Service(Path(shutil.copy(migrated, folder / "ready.db")), date(2026, 1, 12), print)

    def run(*arguments: str) -> Ran:
        ran = ready.run(*arguments)
        assert ran.code == 0, ran.err
        return ran

    run("policy", "set", "training.modules", MODULES, "--from", "1/1/2026")
    for name in ("One", "Two", "Three"):
        run("volunteer", "add", f"{MARK} {name}", "--phone", f"0{len(name)}{name}")
    for name in ("Ada", "Bea"):
        run("referral", "add", f"{MARK} {name}", "--source", "iro", "--authority", "Fenmarsh")
    for who in ("V-1", "V-2"):
        recruit(run, who, ready.day())
        run("volunteer", "advance", who, "--to", "approved")
    ready.today = date(2026, 2, 2)
    for referral in ("R-1", "R-2"):
        run("referral", "record", referral, "staff_visit")
        run("referral", "record", referral, "accepted")
    begun = Path(shutil.copy(ready.file, folder / "begun.db"))
    ready.file = begun
    run("match", "propose", "R-1", "--volunteer", "V-1")
    for words in steps_to_start()[:-1]:
        run("match", words[0], "M-1", *words[1:])
    run("match", "start", "M-1")
    run("visit", "log", "M-1", "--minutes", "90")
    for item in (f"fare=3.40 {MARK}", f"meal=31.00 {MARK}"):
        run("expenses", "claim", "V-1", "--miles", "10", "--item", item, "--again")
    run("expenses", "approve", "E-1")
    return folder / "ready.db", begun


@pytest.mark.slow
def test_whatever_is_typed_the_rules_and_the_history_hold(
    bases: tuple[Path, Path], tmp_path: Path
) -> None:
    here = type("Here", (Office,), {"folder": tmp_path, "bases": bases, "done": Counter()})
    run_state_machine_as_test(
        here,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=30,
            deadline=None,
            derandomize=True,
            database=None,
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(sorted(here.done.items()))
