"""Things done in processes of their own, with what they came to."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Callable
from typing import Any

import pytest

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")

_NOBODY = 65534
_SECONDS = 60


def beside(work: Callable[[], Any]) -> Callable[[], Any]:
    """Start something in a process of its own; gives what waits for its result.

    What it raises is raised again.
    """
    read, write = os.pipe()
    child = os.fork()
    if not child:
        _child(work, write)
    os.close(write)

    def result() -> Any:
        with os.fdopen(read, "rb") as pipe:
            told = pipe.read()
        os.waitpid(child, 0)
        assert told, "the process died"
        done, value = pickle.loads(told)
        if not done:
            raise AssertionError(value) if isinstance(value, str) else value
        return value

    return result


def _child(work: Callable[[], Any], write: int) -> None:
    signal.alarm(_SECONDS)
    try:
        told: tuple[bool, Any] = True, work()
    except BaseException as error:
        told = False, error
    try:
        data = pickle.dumps(told)
    except Exception:
        data = pickle.dumps((False, f"{type(told[1]).__name__}: {told[1]}"))
    with os.fdopen(write, "wb") as pipe:
        pipe.write(data)
    os._exit(0)


def without_rights(work: Callable[[], Any]) -> Any:
    """Do something as a user who may not write what this one made read-only."""

    def limited() -> Any:
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(_NOBODY)
            os.setuid(_NOBODY)
        return work()

    return beside(limited)()
