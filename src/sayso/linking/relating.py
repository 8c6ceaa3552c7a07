"""What two statements are to each other in meaning: the same, a denial, or neither.

One encoder does both parts (``training/relations``): read alone, a statement becomes a vector,
and statements of one matter lie near (Reimers and Gurevych, "Sentence-BERT", EMNLP 2019); two
read together get chances. A denial lies near what it denies, so nearness alone says "of one
matter" and never "of one mind". Names of speakers are words like others to it, and who speaks
is not asked.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from sayso.errors import WeightsError
from sayso.extracting.sessions import first_line, one_reader, output_of, session

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]

SHIPPED = "default"
"""The weights that come with Sayso."""

LONGEST = 96
"""Word pieces that are read of a statement; what comes after them is not."""

GRAPH = "relations.onnx"
_SCALE = 127.0
_THREADS = 4
"""So many threads ask the encoder at most."""

_Given = TypeVar("_Given")
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as it is compared: its words, and the sentence ``before`` it, if it has one."""

    words: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Chances:
    """How likely a second statement says the same as a first, or denies it; the rest is neither."""

    same: float
    denies: float


class Relater:
    """The encoder in a folder and its tokenizer; safe to use from several threads.

    ``threads`` is how many ONNX Runtime may use for one text. Raises
    :class:`sayso.errors.WeightsError` if the weights cannot be loaded.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        from tokenizers import Tokenizer

        self._folder = folder
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._session = session(folder / GRAPH, threads)
        except Exception as error:
            raise _unloadable(folder, error) from error
        self._start, self._stop = (
            int(self._tokenizer.token_to_id(name) or 0) for name in ("[CLS]", "[SEP]")
        )

    @cached_property
    def _axes(self) -> Floats:
        try:
            with one_reader:
                found: Floats = np.load(self._folder / "axes.npy").astype(np.float32)
        except Exception as error:
            raise _unloadable(self._folder, error) from error
        return found

    def vector(self, text: str) -> Bytes:
        """The vector of a statement: 128 numbers; see :func:`nearness`. Only of shipped weights.

        Raises :class:`sayso.errors.WeightsError` if there are no axes beside the weights.
        """
        ids = [self._start, *self._pieces(text), self._stop]
        kinds, chosen = [0] * len(ids), [1] * len(ids)
        mean = self._run("first_mean", ids, kinds, chosen, chosen)
        short = self._axes @ (mean / np.linalg.norm(mean))
        longest = max(1e-6, float(np.linalg.norm(short)))
        found: Bytes = np.rint(short / longest * _SCALE).astype(np.int8)
        return found

    def chances(self, one: Statement, other: Statement) -> Chances:
        """What the other statement is to the one."""
        texts = (one.before, one.words, other.before, other.words)
        mine_before, mine, before, theirs = map(self._pieces, texts)
        laid = paired((mine_before, mine), (before, theirs), self._start, self._stop)
        scores = self._run("scores", *laid)
        odds = np.exp(scores - scores.max())
        _, same, denies = odds / odds.sum()
        return Chances(float(same), float(denies))

    def _pieces(self, text: str) -> list[int]:
        if not text:
            return []
        found: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids[:LONGEST]
        return found

    def _run(self, name: str, *given: Sequence[int]) -> Floats:
        names = ("ids", "types", "first", "second")
        feeds = {
            key: np.array(values, dtype=np.int64) for key, values in zip(names, given, strict=True)
        }
        return output_of(self._session, name, feeds)


def paired(
    a: tuple[Sequence[int], Sequence[int]],
    b: tuple[Sequence[int], Sequence[int]],
    start: int,
    stop: int,
) -> tuple[list[int], list[int], list[int], list[int]]:
    """Two statements as one text: its pieces, their kinds, and which are A's and which B's own.

    Each is given as the pieces before it and its own; ``start`` and ``stop`` are the marks at
    the beginning and at the end of each.
    """
    (before_a, own_a), (before_b, own_b) = a, b
    left, right = len(before_a) + len(own_a) + 2, len(before_b) + len(own_b) + 1
    first = [0] * (len(before_a) + 1) + [1] * len(own_a) + [0] * (right + 1)
    second = [0] * (left + len(before_b)) + [1] * len(own_b) + [0]
    pieces = [start, *before_a, *own_a, stop, *before_b, *own_b, stop]
    return pieces, [0] * left + [1] * right, first, second


def nearness(one: Bytes, others: NDArray[np.int8]) -> Floats:
    """How near a vector is to each row of others, from about 0 to 1: the cosine of the angle."""
    found: Floats = (others.astype(np.float32) @ one.astype(np.float32)) / (_SCALE * _SCALE)
    return found


@cache
def relater(weights: str = SHIPPED) -> Relater:
    """The weights called so, loaded on the first call and kept; see :func:`relations_folder`."""
    return Relater(relations_folder(weights))


def relations_folder(weights: str) -> Path:
    """Where the weights lie that compare what is read by ``weights``.

    They are those in a package of this name, ``sayso_large``, or else the shipped ones.
    """
    package = (
        find_spec(weights) if weights.startswith("sayso_") and weights.isidentifier() else None
    )
    own = Path(package.origin).parent if package and package.origin else None
    if own and (own / GRAPH).exists():
        return own
    return Path(str(files("sayso.linking").joinpath("weights")))


def _unloadable(folder: Path, error: Exception) -> WeightsError:
    return WeightsError(
        f"{folder}: the weights for statements cannot be loaded ({first_line(error)}); "
        "reinstall Sayso"
    )


def in_threads(asked: Callable[[_Given], _Found], items: Sequence[_Given]) -> list[_Found]:
    """The answers for some items, in their order; the encoder works in several threads."""
    return list(_team().map(asked, items))


@cache
def _team() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(min(_THREADS, os.cpu_count() or 1), "sayso-relating")
