"""What a reader of one form hands back, before language, hash and id are known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """The text of a source and what its bytes say of themselves.

    The fields mean what they mean in :class:`sayso.document.Document`.
    """

    text: str
    media_type: str
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    warnings: tuple[str, ...] = ()
