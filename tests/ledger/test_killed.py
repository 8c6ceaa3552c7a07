"""Processes that are killed leave a whole ledger; ``benchmarks/faults.py`` does it at length."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator

import pytest
from benches import adding, contents, faults, invented
from processes import needs_fork
from stores import Store

from sayso.capture import Capture
from sayso.errors import LedgerError
from sayso.ledger import Ledger


@needs_fork
def test_killed_processes_leave_a_whole_ledger(store: Store) -> None:
    def fresh():  # type: ignore[no-untyped-def]
        ledger = store.fresh()
        ledger.close()
        return ledger.place.folder

    trial = faults.Trial(fresh, invented(20), each=6)
    kills = 5 if store.server else 10
    figures = trial.run(kills, seed=4, say=lambda _: None)
    assert figures.harm == []
    assert sum(figures.kills.values()) == kills


@needs_fork
@pytest.mark.parametrize("moment", [one for one in faults.MOMENTS if one not in ("call", "answer")])
def test_a_document_is_there_whole_or_not_at_all_wherever_its_process_died(
    store: Store, moment: str
) -> None:
    told = invented(3)
    with store.emptied(1) as calm:
        list(adding(calm, told))
        expected = contents(calm)
    ledger = store.emptied(2)
    ledger.close()
    folder = ledger.place.folder

    def work() -> None:
        with Ledger.open(folder) as mine:
            faults.die(mine, moment, 2)
            list(adding(mine, told))

    _, status = os.waitpid(faults.forked(work), 0)
    assert os.WIFSIGNALED(status)
    assert len(ledger.documents()) in (0, 1, 2)
    found, _ = ledger.verify()
    assert all("adding it was cut off" in one for one in found)
    assert [one.status for one in adding(ledger, told)][-1] == "added"
    assert contents(ledger) == expected
    assert ledger.verify()[0] == []


def short(number: int) -> Capture:
    text = f'The ferry did not sail on day {number}. "Nobody asked us," said Wenna Oduya.'
    return Capture(text.encode(), f"{number}.txt")


@pytest.mark.parametrize("seconds", [0, 1])
def test_a_reading_process_that_is_killed_is_told(sqlite: Store, seconds: int) -> None:
    ledger = sqlite.fresh()

    def items() -> Iterator[Capture]:
        for number in range(40):
            if number == 6:
                for child in multiprocessing.active_children():
                    assert child.pid
                    os.kill(child.pid, signal.SIGKILL)
                time.sleep(seconds)
            yield short(number)

    statuses = []

    def add() -> None:
        for outcome in ledger.add(items(), weights="fast", jobs=2):
            statuses.append(outcome.status)

    with pytest.raises(LedgerError, match="a process died") as refused:
        add()
    assert "\n" not in str(refused.value)
    assert len(ledger.documents()) == len(statuses)
    assert ledger.verify()[0] == []
    assert list(ledger.place.incoming.iterdir()) == []
