"""A co-ordinator who recruits volunteers at random, as a state machine of its own.

Commands only; what must come of them is written from DOMAIN, in `recruit_model.py`. The test is in
`test_recruiting_machine.py`.
"""

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

from conftest import Ran
from held_reasons import RUNS_OUT, why_not_clear
from held_service import MARK, STAGES, Service, spoken
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from recruit_model import (
    against_advance,
    against_leaving,
    against_return,
    latest_spell,
    stage_on,
    stages_of,
)
from recruit_words import GATES, NEEDED, OTHERWISE, words

FIRST_DAY = date(2021, 3, 16)
# How many days pass before a command, and how far from today the day is that it names.
MOMENTS = st.sampled_from(
    [(0, 0), (1, 0), (0, 0), (1, -1), (3, -2), (0, -5), (9, 0), (12, -9), (31, -20), (40, 0),
     (0, -40), (0, -70), (0, 1), (0, 30), (200, -100), (400, 0), (0, 0)]
)  # fmt: skip
Moment = tuple[int, int]
# How many days before a stage its evidence came.
EARLY = [0, 0, 3, 30, 200, 1200, 0]
PEOPLE = 6
# Which of the people: a number into those there are, and somebody who is not there.
WHO = st.sampled_from([1, 2, 3, 4, 5, 6, 99, 1, 2, 3, 4, 5, 6])
SAID = f"{MARK} said so"
YES = st.booleans()
STEPS: list[st.SearchStrategy[tuple[str, dict[str, Any]]]] = []
Step = TypeVar("Step", bound=Callable[..., None])


def step(weight: int, **arguments: st.SearchStrategy[Any]) -> Callable[[Step], Step]:
    """Something that the co-ordinator may do next, and how likely."""

    def kept(method: Step) -> Step:
        taken = st.tuples(st.just(method.__name__), st.fixed_dictionaries(arguments))
        STEPS[:0] = [taken] * weight
        return method

    return kept


