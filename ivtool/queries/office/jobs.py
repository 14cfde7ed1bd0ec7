"""What the receipts of jobs tell: the runs of each, and what was told already."""

from datetime import date

from ivtool.domain.office.jobs import Receipt
from ivtool.domain.office.records import JobRun, JobTold
from ivtool.domain.office.vocabulary import Job
from ivtool.queries.reading import Reader, day, select
from ivtool.rows import columns_of, records

# Each is found by the index that begins with the job.
DONE = "SELECT id FROM job_run WHERE job = j.job AND outcome = 'done'"
OF_INTEREST = (
    "SELECT min(id) FROM job_run WHERE job = j.job",
    "SELECT max(id) FROM job_run WHERE job = j.job",
    f"{DONE} ORDER BY id DESC LIMIT 1",
    f"{DONE} AND period_until <= :until ORDER BY period_until DESC LIMIT 1",
)
JOBS = " UNION ALL ".join(f"SELECT '{job.value}' AS job" for job in Job)
MOST_LISTED = 100


def receipts(reader: Reader, until: date | None = None) -> list[Receipt]:
    """Of each job the first run, the last, and those that succeeded last and reached furthest.

    In the order of the runs; empty where no job ever ran. With `until` it is the one that reached
    furthest of those up to a day: where the clock was ahead, others reach further.
    """
    rows = reader.execute(
        f"SELECT {columns_of(JobRun, 'r')} FROM ({JOBS}) j JOIN job_run r"
        f" ON r.id IN ({', '.join(f'({each})' for each in OF_INTEREST)}) ORDER BY r.id",
        {"until": (until or date.max).isoformat()},
    )
    if not (found := records(JobRun, rows)):
        return []
    told = dict(reader.execute("SELECT job, max(told_on) FROM job_told GROUP BY job").fetchall())
    return _receipts(reader, found, told)


def runs(reader: Reader, job: Job) -> list[Receipt]:
    """The runs of a job, the newest first; not more than a hundred."""
    rows = reader.execute(
        f"SELECT {columns_of(JobRun)} FROM job_run WHERE job = :job"
        f" ORDER BY id DESC LIMIT {MOST_LISTED}",
        {"job": job.value},
    )
    return _receipts(reader, records(JobRun, rows), {})


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
    return select(reader, JobTold, job=job)


def _receipts(reader: Reader, found: list[JobRun], told: dict[str, str]) -> list[Receipt]:
    # When a backup was last put in the file's place (UTC).
    row = reader.execute("SELECT max(done_at) FROM file_receipt WHERE deed = 'restore'")
    restored = row.fetchone()[0]
    return [
        Receipt(
            each,
            restored is not None and restored >= each.started_at,
            day(told.get(each.job.value)),
        )
        for each in found
    ]
