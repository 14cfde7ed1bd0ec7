"""What is shown: text from people is unharmed as data, and harmless wherever it is read."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import PROGRAM, Ran, Run, prepared, without_history
from rich.cells import cell_len

from ivtool.domain.letters import seen

TODAY = "2026-11-22"
NAMES = (
    "[Ann]",
    "[bold]x[/bold]",
    "[red]y",
    "[/]a",
    "[link=http://x]z[/link]",
    ":smile:",
    "=1+a1",
    "+44 b",
    "-2c",
    "@cmd",
    "O'Brien",
    'Say "Hi", Bo',
    "Zoë",
    "Ze\u0301e",
    "<b>Bo</b> & <script>alert(1)</script>",
    "{{ 7 * 7 }} {% x %} %s {0}",
    "\x1b[2J\x1b[31mRed",
    "\x9b2JBlue",
    "\x1b]0;title\x07End",
    "back\b\bspace",
    "nul\x7fdel",
    "re\rturned",
    "two\nlines",
    "tab\tbed",
    "N" * 300,
    "مريم حسن",
    "\u202eoverride\u202c",
    "\u2066isolate\u2069",
    "line\u2028break\u0085x",
    "\U0001f984 horn",
)
# What makes a terminal that has not every letter.
LOSSY = {"PYTHONIOENCODING", "PYTHONUTF8"}
CALM = re.compile("[\\w .:=+@{}%/'-]+")
RAW = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LISTINGS = (
    ("volunteer", "list"),
    ("child", "list"),
    ("referral", "list"),
    ("match", "list"),
    ("visit", "list"),
    ("expenses", "list"),
    ("report", "overdue", "--all"),
    ("report", "overdue", "--as-of", "2026-10-01"),
    ("report", "ledger"),
    ("report", "owed"),
)
CARDS = (("volunteer", "V"), ("child", "C"), ("referral", "R"), ("match", "M"), ("visit", "L"))
Shown = Callable[..., Ran]


def cleaned(text: str) -> str:
    """A text without its control characters, which is all that may be missing of it."""
    return RAW.sub("", text)


def sheet(headings: str, *rows: tuple[object, ...]) -> str:
    stream = io.StringIO()
    # A lone return would end a row if it were not in quotation marks.
    writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(headings.split())
    writer.writerows(rows)
    return stream.getvalue()


def write_people(folder: Path) -> None:
    """A match for each name, which its volunteer, child, authority and every text bear."""
    everyone = list(enumerate(NAMES, start=1))
    sheets = {
        "volunteers": sheet(
            "key name interests", *((f"V{place}", name, name) for place, name in everyone)
        ),
        "children": sheet(
            "key name responsible_authority carer likes",
            *((f"C{place}", name, name, name, name) for place, name in everyone),
        ),
        "referrals": sheet(
            "key child received_on source reasons",
            *((f"R{place}", f"C{place}", "2026-01-01", "iro", name) for place, name in everyone),
        ),
        "matches": sheet(
            "key referral volunteer proposed_on started_on",
            *(
                (name, f"R{place}", f"V{place}", "2026-01-01", "2026-01-05")
                for place, name in everyone
            ),
        ),
        "visits": sheet(
            "match on kind outcome activity place note",
            *((name, "2026-02-01", "visit", "held", name, name, name) for _, name in everyone),
        ),
        "claims": sheet(
            "key volunteer on category amount description",
            *((name, f"V{place}", "2026-02-01", "fare", "1.00", name) for place, name in everyone),
        ),
    }
    for name, text in sheets.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")


@pytest.fixture(scope="module")
def awkward(migrated: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that is full of awkward names; never to be changed."""
    folder = tmp_path_factory.mktemp("awkward")
    (folder / "sheets").mkdir()
    write_people(folder / "sheets")
    return prepared(migrated, folder, f"import '{folder}/sheets'", today=TODAY)


