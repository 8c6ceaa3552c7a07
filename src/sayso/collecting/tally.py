"""How many items there are, so far as is known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Tally:
    """Items counted ahead of being met.

    ``items`` are those known of, ``endless`` the archives not yet read to their end,
    each of which holds nobody knows how many, and ``skipped`` the addresses that were
    not fetched because they were known already.
    """

    items: int = 0
    endless: int = 0
    skipped: int = 0

    @property
    def expected(self) -> int | None:
        """The number of items, ``None`` where only reading to the end can tell."""
        return None if self.endless else self.items
