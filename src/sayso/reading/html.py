"""HTML pages: the report without the page around it."""

from __future__ import annotations

import logging
import re
from typing import Any

from sayso.errors import FetchError, NoArticle, ReadingError
from sayso.reading.blocks import blocks_of
from sayso.reading.charset import REPLACEMENT, decode_page
from sayso.reading.draft import Draft
from sayso.reading.furniture import mend_brackets, without_doubled_headline, without_furniture
from sayso.reading.metadata import Metadata, metadata_of
from sayso.reading.sniff import Form
from sayso.reading.tree import is_huge, parse, without_inline

# Without a handler of the program's own, Python prints these libraries' warnings.
for _library in ("trafilatura", "htmldate", "charset_normalizer", "courlan"):
    logging.getLogger(_library).addHandler(logging.NullHandler())

_ERROR_TITLE = re.compile(
    r"""(?:(?:http\s*)?(?:error\W*)?(?:40[0-9]|410|429|451|50[0-9])\W*(?:error)?\W*
            (?:not\sfound|page\snot\sfound|forbidden|unauthori[sz]ed|access\sdenied|gone
              |bad\srequest|(?:internal\s)?server\serror|bad\sgateway|service\s(?:temporarily\s)?unavailable
              |gateway\stime-?out|too\smany\srequests)?
        |(?:the\s)?page\s(?:not\sfound|cannot\sbe\sfound|unavailable|does\snot\sexist)|not\sfound
        |(?:oops\W*)?(?:that|this)\spage\s(?:can['’]t|cannot|could\snot)\sbe\sfound
        |access\s(?:denied|forbidden|to\sthis\spage\shas\sbeen\sdenied)|forbidden
        |just\sa\smoment|attention\srequired|one\smore\sstep|checking\syour\sbrowser.*
        |are\syou\s(?:a\s)?(?:human|robot)|verify(?:ing)?\syou\sare\s(?:a\s)?human|robot\scheck|captcha
        |service\sunavailable|site\sunder\smaintenance|under\smaintenance|account\ssuspended
        |(?:please\s)?(?:enable|turn\son)\s(?:javascript|cookies).*|security\scheck|ddos\sprotection.*)\W*""",
    re.IGNORECASE | re.VERBOSE,
)
_ERROR_LENGTH = 2500
_SENTENCE_END = re.compile(r"(?:[.!?…][”\"'’»)\]]*(?:\s|$)|[。！？।؟])")
_NO_REPORT = re.compile(
    r"""©|\bcopyright\b|all\srights\sreserved|\bcookies?\b|javascript|your\sbrowser
        |\b(?:log|sign)\s?(?:in|up)\b|\bsubscribe\b|\bpowered\sby\b|terms\sof\s(?:use|service)|privacy\spolicy""",
    re.IGNORECASE | re.VERBOSE,
)
_FEWEST_WORDS = 3


def read_page(
    data: bytes, *, source: str, charset: str | None = None, url: str | None = None
) -> Draft:
    """Return the report in an HTML page, its paragraphs parted by an empty line.

    The headline comes first, once. Raises :class:`NoArticle` for a page without a report
    in it, and :class:`FetchError` where a page that was fetched is an error page.
    """
    decoded = decode_page(data, source=source, declared=charset)
    tree = parse(decoded.text)
    if tree is None:
        raise _no_article(source)
    huge = is_huge(tree)
    about = metadata_of(tree, decoded.text, url=url, huge=huge)
    kept = without_furniture(_with_headline(_article(tree, huge), about.headline))
    text = "\n\n".join(kept)
    if about.looks_for(_ERROR_TITLE) and len(text) < _ERROR_LENGTH:
        raise _error_page(source, url, about)
    if not any(map(_is_prose, kept)):
        raise _no_article(source)
    return Draft(
        text=text,
        media_type=Form.HTML.value,
        title=about.title,
        author=about.author,
        publisher=about.publisher,
        published=about.published,
        url=about.url,
        warnings=_warnings(decoded.warnings, text),
    )


def _article(tree: Any, huge: bool) -> list[str]:
    from trafilatura.core import bare_extraction

    if huge:
        tree = without_inline(tree)
    try:
        found = bare_extraction(
            tree, fast=huge, include_comments=False, include_tables=True, with_metadata=False
        )
    except (ValueError, TypeError, RecursionError):
        found = None
    body = getattr(found, "body", None)
    return [] if body is None else [mend_brackets(block) for block in blocks_of(body)]


def _with_headline(blocks: list[str], headline: str | None) -> list[str]:
    """Return the blocks under the headline as the page shows it, which stands there once."""
    if headline is None:
        return without_doubled_headline(blocks)
    return without_doubled_headline([headline, *blocks])


def _is_prose(block: str) -> bool:
    if not _SENTENCE_END.search(block):
        return False
    words = len(block.split())
    if words < 40 and _NO_REPORT.search(block):
        return False
    return words >= _FEWEST_WORDS or len(block) >= 12


def _warnings(already: tuple[str, ...], text: str) -> tuple[str, ...]:
    count = text.count(REPLACEMENT)
    if already or not count:
        return already
    return (f"{count} character(s) of the page are not valid and stand as U+FFFD in the text",)


def _error_page(source: str, url: str | None, about: Metadata) -> ReadingError:
    shown = (about.page_title or about.title or "")[:80]
    if url is None:
        return NoArticle(
            source, f"this is an error page (“{shown}”)", "save the page again, with its report"
        )
    return FetchError(
        source,
        f"the site answered with an error page (“{shown}”)",
        "open it in your browser; if the report shows there, save it and read the file",
    )


def _no_article(source: str) -> NoArticle:
    return NoArticle(
        source,
        "the page holds no report to read",
        "if your browser shows one, save the page from there, or its text, and read that",
    )
