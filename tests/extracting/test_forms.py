from __future__ import annotations

import pytest

from sayso.extracting.forms import noun_forms, verb_forms


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("warn", "warn warns warned warning"),
        ("accuse", "accuse accuses accused accusing"),
        ("deny", "deny denies denied denying"),
        ("say", "say says said saying"),
        ("play", "play plays played playing"),
        ("admit", "admit admits admitted admitting"),
        ("press", "press presses pressed pressing"),
        ("write", "write writes wrote written writing"),
        ("put", "put puts putting"),
        ("lie", "lie lies lied lying"),
        ("agree", "agree agrees agreed"),
    ],
)
def test_a_verb_has_all_its_forms(verb: str, forms: str) -> None:
    assert set(forms.split()) <= set(verb_forms(verb))
    assert verb_forms(verb)[0] == verb


@pytest.mark.parametrize(
    ("noun", "plural"),
    [("claim", "claims"), ("story", "stories"), ("speech", "speeches"), ("survey", "surveys")],
)
def test_a_noun_has_its_plural(noun: str, plural: str) -> None:
    assert noun_forms(noun) == [noun, plural]
