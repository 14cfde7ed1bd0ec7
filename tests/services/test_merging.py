"""Two records of one person become one: everything moves, nothing is lost, all of it goes back."""

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest
from conftest import SAMPLE_SERVICE, Run, Unchanged, connected, folder_of
from test_undo import tables

from ivtool.services.merged_rows import pointing

TODAY = ("--today", "2026-11-22")
JSON = ("--format", "json")
# A volunteer and a child who were entered twice: the second of each has a match of its own, a year
# before that of the first.
SHEETS = {
    "volunteers": (
        "key,name,email,phone,date of birth,interests,interest expressed,information pack sent,"
        "informal chat,capacity,dbs issued,dbs number,on hold from,on hold until\n"
        "IV-A,Ann Osier,ann@example.org,07700 900123,4/3/1985,chess,1/2/2024,3/2/2024,5/2/2024,1,"
        "1/3/2025,123456789012,1/5/2024,9/5/2024\n"
        "IV-B,Ann  Osier,ann@example.org,+44 7700 900123,,,9/1/2024,12/1/2024,,1,1/3/2024,,"
        "1/6/2024,9/6/2024\n"
        "IV-C,Bo Reed,bo@example.org,,1/1/1980,,1/1/2024,,,1,,,,\n"
    ),
    "children": (
        "key,name,date of birth,responsible authority,language,social worker\n"
        "CH-A,Mo Hart,7/7/2013,Fenmarsh,English,S. Worker\n"
        "CH-B,Mo Hart,7/7/2013,Fenmarsh,,S. Worker\n"
    ),
    "referrals": (
        "key,child,received on,source,staff visit on,closed on,outcome\n"
        "REF-A,CH-A,1/3/2025,social_worker,9/3/2025,,\n"
        "REF-B,CH-B,1/3/2024,social_worker,9/3/2024,1/9/2024,matched\n"
    ),
    "matches": (
        "key,referral,volunteer,second volunteer,proposed on,started on,ended on,ending route\n"
        "MT-A,REF-A,IV-A,,1/4/2025,1/5/2025,,\n"
        "MT-B,REF-B,IV-C,IV-B,1/4/2024,1/5/2024,1/9/2024,agreed_end\n"
    ),
    "visits": (
        "key,match,on,kind,outcome,minutes\n"
        "VS-1,MT-A,3/10/2026,visit,held,90\n"
        "VS-2,MT-B,3/6/2024,visit,held,60\n"
    ),
    "claims": (
        "key,volunteer,match,on,category,amount,claimed on\n"
        "EX-1,IV-B,MT-B,3/6/2024,fare,4.50,9/6/2024\n"
        "EX-2,IV-A,MT-A,3/10/2026,fare,4.50,9/10/2026\n"
    ),
    "authorities": "child,from,authority\nCH-B,,Fenmarsh\nCH-A,,Fenmarsh\n",
    "holds": "volunteer,from,until,reason\nIV-B,1/6/2024,9/6/2024,\n",
}


@pytest.fixture
def sheets(tmp_path: Path) -> Path:
    return folder_of(tmp_path / "sheets", SHEETS)


@pytest.fixture
def twice(run: Run, sheets: Path) -> Run:
    """A file with somebody of each kind in it twice, imported with `--anyway`."""
    run(*TODAY, "import", str(sheets), "--anyway")
    return run


def test_x(twice: Run, sheets: Path, file: Path) -> None:
    run = twice
    before = tables(file)
    print(run(*TODAY, "volunteer", "merge", "V-1", "V-2", "--dry-run").out)
    print(run(*TODAY, "volunteer", "merge", "V-1", "V-2", "--yes").out)
    print(run(*TODAY, "child", "merge", "C-1", "C-2", "--dry-run").out)
    print(run(*TODAY, "child", "merge", "C-1", "C-2", "--yes").out)
    print(run("db", "check").out)
    ran = run(*TODAY, "import", str(sheets))
    print(ran.out, ran.err)
    assert 0
