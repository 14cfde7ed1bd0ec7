"""Every scenario prints exactly what is written there."""

import re
import shutil
from pathlib import Path

import pytest
from conftest import SAMPLE_SERVICE, keep_keys_in, prepared
from scenario import replay

from ivtool.keys import PLAIN_HEAD, head_of

HERE = Path(__file__).parent
ROOT = HERE.parent
SCENARIOS = sorted((HERE / "scenarios").glob("*.txt"))
# Half the time of all of them: for `make test`.
LONG = {
    "errors-import",
    "errors-months-jobs",
    "mistakes",
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
