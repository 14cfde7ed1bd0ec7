"""A service in which every command that changes something can be run, and how its months look.

The clock is the stated day: what a command records is made to say so.
"""

import shlex
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, redirect_stderr, redirect_stdout
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from conftest import ROUNDS, Ran, change, opened, run_on

from ivtool import db
from ivtool.domain.days import Month
from ivtool.domain.names import NamesShown
from ivtool.domain.policy import KEYS
from ivtool.paper import as_document
from ivtool.rendering import as_json, as_object, as_objects
from ivtool.reports.children.waiting import waiting_list
from ivtool.reports.expenses.owed import owed_list
from ivtool.reports.office.compliance import compliance
from ivtool.reports.visits.ledger import ledger_listing
from ivtool.reports.visits.overdue import overdue
from ivtool.settings import Settings

TODAY, OCTOBER, AUGUST = date(2026, 11, 20), date(2026, 10, 20), date(2026, 8, 20)
# The month of OCTOBER is not yet closed on the first of these, and is on the second.
LAST_OPEN, FIRST_CLOSED = date(2026, 11, 5), date(2026, 11, 6)
CLOSE_DAYS = 5
FIRST_MONTH = Month(2026, 1)
AUTHORITIES = (None, "Fenmarsh", "Tarnside")
IMPORTED_ON = date(2026, 7, 1)
ONE_DAY = timedelta(days=1)

PEOPLE = (
    "key,name,email,date_of_birth,capacity,interest_expressed,approved,dbs_issued,safeguarding_on,"
    "independence_on,dbs_number"
)
DAYS = "2024-01-01,2024-06-01,2024-05-01,2024-05-01,2026-06-01,001234567890"
NAMES = ("Ann Lee", "Bob Ray", "Cat Oak", "Dan Oak", "Eve Sedge", "Fay Holt", "Gus Wold", "",
         "Ida Carr", "Jon Beck")  # fmt: skip
