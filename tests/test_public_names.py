from __future__ import annotations

import inspect
import subprocess
import sys
from types import ModuleType

import pytest

import sayso
import sayso.errors
import sayso.evaluating

HEAVY = (
    "fastapi",
    "httpx",
    "jinja2",
    "lxml",
    "numpy",
    "onnxruntime",
    "py3langid",
    "pypdfium2",
    "rich",
    "tokenizers",
    "torch",
    "trafilatura",
    "typer",
)


@pytest.mark.parametrize("module", [sayso, sayso.evaluating], ids=lambda module: module.__name__)
def test_public_names_are_sorted_and_there(module: ModuleType):
    assert len(module.__all__) == len(set(module.__all__))
    assert all(hasattr(module, name) for name in module.__all__)


def test_public_names_are_complete():
    """What a user can see on ``sayso``, modules aside, is what it promises."""
    seen = {
        name
        for name, value in vars(sayso).items()
        if not name.startswith("_") and not inspect.ismodule(value)
    }
    assert seen | {"__version__"} == set(sayso.__all__)


def test_every_error_is_public_and_in_the_tree():
    errors = {
        name
        for name, value in vars(sayso.errors).items()
        if inspect.isclass(value) and issubclass(value, sayso.SaysoError)
    }
    assert errors <= set(sayso.__all__)
    drawn = sayso.errors.__doc__ or ""
    assert all(name in drawn for name in errors)


def documented(module: ModuleType) -> list[tuple[str, object]]:
    values = {name: getattr(module, name) for name in module.__all__}
    return [
        (name, value)
        for name, value in values.items()
        if inspect.isroutine(value) or inspect.isclass(value)
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    documented(sayso) + documented(sayso.evaluating),
    ids=lambda value: str(value),
)
def test_every_public_name_is_documented(name: str, value: object):
    doc = inspect.getdoc(value) or ""
    assert doc, name
    assert not doc.startswith(f"{name}("), f"{name} has only the docstring a dataclass makes"
    if inspect.isclass(value):
        own = {key: one for key, one in vars(value).items() if not key.startswith("_")}
        methods = (
            one for one in own.items() if isinstance(one[1], property) or inspect.isroutine(one[1])
        )
        assert all(inspect.getdoc(method) for _, method in methods), name


def run(code: str) -> str:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout


def test_importing_sayso_loads_nothing_heavy():
    code = "import sys, sayso; print(*{name.split('.')[0] for name in sys.modules})"
    assert not set(HEAVY) & set(run(code).split())


def test_importing_sayso_takes_less_than_a_fifth_of_a_second():
    code = (
        "import time; begun = time.perf_counter(); import sayso; print(time.perf_counter() - begun)"
    )
    assert min(float(run(code)) for _ in range(3)) < 0.2
