"""Testimonies made by hand, and what is counted of them."""

from __future__ import annotations

from sayso.document import Span
from sayso.linking.credits import credits_in
from sayso.linking.joinings import Reason
from sayso.linking.origins import Origins
from sayso.linking.testimony import Testimony, Voice


def told(
    key: str,
    *voices: Voice,
    house: str = "",
    published: str | None = None,
    text: str = "",
    title: str | None = None,
    document: str = "",
    about: tuple[str, ...] = (),
    words: str = "",
    release: bool = False,
) -> Testimony:
    """A place that tells a claim, by default in a paper of its own."""
    return Testimony(
        key=key,
        document=document or f"doc-{key}",
        houses=(house or f"{key.title()} Post",),
        published=published,
        voices=voices,
        credits=tuple(credits_in(text)),
        span=Span(0, len(words or key), words or key),
        title=title,
        around=Span(0, len(text), text) if text else None,
        about=frozenset(about),
        release=release,
    )


def count(origins: Origins) -> tuple[int, int]:
    """The two bounds."""
    return origins.least, origins.most


def reasons(origins: Origins) -> list[Reason]:
    """Why the groups are joined."""
    return [one.reason for group in origins.groups for one in group.joinings]
