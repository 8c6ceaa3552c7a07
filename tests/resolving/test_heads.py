from __future__ import annotations

from pathlib import Path
from shutil import copytree

import numpy as np
import pytest

from sayso import WeightsError, extracting
from sayso.resolving import load_heads
from sayso.resolving.heads import SEEN

FOLDER = Path(extracting.__file__).parent / "weights" / "fast"


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """A folder with shipped weights, free to be damaged."""
    return copytree(FOLDER, tmp_path / "weights")


def refusal(folder: Path) -> str:
    """The message that loading the heads ends with; one line always."""
    with pytest.raises(WeightsError) as caught:
        load_heads(str(folder))
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_the_heads_are_loaded_from_a_folder(weights: Path) -> None:
    assert load_heads(str(weights)).arrays.keys() == load_heads("fast").arrays.keys()


def test_a_missing_file_is_named(weights: Path) -> None:
    (weights / "actors.npz").unlink()
    assert str(weights / "actors.npz") in refusal(weights)


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"not an archive"])
def test_a_file_of_something_else_is_refused(weights: Path, content: bytes) -> None:
    (weights / "actors.npz").write_bytes(content)
    message = refusal(weights)
    assert str(weights / "actors.npz") in message
    assert "reinstall" in message


def test_arrays_that_hold_objects_are_never_unpickled(weights: Path) -> None:
    np.savez(weights / "actors.npz", evil=np.array([{}], dtype=object))
    assert "pickle" in refusal(weights)


def test_heads_that_were_refused_can_be_mended(weights: Path) -> None:
    whole = (weights / "actors.npz").read_bytes()
    (weights / "actors.npz").unlink()
    refusal(weights)
    (weights / "actors.npz").write_bytes(whole)
    assert load_heads(str(weights)).arrays


def test_a_link_head_of_other_features_is_refused(weights: Path) -> None:
    arrays = dict(load_heads("fast").arrays)
    arrays["link.seen.weight"] = arrays["link.seen.weight"][1:]
    np.savez(weights / "actors.npz", **arrays)
    assert f"weighs {SEEN - 1} features" in refusal(weights)
