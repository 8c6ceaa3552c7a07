"""Search finds the same in both stores, and takes whatever is typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from benches import adding
from fabricated import STORIES, some
from hypothesis import example, given
from hypothesis import strategies as st
from stores import Store

from sayso.errors import LedgerError, UnknownRecord
from sayso.ledger import Hit, Ledger, Query

NAMES = ("weir", "letter", "arabic", "minutes", "undated")
IDS = dict(zip(NAMES, (report.document.id for _, report in STORIES), strict=True))


@pytest.fixture(scope="module")
def village(store: Store) -> Iterator[Ledger]:
    with store.emptied(7) as ledger:
        list(adding(ledger, STORIES))
        yield ledger


def told(hits: list[Hit]) -> set[str]:
    """The statements by the names of their documents."""
    names = {id: name for name, id in IDS.items()}
    return {f"{names[hit.document]} {hit.label or 'narration'}" for hit in hits}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query("leaked"), "weir a1, minutes a2, undated a1"),
        (Query("leaks lock"), "undated a1"),
        (Query("LEAK pipe"), "minutes a2"),
        (Query('"lock gates"'), "undated a1"),
        (Query('"gates lock"'), ""),
        (Query("“lock was cracking”"), "letter a2, letter a3"),
        (Query('gates "harlow water board" leak'), "undated a1"),
        (Query("ferr*"), "letter a1, minutes a1"),
        (Query("crack*"), "letter a2, letter a3"),
        (Query('"water boa*"'), "weir a2, undated a1"),
        (Query("naive facade"), "letter a2, letter a3"),
        (Query("naïve FAÇADE"), "letter a2, letter a3"),
        (Query("ornsund"), "weir a1"),
        (Query("O\u0308rnsund"), "weir a1"),
        (Query("السفينة"), "arabic a1"),
        (Query("قال"), "arabic a1"),
        (Query("قَالَ السفينة"), "arabic a1"),
        (Query("السف*"), "arabic a1"),
        (Query("the"), "weir a1, weir a2, letter a2, letter a3, minutes a2, undated a1"),
        (Query("3pm"), "minutes a1"),
        (Query("rained"), "weir narration, minutes narration"),
        (Query("rained", kind="narration"), "weir narration, minutes narration"),
        (Query("leaked", kind="narration"), ""),
        (Query("nowhere"), ""),
        (Query(by="Mara Quill"), "weir a1, weir a2, minutes a1"),
        (Query(by="mara quill", act="accuses"), "weir a2"),
        (Query(by="Quill"), ""),
        (Query(by="quill tomas"), "undated a1"),
        (Query(about="Quill"), "letter a1"),
        (Query(by="garcon"), "letter a3"),
        (Query(by="Garçon"), "letter a3"),
        (Query(by="الفارسي"), "arabic a1"),
        (Query(by="HWB"), "minutes a2"),
        (Query(by="Harlow Water Board"), "minutes a2"),
        (Query(by="Elodie Garcon"), "letter a3"),
        (Query(by="عمر الفارسي"), "arabic a1"),
        (Query(by="crews"), "letter a1"),
        (Query(by="ferry crews"), "letter a1"),
        (Query(by="letter"), "letter a2"),
        (Query(by="nobody"), ""),
        (Query(by="🚢"), ""),
        (Query(through="letter"), "letter a1, letter a3"),
        (Query(through="letter", by="crews"), "letter a1"),
        (Query(about="Harlow Water Board"), "weir a2, undated a1"),
        (Query(about="HWB", act="doubts"), "undated a1"),
        (Query(about="residents"), "minutes a2"),
        (Query("measured", by="Tomas Haldane", kind="direct"), "weir a3"),
        (Query(act="accuses"), "weir a2"),
        (Query(act="declines to comment"), "arabic a2"),
        (Query(kind="direct"), "weir a3, minutes a2"),
        (Query(kind="narration"), "weir narration, minutes narration"),
        (Query(language="ar"), "arabic a1, arabic a2"),
        (Query(publisher="courier"), "weir a1, weir a2, weir a3, weir narration"),
        (Query(publisher="المرفأ"), "arabic a1, arabic a2"),
        (Query(publisher="nobody"), ""),
        (Query(document=IDS["undated"][:8]), "undated a1"),
        (Query("leak", document=IDS["undated"]), "undated a1"),
        (Query(after="2016-01-01"), "arabic a1, arabic a2"),
        (Query(after="2015-12-31", kind="direct"), "minutes a2"),
        (Query(before="2014-05-02", kind="direct"), "weir a3"),
        (Query(before="2014-05-01"), ""),
        (Query(after="2014-05-02", before="2014-05-02", act="accuses"), "weir a2"),
        (Query("leak*", after="2015-01-01", before="2015-12-31"), "minutes a2"),
        (Query(after="1900-01-01", before="1901-01-01"), ""),
    ],
)
def test_what_a_query_finds(village: Ledger, query: Query, expected: str) -> None:
    wanted = set(expected.split(", ")) - {""}
    hits = village.search(query, limit=100)
    assert told(hits) == wanted
    assert len(hits) == len(wanted)
    assert village.search(query, limit=1) + village.search(query, limit=99, offset=1) == hits


def test_without_words_the_latest_come_first_and_in_the_order_of_the_text(village: Ledger) -> None:
    hits = village.search(Query(kind="indirect"), limit=100)
    names = {id: name for name, id in IDS.items()}
    assert [(names[hit.document], hit.label) for hit in hits] == [
        *(("arabic", "a1"), ("arabic", "a2"), ("minutes", "a1"), ("letter", "a1")),
        *(("letter", "a2"), ("letter", "a3"), ("weir", "a1"), ("weir", "a2"), ("undated", "a1")),
    ]


def test_a_hit_carries_its_exact_words_and_voices(village: Ledger) -> None:
    (hit,) = village.search(Query(through="letter", by="Garçon"))
    report = STORIES[1][1]
    attribution = report.attribution("a3")
    assert (hit.source, hit.cue, hit.content) == (
        attribution.source,
        attribution.cue,
        attribution.content,
    )
    assert hit.voices == ("Saltmarsh Gazette", "A letter", "Élodie Garçon")
    assert report.text[hit.start :].startswith("Élodie")
    assert (hit.title, hit.published, hit.origin) == ("Crews write", "2015-11-30", "letter.txt")


def test_the_more_a_statement_says_of_it_the_earlier_it_comes(village: Ledger) -> None:
    assert told(village.search(Query("leaks"), limit=1)) == {"minutes a2"}


def test_both_stores_find_the_same(sqlite: Store, postgresql: Store) -> None:
    vocabulary = {word for _, report in STORIES for word in report.text.split()}
    with sqlite.fresh() as one, postgresql.emptied(1) as other:
        for ledger in (one, other):
            list(adding(ledger, STORIES))
        for word in sorted(vocabulary):
            queries = (Query(word), Query(f'"the {word}"'), Query(f"leaks {word}"))
            for query in queries:
                assert answer(one, query) == answer(other, query), query


def answer(ledger: Ledger, query: Query) -> object:
    try:
        return told(ledger.search(query, limit=1000))
    except LedgerError as error:
        return str(error)


@pytest.mark.parametrize(
    "query",
    [
        Query(),
        Query(words="… — “”"),
        Query(words='"'),
        Query(words="***"),
        Query(act="shouts"),
        Query(kind="loud"),
        Query(after="yesterday"),
        Query(before="2010-13-01"),
        Query(after="2010"),
    ],
)
def test_a_query_that_means_nothing_is_refused(village: Ledger, query: Query) -> None:
    with pytest.raises(LedgerError):
        village.search(query)


def test_a_document_that_nobody_knows_is_refused(village: Ledger) -> None:
    for asked in ("ffffffff", "x", "", "%", "____", "\0", "\ud800", "ab'--"):
        with pytest.raises(LedgerError):
            village.search(Query(document=asked))
    with pytest.raises(UnknownRecord):
        village.search(Query("ferry", document="0123456789abcdef"))


OPERATORS = (
    *(
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "NEAR(",
        "NEAR(ferry leak, 2)",
        "ferry AND",
        "NOT ferry",
        "^ferry",
    ),
    *(
        "^ferry",
        "words : ferry",
        "facets:x",
        "{words facets} : ferry",
        "- ferry",
        "ferry + leak",
        "(",
        ")",
    ),
    *("(((", ")))", "((ferry)", '"', '""', '"""', "'", "''", "\\", "\\'", "*", "**", "* ferry"),
    *("fer*ry", "ferry**", '"ferry*"', '"fer*" *', "& | !", "ferry & !leak", "a <-> b", "<2>"),
    *("ferry:*", "ferry:A", "'ferry':*", "$$", "%", "_", "?", ":words", ":asked", "%(words)s"),
    *("'; DROP TABLE passages; --", '" OR 1=1 --', "1 UNION SELECT * FROM custody", "x'00'"),
    *("\0", "ferry\0leak", "\ud800", "\ud83d\ude00", "\u2028", "\u200f", "🚢", "ⅷ", "²", "ﷺ", "İ"),
    *("http://tolmere.example/a?b=c#d", "a@b.example", "/etc/passwd", "3.14e10", "-5", "1e999"),
    *(
        "e\u0301" * 50,
        "ß",
        "ﬁ",
        "x" * 3000,
        "\u0300",
        "a\u0300\u0301",
        "“",
        "”",
        "“ferry",
        "ferry”",
    ),
)


