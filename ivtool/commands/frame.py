"""The frame of a command: the doors, the records that were named, and showing what came of it.

Only here are `db` and `output` imported among the commands. Prompts, editors and standard input
come before a door opens; what was fetched or done is shown when the door is closed again.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from typing import TYPE_CHECKING, Concatenate, Generic, ParamSpec, TypeVar, overload

import typer

from ivtool import output
from ivtool.domain import ids
from ivtool.domain.days import Month, spelled_day
from ivtool.domain.names import NamesShown
from ivtool.errors import ExitCode, NotUnderstood, Problem, Refused
from ivtool.rendering import Answer, Card, Document, DocumentFormat, Format, Listing
from ivtool.settings import Settings
from ivtool.tuples import NamedTuple

if TYPE_CHECKING:
    from sqlite3 import Connection as Reader

    from ivtool.domain.matching.records import Match
    from ivtool.rows import RecordT
    from ivtool.writer import Writer

IdT = TypeVar("IdT")
P = ParamSpec("P")
T = TypeVar("T")


class Noun(NamedTuple, Generic[IdT]):
    """What a record is called where one is asked for, and the type of its id."""

    name: str
    id_of: Callable[[int], IdT]


CHANGE_SET = Noun("change_set", ids.ChangeSetId)
CHILD = Noun("child", ids.ChildId)
CONCERN = Noun("concern", ids.ConcernId)
MATCH = Noun("match", ids.MatchId)
REFERRAL = Noun("referral", ids.ReferralId)
STAFF = Noun("staff", ids.StaffId)
SUPPORT = Noun("support", ids.SupportId)
TRAINING = Noun("training", ids.TrainingId)
VOLUNTEER = Noun("volunteer", ids.VolunteerId)


class CommandRun:
    """One run of a command: its settings, understood, and its name in the history."""

    # What a few commands say beside their answer.
    tell = staticmethod(output.tell)
    tell_error = staticmethod(output.tell_error)
    progress = staticmethod(output.progress)
    deliver = staticmethod(output.deliver)
    is_table = staticmethod(output.is_table)
    is_paper = staticmethod(output.is_paper)

    def __init__(self, settings: Settings, command: str) -> None:
        self.settings = settings
        self.command = command
        # Whether what is shown may name people, and whether the file tells already who ran it.
        self._names_people = False
        self._is_noted = False
        # What takes back what was done; None where nothing was, or nothing does.
        self.way_back: str | None = None
        # What was put right of which record; None where the command corrects nothing.
        self.put_right: list[tuple[str, str]] | None = None
        self.changed = True

    @property
    def today(self) -> date:
        """The day that counts as today."""
        return self.settings.today

    @property
    def names(self) -> NamesShown:
        """How much of a name is shown, for what shows people: in full it leaves a look."""
        self._names_people = True
        return self.settings.names

    @property
    def actor(self) -> str:
        """Who is at the keyboard."""
        return self.settings.actor

    @overload
    def day(self, text: str, option: str = ..., *, ahead: bool = ...) -> date: ...
    @overload
    def day(self, text: None, option: str = ..., *, ahead: bool = ...) -> None: ...
    def day(self, text: str | None, option: str = "--on", *, ahead: bool = False) -> date | None:
        """The day that was typed, None where none was; `ahead` where it may lie ahead.

        Raises NotUnderstood.
        """
        if text is None:
            return None
        return (self.settings.day_ahead if ahead else self.settings.day)(text, option)

    def day_recorded(self, text: str | None, *, correct: bool) -> date:
        """The day that something happened, else today; what is put right has its day said.

        Raises NotUnderstood.
        """
        if correct and text is None:
            what = "--correct wants the day that it was: --on DAY"
            raise NotUnderstood(what, f"ivtool {self.command} --help")
        return self.day(text) or self.today

    def past_day(self, text: str | None, option: str = "--as-of") -> date:
        """The day that was typed, else today. Raises Refused for one that is still to come."""
        return self.settings.past_day(text, option)

    @overload
    def month(self, text: str, option: str = ..., *, ahead: bool = ...) -> Month: ...
    @overload
    def month(self, text: None, option: str = ..., *, ahead: bool = ...) -> None: ...
    def month(
        self, text: str | None, option: str = "--month", *, ahead: bool = False
    ) -> Month | None:
        """The month that was typed, as `day` does it."""
        if text is None:
            return None
        return (self.settings.month_ahead if ahead else self.settings.month)(text, option)

    def days(
        self, month: str | None, first: str | None, last: str | None
    ) -> tuple[date | None, date | None]:
        """The first and last day that were typed; a month stands for both of its ends.

        Raises Refused where the first comes after the last.
        """
        asked = self.month(month)
        begin = self.day(first, "--from") or (asked and asked.first)
        end = self.day(last, "--to") or (asked and asked.last)
        if begin and end and begin > end:
            words = f"{spelled_day(begin)} comes after {spelled_day(end)}"
            raise Refused("there are no days to show", [Problem("day.out_of_order", words)])
        return begin, end

    @overload
    def find(self, reader: "Reader", noun: Noun[IdT], text: str) -> IdT: ...
    @overload
    def find(self, reader: "Reader", noun: Noun[IdT], text: None) -> None: ...
    def find(self, reader: "Reader", noun: Noun[IdT], text: str | None) -> IdT | None:
        """The id of the one record that a text means, None for no text. Raises NotFound."""
        if text is None:
            return None
        from ivtool.queries.lookup import find

        return noun.id_of(find(reader, noun.name, text, self.settings.names))

    def find_record(self, reader: "Reader", kind: "type[RecordT]", text: str) -> "RecordT":
        """The one record that a text means, whole. Raises NotFound."""
        from ivtool.queries.lookup import find_record

        return find_record(reader, kind, text, self.settings.names)

    def find_match(self, reader: "Reader", text: str) -> "Match":
        """The one match that a text means, whole. Raises NotFound."""
        from ivtool.domain.matching.records import Match

        return self.find_record(reader, Match, text)

    def find_lines(
        self, reader: "Reader", texts: Iterable[str]
    ) -> list[tuple[ids.ClaimId, int | None]]:
        """The claims, or lines of claims, that texts mean. Raises NotFound."""
        from ivtool.queries.expenses.expenses import find_claim

        return [find_claim(reader, each, self.settings.names) for each in texts]

    def find_payments(
        self, reader: "Reader", texts: Iterable[str]
    ) -> list[tuple[ids.ClaimId, int | None] | ids.PaymentId]:
        """The claims, lines of claims, or whole payment runs, that texts mean. Raises NotFound."""
        from ivtool.queries.expenses.expenses import find_paid

        return [find_paid(reader, each, self.settings.names) for each in texts]

    def reading(self) -> "AbstractContextManager[Reader]":
        """The door for looking. Raises StoreError for a file of no use."""
        from ivtool import db

        return db.reading(self.settings)

    def read(
        self, report: "Callable[Concatenate[Reader, P], T]", *asked: P.args, **also: P.kwargs
    ) -> T:
        """What a report says; all that it is asked is understood before the door opens."""
        with self.reading() as reader:
            return report(reader, *asked, **also)

    @contextmanager
    def writing(self, *, keep: bool = True, corrects: bool = False) -> "Iterator[Writer]":
        """The door for changing, in a change set that bears the command's own name.

        Without `keep` nothing of it stays: a rehearsal. What `corrects` something says what was
        there before, and that nothing was changed where it said so already.
        """
        from ivtool import db

        self._is_noted = keep
        with db.writing(self.settings, self.command, keep=keep) as writer:
            yield writer
            if corrects:
                from ivtool.reports.file.history import put_right

                number = writer.history.change_set
                self.changed = number > 0
                self.put_right = put_right(writer.reader, number, self.names)
            if writer.keep and output.is_looked_at():
                from ivtool.services.file.undo import way_back

                self.way_back = way_back(writer)

    def note_look(self) -> None:
        """Leave a line that names went out of the file: before anything is shown or written.

        Raises StoreError where it cannot be kept, and nothing is shown; only of a file that nobody
        may write to it is told instead.
        """
        from ivtool.faults import ReadOnly
        from ivtool.services.file.looks import look

        try:
            with self.writing() as writer:
                look(writer, self.command)
        except ReadOnly:
            self.tell(f"ivtool: note: {self.settings.file} is read-only, and keeps no line of this")

    def require_agreed(self, listing: Listing, question: str, line: str | None = None) -> None:
        """Show on a terminal what is to be done, and ask. Raises Refused where nobody agrees.

        `line` is the whole command where it has arguments.
        """
        if sys.stdin.isatty() and sys.stdout.isatty():
            output.show(listing)
            if typer.confirm(question, err=True):
                return
        hint = f"{line or f'ivtool {self.command}'} --yes"
        problem = Problem("undo.not_agreed", "it asks first; --yes says so beforehand", hint)
        raise Refused("nothing was changed", [problem])

    def show(
        self,
        what: Answer | Card | Document | Listing,
        shown_as: Format | DocumentFormat | None,
        *,
        done: bool = False,
        exit_code: bool = False,
        found: bool | None = None,
    ) -> None:
        """Show what came of it; `done` where it is no answer, and yet something was changed.

        Whoever takes names off the terminal, into a pipe or a file, leaves a look first. With
        `exit_code` a script is told whether something was `found`, else whether a listing has rows.
        """
        named = self._names_people and self.settings.names is NamesShown.FULL
        if named and not self._is_noted and not sys.stdout.isatty():
            self.note_look()
        if isinstance(what, Answer) and self.put_right is not None:
            what = _corrected(what, self.put_right) if self.changed else _unchanged(what)
        output.show(what, shown_as, done=done)
        in_table = not isinstance(shown_as, DocumentFormat) and self.is_table(shown_as)
        if self.way_back is not None and in_table:
            output.tell_dimly(f"to take it back: {self.way_back}")
        if found is None:
            found = isinstance(what, Listing) and bool(what.rows)
        if exit_code and found:
            raise typer.Exit(ExitCode.FOUND)


def _corrected(answer: Answer, put_right: Iterable[tuple[str, str]]) -> Answer:
    """The answer of a correction, with what was there before, of the record that it is about."""
    first, *others = answer.sentences
    about = _about(answer)
    was = [f"  {said}" for record, said in put_right if record == about]
    return answer._replace(sentences=[first, *was, *others])


def _unchanged(answer: Answer) -> Answer:
    """The answer of a correction to what it said already."""
    return answer._replace(sentences=[f"{_about(answer)}: nothing was changed."], warnings=())


def _about(answer: Answer) -> str:
    """The ref that an answer is about, which stands first for scripts."""
    return str(next(iter(answer.data.values())))


def run_of(ctx: typer.Context) -> CommandRun:
    """The run of a command by its context, whose path is the command's name in the history."""
    settings = ctx.obj
    if not isinstance(settings, Settings):
        raise TypeError("the root callback sets the settings")
    return CommandRun(settings, ctx.command_path.partition(" ")[2])
