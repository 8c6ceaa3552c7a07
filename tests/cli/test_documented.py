from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

import sayso
from sayso.cli.app import app

PAGE = Path(__file__).parents[2] / "docs" / "commands.md"


def commands(group: Any, before: str = "") -> dict[str, Any]:
    """Every command by its name, and those within a group by the group's and their own."""
    found: dict[str, Any] = {}
    for name, command in group.commands.items():
        whole = f"{before}{name}"
        within = commands(command, f"{whole} ") if hasattr(command, "commands") else {}
        found |= within or {whole: command}
    return found


GROUP = typer.main.get_command(app)
COMMANDS = commands(GROUP)


def section(name: str) -> str:
    found = re.search(rf"^## sayso {name}\n(.*?)(?=^## |\Z)", PAGE.read_text("utf-8"), re.M | re.S)
    assert found, f"docs/commands.md has no section for sayso {name}"
    return found[1]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_is_documented(name: str):
    documented = set(re.findall(r"^- `(?:-\w`, `)?(--[\w-]+)", section(name), re.M))
    options = {
        option
        for parameter in COMMANDS[name].params
        for option in parameter.opts
        if option.startswith("--") and option != "--help"
    }
    assert documented == options


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_and_option_has_help(name: str):
    assert COMMANDS[name].help
    assert all(parameter.help for parameter in COMMANDS[name].params)


def test_the_version_is_that_of_the_package(runner: CliRunner):
    assert runner.invoke(app, ["--version"]).stdout == f"sayso {sayso.__version__}\n"


def test_no_command_shows_the_help(runner: CliRunner):
    result = runner.invoke(app, [])
    assert all(name in result.output for name in GROUP.commands)  # type: ignore[attr-defined]
