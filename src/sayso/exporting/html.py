"""Reports as one self-contained page that a person can read, print and keep."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.attribution import NARRATOR, Attribution, Kind
from sayso.document import Document
from sayso.exporting.markup import TextColumn, plain, shown
from sayso.exporting.strip import strip
from sayso.report import Report

if TYPE_CHECKING:
    from jinja2 import Environment

_TEMPLATES = Path(__file__).parent / "templates"
_UNENCODABLE = re.compile("[\x00\ud800-\udfff]")
_MOST_HOVER_RULES = 200
_MOST_HEARD = 8
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NOBODY = "No source named"


def to_html(reports: Sequence[Report]) -> str:
    """Write all reports as one HTML page that needs no network, no script and no other file.

    The page's content security policy allows its own style sheet and nothing else;
    every text from a document is escaped. The same reports give the same page.
    """
    from markupsafe import Markup

    from sayso import __version__

    views = [_view(report, f"d{number}") for number, report in enumerate(reports, 1)]
    style = _style(views)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = (
        _environment()
        .get_template("page.html.j2")
        .render(views=views, style=Markup(style), style_hash=digest, version=__version__)
    )
    return _UNENCODABLE.sub("\ufffd", page)


@dataclass(frozen=True, slots=True)
class Entry:
    """One attribution as the list beside the text shows it."""

    number: int
    id: str
    kind: Kind
    who: str
    named: bool
    said_as: str | None
    voices: tuple[str, ...]
    cue: str
    words: str
    act: str | None
    within: int | None
    depth: int
    percent: int
    level: str
    places: str

    @property
    def label(self) -> str:
        """What a screen reader says at the attribution's mark in the text."""
        return f"Attribution {self.number}: {self.who}, {self.kind.value}"


@dataclass(frozen=True, slots=True)
class View:
    """One report as the page shows it. ``prefix`` begins all of its anchors."""

    prefix: str
    document: Document
    title: str
    date: str | None
    entries: tuple[Entry, ...]
    text: str
    strip: str
    heard: tuple[tuple[str, int], ...]
    unheard: int
    own_percent: int
    kinds: dict[str, int] = field(default_factory=dict)


def _view(report: Report, prefix: str) -> View:
    document = report.document
    entries = _entries(report)
    heard = Counter(entry.who for entry in entries if entry.named).most_common()
    return View(
        prefix=prefix,
        document=document,
        title=document.title or document.source,
        date=_date(document.published),
        entries=entries,
        text=TextColumn(report, prefix, {one.number: one.label for one in entries}).html(),
        strip=strip(report),
        heard=tuple(heard[:_MOST_HEARD]),
        unheard=len(heard[_MOST_HEARD:]),
        own_percent=round(100 * report.narrated),
        kinds={kind.value: sum(one.kind is kind for one in entries) for kind in Kind},
    )


def _entries(report: Report) -> tuple[Entry, ...]:
    names = {actor.id: actor.name for actor in report.actors}
    numbers = {one.id: number for number, one in enumerate(report.attributions, 1)}
    depths: dict[str, int] = {}
    entries = []
    for number, one in enumerate(report.attributions, 1):
        depths[one.id] = depths.get(one.parent, 0) + 1 if one.parent in numbers else 0
        within = numbers.get(one.parent) if one.parent else None
        entries.append(_entry(one, number, within, depths[one.id], names))
    return tuple(entries)


def _entry(
    one: Attribution, number: int, within: int | None, depth: int, names: dict[str, str]
) -> Entry:
    in_text = plain(one.source.text)
    name = names.get(one.actor, "") if one.actor else ""
    who = name or in_text
    voices = tuple("the narrator" if v == NARRATOR else names.get(v, v) for v in one.chain)
    return Entry(
        number=number,
        id=one.id,
        kind=one.kind,
        who=who or _NOBODY,
        named=bool(who),
        said_as=in_text if in_text and not in_text.casefold().endswith(who.casefold()) else None,
        voices=voices if len(voices) > 2 else (),
        cue=plain(one.cue.text),
        words=one.content.text,
        act=one.act.value if one.act else None,
        within=within,
        depth=min(depth, 3),
        percent=round(100 * one.confidence),
        level=_level(one.confidence),
        places=", ".join(f"{span.start}–{span.end}" for span in one.content) or "none",
    )


def _level(confidence: float) -> str:
    if confidence >= 0.85:
        return "high"
    return "medium" if confidence >= 0.6 else "low"


def _date(published: str | None) -> str | None:
    """``2019-06-03`` as ``3 June 2019``; anything else as it stands."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])-(\d\d)", published or "", re.ASCII)
    if not found:
        return published
    year, month, day = map(int, found.groups())
    return f"{day} {_MONTHS[month - 1]} {year}"


def _style(views: Sequence[View]) -> str:
    """Write the style sheet, with the rules that light up both ends of an attribution.

    Selectors cannot say "the list entry with my number", so each attribution gets
    a rule of its own; very long pages go without and keep their links.
    """
    pairs = [(view.prefix, entry.number) for view in views for entry in view.entries]
    rules = [_hover(*pair) for pair in pairs] if len(pairs) <= _MOST_HOVER_RULES else []
    return "\n".join([_sheet(), *rules])


def _hover(prefix: str, number: int) -> str:
    entry, badge, words = f"#{prefix}-a{number}", f"#{prefix}-t{number}", f".{prefix}-{number}"
    return (
        f"#{prefix}:has({entry}:is(:hover,:focus-within,:target),{badge}:target,{words}:hover) "
        f"{words}{{background-color:var(--hit)}}\n"
        f"#{prefix}:has({badge}:is(:target,:focus),{words}:hover) "
        f"{entry}{{background-color:var(--hit-entry)}}"
    )


@cache
def _sheet() -> str:
    return (_TEMPLATES / "page.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = lambda text: Markup(shown(text))
    environment.filters["plain"] = plain
    environment.filters["markup"] = Markup
    return environment
