"""The file's versions: the steps make what the tables say, all or nothing, from every release.

`tests/released/NNNN.sql` is the dump of a file of that version (`sqlite3 FILE .dump`), with its
application_id, which a dump leaves out, on the first line.
"""

import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copy, copytree, ignore_patterns

import pytest
from alembic.script import ScriptDirectory
from conftest import Run, connected, dump, names, opened
from sqlalchemy import create_engine

from ivtool import db, migrations
from ivtool.integrity import integrity_faults, row_counts, schema_digest
from ivtool.keys import PLAIN_HEAD, Keys, head_of, no_terminal
from ivtool.tables import SQLModel

# Hundreds of whole commands: `make test` runs them, `make check` leaves them out.
pytestmark = pytest.mark.slow

RELEASED = sorted((Path(__file__).parent / "released").glob("*.sql"))
STEP = """
from alembic import op
revision = "9999"
down_revision = "%s"
def upgrade() -> None:
    for statement in {statements!r}:
        op.get_bind().exec_driver_sql(statement)
"""
REBUILD = (
    "CREATE TABLE new_authority (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT, region TEXT)",
    "INSERT INTO new_authority (id, name) SELECT id, name FROM authority",
    "DROP TABLE authority",
    "ALTER TABLE new_authority RENAME TO authority",
)


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    """The folder of steps, copied, so that a test can add one."""
    versions = migrations.HERE / "versions"
    return Path(copytree(versions, tmp_path / "versions", ignore=ignore_patterns("__pycache__")))


@pytest.fixture(params=["encrypted", "plain"])
def either(request: pytest.FixtureRequest, file: Path, plain: Path) -> Path:
    """A file of either kind: two engines take the same steps."""
    return file if request.param == "encrypted" else Path(copy(plain, file))


@pytest.fixture
def peopled(either: Path) -> Path:
    """A file with a row that points at another."""
    file = either
    with closing(connected(file)) as connection:
        connection.execute("INSERT INTO authority (id, name) VALUES (7, 'Fenmarsh')")
        connection.execute("INSERT INTO child (name) VALUES ('Ada')")
        connection.execute("INSERT INTO child_authority (child_id, authority_id) VALUES (1, 7)")
    return file


def schema(connection: sqlite3.Connection) -> set[str]:
    """Every table, index and trigger, whatever the white space and the quotes."""
    rows = connection.execute(
        "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'alembic%'"
    )
    spaced = (sql.replace("(", " ( ").replace(")", " ) ").replace('"', "") for (sql,) in rows)
    return {" ".join(sql.split()) for sql in spaced}


def migrate(file: Path, versions: Path, *statements: str) -> None:
    """Run the steps, and one more of these statements."""
    text = (STEP % db.REVISION).format(statements=statements)
    (versions / "9999_more.py").write_text(text, encoding="utf-8")
    with db.stepping(file, Keys(no_terminal).of(file)) as connection:
        migrations.migrate(connection, versions)


def test_a_migrated_file_is_what_the_tables_say(file: Path, tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'created.db'}")
    SQLModel.metadata.create_all(engine)
    engine.dispose()
    with (
        closing(opened(file)) as migrated,
        closing(opened(tmp_path / "created.db")) as created,
    ):
        assert schema(migrated) == schema(created)


def test_the_program_knows_the_newest_step_and_its_tables(file: Path) -> None:
    assert ScriptDirectory(str(migrations.HERE)).get_current_head() == db.REVISION
    with closing(opened(file)) as connection:
        assert schema_digest(connection) == db.SCHEMA_DIGEST


def test_every_table_is_strict_and_never_reuses_a_number(file: Path) -> None:
    with closing(opened(file)) as connection:
        tables = connection.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table'"
            " AND name NOT LIKE 'sqlite%' AND name <> 'alembic_version'"
        ).fetchall()
    assert tables
    for name, sql in tables:
        assert sql.rstrip().endswith("STRICT"), name
        assert "AUTOINCREMENT" in sql, name


def test_a_step_may_rebuild_a_table_that_others_point_at(peopled: Path, steps: Path) -> None:
    migrate(peopled, steps, *REBUILD)
    with closing(connected(peopled)) as connection:
        assert db.revision(connection) == "9999"
        assert connection.execute("SELECT * FROM authority").fetchall() == [(7, "Fenmarsh", None)]
        assert connection.execute("SELECT authority_id FROM child_authority").fetchall() == [(7,)]
        assert integrity_faults(connection) == []


@pytest.mark.parametrize(
    "statements",
    [
        (*REBUILD, "INSERT INTO no_such_table VALUES (1)"),
        (*REBUILD, "INSERT INTO authority (id, name) VALUES (7, 'again')"),
        ("DROP TABLE visit", "CREATE TABLE half (id INTEGER)", "this is not SQL"),
    ],
)
def test_a_step_that_fails_leaves_the_file_as_it_was(
    peopled: Path, steps: Path, statements: tuple[str, ...]
) -> None:
    rows, whole = dump(peopled), peopled.read_bytes()
    with pytest.raises(Exception, match=r"no such table|UNIQUE|syntax|lacks a table"):
        migrate(peopled, steps, *statements)
    assert dump(peopled) == rows
    assert peopled.read_bytes() == whole
    assert [path.name for path in peopled.parent.iterdir()] == [peopled.name]


