"""A state machine over all changing commands: whatever is typed, the rules and the history hold."""

import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import ROUNDS, Ran
from held_reasons import why_not_start
from held_service import MARK, Service, closed_on
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import run_state_machine_as_test
from office import EVIDENCE, MOMENTS, NONE, SAID, WHICH, YES, Moment, People, step

# After ten examples Hypothesis mostly repeats parts of them: more runs show more than longer ones.
RUNS, EXAMPLES = 2 * ROUNDS, 10
# What was both done and refused in every run of so many examples.
OFTEN = ("match start", "match end", "visit log", "expenses claim", "expenses pay", "match heard")
PARTIES = ("volunteer", "social_worker", "carer", "child", "second_volunteer")
VIEWS = st.sampled_from(["agrees", "agrees", "unsure", "objects", "not_able", "agrees"])
NEVER = 99
# What stops a start at the last moment, with what its command wants beside.
DISTURBANCES = {
    "match heard M child objects": ("--understands", "no"),
    "match heard M carer objects": (),
    "match heard M child unsure": (),
    "volunteer hold V --reason baby --on": ("1/3/2026",),
    "volunteer check V dbs --outcome not_clear": (),
    "child edit C --looked-after no": (),
}
MODULES = "safeguarding; boundaries"


class Office(People):
    """The rest of what a co-ordinator does: matches, visits, expenses, the service's choices."""

    # Matches.

    @step(2, which=WHICH, who=WHICH, second=st.sampled_from([None, None, 1, 2]), moment=MOMENTS)
    def match_propose(self, which: int, who: int, second: int | None, moment: Moment) -> None:
        """Propose somebody, or a couple."""
        referral = self.ref("referral", which, self.is_open)
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

    @step(
        12,
        which=WHICH,
        left_out=st.sampled_from([NEVER, *range(8), *[NEVER] * 8]),
        disturbed=st.sampled_from([None, *DISTURBANCES, None, None]),
        moment=st.sampled_from([(0, 0), (1, 0), (9, -3), (31, -20)]),
    )
    def match_ready(self, which: int, left_out: int, disturbed: str | None, moment: Moment) -> None:
        """Do all that a start needs, perhaps but for one thing, or with one against it; start."""
        on = self.on(moment)
        match = self.proposal(which, on)
        if not match:
            return
        for place, words in enumerate(steps_to_start()):
            if place != left_out:
                self.run("match", words[0], match, *words[1:], "--on", on)
        if disturbed and int(match[2:]) in self.service.rows["match"]:
            row = self.service.rows["match"][int(match[2:])]
            names = {"M": match, "V": f"V-{row['volunteer_id']}", "C": f"C-{row['child_id']}"}
            self.run(
                *(names.get(each, each) for each in disturbed.split()), *DISTURBANCES[disturbed]
            )
        self.start(match, on)

    def proposal(self, which: int, on: str) -> str:
        """The ref of a proposal, which may have to be made first."""
        rows = self.service.rows
        if any(not (row["started_on"] or row["ended_on"]) for row in rows["match"].values()):
            return self.match(which, live=False)
        referral = self.ref("referral", which, self.is_open)
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

    @step(2, which=WHICH, until=st.sampled_from([None, 10, -5, 40]), moment=MOMENTS)
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
        route=st.sampled_from(["agreed_end", "care_ended", "child_objected"]),
        another=st.sampled_from(["--another-wanted", "--no-more"]),
        why=st.sampled_from([True, False, True]),
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
            open_again = closed_on(self.service.rows, row["referral_id"]) is None
            assert not row["started_on"] or open_again == (another == "--another-wanted")

    # Visits.

    @step(
        3,
        which=WHICH,
        outcome=st.sampled_from(["held", "missed", "cancelled_by_child", "held"]),
        kind=st.sampled_from(["visit", "phone", "visit"]),
        minutes=st.sampled_from(["90", "0", "1441", "60"]),
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
        long=st.sampled_from(["--hours 1.5", "--from 14:00 --to 15:30", "--missed", "--hours 25",
                              "--cancelled-by carer"]),
        spent=st.sampled_from(["", f"--miles 4 --spend fare=2{MARK}", "--miles -1", "--miles 12",
                               "--spend fare=3.10", "--miles 2 --claimant V-3"]),
        concern=st.sampled_from(["", "", "other", "allegation_about_volunteer"]),
        moment=MOMENTS,
    )  # fmt: skip
    def visit_log_with(
        self, which: int, long: str, spent: str, concern: str, moment: Moment
    ) -> None:
        """Log a visit in one line, with what was spent and what came up: all of it or nothing."""
        match, on, rows = self.match(which, live=True), self.on(moment), self.service.rows
        tables = ("visit", "claim", "concern")
        before = [len(rows[each]) for each in tables]
        said = ("--concern", SAID, "--concern-kind", concern, "--action", SAID) if concern else ()
        spend = spent.replace(f"fare=2{MARK}", f"fare=2.50\0{MARK}").split()
        ran = self.run(
            "visit", "log", match, "--on", on, *long.split(),
            *(each.replace("\0", " ") for each in spend), *said,
        )  # fmt: skip
        new = [len(self.service.rows[t]) - b for t, b in zip(tables, before, strict=True)]
        assert new == ([0, 0, 0] if ran.code else [1, int(bool(spent)), int(bool(concern))])

    @step(1, which=WHICH, withdraw=st.sampled_from([False, False, True]), moment=MOMENTS)
    def visit_plan(self, which: int, withdraw: bool, moment: Moment) -> None:
        """Plan a visit, or take a plan back; that changes nothing of who is overdue."""
        match, on = self.match(which, live=True), self.on(moment)
        more = ("--withdraw",) if withdraw else ("--activity", SAID, "--place", SAID)
        self.run("visit", "plan", match, "--on", on, *more)

    @step(1, which=WHICH, months=st.sampled_from(["2", "1", "12", "13"]), moment=MOMENTS)
    def match_interval(self, which: int, months: str, moment: Moment) -> None:
        """Give a match its own months between visits."""
        match, on = self.match(which, live=True), self.on(moment)
        self.run("match", "interval", match, "--every", months, "--on", on)

    # Concerns.

    @step(
        1,
        which=WHICH,
        about=st.sampled_from(["--child", "--match", "--volunteer", ""]),
        kind=st.sampled_from(["disclosure", "allegation_about_volunteer", "missing"]),
        moment=MOMENTS,
    )
    def concern_raise(self, which: int, about: str, kind: str, moment: Moment) -> None:
        """Raise a concern, perhaps about nobody."""
        whom = (about, self.ref(about[2:], which, lambda _: True)) if about else ()
        self.run(
            "concern", "raise", *whom, "--kind", kind, "--words", SAID, "--on", self.on(moment)
        )

    @step(
        2,
        which=WHICH,
        how=st.sampled_from(["told social_worker", "told lado", "told police", "note", "close"]),
        moment=MOMENTS,
    )
    def concern_step(self, which: int, how: str, moment: Moment) -> None:
        """Tell somebody of a concern, add to it, or close it."""
        concern, on = self.concern(which), self.on(moment)
        verb, *party = how.split()
        if verb == "told":
            self.run("concern", "told", concern, *party, "--to", MARK, "--on", on)
        else:
            day = () if verb == "note" else ("--on", on)
            self.run("concern", verb, concern, "--note", SAID, *day)

    @step(1, which=WHICH)
    def concern_show(self, which: int) -> None:
        """Read a concern's words: that is one look, and changes nothing else."""
        looks = len(self.service.rows["concern_look"])
        ran = self.run("concern", "show", self.concern(which))
        assert len(self.service.rows["concern_look"]) == looks + (not ran.code)

    def concern(self, which: int) -> str:
        """The ref of a concern, often of one that is open; the first of all is raised."""
        if not self.service.rows["concern"]:
            kind = ("disclosure", "allegation_about_volunteer")[which % 2]
            whom = ("--volunteer", "V-1") if which % 2 else ("--child", "C-1")
            self.run("concern", "raise", *whom, "--kind", kind, "--words", SAID)
        rows = self.service.rows["concern"]
        if which == NONE:
            return "K-99"
        numbers = [each for each in rows if which % 4 == 3 or not rows[each]["closed_on"]]
        return f"K-{(numbers or list(rows))[which % len(numbers or rows)]}"

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
        tenths=st.sampled_from([124, 0, None, 5, 240]),
        pence=st.sampled_from([None, 0, 340, 2999, 3001]),
        where=st.sampled_from(["", "--duty training", "--match M-1", ""]),
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
        act=st.sampled_from(["approve", "query", "decline", "approve", "reverse"]),
        line=st.sampled_from(["", "/1", "/2", ""]),
        why=YES,
        moment=MOMENTS,
    )
    def expenses_step(self, which: int, act: str, line: str, why: bool, moment: Moment) -> None:
        """Approve, query, decline a claim or a line, or reverse its payment."""
        claim, on = self.ref("claim", which, lambda _: True), self.on(moment)
        said = ("--reason" if act == "approve" else "--why", SAID) if why else ()
        self.run("expenses", act, f"{claim}{line}", *said, "--on", on)

    @step(4, which=WHICH, everything=YES, again=st.sampled_from([1, 1, 0, 1]), moment=MOMENTS)
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
def bases(plain: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two volunteers who are approved and one who is not; two children; and M-1 live as well."""
    folder = tmp_path_factory.mktemp("bases")
    ready = Service(Path(shutil.copy(plain, folder / "ready.db")), date(2026, 1, 12), print)

    def run(*arguments: str) -> Ran:
        ran = ready.run(*arguments)
        assert ran.code == 0, ran.err
        return ran

    run("policy", "set", "training.modules", MODULES, "--from", "1/1/2026")
    # The clock that backups go by is the real one, not the day that is typed.
    run("policy", "set", "backups.warn_days", "1000", "--from", "1/1/2026")
    for name in ("One", "Two", "Three"):
        run("volunteer", "add", f"{MARK} {name}", "--phone", f"0{len(name)}{name}")
    for name in ("Ada", "Bea"):
        run("referral", "add", f"{MARK} {name}", "--source", "iro", "--authority", "Fenmarsh")
    for who in ("V-1", "V-2", "V-3"):
        recruit(run, who, ready.day())
    for who in ("V-1", "V-2"):
        run("volunteer", "advance", who, "--to", "approved")
    ready.today = date(2026, 2, 2)
    for referral in ("R-1", "R-2"):
        run("referral", "record", referral, "staff_visit")
        run("referral", "record", referral, "accepted")
    begun = Path(shutil.copy(ready.file, folder / "begun.db"))
    ready.file = begun
    run("match", "propose", "R-1", "--volunteer", "V-1")
    run("match", "propose", "R-2", "--volunteer", "V-2")
    # One place, and two proposals for it.
    run("match", "propose", "R-2", "--volunteer", "V-1")
    for match in ("M-1", "M-3"):
        for words in steps_to_start()[:-1]:
            run("match", words[0], match, *words[1:])
    run("match", "start", "M-1")
    run("visit", "log", "M-1", "--minutes", "90")
    for item in (f"fare=3.40 {MARK}", f"meal=31.00 {MARK}"):
        run("expenses", "claim", "V-1", "--miles", "10", "--item", item, "--again")
    run("expenses", "approve", "E-1")
    return folder / "ready.db", begun


@pytest.mark.slow
@pytest.mark.hunt
def test_whatever_is_typed_the_rules_and_the_history_hold(
    bases: tuple[Path, Path], tmp_path: Path
) -> None:
    done: Counter[str] = Counter()
    here = {"folder": tmp_path, "bases": bases, "done": done}
    for number in range(RUNS):
        run_state_machine_as_test(
            seed(number)(type("Here", (Office,), here)),
            settings=settings(
                max_examples=EXAMPLES,
                stateful_step_count=30,
                deadline=None,
                database=None,
                report_multiple_bugs=False,
                suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
            ),
        )
    # It is no test of rules that nothing came up against.
    assert {
        command for command in OFTEN if not (done[f"{command} 0"] and done[f"{command} 4"])
    } == set()
