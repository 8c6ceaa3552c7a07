"""Checks by hand: every expected figure was counted from the sentences below."""

from __future__ import annotations

import time

import pytest

from sayso import Kind
from sayso.evaluating import SCORES, GoldDocument, Labels, Measures, Score, evaluate, measure

TEXT = (
    "“The gates held,” Merrow said on Friday. “All of them held.”\n\n"
    "Ostrin thinks that the board should “never” decide alone. It is said that rain is near."
)


def at(*words: str) -> tuple[tuple[int, int], ...]:
    return tuple((TEXT.index(one), TEXT.index(one) + len(one)) for one in words)


MERROW = Labels("g1", at("Merrow"), at("said"), at("“The gates held,”", "“All of them held.”"))
OSTRIN = Labels("g2", at("Ostrin"), at("thinks"), at("that the board should “never” decide alone"))
NOBODY = Labels("g3", (), at("is said"), at("that rain is near"))
GOLD = (MERROW, OSTRIN, NOBODY)


def against(gold: tuple[Labels, ...], *predicted: Labels) -> Measures:
    return measure([GoldDocument("d", TEXT, gold)], {"d": predicted})


def test_gold_against_itself_is_perfect():
    measures = against(GOLD, *GOLD)
    assert set(measures.scores) == set(SCORES)
    assert set(measures.scores.values()) == {Score(1.0, 1.0)}
    assert measures.sources.exact == measures.sources.none_agreed == measures.cues.exact == 1.0
    assert {kind: recall.count for kind, recall in measures.kinds.items()} == dict.fromkeys(Kind, 1)
    assert (measures.discontinuous.count, measures.sourceless.count) == (1, 1)


def test_no_predictions_are_all_wrong():
    measures = measure([GoldDocument("d", TEXT, GOLD)], {})
    assert set(measures.scores.values()) == {Score(0.0, 0.0)}
    assert measures.documents_without_predictions == 1


def test_no_gold_and_no_predictions_is_no_division_by_zero():
    assert against(()).scores["triple_strict"] == Score(0.0, 0.0)


def test_marks_and_spaces_do_not_count():
    bare = Labels("p", MERROW.source, MERROW.cue, at("The gates held", "All of them held"))
    assert against((MERROW,), bare).scores["triple_strict"].f1 == 1.0


def test_a_content_that_is_shifted_by_a_word():
    # Six of the gold's seven words, and nothing else.
    short = Labels("p", OSTRIN.source, OSTRIN.cue, at("the board should “never” decide alone"))
    scores = against((OSTRIN,), short).scores
    assert scores["content_exact"].f1 == scores["triple_strict"].f1 == 0.0
    assert scores["content_partial"] == Score(1.0, pytest.approx(6 / 7))
    assert scores["token_content"] == Score(1.0, pytest.approx(6 / 7))
    assert scores["content_iou50"].f1 == scores["triple_lenient"].f1 == 1.0


def test_half_of_the_words_is_enough_and_less_is_not():
    # Two of the gold's four words; then two of them and one that is not.
    half = Labels("p", (), (), at("is near"))
    assert against((NOBODY,), half).scores["triple_lenient"].f1 == 1.0
    less = Labels("p", (), (), at("said that rain"))
    assert against((NOBODY,), less).scores["triple_lenient"].f1 == 0.0
    assert against((NOBODY,), less).scores["content_partial"].precision == pytest.approx(2 / 3)


def test_a_wrong_source_spoils_the_triple_and_not_the_content():
    wrong = Labels("p", at("Ostrin"), MERROW.cue, MERROW.content)
    measures = against((MERROW,), wrong)
    assert measures.scores["content_exact"].f1 == 1.0
    assert measures.scores["triple_lenient"].f1 == 0.0
    assert (measures.sources.overlap, measures.sources.named) == (0.0, 1.0)


def test_a_source_too_many_spoils_the_triple():
    named = Labels("p", at("Ostrin"), NOBODY.cue, NOBODY.content)
    measures = against((NOBODY,), named)
    assert measures.scores["triple_lenient"].f1 == 0.0
    assert measures.sources.none_agreed == 0.0


def test_a_source_that_shares_a_word_is_enough():
    wide = Labels("p", at("Merrow said"), MERROW.cue, MERROW.content)
    measures = against((MERROW,), wide)
    assert measures.scores["triple_lenient"].f1 == 1.0
    assert measures.scores["pair_strict"].f1 == 0.0
    assert measures.sources.token_f1 == pytest.approx(2 / 3)


def test_a_wrong_cue_spoils_only_the_strict_triple():
    wrong = Labels("p", MERROW.source, at("Friday"), MERROW.content)
    scores = against((MERROW,), wrong).scores
    assert scores["pair_strict"].f1 == 1.0
    assert scores["triple_strict"].f1 == scores["cue_overlap"].f1 == 0.0


def test_the_halves_of_a_broken_quotation():
    halves = [Labels("p", MERROW.source, MERROW.cue, (span,)) for span in MERROW.content]
    scores = against((MERROW,), *halves).scores
    assert scores["content_exact"].f1 == 0.0
    assert scores["content_span_exact"].f1 == scores["content_partial"].f1 == 1.0
    assert scores["cue_exact"] == Score(1.0, 1.0)


def test_a_source_that_serves_two_attributions_is_one_span():
    both = (MERROW, Labels("g", MERROW.source, OSTRIN.cue, OSTRIN.content))
    scores = against(both, MERROW).scores
    assert scores["source_span_exact"] == Score(1.0, 1.0)
    assert scores["cue_span_exact"] == Score(1.0, 0.5)


def test_each_gold_attribution_is_found_once():
    scores = against((OSTRIN,), OSTRIN, OSTRIN).scores
    assert scores["triple_strict"] == Score(0.5, 1.0)


def test_recall_by_kind():
    measures = against(GOLD, MERROW)
    assert measures.kinds[Kind.DIRECT].lenient == 1.0
    assert measures.kinds[Kind.MIXED].lenient == measures.kinds[Kind.INDIRECT].lenient == 0.0
    assert measures.scores["triple_lenient"] == Score(1.0, pytest.approx(1 / 3))


def test_a_content_without_a_word_or_mark_is_never_found():
    blank = Labels("g", (), (), ((TEXT.index(" Merrow"), TEXT.index("Merrow")),))
    measures = against((blank,), blank)
    assert measures.scores["triple_lenient"] == Score(0.0, 0.0)
    assert measures.kinds[Kind.INDIRECT].partial == 0.0


def test_documents_add_up_before_they_are_divided():
    documents = [GoldDocument("d", TEXT, GOLD), GoldDocument("e", TEXT, (OSTRIN,))]
    measures = measure(documents, {"d": [MERROW], "e": [MERROW]})
    assert measures.scores["triple_strict"] == Score(0.5, 0.25)
    assert (measures.documents, measures.gold, measures.predicted) == (2, 4, 2)


def test_a_large_document_takes_no_more_than_its_share():
    text = "Merrow said that the gates of the old dam held. " * 5000
    starts = range(0, len(text), 48)
    labels = [Labels("g", ((s, s + 6),), ((s + 7, s + 11),), ((s + 12, s + 46),)) for s in starts]
    begun = time.perf_counter()
    result = evaluate([GoldDocument("d", text, tuple(labels))], {"d": labels}, resamples=10)
    assert result.measures.scores["triple_strict"].f1 == 1.0
    assert time.perf_counter() - begun < 10
