"""Words around and within names that name nobody in particular."""

from __future__ import annotations

from sayso.resolving.kinds import GOVERNMENTS, ORGANISATIONS, ROLES, SITES
from sayso.resolving.names import PARTICLES as _PARTICLES
from sayso.resolving.relatives import PEOPLE
from sayso.resolving.traits import TITLES

BODIES = ORGANISATIONS | GOVERNMENTS
"""What an organisation or a part of a state is."""

COURTESIES = frozenset("mr mrs ms miss mx dr prof sir madam monsieur madame herr frau".split())
"""Titles that stand before a surname alone and are part of nothing else."""

RANKS = frozenset(
    """president minister senator sen rep congressman congresswoman governor gov gen colonel col
    captain capt lieutenant lt sergeant sgt detective judge justice reverend rev rabbi imam sheikh
    ayatollah chancellor ambassador mayor commissioner councillor alderman inspector deputy officer
    spokesman spokeswoman sheriff coach""".split()
)
"""Offices that stand before a surname alone. "General" and "Prince" begin other names too."""

OFFICES = (
    (ROLES - BODIES)
    | TITLES
    | RANKS
    | frozenset(
        """actress star host hostess ceo coo cfo gm mp coroner undersheriff pastor moviemaker
        quarterback qb rb goalkeeper midfielder""".split()
    )
)
"""What a person is, before a full name."""

CORPORATE = frozenset("inc incorporated corp corporation ltd limited llc plc gmbh".split())
"""How a company is registered, after its name."""

SUFFIXES = frozenset("jr sr ii iii iv phd md esq".split())
"""What follows a person's surname."""

DIRECTIONS = frozenset(
    """north south east west northern southern eastern western northeast northwest southeast
    southwest northeastern northwestern southeastern southwestern central upper lower greater new
    inner outer mid anti ex former""".split()
)
"""What makes another place of a place: "North Korea"."""

SMALL = frozenset("of for".split())
"""What joins the words of a body's name."""

_PLURALS = frozenset(
    f"{word[:-1]}ies" if word.endswith("y") and word[-2] not in "aeou" else f"{word}s"
    for word in ROLES | PEOPLE
)
COMMON = (
    ROLES
    | OFFICES
    | SITES
    | PEOPLE
    | _PLURALS
    | frozenset(
        """others everyone nobody here there then now today yesterday tomorrow monday tuesday
        wednesday thursday friday saturday sunday january february march april may june july august
        september october november december god internet web pac ngo llc""".split()
    )
)
"""What is no name by itself, whatever its capitals."""

PARTICLES = _PARTICLES - frozenset("as an ad ar ash".split())
"""Small words of people's names; those that are more often something else are left out."""

EMPTY = SMALL | frozenset("and the in on at to by".split())
"""What says nothing of whom a name means."""
