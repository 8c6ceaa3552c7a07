from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from making import document

from sayso import WeightsError, extract
from sayso.extracting import Extractor, model, sessions
from sayso.extracting.model import FORMAT, load_model


def config(folder: Path) -> dict[str, Any]:
    given: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return given


def write(folder: Path, given: object) -> None:
    (folder / "config.json").write_text(json.dumps(given), encoding="utf-8")


def refusal(name: str | Path) -> str:
    """The message that loading these weights ends with; one line always."""
    with pytest.raises(WeightsError) as caught:
        load_model(str(name))
    message = str(caught.value)
    assert message
    assert "\n" not in message
    return message


def test_weights_may_be_named_by_their_folder(weights_folder: Path) -> None:
    assert load_model(str(weights_folder)).settings == load_model("default").settings


def test_weights_may_come_in_a_package_of_their_own(
    weights_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "installed" / "sayso_grand"
    shutil.copytree(weights_folder, package)
    (package / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(package.parent))
    assert load_model("grand").settings == load_model("default").settings


def test_who_asks_for_the_large_weights_is_told_how_to_get_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(model, "_installed", lambda _: None)
    message = refusal(Path("large"))
    assert "pip install ./large" in message


@pytest.mark.parametrize("name", ["default", "fast"])
def test_every_set_that_is_shipped_reads_a_plain_statement(name: str) -> None:
    report = extract(document("“The boats are gone,” said Mara Quill."), weights=name)
    (one,) = report.attributions
    assert one.source.text == "Mara Quill"
    assert one.cue.text == "said"
    assert one.content.text == "“The boats are gone,”"


def test_the_same_weights_are_loaded_once() -> None:
    assert Extractor.load().model is Extractor.load("default").model


def test_unknown_weights_are_named_and_so_are_the_known_ones() -> None:
    message = refusal("nowhere")
    assert "'nowhere'" in message
    assert "default" in message


@pytest.mark.parametrize(
    "name",
    [
        *("", ".", "..", "default/", "a/b", "a\nb", "a\0b"),
        pytest.param("x" * 5000, id="long"),
    ],
)
def test_odd_names_are_refused_in_one_line(name: str) -> None:
    refusal(name)


def test_a_folder_without_a_config_is_refused(tmp_path: Path) -> None:
    assert str(tmp_path) in refusal(tmp_path)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format": 3}', "\x00"])
def test_a_broken_config_is_refused(weights_folder: Path, text: str) -> None:
    (weights_folder / "config.json").write_text(text, encoding="utf-8")
    message = refusal(weights_folder)
    assert str(weights_folder) in message
    assert "cannot be loaded" in message


@pytest.mark.parametrize("bytes_", [b"\xff\xfe{", b"\x80"])
def test_a_config_that_is_no_text_is_refused(weights_folder: Path, bytes_: bytes) -> None:
    (weights_folder / "config.json").write_bytes(bytes_)
    assert str(weights_folder) in refusal(weights_folder)


@pytest.mark.parametrize("key", ["window", "calibration", "cue", "languages"])
def test_a_missing_setting_is_named(weights_folder: Path, key: str) -> None:
    given = config(weights_folder)
    del given[key]
    write(weights_folder, given)
    assert key in refusal(weights_folder)


def test_a_calibration_for_other_features_is_refused(weights_folder: Path) -> None:
    write(weights_folder, config(weights_folder) | {"calibration": [0.5, 0.5]})
    assert "calibration" in refusal(weights_folder)


@pytest.mark.parametrize("name", ["encoder.onnx", "roles.onnx", "tokenizer.json"])
def test_a_missing_file_is_refused(weights_folder: Path, name: str) -> None:
    (weights_folder / name).unlink()
    assert str(weights_folder) in refusal(weights_folder)


@pytest.mark.parametrize("name", ["encoder.onnx", "roles.onnx", "tokenizer.json"])
def test_a_damaged_file_is_refused(weights_folder: Path, name: str) -> None:
    whole = (weights_folder / name).read_bytes()
    (weights_folder / name).unlink()
    (weights_folder / name).write_bytes(whole[:1000])
    assert str(weights_folder) in refusal(weights_folder)


@pytest.mark.parametrize("name", ["encoder.onnx", "roles.onnx", "tokenizer.json"])
def test_an_empty_file_is_refused(weights_folder: Path, name: str) -> None:
    (weights_folder / name).unlink()
    (weights_folder / name).touch()
    assert str(weights_folder) in refusal(weights_folder)


def test_words_that_all_sets_share_are_missed_by_name(
    weights_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "WORDS", tmp_path / "words.npy")
    sessions._words.cache_clear()
    assert "words.npy" in refusal(weights_folder)


@pytest.mark.parametrize("number", [FORMAT + 1, 0, "old", None])
def test_weights_of_another_format_are_refused(weights_folder: Path, number: object) -> None:
    write(weights_folder, config(weights_folder) | {"format": number})
    message = refusal(weights_folder)
    assert f"format {number}" in message
    assert f"format {FORMAT}" in message
    assert "install" in message


def test_weights_that_were_refused_can_be_mended(weights_folder: Path) -> None:
    given = config(weights_folder)
    write(weights_folder, {})
    refusal(weights_folder)
    write(weights_folder, given)
    assert load_model(str(weights_folder)).settings.window == given["window"]
