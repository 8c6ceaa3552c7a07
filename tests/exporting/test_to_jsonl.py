from __future__ import annotations

import json

from sayso import Report
from sayso.exporting import to_jsonl

REPORT_KEYS = [
    "id", "sha256", "title", "publisher", "published", "language", "text", "attributions",
    "actors", "narration", "names", "source", "author", "url", "redirects", "media_type",
    "warnings",
]  # fmt: skip
ATTRIBUTION_KEYS = [
    "id", "source", "cue", "content", "kind", "act", "target", "stance", "parent", "chain",
    "actor", "confidence", "source_text", "cue_text", "content_text",
]  # fmt: skip
ACTOR_KEYS = ["id", "name", "type", "aliases", "mentions", "count", "unnamed", "author"]


def test_a_report_has_the_keys_of_the_contract(letter: Report) -> None:
    record = json.loads(to_jsonl(letter))
    assert list(record) == REPORT_KEYS
    assert all(list(one) == ATTRIBUTION_KEYS for one in record["attributions"])
    assert all(list(one) == ACTOR_KEYS for one in record["actors"])
    assert all(list(one) == ["actor", "voice", "name", "places"] for one in record["names"])


def test_every_offset_points_at_the_words_beside_it(letter: Report) -> None:
    record = json.loads(to_jsonl(letter))
    text = record["text"]
    for one in record["attributions"]:
        for role in ("source", "cue", "content"):
            assert [text[a:b] for a, b in one[role]] == one[f"{role}_text"]
    assert record["narration"] == letter.narration.offsets
    assert record["narration"]


def test_values_are_those_of_the_report(letter: Report) -> None:
    record = json.loads(to_jsonl(letter))
    assert record["text"] == letter.text
    split = next(one for one in record["attributions"] if "June" in one["content_text"][0])
    assert split["kind"] == "direct"
    assert len(split["content"]) == 2
    sourceless = next(one for one in record["attributions"] if not one["source"])
    assert sourceless["actor"] is None
    assert sourceless["act"] == "accuses"
    nested = next(one for one in record["attributions"] if one["parent"])
    assert nested["chain"][0] == "narrator"
    assert nested["chain"][-1] == nested["actor"]
    assert len(nested["chain"]) == 3


def test_non_ascii_text_is_written_as_it_is(letter: Report) -> None:
    assert "“It was clear in June,”" in to_jsonl(letter)


def test_one_line_whatever_the_text_holds(annotate) -> None:
    text = "One\r\ntwo\u2028three\u2029four\x85five\x0bsix\x0cseven\x1ceight\ud800nine\x00"
    line = to_jsonl(annotate(text, title="A\nB").report())
    assert line.splitlines() == [line]
    assert line.encode("utf-8")
    assert json.loads(line)["text"] == text
