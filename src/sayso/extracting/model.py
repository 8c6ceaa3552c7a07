"""The shipped network, run through ONNX Runtime."""

from __future__ import annotations

import json
import os
import threading
from dataclasses import dataclass, fields
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from sayso.errors import WeightsError
from sayso.extracting.sessions import first_line, session
from sayso.extracting.windows import Laid

FORMAT = 3
"""The version of the weights' folder that this code reads."""

FEATURES = 14
"""How many weights a calibration has: one for each feature of the confidence."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Settings:
    """What belongs to a set of weights besides its numbers.

    ``window`` and ``context`` are in word pieces. ``cue`` and ``nested_cue`` are the
    probabilities above which a unit begins a cue, for an outermost voice and within
    another's words, ``reported`` the one for reporting verbs there. ``switch`` is
    what a change of role between neighbouring units costs, in nats. ``sure`` is the
    confidence that an outermost attribution needs, ``sure_nameless`` the one that it
    needs without a source. ``calibration`` are the weights of the logistic regression
    behind the confidence, its bias last. ``languages`` are ISO 639-1 codes.
    """

    window: int
    context: int
    cue: float
    nested_cue: float
    reported: float
    switch: float
    sure: float
    sure_nameless: float
    calibration: tuple[float, ...]
    languages: tuple[str, ...]

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> Settings:
        """Read the settings from ``config.json``.

        Raises ValueError if one is missing or the calibration is of other features.
        """
        missing = [one.name for one in fields(cls) if one.name not in given]
        if missing:
            raise ValueError(f"config.json lacks {', '.join(missing)}")
        if len(given["calibration"]) != FEATURES:
            raise ValueError(
                f"its calibration has {len(given['calibration'])} weights, not {FEATURES}"
            )
        return cls(
            window=int(given["window"]),
            context=int(given["context"]),
            cue=float(given["cue"]),
            nested_cue=float(given["nested_cue"]),
            reported=float(given["reported"]),
            switch=float(given["switch"]),
            sure=float(given["sure"]),
            sure_nameless=float(given["sure_nameless"]),
            calibration=tuple(float(one) for one in given["calibration"]),
            languages=tuple(given["languages"]),
        )


class Model:
    """One set of weights: its tokenizer, its two graphs and its settings.

    Sessions of ONNX Runtime may be run from several threads at once. Each uses
    ``threads`` threads of its own, or as many as the process may use cores if that
    is 0.
    """

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        try:
            given = json.loads((folder / "config.json").read_text(encoding="utf-8"))
            if given["format"] != FORMAT:
                raise WeightsError(
                    f"{folder}: weights of format {given['format']}, this version of Sayso "
                    f"reads format {FORMAT}; install the version they were made for"
                )
            self.settings = Settings.from_json(given)
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            threads = threads or max(1, _cores() // _sharing)
            self._encoder, self._roles = (
                session(folder / name, threads) for name in ("encoder.onnx", "roles.onnx")
            )
        except WeightsError:
            raise
        except Exception as error:
            raise WeightsError(
                f"{folder}: the weights cannot be loaded ({first_line(error)}); "
                "reinstall Sayso, or name another set with --weights"
            ) from error

    def encode(self, laid: Laid) -> tuple[Floats, Floats, Floats]:
        """Unit vectors (unit, hidden) and cue scores (unit, label) of a window.

        The vectors come twice: as they are halfway through the layers, where they still
        tell most about words and names, and at the end. The labels are outside, begin and
        inside, for the outermost voice and then for a voice at any depth.
        """
        given = {"ids": laid.ids, "types": laid.types, "heads": laid.heads}
        middle, units, cues = self._encoder.run(None, given)
        return middle, units, cues

    def roles(
        self,
        units: Floats,
        first: NDArray[np.int64],
        last: NDArray[np.int64],
        distance: NDArray[np.int64],
        leap: NDArray[np.int64],
    ) -> Floats:
        """Scores (cue, unit, role) for a window's cues at units ``first`` to ``last``."""
        given = {
            "units": units,
            "first": first,
            "last": last,
            "distance": distance,
            "leap": leap,
        }
        scores: Floats = self._roles.run(None, given)[0]
        return scores


_loading = threading.Lock()


def load_model(name: str) -> Model:
    """The weights called ``name``, or in the folder ``name``; loaded once a process.

    Raises :class:`sayso.errors.WeightsError` if there are no such weights.
    """
    with _loading:
        return _load(name)


_BESIDE = {"large": "to get them run  pip install ./large  in Sayso's repository, or "}
"""How to get the weights that are not shipped with Sayso."""


@cache
def _load(name: str) -> Model:
    return Model(weights_folder(name))


def weights_folder(name: str) -> Path:
    """The folder of the weights called ``name``, or the folder ``name``.

    What is not shipped with Sayso may be installed beside it, as ``sayso_large`` is.
    Raises :class:`sayso.errors.WeightsError` if there are no such weights.
    """
    shipped = Path(__file__).parent / "weights"
    folder = shipped / name
    if "/" in name or not _holds_weights(folder):
        folder = _installed(name) or Path(name)
    if not _holds_weights(folder):
        known = sorted(one.parent.name for one in shipped.glob("*/config.json"))
        raise WeightsError(
            f"there are no weights called {name!r}; {_BESIDE.get(name, '')}"
            f"use one of {', '.join(known) or 'none'}, "
            "or the path of a folder that holds a config.json"
        )
    return folder


def _installed(name: str) -> Path | None:
    """The folder of a package with the weights called ``name``, if there is one."""
    package = find_spec(f"sayso_{name}") if name.isidentifier() else None
    return Path(package.origin).parent if package and package.origin else None


def _holds_weights(folder: Path) -> bool:
    try:
        return (folder / "config.json").exists()
    except (OSError, ValueError):
        return False


def share_cores(processes: int) -> None:
    """Leave to each of so many processes its share of the cores; before weights are loaded."""
    global _sharing
    _sharing = max(1, processes)


_sharing = 1


def _cores() -> int:
    """How many cores this process may use, which may be fewer than there are."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
