"""What a run is told: flag, then environment, then default; today; who is at the keyboard."""

import os
import sys
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from ivtool.domain.days import (
    DAY_FORMS,
    MONTH_FORMS,
    Month,
    spelled_day,
    spoken_day,
    spoken_month,
    written_day,
)
from ivtool.domain.names import NamesShown
from ivtool.errors import NotUnderstood, Problem, Refused, StoreError
from ivtool.keys import Ask, Keys, no_terminal

FILE_NAME = "ivtool.db"
# Folders that a sync client copies while the file is being written: such copies do not hold.
SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud")


@dataclass(frozen=True)
class Settings:
    """The settings of one run; texts as they were given, read where they are first needed."""

    db: str | None = None
    names_asked: str | None = None
    actor_asked: str | None = None
    today_asked: str | None = None
    # How a passphrase is asked for; there may be nobody to ask.
    ask: Ask = no_terminal

    @cached_property
    def keys(self) -> Keys:
        """The keys that this run can find."""
        return Keys(self.ask)

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
        given = self.db or os.environ.get("IVTOOL_DB")
        if given:
            return Path(given)
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
            from ivtool.domain.words import words

            raise NotUnderstood(f"--names is one of {words(NamesShown)}") from None

    @cached_property
    def actor(self) -> str:
        """Who the history says it was: `--as`, `IVTOOL_ACTOR`, or the login. A claim only."""
        given = self.actor_asked or os.environ.get("IVTOOL_ACTOR")
        if given:
            return given
        import getpass

        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):
            return "unknown"

    @cached_property
    def today(self) -> date:
        """The day that counts as today: `--today`, `IVTOOL_TODAY`, or the clock's."""
        given = self.today_asked or os.environ.get("IVTOOL_TODAY")
        if not given:
            return self._clock.date()
        try:
            return written_day(given)
        except ValueError as error:
            raise NotUnderstood(f"--today: {given!r} {error}", f"days are {DAY_FORMS}") from None

    @cached_property
    def time(self) -> str | None:
        """The time that it is today, `15:40`; None on a stated day: all of its hours are there."""
        return f"{self._clock:%H:%M}" if self.today == self._clock.date() else None

    @cached_property
    def _clock(self) -> datetime:
        return datetime.now().astimezone()

    def day(self, text: str, option: str = "--on") -> date:
        """A day as it was typed after an option; a bare `today` is this run's."""
        try:
            return spoken_day(text, self.today)
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
        """A month as it was typed after an option."""
        try:
            return spoken_month(text, self.today)
        except ValueError as error:
            raise NotUnderstood(
                f"{option}: {text!r} {error}", f"months are {MONTH_FORMS}"
            ) from None
