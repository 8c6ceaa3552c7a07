from __future__ import annotations

import pytest
from making import parts

from sayso.extracting.dashes import with_dashes
from sayso.extracting.parts import Parts
from sayso.extracting.runs import Run
from sayso.extracting.words import segment

WORDS = "The region deserves a railway that runs."


def found(text: str, taken: list[Parts] | None = None) -> list[tuple[str, str]]:
    """Source and content of each attribution."""
    words = segment(text)

    def of(runs: tuple[Run, ...]) -> str:
        return " … ".join(text[words.starts[low] : words.ends[high - 1]] for low, high in runs)

    return [(of(one.source), of(one.content)) for one in with_dashes(text, words, taken or [])]


@pytest.mark.parametrize("dash", ["–", "—", "―", "-", "--"])
@pytest.mark.parametrize("quotation", [f"“{WORDS}”", f'"{WORDS}"', f"«{WORDS}»", f"„{WORDS}“"])
def test_the_name_behind_the_dash_is_the_source(dash: str, quotation: str) -> None:
    assert found(f"{quotation} {dash} Commissioner Ada Brul") == [
        ("Commissioner Ada Brul", quotation)
    ]


@pytest.mark.parametrize(
    "name",
    [
        "Ada Brul",
        "Dr. Ada Brul",
        "The Dunmore Council",
        "the Dunmore Council",
        "Žofie Émile-Brul",
        "Zayd al-Harun, harbour master of Dunmore",
        "عادل بن سعيد",
    ],
)
def test_names_of_many_forms_are_taken_whole(name: str) -> None:
    assert found(f"“{WORDS}” – {name}") == [(name, f"“{WORDS}”")]


def test_a_full_stop_behind_the_name_is_no_part_of_it() -> None:
    assert found(f"“{WORDS}” – Ada Brul.") == [("Ada Brul", f"“{WORDS}”")]


@pytest.mark.parametrize("gap", ["\n", " \n", "\n\n"])
def test_the_name_may_stand_on_the_next_line(gap: str) -> None:
    text = f"“{WORDS}”{gap}— Ada Brul\nThe council met on Friday."
    assert found(text) == [("Ada Brul", f"“{WORDS}”")]


@pytest.mark.parametrize(
    "text",
    [
        f"“{WORDS}” – which nobody believed",
        f"“{WORDS}” – Ada Brul said so – and left.",
        f"“{WORDS}” Ada Brul",
        f"{WORDS} – Ada Brul",
        f"“{WORDS} – Ada Brul",
        f"“{WORDS}” –",
        f"“{WORDS}” – {'Ada Brul of the Dunmore Council ' * 5}",
    ],
)
def test_a_dash_without_a_quotation_before_and_a_name_behind_says_nothing(text: str) -> None:
    assert found(text) == []


def test_a_quoted_title_before_a_dash_is_no_quotation() -> None:
    assert found("“Harbour Lights” – Ada Brul") == []


def test_what_the_named_speaker_has_already_stays_as_it_is() -> None:
    text = f"“{WORDS}” – Ada Brul"
    taken = parts(text, source="Ada Brul", cue="–", content=[f"“{WORDS}”"])
    words = segment(text)
    assert with_dashes(text, words, [taken]) == [taken]


def test_a_neighbour_does_not_get_the_words_of_the_name_behind_the_dash() -> None:
    other = "“The nets were empty when we came.”"
    text = f"“{WORDS}” – Ada Brul\n\n{other} – Ulf Tarn"
    taken = parts(text, source="Ulf Tarn", cue="", content=[f"“{WORDS}”", other])
    assert found(text, [taken]) == [("Ulf Tarn", other), ("Ada Brul", f"“{WORDS}”")]


def test_each_pull_quote_has_its_own_name() -> None:
    other = "“The nets were empty when we came.”"
    text = f"“{WORDS}” – Ada Brul\n\n{other} – Ulf Tarn"
    assert found(text) == [("Ada Brul", f"“{WORDS}”"), ("Ulf Tarn", other)]


SPEECH = "“No mayor ‘wants’ this.” And “the root of it” is money, “and nothing else.”"


def test_a_signed_line_is_one_speech_whatever_marks_stand_in_it() -> None:
    assert found(f"Letters.\n\n {SPEECH} ― Ada Brul\n{SPEECH} ― Olaf Tarn") == [
        ("Ada Brul", SPEECH),
        ("Olaf Tarn", SPEECH),
    ]


def test_a_signed_line_in_which_somebody_speaks_is_not() -> None:
    text = f"“It runs,” said the clerk. “{WORDS}” ― Ada Brul"
    taken = parts(text, source="the clerk", cue="said", content=["“It runs,”"])
    assert found(text, [taken]) == [
        ("the clerk", "“It runs,”"),
        ("Ada Brul", f"“{WORDS}”"),
    ]
