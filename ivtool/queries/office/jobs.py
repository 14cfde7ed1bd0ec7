"""What the receipts of jobs tell: the runs of each, and what was told already."""

from datetime import date

from ivtool.domain.office.jobs import Receipt
from ivtool.domain.office.records import JobTold
from ivtool.domain.office.vocabulary import Job, JobOutcome
from ivtool.queries.reading import Reader, day, needed_day
from ivtool.rows import columns_of, records

COLUMNS = (
    "SELECT id, job, period_from, period_until, stated_on, started_at, ended_at, outcome, found,"
    " fault FROM job_run"
)
DONE = "WHERE job = :job AND outcome = 'done'"
# Each is found by the index that begins with the job.
OF_INTEREST = (
    "WHERE job = :job ORDER BY id LIMIT 1",
    "WHERE job = :job ORDER BY id DESC LIMIT 1",
    f"{DONE} ORDER BY id DESC LIMIT 1",
    f"{DONE} AND period_until <= :until ORDER BY period_until DESC LIMIT 1",
)
MOST_LISTED = 100


def receipts(reader: Reader, until: date | None = None) -> list[Receipt]:
    """Of each job the first run, the last, and those that succeeded last and reached furthest.

    In the order of the runs; empty where no job ever ran. With `until` it is the one that reached
    furthest of those up to a day: where the clock was ahead, others reach further.
    """
    end = str(until or date.max)
    found = {}
    for job in Job:
        for condition in OF_INTEREST:
            for row in reader.execute(f"{COLUMNS} {condition}", {"job": job.value, "until": end}):
                found[row[0]] = row
    if not found:
        return []
    restored = _restored(reader)
    told = dict(reader.execute("SELECT job, max(told_on) FROM job_told GROUP BY job").fetchall())
    return [_receipt(found[number], restored, told) for number in sorted(found)]


def runs(reader: Reader, job: Job) -> list[Receipt]:
    """The runs of a job, the newest first; not more than a hundred."""
    rows = reader.execute(
        f"{COLUMNS} WHERE job = :job ORDER BY id DESC LIMIT {MOST_LISTED}", {"job": job.value}
    ).fetchall()
    restored = _restored(reader)
    return [_receipt(row, restored, {}) for row in rows]


def last_success(reader: Reader, job: Job, until: date) -> date | None:
    """The furthest day that a run which succeeded reached, of those up to a day."""
    row = reader.execute(
        "SELECT max(period_until) FROM job_run"
        " WHERE job = :job AND outcome = 'done' AND period_until <= :until",
        {"job": job.value, "until": until.isoformat()},
    ).fetchone()
    return day(row[0])


def told(reader: Reader, job: Job) -> list[JobTold]:
    """What a job has told that stands."""
    rows = reader.execute(
        f"SELECT {columns_of(JobTold)} FROM job_told WHERE job = :job ORDER BY id",
        {"job": job.value},
    )
    return records(JobTold, rows)


def _restored(reader: Reader) -> str | None:
    """When a backup was last put in the file's place (UTC)."""
    row = reader.execute("SELECT max(done_at) FROM file_receipt WHERE deed = 'restore'").fetchone()
    return None if row[0] is None else str(row[0])


def _receipt(row: tuple[object, ...], restored: str | None, told: dict[str, str]) -> Receipt:
    _, job, first, until, stated_on, started_at, ended_at, outcome, found, fault = row
    return Receipt(
        job=Job(str(job)),
        period_until=needed_day(str(until)),
        stated_on=needed_day(str(stated_on)),
        started_at=str(started_at),
        ended_at=None if ended_at is None else str(ended_at),
        outcome=None if outcome is None else JobOutcome(str(outcome)),
        found=found if isinstance(found, int) else None,
        restored_since=restored is not None and restored >= str(started_at),
        period_from=needed_day(str(first)),
        fault=None if fault is None else str(fault),
        told_until=day(told.get(str(job))),
    )
