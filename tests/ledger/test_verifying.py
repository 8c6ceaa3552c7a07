"""Verifying finds nothing in an honest ledger, and whatever was done behind its back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from benches import adding, contents
from fabricated import STORIES
from sqlalchemy import delete, insert, select, update
from stores import Store

from sayso.ledger import Ledger, schema

WEIR = STORIES[0][1].document


@pytest.fixture
def honest(ledger: Ledger) -> Ledger:
    list(adding(ledger, STORIES))
    return ledger


def faults(ledger: Ledger, **asked: Any) -> list[str]:
    found, entry = ledger.verify(**asked)
    assert entry
    assert entry.detail["faults"] == len(found)
    assert all("\n" not in one for one in found)
    return found


def hidden(ledger: Ledger, *changes: Any) -> None:
    """Change the database behind the ledger's back."""
    with ledger.database.writing() as connection:
        for change in changes:
            connection.execute(change)


def test_nothing_is_found_in_an_honest_ledger(honest: Ledger) -> None:
    honest.merge("Mara Quill", "Tomas Haldane")
    honest.remove(STORIES[1][1].document.id, "a test")
    seen: list[tuple[int, int]] = []
    assert faults(honest, progress=lambda done, total: seen.append((done, total))) == []
    assert seen == [(number, len(seen)) for number in range(1, len(seen) + 1)]
    assert len(seen) >= 4
    assert faults(honest, head=honest.custody()[-1].hash) == []
    assert honest.summary().verified == honest.custody()[-1]


def flipped(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:40] + bytes([data[40] ^ 1]) + data[41:])


