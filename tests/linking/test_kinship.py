"""What two propositions are to each other by their words alone."""

from __future__ import annotations

from sayso.linking.kinship import Pair
from sayso.linking.propositions import Proposition


def said(document: str, text: str) -> Proposition:
    """A sentence of a document's narrator."""
    return Proposition(document, None, ((0, len(text)),), text, text, "")


def test_the_same_words_say_the_same() -> None:
    pair = Pair(said("a", "The gate was shut at six."), said("b", "the gate was shut at six"))
    assert pair.by_words is not None
    assert (pair.by_words.same, pair.by_words.denied, pair.by_words.denies) == (1.0, 0.0, 0.0)


def test_a_changed_figure_is_not_the_same() -> None:
    one = "The inspector counted 212 pupils who fell ill after the school lunch on that Friday"
    pair = Pair(said("a", one), said("b", one.replace("212", "121")))
    assert pair.by_words is None
