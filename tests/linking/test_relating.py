"""Which weights compare two statements."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso.errors import WeightsError
from sayso.linking.relating import GRAPH, SHIPPED, Relater, Statement, relater, relations_folder


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of weights that is installed beside Sayso, without weights for statements."""
    folder = tmp_path / "sayso_brook"
    folder.mkdir()
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    return folder


def test_what_another_set_has_read_is_compared_by_its_own(package: Path) -> None:
    (package / GRAPH).touch()
    assert relations_folder("sayso_brook") == package


def test_a_set_without_weights_for_statements_takes_the_shipped_ones(package: Path) -> None:
    assert relations_folder("sayso_brook") == relations_folder(SHIPPED)


@pytest.mark.parametrize("name", ["fast", "mine", "sayso_gone", "sayso_no.name", ""])
def test_any_other_name_means_the_shipped_ones(name: str) -> None:
    assert relations_folder(name) == relations_folder(SHIPPED)


def test_weights_that_are_broken_are_named(package: Path) -> None:
    (package / GRAPH).write_bytes(b"no graph")
    with pytest.raises(WeightsError, match=r"sayso_brook.*cannot be loaded"):
        Relater(package)


def test_a_denial_is_heard_as_one() -> None:
    one, other = Statement("The gate was shut at six."), Statement("The gate was never shut.")
    found = relater().chances(one, other)
    assert found.denies > found.same
