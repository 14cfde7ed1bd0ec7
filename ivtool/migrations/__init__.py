"""The file's versions: numbered steps of explicit SQL, run by Alembic, all in one transaction."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection

HERE = Path(__file__).parent


def migrate(connection: "Connection", versions: Path = HERE / "versions") -> None:
    """Bring the tables to the newest version; on any failure the file is as it was.

    The connection has not begun, and its foreign keys are off: a step may rebuild a table that
    others point at; what points at nothing is looked for before the commit.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", str(versions).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
