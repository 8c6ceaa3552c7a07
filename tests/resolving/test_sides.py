"""It takes no side: the same words have the same acts, kinds and voices, whoever speaks."""

from __future__ import annotations

from itertools import permutations

import sayso

PARTIES = ("Mara Quill", "Ulf Tarn", "Zayd Karimi", "Fatima Nasser", "Chinedu Okafor", "Wei Zhang")

REPORTS = (
    "{a} accused {b} of burning the archive. {b} denied the accusation.",
    "{a} called on {b} to release the prisoners. {b} declined to comment.",
    "“We asked for the lists and were given nothing,” said {a}. {b} claimed that there were none.",
)


def seen(text: str, a: str, b: str) -> list[tuple[object, ...]]:
    """What is found, with the parties called by their parts in the report."""
    document = sayso.Document(
        id="d1",
        sha256="0" * 64,
        text=text.format(a=a, b=b),
        source="report.txt",
        media_type="text/plain",
    )
    report = sayso.extract(document)
    part = {actor.id: {a: "a", b: "b"}.get(actor.name, "other") for actor in report.actors}
    return [
        (
            one.kind,
            one.act,
            one.stance,
            part.get(one.actor or "", ""),
            part.get(one.target or "", ""),
            len(one.chain),
        )
        for one in report.attributions
    ]


def test_it_hardly_ever_matters_who_the_parties_are() -> None:
    """In 98 readings of a hundred; what is left is whether the network sees a cue at all."""
    same = total = 0
    for text in REPORTS:
        usual, *others = (seen(text, a, b) for a, b in permutations(PARTIES, 2))
        assert usual
        same += sum(other == usual for other in others)
        total += len(others)
    assert same >= 0.98 * total
