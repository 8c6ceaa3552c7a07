"""Graphs of ONNX Runtime, opened in the one way that Sayso runs them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from mmap import ACCESS_READ, mmap
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

WORDS = Path(__file__).parent / "weights" / "words.npy"
"""The 8-bit word embeddings that all shipped graphs share: (word piece, number)."""
ELSEWHERE = "sayso-words"
"""Where a graph says that its word embeddings lie, if they are the shared ones."""
INITIALIZER = "words.weight_quantized"
"""What they are called in it."""

one_reader = Lock()
"""Held while numpy reads a file: headers are parsed as Python, which in 3.11 fails in threads."""


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
    if shares_words(file):
        options.add_external_initializers([INITIALIZER], [_words()])
    return onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])


def shares_words(file: Path) -> bool:
    """Whether the graph in a file takes its word embeddings from :data:`WORDS`."""
    if file.stat().st_size == 0:
        return False
    with file.open("rb") as opened, mmap(opened.fileno(), 0, access=ACCESS_READ) as held:
        return held.find(ELSEWHERE.encode()) >= 0


@cache
def _words() -> Any:
    """The shared embeddings, read once a process however many graphs use them."""
    import onnxruntime

    with one_reader:
        words = np.load(WORDS, mmap_mode="r")
    return onnxruntime.OrtValue.ortvalue_from_numpy(words)


def output_of(graph: Any, output: str, given: Mapping[str, NDArray[Any]]) -> NDArray[np.float32]:
    """One output of a graph; what only others need is not reckoned."""
    import onnxruntime

    options = onnxruntime.RunOptions()
    options.only_execute_path_to_fetches = True
    found: NDArray[np.float32] = graph.run([output], given, options)[0]
    return found


def first_line(error: Exception) -> str:
    """What is wrong, on one line."""
    return (str(error).splitlines() or [type(error).__name__])[0]
