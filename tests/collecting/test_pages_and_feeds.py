"""Pages, feeds and sitemaps."""

from __future__ import annotations

import builtins
import gzip
import re
import time
from pathlib import Path

import pytest
from archives import PAGE, collected, record
from sites import Site

from sayso import FetchError, TooLarge, UnreadableSource
from sayso.collecting import Collection, listings
from sayso.collecting.listings import listing

RSS = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>Tolmere Wire</title><link>SITE/</link>
<item><title>One</title><link>SITE/1</link>
  <source url="https://harbour.example/feed">Harbour &amp; Quay caf&eacute;</source></item>
<item><title>Two</title><link>/2</link></item>
<item><title>Two again</title><link>SITE/2</link></item>
<item><title>Nowhere</title></item>
<item><title>Disk</title><link>file:///etc/hostname</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Tolmere Wire</title>
<entry><title>One</title><link rel="alternate" href="1"/>
<source><title>Quay Notes</title><link href="https://quay.example/"/></source></entry></feed>"""
MAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc> SITE/1 </loc></url><url><loc>SITE/2</loc></url></urlset>"""


@pytest.fixture(autouse=True)
def pages(site: Site) -> None:
    for number in (1, 2, 3):
        site.put(f"/{number}", PAGE + str(number).encode())


def test_a_page_comes_with_its_circumstances(site: Site):
    site.moved["/old"] = "/1"
    (page,), errors = collected(f"{site.address}/old")
    assert errors == []
    assert page.data == PAGE + b"1"
    assert (page.source, page.url) == (f"{site.address}/old", f"{site.address}/1")
    assert page.redirects == (f"{site.address}/old",)
    assert (page.status, page.media_type, page.charset) == (200, "text/html", "utf-8")
    assert ("Content-Type", "text/html; charset=utf-8") in page.headers
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", page.captured or "")
    assert page.container is None


def test_a_page_that_is_not_there(site: Site):
    captures, (error,) = collected(f"{site.address}/gone")
    assert captures == []
    assert isinstance(error, FetchError)


@pytest.mark.parametrize(
    "address", ["http://", "http://[::1", "http://a\udce9b.invalid/", "http://x\ny/"]
)
def test_an_address_that_is_none(address: str):
    captures, (error,) = collected(address)
    assert captures == []
    assert isinstance(error, FetchError)


@pytest.mark.parametrize(
    "kind", ["application/rss+xml", "text/xml", "text/html", "application/xml"]
)
def test_a_feed_gives_its_items(site: Site, kind: str):
    feed = site.put("/news/feed", RSS, kind)
    captures, errors = collected(feed)
    assert [capture.url for capture in captures] == [f"{site.address}/1", f"{site.address}/2"]
    assert {capture.container for capture in captures} == {feed}
    assert captures[0].feed_source == "Harbour & Quay café"
    assert captures[0].feed_url == "https://harbour.example/feed"
    assert captures[1].feed_source is None
    assert len(errors) == 2
    assert all("no address" in error.problem or "http" in error.problem for error in errors)


def test_an_atom_feed_and_its_credits(site: Site):
    feed = site.put("/feed", ATOM, "application/atom+xml")
    (page,), _ = collected(feed)
    assert (page.url, page.feed_source) == (f"{site.address}/1", "Quay Notes")
    assert page.feed_url == "https://quay.example/"


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "map.xml", "map.xml.gz"])
def test_a_file_that_lists_pages(site: Site, tmp_path: Path, name: str):
    text = (MAP if "map" in name else RSS).replace("SITE", site.address)
    data = text.encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    captures, _ = collected(tmp_path / name)
    assert captures[0].url == f"{site.address}/1"
    assert captures[0].container == str(tmp_path / name)


def test_another_xml_file_is_a_file(tmp_path: Path):
    for name, data in (("a.xml", "<statement>No ferry.</statement>"), ("feed.html", RSS)):
        (tmp_path / name).write_text(data)
        (capture,), _ = collected(tmp_path / name)
        assert capture.data == data.encode()