def test_a_step_may_not_leave_rows_that_point_at_nothing(peopled: Path, steps: Path) -> None:
    before = dump(peopled)
    with pytest.raises(RuntimeError, match="1 rows that point at nothing"):
        migrate(peopled, steps, "DELETE FROM authority")
    assert dump(peopled) == before


@pytest.fixture
def oldest(either: Path) -> Path:
    """A file of ours from before the first step."""
    file = either
    key = Keys(no_terminal).of(file)
    file.unlink()
    file.touch(0o600)
    with closing(db.connect(file, key, new=True)) as connection:
        connection.execute(f"PRAGMA application_id = {db.APPLICATION_ID}")
        connection.execute("CREATE TABLE something (id INTEGER) STRICT")
        connection.execute("DROP TABLE something")
    return file


def test_upgrade_keeps_a_copy_and_brings_every_step(oldest: Path, run: Run) -> None:
    assert "older" in run("db", "check", code=5).err
    ran = run("db", "upgrade")
    assert names(oldest.parent) == ["ivtool-backups", "ivtool.db"]
    (kept,) = names(oldest.parent / "ivtool-backups")
    assert kept.endswith("-before-upgrade.db")
    assert kept in ran.out
    assert run("db", "check").out == ""
    assert "nothing to do" in run("db", "upgrade").out
    assert names(oldest.parent / "ivtool-backups") == [kept]


def test_an_upgrade_that_fails_says_so_and_leaves_the_file(file: Path, run: Run) -> None:
    with closing(opened(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
    before = dump(file)
    ran = run("db", "upgrade", code=5)
    assert "could not be upgraded and is as it was" in ran.err
    assert "Traceback" not in ran.err
    assert dump(file) == before


def salts(connection: sqlite3.Connection) -> int:
    """How many changes have a salt to their digest, in whichever table it stands."""
    return sum(
        connection.execute(f"SELECT count(salt) FROM {table}").fetchone()[0]
        for table in ("change", "change_value")
        if "salt" in {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    )


@pytest.mark.parametrize("steps_taken", ["upgrade", "encrypt, upgrade", "upgrade, encrypt"])
@pytest.mark.parametrize("released", RELEASED, ids=[path.stem for path in RELEASED])
def test_a_released_file_upgrades(released: Path, steps_taken: str, file: Path, run: Run) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(released.read_text(encoding="utf-8"))
        rows, salted = row_counts(connection), salts(connection)
    for step in steps_taken.split(", "):
        run("db", step)
    assert (head_of(file) == PLAIN_HEAD) is ("encrypt" not in steps_taken)
    # The day after its last record; backups and drills are by the real clock.
    run("db", "backup")
    assert run("--today", "2026-11-24", "db", "check").out == ""
    with closing(opened(file)) as connection:
        now = row_counts(connection)
        assert schema_digest(connection) == db.SCHEMA_DIGEST
        # Without them nothing could be told of a row that was altered past the program.
        assert salts(connection) == salted
    # What has rows of its own now is in the history too.
    ours = set(rows) - {"file_receipt", "change"}
    assert {name: now.get(name) for name in ours} == {name: rows[name] for name in ours}
    assert now["change"] >= rows["change"]


def test_the_newest_version_is_among_the_released() -> None:
    assert db.REVISION in {path.stem for path in RELEASED}


BEFORE = (
    "SELECT id, authority_id, NULL FROM child WHERE authority_id IS NOT NULL ORDER BY id",
    (
        "SELECT id, closed_on, outcome, closed_why, look_again_on, NULL FROM referral"
        " WHERE closed_on IS NOT NULL ORDER BY id"
    ),
    (
        "SELECT id, queried_on, queried_why, NULL FROM claim_line WHERE queried_on IS NOT NULL"
        " ORDER BY id"
    ),
)
AFTER = (
    "SELECT child_id, authority_id, from_on FROM child_authority ORDER BY child_id",
    (
        "SELECT referral_id, closed_on, outcome, why, look_again_on, reopened_on"
        " FROM referral_closing ORDER BY referral_id"
    ),
    (
        "SELECT claim_line_id, queried_on, why, approved_on FROM claim_line_query"
        " ORDER BY claim_line_id"
    ),
)
OLD_STATE = (
    "UPDATE referral SET closed_why = 'has a mentor', look_again_on = '2027-06-01'"
    " WHERE closed_on IS NOT NULL;"
    "UPDATE claim_line SET queried_on = '2026-11-02', queried_why = 'which day?'"
    " WHERE claim_id = 10;"
)


def test_what_was_so_holds_from_ever_and_by_the_command_that_said_it(file: Path, run: Run) -> None:
    released = Path(__file__).parent / "released" / "0005.sql"
    file.unlink()
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(released.read_text(encoding="utf-8") + OLD_STATE)
        before = [connection.execute(sql).fetchall() for sql in BEFORE]
    assert all(before)
    run("db", "upgrade")
    with closing(opened(file)) as connection:
        assert [connection.execute(sql).fetchall() for sql in AFTER] == before
        commands = connection.execute(
            "SELECT DISTINCT s.command FROM change h JOIN change_set s ON s.id = h.change_set_id"
            " WHERE h.table_name IN ('child_authority', 'referral_closing')"
        )
        assert commands.fetchall() == [("import",)]
    assert run("--today", "2026-11-24", "db", "check").out == ""
