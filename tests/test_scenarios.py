"""Every scenario, and the README's commands, print exactly what is written there."""

import re
import shutil
from pathlib import Path

import pytest
from conftest import SAMPLE_SERVICE, keep_keys_in, prepared
from scenario import Settled, printed, replay, replay_readme

from ivtool.keys import PLAIN_HEAD, head_of

HERE = Path(__file__).parent
ROOT = HERE.parent
SCENARIOS = sorted((HERE / "scenarios").glob("*.txt"))
# Half the time of all of them: for `make test`.
LONG = {
    "errors-file",
    "fortnight",
    "keys",
    "recruit",
    "recruit-ann",
    "recruit-cat",
    "story",
    "year",
}
START = re.compile(r"^# begins: (none|new|sample)\b", re.MULTILINE)
# What the README says before its commands.
EXPORTED = re.compile(r"(?<=[ ])(IVTOOL_\w+)=(\S+)(?=[ \n])")
# A command on a line of its own, up to what it is for.
NAMED = re.compile(r"^    (ivtool .+?)(?:\s+#.*)?$", re.MULTILINE)
TODAY = re.compile(r"^# today: (\S+)$", re.MULTILINE)


@pytest.fixture
def home(
    tmp_path: Path,
    migrated: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """The folder that a scenario runs in, with the samples beside its file, and keys of its own."""
    keep_keys_in(tmp_path_factory.mktemp("settings"), monkeypatch, migrated)
    for name, folder in (
        ("sample", ROOT / "sample"),
        ("sample-service", SAMPLE_SERVICE),
        ("folders", HERE / "scenarios" / "folders"),
    ):
        (tmp_path / name).symlink_to(folder, target_is_directory=True)
    monkeypatch.setenv("IVTOOL_DB", str(tmp_path / "ivtool.db"))
    monkeypatch.setenv("IVTOOL_ACTOR", "tester")
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=path.stem, marks=pytest.mark.slow if path.stem in LONG else ())
        for path in SCENARIOS
    ],
)
def test_a_scenario_prints_what_it_says(
    path: Path,
    home: Path,
    migrated: Path,
    sample: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    text = path.read_text(encoding="utf-8")
    begins, today = START.search(text), TODAY.search(text)
    assert begins, "a scenario says what it begins with"
    assert today, "a scenario says which day is today"
    monkeypatch.setenv("IVTOOL_TODAY", today[1])
    if begins[1] != "none":
        shutil.copy(sample if begins[1] == "sample" else migrated, home / "ivtool.db")
    now = replay(text, home)
    if request.config.getoption("--rewrite"):
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8")


def test_a_plain_file_prints_the_same(
    home: Path, plain: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (HERE / "scenarios" / "monday.txt").read_text(encoding="utf-8")
    begins, today = START.search(text), TODAY.search(text)
    assert begins
    assert today
    assert begins[1] == "sample"
    prepared(plain, home, f"import '{SAMPLE_SERVICE}'")
    monkeypatch.setenv("IVTOOL_TODAY", today[1])
    assert replay(text, home) == text
    assert head_of(home / "ivtool.db") == PLAIN_HEAD


def test_the_readme_prints_what_it_says(
    home: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    path = ROOT / "README.md"
    text = path.read_text(encoding="utf-8")
    for name, value in EXPORTED.findall(text):
        monkeypatch.setenv(name, value)
    now = replay_readme(text, home)
    if request.config.getoption("--rewrite"):
        path.write_text(now, encoding="utf-8")
    assert now == path.read_text(encoding="utf-8")


def test_the_commands_that_the_readme_names_work_on_the_sample(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, value in EXPORTED.findall(text):
        monkeypatch.setenv(name, value)
    replay_readme(text, home)
    lines = [found[1].strip() for found in NAMED.finditer(text)]
    # Sheets of their own, a stick and a paper are not the sample's.
    on_the_sample = [line for line in lines if not re.match("ivtool (import|db) ", line)]
    assert len(on_the_sample) > 20
    failed = {}
    for line in on_the_sample:
        read = f"echo 'what she said' | {line}" if line.endswith(" -") else line
        said = printed(read, home, Settled(home))
        if said and said[-1].startswith("[exit") and said[-1] != "[exit 10]":
            failed[line] = said
    assert failed == {}


def test_the_readme_asks_for_last_month_as_every_day_understands_it() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    # On the 31st `date -d` says that last month is this one.
    assert "date -d" not in text
    assert '--month "last month"' in text
