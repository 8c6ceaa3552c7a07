from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from sayso import extracting
from sayso.extracting import Extractor

SHIPPED = Path(extracting.__file__).parent / "weights" / "default"


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor.load()


@pytest.fixture
def weights_folder(tmp_path: Path) -> Path:
    """A folder with the shipped weights, as links, and a config.json to write to."""
    folder = tmp_path / "weights"
    folder.mkdir()
    for name in ("encoder.onnx", "roles.onnx", "actors.npz", "tokenizer.json"):
        (folder / name).symlink_to(SHIPPED / name)
    shutil.copy(SHIPPED / "config.json", folder / "config.json")
    return folder
