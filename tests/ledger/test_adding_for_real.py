"""The whole way with the shipped network: originals in, reports out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from benches import contents
from stores import Store

from sayso import extract
from sayso.capture import Capture
from sayso.errors import ReadingError, UnknownRecord
from sayso.ledger import Ledger, Query
from sayso.reading import read_bytes

TEXTS = (
    '"The weir is safe," said Tomas Haldane, who runs the Harlow Water Board. Mara Quill denied '
    "it.\n\nQuill accused the Harlow Water Board of hiding a leak.\n",
    "Mara Quill warned on Monday that the weir would break. According to Tomas Haldane, nobody "
    "had measured anything unusual 🚢.\n",
    "<html><head><title>Crews write</title></head><body><article><p>Ferry crews say the "
    "harbour office never asked them. “We read it in the paper,” Renske Oduya told us in Tolmere "
    "on Friday, while the tide came in.</p></article></body></html>",
)
CAPTURES = tuple(Capture(text.encode(), f"{number}.txt") for number, text in enumerate(TEXTS))


def outcomes(ledger: Ledger, *items: Capture | ReadingError, jobs: int = 1) -> list[str]:
    return [one.status for one in ledger.add(items, weights="fast", jobs=jobs)]


def test_reports_are_what_reading_gives(ledger: Ledger) -> None:
    assert outcomes(ledger, *CAPTURES) == ["added"] * 3
    for capture in CAPTURES:
        document = read_bytes(capture.data, source=capture.source)
        assert ledger.report(document.id) == extract(document, weights="fast")
    assert ledger.search(Query("weir", by="Mara Quill")) != []
    assert ledger.verify()[0] == []
    assert outcomes(ledger, *CAPTURES) == ["known"] * 3


def test_more_processes_make_the_same_ledger(sqlite: Store) -> None:
    bad = Capture(b"\x89PNG\r\n\x1a\n\0\0\0", "picture.png")
    torn = ReadingError("torn.pdf", "it is torn", "mend it")
    items = (CAPTURES[0], bad, CAPTURES[1], torn, CAPTURES[2], CAPTURES[0])
    with sqlite.fresh() as one, sqlite.fresh() as two:
        assert sorted(outcomes(one, *items)) == sorted(outcomes(two, *items, jobs=2))
        assert contents(one) == contents(two)
        assert [left.source for left in one.skipped()] == ["picture.png", "torn.pdf"]


def test_what_can_be_added_after_all_is_no_longer_skipped(ledger: Ledger) -> None:
    torn = ReadingError("0.txt", "it is torn", "mend it")
    assert outcomes(ledger, torn) == ["skipped"]
    assert outcomes(ledger, CAPTURES[0]) == ["added"]
    assert ledger.skipped() == []


@pytest.mark.parametrize(
    "name", ["caf\udce9.txt", "nul\0.txt", "line\nbreak.txt", "🚢 عمر.txt", ""]
)
def test_a_name_that_no_database_holds_stops_nobody(ledger: Ledger, name: str) -> None:
    items = (replace(CAPTURES[0], source=name), CAPTURES[1])
    assert outcomes(ledger, *items) == ["added"] * 2
    assert outcomes(ledger, ReadingError(name, "it is torn", "mend it")) == ["skipped"]
    assert outcomes(ledger, *items) == ["known"] * 2
    assert ledger.verify()[0] == []


def test_metadata_that_no_database_holds_stops_nobody(ledger: Ledger) -> None:
    page = (
        '<html><head><script type="application/ld+json">{"@type": "NewsArticle", "headline": '
        '"Ferry \\ud800 sinks", "publisher": {"name": "Cou\\u0000rier"}}</script></head><body>'
        "<article><p>The ferry did not sail, the harbour office says, and nobody asked the crews "
        "about it. Nobody told the mayor either, says Mara Quill.</p></article></body></html>"
    )
    headers = (("Server", "\udcff\0"),)
    capture = Capture(page.encode(), "page.html", url="https://x.example/\udcff", headers=headers)
    assert outcomes(ledger, capture, CAPTURES[0]) == ["added", "added"]
    assert any("Ferry" in (one.title or "") for one in ledger.documents())


def test_reading_again_changes_nothing_where_nothing_changed(ledger: Ledger) -> None:
    outcomes(ledger, *CAPTURES)
    assert ledger.outdated("fast") == []
    id = ledger.documents()[0].id
    before = contents(ledger)
    change = ledger.reread(id, weights="fast")
    assert (change.gone, change.new, change.changed, change.problem) == ((), (), (), None)
    assert contents(ledger) == before
    assert ledger.custody()[-1].action == "read again"
    with pytest.raises(UnknownRecord):
        ledger.reread("ffffffff", weights="fast")


def test_decisions_hold_when_a_document_is_read_by_other_weights(ledger: Ledger) -> None:
    outcomes(ledger, *CAPTURES)
    ledger.merge("Mara Quill", "Tomas Haldane", "a test")
    assert len(ledger.outdated("default")) == 3
    for id in ledger.outdated("default"):
        assert ledger.reread(id).problem is None
    assert ledger.outdated("default") == []
    names = {name for _, name in ledger.people("Mara Quill")[0].names}
    assert names >= {"Mara Quill", "Tomas Haldane"}
    assert ledger.verify()[0] == []


def test_addresses_are_known_after_they_were_added(ledger: Ledger) -> None:
    url = "https://tolmere.example/weir"
    outcomes(ledger, replace(CAPTURES[0], source="feed.xml#1", url=url))
    assert ledger.knows(url)
    assert ledger.knows("feed.xml#1")
    assert not ledger.knows("https://tolmere.example/")
