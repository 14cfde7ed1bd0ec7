"""What the tests of matching by hand share: a small service, and a proposal on its way."""

import json
from pathlib import Path
from typing import Any

from conftest import Run

TODAY = ("--today", "2026-11-22")
HEADINGS = "key,name,gender,postcode,capacity,approved,dbs_issued,safeguarding_on,independence_on\n"


def volunteers(run: Run, folder: Path, *rows: str) -> None:
    """Import approved volunteers: name, gender, postcode, capacity; all evidence of 2026."""
    folder.mkdir(exist_ok=True)
    lines = [
        f"{place},{row},5/1/2026,1/1/2026,1/1/2026,1/1/2026\n"
        for place, row in enumerate(rows, start=1)
    ]
    (folder / "volunteers.csv").write_text(HEADINGS + "".join(lines), encoding="utf-8")
    run(*TODAY, "import", str(folder))


def referral(run: Run, child: str = "Mo Hart", *more: str, on: str = "1/9/2026") -> str:
    """Receive a referral; its ref."""
    asked = (child, "--source", "iro", "--authority", "Fenmarsh", "--looked-after", "yes", *more)
    return str(told(run, "referral", "add", *asked, "--on", on)["ref"])


def proposal(run: Run, asked: str, volunteer: str = "V-1", *more: str) -> str:
    """Propose a volunteer on 1 October; the match's ref."""
    proposed = ("match", "propose", asked, "--volunteer", volunteer, *more, "--on", "1/10/2026")
    return str(told(run, *proposed)["ref"])


def ready(run: Run, match: str, *volunteer: str) -> None:
    """Hear everybody, show the book, meet, and hear them again, by 6 October."""
    both = volunteer or ("volunteer",)
    for party in (*both, "social_worker", "carer", "child"):
        run(*TODAY, "match", "heard", match, party, "agrees", "--on", "2/10/2026")
    run(*TODAY, "match", "shown", match, "--on", "3/10/2026")
    run(*TODAY, "match", "met", match, "--on", "5/10/2026")
    for party in (*both, "child"):
        run(*TODAY, "match", "heard", match, party, "agrees", "--on", "6/10/2026")


def told(run: Run, *arguments: str) -> dict[str, Any]:
    """What a command answers, as an object."""
    [found] = json.loads(run(*TODAY, *arguments, "--format", "json").out)
    return dict(found)


def listed(run: Run, *arguments: str) -> list[dict[str, Any]]:
    """What a list holds."""
    found: list[dict[str, Any]] = json.loads(run(*TODAY, *arguments, "--format", "json").out)
    return found
