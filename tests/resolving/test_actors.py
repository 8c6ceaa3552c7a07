from __future__ import annotations

import pytest
from voicing import Said, met, told, who

from sayso import Actor, ActorType

SALT = "that the wells were salt"


def source(report_text: str, phrase: str) -> Actor:
    """The actor that a source is, where nothing else is known."""
    report = told(report_text, Said(phrase, "said", SALT))
    return report.actor(report.attributions[0].actor or "")


@pytest.mark.parametrize(
    ("phrase", "count", "unnamed"),
    [
        ("Three officials", 3, True),
        ("12 keepers", 12, False),
        ("Some residents", None, True),
        ("The widows", None, False),
    ],
)
def test_a_group_has_a_count_and_may_be_nameless(
    phrase: str, count: int | None, unnamed: bool
) -> None:
    actor = source(f"{phrase} said {SALT}.", phrase)
    assert (actor.type, actor.count, actor.unnamed) == (ActorType.GROUP, count, unnamed)


@pytest.mark.parametrize(
    ("phrase", "unnamed"),
    [
        ("A source close to the Dunmore Council", True),
        ("An official who declined to be named", True),
        ("The mayor", False),
        ("Mara Quill", False),
    ],
)
def test_one_person_has_no_count_and_may_be_nameless(phrase: str, unnamed: bool) -> None:
    actor = source(f"{phrase} said {SALT}.", phrase)
    assert (actor.type, actor.count, actor.unnamed) == (ActorType.PERSON, None, unnamed)


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("The former keepers", "former keepers"),
        ("An old keeper", "old keeper"),
        ("The Dunmore Council", "Dunmore Council"),
        ("The\n Dunmore  Council", "Dunmore Council"),
        ("She", "She"),
    ],
)
def test_a_name_has_no_article_and_no_odd_space(phrase: str, name: str) -> None:
    assert source(f"It rained in the town. {phrase} said {SALT}.", phrase).name == name


@pytest.mark.parametrize(
    "letter",
    [
        "A letter by Mara Quill",
        "A letter from Mara Quill",
        "Mara Quill’s letter",
        "Mara Quill's letter",
    ],
)
def test_a_letter_has_an_author(letter: str) -> None:
    text = f"{letter} says {SALT}. The mill stands by the river."
    report = met(text, Said(letter, "says", SALT))
    written = report.actor(report.attributions[0].actor or "")
    assert written.type is ActorType.DOCUMENT
    assert written.author == who(report, "Mara Quill").id


@pytest.mark.parametrize(
    "letter", ["A letter", "A letter to Mara Quill", "A letter about Mara Quill"]
)
def test_a_letter_to_somebody_has_no_author(letter: str) -> None:
    text = f"{letter} says {SALT}. The mill stands by the river."
    report = met(text, Said(letter, "says", SALT))
    assert report.actor(report.attributions[0].actor or "").author is None


def test_only_documents_have_authors() -> None:
    text = f"A keeper from the Dunmore Council says {SALT}. The mill stands by the river."
    report = met(text, Said("A keeper from the Dunmore Council", "says", SALT))
    assert who(report, "Dunmore Council")
    assert all(one.author is None for one in report.actors)
