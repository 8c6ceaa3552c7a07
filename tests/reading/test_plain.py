"""Plain text: character for character, in whatever charset it came."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sayso import Document, ReadingError, UnreadableSource
from sayso.reading import read_bytes

LETTER = (
    "Dear Minister,\r\n\r\nThe keepers – eleven of them – wrote: “The gate was shut.”\r\n"
    "Mr Günther Éloy, who was there, says it is a façade.\r\n"
)

# Controls are what tells binary from text; a mark at the very start is no part of the text.
texts = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r\t"), min_size=1
)


def plain(data: bytes, charset: str | None = None) -> Document:
    return read_bytes(data, source="letter.txt", charset=charset)


@given(texts)
def test_any_text_comes_back_character_for_character(text: str):
    assume(text.strip() and not text.startswith("\ufeff"))
    assert plain(text.encode()).text == text


def outcome(data: bytes, name: str) -> Document | ReadingError:
    try:
        return read_bytes(data, source=name)
    except ReadingError as error:
        return error


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.html", "a.pdf", "a"]))
def test_any_bytes_give_a_document_or_a_reading_error(data: bytes, name: str):
    first, second = outcome(data, name), outcome(data, name)
    if isinstance(first, Document):
        assert first == second
        assert first.text.strip()
        assert first.text.encode("utf-8")
    else:
        assert str(first) == str(second)
        assert "\n" not in str(first)


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_the_charset_is_found(charset: str):
    assert plain(LETTER.encode(charset)).text == LETTER


@pytest.mark.parametrize("charset", ["koi8-r", "cp1251", "iso8859-5"])
def test_the_charset_of_the_header_is_used(charset: str):
    text = "Смотрители заявили: никто не приходил.\n"
    assert plain(text.encode(charset), charset).text == text


def test_a_header_that_calls_utf8_latin_is_not_believed():
    assert plain(LETTER.encode(), "iso-8859-1").text == LETTER


@pytest.mark.parametrize("label", ["rot13", "unicode_escape", "utf-7", "nonsense", "\x00", ""])
def test_a_label_that_is_no_charset_is_passed_over(label: str):
    assert plain(b"The gate \\ud800 was +AGEA- shut.\n", label).text == (
        "The gate \\ud800 was +AGEA- shut.\n"
    )


def test_a_guess_is_reported():
    assert any("guess" in line for line in plain(LETTER.encode("cp1252")).warnings)
    assert not plain(LETTER.encode()).warnings


def test_a_file_cut_within_a_character_is_read_and_the_cut_reported():
    text = "Günther Éloy says that the façade of Señor Añez stands"
    document = plain(text.encode() + b"\xe2\x80")
    assert document.text == text + "\ufffd"
    assert any("U+FFFD" in line for line in document.warnings)


def test_a_mark_within_the_text_is_kept():
    assert plain("The gate\ufeff was shut.".encode()).text == "The gate\ufeff was shut."


@pytest.mark.parametrize(
    "data",
    [
        b"\xed\xa0\x80",
        b"The gate \xed\xa0\x80 was shut.",
        "The gate \ud83d was shut.".encode("utf-16", "surrogatepass"),
    ],
)
def test_a_lone_surrogate_is_named_with_its_place(data: bytes):
    with pytest.raises(
        UnreadableSource, match=r"^letter\.txt: .*surrogate U\+D8.*byte \d+; .*UTF-8"
    ):
        plain(data)


def test_a_nul_is_reported_and_the_offsets_stay():
    document = plain(b"The gate was\x00 shut, said the keepers of it.")
    assert len(document.text) == 43
    assert any("NUL" in line for line in document.warnings)


class TestTitle:
    @pytest.mark.parametrize(
        "line", ["Keepers back families", "Who shut the gate?", "“No,” says Éloy"]
    )
    def test_a_first_line_like_a_headline_is_the_title(self, line: str):
        assert plain(f"\r\n {line} \r\n\r\nThe gate was shut.".encode()).title == line

    @pytest.mark.parametrize(
        "line", ["The gate was shut.", "“It was shut.”", "Dear Minister,", "* * *", "word " * 40]
    )
    def test_another_first_line_is_not(self, line: str):
        assert plain(f"{line}\n\nNobody came to open it.".encode()).title is None

    def test_a_line_above_nothing_is_not(self):
        assert plain(b"Keepers back families").title is None
