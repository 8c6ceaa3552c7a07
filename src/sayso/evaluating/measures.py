"""Precision, recall and agreement, as counts that add up over documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.attribution import Kind
from sayso.evaluating.gold import ROLES, GoldDocument, Predictions
from sayso.evaluating.matching import Comparison, pair_equal, pair_similar
from sayso.evaluating.tokens import TokenSet, kind_of, quotation_mask

Tally = defaultdict[str, float]
"""Counts of one document, or of several added up; the keys are ``name`` or ``name.part``."""

SCORES = (
    "cue_exact",
    "cue_overlap",
    "content_exact",
    "source_span_exact",
    "cue_span_exact",
    "content_span_exact",
    "content_iou50",
    "content_partial",
    "triple_lenient",
    "pair_strict",
    "triple_strict",
    "token_source",
    "token_cue",
    "token_content",
)
"""The names of the scores that have a precision and a recall."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, each from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean, 0 where both are 0."""
        return _ratio(2 * self.precision * self.recall, self.precision + self.recall)


@dataclass(frozen=True, slots=True)
class SourceAgreement:
    """How sources agree where contents do (``content_iou50``).

    ``exact``, ``overlap``, ``token_f1`` and ``named`` are shares of the
    ``with_source`` pairs whose gold names a source; ``none_agreed`` is a share of
    the ``without_source`` pairs whose gold names none.
    """

    with_source: int
    exact: float
    overlap: float
    token_f1: float
    named: float
    without_source: int
    none_agreed: float


@dataclass(frozen=True, slots=True)
class CueAgreement:
    """How cues agree where contents do: shares of ``pairs``."""

    pairs: int
    exact: float
    overlap: float


@dataclass(frozen=True, slots=True)
class Recall:
    """What was found of some part of the gold: ``count`` attributions, and shares of them.

    ``partial`` is the mean share of a content's words inside any predicted content;
    the others count attributions paired in the sense of the score of that name.
    """

    count: int
    partial: float
    iou50: float
    exact: float
    lenient: float


@dataclass(frozen=True, slots=True)
class Measures:
    """All measures of one set of predictions; see docs/commands.md for their meaning."""

    scores: Mapping[str, Score]
    sources: SourceAgreement
    cues: CueAgreement
    kinds: Mapping[Kind, Recall]
    discontinuous: Recall
    sourceless: Recall
    documents: int
    documents_without_predictions: int
    gold: int
    predicted: int

    def to_json(self) -> dict[str, Any]:
        """The measures as plain data."""
        return {
            "scores": {
                name: {"precision": score.precision, "recall": score.recall, "f1": score.f1}
                for name, score in self.scores.items()
            },
            "sources": _fields(self.sources),
            "cues": _fields(self.cues),
            "kinds": {kind.value: _fields(recall) for kind, recall in self.kinds.items()},
            "discontinuous": _fields(self.discontinuous),
            "sourceless": _fields(self.sourceless),
            "documents": self.documents,
            "documents_without_predictions": self.documents_without_predictions,
            "gold": self.gold,
            "predicted": self.predicted,
        }


def measure(gold: Sequence[GoldDocument], predicted: Predictions) -> Measures:
    """Measure predictions against gold; a document that is missing has no predictions."""
    return summarise(
        total(tally(Comparison(document, predicted.get(document.id, ()))) for document in gold)
    )


def total(tallies: Iterable[Tally]) -> Tally:
    """Add up the counts of several documents."""
    counts: Tally = defaultdict(float)
    for one in tallies:
        for key, count in one.items():
            counts[key] += count
    return counts


def tally(comparison: Comparison) -> Tally:
    """Count everything that the measures of one document are made of."""
    counts: Tally = defaultdict(float)
    _count_cues(counts, comparison)
    _count_spans(counts, comparison)
    _count_contents(counts, comparison)
    _count_agreement(counts, comparison)
    _count_triples(counts, comparison)
    _count_tokens(counts, comparison)
    _count_recall(counts, comparison)
    counts["documents"] = 1
    counts["documents_without_predictions"] = int(not comparison.predicted)
    counts["gold"] = len(comparison.gold)
    counts["predicted"] = len(comparison.predicted)
    return counts


def summarise(counts: Mapping[str, float]) -> Measures:
    """Turn counts, of one document or added up over many, into measures."""

    def share(part: str, whole: str) -> float:
        return _ratio(counts.get(part, 0), counts.get(whole, 0))

    def recall(name: str) -> Recall:
        found = (share(f"{name}.{how}", name) for how in ("partial", "iou50", "exact", "lenient"))
        return Recall(int(counts.get(name, 0)), *found)

    return Measures(
        scores={
            name: Score(
                precision=share(f"{name}.right", f"{name}.predicted"),
                recall=share(f"{name}.found", f"{name}.gold"),
            )
            for name in SCORES
        },
        sources=SourceAgreement(
            with_source=int(counts.get("named", 0)),
            exact=share("named.exact", "named"),
            overlap=share("named.overlap", "named"),
            token_f1=share("named.token_f1", "named"),
            named=share("named.named", "named"),
            without_source=int(counts.get("unnamed", 0)),
            none_agreed=share("unnamed.agreed", "unnamed"),
        ),
        cues=CueAgreement(
            pairs=int(counts.get("cues", 0)),
            exact=share("cues.exact", "cues"),
            overlap=share("cues.overlap", "cues"),
        ),
        kinds={kind: recall(kind.value) for kind in Kind},
        discontinuous=recall("discontinuous"),
        sourceless=recall("sourceless"),
        documents=int(counts.get("documents", 0)),
        documents_without_predictions=int(counts.get("documents_without_predictions", 0)),
        gold=int(counts.get("gold", 0)),
        predicted=int(counts.get("predicted", 0)),
    )


