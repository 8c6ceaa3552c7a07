"""Attributions → whose voice each is: mentions, actors, chains, acts.

``Mentioned`` is shown the encoder's vectors while a text is read; ``resolve`` makes actors
of what it met and gives every attribution its actor, its chain and its act.
"""

from sayso.resolving.heads import load_heads
from sayso.resolving.mentioned import Mentioned
from sayso.resolving.resolver import resolve

__all__ = ["Mentioned", "load_heads", "resolve"]
