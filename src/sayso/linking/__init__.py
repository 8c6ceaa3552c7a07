"""Across statements: which carry the same words, and what became of them on the way.

All of it is pure: reports in, links out, whatever their order.
"""

from sayso.linking.credits import credited
from sayso.linking.differences import Change
from sayso.linking.direction import Provenance, Way, direction
from sayso.linking.fingerprints import Fingerprint, fingerprint
from sayso.linking.links import Label, Link, links
from sayso.linking.passages import Passage, Word, passages, quotation

__all__ = [
    "Change",
    "Fingerprint",
    "Label",
    "Link",
    "Passage",
    "Provenance",
    "Way",
    "Word",
    "credited",
    "direction",
    "fingerprint",
    "links",
    "passages",
    "quotation",
]
