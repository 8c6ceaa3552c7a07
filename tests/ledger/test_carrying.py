"""A whole ledger as lines, and back into any store: nothing is lost on the way."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pytest
from benches import adding, contents, invented
from fabricated import STORIES, Told, collections, some
from hypothesis import given
from hypothesis import strategies as st
from stores import Store

from sayso.errors import LedgerDamaged, LedgerError, LedgerExists, ReadingError
from sayso.ledger import Ledger, Query


def fill(ledger: Ledger) -> None:
    """Everything that can be in a ledger: decisions, tombstones, what was skipped, a log."""
    list(adding(ledger, [*STORIES, *invented(4)]))
    again = replace(STORIES[0][0], source="copy.warc.gz#<urn:uuid:1>", record="<urn:uuid:1>")
    list(adding(ledger, [(again, STORIES[0][1])]))
    list(ledger.add([ReadingError("torn.pdf", "it is torn", "mend it")], weights="fast"))
    ledger.merge("Mara Quill", "Élodie Garçon", "she married")
    ledger.split("Harlow Water Board", "HWB")
    ledger.split_in("Mara Quill", STORIES[3][1].document.id, "her aunt")
    ledger.undo(2)
    ledger.remove(invented(4)[0][1].document.id, "it names a child")
    ledger.verify()


@pytest.fixture
def full(ledger: Ledger) -> Ledger:
    fill(ledger)
    return ledger


def test_lines_taken_in_give_the_same_lines_and_the_same_ledger(store: Store, full: Ledger) -> None:
    lines = list(full.lines())
    with store.emptied(1) as other:
        assert other.take(iter(lines), "lines") == len(full.documents())
        assert list(other.lines()) == lines
        assert contents(other) == contents(full)
        assert other.custody() == full.custody()
        assert other.summary() == full.summary()
        assert other.decisions() == full.decisions()
        assert other.proposals() == full.proposals()
        assert other.verify()[0] == []


def test_a_ledger_moves_from_one_store_to_the_other_and_back(
    sqlite: Store, postgresql: Store
) -> None:
    with sqlite.fresh() as one, postgresql.fresh() as two, sqlite.fresh() as three:
        fill(one)
        lines = list(one.lines())
        two.take(lines, "lines")
        assert list(two.lines()) == lines
        three.take(two.lines(), "lines")
        assert list(three.lines()) == lines
        assert contents(three) == contents(one)
        assert contents(two) | {"index": []} == contents(one) | {"index": []}
        assert two.verify()[0] == three.verify()[0] == []


@some
@given(told=collections())
def test_any_reports_move(store: Store, told: list[Told]) -> None:
    one, other = store.emptied(0), store.emptied(1)
    list(adding(one, told))
    lines = list(one.lines())
    assert all(len(line.splitlines()) == 1 for line in lines)
    other.take(lines, "lines")
    assert list(other.lines()) == lines
    assert contents(other) == contents(one)


def test_lines_do_not_depend_on_the_order_in_which_a_database_sorts(postgresql: Store) -> None:
    address = postgresql.database(
        "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US' LOCALE 'C.UTF-8'"
    )
    folder = postgresql.folder / "english"
    capture, report = STORIES[0]
    sources = ["a b", "B", "ab", "Ä", "z", "_", "🚢", "\uffee"]
    again = [(replace(capture, source=source), report) for source in sources]
    with Ledger.create(folder, address) as ledger:
        list(adding(ledger, again))
        told = [json.loads(line) for line in ledger.lines()]
    found = [row["source"] for row in told if row["record"] == "capture"]
    assert found == sorted(sources)


def test_without_originals_lines_cannot_be_taken_in(store: Store, full: Ledger) -> None:
    with store.emptied(1) as other:
        before = contents(other), other.custody()
        with pytest.raises(LedgerError):
            other.take(full.lines(originals=False), "lines")
        assert (contents(other), other.custody()) == before


def test_a_changed_original_is_not_carried(full: Ledger) -> None:
    path = full.archive.path(STORIES[0][1].document.sha256)
    path.chmod(0o600)
    path.write_bytes(b"something else")
    with pytest.raises(LedgerDamaged, match=path.name):
        list(full.lines())


@pytest.mark.parametrize("what", ["document", "tombstone", "skipped", "decision"])
def test_a_ledger_that_holds_anything_takes_nothing_in(store: Store, what: str) -> None:
    with store.emptied(1) as source, store.emptied(2) as ledger:
        list(adding(source, STORIES[3:]))
        if what == "skipped":
            list(ledger.add([ReadingError("torn.pdf", "it is torn", "mend it")], weights="fast"))
        else:
            list(adding(ledger, STORIES[:2]))
        if what == "decision":
            ledger.merge("Mara Quill", "Tomas Haldane")
        if what in ("tombstone", "decision"):
            for listed in ledger.documents():
                ledger.remove(listed.id, "a test")
        before = contents(ledger), ledger.custody()
        with pytest.raises(LedgerExists):
            ledger.take(source.lines(), "lines")
        assert (contents(ledger), ledger.custody()) == before


def test_a_verified_empty_ledger_takes_lines_in(store: Store, full: Ledger) -> None:
    with store.emptied(1) as other:
        other.verify()
        other.take(full.lines(), "lines")
        assert other.custody() == full.custody()


def _places(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    yield path
    if isinstance(value, dict):
        for key in value:
            yield from _places(value[key], (*path, key))
    if isinstance(value, list):
        for key in range(len(value)):
            yield from _places(value[key], (*path, key))


_WRONG = (None, True, -1, 10**30, 1.5, "", "x", "\0", "\ud800", [], [[]], [[1, 2]], {}, {"a": 1})


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    with Ledger.create(tmp_path_factory.mktemp("lines")) as ledger:
        list(adding(ledger, STORIES[3:]))
        ledger.split_in("Mara Quill", STORIES[3][1].document.id, "her aunt")
        ledger.remove(STORIES[4][1].document.id, "it names a child")
        list(ledger.add([ReadingError("torn.pdf", "it is torn", "mend it")], weights="fast"))
        return list(ledger.lines())


@some
@given(data=st.data())
def test_broken_lines_are_refused_and_leave_nothing(
    store: Store, lines: list[str], data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(lines) - 1))
    row = json.loads(lines[number])
    path = data.draw(st.sampled_from(list(_places(row))))
    wrong = data.draw(st.sampled_from(_WRONG))
    how = data.draw(st.sampled_from(("replace", "delete", "add")))
    broken = _mended(row, path, how, wrong)
    ledger = store.emptied(2)
    before = contents(ledger), ledger.custody()
    with suppress(LedgerError):
        ledger.take([*lines[:number], json.dumps(broken), *lines[number + 1 :]], "lines")
        return
    assert (contents(ledger), ledger.custody()) == before


def _mended(row: object, path: tuple[object, ...], how: str, wrong: object) -> object:
    if not path:
        return wrong
    holder = row
    for key in path[:-1]:
        holder = holder[key]  # type: ignore[index]
    if how == "delete":
        del holder[path[-1]]  # type: ignore[attr-defined]
    elif how == "add" and isinstance(holder, dict):
        holder["unheard of"] = wrong
    else:
        holder[path[-1]] = wrong  # type: ignore[index]
    return row


@pytest.mark.parametrize(
    "line",
    [
        "5",
        "[]",
        "null",
        '"x"',
        "{",
        "",
        "\ufeff{}",
        "[" * 100_000,
        '{"record": []}',
        '{"record": "x"}',
    ],
)
def test_what_is_no_line_is_refused(ledger: Ledger, line: str) -> None:
    first = next(ledger.lines())
    for lines in ([line], [first, line or "-"]):
        with pytest.raises(LedgerError, match=r"^given"):
            ledger.take(lines, "given")


def test_originals_of_a_refused_import_are_taken_away(store: Store, lines: list[str]) -> None:
    with store.emptied(1) as ledger:
        with pytest.raises(LedgerError, match="nothing was imported"):
            ledger.take([*lines, "torn"], "lines")
        assert contents(ledger)["originals"] == []
        assert ledger.take(lines, "lines") > 0
        assert ledger.search(Query("ferries")) != []
