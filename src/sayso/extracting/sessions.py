"""Graphs of ONNX Runtime, opened in the one way that Sayso runs them."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def session(file: Path, threads: int) -> Any:
    """The graph in a file, run on the processor with so many threads; whatever ONNX raises."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # Threads that spin while they wait burn a core and slow the others down.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Processors without 8-bit dot products cut sums off at 16 bits otherwise, and tell
    # other things of the same text than those with them.
    options.add_session_config_entry("session.x64quantprecision", "1")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def first_line(error: Exception) -> str:
    """What is wrong, on one line."""
    return (str(error).splitlines() or [type(error).__name__])[0]
