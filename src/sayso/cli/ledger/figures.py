"""Sizes, times and ids as people read them."""

from __future__ import annotations

_SHORT_ID = 8
_UNITS = ("bytes", "KB", "MB", "GB", "TB")


def size(bytes: int) -> str:
    """A number of bytes in the largest unit that leaves one before the point."""
    amount, unit = float(bytes), 0
    while amount >= 999.5 and unit < len(_UNITS) - 1:
        amount, unit = amount / 1000, unit + 1
    digits = 1 if unit and amount < 9.95 else 0
    return f"{amount:.{digits}f} {_UNITS[unit]}"


def day(time: str) -> str:
    """The date of a time in ISO 8601."""
    return time[:10]


def moment(time: str) -> str:
    """A time in UTC to the minute: ``2031-04-02 09:30 UTC``."""
    return f"{time[:10]} {time[11:16]} UTC" if time[10:11] == "T" else time


def short(id: str) -> str:
    """The beginning of a document's id, enough to name it by."""
    return id[:_SHORT_ID]


def number(label: str) -> str:
    """An attribution's number, as ``sayso show`` has it, from its id in the document."""
    return f"no. {label[1:]}" if label[1:].isdigit() else label