SHEETS = {
    "volunteers": "\n".join([
        PEOPLE,
        *(f"V{number},{name},{number}@example.org,1970-03-04,3,{DAYS}" if number != 8
          else "V8,Hal Fenn,8@example.org,1970-03-04,1,2026-06-03,,,,,"
          for number, name in enumerate(NAMES, start=1)),
    ]),
    "children": """
        key,name,date_of_birth,looked_after,responsible_authority,area_authority,placement_postcode,placement_from,social_worker
        C1,Mo Hart,2013-05-10,yes,Fenmarsh,Fenmarsh,LN1,2024-01-01,A. Osier
        C2,Zoe Pike,2012-06-11,yes,Tarnside,Tarnside,LN2,2024-01-01,A. Osier
        C3,Lou Rush,2012-06-11,yes,Fenmarsh,Fenmarsh,LN3,2024-01-01,A. Osier
        C4,Una Fay,2012-06-11,yes,Fenmarsh,Fenmarsh,LN4,2024-01-01,A. Osier
        C5,Val Dale,2012-06-11,yes,Tarnside,Tarnside,LN5,2024-01-01,A. Osier
        C6,Wyn Moor,2012-06-11,yes,Tarnside,Tarnside,LN6,2024-01-01,A. Osier
        C7,Xan Lyle,2008-06-11,yes,Fenmarsh,Fenmarsh,LN7,2024-01-01,A. Osier
        C8,Yul Bray,2012-06-11,yes,Fenmarsh,Fenmarsh,LN8,2024-01-01,A. Osier
    """,
    "referrals": """
        key,child,received_on,source,reasons,staff_visit_on,closed_on,outcome
        R1,C1,2026-01-01,iro,Distance from home,2026-01-10,,
        R2,C2,2026-01-01,iro,Distance from home,2026-01-10,,
        R3,C3,2026-01-01,iro,Distance from home,2026-01-10,,
        R4,C4,2026-01-01,iro,Distance from home,2026-01-10,,
        R7,C7,2026-01-01,iro,Distance from home,2026-01-10,,
        R8,C8,2026-01-01,iro,Distance from home,2026-01-10,2026-06-15,withdrawn
    """,
    "matches": """
        key,referral,volunteer,second_volunteer,proposed_on,first_meeting_on,started_on
        M1,R1,V1,,2026-02-01,2026-02-10,2026-03-01
        M2,R2,V2,,2026-02-01,2026-02-10,2026-03-01
        M3,R3,V3,V4,2026-02-01,2026-02-10,2026-03-01
        M4,R7,V10,,2026-02-01,2026-02-10,2026-03-01
        M5,R8,V6,,2026-02-01,2026-02-10,2026-03-01
    """,
}  # fmt: skip
VISITS = {
    "M1": "06-10 07-10 08-10 09-10 10-10",
    "M2": "06-12 07-12 10-12",
    "M3": "06-14 07-14 08-14 09-14 10-14 11-14",
    "M4": "06-16 07-16",
}
# What no sheet holds, by hand and on the day: so that none of it came late.
BY_HAND = (
    ("2026-07-05", "referral add C-5 --source carer --on 2026-07-05"),
    ("2026-07-05", "referral add C-6 --source carer --on 2026-07-05"),
    ("2026-07-05", "staff add 'Ros Hale' --role co-ordinator"),
    ("2026-07-05", "staff add 'Kit Ames' --role manager"),
    ("2026-07-05", "volunteer check V-8 pack --method email"),
    ("2026-07-06", "match propose R-4 --volunteer V-5"),
    ("2026-07-06", "match propose R-4 --volunteer V-1"),
    ("2026-07-07", "match heard M-6 volunteer agrees"),
    ("2026-07-07", "match heard M-6 social_worker agrees"),
    ("2026-07-07", "match heard M-6 carer agrees"),
    ("2026-07-08", "match shown M-6"),
    ("2026-07-08", "match heard M-6 child agrees"),
    ("2026-07-09", "match met M-6"),
    ("2026-07-10", "match heard M-6 child agrees"),
    ("2026-07-10", "match heard M-6 volunteer agrees"),
    ("2026-08-01", "match pause M-2 --reason illness"),
    ("2026-08-01", "volunteer leave V-7 --reason moved"),
    ("2026-08-01", "volunteer hold V-9 --reason 'a baby'"),
    ("2026-08-01", "volunteer waive V-2 dbs --until 2026-12-31 --by Ros --reason slow"),
    ("2026-08-10", "concern raise --child C-1 --kind health --words 'a cough'"),
    ("2026-08-10", "concern told K-1 social_worker"),
    ("2026-08-12", "concern raise --child C-2 --kind other --words 'a worry'"),
    (
        "2026-08-14",
        "match review M-1 --outcome continue --view carer ok --action 'b by 2026-09-01'",
    ),
    ("2026-08-15", "review plan C-1 --due 2026-10-15"),
    ("2026-08-16", "expenses claim V-1 --on 2026-08-15 --miles 24 --item 'admission=12.00 zoo'"),
    ("2026-09-01", "volunteer check V-3 independence"),
    ("2026-09-05", "training add --module safeguarding --attended V-3"),
    ("2026-09-10", "referral close R-8 --outcome declined --why mentor --look-again 2027-06-01"),
    ("2026-09-11", "expenses claim V-1 --on 2026-09-10 --miles 12 --item 'meal=8.00 tea'"),
    ("2026-09-12", "expenses approve E-2"),
    ("2026-09-12", "expenses claim V-2 --on 2026-09-10 --match M-2 --miles 9"),
    ("2026-09-12", "expenses claim V-3 --on 2026-09-10 --match M-3 --item 'fare=5.00 bus'"),
    ("2026-09-12", "expenses claim V-3 --on 2026-09-11 --match M-3 --item 'meal=6.00 tea'"),
    ("2026-09-13", "expenses approve E-4 E-5"),
    ("2026-09-14", "expenses pay E-4 E-5 --reference 'BACS 0'"),
    ("2026-09-15", "match end M-5 --route agreed_end --reason far --no-more"),
    ("2026-09-16", "visit excuse M-4 2026-09 --by Ros --reason trip"),
    ("2026-09-18", "expenses reverse E-5 --why twice"),
    ("2026-09-20", "panel add V-6 --on 2026-09-25 --matter second_match"),
    ("2026-11-05", "visit log M-4 --on 2026-11-04 --kind phone --next 2026-12-20"),
    ("2026-11-05", "visit plan M-3 --on 2026-12-20"),
    ("2026-11-05", "support log supervision --with V-1 --on 2026-10-10 --action 'a by 2026-10-30'"),
    ("2026-11-05", "support plan outing --on 2026-12-20 --invite V-2"),
    ("2026-11-05", "support plan supervision --on 2026-12-20 --invite V-3"),
    ("2026-11-05", "training plan --on 2026-12-20 --topic loss --invite V-2"),
)


