"""Strings that any database takes.

Neither halves of characters (as a file's name has that is not UTF-8, or a page's metadata)
nor nulls can be stored everywhere; they are written out.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    Record = TypeVar("Record", bound=DataclassInstance)


def written_out(text: str) -> str:
    r"""A string with what cannot be stored as ``\udcff`` and ``\x00``."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")


def storable(record: Record) -> Record:
    """A record with all of its strings, those in tuples too, as they can be stored."""
    return replace(record, **{one.name: _any(getattr(record, one.name)) for one in fields(record)})


def _any(value: Any) -> Any:
    if isinstance(value, str):
        return written_out(value)
    if isinstance(value, tuple):
        return tuple(_any(one) for one in value)
    return value
