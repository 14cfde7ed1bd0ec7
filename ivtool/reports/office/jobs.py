"""Jobs as listings: what a run has to tell, the jobs and their last runs, the runs of one."""

from collections.abc import Mapping
from datetime import date

from ivtool.domain.days import short_day
from ivtool.domain.office.jobs import News, Receipt, last_success, problems_with_jobs
from ivtool.domain.office.todo import ToDo
from ivtool.domain.office.vocabulary import Job
from ivtool.domain.refs import child_ref, match_ref, volunteer_ref
from ivtool.errors import Problem
from ivtool.queries import policy as policies
from ivtool.queries.office import jobs as queries
from ivtool.queries.reading import Reader
from ivtool.rendering import Column, Listing, Shape

FOUND_COLUMNS = (
    Column("job"),
    Column("ref", "ref"),
    Column("what", "what"),
    Column("degree"),
    Column("since_on", "since", Shape.DAY),
    Column("days", "days", Shape.NUMBER),
    Column("stands"),
    Column("command", "command"),
    Column("match"),
    Column("volunteer"),
    Column("child"),
    Column("authority"),
)
# What the month's own line has beside.
HISTORY = Column("history", "history")
JOB_COLUMNS = (
    Column("job", "job"),
    Column("what", "what it tells", wide=True),
    Column("every", "every", wide=True),
    Column("last_success", "done to", Shape.DAY),
    Column("stated_on", "last run", Shape.DAY),
    Column("found", "found", Shape.NUMBER),
    Column("last_outcome", "came to"),
    Column("fault", "fault"),
    Column("late", "wrong", Shape.YES_NO),
    Column("started_at"),
    Column("ended_at"),
)
RUN_COLUMNS = (
    Column("job", "job"),
    Column("period_from", "from", Shape.DAY),
    Column("period_until", "to", Shape.DAY),
    Column("stated_on", "run on", Shape.DAY),
    Column("outcome", "came to"),
    Column("found", "found", Shape.NUMBER),
    Column("fault", "fault"),
    Column("started_at"),
    Column("ended_at"),
)
RUN = tuple(column.field for column in RUN_COLUMNS)
TELLS = {
    Job.MISSED_VISITS: "matches that are overdue",
    Job.CHECKS: "checks that lapse or were asked for too long ago; supervision overdue",
    Job.CONCERNS: "who must be told of a concern today, or should have been",
    Job.BACKUP: "saves a backup; tells what would be lost",
    Job.MONTH_END: "the figures of a closed month, and who was not visited in it",
}
NOT_ENDED = "began and has not ended"
RESTORED = "a backup was restored since"


def told_listing(job: Job, told: News, standing: int, proofs: Mapping[str, str | None]) -> Listing:
    """What a run tells: what still is so first, the worst first; then what was so in between.

    `proofs` are the ends of the history by the months that are told of.
    """
    lines = [(each if still else _was(each, day), still) for day, each, still in told.told]
    lines.sort(key=lambda line: (not line[1], -line[0].degree, -(line[0].days or 0)))
    rows = [
        {
            "job": job,
            "ref": each.ref,
            "what": each.reason,
            "degree": each.degree,
            "since_on": each.since_on,
            "days": each.days,
            "stands": still,
            "command": each.command,
            "match": each.about.match and match_ref(each.about.match),
            "volunteer": each.about.volunteer and volunteer_ref(each.about.volunteer),
            "child": each.about.child and child_ref(each.about.child),
            "authority": each.authority,
            "history": proofs.get(each.ref),
        }
        for each, still in lines
    ]
    still_so = f"; {standing} still stand{'s' * (standing == 1)} (--all)" if standing else ""
    return Listing(
        f"{job.value}: {len(rows)} to see to",
        (*FOUND_COLUMNS, HISTORY) if job is Job.MONTH_END else FOUND_COLUMNS,
        rows,
        f"{job.value}: nothing new{still_so}.",
    )


def _was(each: ToDo, day: date) -> ToDo:
    return each._replace(
        reason=(each.was or each.reason).replace("{}", short_day(day)),
        since_on=day,
        days=None,
        command=(each.was_command or each.command).replace("{}", str(day)),
    )


def job_list(reader: Reader, today: date) -> Listing:
    """Every job: how far it came, how its last run ended, and whether anything is wrong with it."""
    receipts = queries.receipts(reader, today)
    wrong = {each.of for each in problems(reader, today, receipts)}
    rows = []
    for job in Job:
        runs = [each for each in receipts if each.run.job is job]
        success = last_success(runs, job, today)
        row = dict.fromkeys(RUN) if not runs else _run(runs[-1])
        rows.append(
            row
            | {
                "job": job,
                "what": TELLS[job],
                "every": "month" if job is Job.MONTH_END else "day",
                "last_success": success.period_until if success else None,
                "last_outcome": row["outcome"],
                "late": job in wrong,
            }
        )
    notes = [] if receipts else ["No job ever ran: ivtool job crontab"]
    return Listing(f"Jobs as of {short_day(today)}", JOB_COLUMNS, rows, "", notes)


def run_list(reader: Reader, job: Job) -> Listing:
    """The runs of one job, the newest first; not more than a hundred."""
    rows = [_run(each) for each in queries.runs(reader, job)]
    return Listing(f"Runs of {job.value}", RUN_COLUMNS, rows, f"{job.value} never ran.")


def problems(reader: Reader, today: date, receipts: list[Receipt] | None = None) -> list[Problem]:
    """What is wrong with the jobs; nothing where none ever ran."""
    found = queries.receipts(reader, today) if receipts is None else receipts
    if not found:
        return []
    policy = policies.policy(reader)
    extra = policy.dates("holidays.extra", today)
    return problems_with_jobs(found, today, extra, policy.count("report.close_days", today))


def is_wrong(listing: Listing, job: Job | None) -> bool:
    """Whether anything is wrong with any of the jobs listed, or with one of them."""
    return any(row["late"] for row in listing.rows if job in (None, row["job"]))


def _run(receipt: Receipt) -> dict[str, object]:
    run, fault = receipt.run, receipt.run.fault
    if run.outcome is None:
        fault = RESTORED if receipt.restored_since else NOT_ENDED
    return {field: getattr(run, field) for field in RUN} | {"fault": fault}
