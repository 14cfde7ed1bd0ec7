"""`ivtool job …`: what runs by itself."""

from typing import Annotated

import typer

from ivtool.commands.frame import run_of
from ivtool.commands.options import FormatOption, group
from ivtool.domain.office.vocabulary import Job
from ivtool.errors import ExitCode, Unwritten

app = group("What runs by itself, and whether it did.")


@app.command()
def run(
    ctx: typer.Context,
    job: Annotated[Job, typer.Argument(metavar="JOB", help="Its name: ivtool job list.")],
    everything: Annotated[
        bool, typer.Option("--all", help="All that is found, whether it was told before or not.")
    ] = False,
    shown_as: FormatOption = None,
) -> None:
    """Run a job: tell what is new since it last told, in refs only.

    Exits with 10 when there is any, and is silent when there is none. Days that were missed are
    made up for.

    Example: ivtool job run concerns
    """
    from ivtool.jobs.running import run_job

    run = run_of(ctx)
    try:
        count = run_job(
            run.settings,
            job,
            everything=everything,
            deliver=lambda listing: run.deliver(listing, shown_as),
        )
    except Unwritten as error:
        if not error.pipe_closed:
            raise
        # Whoever read has seen enough; the receipt says that it was not told.
        raise typer.Exit(ExitCode.FOUND) from None
    if count:
        raise typer.Exit(ExitCode.FOUND)


@app.command("list")
def list_(
    ctx: typer.Context,
    job: Annotated[
        Job | None, typer.Argument(metavar="[JOB]", help="Every run of this one.")
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 10 when anything is wrong with a job.")
    ] = False,
    shown_as: FormatOption = None,
) -> None:
    """List the jobs and how their last runs ended, or the runs of one.

    Example: ivtool job list
    """
    from ivtool.reports.office import jobs

    run = run_of(ctx)
    with run.reading() as reader:
        listing = jobs.job_list(reader, run.today)
        runs = None if job is None else jobs.run_list(reader, job)
        wrong = jobs.is_wrong(listing, job)
    run.show(runs or listing, shown_as, exit_code=exit_code, found=wrong)


@app.command()
def crontab(
    ctx: typer.Context,
    systemd: Annotated[
        bool, typer.Option("--systemd", help="Units and timers for systemd instead.")
    ] = False,
    shown_as: FormatOption = None,
) -> None:
    """Print the lines that make this machine run the jobs on this file.

    Cron mails what a job prints: what is new, and what went wrong.

    Example: ivtool job crontab
    """
    from ivtool.commands import job_answers as answers
    from ivtool.jobs.crontab import installed

    run = run_of(ctx)
    how = installed(run.settings)
    run.show(answers.systemd(how) if systemd else answers.crontab(how), shown_as)
