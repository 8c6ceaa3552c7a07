"""Ctrl-C in long work: once to stop in good order, twice to stop at once."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

import typer

from sayso.cli.bar import Bar
from sayso.cli.messages import complain

INTERRUPTED = 130
_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_GOES_ON = "the same command goes on where this one stopped"


class Stopping:
    """Whether somebody has asked to stop."""

    def __init__(self, bar: Bar, stop: Callable[[], None], after: str) -> None:
        self.asked = False
        self._bar = bar
        self._stop = stop
        self._after = after

    def signalled(self, signal: int, frame: FrameType | None) -> None:
        """Take the first signal as a wish, and the second as an order."""
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        self._stop()
        with suppress(RuntimeError), self._bar.hidden():  # in the middle of another line
            complain(f"stopping after {self._after}; press Ctrl-C again to stop at once")

    def end(self) -> None:
        """Say how to go on, and leave, if somebody asked to stop."""
        if self.asked:
            with self._bar.hidden():
                complain(_GOES_ON)
            raise typer.Exit(INTERRUPTED)


@contextmanager
def orderly(
    bar: Bar, stop: Callable[[], None] = lambda: None, *, after: str = "this document"
) -> Iterator[Stopping]:
    """Let the first Ctrl-C or SIGTERM call ``stop`` while this lasts.

    ``after`` says what is still finished then.
    """
    stopping = Stopping(bar, stop, after)
    before: dict[signal.Signals, Any] = {}
    with suppress(ValueError):  # only the main thread may listen
        for one in _SIGNALS:
            before[one] = signal.signal(one, stopping.signalled)
    try:
        yield stopping
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
