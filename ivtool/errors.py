"""What can go wrong, and the exit code each kind means. The codes are a promise to scripts.

Messages never hold a child's or a volunteer's name, nor free text: refs, keys, days and
numbers only.
"""

from enum import StrEnum

from ivtool.tuples import NamedTuple


class ExitCode:
    """The process's exit codes, whole numbers; none is ever given a new meaning."""

    DONE = 0
    BUG = 1
    NOT_UNDERSTOOD = 2
    NOT_FOUND = 3
    REFUSED = 4
    FILE_UNUSABLE = 5
    UNWRITTEN = 6
    FOUND = 10
    INTERRUPTED = 130


class Problem(NamedTuple):
    """One reason why something is refused: a lasting code, words, and the command that helps.

    `of` says to code what it is of, a job for one: the words are for people alone.
    """

    code: str
    message: str
    hint: str = ""
    of: StrEnum | None = None


class IvtoolError(Exception):
    """An error that a user can mend: what is wrong, and the command that helps."""

    exit_code = ExitCode.BUG

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NotUnderstood(IvtoolError):
    """A text that is no day, number or word of its list."""

    exit_code = ExitCode.NOT_UNDERSTOOD


class NotFound(IvtoolError):
    """No record, or several, answer to what was asked for."""

    exit_code = ExitCode.NOT_FOUND


class Refused(IvtoolError):
    """A readable wish that a rule forbids; every reason is listed and nothing was stored."""

    exit_code = ExitCode.REFUSED

    def __init__(self, message: str, problems: list[Problem]) -> None:
        super().__init__(message)
        self.problems = problems


class StoreError(IvtoolError):
    """The file cannot be used as it is."""

    exit_code = ExitCode.FILE_UNUSABLE


class Unwritten(IvtoolError):
    """It is done, and what it changes is stored, but what it has to say could not be written.

    `pipe_closed` where whoever read has gone.
    """

    exit_code = ExitCode.UNWRITTEN
    pipe_closed = False
