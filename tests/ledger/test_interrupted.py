"""An addition that is broken off anywhere changes nothing, and can be given again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from benches import adding, contents, invented
from fabricated import STORIES
from sqlalchemy import event, text
from stores import Store

from sayso.errors import LedgerError, LedgerUnreachable
from sayso.ledger import Ledger


@contextmanager
def at_call(ledger: Ledger, number: int, act: Callable[[Any], None]) -> Iterator[list[str]]:
    """Do something just before the ``number``-th call to the database; gives all calls."""
    calls: list[str] = []

    def called(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        calls.append(statement)
        if len(calls) == number:
            act(connection)

    event.listen(ledger.database.engine, "before_cursor_execute", called)
    try:
        yield calls
    finally:
        event.remove(ledger.database.engine, "before_cursor_execute", called)


def interrupt(_: Any) -> None:
    raise KeyboardInterrupt


def nothing(_: Any) -> None:
    pass


DEEDS: dict[str, Callable[[Ledger], object]] = {
    "add": lambda ledger: list(adding(ledger, STORIES[3:4])),
    "remove": lambda ledger: ledger.remove(STORIES[0][1].document.id, "a test"),
    "merge": lambda ledger: ledger.merge("Mara Quill", "Tomas Haldane"),
    "split in": lambda ledger: ledger.split_in("Quill", STORIES[1][1].document.id),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_ctrl_c_at_any_call_to_the_database_leaves_the_ledger_as_it_was(
    store: Store, deed: str
) -> None:
    do = DEEDS[deed]
    with store.emptied(1) as calm:
        list(adding(calm, STORIES[:3]))
        with at_call(calm, 0, nothing) as calls:
            do(calm)
        expected = contents(calm)
    ledger = store.emptied(2)
    list(adding(ledger, STORIES[:3]))
    before, log = contents(ledger), ledger.custody()
    assert len(calls) > 5
    for number in range(1, len(calls) + 1, 4 if store.server else 1):
        with at_call(ledger, number, interrupt), pytest.raises(KeyboardInterrupt):
            do(ledger)
        if ledger.custody() != log:  # it was done, and broken off while tidying up
            break
        assert contents(ledger) == before, calls[number - 1]
    else:
        do(ledger)
    assert list(ledger.place.incoming.iterdir()) == []
    assert contents(ledger) == expected
    assert ledger.verify()[0] == []


def test_ctrl_c_at_any_call_to_the_database_leaves_an_import_undone(store: Store) -> None:
    with store.emptied(1) as full:
        list(adding(full, STORIES[3:]))
        lines = list(full.lines())
        expected = contents(full)
    with store.emptied(2) as calm, at_call(calm, 0, nothing) as calls:
        calm.take(lines, "lines")
    ledger = store.emptied(3)
    before, log = contents(ledger), ledger.custody()
    for number in range(1, len(calls) + 1, 11 if store.server else 5):
        with at_call(ledger, number, interrupt), pytest.raises(KeyboardInterrupt):
            ledger.take(lines, "lines")
        assert contents(ledger) == before, calls[number - 1]
        assert ledger.custody() == log
    ledger.take(lines, "lines")
    assert contents(ledger) == expected


def test_stopping_lets_what_is_on_its_way_arrive(ledger: Ledger) -> None:
    from benches import Prepared

    from sayso.ledger.adding import Addition

    told = invented(5)
    prepared: Any = Prepared(told)
    addition = Addition(ledger.database, ledger.archive, prepared, weights="made", version="0")
    outcomes = []
    for outcome in addition.run([capture for capture, _ in told]):
        outcomes.append(outcome)
        if len(outcomes) == 2:
            addition.stop()
    assert [one.status for one in outcomes] in (["added"] * 2, ["added"] * 3)
    assert len(ledger.documents()) == len(outcomes)


def test_a_lost_connection_at_any_call_is_told_and_leaves_nothing(postgresql: Store) -> None:
    with postgresql.emptied(1) as calm:
        list(adding(calm, STORIES[:2]))
        before = contents(calm)
        with at_call(calm, 0, nothing) as calls:
            list(adding(calm, STORIES[3:4]))
        expected = contents(calm)
    ledger = postgresql.emptied(2)
    list(adding(ledger, STORIES[:2]))

    def kill(connection: Any) -> None:
        pid = connection.connection.driver_connection.info.backend_pid
        postgresql.command(f"SELECT pg_terminate_backend({pid})")

    for number in range(1, len(calls) + 1, 5):
        with at_call(ledger, number, kill), pytest.raises(LedgerUnreachable) as refused:
            list(adding(ledger, STORIES[3:4]))
        assert "\n" not in str(refused.value)
        assert str(ledger.place.address) in str(refused.value)
        assert contents(ledger) == before, calls[number - 1]
    assert [one.status for one in adding(ledger, STORIES[3:4])] == ["added"]
    assert contents(ledger) == expected
    assert ledger.verify()[0] == []


def test_a_database_that_is_not_there_is_told(postgresql: Store) -> None:
    ledger = postgresql.fresh()
    ledger.close()
    name = str(ledger.place.address).rsplit("/", 1)[1]
    postgresql.command(f"DROP DATABASE {name} WITH (FORCE)")
    with pytest.raises(LedgerUnreachable, match=name):
        Ledger.open(ledger.place.folder)


def test_a_server_that_is_not_there_is_told(postgresql: Store) -> None:
    folder = postgresql.folder / "nowhere"
    with pytest.raises(LedgerUnreachable, match=r"127\.0\.0\.1"):
        Ledger.create(folder, "postgresql://postgres@127.0.0.1:1/none")
    assert not (folder / "sayso.toml").exists()


def test_what_the_server_refuses_is_told(postgresql: Store) -> None:
    with (
        postgresql.emptied(1) as ledger,
        pytest.raises(LedgerError, match="refused"),
        ledger.database.writing() as connection,
    ):
        connection.execute(text("SELECT nothing FROM nowhere"))
