from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cases import complaint, id_of, lines

from sayso.ledger import Ledger

Run = Callable[..., Any]


def id_named(ledger: Ledger, name: str) -> str:
    (person,) = ledger.people(name)
    return person.id


class TestList:
    def test_a_line_for_each_those_in_most_documents_first(self, run: Run, ledger: Ledger):
        heading, _, *rows = run("actors", "--limit", "0").stdout.splitlines()
        assert heading.split() == ["name", "also", "called", "documents", "says", "id"]
        assert len(rows) == ledger.summary().actors
        assert [row.split()[-1] for row in rows] == [one.id for one in ledger.people()]
        assert all(len(row) <= 80 for row in rows)

    def test_words_of_a_name_choose(self, run: Run, ledger: Ledger):
        (found,) = lines(run("actors", "Ilse", "Maradine", "-f", "jsonl"))
        assert list(found) == ["id", "name", "names", "documents", "statements"]
        assert found["name"] == "Ilse Maradine"
        assert found["names"] == [{"id": found["id"], "name": "Ilse Maradine"}]
        assert run("actors", "list", "maradine").stdout == run("actors", "maradine").stdout

    def test_a_limit_says_that_there_is_more(self, run: Run):
        shown = run("actors", "--limit", "3").stdout.splitlines()
        assert len(shown) == 6
        assert shown[-1] == "The first 3; --limit 0 lists all of them."

    def test_nobody_of_this_name_is_said(self, run: Run):
        line = complaint(run("actors", "Ilse Maradene"))
        assert line.endswith("did you mean Ilse Maradine?")


class TestProposals:
    def test_each_says_why_and_how_to_join_them(self, run: Run, ledger: Ledger):
        one = ledger.proposals()[0]
        shown = run("actors", "proposals").stdout
        assert shown.startswith(f"{one.score:.0%}")
        assert one.reason in shown
        assert f"sayso actors merge {one.one} {one.other}" in shown

    def test_records_have_all_fields(self, run: Run, ledger: Ledger):
        found = lines(run("actors", "proposals", "-f", "jsonl"))
        assert len(found) == ledger.summary().proposals
        assert list(found[0]) == [
            *("one", "other", "one_shown", "other_shown", "one_documents", "other_documents"),
            *("score", "reason"),
        ]

    def test_those_of_one_actor(self, run: Run, ledger: Ledger):
        who = id_named(ledger, "Dov Castrel")
        for one in lines(run("actors", "proposals", "--about", who, "-f", "jsonl")):
            assert who in (one["one"], one["other"])
        assert "goes by the name" in complaint(run("actors", "proposals", "--about", "Qqxzv"))


class TestDecisions:
    def test_two_are_one_until_that_is_undone(self, run: Run, ledger: Ledger):
        result = run("actors", "merge", "Ilse Maradine", "Tobren Kessom", "--why", "one pen name")
        assert result.exit_code == 0
        assert "take it back with sayso actors undo 1" in " ".join(result.stdout.split())
        assert id_named(ledger, "Ilse Maradine") == id_named(ledger, "Tobren Kessom")
        (found,) = lines(run("actors", "decisions", "-f", "jsonl"))
        assert (found["same"], found["who"], found["why"]) == (True, "Ines", "one pen name")
        assert list(found) == [
            *("number", "one", "other", "document", "same", "who", "at", "why"),
            *("undone_by", "undone_at"),
        ]
        undone = run("actors", "undo", "1")
        assert undone.stdout == "Taken back: Ilse Maradine is Tobren Kessom.\n"
        assert id_named(ledger, "Ilse Maradine") != id_named(ledger, "Tobren Kessom")
        assert "taken back by Ines" in " ".join(run("actors", "decisions").stdout.split())

    def test_a_proposal_is_put_away(self, run: Run, ledger: Ledger):
        one = ledger.proposals()[0]
        result = run("actors", "split", one.one, one.other)
        assert result.exit_code == 0
        assert f"{one.one_shown} is not {one.other_shown}." in " ".join(result.stdout.split())
        assert one not in ledger.proposals()

    def test_a_name_can_be_somebody_else_in_one_document(self, run: Run, ledger: Ledger):
        before = ledger.person(id_named(ledger, "Ilse Maradine")).documents
        id = next(one.id for one in ledger.documents(bearing=id_named(ledger, "Ilse Maradine")))
        result = run("actors", "split", "Ilse Maradine", "--document", id[:8])
        assert f"Ilse Maradine in document {id} is somebody else" in " ".join(result.stdout.split())
        assert sorted(one.documents for one in ledger.people("Ilse Maradine")) == [1, before - 1]

    def test_nothing_decided_is_said(self, run: Run):
        assert run("actors", "decisions").stdout == "Nobody has decided anything yet.\n"

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["merge", "Qqxzv", "Ilse Maradine"], "nobody is called this"),
            (["merge", "Ilse Maradine", "Ilse Maradine"], "one actor already"),
            (["split", "Qqxzv", "Ilse Maradine"], "nobody bears exactly this name"),
            (["undo", "7"], "no decision has this number"),
            (["split", "Qqxzv", "--document", "ab9a"], "goes by this name"),
        ],
    )
    def test_what_cannot_be_decided_is_one_line(self, run: Run, arguments: list[str], said: str):
        assert said in complaint(run("actors", *arguments))

    @pytest.mark.parametrize(
        "arguments", [["split", "A"], ["split", "A", "B", "--document", "x"], ["undo", "x"]]
    )
    def test_what_is_not_understood_is_a_usage_error(self, run: Run, arguments: list[str]):
        assert run("actors", *arguments).exit_code == 2

    def test_a_title_that_would_act_on_the_terminal_does_not(self, run: Run, ledger: Ledger):
        id_of(ledger, "Council")
        run("actors", "merge", "Ilse Maradine", "Tobren Kessom", "--why", "a\x1b[2J\u202eb")
        shown = run("actors", "decisions").stdout
        assert not {"\x1b", "\u202e"} & set(shown)
        assert "␛[2J" in shown