@pytest.fixture
def shown(run: Run, file: Path, awkward: Path) -> Shown:
    """Runs a command line on the test's copy of that file."""
    shutil.copy(awkward, file)

    def ran(*arguments: str, code: int = 0) -> Ran:
        return run("--today", TODAY, *arguments, code=code)

    return ran


def harmless(ran: Ran) -> bool:
    return not RAW.search(ran.out) and not RAW.search(ran.err)


# --- harmless


@pytest.mark.parametrize("width", ["80", "120"])
def test_no_table_obeys_what_people_are_called(
    shown: Shown, monkeypatch: pytest.MonkeyPatch, width: str
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for listing in LISTINGS:
        ran = shown(*listing, "--names", "full", "--format", "table")
        assert harmless(ran), listing
        assert max(map(cell_len, ran.out.splitlines())) <= int(width), listing


@pytest.mark.parametrize("shape", ["plain", "json", "csv"])
def test_no_listing_obeys_what_people_are_called(shown: Shown, shape: str) -> None:
    for listing in LISTINGS:
        for names in ("full", "initials"):
            ran = shown(*listing, "--names", names, "--format", shape)
            assert harmless(ran), (listing, names)
            assert ran.out.count("\n") > len(NAMES)


def test_no_card_obeys_what_people_are_called(shown: Shown) -> None:
    for place in range(1, len(NAMES) + 1):
        for noun, letter in CARDS if not CALM.fullmatch(NAMES[place - 1]) else ():
            ran = shown(noun, "show", f"{letter}-{place}", "--names", "full", "--format", "table")
            assert harmless(ran), (noun, NAMES[place - 1])


def test_no_error_obeys_what_people_are_called(shown: Shown) -> None:
    for asked in ("b", "n", "t", "l", "z", "o", "r"):
        ran = shown("volunteer", "show", asked, "--names", "full", code=3)
        assert harmless(ran), asked
        assert ran.err.count("\n") == 2, asked
    no_authority = shown("report", "overdue", "--authority", "nobody", code=3)
    assert harmless(no_authority)
    assert harmless(shown("visit", "log", "\x1b[2J", "--on", "\x1b[2J", code=2))
    assert harmless(shown("import", "\x1b[2J", code=3))


def test_markup_is_shown_and_not_meant(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("FORCE_COLOR", "1")
    table = shown("volunteer", "list", "--names", "full", "--format", "table").out
    for name in ("[Ann]", "[bold]x[/bold]", "[red]y", "[/]", "[link=http://x]z[/link]", ":smile:"):
        assert name in table, name


def test_plain_keeps_a_row_on_its_line(shown: Shown) -> None:
    for listing in LISTINGS:
        lines = shown(*listing, "--names", "full", "--format", "plain").out.splitlines()
        rows = json.loads(shown(*listing, "--format", "json").out)
        assert len(lines) == len(rows) + 1, listing


# --- unharmed


def test_json_holds_every_name_as_it_was_given(shown: Shown) -> None:
    rows = json.loads(shown("volunteer", "list", "--names", "full", "--format", "json").out)
    kept = [row["name"] for row in rows]
    assert kept == [name.replace("\r\n", "\n") for name in NAMES]
    children = json.loads(shown("child", "list", "--names", "full", "--format", "json").out)
    assert [row["name"] for row in children] == list(NAMES)
    matches = json.loads(shown("match", "list", "--names", "full", "--format", "json").out)
    assert [(row["key"], row["child_name"], row["volunteer_name"]) for row in matches] == [
        (seen(name), name, name) for name in NAMES
    ]


def test_json_holds_every_note_as_it_was_given(shown: Shown) -> None:
    for place, name in enumerate(NAMES, start=1):
        [entry] = json.loads(shown("visit", "show", f"L-{place}", "--format", "json").out)
        assert (entry["activity"], entry["place"], entry["note"]) == (name, name, name)


def test_json_has_no_line_break_that_some_programs_see(shown: Shown) -> None:
    out = shown("volunteer", "list", "--names", "full", "--format", "json").out
    assert len(out.splitlines()) == len(NAMES) + 2
    assert not set("\u2028\u2029\x85") & set(out)


def test_a_csv_holds_no_formula_and_imports_as_it_was_given(
    shown: Shown, tmp_path: Path, run: Run
) -> None:
    out = shown("volunteer", "list", "--names", "full", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert not any(row["name"][:1] in ("=", "+", "-", "@", "\t", "\r") for row in rows)
    again = tmp_path / "again"
    again.mkdir()
    lines = ((f"N{row['key']}", row["name"], row["name"]) for row in rows)
    (again / "volunteers.csv").write_text(
        sheet("key name interests", *lines), encoding="utf-8", newline=""
    )
    run("import", str(again), "--today", TODAY)
    taken = json.loads(shown("volunteer", "list", "--names", "full", "--format", "json").out)
    assert [row["name"] for row in taken[len(NAMES) :]] == [cleaned(name) for name in NAMES]


def test_numbers_of_a_csv_are_numbers_below_nought_too(shown: Shown) -> None:
    shown("visit", "log", "M-1", "--on", "today")
    out = shown("report", "overdue", "--all", "--format", "csv").out
    days = {row["match"]: row["days_overdue"] for row in csv.DictReader(io.StringIO(out))}
    assert days["M-1"] == "-30"


# --- documents


class Page(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert not any(name.startswith("on") for name, _ in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_page_shows_an_authority_and_a_service_as_they_are_called(shown: Shown) -> None:
    plain = shown("report", "compliance", "--format", "html", "--month", "2026-10").out
    ordinary = Page()
    ordinary.feed(plain)
    some = [NAMES.index(each) for each in ("[bold]x[/bold]", 'Say "Hi", Bo', "two\nlines")]
    for name in [NAMES[place] for place in (14, 15, 16, 17, 26, *some)]:
        shown("policy", "set", "service.name", name, "--from", "2026-01-01")
        ran = shown("report", "compliance", "--format", "html", "--month", "2026-10",
                    "--authority", name)  # fmt: skip
        page = Page()
        page.feed(ran.out)
        assert harmless(ran)
        assert set(page.tags) <= set(ordinary.tags), name
        assert "script" not in page.tags
        assert " ".join(cleaned(name).split()) in " ".join(page.text.split()), name


@pytest.mark.parametrize("shape", ["text", "markdown", "json", "csv", "plain", "table"])
def test_a_document_obeys_no_name(shown: Shown, shape: str) -> None:
    shown("policy", "set", "service.name", "\x1b[2J[bold]S[/bold]{{ 7 * 7 }}", "--from", TODAY)
    for name in ("\x1b[2J\x1b[31mRed", "{{ 7 * 7 }} {% x %} %s {0}", "<b>Bo</b> & <script>"):
        ran = shown("report", "compliance", "--format", shape, "--authority", name)
        assert harmless(ran)
        # The digits of the history's end are any.
        assert "49" not in without_history(ran.out)


# --- names


def test_names_are_shown_as_far_as_asked(shown: Shown) -> None:
    for names, expected in (("full", "Zoë"), ("initials", "Z"), ("refs", None)):
        rows = json.loads(shown("match", "list", "--names", names, "--format", "json").out)
        row = rows[NAMES.index("Zoë")]
        assert (row["child_name"], row["volunteer_name"]) == (expected, expected)
        assert (row["child"], row["volunteer"]) == ("C-13", "V-13")


def test_where_nobody_watches_only_refs_are_shown(shown: Shown) -> None:
    for shape in ("table", "plain", "json", "csv"):
        found = shown("volunteer", "list", "--format", shape).out
        assert found == shown("volunteer", "list", "--format", shape, "--names", "refs").out
        assert not any(name in found for name in ("Brien", "Zoë", "Ann", "Hi"))


@pytest.mark.parametrize("names", ["", "none", "FULL", "first"])
def test_names_are_full_initials_or_refs(shown: Shown, names: str) -> None:
    said = shown("match", "list", "--names", names, code=2).err
    assert said == "ivtool: --names is one of full, initials, refs\n"


# --- terminals, pipes and locales: real processes


@pytest.fixture
def service(shown: Shown, file: Path) -> Path:
    """The file that is full of awkward names, for a process of its own."""
    assert shown("match", "list").out
    return file


def process(file: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, "--db", str(file), "--today", TODAY, "--names", "full", *arguments],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), **settings},
        capture_output=True,
        check=False,
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "settings",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "ascii:ignore"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "latin-1:replace"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"COLUMNS": "20"},
        {"COLUMNS": "1"},
        {"COLUMNS": "soon"},
        {"NO_COLOR": "1"},
        {"TERM": "dumb"},
        {"TERM": ""},
    ],
)
def test_no_terminal_or_locale_breaks_a_listing(
    service: Path, settings: dict[str, str], run: Run
) -> None:
    said = {}
    for shape in ("table", "plain", "json", "csv"):
        done = process(service, "volunteer", "list", "--format", shape, **settings)
        assert done.returncode == 0, done.stderr
        told = done.stderr.splitlines()
        assert all(line.startswith(b"ivtool: note: the output is ") for line in told), told
        # Said once, where a letter is lost and nowhere else.
        assert len(told) == (shape in ("table", "plain") and bool(LOSSY.intersection(settings)))
        assert done.stdout.count(b"V-") >= len(NAMES) or "COLUMNS" in settings
        assert b"\x1b" not in done.stdout
        said[shape] = done.stdout.decode("utf-8", "replace")
    assert [row["name"] for row in json.loads(said["json"])] == list(NAMES)
    kept = run("--today", TODAY, "--names", "full", "volunteer", "list", "--format", "csv").out
    assert said["csv"] == kept
    alone = process(service, "volunteer", "show", "zo", **settings)
    assert alone.returncode == 0
    assert process(service, "volunteer", "show", "n", **settings).returncode == 3


