"""The bundled dossier, read by the shipped weights in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

PARTS = ("source", "cue", "content")
FIELDS = {
    "id": str,
    "sha256": str,
    "title": str | None,
    "publisher": str | None,
    "published": str | None,
    "language": str | None,
    "text": str,
    "attributions": list,
    "actors": list,
    "narration": list,
    "warnings": list,
}


@pytest.fixture(scope="module")
def reports() -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-m", "sayso", "demo", "--format", "jsonl"],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.split("\n") if line]


def said(reports: list[dict[str, Any]], words: str) -> list[dict[str, Any]]:
    """The attributions with these words in their content, the longest content first."""
    found = [
        one
        for row in reports
        for one in row["attributions"]
        if words in " ".join(one["content_text"])
    ]
    return sorted(found, key=lambda one: -len("".join(one["content_text"])))


def test_every_report_keeps_the_contract(reports: list[dict[str, Any]]) -> None:
    assert len(reports) == 4
    for row in reports:
        assert {
            name: isinstance(row[name], kind) for name, kind in FIELDS.items()
        } == dict.fromkeys(FIELDS, True)
        ids = {one["id"] for one in row["attributions"]}
        actors = {one["id"] for one in row["actors"]} | {"narrator"}
        for one in row["attributions"]:
            assert one["kind"] in ("direct", "mixed", "indirect")
            assert 0 <= one["confidence"] <= 1
            assert one["parent"] is None or one["parent"] in ids
            assert one["actor"] is None or one["chain"][-1] == one["actor"]
            assert one["chain"][0] == "narrator"
            assert set(one["chain"]) <= actors


def test_every_span_is_the_text_there(reports: list[dict[str, Any]]) -> None:
    for row in reports:
        for one in row["attributions"]:
            for part in PARTS:
                texts = [row["text"][start:end] for start, end in one[part]]
                assert texts == one[f"{part}_text"]
                assert all(texts)


def test_a_split_quotation_has_one_source(reports: list[dict[str, Any]]) -> None:
    [one] = [one for one in said(reports, "Nobody from the League") if not one["parent"]]
    assert one["source_text"] == ["Ilse Maradine, a weaver from the village"]
    assert one["kind"] == "direct"
    assert len(one["content_text"]) == 2


def test_a_voice_within_a_voice_has_a_parent_and_a_chain(reports: list[dict[str, Any]]) -> None:
    outer, inner, *_ = said(reports[1:2], "their wells turned salt in the second week")
    assert outer["source_text"] == ["The letter"]
    assert inner["parent"] == outer["id"]
    assert len(inner["chain"]) == 3


def test_pretending_is_somebodys_word(reports: list[dict[str, Any]]) -> None:
    innermost = said(reports, "that the gauges had failed")[-1]
    assert innermost["cue_text"] == ["pretend"]
    assert innermost["parent"]


def test_a_press_releases_dash_names_the_speaker(reports: list[dict[str, Any]]) -> None:
    [one] = said(reports, "everyone on this river goes short")
    assert one["source_text"] == ["Commissioner Rusk Elderan"]


def test_furniture_says_nothing(reports: list[dict[str, Any]]) -> None:
    assert all("Related posts" not in row["text"] for row in reports[1:])


def test_it_ends_with_the_claim_that_looks_like_four_sources_and_is_one() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sayso", "demo"],
        capture_output=True,
        encoding="utf-8",
        timeout=180,
        check=True,
    )
    end = " ".join(done.stdout.partition("One claim stands in")[2].split())
    assert end.startswith("4 of these documents. It looks like as many sources. It comes down to 1")
    assert "“their wells turned salt in the second week of August”" in end
    assert "(a) families in Lower Hathe · behind 4" in end
