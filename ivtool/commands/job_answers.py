"""What `ivtool job crontab` says."""

from typing import TYPE_CHECKING

from ivtool.rendering import Answer

if TYPE_CHECKING:
    from ivtool.jobs.crontab import Installed


def crontab(how: "Installed") -> Answer:
    """The lines for cron."""
    from ivtool.jobs.crontab import crontab

    lines = crontab(how)
    return Answer(lines, {"file": str(how.file), "lines": lines})


def systemd(how: "Installed") -> Answer:
    """The units for systemd, each below a line that names its file."""
    from ivtool.jobs.crontab import units

    found = units(how)
    lines = [f"# ivtool: the jobs on {how.file}; each part is a file in ~/.config/systemd/user/"]
    for name, unit in found.items():
        lines += ["", f"# {name}", *unit]
    lines += ["", f"# then: systemctl --user enable --now {' '.join(_timers(found))}"]
    return Answer(lines, {"file": str(how.file), "units": found})


def _timers(names: "dict[str, list[str]]") -> list[str]:
    return [name for name in names if name.endswith(".timer")]
