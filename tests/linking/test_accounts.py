"""Whose account a sentence gives where no verb of saying does."""

from __future__ import annotations

import pytest

from sayso.linking.accounts import owner


def owned(text: str, told: str) -> str | None:
    """The words that name whose account some words of a text are."""
    start = text.index(told)
    found = owner(text, 0, len(text), (start, start + len(told)))
    assert found is None or text[found.start : found.end] == found.words
    return found.words if found else None


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("What he denies is the inquiry's finding that the bell was cast too thin.", "the inquiry"),
        ("He found Mrs Orme's account of a bell that cracked in the frost odd.", "Mrs Orme"),
        ("The town is full of their claim that the bell was cast too thin.", "their"),
        (
            "He spoke of the allegation in the union's letter that the bell was cast too thin.",
            "the union's letter",
        ),
        ("The warning by Edda Crail that the bell was cast too thin came late.", "Edda Crail"),
        ("In the foundry's version the bell was cracked before it came.", "the foundry"),
        ("By her own account, she rang the cracked bell until nine.", "her"),
        (
            "The Sall Bell Trust, which puts the number of cracks at nine, is poor.",
            "The Sall Bell Trust",
        ),
    ],
)
def test_the_owner_of_an_account_is_its_voice(text: str, who: str) -> None:
    assert owned(text, text) == who


@pytest.mark.parametrize(
    "text",
    [
        "The bell was cast too thin, and the foundry has lost its account books.",
        "The foundry's report is nine pages long and bound in leather.",
        "The inquiry's view of the river is blocked by a mill.",
    ],
)
def test_what_nobody_vouches_for_is_nobodys_account(text: str) -> None:
    assert owned(text, text) is None


def test_words_before_an_account_are_not_its_owners() -> None:
    text = "The bell rang all night long over roofs and river, whatever the mayor's claim that not."
    assert owned(text, "The bell rang all night long over roofs and river") is None
