from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sayso import Attribution, GoldError, Kind, Part
from sayso.document import Document
from sayso.evaluating import GoldDocument, Labels, read_gold, read_predictions

ROW = {"id": "g1", "source": [[0, 1]], "cue": [], "content": [[2, 4], [5, 6]]}
LINE: dict[str, Any] = {"id": "d", "text": "a bc d", "attributions": [ROW]}


def written(folder: Path, *lines: object) -> Path:
    path = folder / "gold.jsonl"
    rows = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def row(**changes: object) -> dict[str, Any]:
    return {**LINE, "attributions": [{**ROW, **changes}]}


def test_a_gold_file_gives_its_documents(tmp_path: Path):
    path = written(tmp_path, LINE, "", {**LINE, "id": "e", "annotator": "x", "attributions": []})
    first, second = read_gold(path)
    assert first == GoldDocument("d", "a bc d", (Labels("g1", ((0, 1),), (), ((2, 4), (5, 6))),))
    assert (second.id, second.attributions) == ("e", ())


def test_a_byte_order_mark_is_no_part_of_the_first_line(tmp_path: Path):
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(LINE), encoding="utf-8-sig")
    assert read_gold(path)[0].id == "d"


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "not JSON in UTF-8"),
        ("[" * 100_000, "not JSON in UTF-8"),
        ("[]", "must be a JSON object"),
        ({"text": "", "attributions": []}, 'no "id"'),
        ({"id": "e", "attributions": []}, 'no "text"'),
        ({"id": "e", "text": ""}, 'no "attributions"'),
        ({"id": 7, "text": "", "attributions": []}, '"id" must be a string'),
        ({"id": "e", "text": "", "attributions": {}}, '"attributions" must be a list'),
        ({"id": "e", "text": "", "attributions": [7]}, "attribution 1 must be an object"),
        (LINE, 'a second document with the id "d"'),
        (
            {**row(content=[[2, 7]]), "id": "e"},
            'span 2-7 in the content of attribution "g1" leaves',
        ),
        ({**row(cue=[[-1, 2]]), "id": "e"}, 'span -1-2 in the cue of attribution "g1" leaves'),
        ({**row(source=[[3, 3]]), "id": "e"}, 'empty span 3-3 in the source of attribution "g1"'),
        ({**row(source=[[1]]), "id": "e"}, "must be [start, end], two whole numbers"),
        ({**row(source=[[0, 1.5]]), "id": "e"}, "must be [start, end], two whole numbers"),
        ({**row(source="x"), "id": "e"}, "must be a list of [start, end]"),
        ({**row(confidence=1.5), "id": "e"}, "must be a number from 0 to 1"),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: object, problem: str):
    path = written(tmp_path, LINE, line)
    with pytest.raises(GoldError) as caught:
        read_gold(path)
    assert str(caught.value).startswith(f"{path}, line 2: ")
    assert problem in str(caught.value)


def test_bytes_that_are_not_utf8_are_named(tmp_path: Path):
    path = tmp_path / "gold.jsonl"
    path.write_bytes(json.dumps(LINE).encode() + b'\n{"id": "\xff"}')
    with pytest.raises(GoldError, match="line 2: not JSON in UTF-8"):
        read_gold(path)


@pytest.mark.parametrize("content", ["", " \n\n"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str):
    with pytest.raises(GoldError, match="no documents"):
        read_gold(written(tmp_path, content))


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(GoldError, match=r"gone\.jsonl: cannot be read"):
        read_gold(tmp_path / "gone.jsonl")


def test_predictions_are_checked_against_the_gold_text(tmp_path: Path):
    gold = [GoldDocument("d", "abc", ())]
    path = written(tmp_path, {"id": "d", "attributions": [{"content": [[0, 9]]}]})
    with pytest.raises(GoldError, match="which has 3 code points"):
        read_predictions(path, gold)


def test_predictions_for_other_documents_are_left_out(tmp_path: Path):
    gold = [GoldDocument("d", "abc", ())]
    path = written(tmp_path, {"id": "e", "attributions": [{"content": [[0, 9]]}]})
    assert read_predictions(path, gold) == {}


def test_labels_go_to_json_and_back(tmp_path: Path):
    labels = Labels("p", ((0, 1),), (), ((1, 3),), 0.5, "q")
    path = written(tmp_path, {"id": "d", "attributions": [labels.to_json()]})
    assert read_predictions(path, [GoldDocument("d", "abc", ())]) == {"d": [labels]}


def test_labels_of_an_attribution():
    document = GoldDocument("d", "a bc", ()).document()
    found = Attribution(
        "a1", document.part([(0, 1)]), Part(), document.part([(2, 4)]), Kind.DIRECT, 0.5
    )
    assert Labels.of(found) == Labels("a1", ((0, 1),), (), ((2, 4),), 0.5)


@pytest.mark.parametrize("text", ["a\r\n b\u2028", "\ud800", " x "])
def test_the_text_reaches_the_extractor_as_given(text: str):
    document = GoldDocument("d", text, ()).document()
    assert isinstance(document, Document)
    assert document.text == text
