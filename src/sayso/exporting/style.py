"""The page's style sheet, with the rules that depend on what the page shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from sayso.exporting.actors import Card

TEMPLATES = Path(__file__).parent / "templates"

_MOST_HOVER_RULES = 200


def style(entries: Sequence[tuple[str, int]], cards: Iterable[tuple[str, Card]]) -> str:
    """Write the style sheet, with the rules that join the list, the cards and the text.

    ``entries`` are the attributions and ``cards`` the actors, each with the prefix of its
    report. Selectors cannot say "the list entry with my number", so each attribution and
    each actor gets rules of its own; pages with very many attributions go without the
    rules for them and keep their links.
    """
    hovering = entries if len(entries) <= _MOST_HOVER_RULES else ()
    rules = [_hover(*one) for one in hovering]
    rules.extend(_chosen(prefix, card) for prefix, card in cards if card.lit)
    return "\n".join([_sheet(), *rules])


def _hover(prefix: str, number: int) -> str:
    """Light up both ends of an attribution when either is pointed at."""
    entry, badge, words = f"#{prefix}-a{number}", f"#{prefix}-t{number}", f".{prefix}-{number}"
    return (
        f"#{prefix}:has({entry}:is(:hover,:focus-within,:target),{badge}:target,{words}:hover) "
        f"{words}{{background-color:var(--hit)}}\n"
        f"#{prefix}:has({badge}:is(:target,:focus),{words}:hover) "
        f"{entry}{{background-color:var(--hit-entry)}}"
    )


def _chosen(prefix: str, card: Card) -> str:
    """Mark what a chosen actor says, in text and list, and where it is meant.

    An actor is chosen while its card, or a place that the card links to, is the target.
    On paper the list stays whole.
    """
    chosen = f"#{prefix}:has(.{card.id}:target)"
    rules = [f"{chosen} .{prefix}-m{card.number}{{--frame:var(--meant)}}"]
    if card.numbers:
        words = ",".join(f".{prefix}-{number}" for number in card.numbers)
        rules += [
            f"{chosen} :is({words}){{background-color:var(--hit)}}",
            f"@media screen{{{chosen} .entry:not(.by{card.number}){{display:none}}"
            f"{chosen} .only{{display:flex}}}}",
        ]
    return "\n".join(rules)


@cache
def _sheet() -> str:
    return (TEMPLATES / "page.css").read_text(encoding="utf-8")
