"""Word embeddings, which teaching leaves as they are, in one file for all shipped graphs.

``python -m training.sharing GRAPH.onnx...`` takes them out of graphs that hold them.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import onnx
from onnx import ModelProto, TensorProto, numpy_helper
from onnx.external_data_helper import load_external_data_for_model, set_external_data

from sayso.extracting.sessions import ELSEWHERE, INITIALIZER, WORDS, shares_words


def share(file: Path) -> bool:
    """Take the words out of a graph if they are the shared ones; whether they were.

    Where there are no shared ones yet, this graph's become them.
    """
    graph = onnx.load(file)
    words = _words(graph)
    if words is None:
        return False
    own = numpy_helper.to_array(words)
    if not WORDS.exists():
        np.save(WORDS, own)
    if not np.array_equal(own, np.load(WORDS)):
        return False
    set_external_data(words, location=ELSEWHERE)
    words.ClearField("raw_data")
    words.data_location = TensorProto.EXTERNAL
    file.write_bytes(graph.SerializeToString())
    return True


def whole(file: Path) -> ModelProto:
    """A graph with all of its numbers, wherever they lie."""
    graph = onnx.load(file, load_external_data=False)
    words = _words(graph)
    if words is not None and shares_words(file):
        words.CopyFrom(numpy_helper.from_array(np.load(WORDS), INITIALIZER))
    load_external_data_for_model(graph, str(file.parent))
    return graph


def _words(graph: ModelProto) -> TensorProto | None:
    return next((one for one in graph.graph.initializer if one.name == INITIALIZER), None)


def main() -> None:
    """Read the command line and share."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("graph", type=Path, nargs="+")
    for file in parser.parse_args().graph:
        print(file, "shares its words" if share(file) else "keeps its own", file.stat().st_size)


if __name__ == "__main__":
    main()
