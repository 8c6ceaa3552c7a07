from __future__ import annotations

import base64
from pathlib import Path

import numpy as np

from sayso.extracting.sessions import session

PRODUCT = base64.b64decode(
    "CAg6hgEKJgoFZ2l2ZW4KB3dlaWdodHMSBWZvdW5kIg1NYXRNdWxJbnRlZ2VyEgdwcm9kdWN0KiEIBAgE"
    "EANCB3dlaWdodHNKEH9/f39/f39/f39/f39/f39aFwoFZ2l2ZW4SDgoMCAISCAoCCAEKAggEYhcKBWZv"
    "dW5kEg4KDAgGEggKAggBCgIIBEIECgAQEQ=="
)
"""A graph that multiplies four bytes, ``given``, with 4 by 4 weights of 127 (MatMulInteger)."""


def test_bytes_are_multiplied_exactly_on_every_processor(tmp_path: Path) -> None:
    file = tmp_path / "product.onnx"
    file.write_bytes(PRODUCT)
    (found,) = session(file, 1).run(None, {"given": np.full((1, 4), 255, dtype=np.uint8)})
    assert found.tolist() == [[4 * 255 * 127] * 4]
