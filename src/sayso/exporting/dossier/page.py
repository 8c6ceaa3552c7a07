"""A dossier as one HTML page that needs no network, no script and no other file."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.exporting.dossier.claims import claim_views
from sayso.exporting.dossier.gathering import Dossier
from sayso.exporting.dossier.lists import actor_views, dates, document_views
from sayso.exporting.dossier.versions import altered_views, family_views
from sayso.exporting.dossier.wording import counted, quoted, span_of
from sayso.exporting.markup import plain, shown
from sayso.exporting.style import TEMPLATES as SHARED

if TYPE_CHECKING:
    from jinja2 import Environment

_OWN = Path(__file__).parent / "templates"
_UNENCODABLE = re.compile("[\x00\ud800-\udfff]")
_TITLE = "On whose say-so?"


def dossier_page(dossier: Dossier) -> str:
    """Write a dossier as one page, which a person can read, print and keep.

    The page's content security policy allows its own style sheet and nothing else; every text
    from a document is escaped, and only addresses on the web become links. The same dossier
    gives the same page.
    """
    from markupsafe import Markup

    from sayso import __version__

    sheet = _sheet()
    documents = document_views(dossier)
    page = (
        _environment()
        .get_template("dossier.html.j2")
        .render(
            title=plain(dossier.title) or _TITLE,
            style=Markup(sheet),
            style_hash=base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode(),
            version=__version__,
            figures=dossier.figures,
            span=_span(dossier),
            claims=claim_views(dossier.claims),
            altered=altered_views(dossier.altered),
            families=family_views(dossier.families),
            actors=actor_views(dossier),
            documents=documents,
            listed={one.id for one in documents},
            asked=[one for one in documents if one.id in dossier.asked],
            limit=dossier.limit,
            more=dossier.more,
        )
    )
    return _UNENCODABLE.sub("\ufffd", page)


def _span(dossier: Dossier) -> str:
    """From when to when the documents are, in words."""
    known = dates(dossier.listed)
    return span_of(known[0], known[-1]) if known else "no dates"


@cache
def _sheet() -> str:
    """The style sheet of a report's page, and what a dossier needs besides."""
    files = (SHARED / "page.css", _OWN / "dossier.css")
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_OWN),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["shown"] = lambda text: Markup(shown(text))
    environment.filters["markup"] = Markup
    environment.filters["quoted"] = quoted
    environment.filters["counted"] = counted
    environment.filters["thousands"] = lambda number: f"{number:,}"
    return environment
