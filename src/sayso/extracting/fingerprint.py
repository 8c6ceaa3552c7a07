"""Which weights read a document: their name, and what their files hold."""

from __future__ import annotations

import hashlib
from functools import cache

from sayso.extracting.model import weights_folder


@cache
def fingerprint(weights: str) -> str:
    """The name of a set of weights with the beginning of the SHA-256 over its files.

    Raises :class:`sayso.WeightsError` if there is no such set.
    """
    folder = weights_folder(weights)
    whole = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        if file.is_file():
            whole.update(file.name.encode())
            whole.update(hashlib.sha256(file.read_bytes()).digest())
    return f"{folder.name}-{whole.hexdigest()[:12]}"
