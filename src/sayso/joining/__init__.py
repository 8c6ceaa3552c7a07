"""Across documents: the same person or group in many reports is one actor.

All of it is pure: names, counts and decisions in, joins out, whatever their order. See
:func:`group` for what is joined, :func:`propose` for what is only proposed.
"""

from sayso.joining.blocking import blocks
from sayso.joining.claims import Edge
from sayso.joining.grouping import Decision, Name, group
from sayso.joining.keys import NameKey, alias_keys, key_of, name_key
from sayso.joining.proposing import WORTH_ASKING, Likeness, could_be_one, propose

__all__ = [
    "WORTH_ASKING",
    "Decision",
    "Edge",
    "Likeness",
    "Name",
    "NameKey",
    "alias_keys",
    "blocks",
    "could_be_one",
    "group",
    "key_of",
    "name_key",
    "propose",
]