HARMS: dict[str, tuple[Callable[[Path], object], str]] = {
    "flipped": (flipped, "the original was changed"),
    "cut short": (lambda path: path.write_bytes(path.read_bytes()[:-1]), "bytes where"),
    "longer": (lambda path: path.write_bytes(path.read_bytes() + b"."), "bytes where"),
    "empty": (lambda path: path.write_bytes(b""), "has 0 bytes"),
    "missing": (lambda path: path.unlink(), "the original is missing"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_harmed_original_is_named_and_adding_it_again_restores_it(
    honest: Ledger, harm: str
) -> None:
    before, statuses = contents(honest), []
    path = honest.archive.path(WEIR.sha256)
    path.chmod(0o600)
    do, words = HARMS[harm]
    do(path)
    (found,) = faults(honest)
    assert found.startswith(str(path))
    assert words in found
    statuses = [outcome.status for outcome in adding(honest, STORIES)]
    assert statuses == ["restored", "known", "known", "known", "known"]
    assert faults(honest) == []
    assert contents(honest) == before
    assert path.stat().st_mode & 0o222 == 0
    assert [one.action for one in honest.custody()[-3:]] == ["verified", "restored", "verified"]


def test_all_originals_gone_are_all_named(honest: Ledger) -> None:
    shutil.rmtree(honest.place.evidence)
    honest.place.evidence.mkdir()
    assert len(faults(honest)) == len(STORIES)
    assert {outcome.status for outcome in adding(honest, STORIES)} == {"restored"}
    assert faults(honest) == []


@pytest.mark.parametrize("place", ["ab/" + "ab" * 32, "zz/notes.txt", "notes.txt", "deep/er/x.txt"])
def test_a_file_that_no_record_tells_of_is_named(honest: Ledger, place: str) -> None:
    extra = honest.place.evidence / place
    extra.parent.mkdir(parents=True, exist_ok=True)
    extra.write_bytes(b"x")
    (found,) = faults(honest)
    assert found.startswith(f"{extra}: no record tells of it")


def test_an_original_in_the_wrong_folder_is_named(honest: Ledger) -> None:
    extra = honest.place.evidence / "zz" / WEIR.sha256
    extra.parent.mkdir()
    shutil.copy(honest.archive.path(WEIR.sha256), extra)
    (found,) = faults(honest)
    assert found.startswith(f"{extra}: no record tells of it")


def test_an_original_that_should_have_been_removed_is_told_apart(honest: Ledger) -> None:
    data = honest.archive.read(WEIR.sha256)
    honest.remove(WEIR.id, "it names a child")
    path = honest.archive.path(WEIR.sha256)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    (found,) = faults(honest)
    assert "it was to be removed on" in found


def test_a_changed_text_is_found(honest: Ledger) -> None:
    documents = schema.documents
    change = update(documents).where(documents.c.id == WEIR.id)
    hidden(honest, change.values(text=WEIR.text.replace("It rained", "It poured")))
    found = faults(honest)
    assert f"document {WEIR.id}: its text was changed after it was written" in found


def test_a_text_changed_with_its_digest_is_found_by_the_words_recorded(honest: Ledger) -> None:
    from sayso.ledger.writing import text_digest

    new = WEIR.text.replace("leaked", "lasted")
    documents = schema.documents
    change = update(documents).where(documents.c.id == WEIR.id)
    hidden(honest, change.values(text=new, text_sha256=text_digest(new)))
    (found,) = faults(honest)
    assert found.startswith(f"document {WEIR.id}, a1: the words at 16-56")


def _moved(spans: list[list[Any]]) -> list[list[Any]]:
    return [[start + 1, end + 1, words] for start, end, words in spans]


def _other(spans: list[list[Any]]) -> list[list[Any]]:
    return [[start, end, words.swapcase()] for start, end, words in spans]


def _outside(spans: list[list[Any]]) -> list[list[Any]]:
    return [[start + 10_000, end + 10_000, words] for start, end, words in spans]


def _turned(spans: list[list[Any]]) -> list[list[Any]]:
    return [[end, start, words] for start, end, words in spans]


@pytest.mark.parametrize("how", [_moved, _other, _outside, _turned])
@pytest.mark.parametrize(
    ("table", "column", "label"),
    [
        ("statements", "source", "a2"),
        ("statements", "cue", "a2"),
        ("statements", "content", "a2"),
        ("statements", "content", None),
        ("actors", "mentions", "act-1"),
    ],
)
def test_a_span_that_does_not_say_what_the_text_says_is_found(
    store: Store, harmless: Ledger, table: str, column: str, label: str | None, how: Any
) -> None:
    rows = schema.metadata.tables[table]
    here = (rows.c.document == WEIR.id) & (rows.c.label == label)
    with harmless.database.reading() as connection:
        spans = connection.execute(select(rows.c[column]).where(here)).scalar_one()
    hidden(harmless, update(rows).where(here).values({column: how(spans)}))
    found = faults(harmless)
    hidden(harmless, update(rows).where(here).values({column: spans}))
    assert len(found) == len(spans)
    assert all(one.startswith(f"document {WEIR.id}, {label or 'narration'}: ") for one in found)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("statements", "act", "promises"),
        ("statements", "confidence", 0.01),
        ("statements", "chain", ["narrator"]),
        ("statements", "source", []),
        ("actors", "name", "Somebody Else"),
        ("actors", "type", "unknown"),
        ("documents", "title", "Another title"),
        ("documents", "published", "1999-01-01"),
    ],
)
def test_a_record_that_says_something_else_than_when_it_was_written_is_found(
    harmless: Ledger, table: str, column: str, value: Any
) -> None:
    rows = schema.metadata.tables[table]
    here = rows.c.id == WEIR.id if table == "documents" else rows.c.document == WEIR.id
    with harmless.database.reading() as connection:
        key = next(iter(rows.primary_key))
        old = connection.execute(select(key, rows.c[column]).where(here)).all()
    hidden(harmless, update(rows).where(here).values({column: value}))
    found = faults(harmless)
    for id, before in old:
        hidden(harmless, update(rows).where(key == id).values({column: before}))
    assert found == [f"document {WEIR.id}: its records were changed after they were written"]


def test_what_is_no_list_of_spans_is_found(harmless: Ledger) -> None:
    statements = schema.statements
    here = (statements.c.document == WEIR.id) & (statements.c.label == "a1")
    with harmless.database.reading() as connection:
        spans = connection.execute(select(statements.c.content).where(here)).scalar_one()
    for wrong in ([[1, 2]], [5], {"a": 1}, 7, [["a", "b", "c"]], [[None, 5, "x"]]):
        hidden(harmless, update(statements).where(here).values(content=wrong))
        assert any(WEIR.id in one for one in faults(harmless)), wrong
    hidden(harmless, update(statements).where(here).values(content=spans))


@pytest.fixture(scope="module")
def harmless(store: Store) -> Iterator[Ledger]:
    """A ledger whose tests undo what they did to it."""
    with store.emptied(8) as ledger:
        list(adding(ledger, STORIES))
        yield ledger