def tried(ledger: Ledger, query: Query) -> None:
    try:
        hits = ledger.search(query)
    except LedgerError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return
    assert len(hits) <= 20


@pytest.mark.parametrize("typed", OPERATORS)
def test_operators_and_fragments_are_words_like_any_others(village: Ledger, typed: str) -> None:
    for words in (typed, f"ferry {typed}", f"{typed} ferry", f'"{typed}"', f"{typed}*"):
        tried(village, Query(words))
    for option in ("by", "about", "publisher", "language", "document", "act", "kind"):
        tried(village, replace(Query(), **{option: typed}))
    tried(village, Query(through=f"who-{typed}"))
    for option in ("after", "before"):
        tried(village, replace(Query(), **{option: typed}))


@pytest.mark.parametrize(
    "words",
    [
        "ferry " * 1_667,
        '"' + "ferry " * 1_666 + '"',
        " ".join(f"word{number}" for number in range(1_100)),
        " ".join(f"w{number}*" for number in range(1_700)),
        "ferry" * 2_000,
        "ferry*" * 1_666,
        "(" * 10_000,
        '"' * 10_000,
        "🚢" * 10_000,
        "e\u0301" * 5_000,
        "سفينة " * 1_666,
        "a b " * 2_500,
    ],
)
def test_ten_thousand_characters_are_no_trouble(village: Ledger, words: str) -> None:
    tried(village, Query(words))
    tried(village, Query(by=words, publisher=words, language=words))