@pytest.mark.slow
def test_a_closed_pipe_is_quiet(service: Path, tmp_path: Path) -> None:
    kinds = ("visit", "phone", "video", "letter", "message")
    days = [f"2026-{month:02d}-{day:02d}" for month in range(2, 11) for day in range(2, 29)]
    folder = tmp_path / "many"
    folder.mkdir()
    lines = (("[Ann]", day, kind, "held") for day in days for kind in kinds)
    (folder / "visits.csv").write_text(sheet("match on kind outcome", *lines), encoding="utf-8")
    assert process(service, "import", str(folder)).returncode == 0
    for shape in ("plain", "table", "json", "csv"):
        listing = subprocess.Popen(
            [*PROGRAM, "--db", str(service), "visit", "list", "--format", shape],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert listing.stdout is not None
        assert listing.stderr is not None
        assert listing.stdout.readline()
        listing.stdout.close()
        assert (listing.stderr.read(), listing.wait()) == (b"", 0), shape
        listing.stderr.close()


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1:ignore"])
def test_a_document_for_programs_is_in_utf_8_and_one_for_people_says_what_it_lost(
    service: Path, encoding: str
) -> None:
    name = "Łódź £ Zoë"
    assert process(service, "policy", "set", "service.name", name).returncode == 0
    report = ("report", "compliance", "--month", "2026-11", "--format")
    for shape in ("markdown", "html", "csv", "json"):
        done = process(service, *report, shape, PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stderr) == (0, b"")
        if shape != "json":
            assert done.stdout == process(service, *report, shape).stdout
    assert name in process(service, *report, "html", PYTHONIOENCODING=encoding).stdout.decode()
    done = process(service, *report, "text", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr.count(b"? stands for each letter")) == (0, 1)
    assert done.stdout.splitlines()[0].startswith(b"?")


def test_the_awkward_names_are_as_awkward_as_they_seem() -> None:
    kinds = {unicodedata.category(mark) for name in NAMES for mark in name}
    assert {"Cc", "Cf", "Zl", "Mn", "Lo", "So"} <= kinds
    assert len(set(NAMES)) == len(NAMES)
