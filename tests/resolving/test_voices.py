from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from making import attribution, document

from sayso import NARRATOR, Actor, Attribution
from sayso.extracting.words import segment
from sayso.resolving import Mentioned, resolve

NESTED = "The letter says that former members told Mara Quill that they never saw the boats."


def letter(text: str = NESTED) -> Attribution:
    return attribution(
        text,
        "a1",
        source="The letter",
        cue="says",
        content=["that former members told Mara Quill that they never saw the boats"],
    )


def members(text: str = NESTED) -> Attribution:
    return attribution(
        text,
        "a2",
        source="former members",
        cue="told",
        content=["that they never saw the boats"],
        parent="a1",
    )


def voiced(
    text: str, *attributions: Attribution
) -> tuple[dict[str, Attribution], dict[str, Actor]]:
    mentioned = Mentioned(text, segment(text))
    resolved = resolve(document(text), attributions, mentioned)
    assert [one.id for one in resolved.attributions] == [one.id for one in attributions]
    return (
        {one.id: one for one in resolved.attributions},
        {actor.id: actor for actor in resolved.actors},
    )


def names(text: str, *attributions: Attribution) -> dict[str, list[str]]:
    """The names along the chain of each attribution."""
    found, actors = voiced(text, *attributions)
    return {
        id: [voice if voice == NARRATOR else actors[voice].name for voice in one.chain]
        for id, one in found.items()
    }


def test_a_source_speaks_through_the_narrator() -> None:
    text = "Mara Quill said that the boats are gone."
    one = attribution(text, "a1", source="Mara Quill", cue="said", content=["that the boats"])
    assert names(text, one) == {"a1": [NARRATOR, "Mara Quill"]}


def test_a_nested_source_speaks_through_the_sources_around_it() -> None:
    assert names(NESTED, letter(), members()) == {
        "a1": [NARRATOR, "letter"],
        "a2": [NARRATOR, "letter", "former members"],
    }


def test_attributions_may_come_before_their_parents() -> None:
    chains = [names(NESTED, *order) for order in permutations([letter(), members()])]
    assert chains[0] == chains[1]


def test_the_actor_is_the_last_of_the_chain() -> None:
    found, _ = voiced(NESTED, letter(), members())
    assert all(one.actor == one.chain[-1] for one in found.values())


def test_without_a_source_there_is_no_actor() -> None:
    text = "It was said that the boats are gone."
    found, actors = voiced(text, attribution(text, "a1", cue="said", content=["that the boats"]))
    assert found["a1"].actor is None
    assert found["a1"].chain == (NARRATOR,)
    assert actors == {}


def test_an_inner_attribution_without_a_source_keeps_the_voices_around_it() -> None:
    text = "The letter says that the boats are said to be gone."
    outer = attribution(
        text, "a1", source="The letter", cue="says", content=["that the boats are said to be gone"]
    )
    inner = attribution(text, "a2", cue="said", content=["the boats", "to be gone"], parent="a1")
    assert names(text, outer, inner)["a2"] == [NARRATOR, "letter"]


@pytest.mark.parametrize(
    "again",
    ["the Dunmore Council", "THE DUNMORE COUNCIL", "Dunmore Council", "the  Dunmore\nCouncil"],
)
def test_the_same_name_is_the_same_actor(again: str) -> None:
    text = f"The Dunmore Council said yes. Later, {again} said no."
    first = attribution(text, "a1", source="The Dunmore Council", content=["yes"])
    named = text.rindex(again)
    source = document(text).part([[named, named + len(again)]])
    second = replace(attribution(text, "a2", content=["no"]), source=source)
    found, actors = voiced(text, first, second)
    assert found["a1"].actor == found["a2"].actor
    assert [actor.name for actor in actors.values()] == ["Dunmore Council"]


def test_other_names_are_other_actors() -> None:
    text = "Mara Quill said yes. Ulf Tarn said no."
    _, actors = voiced(
        text,
        attribution(text, "a1", source="Mara Quill", content=["yes"]),
        attribution(text, "a2", source="Ulf Tarn", content=["no"]),
    )
    assert [actor.name for actor in actors.values()] == ["Mara Quill", "Ulf Tarn"]


@pytest.mark.parametrize("self", ["I", "We"])
def test_the_narrator_may_speak_of_themselves(self: str) -> None:
    text = f"{self} think that the boats are gone."
    found, actors = voiced(
        text, attribution(text, "a1", source=self, cue="think", content=["that the boats"])
    )
    assert found["a1"].chain == (NARRATOR,)
    assert found["a1"].actor == NARRATOR
    assert [span.text for span in actors[NARRATOR].mentions] == [self]


def test_i_within_a_quotation_is_who_is_quoted() -> None:
    text = "“I think that the boats are gone,” said Mara Quill."
    outer = attribution(
        text,
        "a1",
        source="Mara Quill",
        cue="said",
        content=["“I think that the boats are gone,”"],
    )
    inner = attribution(
        text, "a2", source="I", cue="think", content=["that the boats are gone"], parent="a1"
    )
    found, actors = voiced(text, outer, inner)
    assert found["a2"].actor == found["a1"].actor
    assert found["a2"].chain == found["a1"].chain
    (mara,) = actors.values()
    assert mara.name == "Mara Quill"
    assert [span.text for span in mara.mentions] == ["I", "Mara Quill"]


def test_i_of_an_unnamed_speaker_is_not_the_narrator() -> None:
    text = "“I think that the boats are gone,” was the answer."
    outer = attribution(text, "a1", content=["“I think that the boats are gone,”"])
    inner = attribution(
        text, "a2", source="I", cue="think", content=["that the boats are gone"], parent="a1"
    )
    found, _ = voiced(text, outer, inner)
    assert found["a2"].actor not in (None, NARRATOR)


def test_mentions_are_every_place_that_names_the_actor() -> None:
    text = "Mara Quill said yes and no."
    _, actors = voiced(
        text,
        attribution(text, "a1", source="Mara Quill", content=["yes"]),
        attribution(text, "a2", source="Mara Quill", content=["no"]),
    )
    (mara,) = actors.values()
    assert mara.mentions.offsets == [[0, 10]]
