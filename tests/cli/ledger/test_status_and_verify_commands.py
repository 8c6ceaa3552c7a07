from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cases import complaint, id_of, lines

from sayso.ledger import Ledger

Run = Callable[..., Any]


class TestStatus:
    def test_the_figures_and_the_head_of_the_log(self, run: Run, ledger: Ledger):
        summary = ledger.summary()
        shown = run("status").stdout
        assert "documents   4 (" in shown
        assert f"statements  {summary.statements}, and" in shown
        assert "skipped     1 (sayso status --skipped)" in shown
        assert "verified    never (sayso verify)" in shown
        assert summary.head
        assert summary.head.hash in shown.splitlines()
        assert "reread" not in shown

    def test_the_record_has_all_figures(self, run: Run):
        (found,) = lines(run("status", "--format", "jsonl"))
        assert list(found) == [
            *("record", "id", "created", "originals", "documents", "bytes", "statements"),
            *("narrations", "actors", "proposals", "skipped", "removed", "readings", "head"),
            *("verified", "outdated"),
        ]
        assert list(found["head"]) == [
            *("number", "at", "who", "action", "subject", "detail", "before", "hash")
        ]
        assert (found["record"], found["documents"], found["outdated"]) == ("ledger", 4, 0)

    def test_what_older_weights_have_read_is_counted(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setattr("sayso.__version__", "9.9")
        assert "4 documents not by the present weights (sayso reread)" in run("status").stdout

    def test_the_skipped_are_listed_with_reasons(self, run: Run, reports: Path):
        shown = " ".join(run("status", "--skipped").stdout.split())
        assert "empty.txt: it is empty" in shown
        (found,) = lines(run("status", "--skipped", "-f", "jsonl"))
        assert list(found) == ["record", "source", "reason", "at"]
        assert found["source"] == str(reports / "empty.txt")

    def test_the_custody_log_is_listed(self, run: Run, ledger: Ledger):
        shown = run("status", "--custody").stdout
        assert "created" in shown
        assert shown.count(" added ") == 4
        found = lines(run("status", "--custody", "-f", "jsonl"))
        assert [one["number"] for one in found] == [one.number for one in ledger.custody()]

    def test_tombstones_are_listed(self, run: Run, ledger: Ledger):
        assert run("status", "--removed").stdout == "Nothing was removed.\n"
        run("remove", id_of(ledger, "OPEN LETTER"), "--why", "the author asked", "--yes")
        assert "by Ines: the author asked" in " ".join(run("status", "--removed").stdout.split())
        (found,) = lines(run("status", "--removed", "-f", "jsonl"))
        assert list(found) == [
            *("record", "sha256", "document", "title", "sources", "who", "at", "why")
        ]

    def test_the_last_verification_is_told(self, run: Run):
        run("verify")
        assert "UTC, nothing wrong" in run("status").stdout


class TestVerify:
    def test_it_says_what_was_checked_and_the_new_head(self, run: Run, ledger: Ledger):
        result = run("verify")
        assert result.exit_code == 0
        shown = " ".join(result.stdout.split())
        assert "Checked 4 originals, 4 documents with every span, and 6 entries" in shown
        assert "nothing is wrong" in shown
        assert result.stdout.splitlines()[-1] == ledger.custody()[-1].hash

    def test_a_changed_original_is_a_fault(self, run: Run, ledger: Ledger):
        sha256 = ledger.report(id_of(ledger, "OPEN LETTER")).document.sha256
        path = ledger.archive.path(sha256)
        path.chmod(0o644)
        path.write_bytes(path.read_bytes()[:-1] + b"!")
        result = run("verify", "--format", "jsonl")
        assert result.exit_code == 1
        (found,) = lines(result)
        assert list(found) == ["faults", "originals", "documents", "entries", "head", "logged"]
        assert found["faults"] == [f"{path}: the original was changed; restore it from a backup"]
        shown = run("verify")
        assert "1 fault found" in shown.stdout
        assert shown.exit_code == 1
        assert "1 fault" in run("status").stdout

    def test_a_hash_that_was_noted_is_in_the_log(self, run: Run, ledger: Ledger):
        noted = ledger.custody()[2].hash
        result = run("verify", "--head", f" {noted.upper()} ")
        assert result.exit_code == 0
        assert "The log leads to the hash that you noted." in result.stdout

    def test_a_hash_that_is_not_in_the_log_is_a_fault(self, run: Run):
        result = run("verify", "--head", "0" * 63 + "1")
        assert result.exit_code == 1
        assert "cut short or written anew" in " ".join(result.stdout.split())

    def test_what_is_no_hash_is_a_usage_error(self, run: Run):
        assert run("verify", "--head", "abc").exit_code == 2

    def test_a_damaged_database_is_one_line(self, run: Run, folder: Path):
        (folder / "ledger.db").write_bytes(b"no database" * 1000)
        assert "damaged" in complaint(run("verify"))


class TestRemove:
    def test_it_asks_nobody_where_nobody_is(self, run: Run, ledger: Ledger):
        id = id_of(ledger, "OPEN LETTER")
        result = run("remove", id, "--why", "the author asked")
        assert result.exit_code == 2
        assert ledger.document(id) == id

    @pytest.mark.parametrize(("answer", "left"), [("y\n", 3), ("n\n", 4), ("\n", 4)])
    def test_it_asks_on_a_terminal(
        self,
        run: Run,
        ledger: Ledger,
        monkeypatch: pytest.MonkeyPatch,
        answer: str,
        left: int,
    ):
        monkeypatch.setattr("sayso.cli.ledger.remove._somebody_is_there", lambda: True)
        id = id_of(ledger, "OPEN LETTER")
        count = len(ledger.report(id).attributions)
        result = run("remove", id[:6], "--why", "the author asked", input=answer)
        assert f"with {count} statements" in result.stderr
        assert len(ledger.documents()) == left
        assert result.exit_code == (0 if left == 3 else 1)

    def test_the_same_bytes_are_not_added_again(self, run: Run, ledger: Ledger, reports: Path):
        removed = run("remove", id_of(ledger, "OPEN LETTER"), "--why", "the author asked", "-y")
        assert removed.exit_code == 0
        assert "Removed “OPEN LETTER TO THE MINISTER OF RIVERS”" in removed.stdout
        again = complaint(run("add", str(reports / "open-letter.txt")))
        assert "removed from this ledger" in again
        assert "by Ines (the author asked)" in again

    def test_a_reason_is_needed(self, run: Run, ledger: Ledger):
        id = id_of(ledger, "OPEN LETTER")
        assert run("remove", id, "--yes").exit_code == 2
        assert "say why" in complaint(run("remove", id, "--why", " ", "--yes"))
        assert len(ledger.documents()) == 4
