from __future__ import annotations

import pytest
from making import attribution, document

from sayso.extracting.words import segment
from sayso.resolving import Mentioned, resolve
from sayso.resolving.relatives import antecedent


def they(text: str) -> str | None:
    """Whom "they" means, the only one in the text being the source."""
    one = attribution(text, "a1", source="they", cue="say", content=["are held"])
    found = antecedent(document(text), one)
    return found.text if found else None


@pytest.mark.parametrize(
    ("text", "people"),
    [
        (
            "It was joined by Velmari families of KDR members looking for relatives who they say "
            "are held.",
            "Velmari families of KDR members",
        ),
        ("The villagers pleaded for sons who they say are held.", "The villagers"),
        ("Widows of Osterlund met men, whom they say are held.", "Widows of Osterlund"),
        ("“Lawyers of the coast named captives that they say are held.”", "Lawyers"),
        ("Lawyers came. Two survivors named a captive who they say are held.", "Two survivors"),
    ],
)
def test_they_are_the_people_named_before_the_noun_that_the_clause_qualifies(
    text: str, people: str
) -> None:
    assert they(text) == people


@pytest.mark.parametrize(
    ("before", "people"),
    [
        ("The letter says that families in Lower Hathe, ", "families in Lower Hathe"),
        ("It came. An official at the Ministry, ", "An official at the Ministry"),
        ("Nobody asked Mara Quill, ", "Mara Quill"),
        ("They met villagers ", "villagers"),
        ("So did a former gate-keeper of the League, ", None),
        ("They met someone ", None),
    ],
)
def test_who_is_whoever_is_named_right_before(before: str, people: str | None) -> None:
    text = f"{before}who claim that boats are held."
    one = attribution(text, "a1", source="who", cue="claim", content=["that boats are held"])
    found = antecedent(document(text), one)
    assert (found.text if found else None) == people


@pytest.mark.parametrize(
    "text",
    [
        "Lawyers came. A boat carried hostages who they say are held.",
        "The lawyers were there and they say captives are held.",
        "The soldiers who they say are held.",
        "Lawyers came\nwith hostages who they say are held.",
    ],
)
def test_a_sentence_that_does_not_settle_it_leaves_it_open(text: str) -> None:
    assert they(text) is None


def test_the_people_and_the_pronoun_are_one_actor() -> None:
    text = "Some families sought relatives who they say are held."
    one = attribution(text, "a1", source="they", cue="say", content=["are held"])
    resolved = resolve(document(text), [one], Mentioned(text, segment(text)))
    found, actors = resolved.attributions, resolved.actors
    assert found[0].source.text == "they"
    assert [actor.name for actor in actors] == ["Some families"]
    assert [span.text for span in actors[0].mentions] == ["Some families", "they"]