class Way(NamedTuple):
    """One way to run a command, and what day the fact is of that it changes.

    `{on}` is the day that the command names. `facts` are the days of the fact before and after, as
    the command's own words or its record tell; none where no figure of a month uses it. `days` are
    those that can be named; on them all it is done. `of_child`: what is known of a child is of no
    month, and the groups in which months count them go by it whenever it was entered.
    """

    words: str
    facts: tuple[str, ...] = ("{on}",)
    days: tuple[date, ...] = (TODAY, OCTOBER, AUGUST)
    of_child: bool = False

    @property
    def command(self) -> str:
        """The command, without what it is about."""
        words = self.words.split()
        return words[0] if words[0] == "import" else " ".join(words[:2])

    def dated(self, on: date) -> list[date]:
        """The days of the fact."""
        return [date.fromisoformat(each.format(on=on)) for each in self.facts]

    def typed(self, on: date, sheets: Path) -> list[str]:
        """The command line."""
        return shlex.split(self.words.format(on=on, sheets=sheets))


def _once(words: str, *facts: str) -> Way:
    """A way that names no day of its own."""
    return Way(words, facts, (TODAY,))


def _no_fact(words: str, *days: date) -> Way:
    """A way to change what no figure of a month uses."""
    return Way(words, (), days or (TODAY, OCTOBER, AUGUST))


VALUES = {
    "service.name": "'Another Service'",
    "service.contact": "01235",
    "holidays.extra": "2026-10-23",
    "checks.warn_days": "40",
    "training.modules": "safeguarding",
    "backups.folder": "/var/backups",
    "expenses.rates.car": "40",
    "expenses.rates.car_above": "20",
    "expenses.rates.motorcycle": "20",
    "expenses.rates.bicycle": "10",
    "volunteer.min_age": "21",
    "visits.every_months": "2",
    "visits.escalate_days": "40",
    "visits.red_days": "10",
    "visits.grace_days": "3",
    "visits.min_days_for_month": "28",
    "report.close_days": "9",
    "matching.weights": "'50; 20; 20; 5; 5'",
}
# What the figures of a month do not go by.
UNUSED = ("backups.", "checks.chase_days", "checks.warn_days", "expenses.rates.", "match.",
          "matching.", "referrals.", "retention.", "training.modules",
          "volunteer.")  # fmt: skip
