"""Reports as one self-contained page that a person can read, print and keep."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from sayso.attribution import NARRATOR, Attribution, Kind
from sayso.document import Document
from sayso.exporting.actors import Cards, Thumb, clipped, thumbs
from sayso.exporting.cast import Cast, doing, through
from sayso.exporting.markup import Guide, TextColumn, plain, shown
from sayso.exporting.strip import strip
from sayso.exporting.style import TEMPLATES, style
from sayso.report import Report

if TYPE_CHECKING:
    from jinja2 import Environment

_UNENCODABLE = re.compile("[\x00\ud800-\udfff]")
_MOST_LIT = 300
"""How many actors of one page mark the text when they are chosen: each needs rules."""
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

    views = _views(reports)
    sheet = style(
        [(view.prefix, entry.number) for view in views for entry in view.entries],
        [(view.prefix, card) for view in views for card in view.cards.all],
    )
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    page = (
        _environment()
        .get_template("page.html.j2")
        .render(views=views, style=Markup(sheet), style_hash=digest, version=__version__)
    )
    return _UNENCODABLE.sub("\ufffd", page)


@dataclass(frozen=True, slots=True)
class Entry:
    """One attribution as the list beside the text shows it.

    ``card`` and ``target_card`` are links to the cards of its source and of whom its act
    is turned on; ``by`` is the source's number among the actors.
    """

    number: int
    id: str
    kind: Kind
    who: str
    named: bool
    said_as: str | None
    by: int | None
    card: str | None
    voices: tuple[str, ...]
    cue: str
    stance: str | None
    words: str
    act: str | None
    target: str | None
    target_card: str | None
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
    cards: Cards
    thumbs: tuple[Thumb, ...]
    own_percent: int
    kinds: dict[str, int] = field(default_factory=dict)


def _views(reports: Sequence[Report]) -> list[View]:
    views: list[View] = []
    left = _MOST_LIT
    for number, report in enumerate(reports, 1):
        views.append(_view(report, f"d{number}", left))
        left = max(0, left - len(views[-1].cards.all))
    return views


def _view(report: Report, prefix: str, most_lit: int) -> View:
    document = report.document
    cast = Cast(report)
    cards = Cards(report, cast, prefix, most_lit)
    entries = _entries(report, cast, cards)
    guide = Guide({one.number: one.label for one in entries}, cards.mentions, cards.anchors)
    return View(
        prefix=prefix,
        document=document,
        title=document.title or document.source,
        date=_date(document.published),
        entries=entries,
        text=TextColumn(report, prefix, guide).html(),
        strip=strip(report),
        cards=cards,
        thumbs=thumbs(cast),
        own_percent=round(100 * report.narrated),
        kinds={kind.value: sum(one.kind is kind for one in entries) for kind in Kind},
    )


def _entries(report: Report, cast: Cast, cards: Cards) -> tuple[Entry, ...]:
    numbers = {one.id: number for number, one in enumerate(report.attributions, 1)}
    depths: dict[str, int] = {}
    entries = []
    for number, one in enumerate(report.attributions, 1):
        depths[one.id] = depths.get(one.parent, 0) + 1 if one.parent in numbers else 0
        within = numbers.get(one.parent) if one.parent else None
        entries.append(_entry(one, number, (within, depths[one.id]), cast, cards))
    return tuple(entries)


def _entry(
    one: Attribution, number: int, nested: tuple[int | None, int], cast: Cast, cards: Cards
) -> Entry:
    in_text = plain(one.source.text)
    who = plain(cast.signed(one.actor)) if one.actor else in_text
    bare = plain(cast.name(one.actor)) if one.actor else in_text
    target = plain(cast.name(one.target)) if one.target else None
    return Entry(
        number=number,
        id=one.id,
        kind=one.kind,
        who=who or _NOBODY,
        named=bool(who),
        said_as=in_text if in_text and not in_text.casefold().endswith(bare.casefold()) else None,
        by=cards.number(one.actor),
        card=cards.href(one.actor),
        voices=_voices(one, cast, who or _NOBODY),
        cue=plain(one.cue.text),
        stance=_stance(one),
        words=one.content.text,
        act=doing(one.act, target),
        target=target,
        target_card=cards.href(one.target),
        within=nested[0],
        depth=min(nested[1], 3),
        percent=round(100 * one.confidence),
        level=_level(one.confidence),
        places=", ".join(f"{span.start}–{span.end}" for span in one.content) or "none",
    )


def _voices(one: Attribution, cast: Cast, who: str) -> tuple[str, ...]:
    """The chain down to the source; none where there is only the narrator before it."""
    before = through(one)
    return () if before == (NARRATOR,) else (*(plain(cast.signed(v)) for v in before), who)


def _stance(one: Attribution) -> str | None:
    if one.stance is None:
        return None
    return f"“{clipped(one.cue.text, 40)}” {one.stance.value}" if one.cue else one.stance.value


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


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = lambda text: Markup(shown(text))
    environment.filters["plain"] = plain
    environment.filters["markup"] = Markup
    return environment
