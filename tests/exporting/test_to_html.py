from __future__ import annotations

import base64
import hashlib
import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import HOSTILE, Page

from sayso import Attribution, Kind, Report
from sayso.exporting import to_html


def test_text_without_tags_is_the_document_text(letter: Report) -> None:
    assert Page(to_html([letter])).columns == [letter.text]


def test_every_attribution_is_linked_both_ways(letter: Report) -> None:
    page = Page(to_html([letter, letter]))
    assert len(page.ids) == len(set(page.ids))
    links = {found["href"] for found in page.all("a")}
    for prefix in ("d1", "d2"):
        for number in range(1, len(letter.attributions) + 1):
            for end in (f"{prefix}-a{number}", f"{prefix}-t{number}"):
                assert end in page.ids
                assert f"#{end}" in links
    assert {link[1:] for link in links} <= set(page.ids)


def test_each_part_of_a_split_quotation_has_its_number(letter: Report) -> None:
    page = Page(to_html([letter]))
    number = 1 + next(
        i for i, one in enumerate(letter.attributions) if "June" in one.content[0].text
    )
    marks = [one for one in page.all("a", href=f"#d1-a{number}") if "aria-label" in one]
    assert [one.get("id") for one in marks] == [f"d1-t{number}", None]


def test_words_within_words_carry_both_numbers(letter: Report) -> None:
    inner = next(i for i, one in enumerate(letter.attributions, 1) if one.parent)
    page = Page(to_html([letter]))
    assert f"{inner - 1} {inner}" in {
        found["data-n"] for found in page.all("span") if "data-n" in found
    }
    assert "Families in Lower Hathe" in "".join(page.words).split("Passed through: ")[1]


def test_the_list_says_who_how_and_where(letter: Report) -> None:
    words = " ".join("".join(Page(to_html([letter])).words).split())
    assert "No source named" in words
    assert "Ilse Maradine here “she”" in words
    split = next(one for one in letter.attributions if len(one.content) == 2)
    places = ", ".join(f"{span.start}–{span.end}" for span in split.content)
    assert f"high confidence, 97 %code points {places}" in words


def test_head_tells_where_the_text_came_from(annotate) -> None:
    report = annotate(
        "Text.",
        title="Weir & water",
        publisher="Voice",
        published="2019-06-03",
        url="https://voice.example/weir",
        source="weir.html",
        warnings=("no weights for this language",),
    ).report()
    page = Page(to_html([report]))
    words = "".join(page.words)
    for fact in ("Weir & water", "Voice", "3 June 2019", "weir.html", "https://voice.example/weir",
                 report.document.sha256, "no weights for this language"):  # fmt: skip
        assert fact in words
    assert page.all("time", datetime="2019-06-03")
    assert "http" not in "".join(found.get("href", "") for found in page.all("a"))


def test_a_report_without_attributions_says_so(annotate) -> None:
    words = "".join(Page(to_html([annotate("Nothing is said here.").report()])).words)
    assert "No attributions were found." in words


def test_several_reports_have_a_table_of_contents(letter: Report, annotate) -> None:
    other = annotate("Nothing is said here.", title="Other").report()
    page = Page(to_html([letter, other]))
    assert page.all("nav")
    assert {"#d1", "#d2"} <= {found["href"] for found in page.all("a")}
    assert not Page(to_html([letter])).all("nav")


def test_a_hostile_document_stays_text(annotate) -> None:
    text = f"{HOSTILE} said {HOSTILE}"
    made = annotate(
        text, title=HOSTILE, author=HOSTILE, publisher=HOSTILE, published=HOSTILE, source=HOSTILE,
        url="javascript:alert(1)", language='en" onload="x', warnings=(HOSTILE,), id=HOSTILE,
    )  # fmt: skip
    speaker = made.actor(HOSTILE)
    made.says(HOSTILE, "said", "<script>alert(1)</script>", "direct", actor=speaker)
    page = Page(to_html([made.report(), made.report()]))
    assert page.columns == [text, text]
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "img", "iframe", "link", "object", "base", "form"}
    assert not [name for _, found in page.elements for name in found if name.startswith("on")]
    assert len(page.all("style")) == 1
    assert all(found["href"].startswith("#") for found in page.all("a"))


def test_characters_that_reorder_text_are_named_and_confined(annotate) -> None:
    text = "He said \u202eyltcaxe siht\u202c and\u2066 no more"
    made = annotate(text, title="A\u202eB")
    made.says("He", "said", "\u202eyltcaxe siht\u202c", "indirect")
    html = to_html([made.report()])
    page = Page(html)
    assert page.columns == [text]
    assert [one["data-c"] for one in page.all("bdi") if "data-c" in one][:2] == ["U+202E"] * 2
    assert not re.search("[^>][\u202a-\u202e\u2066-\u2069]", html)


def test_what_html_cannot_carry_is_replaced_one_for_one(annotate) -> None:
    html = to_html([annotate("a\ud800b\x00c\r\nd").report()])
    assert html.encode("utf-8")
    assert Page(html).columns == ["a\ufffdb\ufffdc\r\nd"]


def test_the_page_loads_nothing_and_allows_only_its_own_style(letter: Report) -> None:
    html = to_html([letter])
    page = Page(html)
    style = re.search("<style>(.*?)</style>", html, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = page.all("meta", **{"http-equiv": "Content-Security-Policy"})[0]["content"]
    assert policy.startswith("default-src 'none';")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "url(" not in style[1]
    assert "@import" not in style[1]
    assert not [found for _, found in page.elements if {"src", "srcset", "style"} & found.keys()]
    assert not re.search(r"(?:https?:)?//\w", html)


def test_the_same_reports_give_the_same_page(letter: Report) -> None:
    assert to_html([letter, letter]) == to_html([letter, letter])


@pytest.mark.parametrize("reports", [[], ["letter"]])
def test_the_page_states_what_it_does_not_do(reports: list[str], letter: Report) -> None:
    words = "".join(Page(to_html([letter for _ in reports])).words)
    assert "Sayso says who says it. It does not say whether it is true." in words


@st.composite
def stretches(draw: st.DrawFn) -> tuple[str, list[list[int]]]:
    text = draw(st.text(alphabet='ab <>&"\n\u202e\u05d0\r', min_size=2, max_size=60))
    ends = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    return text, draw(st.lists(ends, min_size=1, max_size=8))


@given(stretches())
def test_any_overlap_of_contents_reproduces_the_text(annotate, drawn) -> None:
    text, offsets = drawn
    made = annotate(text)
    for pair in offsets:
        made.says("", "", text[slice(*pair)], "indirect")
    page = Page(to_html([made.report()]))
    assert page.columns == [text]
    assert {f"d1-t{n}" for n in range(1, len(offsets) + 1)} <= set(page.ids)


def test_five_hundred_attributions_render_quickly(annotate) -> None:
    sentence = "The keeper said that the gate was shut before noon and stayed shut. "
    made = annotate(sentence * 500)
    doc = made.document
    made.made = [
        Attribution(
            id=f"a{at}",
            source=doc.part([[at, at + 10]]),
            cue=doc.part([[at + 11, at + 15]]),
            content=doc.part([[at + 16, at + 66]]),
            kind=Kind.INDIRECT,
            confidence=0.9,
        )
        for at in range(0, len(doc.text), len(sentence))
    ]
    report = made.report()
    to_html([report])
    begun = perf_counter()
    html = to_html([report])
    assert perf_counter() - begun < 2
    assert html.count('class="entry ') == 500
