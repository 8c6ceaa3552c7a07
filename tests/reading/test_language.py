"""A text in another language is read, with a warning."""

from __future__ import annotations

import pytest

from sayso import Document
from sayso.reading import read_bytes

ENGLISH = (
    "The keepers of the weir say that the lower gates were shut on nineteen days last summer, "
    "and that nobody from the office in Grennick came to look."
)
GERMAN = (
    "Die Wärter des Wehrs sagen, dass die unteren Tore im letzten Sommer an neunzehn Tagen "
    "geschlossen waren und dass niemand aus dem Amt gekommen sei, um nachzusehen."
)
RUSSIAN = (
    "Смотрители плотины говорят, что прошлым летом нижние ворота были закрыты девятнадцать "
    "дней и что никто из конторы не приходил."
)


def document(text: str) -> Document:
    return read_bytes(text.encode(), source="a.txt")


def test_english_is_told_and_gives_no_warning():
    assert document(ENGLISH).language == "en"
    assert document(ENGLISH).warnings == ()


@pytest.mark.parametrize(
    ("text", "code", "name"), [(GERMAN, "de", "German"), (RUSSIAN, "ru", "Russian")]
)
def test_another_language_gives_a_warning_that_names_it(text: str, code: str, name: str):
    read = document(text)
    assert read.language == code
    (warning,) = read.warnings
    assert "English" in warning
    assert f"{name} ({code})" in warning


@pytest.mark.parametrize("text", ["No.", "12:40 – 17:05", "Éloy, Añez, Günther"])
def test_a_text_too_short_to_tell_has_no_language_and_no_warning(text: str):
    assert document(text).language is None
    assert document(text).warnings == ()


def test_a_foreign_heading_does_not_make_an_english_report_foreign():
    assert document(GERMAN + "\n\n" + ENGLISH * 60).language == "en"


DUTCH = (
    "De wachters van de stuw zeggen dat de onderste deuren vorige zomer negentien dagen dicht "
    "waren, en dat niemand van het kantoor kwam kijken of het water nog te drinken was. "
)
DANISH = (
    "Vogterne ved dæmningen siger, at de nederste porte var lukket i nitten dage sidste sommer, "
    "og at ingen kom for at se, om vandet var til at drikke for dem, der bor her. "
)


@pytest.mark.parametrize(("text", "code"), [(DUTCH, "nl"), (DANISH, "da")])
def test_a_long_text_in_a_neighbouring_language_is_not_taken_for_english(text: str, code: str):
    assert document(text * 4).language == code


def test_plain_english_is_told_without_loading_the_identifier(monkeypatch: pytest.MonkeyPatch):
    def fail() -> None:
        raise AssertionError("loaded")

    monkeypatch.setattr("sayso.reading.language._identifier", fail)
    assert document(ENGLISH * 2).language == "en"
