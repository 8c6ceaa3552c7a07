"""One original read and taken apart, here or in a process of its own."""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from threading import Thread

from sayso.capture import Capture
from sayso.errors import LedgerError, ReadingError
from sayso.ledger.storable import storable
from sayso.report import Report

Progress = Callable[[int, int], None]
"""Called with the number of windows done and the number of all windows."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an original could not be read, on one line."""

    problem: str


def extracted(capture: Capture, weights: str, progress: Progress | None = None) -> Report | Refusal:
    """Read an original and find who says what in it.

    Raises :class:`sayso.WeightsError` and :class:`sayso.MissingExtra`, which no other
    original would escape; everything else that goes wrong is a refusal.
    """
    from sayso.errors import MissingExtra, WeightsError
    from sayso.reader import extract
    from sayso.reading import read_bytes

    try:
        document = read_bytes(
            capture.data,
            source=capture.source,
            media_type=capture.media_type,
            charset=capture.charset,
            url=capture.url,
            redirects=capture.redirects,
        )
        clean = storable(document)
        if clean.text != document.text:
            return Refusal(f"{capture.source}: its text holds null characters; mend the file")
        return extract(clean, weights=weights, progress=progress)
    except (WeightsError, MissingExtra):
        raise
    except ReadingError as error:
        return Refusal(str(error))
    except Exception as error:
        return Refusal(
            f"{capture.source}: unexpected {type(error).__name__}: {error}; please report this"
        )


Wanted = tuple[Capture, bool]
"""An original, and whether it must be read."""

Done = tuple[Capture, Report | Refusal | None]
"""An original, and what was read, if it had to be."""


class Here:
    """Extracts in this process, one original at a time."""

    def __init__(self, weights: str, progress: Progress | None = None) -> None:
        self._weights = weights
        self._progress = progress

    def results(self, tasks: Iterable[Wanted]) -> Iterator[Done]:
        """Each original with its report, where one is wanted."""
        for capture, wanted in tasks:
            yield capture, extracted(capture, self._weights, self._progress) if wanted else None


class Beside:
    """Extracts in processes of its own, and gives results in the order of the originals."""

    def __init__(self, weights: str, jobs: int) -> None:
        self._weights = weights
        self._jobs = jobs

    def results(self, tasks: Iterable[Wanted]) -> Iterator[Done]:
        """Each original with its report, where one is wanted."""
        waiting: deque[tuple[Capture, Future[Report | Refusal] | None]] = deque()
        with ProcessPoolExecutor(self._jobs, get_context("spawn"), _begin, (self._jobs,)) as pool:
            try:
                for capture, wanted in tasks:
                    waiting.append((capture, self._begun(pool, capture) if wanted else None))
                    while len(waiting) > 2 * self._jobs or (waiting and _ready(waiting[0][1])):
                        yield _taken(waiting)
                while waiting:
                    yield _taken(waiting)
            finally:
                unwanted = list(pool._processes.values()) if waiting else []
                pool.shutdown(wait=False, cancel_futures=True)
                for process in unwanted:
                    process.terminate()

    def _begun(self, pool: ProcessPoolExecutor, capture: Capture) -> Future[Report | Refusal]:
        try:
            with _undisturbed():
                return pool.submit(extracted, capture, self._weights)
        except BrokenProcessPool:
            raise _died(capture) from None


def _ready(future: Future[Report | Refusal] | None) -> bool:
    return future is None or future.done()


def _taken(
    waiting: deque[tuple[Capture, Future[Report | Refusal] | None]],
) -> Done:
    capture, future = waiting.popleft()
    try:
        return capture, future.result() if future else None
    except BrokenProcessPool:
        raise _died(capture) from None


def _died(capture: Capture) -> LedgerError:
    return LedgerError(
        f"{capture.source}: a process died while it or one of its neighbours was read, as it "
        "does without memory; go on with the same command and --jobs 1"
    )


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let processes that start here inherit what they need.

    They are deaf to Ctrl-C, so that none hears it too early, and numpy has one thread in each:
    more would wait for one another, busily.
    """
    threads = os.environ.get(_THREADS)
    os.environ[_THREADS] = threads or "1"
    masks = hasattr(signal, "pthread_sigmask")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if masks else set()
    try:
        yield
    finally:
        if masks:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if threads is None:
            del os.environ[_THREADS]


_THREADS = "OPENBLAS_NUM_THREADS"


def _begin(jobs: int) -> None:
    """What a process does first.

    It leaves Ctrl-C to the process that asked for the work, takes no more than its share of
    the cores, and does not outlive the other.
    """
    from sayso.extracting.model import share_cores

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    share_cores(jobs)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
