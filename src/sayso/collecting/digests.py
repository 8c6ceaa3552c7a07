"""The digests that a web archive gives for its records."""

from __future__ import annotations

import base64
import hashlib

_KNOWN = {"sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256"}


def agrees(stated: str, *candidates: bytes) -> bool:
    """Return whether a digest such as ``sha1:…`` is that of one of the candidates.

    The value may be written in base 32 or in hex digits. A digest that is not SHA-1 or
    SHA-256 cannot be checked, and agrees with anything; so does an empty one.
    """
    name, _, value = stated.strip().partition(":")
    algorithm = _KNOWN.get(name.strip().lower())
    if algorithm is None:
        return True
    wanted = value.strip().lower().rstrip("=")
    return any(wanted in _written(algorithm, data) for data in candidates)


def _written(algorithm: str, data: bytes) -> tuple[str, str]:
    digest = hashlib.new(algorithm, data, usedforsecurity=False)
    as_base32 = base64.b32encode(digest.digest()).decode("ascii").lower().rstrip("=")
    return digest.hexdigest(), as_base32
