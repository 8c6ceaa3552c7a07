"""What goes into a ledger comes out again, whatever the order, and whatever came and went."""

from __future__ import annotations

import random

from benches import adding, contents, invented
from fabricated import STORIES, Told, Who, collections, reports, some, story
from hypothesis import given
from hypothesis import strategies as st
from stores import Store

from sayso.ledger import Ledger, Query


def added(ledger: Ledger, told: list[Told]) -> list[str]:
    return [outcome.status for outcome in adding(ledger, told)]


def found(ledger: Ledger) -> list[object]:
    """What a few searches find, in any order."""
    asked = (Query("ferry leaks"), Query(by="Quill"), Query(about="Harlow Water Board"))
    return [sorted(map(repr, ledger.search(query, limit=1000))) for query in asked]


@some
@given(told=reports())
def test_a_report_is_read_as_it_was_written(store: Store, told: Told) -> None:
    capture, report = told
    ledger = store.emptied()
    assert added(ledger, [told]) == ["added"]
    assert ledger.report(report.document.id) == report
    (met,) = ledger.captures(report.document.id)
    for name in ("source", "captured", "url", "status", "headers", "redirects", "feed_url"):
        assert getattr(met, name) == getattr(capture, name)
    assert ledger.archive.read(report.document.sha256) == capture.data
    assert ledger.verify()[0] == []


@some
@given(told=collections(least=2), chance=st.randoms(use_true_random=False))
def test_the_order_of_adding_changes_nothing(
    store: Store, told: list[Told], chance: random.Random
) -> None:
    one, other = store.emptied(0), store.emptied(1)
    added(one, told)
    chance.shuffle(told)
    added(other, told)
    assert contents(one) == contents(other)
    assert found(one) == found(other)


@some
@given(told=collections(least=2), chance=st.randoms(use_true_random=False))
def test_what_is_removed_leaves_nothing_but_its_tombstone(
    store: Store, told: list[Told], chance: random.Random
) -> None:
    one, other = store.emptied(0), store.emptied(1)
    kept = told[: len(told) // 2]
    added(one, kept)
    chance.shuffle(told)
    added(other, told)
    gone = {report.document.id for _, report in told if (_, report) not in kept}
    for id in gone:
        other.remove(id, "a test")
    before, after = contents(one), contents(other)
    assert {tombstone.document for tombstone in other.tombstones()} == gone
    assert before | {"tombstones": []} == after | {"tombstones": []}
    assert found(one) == found(other)
    assert other.verify()[0] == []


def test_adding_twice_changes_nothing(ledger: Ledger) -> None:
    told = [*STORIES, *invented(5)]
    assert set(added(ledger, told)) == {"added"}
    before, log = contents(ledger), ledger.custody()
    assert set(added(ledger, told)) == {"known"}
    assert contents(ledger) == before
    assert ledger.custody() == log


def test_what_was_removed_is_not_added_again(ledger: Ledger) -> None:
    added(ledger, list(STORIES[:2]))
    ledger.remove(STORIES[0][1].document.id, "it names a child")
    before = contents(ledger)
    (outcome,) = adding(ledger, [STORIES[0]])
    assert outcome.status == "skipped"
    assert "Wenna Thornbury (it names a child)" in (outcome.problem or "")
    after = contents(ledger)
    assert len(after.pop("skipped")) == len(before.pop("skipped")) + 1
    assert after == before


def test_of_two_ways_to_write_a_name_in_one_document_one_is_shown_for_good(store: Store) -> None:
    loud, plain = Who("act-1", "MARA QUILL"), Who("act-2", "Mara Quill")
    both = story("both.txt", "MARA QUILL, Mara Quill", (loud, plain), ())
    again = story("again.txt", "Mara Quill", (plain,), ())
    with store.emptied(1) as ledger:
        added(ledger, [both])
        before = contents(ledger)
        added(ledger, [again])
        ledger.remove(again[1].document.id, "a test")
        assert contents(ledger) | {"tombstones": []} == before


def test_many_documents_come_and_go(store: Store) -> None:
    chance = random.Random(3)
    one, other = store.emptied(0), store.emptied(1)
    kept, told = invented(5, seed=5), invented(10, seed=5)
    added(one, kept)
    chance.shuffle(told)
    added(other, told)
    for _, report in told:
        if not any(report == another for _, another in kept):
            other.remove(report.document.id, "a test")
    assert contents(other) | {"tombstones": []} == contents(one)