CHANGING: tuple[Way, ...] = (
    Way("volunteer add 'Kay Reed' --phone 07700900123 --on {on}"),
    _no_fact("volunteer edit V-1 --name 'Ann Marsh' --phone 07700900124", TODAY),
    _no_fact("volunteer edit V-1 --clear email --address 'Mill Lane 3' --capacity 4", TODAY),
    Way("volunteer advance V-8 --on {on}"),
    _once("volunteer advance V-8 --on 2026-06-10 --correct", "2026-06-03", "2026-06-10"),
    Way("volunteer check V-1 dbs --outcome clear --issued {on} --on {on}"),
    Way("volunteer check V-1 dbs --outcome not_clear --issued {on} --on {on}"),
    Way("volunteer check V-2 dbs --checked {on}"),
    Way("volunteer check V-4 independence --on {on}"),
    Way("volunteer check V-4 training --module safeguarding --on {on}"),
    Way("volunteer check V-3 independence --instead-of 2026-09-01 --on {on}",
        ("2026-09-01", "{on}")),
    _no_fact("volunteer check V-1 medical --outcome clear --on {on}"),
    _no_fact("volunteer check V-1 dbs --asked {on}"),
    Way("volunteer hold V-5 --reason rest --on {on}"),
    Way("volunteer hold V-6 --reason rest --on {on} --until 2026-12-31"),
    Way("volunteer hold V-9 --end --on {on}"),
    Way("volunteer hold V-9 --on {on} --correct", ("2026-08-01", "{on}")),
    _once("volunteer hold V-9 --withdraw", "2026-08-01"),
    _once("volunteer hold V-9 --end --on 2026-08-01", "2026-08-01"),
    Way("volunteer leave V-5 --reason moved --on {on}"),
    Way("volunteer return V-7 --at training_completed --on {on}"),
    Way("volunteer waive V-1 safeguarding --until 2026-12-31 --by Ros --reason slow --on {on}"),
    _no_fact("volunteer waive V-1 medical --until 2026-12-31 --by Ros --reason slow --on {on}"),
    Way("volunteer waive V-2 dbs --end --on {on}"),
    Way("volunteer waive V-2 dbs --on {on} --correct", ("2026-08-01", "{on}")),
    _once("volunteer waive V-2 dbs --withdraw", "2026-08-01"),
    _once("volunteer waive V-2 dbs --end --on 2026-08-01", "2026-08-01"),
    _no_fact("volunteer book V-1 --first-name Ann --food pancakes --completed --on {on}"),
    _no_fact("volunteer purge", TODAY),
    _once("child edit C-1 --authority Tarnside", str(TODAY)),
    Way("child edit C-1 --authority Tarnside --on {on}"),
    # Since the child was asked for.
    _once("child edit C-1 --authority Tarnside --correct", "2026-01-01"),
    _no_fact("child edit C-2 --gender female --looked-after no --born 2012-06-12", TODAY)._replace(
        of_child=True
    ),
    _no_fact("child wish C-2 language=Polish lowest_age=30 --must", TODAY),
    _no_fact("child wish C-1 --clear", TODAY),
    Way("child move C-1 --postcode LN9 --kind 'Foster care' --on {on}"),
    Way("child move C-1 --on {on} --correct", ("2024-01-01", "{on}"), of_child=True),
    _once("child move C-1 --withdraw", "2024-01-01")._replace(of_child=True),
    Way("child worker C-1 social_worker 'B. Ash' --on {on}"),
    _once("child worker C-1 social_worker --withdraw"),
    _no_fact("child worker C-1 iro 'B. Ash' --on {on}"),
    Way("referral add 'Ty Vane' --source iro --authority Fenmarsh --on {on}"),
    Way("referral add C-6 --source iro --authority Fenmarsh --on {on}", days=(TODAY, OCTOBER)),
    _once("referral edit R-7 --source advocate", "2026-07-05"),
    Way("referral edit R-7 --received {on}", ("2026-07-05", "{on}")),
    _no_fact("referral edit R-7 --reasons best_interests", TODAY),
    Way("referral record R-7 staff_visit --on {on}"),
    Way("referral record R-7 accepted --on {on}"),
    _no_fact("referral record R-7 child_form --on {on}"),
    Way("referral close R-7 --outcome withdrawn --on {on}"),
    Way("referral close R-4 --outcome not_eligible --on {on}"),
    Way("referral reopen R-8 --on {on}", days=(TODAY, OCTOBER)),
    _no_fact("match propose R-4 --volunteer V-2 --on {on}"),
    Way("match heard M-7 carer objects --on {on}"),
    _no_fact("match shown M-7 --on {on}"),
    _no_fact("match met M-7 --on {on}"),
    Way("match start M-6 --on {on}"),
    _once("match start M-3 --on 2026-02-20 --correct", "2026-02-20", "2026-03-01"),
    _no_fact("match propose R-4 --volunteer V-5 --on 2026-07-05 --correct", TODAY),
    Way("match pause M-1 --reason exams --on {on}"),
    Way("match pause M-3 --reason exams --on {on} --until 2026-12-20"),
    Way("match resume M-2 --on {on}"),
    Way("match pause M-2 --on {on} --correct", ("2026-08-01", "{on}")),
    _once("match pause M-2 --withdraw", "2026-08-01"),
    _once("match resume M-2 --on 2026-08-01", "2026-08-01"),
    Way("match interval M-1 --every 2 --on {on}"),
    Way("match review M-3 --outcome continue --view child fine --on {on}"),
    Way(
        "match review M-1 --on {on} --correct --agreed 1 --action 'ring by 2026-12-30'",
        ("2026-08-14", "{on}"),
    ),
    _once("match review M-1 --view child fine --correct", "2026-08-14"),
    _once("match review M-1 --withdraw", "2026-08-14"),
    _no_fact("match review M-1 --note quiet --rate confidence=3 --correct", TODAY),
    _no_fact("match review M-1 --done 1", TODAY),
    Way("review plan C-3 --due {on}"),
    Way("review held C-4 --wants-iv yes --attended yes --on {on}"),
    Way("review held C-1 --on {on}", ("2026-10-15", "{on}")),
    Way("review correct C-1 --of 2026-10-15 --due {on}", ("2026-10-15", "{on}")),
    _once("review withdraw C-1 --of 2026-10-15", "2026-10-15"),
    Way("match continue M-4 --on {on}"),
    Way("match end M-4 --route care_ended --reason home --no-more --on {on}", days=(TODAY,)),
    Way("match end M-2 --route agreed_end --reason far --no-more --planned --on {on}",
        days=(TODAY, OCTOBER)),
    Way("match end M-1 --route agreed_end --reason far --another-wanted --on {on}",
        days=(TODAY, OCTOBER)),
    Way("match end M-5 --another-wanted --on {on} --correct", ("2026-09-15", "{on}")),
    _once("match reopen M-5", "2026-09-15"),
    _no_fact("match end M-7 --route child_objected --on {on}"),
    Way("visit log M-1 --minutes 60 --on {on}"),
    Way("visit log M-3 --kind phone --minutes 20 --on {on}"),
    _once("visit log M-4 --kind phone --minutes 20 --again --on 2026-11-04", "2026-11-04"),
    Way("visit log M-4 --cancelled-by carer --on {on}"),
    Way("visit log M-2 --miles 10 --spend 'meal=31.00 tea' --concern worry --on {on}"),
    Way("visit correct L-4 --on {on}", ("2026-08-10", "{on}")),
    _once("visit correct L-9 --outcome missed", "2026-10-12"),
    _once("visit correct L-13 --minutes 45", "2026-09-14"),
    _no_fact("visit correct L-14 --note quiet --mood 2 --words hello", TODAY),
    _once("visit withdraw L-12 --why wrong", "2026-08-14"),
    _once("visit move L-12 M-1", "2026-08-14"),
    _once("visit excuse M-4 2026-09 --withdraw", "2026-09-01"),
    _once("visit excuse M-4 2026-10 --by Ros --reason trip", "2026-10-01"),
    _once("visit excuse M-4 2026-12 --by Ros --reason trip", "2026-12-01"),
    _no_fact("visit plan M-1 --on 2026-12-01", TODAY),
    _no_fact("visit plan M-3 --on 2026-12-20 --withdraw", TODAY),
    Way("expenses claim V-1 --match M-1 --miles 9 --item 'meal=40.00 tea' --on {on}"
        " --claimed {on}"),
    Way("expenses claim V-1 --match M-1 --item 'fare=4.00 bus' --on 2026-08-14 --claimed {on}",
        ("2026-08-14", "{on}")),
    _no_fact("expenses approve E-1 --on {on}"),
    _no_fact("expenses query E-2 --why which --on {on}", TODAY, OCTOBER),
    Way("expenses decline E-3 --why no --on {on}", ("2026-09-10", "{on}"), (TODAY, OCTOBER)),
    Way("expenses pay E-2 --reference 'BACS 1' --on {on}", days=(TODAY, OCTOBER)),
    Way("expenses reverse E-4 --why wrong --on {on}", ("{on}",), (TODAY, OCTOBER)),
    Way("expenses reverse P-1 --not-owed --why wrong --on {on}",
        ("2026-09-10", "2026-09-14", "{on}"), (TODAY, OCTOBER)),
    _once("expenses reverse E-5 --withdraw", "2026-09-14", "2026-09-18"),
    Way("concern raise --child C-3 --kind health --words cold --on {on}"),
    Way("concern raise --volunteer V-3 --kind allegation_about_volunteer --words x --on {on}"),
    Way("concern told K-2 social_worker --on {on}"),
    _no_fact("concern told K-1 manager --on {on}"),
    _no_fact("concern note K-1 --note better", TODAY),
    Way("concern close K-1 --note well --on {on}"),
    _once("concern withdraw K-2 --why mistaken", "2026-08-12"),
    _once("concern withdraw K-2 --duplicate-of K-1 --why twice", "2026-08-12"),
    _no_fact("concern show K-1", TODAY),
    Way("training add --module safeguarding --attended V-4 --on {on}"),
    _no_fact("training add --module boundaries --attended V-4 --on {on}"),
    _once("training attended T-1 --volunteer V-4", "2026-09-05"),
    _once("training attended T-1 --volunteer V-3 --withdraw", "2026-09-05"),
    _no_fact("training plan --on 2026-12-20 --module all --invite V-1", TODAY),
    _no_fact("training invite T-2 --volunteer V-1", TODAY),
    _no_fact("training comes T-2 V-2 yes", TODAY),
    _no_fact("training correct T-2 --topic grief", TODAY),
    _no_fact("training withdraw T-2", TODAY),
    _no_fact("training held T-2 --on {on}"),
    Way("support log supervision --with V-2 --on {on}"),
    _no_fact("support log agm --all-live --on {on}", TODAY, OCTOBER),
    _no_fact("support plan phone --on 2026-12-20 --invite V-1", TODAY),
    _no_fact("support comes U-2 V-2 no", TODAY),
    Way("support held U-3 --on {on}"),
    _no_fact("support held U-2 --on {on}"),
    Way("support correct U-1 --on {on}", ("2026-10-10", "{on}"), (OCTOBER,)),
    _once("support correct U-1 --with V-2", "2026-10-10"),
    _once("support correct U-1 --kind phone", "2026-10-10"),
    _no_fact("support correct U-1 --minutes 50 --note quiet", TODAY),
    _no_fact("support done U-1/1 --on {on}", TODAY, OCTOBER),
    _once("support withdraw U-1 --why wrong", "2026-10-10"),
    _no_fact("panel add V-5 --matter second_match --on {on}"),
    _no_fact("panel decide V-6 approved", TODAY),
    _no_fact("staff add 'Una Lees' --role manager --on {on}"),
    _no_fact("staff edit S-1 --hours 30", TODAY),
    _no_fact("staff lead S-1 --match M-1 --volunteer V-1 --referral R-4 --on {on}"),
    _no_fact("staff leave S-2 --on {on}"),
    *(
        Way(
            f"policy set {key} {VALUES.get(key, '4')} --from {{on}}",
            () if key.startswith(UNUSED) else ("{on}",),
        )
        for key in KEYS
    ),
    Way("policy set authority.Fenmarsh.looked_after 40 --from {on}"),
    _no_fact("job run concerns", TODAY),
    Way("import {sheets}/new"),
    Way("import {sheets}/renewed --update"),
)  # fmt: skip
# What a renewal in a sheet, an import of the day, brings.
IMPORTED = {
    "new": {"visits": "match,on,kind,outcome\nM1,{on},visit,missed\n"},
    "renewed": {
        "volunteers": f"{PEOPLE}\nV1,Ann Lee,1@example.org,1970-03-04,3,"
        "2024-01-01,2024-06-01,{on},2024-05-01,2026-06-01,001234567890\n"
    },
}  # fmt: skip


