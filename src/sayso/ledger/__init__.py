"""The ledger: evidence that lasts, and everything that was read from it."""

from sayso.ledger.ledger import Ledger
from sayso.ledger.searching import Hit, Query

__all__ = ["Hit", "Ledger", "Query"]
