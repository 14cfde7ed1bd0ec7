"""Listings and cards on paper: what people wrote is text there, whatever it looks like."""

import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import Run

HOSTILE = "<script>alert(1)</script> {{ 7 * 7 }} | **Ann** 'x' \"y\""
PAGES = (
    "volunteer list", "volunteer show V-1", "match list", "match show M-6", "visit list",
    "report overdue", "report ledger --from 2026-08 --to 2026-10 --lines", "report waiting",
    "child show C-1", "policy show", "today",
)  # fmt: skip


@pytest.fixture
def service(sample: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's own copy of the sample service, on a day."""
    monkeypatch.setenv("IVTOOL_TODAY", "2026-11-23")
    return Path(shutil.copy(sample, file))


class Page(HTMLParser):
    """What a browser makes of a page: its headings, cells and the tags that stand open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    def tags(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.seen if name == tag]


@pytest.mark.usefixtures("service")
@pytest.mark.parametrize("command", PAGES)
def test_a_page_is_whole_loads_nothing_and_says_what_the_listing_says(
    command: str, run: Run
) -> None:
    run("volunteer", "edit", "V-1", "--name", HOSTILE)
    shown = run(*command.split(), "--names", "full", "--format", "html").out
    page = Page(shown)
    assert not page.open
    assert page.tags("html") == [{"lang": "en-GB"}]
    assert len(page.tags("main")) == len(page.tags("h1")) == 1
    assert {each["scope"] for each in page.tags("th")} <= {"col", "row"}
    assert not {"script", "link", "img"} & {name for name, _ in page.seen}
    if "show" not in command:
        plain = run(*command.split(), "--names", "full").out.splitlines()
        listed = json.loads(run(*command.split(), "--format", "json").out)
        assert len(page.tags("tr")) == len(listed) + 1 == len(plain)
    else:
        assert len(page.tags("tr")) > 1


@pytest.mark.usefixtures("service")
@pytest.mark.parametrize("kind", ["html", "markdown"])
def test_nothing_that_people_wrote_is_a_tag_or_a_mark(kind: str, run: Run) -> None:
    run("volunteer", "edit", "V-1", "--name", HOSTILE)
    shown = run("volunteer", "list", "--names", "full", "--format", kind).out
    if kind == "html":
        assert HOSTILE in Page(shown).words
    else:
        [line] = [each for each in shown.splitlines() if each.startswith("| V-1 ")]
        heads = next(each for each in shown.splitlines() if each.startswith("| volunteer"))
        assert line.replace("\\|", "").count("|") == heads.count("|")
        assert r"\<script\>" in line
        assert r"\*\*Ann\*\*" in line


@pytest.mark.usefixtures("service")
def test_nothing_to_list_is_said_on_paper(run: Run) -> None:
    shown = run("report", "overdue", "--as-of", "2020-01-01", "--format", "markdown").out
    assert shown.splitlines()[2:] == ["Nothing overdue as of 1 Jan 2020."]
    done = run("volunteer", "add", "Kay Reed", "--phone", "07700900123", "--format", "html").out
    assert Page(done).tags("p")