def test_an_index_of_sitemaps(site: Site):
    site.put("/map.xml", MAP, "text/xml")
    site.put(
        "/map.xml.gz",
        gzip.compress(MAP.replace("/2", "/3").replace("SITE", site.address).encode()),
        "application/gzip",
    )
    index = site.put(
        "/index.xml",
        "<sitemapindex>"
        + "".join(
            f"<sitemap><loc>SITE/{name}</loc></sitemap>"
            for name in ("map.xml", "map.xml.gz", "index.xml", "1")
        )
        + "</sitemapindex>",
        "application/xml",
    )
    captures, errors = collected(index)
    assert [capture.url for capture in captures] == [f"{site.address}/{n}" for n in (1, 2, 1, 3)]
    assert captures[0].container == f"{site.address}/map.xml"
    assert len(errors) == 2


def test_indexes_go_no_deeper_than_three(site: Site):
    for level in range(6):
        site.put(
            f"/i{level}",
            f"<sitemapindex><sitemap><loc>SITE/i{level + 1}</loc></sitemap></sitemapindex>",
            "text/xml",
        )
    captures, (error,) = collected(f"{site.address}/i0")
    assert captures == []
    assert "too deep" in error.problem
    assert site.asked == ["/i0", "/i1", "/i2"]


def test_what_is_known_is_not_fetched(site: Site):
    feed = site.put("/feed", MAP, "text/xml")
    collection = Collection([feed, f"{site.address}/2"], known=lambda url: url.endswith("/2"))
    (_,) = collection
    assert site.asked == ["/feed", "/1"]
    assert (collection.skipped_known, collection.expected) == (2, 3)


def test_an_archive_at_an_address(site: Site):
    site.put("/kept", record(1), "application/octet-stream")
    captures, (error,) = collected(f"{site.address}/kept")
    assert captures == []
    assert isinstance(error, UnreadableSource)
    assert "download" in error.remedy


def test_hostile_xml_is_harmless():
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    bomb = f'<!DOCTYPE r [<!ENTITY e0 "ha"><!ENTITY f SYSTEM "file:///etc/hostname">{entities}]>'
    cases = [
        bomb + "<urlset><url><loc>&e12;</loc></url><url><loc>http://x/&f;</loc></url></urlset>",
        bomb + "<rss><channel><item><link>http://x/&e12;&f;</link></item></channel></rss>",
        "<rss>" + "<a" * 20_000,
        "<rss>" + "<a>" * 20_000,
        "<rss><channel><item><title>" + "&#x" * 20_000,
        "<rss><channel><item><link>http://x/1</link></item>" * 3,
        "<urlset><url><loc>" + "x" * 100_000,
        "<feed",
        "<rss>\x00\x01",
        "<!DOCTYPE " * 10_000 + "<rss>",
    ]
    began = time.monotonic()
    for case in cases:
        for data in (case.encode(), case.encode("utf-16")):
            found = listing(data, "feed", "http://tolmere.example/")
            assert found is None or all(len(e.url) < 200_000 for e in found.entries)
            assert found is None or not any("hahaha" in e.url for e in found.entries)
    assert time.monotonic() - began < 10


def test_a_feed_with_too_many_tags(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(listings, "_MOST_FEED_TAGS", 10)
    with pytest.raises(TooLarge, match="tags"):
        listing(RSS.encode(), "feed")


def test_without_the_library_it_says_what_to_install(site: Site, monkeypatch: pytest.MonkeyPatch):
    real = builtins.__import__

    def without(name: str, *rest: object, **more: object) -> object:
        if name == "feedparser":
            raise ImportError(name)
        return real(name, *rest, **more)

    feed = site.put("/feed", RSS, "text/xml")
    monkeypatch.setattr(builtins, "__import__", without)
    (refused,) = Collection([feed])
    assert "run  pip install 'sayso[web]'" in str(refused)
