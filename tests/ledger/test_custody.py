"""The custody log, and what happens when several processes write at once."""

from __future__ import annotations

import hashlib
import json
import threading
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from benches import Prepared, adding, contents, invented
from fabricated import STORIES
from processes import beside, needs_fork
from stores import Store

from sayso.errors import ReadingError
from sayso.ledger import Ledger
from sayso.ledger.adding import Addition
from sayso.ledger.evidence import Archive, digest
from sayso.ledger.place import Place

WEIR = STORIES[0][1].document


def test_every_deed_is_told_in_its_order(ledger: Ledger) -> None:
    list(adding(ledger, STORIES))
    again = replace(STORIES[0][0], source="https://tolmere.example/weir", url="https://x.example")
    list(adding(ledger, [(again, STORIES[0][1])]))
    ledger.merge("Mara Quill", "Tomas Haldane", "one person")
    ledger.undo(1)
    ledger.split("Harlow Water Board", "HWB")
    ledger.verify()
    ledger.remove(WEIR.id, "it names a child")
    log = ledger.custody()
    assert [one.action for one in log] == [
        *("created", "added", "added", "added", "added", "added", "met again"),
        *("merged", "undone", "split", "verified", "removed"),
    ]
    assert log[1].subject == WEIR.sha256
    told = dict(log[1].detail)
    assert len(told.pop("report")) == 64
    assert told == {"source": "weir.txt", "size": len(STORIES[0][0].data)}
    assert log[6].detail["url"] == "https://x.example"
    assert log[7].detail["why"] == "one person"
    assert log[-1].detail == {"document": WEIR.id, "why": "it names a child"}
    assert {one.who for one in log[1:]} == {"Wenna Thornbury"}
    assert ledger.summary().head == log[-1]


def test_the_chain_can_be_reckoned_by_hand(ledger: Ledger) -> None:
    list(adding(ledger, STORIES))
    before = "0" * 64
    for number, entry in enumerate(ledger.custody(), 1):
        told = {name: value for name, value in asdict(entry).items() if name != "hash"}
        line = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        assert (entry.number, entry.before) == (number, before)
        assert entry.hash == hashlib.sha256(line.encode()).hexdigest()
        before = entry.hash


def test_looking_is_not_told(ledger: Ledger) -> None:
    list(adding(ledger, STORIES))
    log = ledger.custody()
    ledger.documents()
    ledger.report(WEIR.id)
    ledger.proposals()
    list(ledger.lines())
    list(ledger.add([ReadingError("torn.pdf", "it is torn", "mend it")], weights="fast"))
    assert ledger.custody() == log


@needs_fork
def test_processes_that_add_at_once_leave_a_whole_chain_and_all_documents(store: Store) -> None:
    told = invented(24)
    with store.emptied(1) as calm:
        list(adding(calm, told))
        expected = contents(calm)
    ledger = store.emptied(2)
    ledger.close()
    folder = ledger.place.folder

    def add(part: int) -> list[str]:
        with Ledger.open(folder) as mine:
            return [outcome.status for outcome in adding(mine, told[part::3])]

    waiting = [beside(lambda part=part: add(part)) for part in range(3)]
    assert [wait() for wait in waiting] == [["added"] * 8] * 3
    assert contents(ledger) == expected
    log = ledger.custody()
    assert [one.number for one in log] == list(range(1, 26))
    assert ledger.verify()[0] == []


@needs_fork
def test_of_processes_that_add_the_same_at_once_one_adds_and_the_others_know(
    store: Store,
) -> None:
    told = invented(10)
    ledger = store.emptied(2)
    ledger.close()
    folder = ledger.place.folder

    def add(name: str) -> list[str]:
        mine = [(replace(capture, source=f"{name}/{capture.source}"), one) for capture, one in told]
        with Ledger.open(folder) as opened:
            return [outcome.status for outcome in adding(opened, mine)]

    waiting = [beside(lambda name=name: add(name)) for name in ("one", "other")]
    statuses = [wait() for wait in waiting]
    assert [sorted(pair) for pair in zip(*statuses, strict=True)] == [["added", "met again"]] * 10
    assert all(len(ledger.captures(report.document.id)) == 2 for _, report in told)
    assert ledger.verify()[0] == []


class Slow(Prepared):
    """Extraction during which another process adds the same document."""

    def __init__(self, ledger: Ledger, same_source: bool) -> None:
        super().__init__(STORIES)
        self._ledger = ledger
        self._same_source = same_source

    def results(self, tasks):  # type: ignore[no-untyped-def]
        for capture, report in super().results(tasks):
            source = capture.source if self._same_source else "elsewhere"
            assert report
            list(adding(self._ledger, [(replace(capture, source=source), report)]))
            yield capture, report


@pytest.mark.parametrize(("same_source", "status"), [(True, "known"), (False, "met again")])
def test_whoever_reads_a_document_last_finds_it_there(
    ledger: Ledger, same_source: bool, status: str
) -> None:
    slow: object = Slow(ledger, same_source)
    addition = Addition(ledger.database, ledger.archive, slow, weights="made", version="0")
    (outcome,) = addition.run([STORIES[0][0]])
    assert (outcome.status, outcome.document) == (status, WEIR.id)
    assert len(ledger.documents()) == 1
    assert len(ledger.captures(WEIR.id)) == 1 + (status == "met again")
    assert ledger.verify()[0] == []


def test_a_document_removed_while_it_is_added_again_stays_removed(ledger: Ledger) -> None:
    class Removed(Prepared):
        def results(self, tasks):  # type: ignore[no-untyped-def]
            for capture, report in super().results(tasks):
                ledger.remove(WEIR.id, "it names a child")
                yield capture, report

    list(adding(ledger, STORIES[:1]))
    again: object = Removed(STORIES)
    addition = Addition(ledger.database, ledger.archive, again, weights="made", version="0")
    (outcome,) = addition.run([replace(STORIES[0][0], source="copy")])
    assert outcome.status == "skipped"
    assert contents(ledger)["originals"] == []
    assert ledger.verify()[0] == []


def test_places_for_arrivals_are_not_cleared_away_under_those_who_use_them(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "ledger") as ledger:
        place: Place = ledger.place
    failed: list[BaseException] = []

    def arrive(name: int) -> None:
        archive = Archive(place)
        try:
            for turn in range(40):
                data = f"{name} {turn}".encode()
                with archive.taking() as intake:
                    assert intake.keep(data, digest(data))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=arrive, args=(name,)) for name in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert list(place.incoming.iterdir()) == []


def test_what_a_killed_process_left_is_cleared_away_by_the_next(ledger: Ledger) -> None:
    left = ledger.place.incoming / "4711-0a0b0c0d"
    left.mkdir()
    (left / "hold").touch()
    (left / ("a" * 64)).write_bytes(b"half")
    list(adding(ledger, STORIES[:1]))
    assert list(ledger.place.incoming.iterdir()) == []
