from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import document
from voicing import met

from sayso import NARRATOR, Attribution, Kind, Part, Report, extract
from sayso.extracting.words import segment
from sayso.resolving import Mentioned, resolve

few = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])

SNIPPETS = [
    "“The boats are gone,” said Mara Quill.",
    '"We counted them," she said, "and none was ours."',
    "“I asked him,” Quill said. “He refused to say.”",
    "Ulf Tarn accused the Upland Irrigators’ League (UIL) of theft.",
    "The letter by Zayd al-Harun says that families, who say that wells turned salt, left.",
    "Zayd al-Harun denied that he had sold the nets.",
    "US officials told us that Ada Brul’s brother was there.",
    "He said that she said that they said so.",
    "Dunmore Council Warns of Flood After Dam Breaks",
    "Dr Mara E. Quill and M. Quill, a shift leader, Pell Adric",
    "قالت مارا: «ذهبت القوارب»",
    "Мара Квилл сказала",
    "(UIL, NRL)",
    "“",
    "”",
    "'s",
    "-",
    "\n",
    "\n\n",
    " \t\u00a0\u2028 ",
    "😀👩🏽‍🚒",
    "e\u0301\u0323 n\u0303",
    "\x00\ufeff\u200b",
    "İSTN ß ǅ",
    "of of and and the",
    "I I we who who they",
]

messy = st.lists(
    st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=12)), min_size=1, max_size=20
).map(" ".join)


def parts_of(report: Report) -> list[Part]:
    return [
        *(one.mentions for one in report.actors),
        *(one.places for one in report.names),
    ]


def assert_sound(report: Report) -> None:
    """Every id is of an actor, every span carries its text, and mentions lie apart."""
    ids = [one.id for one in report.actors]
    assert len(set(ids)) == len(ids)
    known = {NARRATOR, *ids}
    for one in report.attributions:
        assert one.chain[0] == NARRATOR
        assert NARRATOR not in one.chain[1:]
        assert set(one.chain) <= known
        assert one.actor in (None, one.chain[-1])
        assert one.target is None or one.target in {*ids} - {one.actor}
        assert one.act is not None
    assert all(one.author is None or one.author in {*ids} - {one.id} for one in report.actors)
    assert all(one.actor in ids and one.voice in known for one in report.names)
    for part in parts_of(report):
        assert part
        assert all(report.text[span.start : span.end] == span.text for span in part)
        assert all(before.end <= after.start for before, after in pairwise(part))


@few
@given(messy)
def test_whatever_is_read_is_resolved_soundly(text: str) -> None:
    assert_sound(extract(document(text)))


@few
@given(messy)
def test_the_same_text_gives_the_same_report(text: str) -> None:
    first, second = extract(document(text)), extract(document(text))
    assert (first.attributions, first.actors, first.names) == (
        second.attributions,
        second.actors,
        second.names,
    )


@st.composite
def handmade(draw: st.DrawFn) -> tuple[str, list[Attribution]]:
    """A text, and attributions at any places in it, with any of them the parent of later ones."""
    text = draw(messy.filter(bool))
    of = document(text)
    edges = st.integers(0, len(text))

    def part() -> Part:
        cuts = sorted(draw(st.sets(edges, max_size=4)))
        return of.part([(low, high) for low, high in zip(cuts[::2], cuts[1::2], strict=False)])

    made = [
        Attribution(
            id=f"a{number}",
            source=part(),
            cue=part(),
            content=part(),
            kind=Kind.INDIRECT,
            confidence=0.5,
            parent=draw(st.sampled_from([None, *(f"a{one}" for one in range(number))])),
        )
        for number in range(draw(st.integers(0, 6)))
    ]
    return text, draw(st.permutations(made))


@settings(few, max_examples=100)
@given(handmade())
def test_any_attributions_at_all_are_resolved_soundly(case: tuple[str, list[Attribution]]) -> None:
    text, attributions = case
    of = document(text)
    resolved = resolve(of, attributions, Mentioned(text, segment(text)))
    assert [one.id for one in resolved.attributions] == [one.id for one in attributions]
    assert_sound(Report(of, resolved.attributions, resolved.actors, Part(), resolved.names))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2028", "“”", "—", "😀"])
def test_a_text_without_words_has_no_actors(text: str) -> None:
    assert met(text).actors == ()
