from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cases import complaint, id_of, lines

from sayso.exporting.jsonl import record
from sayso.ledger import Ledger

Run = Callable[..., Any]
LETTER = "OPEN LETTER"


class TestList:
    def test_a_line_for_each_document_the_latest_first(self, run: Run, ledger: Ledger):
        heading, rule, *rows = run("list").stdout.splitlines()
        assert heading.split() == ["id", "published", "publisher", "title", "statements"]
        assert set(rule) == {"─"}
        assert [row[:8] for row in rows] == [one.id[:8] for one in ledger.documents()]
        assert all(len(row) <= 80 for row in rows)
        assert rows[0].split()[1] == "2020-05-06"

    def test_records_have_all_fields(self, run: Run, ledger: Ledger):
        found = lines(run("list", "--format", "jsonl"))
        assert len(found) == 4
        assert list(found[0]) == [
            *("id", "title", "publisher", "published", "language", "source", "statements"),
            *("added", "weights"),
        ]
        assert {one["id"] for one in found} == {one.id for one in ledger.documents()}

    def test_a_limit_says_that_there_is_more(self, run: Run):
        shown = run("list", "--limit", "2").stdout
        assert shown.splitlines()[-1] == "The first 2; --limit 0 lists all of them."
        assert len(run("list", "--limit", "0").stdout.splitlines()) == 6
        assert len(lines(run("list", "--limit", "1", "-f", "jsonl"))) == 1

    def test_a_publisher_is_found_by_a_part_of_its_name(self, run: Run):
        (one,) = lines(run("list", "--publisher", "irrigators", "-f", "jsonl"))
        assert one["publisher"] == "League of Upland Irrigators"
        assert run("list", "--publisher", "nobody").stdout == "No documents.\n"

    def test_hostile_titles_cannot_act_on_the_terminal(self, run: Run):
        assert "\u202e" not in run("list").stdout


class TestShowDocument:
    def test_how_it_was_come_by_stands_before_the_report(
        self, run: Run, ledger: Ledger, reports: Path
    ):
        id = id_of(ledger, LETTER)
        shown = run("show", id[:6]).stdout
        before, report = shown.split("━" * 80)
        assert str(reports / "open-letter.txt") in before.replace("\n", "").replace(" ", "")
        assert id in before
        assert "read by" in before
        assert "of Sayso" in before
        assert f"{len(ledger.report(id).attributions)} attributions" in report

    def test_each_time_it_was_met_is_told(self, run: Run, tmp_path: Path, reports: Path):
        copy = tmp_path / "copy.txt"
        copy.write_bytes((reports / "open-letter.txt").read_bytes())
        run("add", str(copy))
        with Ledger.open() as ledger:
            shown = run("show", id_of(ledger, LETTER)).stdout
        assert "met again" in shown

    def test_json_is_what_read_gives_and_how_it_was_come_by(self, run: Run, ledger: Ledger):
        id = id_of(ledger, LETTER)
        (found,) = lines(run("show", id, "--format", "jsonl"))
        expected = json.loads(json.dumps(record(ledger.report(id))))
        assert {name: found[name] for name in expected} == expected
        assert set(found) - set(expected) == {"captures", "weights", "version", "read"}
        assert found["captures"][0]["source"] == found["source"]

    def test_a_page_can_be_written(self, run: Run, ledger: Ledger, tmp_path: Path):
        page = tmp_path / "page.html"
        result = run("show", id_of(ledger, LETTER), "-f", "html", "-o", str(page))
        assert (result.exit_code, result.stdout) == (0, "")
        assert "<html" in page.read_text("utf-8")

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            ("abcdef012345", "abcdef012345: no document has this id; see  sayso list"),
            ("zz", "zz: no document has this id; see  sayso list"),
            ("who-000000000000", "who-000000000000: no actor has this id; see  sayso actors"),
        ],
    )
    def test_an_unknown_id_is_one_line(self, run: Run, asked: str, said: str):
        assert complaint(run("show", asked)) == f"sayso: {said}"

    def test_an_id_that_means_several_is_one_line(self, run: Run, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("sayso.ledger.reading._SHORTEST", 0)
        assert "several documents begin like this" in complaint(run("show", ""))


class TestOriginal:
    def test_a_copy_is_the_same_bytes(self, run: Run, ledger: Ledger, tmp_path: Path):
        id, copy = id_of(ledger, LETTER), tmp_path / "copy"
        assert run("show", id, "--original", str(copy)).exit_code == 0
        sha256 = ledger.report(id).document.sha256
        assert hashlib.sha256(copy.read_bytes()).hexdigest() == sha256
        piped = run("show", id, "--original", "-").stdout_bytes
        assert hashlib.sha256(piped).hexdigest() == sha256

    def test_a_changed_original_is_not_handed_out(self, run: Run, ledger: Ledger, tmp_path: Path):
        id, copy = id_of(ledger, LETTER), tmp_path / "copy"
        path = ledger.archive.path(ledger.report(id).document.sha256)
        path.chmod(0o644)
        path.write_bytes(b"other")
        assert "was changed" in complaint(run("show", id, "--original", str(copy)))
        assert not copy.exists()

    @pytest.mark.parametrize("name", ["ledger.db", "sayso.toml", "evidence/ab/abcd"])
    def test_no_part_of_the_ledger_is_ever_replaced(
        self, run: Run, ledger: Ledger, folder: Path, name: str
    ):
        result = run("show", id_of(ledger, LETTER), "--original", str(folder / name))
        assert result.exit_code == 2
        assert ledger.verify()[0] == []


class TestShowActor:
    @pytest.fixture
    def who(self, ledger: Ledger) -> str:
        (person,) = ledger.people("Ilse Maradine")
        return person.id

    def test_documents_and_statements_by_and_about(self, run: Run, who: str):
        shown = run("show", who).stdout
        assert shown.splitlines()[1] == "Ilse Maradine"
        assert who in shown
        assert "Said by Ilse Maradine" in shown
        assert "Nobody from the League" in shown
        assert "Downstream Voice · ab9a198a" in shown

    def test_what_is_said_by_an_actor_is_not_said_about_it(self, run: Run, ledger: Ledger):
        for person in ledger.people(limit=6):
            (found,) = lines(run("show", person.id, "-f", "jsonl", "--limit", "0"))
            by = [(one["document"], one["id"]) for one in found["said_by"]]
            about = [(one["document"], one["id"]) for one in found["said_about"]]
            assert not set(by) & set(about)
            assert len(by) == found["statements"] == person.statements
            assert len(found["appears_in"]) == found["documents"]

    def test_a_limit_leads_to_the_search(self, run: Run, ledger: Ledger):
        person = next(one for one in ledger.people() if one.statements > 2)
        shown = run("show", person.id, "--limit", "1").stdout
        assert f"There are more: sayso search --by {person.id}" in shown

    def test_an_actor_has_no_page(self, run: Run, who: str):
        assert run("show", who, "--format", "html").exit_code == 2
