"""The forms in which ``sayso read`` shows reports."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from rich.console import Console

from sayso.cli.drawing import drawn
from sayso.cli.messages import escaped, printable
from sayso.cli.output import Output
from sayso.cli.terminal import render
from sayso.report import Report


class Format(StrEnum):
    """The names of the forms."""

    TERMINAL = "terminal"
    JSONL = "jsonl"
    HTML = "html"


class Writer(Protocol):
    """Turns reports into text, one after another."""

    def add(self, report: Report) -> str:
        """Return what can be shown as soon as this report is read."""

    def close(self) -> str:
        """Return what can be shown only when all reports are read."""


def writer_for(format: Format, output: Output) -> Writer:
    """Return a writer that suits the output."""
    match format:
        case Format.TERMINAL:
            return _Screen(output)
        case Format.JSONL:
            return _Lines(output)
        case Format.HTML:
            return _Page(output)


class _Screen:
    def __init__(self, output: Output) -> None:
        self._stream = output.stream
        self._first = True

    def add(self, report: Report) -> str:
        def draw(console: Console) -> None:
            for line in render(report, console):
                console.print(line, soft_wrap=True)

        gap = "" if self._first else "\n\n"
        self._first = False
        return gap + drawn(self._stream, draw)

    def close(self) -> str:
        return ""


class _Lines:
    def __init__(self, output: Output) -> None:
        self._escape = output.is_terminal

    def add(self, report: Report) -> str:
        from sayso.exporting import to_jsonl

        line = to_jsonl(report)
        return (escaped(line) if self._escape else line) + "\n"

    def close(self) -> str:
        return ""


class _Page:
    def __init__(self, output: Output) -> None:
        self._escape = output.is_terminal
        self._reports: list[Report] = []

    def add(self, report: Report) -> str:
        self._reports.append(report)
        return ""

    def close(self) -> str:
        from sayso.exporting import to_html

        page = to_html(self._reports)
        return printable(page) if self._escape else page
