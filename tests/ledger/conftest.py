from __future__ import annotations

from collections.abc import Iterator

import pytest
from servers import postgres, server_named
from stores import Store, hurried

from sayso.ledger import Ledger


@pytest.fixture(scope="session", autouse=True)
def _in_a_hurry() -> Iterator[None]:
    end = hurried()
    yield
    end()


@pytest.fixture(autouse=True)
def _nobody_in_particular(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_WHO", "Wenna Thornbury")
    monkeypatch.delenv("SAYSO_LEDGER", raising=False)


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(tmp_path_factory.mktemp("sqlite"))
    yield store
    store.close()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    with postgres() as address:
        yield address


@pytest.fixture(scope="session")
def postgresql(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(tmp_path_factory.mktemp("postgres"), server)
    yield store
    store.close()
    if server_named():
        store.drop()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Store:
    found: Store = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def ledger(store: Store) -> Iterator[Ledger]:
    with store.emptied() as made:
        yield made
