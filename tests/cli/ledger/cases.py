"""Documents of the ledger that the tests share, and how to find them in it."""

from __future__ import annotations

import json
from typing import Any

from sayso.ledger import Ledger

COUNCIL = """<html lang="en"><head>
<title>Council of Orlat answers \u202e those who say that the gates had been opened 🌊</title>
<meta property="og:site_name" content="أخبار الوادي">
<meta property="article:published_time" content="2020-05-06"></head><body><article>
<h1>Council of Orlat answers those who say that the gates had been opened</h1>
<p>Samira Tayyib (سميرة), who chairs the council of Orlat, denied on Tuesday that the gates
had been opened without warning. "We told every village," she said. "Nobody was harmed."</p>
<p>Farmers claimed that the council had lied about the flooding. "They flooded our fields at
night," said Yusuf Darwani. The council demanded an apology from Mr Darwani.</p>
<p>Rain fell all week in the valley, and the road was closed until Friday.</p>
</article></body></html>"""


def id_of(ledger: Ledger, words: str) -> str:
    """The id of the document with these words in its title."""
    (found,) = [one.id for one in ledger.documents() if words in (one.title or "")]
    return found


def lines(result: Any) -> list[dict[str, Any]]:
    """What a command wrote as JSON lines."""
    return [json.loads(line) for line in result.stdout.splitlines()]


def complaint(result: Any) -> str:
    """The one line on standard error of a command that failed."""
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    return str(line)