@some
@given(words=st.text(max_size=60), by=st.none() | st.text(max_size=30))
@example("ferry\x00*", "who-\x00")
@example("\ud800*", "who-\ud800")
def test_anything_can_be_typed(village: Ledger, words: str, by: str | None) -> None:
    tried(village, Query(words, by=by))


def test_a_statement_that_was_removed_is_not_found(ledger: Ledger) -> None:
    list(adding(ledger, STORIES))
    ledger.remove(IDS["minutes"], "a test")
    assert told(ledger.search(Query("leaks"))) == {"weir a1", "undated a1"}
    assert ledger.search(Query(kind="direct", by="HWB")) == []


def test_publishers_and_people_are_found_by_words_of_their_names(village: Ledger) -> None:
    assert [one.title for one in village.documents(publisher="gazette")] == ["Crews write"]
    assert {one.name for one in village.people("QUILL")} == {"Quill"}
    assert {one.name for one in village.people("harlow board")} == {"Harlow Water Board"}
    assert {one.name for one in village.people("elodie")} == {"Élodie Garçon"}
    for typed in OPERATORS:
        assert isinstance(answered(village, typed), list)


def answered(ledger: Ledger, typed: str) -> list[object]:
    try:
        return [*ledger.people(typed), *ledger.documents(publisher=typed)]
    except LedgerError:
        return []
