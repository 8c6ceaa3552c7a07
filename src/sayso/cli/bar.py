"""A bar on standard error while long work runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import RLock, Timer
from types import TracebackType

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from sayso.cli.messages import one_line

_PATIENCE = 1.0


class Bar(AbstractContextManager["Bar"]):
    """How far the work on several documents is; seen on a terminal after one second.

    ``verb`` says what is done to them; with ``rate`` the bar says how many a second.
    ``documents`` is ``None`` where nobody knows how many there are.
    """

    def __init__(self, documents: int | None, verb: str = "Reading", *, rate: bool = False) -> None:
        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=12 if rate else 24),
            TaskProgressColumn(),
            TimeRemainingColumn(compact=True),
            *([_Rate()] if rate else ()),
            console=console,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._verb = verb
        self._longest = 24 if rate else 32
        self._documents = documents
        self._done = 0
        self._task = self._progress.add_task("", total=documents)
        self._shown = False
        self._lock = RLock()
        self._timer = Timer(_PATIENCE, self._show)
        self._timer.daemon = True
        self._wanted = sys.stderr.isatty() and not console.is_dumb_terminal

    def __enter__(self) -> Bar:
        if self._wanted:
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._wanted = False
        self._timer.cancel()
        self._hide()

    def begin(self, name: str) -> None:
        """Say which document is being worked on."""
        label = f"{self._verb}{self._count()} {_short(one_line(name), self._longest)}"
        self._progress.update(self._task, completed=self._done, description=label)

    def expect(self, documents: int | None, done: int = 0) -> None:
        """Say how many documents there are, as far as is known by now, and how many are done."""
        self._documents = documents
        self._done = max(self._done, done)
        self._progress.update(self._task, total=documents, completed=self._done)

    def reach(self, done: int, total: int) -> None:
        """Say how much is done of how much; for work that has no names."""
        self._progress.update(self._task, completed=done, total=total, description=self._verb)

    def windows(self, done: int, total: int) -> None:
        """Say how many windows of the document are done."""
        share = done / total if total else 1.0
        self._progress.update(self._task, completed=self._done + share)

    def finish(self) -> None:
        """Say that the document is done."""
        self._done += 1
        self._progress.update(self._task, completed=self._done)

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Clear the bar while something else is written to the screen."""
        with self._lock:
            shown = self._shown
            self._hide()
            yield
            if shown:
                self._show()

    def _count(self) -> str:
        if self._documents is None:
            return f" {self._done + 1}"
        return f" {self._done + 1}/{self._documents}" if self._documents > 1 else ""

    def _show(self) -> None:
        with self._lock:
            if self._wanted and not self._shown:
                self._progress.start()
                self._shown = True

    def _hide(self) -> None:
        with self._lock:
            if self._shown:
                self._progress.stop()
                self._shown = False


class _Rate(ProgressColumn):
    """How many documents are done in a second, or in a minute if that is below one."""

    def render(self, task: Task) -> Text:
        speed = task.speed
        if not speed:
            return Text()
        return Text(f"{speed:.1f}/s" if speed >= 1 else f"{60 * speed:.0f}/min", style="dim")


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else f"…{name[1 - most :]}"