class Recruiting(RuleBasedStateMachine):
    """A co-ordinator at the keyboard: the way to approval, and all that may stand in it."""

    folder: Path
    base: Path
    done: Counter[str]

    @initialize()
    def open(self) -> None:
        """Begin with people at several places of the way."""
        file = shutil.copy(self.base, self.folder / "ivtool.db")
        self.service = Service(Path(file), FIRST_DAY)

    @rule(
        taken=st.deferred(lambda: st.one_of(STEPS)),
        looked_at=st.sampled_from([0, 1, 7, 30, 60, 365]),
    )
    def next(self, taken: tuple[str, dict[str, Any]], looked_at: int) -> None:
        """Do something; then who is clear to visit, on that day and an earlier one, is the same."""
        name, arguments = taken
        getattr(self, name)(**arguments)
        for ago in {0, looked_at}:
            self.clear_is_clear(self.service.day(-ago))

    def teardown(self) -> None:
        """Whatever happened: the file is sound, and everything can be looked at."""
        if not self.service.sound:
            return
        looks_well = self.service.looks_well
        for noun in ("volunteer", "staff", "training", "panel"):
            looks_well(noun, "list")
        for report in ("pipeline", "checks", "training", "compliance"):
            looks_well("report", report)
        looks_well("panel", "agenda")
        for number in self.service.numbers("volunteer"):
            looks_well("volunteer", "show", f"V-{number}")
            looks_well("volunteer", "show", f"V-{number}", "--as-of", str(FIRST_DAY))

    def clear_is_clear(self, on: str) -> None:
        """Stage, standing and clearance of everybody are what the rows come to."""
        rows, today = self.service.rows, self.service.day()
        ran = spoken(
            self.service.file, "--today", today, "volunteer", "list", "--as-of", on,
            "--format", "json",
        )  # fmt: skip
        assert ran.code == 0, ran
        for told in json.loads(ran.out):
            person = int(told["ref"][2:])
            against = list(why_not_clear(rows, person, on))
            assert told["clear"] == (not against), (on, told, against)
            assert told["stage"] == stage_on(rows, person, on), (on, told)
            gone = "left" in against
            assert (told["standing"] in ("withdrew", "not_accepted", "left")) == gone
            assert (told["standing"] == "on_hold") == ("on hold" in against and not gone)
            for kind in RUNS_OUT:
                good = told[kind] in ("in_date", "waived")
                assert good == (f"{kind} not in date" not in against), (on, told, against)

    def run(self, *arguments: str) -> Ran:
        """Run a changing command, and count what came of it."""
        ran = self.service.run(*arguments)
        self.done[" ".join((*arguments[:2], str(ran.code)))] += 1
        return ran

    def judged(self, against: Iterable[str], *arguments: str) -> bool:
        """Run a command that is done if, and only if, nothing is against it."""
        reasons = list(against)
        ran = self.run(*arguments)
        assert (ran.code == 0) == (not reasons), reasons
        return ran.code == 0

    def on(self, moment: Moment) -> str:
        """Let days pass, and name a day."""
        self.service.today += timedelta(days=moment[0])
        return self.service.day(moment[1])

    def is_there(self, who: int) -> bool:
        """Whether there is such a volunteer."""
        return who in self.service.rows["volunteer"]

    # Staff, sessions and panels.

    @step(1, what=st.sampled_from(["add", "lead", "lead", "leave"]),
        staff=st.sampled_from([1, 2, 3]), who=WHO, moment=MOMENTS, hand_to=YES,
    )  # fmt: skip
    def staff(self, what: str, staff: int, who: int, moment: Moment, hand_to: bool) -> None:
        """Somebody joins, leads, or leaves."""
        on = self.on(moment)
        more: tuple[str, ...] = (f"S-{staff}", "--volunteer", f"V-{who}")
        if what == "add":
            name = f"{MARK} Staff{len(self.service.rows['staff'])}"
            more = (name, "--role", MARK)
        elif what == "leave":
            more = (f"S-{staff}", "--hand-to", f"S-{staff % 3 + 1}") if hand_to else more[:1]
        self.run("staff", what, *more, "--on", on)

    @step(1, who=WHO, session=st.sampled_from([1, 2, 3, 9]), module=YES)
    def attended(self, who: int, session: int, module: bool) -> None:
        """Somebody else was there."""
        more = ("--module", "boundaries") if module else ()
        self.run("training", "attended", f"T-{session}", "--volunteer", f"V-{who}", *more)

    @step(2, who=WHO, ahead=st.sampled_from([2, 7, 0, -3]),
        matter=st.sampled_from(["approval", "approval", "second_match"]))  # fmt: skip
    def panel_add(self, who: int, ahead: int, matter: str) -> None:
        """Put somebody on an agenda."""
        self.run("panel", "add", f"V-{who}", "--on", self.service.day(ahead), "--matter", matter)

    @step(2, people=st.lists(st.sampled_from([1, 2, 3, 4, 5, 6, 99]), max_size=3), moment=MOMENTS,
        modules=st.sampled_from(["boundaries", "safeguarding boundaries", "safeguarding", "tea"]),
        days=st.sampled_from([0, 0, 1, -1]),
    )  # fmt: skip
    def training(self, people: list[int], moment: Moment, modules: str, days: int) -> None:
        """Hold a session; who was there has attended on its last day, and nobody else has."""
        on = self.on(moment)
        last = self.service.day(moment[1] + days)
        more = ["--until", last] if days else []
        for module in modules.split():
            more += ["--module", module]
        for who in people:
            more += ["--attended", f"V-{who}"]
        before = self.service.rows["volunteer_check"]
        ran = self.run("training", "add", "--on", on, *more, "--by", MARK)
        assert ran.code or on <= last <= self.service.day()
        rows = self.service.rows["volunteer_check"]
        new = [row for number, row in rows.items() if row != before.get(number)]
        known = {(row["volunteer_id"], row["module"] or row["kind"], row["from_on"]) for row in new}
        assert ran.code or known == {
            (who, module, last) for who in people for module in modules.split()
        }

    @step(3, who=WHO, moment=MOMENTS,
        decision=st.sampled_from(["approved", "approved_with_conditions --conditions Zzyzx",
                                  "deferred", "not_accepted", "approved_with_conditions"]),
    )  # fmt: skip
    def panel_decide(self, who: int, decision: str, moment: Moment) -> None:
        """A panel decides of somebody, most often of one who is on an agenda."""
        rows = self.service.rows
        open_ = [each for each in rows["volunteer_check"].values()
                 if each["meeting_id"] and not each["outcome"]]  # fmt: skip
        on = self.on(moment)
        if open_ and who % 3:
            who = open_[who % len(open_)]["volunteer_id"]
            self.run("panel", "decide", f"V-{who}", *decision.split())
        else:
            self.run("panel", "add", f"V-{who}", "--on", on)
            self.run("panel", "decide", f"V-{who}", *decision.split(), "--on", on)

    # What may stand beside the way.

    @step(1, reach=st.sampled_from(["--phone", "--languages", "--address"]), moment=MOMENTS)
    def add(self, reach: str, moment: Moment) -> None:
        """Somebody is interested."""
        name = f"{MARK} Also{len(self.service.rows['volunteer'])}"
        self.run("volunteer", "add", name, reach, MARK, "--on", self.on(moment))

    @step(1, who=WHO,
        edit=st.sampled_from(["--born 4/3/1985", "--born 4/3/2010", "--clear phone",
                              "--address Zzyzx", "--clear born", "--experience Zzyzx",
                              "--commitment 6", "--commitment 0"]),
    )  # fmt: skip
    def edit(self, who: int, edit: str) -> None:
        """Put something right, or wrong."""
        self.run("volunteer", "edit", f"V-{who}", *edit.split())

    @step(2, who=WHO, moment=MOMENTS, until=st.sampled_from([None, -9, 5, 60]), end=YES)
    def hold(self, who: int, moment: Moment, until: int | None, end: bool) -> None:
        """Put somebody on hold, or end that."""
        on = self.on(moment)
        last = () if until is None else ("--until", self.service.day(until))
        more = ("--end",) if end else ("--reason", SAID, *last)
        self.run("volunteer", "hold", f"V-{who}", "--on", on, *more)

    @step(2, who=WHO, how=st.sampled_from(["left", "withdrew", "not_accepted"]), moment=MOMENTS)
    def leave(self, who: int, how: str, moment: Moment) -> None:
        """Somebody leaves, withdraws, or is not accepted."""
        on = self.on(moment)
        against: Iterable[str] = ["nobody"]
        if self.is_there(who):
            against = against_leaving(self.service.rows, who, on, self.service.day())
        self.judged(
            against, "volunteer", "leave", f"V-{who}", "--how", how, "--reason", SAID, "--on", on
        )

    @step(2, who=WHO, moment=MOMENTS, other=st.sampled_from(GATES), known=YES)
    def waive_end(self, who: int, moment: Moment, other: str, known: bool) -> None:
        """End a waiver, most often one that there is."""
        mine = [
            each
            for each in self.service.rows["waiver"].values()
            if each["volunteer_id"] == who and not each["withdrawn_on"]
        ]
        gate = other.split()
        if known and mine:
            row = mine[-1]
            gate = [row["gate"]]
            gate += ["--slot", str(row["slot"])] if row["slot"] else []
            gate += ["--module", row["module"]] if row["module"] else []
        self.run("volunteer", "waive", f"V-{who}", *gate, "--end", "--on", self.on(moment))

    @step(3, who=WHO, gate=st.sampled_from(GATES), until=st.sampled_from([30, 0, 400, -1]),
        moment=MOMENTS)  # fmt: skip
    def waive(self, who: int, gate: str, until: int, moment: Moment) -> None:
        """Waive a gate."""
        on = self.on(moment)
        self.waived(who, gate, on, self.service.day(until))

    def waived(self, who: int, gate: str, on: str, until: str) -> None:
        """A waiver that is over before today, or begins later, is none."""
        ran = self.run(
            "volunteer", "waive", f"V-{who}", *gate.split(), "--on", on, "--until", until,
            "--by", MARK, "--reason", SAID,
        )  # fmt: skip
        assert ran.code or on <= self.service.day() <= until

    # The way.

    @step(1, who=WHO, moment=MOMENTS,
        what=st.sampled_from(["medical --outcome clear", "independence", "book", "chat",
                              "dbs --outcome clear --issued DAY"]),
        ago=st.sampled_from([0, 1, 40, 70]),
    )  # fmt: skip
    def check_instead(self, who: int, what: str, moment: Moment, ago: int) -> None:
        """Put right the record of a day."""
        on = self.on(moment)
        wrong = self.service.day(-ago)
        self.run("volunteer", "check", f"V-{who}", *words(what, on), "--instead-of", wrong)

    @step(6, who=WHO, moment=MOMENTS,
        what=st.sampled_from([*OTHERWISE, *(each for all_ in NEEDED.values() for each in all_)]),
    )  # fmt: skip
    def check(self, who: int, what: str, moment: Moment) -> None:
        """Record one piece of evidence."""
        self.run("volunteer", "check", f"V-{who}", *words(what, self.on(moment)))

    @step(6, who=WHO, at=st.sampled_from([*STAGES, *STAGES[2:7]]), moment=MOMENTS)
    def come_back(self, who: int, at: str, moment: Moment, *, nobody_else: bool = False) -> None:
        """Somebody who is gone returns, at a stage; the spells before stay as they were."""
        gone = [
            each for each in self.service.rows["volunteer"]
            if latest_spell(self.service.rows, each)["ended_on"]
        ]  # fmt: skip
        if gone and who % 3 and not nobody_else:
            who = gone[who % len(gone)]
        on = self.on(moment)
        rows = self.service.rows
        against: Iterable[str] = ["nobody"]
        if self.is_there(who):
            against = against_return(rows, who, at, on, self.service.day())
        before = rows["volunteer_stage"], rows["volunteer_spell"]
        line = ("volunteer", "return", f"V-{who}", "--at", at, "--on", on, "--note", SAID)
        if not self.judged(against, *line):
            return
        rows = self.service.rows
        [stage] = rows["volunteer_stage"].keys() - before[0].keys()
        [spell] = rows["volunteer_spell"].keys() - before[1].keys()
        assert (rows["volunteer_stage"][stage]["stage"], on) == (
            at, rows["volunteer_spell"][spell]["begun_on"],
        )  # fmt: skip
        for table, known in zip(("volunteer_stage", "volunteer_spell"), before, strict=True):
            assert all(rows[table][number] == row for number, row in known.items())

    @step(4, who=WHO, at=st.sampled_from([*STAGES[:7], STAGES[3], STAGES[4], STAGES[6]]),
        gap=st.sampled_from([1, 0, 40, 400]), further=st.sampled_from([1, 1, 2, 3]),
    )  # fmt: skip
    def begin_again(self, who: int, at: str, gap: int, further: int) -> None:
        """Somebody leaves, if they are here, and comes back; what is on file is old by then."""
        if not self.is_there(who):
            return
        if not latest_spell(self.service.rows, who)["ended_on"]:
            self.leave(who, "left", (0, 0))
        self.come_back(who, at, (gap, 0), nobody_else=True)
        to = STAGES[min(STAGES.index(at) + further, len(STAGES) - 1)]
        self.advanced(who, to, self.service.day())

    @step(4, who=WHO, to=st.sampled_from([None, *STAGES[3:], "approved"]), moment=MOMENTS)
    def advance(self, who: int, to: str | None, moment: Moment) -> None:
        """Go on by a stage, or by several."""
        self.advanced(who, to, self.on(moment))

    def advanced(self, who: int, to: str | None, on: str) -> None:
        """A stage is reached if, and only if, nothing of DOMAIN's gates lacks on the day."""
        aim = ("--to", to) if to else ()
        against: Iterable[str] = ["nobody"]
        if self.is_there(who):
            against = against_advance(self.service.rows, who, to, on, self.service.day())
        line = ("volunteer", "advance", f"V-{who}", *aim, "--on", on, "--note", SAID)
        if self.judged(against, *line) and to:
            assert stage_on(self.service.rows, who, self.service.day()) == to

    @step(14, who=WHO, moment=MOMENTS, left_out=st.sampled_from([9, 0, 1, 2, 3, 4, 9, 9, 9]),
        instead=st.sampled_from(["", "waive", "", "turn"]), early=st.sampled_from(EARLY),
    )  # fmt: skip
    def ready(self, who: int, moment: Moment, left_out: int, instead: str, early: int) -> None:
        """Do all that the next stage needs, but perhaps for one thing, or earlier; reach it."""
        on = self.on(moment)
        rows = self.service.rows
        on_the_way = {}
        for each in rows["volunteer"]:
            spell = latest_spell(rows, each)
            behind = max(map(STAGES.index, stages_of(rows, each, spell["spell"])))
            if not spell["ended_on"] and behind + 1 < len(STAGES):
                on_the_way[each] = STAGES[behind + 1]
        if not on_the_way:
            return
        who = sorted(on_the_way)[who % len(on_the_way)]
        to = on_the_way[who]
        if to == "application_completed":
            self.run("volunteer", "edit", f"V-{who}", "--born", "4/3/1985")
        for place, what in enumerate(NEEDED[to]):
            if place != left_out:
                came = self.service.day(moment[1] - early)
                self.run("volunteer", "check", f"V-{who}", *words(what, came))
            elif instead == "waive":
                self.waived(who, what.split()[0], on, self.service.day(40))
        if instead == "turn":
            self.run("volunteer", "check", f"V-{who}", "medical", "--outcome", "not_clear",
                     "--on", on)  # fmt: skip
        self.advanced(who, to, on)
