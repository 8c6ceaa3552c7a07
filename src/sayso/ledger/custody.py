"""The custody log: who did what to the evidence, and when.

Every entry holds the hash of the one before, so that none can be changed, taken out or put
in without all later hashes changing (as in the hash chains of Haber and Stornetta 1991).
Whoever notes the newest hash elsewhere can show later that the log still leads to it.
"""

from __future__ import annotations

import getpass
import hashlib
import json
import os
import socket
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select

from sayso.ledger.schema import custody

START = "0" * 64
"""What the first entry has for the hash of the one before."""


class Action(StrEnum):
    """What was done."""

    CREATED = "created"
    ADDED = "added"
    MET_AGAIN = "met again"
    RESTORED = "restored"
    READ_AGAIN = "read again"
    VERIFIED = "verified"
    REMOVED = "removed"
    MERGED = "merged"
    SPLIT = "split"
    RULED = "ruled"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: ``at`` in UTC, ``subject`` an id or a digest, ``detail`` what else counts."""

    number: int
    at: str
    who: str
    action: str
    subject: str
    detail: dict[str, Any]
    before: str
    hash: str

    def reckoned(self) -> str:
        """The hash that the entry's contents have: SHA-256 of its canonical JSON."""
        plain = {name: value for name, value in asdict(self).items() if name != "hash"}
        line = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(line.encode("utf-8", "surrogatepass")).hexdigest()


def now() -> str:
    """The time in UTC, as it stands in every record."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def whoami() -> str:
    """Who is at work: ``SAYSO_WHO``, or the user's name on this machine."""
    named = os.environ.get("SAYSO_WHO", "").strip()
    if named:
        return named
    try:
        return f"{getpass.getuser()}@{socket.gethostname()}"
    except (KeyError, OSError, ImportError):
        return "unknown"


def record(connection: Connection, action: Action, subject: str, **detail: Any) -> Entry:
    """Add an entry to the log, in the transaction of what it tells of."""
    last = newest(connection)
    draft = Entry(
        number=last.number + 1 if last else 1,
        at=now(),
        who=whoami(),
        action=action.value,
        subject=subject,
        detail=detail,
        before=last.hash if last else START,
        hash="",
    )
    entry = replace(draft, hash=draft.reckoned())
    connection.execute(insert(custody), asdict(entry))
    return entry


def newest(connection: Connection) -> Entry | None:
    """The last entry."""
    row = connection.execute(select(custody).order_by(custody.c.number.desc()).limit(1)).first()
    return Entry(**row._mapping) if row else None


def entries(connection: Connection) -> Iterator[Entry]:
    """All entries, from the first on."""
    rows = connection.execution_options(yield_per=1000).execute(
        select(custody).order_by(custody.c.number)
    )
    for row in rows:
        yield Entry(**row._mapping)


def faults(connection: Connection, head: str | None = None) -> Iterator[str]:
    """What is wrong with the log, a line for each entry that does not follow from the last.

    ``head`` is a hash that was noted elsewhere and must be in the log.
    """
    before, number, seen = START, 0, head is None
    for entry in entries(connection):
        number += 1
        if entry.number != number:
            yield f"custody log: entry {number} is missing; the log was changed"
            number = entry.number
        if entry.before != before:
            yield f"custody log: entry {number} does not follow the one before; the log was changed"
        if entry.reckoned() != entry.hash:
            yield f"custody log: entry {number} was changed after it was written"
        before = entry.hash
        seen = seen or entry.hash == head
    if not seen:
        yield f"custody log: {head} is not in it; the log was cut short or written anew"
