"""Agreement with the reference measure that stands beside the corpora, where it is there."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.evaluating import SCORES, evaluate, read_gold, read_predictions

pytestmark = pytest.mark.corpora
SHARED = {"resamples": 40, "seed": 5}


@pytest.fixture(scope="module")
def corpora() -> Path:
    folder = os.environ.get("SAYSO_CORPORA")
    if not folder:
        pytest.skip("SAYSO_CORPORA does not name the folder with polnear_dev.jsonl")
    return Path(folder)


@pytest.fixture(scope="module")
def reference(corpora: Path) -> ModuleType:
    path = corpora.parent / "score" / "score.py"
    if not path.exists():
        pytest.skip("there is no score/score.py beside the corpora")
    spec = importlib.util.spec_from_file_location("reference_score", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    written, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    spec.loader.exec_module(module)
    sys.dont_write_bytecode = written
    return module


def assert_agreement(reference: ModuleType, gold: Path, predicted: Path) -> None:
    theirs = reference.score(gold, predicted, boot=SHARED["resamples"], seed=SHARED["seed"])
    documents = read_gold(gold)
    result = evaluate(documents, read_predictions(predicted, documents), **SHARED)
    ours = result.measures
    for name in SCORES:
        if name not in theirs:
            continue
        score = ours.scores[name]
        figures = {"P": score.precision, "R": score.recall, "F1": score.f1}
        assert figures == pytest.approx(theirs[name]), name
    groups = {kind.value: recall for kind, recall in ours.kinds.items()}
    for name, expected in theirs["recall_by_type"].items():
        assert _recall(groups[name], expected) == pytest.approx(expected), name
    for group, name in (
        (ours.discontinuous, "discontinuous"),
        (ours.sourceless, "gold_without_source"),
    ):
        expected = theirs[f"recall_{name}"]
        assert _recall(group, expected) == pytest.approx(expected), name
    sources = ours.sources
    assert {
        "pairs_gold_has_source": sources.with_source,
        "exact": sources.exact,
        "overlap": sources.overlap,
        "mean_token_f1": sources.token_f1,
        "pred_has_source": sources.named,
        "pairs_gold_no_source": sources.without_source,
        "no_source_agreed": sources.none_agreed,
    } == pytest.approx(theirs["source_given_content"])
    cues = {"pairs": ours.cues.pairs, "exact": ours.cues.exact, "overlap": ours.cues.overlap}
    assert cues == pytest.approx(theirs["cue_given_content"])
    for name, (low, high) in theirs["ci95_F1"].items():
        interval = result.intervals[name]
        assert (interval.low, interval.high) == pytest.approx((low, high)), name


def _recall(group: object, expected: dict[str, float]) -> dict[str, float]:
    return {key: getattr(group, "count" if key == "n" else key) for key in expected}


def perturbed(line: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """The gold of one line with attributions lost, doubled, invented, cut and moved."""
    size = len(line["text"])
    rows: list[dict[str, Any]] = []
    for gold in line["attributions"]:
        if dice.random() < 0.2:
            continue
        row: dict[str, Any] = {"id": gold["id"]}
        for role in ("source", "cue", "content"):
            spans = [list(span) for span in gold[role]]
            if dice.random() < 0.4:
                spans = [
                    [max(0, start + dice.randint(-15, 15)), min(size, end + dice.randint(-15, 15))]
                    for start, end in spans
                ]
            if dice.random() < 0.1:
                spans = spans[1:]
            row[role] = [span for span in spans if span[0] < span[1]]
        rows += [row] * (2 if dice.random() < 0.1 else 1)
    for _ in range(3):
        start = dice.randrange(size - 1)
        content = [start, min(size, start + dice.randint(1, 200))]
        rows.append({"id": "x", "source": [], "cue": [], "content": [content]})
    dice.shuffle(rows)
    return {"id": line["id"], "attributions": rows}


@pytest.mark.parametrize("seed", [0, 1])
def test_perturbed_gold(corpora: Path, reference: ModuleType, tmp_path: Path, seed: int):
    gold = corpora / "polnear_dev.jsonl"
    dice = random.Random(seed)
    lines = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    predicted = tmp_path / "predicted.jsonl"
    rows = (json.dumps(perturbed(line, dice)) for line in lines if dice.random() > 0.05)
    predicted.write_text("\n".join(rows), encoding="utf-8")
    assert_agreement(reference, gold, predicted)


TEXTS = st.text(st.sampled_from("ab cd's’ “”\"„'`.,\n\r–é"), min_size=1, max_size=60)


@st.composite
def documents(draw: st.DrawFn) -> tuple[dict[str, Any], dict[str, Any]]:
    # A word at the end: the reference divides by zero if a gold content is all spaces.
    text = draw(TEXTS) + " end"
    span = st.tuples(st.integers(0, len(text) - 4), st.integers(1, 30)).map(
        lambda pair: [pair[0], min(len(text), sum(pair))]
    )
    spans = st.lists(span, max_size=3).map(sorted)
    row = st.fixed_dictionaries({"source": spans, "cue": spans, "content": spans})
    rows = st.lists(row, max_size=5)
    gold = [
        one
        for one in draw(rows)
        if not one["content"] or any(text[start:end].strip() for start, end in one["content"])
    ]
    id = "d"
    return (
        {"id": id, "text": text, "attributions": gold},
        {"id": id, "attributions": draw(rows)},
    )


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(documents())
def test_any_input(
    reference: ModuleType, tmp_path: Path, case: tuple[dict[str, Any], dict[str, Any]]
):
    paths = tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl"
    for path, line in zip(paths, case, strict=True):
        path.write_text(json.dumps(line), encoding="utf-8")
    assert_agreement(reference, *paths)