custody = schema.custody


@pytest.mark.parametrize("column", ["at", "who", "action", "subject", "detail", "before", "hash"])
@pytest.mark.parametrize("number", [1, 3, 6])
def test_a_changed_entry_of_the_custody_log_is_found(
    store: Store, harmless: Ledger, number: int, column: str
) -> None:
    here = custody.c.number == number
    with harmless.database.reading() as connection:
        old = connection.execute(select(custody.c[column]).where(here)).scalar_one()
    new = {"size": 0} if column == "detail" else "f" * 64
    hidden(harmless, update(custody).where(here).values({column: new}))
    found = faults(harmless)
    hidden(harmless, update(custody).where(here).values({column: old}))
    assert found
    assert any(str(number) in one or str(number + 1) in one for one in found)


def test_a_custody_log_with_an_entry_less_is_found(honest: Ledger) -> None:
    hidden(honest, delete(custody).where(custody.c.number == 3))
    assert any("entry 3 is missing" in one for one in faults(honest))


def test_a_custody_log_closed_over_a_gap_is_found(honest: Ledger) -> None:
    changes = [
        update(custody).where(custody.c.number == number).values(number=number - 1)
        for number in (4, 5, 6)
    ]
    hidden(honest, delete(custody).where(custody.c.number == 3), *changes)
    assert len(faults(honest)) >= 2


def test_a_custody_log_in_another_order_is_found(honest: Ledger) -> None:
    swap = [
        update(custody).where(custody.c.number == old).values(number=new)
        for old, new in ((3, 99), (4, 3), (99, 4))
    ]
    hidden(honest, *swap)
    assert len(faults(honest)) >= 2


def test_an_entry_put_into_the_custody_log_is_found(honest: Ledger) -> None:
    log = honest.custody()
    moves = [
        update(custody).where(custody.c.number == number).values(number=number + 1)
        for number in range(len(log), 3, -1)
    ]
    forged = replace(log[2], number=4, before=log[2].hash, subject="e" * 64, hash="")
    row = asdict(replace(forged, hash=forged.reckoned()))
    hidden(honest, *moves, insert(custody).values(**row))
    assert any("does not follow" in one for one in faults(honest))


def test_a_custody_log_cut_short_or_written_anew_is_found_by_a_head_noted_elsewhere(
    honest: Ledger,
) -> None:
    honest.merge("Mara Quill", "Tomas Haldane")
    log = honest.custody()
    head = log[-1].hash
    hidden(honest, delete(custody).where(custody.c.number >= len(log)))
    assert faults(honest) == []
    (found,) = faults(honest, head=head)
    assert head in found


def test_an_empty_custody_log_is_found(honest: Ledger) -> None:
    hidden(honest, delete(custody))
    assert honest.verify()[0] != []


def test_an_evidence_record_that_is_gone_is_found(honest: Ledger) -> None:
    with honest.database.writing() as connection:
        from sayso.ledger.writing import erase_report

        erase_report(connection, STORIES[0][1])
        connection.execute(delete(schema.captures).where(schema.captures.c.sha256 == WEIR.sha256))
        connection.execute(delete(schema.evidence).where(schema.evidence.c.sha256 == WEIR.sha256))
    found = faults(honest)
    assert any(str(honest.archive.path(WEIR.sha256)) in one for one in found)
    assert any(f"{WEIR.sha256} was added by the custody log" in one for one in found)


def test_a_document_that_is_gone_is_found(honest: Ledger) -> None:
    with honest.database.writing() as connection:
        from sayso.ledger.writing import erase_report

        erase_report(connection, STORIES[0][1])
    (found,) = faults(honest)
    assert found == f"database: the document that was read from {WEIR.sha256} is gone"


def test_a_log_that_ends_before_a_document_was_added_is_found(honest: Ledger) -> None:
    hidden(honest, delete(custody).where(custody.c.number > 4))
    assert len(faults(honest)) == 2


def test_json_that_is_none_is_no_traceback(sqlite: Store) -> None:
    with sqlite.fresh() as ledger:
        list(adding(ledger, STORIES))
        with ledger.database.writing() as connection:
            connection.exec_driver_sql("UPDATE statements SET content = '[[1, 2' WHERE id = 1")
        assert any(WEIR.id in one for one in faults(ledger))