def make(file: Path, folder: Path) -> None:
    """Put the service into a new file."""
    _write(folder / "first", {name: _flush(text) for name, text in SHEETS.items()}, TODAY)
    lines = [f"{key},2026-{day},visit,held,90" for key, days in VISITS.items()
             for day in days.split()]  # fmt: skip
    header = "match,on,kind,outcome,minutes"
    _write(folder / "visits", {"visits": "\n".join([header, *lines])}, TODAY)
    assert record(file, IMPORTED_ON, "import", str(folder / "first")).code == 0
    for day, words in BY_HAND:
        done = record(file, date.fromisoformat(day), *shlex.split(words))
        assert done.code == 0, (words, done)
    assert record(file, date(2026, 11, 15), "import", str(folder / "visits")).code == 0


def write_sheets(folder: Path, on: date) -> None:
    """Write the sheets that an import brings of a day."""
    for name, sheets in IMPORTED.items():
        shutil.rmtree(folder / name, ignore_errors=True)
        _write(folder / name, sheets, on)


def _write(folder: Path, sheets: dict[str, str], on: date) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in sheets.items():
        (folder / f"{name}.csv").write_text(text.replace("{on}", str(on)), encoding="utf-8")


def _flush(text: str) -> str:
    return "\n".join(line.strip() for line in text.strip().splitlines()) + "\n"


