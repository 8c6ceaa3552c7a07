"""How much of one source is read."""

from __future__ import annotations

from sayso.errors import TooLarge

MAX_BYTES = 30 * 1024 * 1024
"""The most bytes of one file, page or PDF; more raises :class:`TooLarge`."""


def too_large(source: str) -> TooLarge:
    """Return the error for a source of more than :data:`MAX_BYTES` bytes."""
    return TooLarge(
        source,
        f"it holds more than {MAX_BYTES // (1024 * 1024)} MB",
        "give the report alone, without what surrounds it",
    )
