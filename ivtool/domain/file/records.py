"""What was done with the data file itself."""

from ivtool.domain.file.vocabulary import FileDeed
from ivtool.tuples import NamedTuple


class FileIdentity(NamedTuple):
    """The file's own id, random, in the one row that there is; its step makes it.

    A backup, a restore, another key: it stays, and tells this file's backups from another's.
    """

    identity: str
    id: int = 0


class FileLook(NamedTuple):
    """Somebody took names out of the file, at a time of the real clock, in UTC: with a command."""

    looked_at: str
    actor: str
    command: str
    id: int = 0


class FileReceipt(NamedTuple):
    """One deed done with the file; `change_set` is the history's last at that moment.

    `file` is the backup that was made, tried or restored; `key_id` says nothing of the key.
    """

    deed: FileDeed
    done_at: str
    actor: str
    file: str | None = None
    key_id: str | None = None
    rows: int | None = None
    bytes: int | None = None
    change_set: int | None = None
    id: int = 0
