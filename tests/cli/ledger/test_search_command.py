from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from cases import complaint, lines

from sayso.ledger import Ledger

Run = Callable[..., Any]


def test_each_statement_is_a_block(run: Run):
    shown = run("search", "wells turned salt", "--publisher", "downstream", "--limit", "1")
    assert shown.exit_code == 0
    head, words, *foot = shown.stdout.splitlines()
    assert head.startswith("Downstream Voice › ")
    assert head.endswith("INDIRECT")
    assert len(head) == 80
    assert words == "│ that their wells turned salt in the second week of August"
    assert "2019-06-03" in " ".join(foot)
    assert "ab9a198a no. " in " ".join(foot)


def test_the_words_are_marked_whatever_their_ending(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    shown = run("search", "well*", "turning", "--limit", "1", color=True).stdout
    assert "\x1b[1;4mwells\x1b[0m" in shown
    assert "\x1b[1;4mturned\x1b[0m" in shown
    assert "\x1b[1;4msalt" not in shown


def test_records_carry_exact_words(run: Run, ledger: Ledger):
    found = lines(run("search", "wells turned salt", "-f", "jsonl"))
    assert found
    for one in found:
        assert list(one) == [
            *("document", "id", "kind", "act", "confidence", "voices", "source", "cue", "content"),
            *("source_text", "cue_text", "content_text", "title", "publisher", "published"),
            "document_source",
        ]
        text = ledger.report(one["document"]).text
        for part in ("source", "cue", "content"):
            assert [text[start:end] for start, end in one[part]] == one[f"{part}_text"]


def test_narration_is_a_kind(run: Run):
    found = lines(run("search", "rain", "--kind", "narration", "-f", "jsonl"))
    assert found[0]["kind"] == "narration"
    assert found[0]["id"] is None
    assert "NARRATION" in run("search", "rain", "--kind", "narration").stdout


def test_options_narrow_the_search(run: Run):
    def count(*options: str) -> int:
        return len(run("search", *options, "-f", "jsonl", "--limit", "0").stdout.splitlines())

    assert count("--act", "denies", "--after", "2020-05-06") == 1
    assert count("--by", "Ilse Maradine") == 2
    assert count("--about", "Darwani", "--act", "demands") == 1
    assert count("--before", "2019-06-03", "--kind", "direct") > 0
    assert count("--language", "en") > count("--language", "en", "--document", "ab9a")
    assert count("--through", "letter", "--document", "ab9a") > 0


def test_more_is_to_be_had_with_an_offset(run: Run):
    first = run("search", "the", "--limit", "2")
    assert first.stdout.splitlines()[-1] == "There are more: --offset 2"
    whole = lines(run("search", "the", "-f", "jsonl", "--limit", "4"))
    rest = lines(run("search", "the", "-f", "jsonl", "--limit", "2", "--offset", "2"))
    assert rest == whole[2:]


def test_long_statements_are_cut_around_the_words(run: Run, tmp_path: Any):
    path = tmp_path / "long.txt"
    words = " ".join(["the river rose and fell"] * 60)
    path.write_text(f"{words} under a crimson moon {words}.", encoding="utf-8")
    run("add", str(path))
    shown = run("search", "crimson").stdout
    assert "crimson moon" in shown
    assert sum(line.count("…") for line in shown.splitlines() if line.startswith("│")) == 2
    assert len(shown) < 1000


def test_nothing_found_is_said_and_told_by_the_exit_status(run: Run):
    result = run("search", "submarine")
    assert (result.stdout, complaint(result)) == ("", "sayso: nothing is found")
    assert "nothing more" in complaint(run("search", "wells", "--offset", "900"))


def test_a_name_that_nobody_bears_is_said_with_those_like_it(run: Run):
    result = run("search", "--by", "Ilse Maradene")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "sayso: nobody in this ledger goes by the name 'Ilse Maradene'; did you mean "
        "Ilse Maradine?",
        "sayso: nothing is found",
    ]
    assert "see  sayso actors" in run("search", "--about", "Zbqx Vrtk").stderr
    assert "no actor has this id" in complaint(run("search", "--by", "who-0123"))


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--act", "shouts"],
        ["--kind", "loud"],
        ["x", "--after", "2019-13-01"],
        ["x", "--before", "June"],
        ["..."],
        ["x", "--limit", "-1"],
    ],
)
def test_a_search_that_means_nothing_is_a_usage_error(run: Run, arguments: list[str]):
    assert run("search", *arguments).exit_code == 2


def test_hostile_words_cannot_act_on_the_terminal(run: Run, tmp_path: Any):
    path = tmp_path / "bad.txt"
    path.write_text("“Zebras \u202e\x9b2J graze,” Ilda Merrow said.", encoding="utf-8")
    run("add", str(path))
    shown = run("search", "zebras").stdout
    assert "Zebras" in shown
    assert not {"\u202e", "\x9b"} & set(shown)
