"""What a run is told: flag, then environment, then default; today; who is at the keyboard."""

import os
import re
import sys
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ivtool.domain.days import (
    DAY_FORMS,
    MONTH_FORMS,
    Month,
    spelled_day,
    spoken_day,
    spoken_month,
)
from ivtool.domain.names import NamesShown
from ivtool.errors import NotUnderstood, Problem, Refused, StoreError
from ivtool.tuples import NamedTuple

if TYPE_CHECKING:
    from ivtool.keys import Ask, Keys

FILE_NAME = "ivtool.db"
# As `getpass` looks for a login; importing that brings the terminal's module along.
LOGINS = ("LOGNAME", "USER", "LNAME", "USERNAME")
# Where a machine knows no zones at all these are still right.
UTC_ZONES = ("UTC", "GMT", "UCT", "Zulu", "Etc/UTC", "Etc/GMT", "Etc/UCT", "Etc/Zulu")
# A zone that is written out, as POSIX has it: GMT0BST,M3.5.0/1,M10.5.0
OWN_ZONE = (
    r"(<[A-Za-z0-9+-]{3,}>|[A-Za-z]{3,})[+-]?\d{1,3}(:\d{1,2}){0,2}"
    r"((<[A-Za-z0-9+-]{3,}>|[A-Za-z]{3,})([+-]?\d{1,3}(:\d{1,2}){0,2})?(,[^,]+,[^,]+)?)?"
)
# Folders that a sync client copies while the file is being written: such copies do not hold.
SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud")


class _Given(NamedTuple):
    """What a run was told, and by what: an option or an environment variable."""

    source: str
    text: str


