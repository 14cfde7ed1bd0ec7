"""Running a job: its receipt, what is found, what of it is told, and that it was.

What is news is printed, and only then committed as told, with the write lock held: here alone
something is shown before a commit. Only so can a kill at any moment lose no line (killed before the
commit, it is told again), and two at once not print the same (the second waits for the lock, and
finds it told). A line whose own commit fails may come twice. The receipt is a transaction of its
own beforehand, so that a run which fails or is killed leaves one.
"""

import contextlib
from collections.abc import Callable

from ivtool import db
from ivtool.domain.days import Month
from ivtool.domain.office.jobs import MonthItem, anew, news
from ivtool.domain.office.vocabulary import Job
from ivtool.errors import ExitCode, IvtoolError
from ivtool.queries.office import jobs as queries
from ivtool.rendering import Listing
from ivtool.reports.office.findings import found
from ivtool.reports.office.jobs import told_listing
from ivtool.reports.office.proof import proof
from ivtool.services.file import backups
from ivtool.services.office import jobs as receipts
from ivtool.settings import Settings

# What comes and goes between two runs; a check that lapsed stays lapsed.
MADE_UP = (Job.MISSED_VISITS, Job.CONCERNS, Job.MONTH_END)


def run_job(
    settings: Settings, job: Job, *, everything: bool, deliver: Callable[[Listing], None]
) -> int:
    """Run a job and deliver what it has to tell; how many lines. With `everything`, all it finds.

    `deliver` raises where nobody reads: then nothing counts as told, and the receipt says failed.
    """
    command, today = f"job run {job.value}", settings.today
    with db.writing(settings, command) as writer:
        receipt = receipts.begin(writer, job, settings.actor, today)
    try:
        if job is Job.BACKUP:
            backups.save(settings, None)
        with db.writing(settings, command) as writer:
            reader = writer.reader
            # Asked again: somebody may have run it since.
            run = receipts.Run(receipt, receipts.days_of(writer, job, today))
            days = run.days if job in MADE_UP else run.days[-1:]
            by_day = [(day, found(job, reader, day)) for day in days]
            if job is Job.MONTH_END:
                # A month's lines are of that month: they are neither better nor worse later.
                by_day = [(today, [each for _, of_month in by_day for each in of_month])]
            told = before = queries.told(reader, job)
            if job is Job.MONTH_END:
                # What was told of other months stands.
                months = set(map(Month.of, days))
                told = [each for each in before if MonthItem.of(each.item).month in months]
            fresh = (anew if everything else news)(job, told, by_day, today)
            told_of = (Month.of(day) for day in days if job is Job.MONTH_END)
            proofs = {str(month): proof(reader, month) for month in told_of}
            listing = told_listing(job, fresh, len(by_day[-1][1]), proofs)
            receipts.record(writer, run, before, fresh, len(listing.rows), today)
            deliver(listing)
    except BaseException as error:
        # Without an ending the receipt says enough.
        with contextlib.suppress(Exception), db.writing(settings, command) as writer:
            receipts.end_failed(writer, receipt, _fault(error))
        raise
    return len(listing.rows)


def _fault(error: BaseException) -> str:
    if isinstance(error, IvtoolError):
        return f"{error.message} (exit {int(error.exit_code)})"
    if isinstance(error, KeyboardInterrupt):
        return f"interrupted (exit {ExitCode.INTERRUPTED})"
    # A bug's own words may hold a name.
    return f"a bug: {type(error).__name__} (exit {ExitCode.BUG})"
