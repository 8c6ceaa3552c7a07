"""HTML: the report, whole and in order, and nothing of the page around it."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from sayso import Document, NoArticle, UnreadableSource
from sayso.reading import read_bytes

FIRST = (
    "The keepers of Weir Seven say that the lower gates were shut on nineteen days last summer, "
    "and that the order to shut them came from the office in Grennick."
)
SECOND = (
    "“Nobody from the League has come to our door,” said Ilse Maradine, a weaver from the village "
    "below the weir, who has kept a jar of the water since August."
)
LAST = (
    "The League, which has run the weir since 1962, denies that its books were altered and says "
    "that it will publish them before the end of the year."
)
TITLE = "Keepers back families over Weir Seven"


def page(body: str, head: str = "", title: str | None = f"{TITLE} | Downstream Voice") -> bytes:
    shown = f"<title>{title}</title>" if title else ""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">{shown}{head}</head>'
        '<body><header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>'
        f"{body}<footer><p>© Downstream Voice. All rights reserved.</p></footer></body></html>"
    ).encode()


def article(*inner: str) -> str:
    return f"<article><h1>{TITLE}</h1><p>{FIRST}</p>{''.join(inner)}<p>{LAST}</p></article>"


def read(data: bytes, **known: str) -> Document:
    return read_bytes(data, source="page.html", **known)  # type: ignore[arg-type]


def blocks(*inner: str) -> list[str]:
    """The blocks of an article with ``inner`` within it, less those that are always there."""
    read_blocks = read(page(article(*inner))).text.split("\n\n")
    assert read_blocks[:2] == [TITLE, FIRST]
    assert read_blocks[-1] == LAST
    return read_blocks[2:-1]


def test_the_report_is_its_headline_and_its_paragraphs():
    assert blocks() == []
    assert blocks(f"<p>{SECOND}</p>") == [SECOND]


class TestWhatIsKept:
    def test_a_quotation_of_several_paragraphs_in_its_place(self):
        quotation = "<p>“We asked for water.</p><p>“We were given a wall.”</p>"
        assert blocks(f"<p>{SECOND}</p><blockquote>{quotation}</blockquote>") == [
            SECOND,
            "“We asked for water.",
            "“We were given a wall.”",
        ]

    @pytest.mark.parametrize("tag", ["ul", "ol"])
    def test_a_list_with_a_line_for_each_item(self, tag: str):
        items = "<li>the gates were <b>shut</b>,</li><li>the books were altered.</li>"
        assert blocks(f"<p>The letter says that:</p><{tag}>{items}</{tag}>") == [
            "The letter says that:",
            "the gates were shut,\nthe books were altered.",
        ]

    def test_a_table_with_a_line_for_each_row(self):
        rows = "<tr><th>Year</th><th>Days shut</th></tr><tr><td>2018</td><td>nineteen</td></tr>"
        assert blocks(f"<p>{SECOND}</p><table>{rows}</table>") == [
            SECOND,
            "Year | Days shut\n2018 | nineteen",
        ]

    def test_paragraphs_made_of_line_breaks(self):
        assert blocks(f"<div>{SECOND}<br><br>{LAST} So it says.<br/> <br/>{SECOND}</div>") == [
            SECOND,
            f"{LAST} So it says.",
            SECOND,
        ]

    def test_the_words_of_links_and_of_marked_text(self):
        sentence = 'The <a href="/l">letter</a> <em>concludes</em>: “It is only <b>fair</b>.”'
        assert blocks(f"<p>{sentence}</p>") == ["The letter concludes: “It is only fair.”"]

    def test_a_subheading_in_its_place(self):
        assert blocks(f"<h2>Why it matters</h2><p>{SECOND}</p>") == ["Why it matters", SECOND]

    def test_what_is_there_of_a_page_that_was_cut(self):
        whole = page(article(f"<p>{SECOND}</p>"))
        cut = whole[: whole.index(b"before the end of the year")]
        assert SECOND in read(cut).text
        assert read(whole[: whole.index(b"<p>The League") + 2]).text.endswith(SECOND)


class TestWhatIsLeftOut:
    @pytest.mark.parametrize(
        "furniture",
        [
            "<div><h3>Related posts</h3><ul><li><a href='/a'>Gate shut again in Tirel</a></li>"
            "<li><a href='/b'>Final statement of the League</a></li></ul></div>",
            "<h3>Related posts</h3><p>Gate shut again in Tirel</p><p>Final statement</p>",
            "<p>Related posts</p><p><a href='/a'>Gate shut again in Tirel</a></p>",
            "<p>Read more: <a href='/a'>Gate shut again in Tirel</a></p>",
            "<div><p>Share this:</p><ul><li><a href='#'>Facebook</a></li>"
            "<li><a href='#'>Twitter</a></li></ul></div>",
            "<p>Share this</p>",
            "<p>Tags: <a href='/t'>weir</a>, <a href='/u'>water</a></p>",
            "<script>document.write('Gate shut again, it says.')</script>",
            "<style>p { color: red }</style><noscript>Please turn on scripts.</noscript>",
            "<!-- Gate shut again in Tirel -->",
        ],
    )
    def test_furniture_between_paragraphs(self, furniture: str):
        assert blocks(f"<p>{SECOND}</p>{furniture}") == [SECOND]

    def test_comments_of_readers(self):
        comments = "<div id='comments'><h3>2 comments</h3><p>I saw it all, says a reader.</p></div>"
        text = read(page(article() + comments)).text
        assert text.endswith(LAST)

    def test_navigation_and_footer(self):
        text = read(page(article())).text
        assert "Home" not in text
        assert "rights reserved" not in text

    @pytest.mark.parametrize(
        ("written", "read_as"),
        [
            ("a letter by Mr Reve (<a href='/r'></a>, to the minister, says", "Mr Reve, to the"),
            ("a letter by Mr Reve (<a href='/r'></a>) says", "Mr Reve says"),
            ("a letter by Mr Reve (<a href='/r'></a>, 1996) says", "Mr Reve (1996) says"),
            ("a letter by Mr Reve (then 40, now 63) says", "Mr Reve (then 40, now 63) says"),
        ],
    )
    def test_a_bracket_whose_link_lost_its_text(self, written: str, read_as: str):
        (sentence,) = blocks(f"<p>It is known that {written} that the gate was shut.</p>")
        assert read_as in sentence
        assert "(," not in sentence


class TestHeadline:
    @pytest.mark.parametrize(
        "again", [f"<p>{TITLE}</p>", f"<h2>{TITLE}</h2>", f"<p>{TITLE.upper()}</p>"]
    )
    def test_a_doubled_headline_is_kept_once(self, again: str):
        text = read(
            page(f"<article><h1>{TITLE}</h1>{again}<p>{FIRST}</p><p>{LAST}</p></article>")
        ).text
        assert text == f"{TITLE}\n\n{FIRST}\n\n{LAST}"

    def test_a_headline_outside_the_article_comes_first(self):
        body = (
            f"<div class='top'><h1>{TITLE}</h1></div><article><p>{FIRST}</p><p>{LAST}</p></article>"
        )
        assert read(page(body)).text == f"{TITLE}\n\n{FIRST}\n\n{LAST}"

    def test_a_longer_second_headline_stays(self):
        longer = "Keepers of the League of Upland Irrigators back families over Weir Seven"
        assert longer in blocks(f"<p>{longer}</p>")

    def test_the_site_s_name_as_first_heading_is_not_the_headline(self):
        body = f"<header><h1>Downstream Voice</h1></header>{article()}"
        document = read(page(body, '<meta property="og:site_name" content="Downstream Voice">'))
        assert document.title == TITLE
        assert document.text.startswith(TITLE)


class TestTitle:
    SITE = '<meta property="og:site_name" content="Downstream Voice">'

    @pytest.mark.parametrize("end", [" | ", " - ", " – ", " — ", " · "])
    def test_the_site_s_name_is_taken_off(self, end: str):
        body = f"<article><p>{FIRST}</p><p>{LAST}</p></article>"
        assert read(page(body, self.SITE, f"{TITLE}{end}Downstream Voice")).title == TITLE

    def test_another_ending_stays(self):
        body = f"<article><p>{FIRST}</p><p>{LAST}</p></article>"
        assert read(page(body, self.SITE, f"{TITLE} | The view from below")).title == (
            f"{TITLE} | The view from below"
        )

    def test_open_graph_comes_before_the_title_element(self):
        head = f'<meta property="og:title" content="{TITLE}">'
        body = f"<article><p>{FIRST}</p><p>{LAST}</p></article>"
        assert read(page(body, head, "Front page")).title == TITLE

    def test_a_page_without_any_has_none(self):
        body = f"<article><p>{FIRST}</p><p>{LAST}</p></article>"
        assert read(page(body, title=None)).title is None


def linked(**data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


class TestPublisher:
    def of(self, head: str, **known: str) -> str | None:
        return read(page(article(), head, TITLE), **known).publisher

    def test_it_is_the_name_of_the_site(self):
        assert (
            self.of('<meta property="og:site_name" content="Downstream Voice">')
            == "Downstream Voice"
        )

    def test_it_is_the_publisher_of_the_linked_data(self):
        publisher = {"@type": "Organization", "name": "The League"}
        assert self.of(linked(**{"@type": "NewsArticle", "publisher": publisher})) == "The League"
        graph = [{"@type": "WebSite"}, {"@type": "NewsArticle", "publisher": [publisher]}]
        assert self.of(linked(**{"@graph": graph})) == "The League"

    def test_it_is_the_host_where_only_the_address_is_known(self):
        assert self.of("", url="https://www.voice.example/a") == "voice.example"
        assert self.of('<link rel="canonical" href="https://voice.example/a">') == "voice.example"

    def test_it_is_never_guessed(self):
        assert self.of('<meta name="twitter:site" content="@voice">') is None
        assert self.of("<script type='application/ld+json'>{broken</script>") is None
        assert self.of(linked(publisher=7)) is None


def dated(day: str) -> str:
    return f'<meta property="article:published_time" content="{day}">'


class TestRest:
    def test_the_author_is_named(self):
        assert read(page(article(), '<meta name="author" content="Wenna Tarrish">')).author == (
            "Wenna Tarrish"
        )
        assert read(page(article())).author is None

    def test_the_date_is_an_iso_date(self):
        assert read(page(article(), dated("2019-06-03T08:30:00+02:00"))).published == "2019-06-03"
        assert read(page(article())).published is None

    def test_a_date_after_today_is_refused(self):
        today = datetime.now(UTC).date()
        ahead = today + timedelta(days=3)
        assert read(page(article(), dated(ahead.isoformat()))).published != ahead.isoformat()
        assert read(page(article(), dated("2019-06-03"))).published == "2019-06-03"

    def test_the_address_is_where_it_was_fetched_from_or_what_the_page_gives(self):
        head = '<link rel="canonical" href="https://voice.example/a">'
        assert read(page(article(), head)).url == "https://voice.example/a"
        assert read(page(article(), head), url="https://b.example/").url == "https://b.example/"
        assert (
            read(page(article(), '<link rel="canonical" href="javascript:alert(1)">')).url is None
        )


class TestCharset:
    TEXT = f"<p>{FIRST} Herr Günther Éloy was there.</p>"

    def page(self, charset: str) -> str:
        return (
            f'<html><head><meta charset="{charset}"><title>{TITLE}</title></head>'
            f"<body><article>{self.TEXT}<p>{LAST}</p></article></body></html>"
        )

    @pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-15", "macintosh"])
    def test_that_of_meta(self, charset: str):
        assert "Günther Éloy" in read(self.page(charset).encode(charset)).text

    def test_that_of_the_header_comes_before_that_of_meta(self):
        data = self.page("koi8-r").encode("iso-8859-2")
        assert "Günther Éloy" in read(data, charset="iso-8859-2").text

    def test_a_mark_comes_before_both(self):
        data = self.page("koi8-r").encode("utf-8-sig")
        assert "Günther Éloy" in read(data, charset="windows-1251").text
        assert "Günther Éloy" in read(self.page("utf-16").encode("utf-16")).text

    def test_the_bytes_where_neither_says_anything(self):
        for charset in ("utf-8", "cp1252"):
            data = self.page("").replace('<meta charset="">', "").encode(charset)
            assert "Günther Éloy" in read(data).text

    def test_what_cannot_be_decoded_is_reported(self):
        document = read(self.page("utf-8").encode().replace(b"G\xc3\xbcnther", b"G\xc3nther"))
        assert "G\ufffdnther" in document.text
        assert any("U+FFFD" in line for line in document.warnings)

    @pytest.mark.parametrize("half", ["&#xD800;", "&#55357;"])
    def test_half_a_character_is_reported(self, half: str):
        document = read(page(article(f"<p>Nobody {half} came to open it, they say.</p>")))
        assert document.text.encode("utf-8")
        assert any("U+FFFD" in line for line in document.warnings)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<div id='app'></div><script>start()</script>",
        "<ul><li><a href='/a'>Gate shut again</a></li><li><a href='/b'>Books altered</a></li></ul>",
        "<p>Please enable JavaScript to run this page.</p>",
        "<p>We use cookies to make this site better.</p>",
        "<img src='letter.png' alt=''>",
    ],
)
def test_a_page_without_a_report_is_refused(body: str):
    with pytest.raises(NoArticle, match=r"^page\.html: .*no report"):
        read(page(body))


@pytest.mark.parametrize(
    "title",
    [
        "404 Not Found",
        "Page not found | Downstream Voice",
        "Access denied",
        "Just a moment...",
        "Attention Required! | Cloudflare",
        "Error 403",
        "503 Service Unavailable",
    ],
)
def test_a_saved_error_page_is_refused(title: str):
    with pytest.raises(NoArticle, match="error page"):
        read(
            page("<h1>Sorry</h1><p>What you look for is not here. Try the search.</p>", title=title)
        )


def test_a_report_about_an_error_is_read():
    title = "Access denied: how the League keeps its books"
    assert read(page(article(), title=title)).text.endswith(LAST)


def test_bytes_that_are_no_page_are_refused():
    with pytest.raises(UnreadableSource):
        read(b"<html>" + bytes(range(128, 256)) * 20 + bytes(200))
