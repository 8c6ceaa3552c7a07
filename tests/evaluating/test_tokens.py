from __future__ import annotations

import pytest

from sayso import Kind
from sayso.evaluating.tokens import Tokens, kind_of, quotation_mask


def quoted(text: str) -> str:
    """The text with everything outside quotation marks as dots."""
    mask = quotation_mask(text)
    return "".join(char if inside else "." for char, inside in zip(text, mask, strict=True))


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("a “b” c", "..“b”.."),
        ('a "b" c', '.."b"..'),
        ("a ``b'' c", "..``b''.."),
        ("a „b” c", "..„b”.."),
        ("“a\nb” c", "“a....."),
        ("“a “b” c", "“a “b”.."),
        ("a” b", "...."),
        ("don't 'a'", "........."),
        ("a “b", "..“b"),
        ("", ""),
    ],
)
def test_double_marks_enclose(text: str, inside: str):
    assert quoted(text) == inside.replace("\n", ".")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“one two”", Kind.DIRECT),
        ("one “two”", Kind.MIXED),
        ("“a b c d e f g h i” j", Kind.DIRECT),
        ("“a b c d e f g h” j", Kind.MIXED),
        ("one two", Kind.INDIRECT),
        ("“…”", Kind.INDIRECT),
    ],
)
def test_nine_words_in_ten_make_a_direct_quotation(text: str, kind: Kind):
    assert kind_of(text, [(0, len(text))], quotation_mask(text)) is kind


def test_words_keep_their_apostrophes_and_marks_are_dropped():
    tokens = Tokens("“Don’t go,” o'Hara said.")
    assert tokens.within([(0, 11)]) == {1, 2}
    assert tokens.within([(12, 18)]) == {5}


def test_a_span_that_cuts_a_word_touches_it():
    assert Tokens("one two").within([(2, 5)]) == {0, 1}
    assert Tokens("one two").within([(3, 4)]) == set()


def test_marks_count_where_there_is_nothing_else():
    assert Tokens("a … b").within([(2, 3)]) == {1}


def test_pieces_part_only_at_words():
    tokens = Tokens("a, b c d")
    assert tokens.pieces(tokens.within([(0, 4), (7, 8)])) == [{0, 2}, {4}]