class Settings:
    """The settings of one run; texts as they were given, read where they are first needed.

    `ask` is how a passphrase is asked for; None where there is nobody to ask.
    """

    def __init__(
        self,
        db: str | None = None,
        names_asked: str | None = None,
        actor_asked: str | None = None,
        today_asked: str | None = None,
        ask: "Ask | None" = None,
    ) -> None:
        self.db = db
        self.names_asked = names_asked
        self.actor_asked = actor_asked
        self.today_asked = today_asked
        self.ask = ask

    def on_file(self, file: Path) -> "Settings":
        """The same settings for another file."""
        return Settings(str(file), self.names_asked, self.actor_asked, self.today_asked, self.ask)

    def understand(self) -> None:
        """Read everything that was typed, so that what is wrong is told before anything is done.

        Raises NotUnderstood for a day, a word, an empty text or a timezone that cannot be.
        """
        _given("--db", self.db, "IVTOOL_DB")
        _given("--as", self.actor_asked, "IVTOOL_ACTOR")
        _require_zone()
        _ = self.names, self.today

    @cached_property
    def keys(self) -> "Keys":
        """The keys that this run can find."""
        from ivtool.keys import Keys, no_terminal

        return Keys(self.ask or no_terminal)

    @cached_property
    def synced(self) -> str | None:
        """A folder of the file's path that a sync client keeps, None as a rule."""
        for name in self.file.absolute().parent.parts:
            if name.casefold().startswith(SYNCED):
                return name
        return None

    @cached_property
    def file(self) -> Path:
        """The data file: `--db`, `IVTOOL_DB`, or one in the user's data folder."""
        given = _given("--db", self.db, "IVTOOL_DB")
        if given:
            return Path(given.text)
        from platformdirs import user_data_path

        try:
            return user_data_path("ivtool", appauthor=False) / FILE_NAME
        except (RuntimeError, KeyError) as error:
            raise StoreError(
                "there is no home folder to look for the file in", "ivtool --db FILE …"
            ) from error

    @cached_property
    def names(self) -> NamesShown:
        """How much of a name is shown: all on a terminal, only refs anywhere else, unless asked."""
        if self.names_asked is None:
            return NamesShown.FULL if sys.stdout.isatty() else NamesShown.REFS
        try:
            return NamesShown(self.names_asked)
        except ValueError:
            from ivtool.domain.sentences import words

            raise NotUnderstood(f"--names is one of {words(NamesShown)}") from None

    @cached_property
    def actor(self) -> str:
        """Who the history says it was: `--as`, `IVTOOL_ACTOR`, or the login. A claim only."""
        given = _given("--as", self.actor_asked, "IVTOOL_ACTOR")
        if given:
            return given.text
        for name in LOGINS:
            if os.environ.get(name):
                return os.environ[name]
        try:
            import pwd

            return pwd.getpwuid(os.getuid()).pw_name
        except (OSError, KeyError, ImportError):
            return "unknown"

    @cached_property
    def today(self) -> date:
        """The day that counts as today: `--today`, `IVTOOL_TODAY`, or the clock's.

        What is typed takes every form of a day; `yesterday` is the day before the clock's.
        """
        now = self._clock.date()
        given = _given("--today", self.today_asked, "IVTOOL_TODAY")
        if not given:
            return now
        try:
            return spoken_day(given.text, now)
        except ValueError as error:
            raise NotUnderstood(
                f"{given.source}: {given.text!r} {error}", f"days are {DAY_FORMS}"
            ) from None

    @cached_property
    def time(self) -> str | None:
        """The time that it is today, `15:40`; None on a stated day: all of its hours are there."""
        return f"{self._clock:%H:%M}" if self.today == self._clock.date() else None

    @cached_property
    def _clock(self) -> datetime:
        try:
            return datetime.now().astimezone()
        except (ValueError, OverflowError):
            # The only thing that the clock is told: `TZ=UTC+99` is further away than a day.
            raise NotUnderstood("TZ is no timezone that there can be", "TZ=Europe/London") from None

    def day(self, text: str, option: str = "--on") -> date:
        """The day of what happened, as it was typed after an option; a bare `today` is this run's.

        Without a year it is the latest that there was.
        """
        return self._day(text, option, may_lie_ahead=False)

    def day_ahead(self, text: str, option: str = "--on") -> date:
        """The day of what may lie ahead: without a year it is the nearer of the last and the next.

        Raises NotUnderstood, asking for the year, where both lie far away.
        """
        return self._day(text, option, may_lie_ahead=True)

    def _day(self, text: str, option: str, *, may_lie_ahead: bool) -> date:
        try:
            return spoken_day(text, self.today, may_lie_ahead=may_lie_ahead)
        except ValueError as error:
            raise NotUnderstood(f"{option}: {text!r} {error}", f"days are {DAY_FORMS}") from None

    def past_day(self, text: str | None, option: str = "--on") -> date:
        """A day as it was typed, today where none was; one ahead is refused, as it is not known."""
        day = self.today if text is None else self.day(text, option)
        if day > self.today:
            raise Refused(
                f"{option} {spelled_day(day)} cannot be asked about",
                [Problem("day.in_future", "it is still to come", f"{option} today")],
            )
        return day

    def month(self, text: str, option: str = "--month") -> Month:
        """A month of what happened, as it was typed after an option."""
        return self._month(text, option, may_lie_ahead=False)

    def month_ahead(self, text: str, option: str = "--month") -> Month:
        """A month that may lie ahead, as it was typed after an option; as `day_ahead`."""
        return self._month(text, option, may_lie_ahead=True)

    def _month(self, text: str, option: str, *, may_lie_ahead: bool) -> Month:
        try:
            return spoken_month(text, self.today, may_lie_ahead=may_lie_ahead)
        except ValueError as error:
            raise NotUnderstood(
                f"{option}: {text!r} {error}", f"months are {MONTH_FORMS}"
            ) from None


def _given(option: str, typed: str | None, variable: str) -> _Given | None:
    """What was typed, else what stands in the environment, where an empty text is none."""
    source, text = (variable, os.environ.get(variable)) if typed is None else (option, typed)
    if text is None or (text == "" and typed is None):
        return None
    try:
        # A byte that is no text becomes half a character, which nothing could store or print.
        text.encode()
    except UnicodeEncodeError:
        raise NotUnderstood(f"{source} is no text") from None
    # Who wrote `--db "$FILE"` and has no FILE does not mean the file in the data folder.
    if not text.strip():
        raise NotUnderstood(f"{source} is empty")
    return _Given(source, text)


def _require_zone() -> None:
    """Refuse a TZ that this machine does not know: it would count as UTC, without a word.

    Raises NotUnderstood.
    """
    named = os.environ.get("TZ", "").removeprefix(":")
    if not named or named in UTC_ZONES or re.fullmatch(OWN_ZONE, named):
        return
    from zoneinfo import TZPATH

    if not any((Path(folder) / named).is_file() for folder in TZPATH):
        raise NotUnderstood(
            "TZ names a time zone that this machine does not know",
            "TZ=Europe/London, or leave it unset",
        )