def _score(counts: Tally, name: str, matched: int, predicted: int, gold: int) -> None:
    counts[f"{name}.right"] += matched
    counts[f"{name}.found"] += matched
    counts[f"{name}.predicted"] += predicted
    counts[f"{name}.gold"] += gold


def _count_cues(counts: Tally, comparison: Comparison) -> None:
    gold = _distinct(one.cue for one in comparison.gold)
    predicted = _distinct(one.cue for one in comparison.predicted)
    sides = len(predicted), len(gold)
    _score(counts, "cue_exact", len(pair_equal(gold, predicted)), *sides)
    _score(counts, "cue_overlap", len(pair_similar(gold, predicted)), *sides)


def _distinct(given: Iterable[TokenSet]) -> list[TokenSet]:
    """The distinct sets that hold a token, in text order."""
    return sorted({one for one in given if one}, key=min)


def _count_spans(counts: Tally, comparison: Comparison) -> None:
    """Unbroken spans of sources and cues, each counted once however many share it."""
    tokens = comparison.tokens
    for name in ("source", "cue"):
        gold, predicted = (
            _distinct(piece for one in side for piece in tokens.pieces(getattr(one, name)))
            for side in (comparison.gold, comparison.predicted)
        )
        matched = len(pair_equal(gold, predicted))
        _score(counts, f"{name}_span_exact", matched, len(predicted), len(gold))


def _count_contents(counts: Tally, comparison: Comparison) -> None:
    gold, predicted = comparison.gold_contents, comparison.predicted_contents
    sides = len(predicted), len(gold)
    _score(counts, "content_exact", len(comparison.exact), *sides)
    _score(counts, "content_iou50", len(comparison.half), *sides)
    gold_pieces = [piece for one in gold for piece in comparison.tokens.pieces(one)]
    pieces = [piece for one in predicted for piece in comparison.tokens.pieces(one)]
    matched = len(pair_equal(gold_pieces, pieces))
    _score(counts, "content_span_exact", matched, len(pieces), len(gold_pieces))
    any_gold, any_predicted = _union(gold), _union(predicted)
    counts["content_partial.right"] += sum(_covered(one, any_gold) for one in predicted)
    counts["content_partial.found"] += sum(_covered(one, any_predicted) for one in gold)
    counts["content_partial.predicted"] += len(predicted)
    counts["content_partial.gold"] += len(gold)


def _count_agreement(counts: Tally, comparison: Comparison) -> None:
    for one, other in comparison.half:
        gold, predicted = comparison.gold[one], comparison.predicted[other]
        counts["cues"] += 1
        counts["cues.exact"] += gold.cue == predicted.cue
        counts["cues.overlap"] += not gold.cue.isdisjoint(predicted.cue)
        if not gold.source:
            counts["unnamed"] += 1
            counts["unnamed.agreed"] += not predicted.source
            continue
        common = len(gold.source & predicted.source)
        counts["named"] += 1
        counts["named.named"] += bool(predicted.source)
        counts["named.exact"] += gold.source == predicted.source
        counts["named.overlap"] += common > 0
        either = len(gold.source) + len(predicted.source)
        counts["named.token_f1"] += 2 * common / either


def _count_triples(counts: Tally, comparison: Comparison) -> None:
    sides = len(comparison.predicted), len(comparison.gold)
    _score(counts, "triple_lenient", len(comparison.lenient), *sides)
    _score(counts, "triple_strict", len(comparison.strict), *sides)
    _score(counts, "pair_strict", len(comparison.exact_pairs), *sides)


def _count_tokens(counts: Tally, comparison: Comparison) -> None:
    for role in ROLES:
        gold = _union(getattr(one, role) for one in comparison.gold)
        predicted = _union(getattr(one, role) for one in comparison.predicted)
        _score(counts, f"token_{role}", len(gold & predicted), len(predicted), len(gold))


def _count_recall(counts: Tally, comparison: Comparison) -> None:
    text = comparison.document.text
    mask = quotation_mask(text)
    covered = _union(comparison.predicted_contents)
    half, exact, lenient = (
        {index for index, _ in pairs}
        for pairs in (comparison.half, comparison.exact, comparison.lenient)
    )
    for index, labels in enumerate(comparison.document.attributions):
        if not labels.content:
            continue
        gold = comparison.gold[index]
        groups = [kind_of(text, labels.content, mask).value]
        if not gold.source:
            groups.append("sourceless")
        if len(comparison.tokens.pieces(gold.content)) > 1:
            groups.append("discontinuous")
        for group in groups:
            counts[group] += 1
            counts[f"{group}.partial"] += _covered(gold.content, covered)
            counts[f"{group}.iou50"] += index in half
            counts[f"{group}.exact"] += index in exact
            counts[f"{group}.lenient"] += index in lenient


def _union(sets: Iterable[TokenSet]) -> TokenSet:
    return frozenset[int]().union(*sets)


def _covered(tokens: TokenSet, by: TokenSet) -> float:
    return _ratio(len(tokens & by), len(tokens))


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _fields(record: SourceAgreement | CueAgreement | Recall) -> dict[str, float]:
    return {name: getattr(record, name) for name in record.__slots__}
