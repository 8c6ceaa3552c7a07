"""A bar on standard error while long work runs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import RLock, Timer
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from sayso.cli.messages import one_line

_PATIENCE = 1.0


class Bar(AbstractContextManager["Bar"]):
    """How far the work on several documents is; seen on a terminal after one second."""

    def __init__(self, documents: int) -> None:
        console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=24),
            TaskProgressColumn(),
            TimeRemainingColumn(compact=True),
            console=console,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
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
        count = f" {self._done + 1}/{self._documents}" if self._documents > 1 else ""
        label = f"Reading{count} {_short(one_line(name))}"
        self._progress.update(self._task, completed=self._done, description=label)

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


def _short(name: str, most: int = 32) -> str:
    return name if len(name) <= most else f"…{name[1 - most :]}"
