from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cases import complaint

from sayso.ledger import Ledger

Run = Callable[..., Any]
WELLS = "their wells turned salt"


@pytest.fixture
def kept(linked: Path) -> Path:
    return linked


def claims(run: Run, *arguments: str) -> list[dict[str, Any]]:
    result = run("claims", *arguments, "-f", "jsonl")
    return [json.loads(line) for line in result.stdout.splitlines()]


def wells(run: Run) -> dict[str, Any]:
    return next(one for one in claims(run) if WELLS in one["statement"])


def test_a_claim_of_three_reports_has_one_origin(run: Run) -> None:
    found = wells(run)
    assert found["documents"] == 3
    assert (found["origins"]["min"], found["origins"]["max"]) == (1, 1)
    (group,) = found["origins"]["groups"]
    assert sorted(group["places"]) == [0, 1, 2]
    assert group["members"] == [one["attribution"] for one in found["asserts"]]
    assert len(group["joinings"]) == 2
    assert all(one["why"] and one["evidence"] for one in group["joinings"])


def test_every_place_is_the_text_there(run: Run, ledger: Ledger) -> None:
    for one in claims(run):
        for teller in (*one["asserts"], *one["denies"]):
            low, high = teller["span"]
            assert ledger.report(teller["document"]).text[low:high] == teller["text"]


def test_the_screen_shows_the_reckoning(run: Run) -> None:
    id = wells(run)["id"]
    listed, shown = run("claims").stdout, run("claim", id).stdout
    assert f"{id} · 3 documents, told 3 times, 1 origin" in listed
    assert "(a) families in Lower Hathe" in listed
    assert "both have it from" in shown


def test_one_document_has_its_own_claims(run: Run) -> None:
    document = wells(run)["asserts"][0]["document"]
    found = claims(run, "--document", document)
    assert found
    assert all(document in {one["document"] for one in each["asserts"]} for each in found)


def test_places_are_parted_and_the_decision_is_taken_back(run: Run) -> None:
    id = wells(run)["id"]
    result = run("claims", "apart", id, "1", "2", "--why", "they met nobody")
    assert result.exit_code == 0
    assert "2 origins" in result.stdout
    decided = run("claims", "decisions").stdout
    assert "are of two origins (Ines" in decided
    assert "they met nobody" in decided
    assert run("claims", "undo", "1").exit_code == 0
    assert wells(run)["origins"]["max"] == 1


def test_places_are_joined_by_a_persons_word(run: Run) -> None:
    id = wells(run)["id"]
    run("claims", "apart", id, "1", "2")
    run("claims", "together", id, "1", "2", "--why", "one family")
    found = wells(run)
    assert found["origins"]["max"] == 1
    assert "Ines says so: one family" in found["origins"]["groups"][0]["why"]


def test_a_place_is_taken_out_of_a_claim(run: Run) -> None:
    before = wells(run)
    gone = before["asserts"][2]["key"]
    assert run("claims", "part", before["id"], "3").exit_code == 0
    assert gone not in {one["key"] for one in wells(run)["asserts"]}


def test_decisions_go_into_another_ledger(run: Run, tmp_path: Path) -> None:
    run("claims", "apart", wells(run)["id"], "1", "2")
    run("export", "--output", str(tmp_path / "all.jsonl"))
    lines = (tmp_path / "all.jsonl").read_text("utf-8").splitlines()
    with Ledger.create(tmp_path / "other") as other:
        other.take(lines, "all.jsonl")
        found = next(one for one in other.claims() if WELLS in one.statement)
        assert found.origins.most == 2
        assert [one.who for one in other.rulings()] == ["Ines"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("claim", "c00000000"), "no claim has this id"),
        (("claims", "apart", "ID", "1", "9"), "there is no 9"),
        (("claims", "apart", "ID", "1", "1"), "these are one"),
        (("claims", "no-denial", "ID", "7"), "there is no d7"),
        (("claims", "undo", "8"), "no decision has this number"),
    ],
)
def test_what_is_not_there_is_said(run: Run, arguments: tuple[str, ...], told: str) -> None:
    id = wells(run)["id"]
    result = run(*(id if one == "ID" else one for one in arguments))
    assert result.exit_code != 0
    assert told in complaint(result)