def record(file: Path, today: date, *arguments: str) -> Ran:
    """Run a command on a day, by the real clock too."""
    before = _last_set(file)
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run_on(file, "--today", str(today), *arguments)
    recorded_on(file, today, after=before)
    return Ran(code, out.getvalue(), err.getvalue())


def recorded_on(file: Path, day: date, *, after: int) -> None:
    """Make what was recorded since a change set say that it was recorded on a day."""
    with closing(opened(file)) as connection:
        [(made,)] = connection.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'tr_change_set_update'"
        ).fetchall()
    change(
        file,
        "BEGIN; DROP TRIGGER tr_change_set_update;"
        f" UPDATE change_set SET recorded_at = '{day}T12:00:00Z' WHERE id > {after};"
        f" {made}; COMMIT",
    )


def _last_set(file: Path) -> int:
    with closing(opened(file)) as connection:
        return int(connection.execute("SELECT coalesce(max(id), 0) FROM change_set").fetchone()[0])


def months_past(today: date) -> Iterator[Month]:
    """The months that are over on a day."""
    return FIRST_MONTH.until(Month.of(today) + -1)


def looks(file: Path, today: date) -> dict[Month, dict[str, str]]:
    """Every month that is over, as its reports print it, for all children and an authority's.

    The months take turns with the authorities; a hunt looks at both of each.
    """
    names = NamesShown.REFS
    found: dict[Month, dict[str, str]] = {}
    with db.reading(Settings(db=str(file), today_asked=str(today))) as reader:
        for place, month in enumerate(months_past(today)):
            whose = AUTHORITIES if ROUNDS > 1 else (None, AUTHORITIES[1 + place % 2])
            seen = found[month] = {}
            for authority in whose:
                paper = compliance(reader, month, today, authority)
                figures = {**paper.data}
                seen[f"groups {authority}"] = as_object({"": figures.pop("breakdown")})
                seen[f"compliance {authority}"] = as_object(figures)
                if authority is None and month == Month.of(today) + -1:
                    # The paper is made of the same figures: once is enough.
                    seen["groups text"] = as_document(paper, "txt")
                last = month.last
                shown = (FIRST_MONTH, month)
                for name, listing in (
                    ("overdue", overdue(reader, last, names, authority=authority)),
                    ("ledger", ledger_listing(reader, last, names, shown, authority=authority)),
                    ("waiting", waiting_list(reader, last, names, authority=authority)),
                    ("owed", owed_list(reader, last, names, authority=authority)),
                ):
                    seen[f"{name} {authority}"] = "".join(as_json(as_objects(listing)))
    return found


def entered_since(file: Path, month: Month, today: date) -> int:
    """How many facts of a month came in after its close."""
    with db.reading(Settings(db=str(file), today_asked=str(today))) as reader:
        found = compliance(reader, month, today).data["entered_since"]
    assert isinstance(found, int)
    return found


def differing(
    before: dict[Month, dict[str, str]], after: dict[Month, dict[str, str]]
) -> dict[Month, Sequence[str]]:
    """The months that look another way than before, each with what does."""
    found = {
        month: [name for name, text in seen.items() if after[month][name] != text]
        for month, seen in before.items()
    }
    return {month: names for month, names in found.items() if names}
