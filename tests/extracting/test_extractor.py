from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import document

from sayso import NARRATOR, Attribution, Part, Report, extract
from sayso.extracting import Extractor
from sayso.extracting.model import Model

SNIPPETS = [
    "“The boats are gone,” said Mara Quill.",
    '"We counted them," she said, "and none was ours."',
    "‘It’s ours,’ he told ",
    "«Les bateaux sont partis», a dit Mara Quill. ",
    "„Die Boote sind weg“, sagte Ulf Tarn.",
    "The letter says that families, who say that the camp refused every visit, were turned away.",
    "Zayd al-Harun denied that he had sold the nets.",
    "قالت مارا: «ذهبت القوارب»",
    "“The region deserves a railway that runs.” – Commissioner Ada Brul",
    "according to the council",
    "“",
    "”",
    '"',
    "'",
    "\n",
    "\n\n",
    " \t\u00a0\u2028 ",
    "\r\n",
    "😀👩🏽‍🚒",
    "e\u0301\u0323 n\u0303",
    "\x00\ufeff\u200b",
    "Related posts\n",
    "said said says that",
    "I think that we said so: ",
    "x" * 600,
    "—" * 50,
]

messy = st.lists(
    st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=12)), min_size=1, max_size=25
).map(" ".join)
few = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])

NAMES = ["Mara Quill", "Ulf Tarn", "Zayd al-Harun", "the Dunmore Council", "Tamsin Rook"]
CLAIMS = [
    "the bridge will stay closed until the spring",
    "nobody counted the boats in the harbour",
    "the water in the lower town was never safe",
    "forty families left the valley after the flood",
    "the camp refused every visit for six years",
    "the new station costs more than the old railway",
]
TEMPLATES = [
    "“{Claim},” said {name}. The meeting went on until the evening.",
    "{Name} said that {claim}.",
    "{Name} said that {claim}, and that “{other}”.",
    "“{Claim},” {name} said, “and {other}.”",
    "According to {name}, {claim}.",
    "The letter says that {claim}. {Name} denied it on Friday.",
    "The road to Dunmore runs along the river. It was built in {year} and is seven miles long.",
    "In {year} the harbour had two piers, and the fishermen mended their nets on the beach.",
    "{Name} believes that {claim}, but others warned that {other}.",
    "{Name} told the court in {year}: “{Claim}. I never saw anything like it.”",
]


def long_text(count: int, seed: int = 7) -> str:
    made = random.Random(seed)

    def sentence() -> str:
        name, claim, other = made.choice(NAMES), made.choice(CLAIMS), made.choice(CLAIMS)
        return made.choice(TEMPLATES).format(
            name=name,
            Name=name[0].upper() + name[1:],
            claim=claim,
            Claim=claim.capitalize(),
            other=other,
            year=made.randint(1890, 2020),
        )

    return "\n\n".join(
        " ".join(sentence() for _ in range(made.randint(1, 4))) for _ in range(count)
    )


LONG = long_text(160)


@pytest.fixture(scope="module")
def whole(extractor: Extractor) -> Report:
    return extract(document(LONG))


def parts(attribution: Attribution) -> tuple[Part, Part, Part]:
    return attribution.source, attribution.cue, attribution.content


def places(attribution: Attribution, shift: int = 0) -> tuple[object, ...]:
    offsets = (
        tuple((start + shift, end + shift) for start, end in part.offsets)
        for part in parts(attribution)
    )
    return (*offsets, attribution.kind)


def assert_sound(report: Report) -> None:
    every = {one.id: one for one in report.attributions}
    actors = {actor.id for actor in report.actors}
    assert len(every) == len(report.attributions)
    for one in report.attributions:
        assert one.content
        assert 0 <= one.confidence <= 1
        for span in (span for part in parts(one) for span in part):
            assert span.end <= len(report.text)
            assert report.text[span.start : span.end] == span.text
        assert one.chain[0] == NARRATOR
        assert set(one.chain[1:]) <= actors
        assert one.actor is None or one.actor in actors
        seen = {one.id}
        while one.parent is not None:
            assert one.parent not in seen
            seen.add(one.parent)
            one = every[one.parent]
    for span in (*report.narration, *(span for actor in report.actors for span in actor.mentions)):
        assert report.text[span.start : span.end] == span.text


@few
@given(messy)
def test_whatever_is_read_points_at_exact_characters(extractor: Extractor, text: str) -> None:
    assert_sound(extract(document(text)))


@pytest.mark.parametrize("surrogate", [chr(0xD83D), chr(0xDC00)], ids=["high", "low"])
def test_lone_surrogates_are_read_past(extractor: Extractor, surrogate: str) -> None:
    report = extract(document(f"{surrogate} “The boats are gone,” said Mara Quill."))
    assert_sound(report)
    assert [one.source.text for one in report.attributions] == ["Mara Quill"]


@few
@given(messy)
def test_the_same_text_gives_the_same_report(extractor: Extractor, text: str) -> None:
    assert extract(document(text)) == extract(document(text))


@few
@given(messy)
def test_attributions_come_in_text_order(extractor: Extractor, text: str) -> None:
    found = extractor.attributions(document(text))
    starts = [min(part.start for part in (one.cue, one.content) if part) for one in found]
    assert starts == sorted(starts)
    assert [one.id for one in found] == [f"a{number}" for number in range(1, len(found) + 1)]


def test_a_long_text_is_read_soundly(whole: Report) -> None:
    assert len(LONG.split()) > 5_000
    assert len(whole.attributions) > 200
    assert_sound(whole)


def test_a_text_read_in_two_gives_the_same_away_from_the_cut(
    extractor: Extractor, whole: Report
) -> None:
    cut = LONG.index("\n\n", len(LONG) // 2) + 2
    margin = len(" ".join(LONG[cut:].split()[:400]))
    first, second = (extractor.attributions(document(text)) for text in (LONG[:cut], LONG[cut:]))
    pieces = {places(one) for one in first} | {places(one, cut) for one in second}
    far = [
        places(one)
        for one in whole.attributions
        if one.end < cut - margin or one.start > cut + margin
    ]
    same = sum(one in pieces for one in far)
    # Not all: the windows of the second piece begin elsewhere and take a while to fall into
    # step, and an unsure case at a window's edge may tip over with other context around it.
    assert len(far) > 150
    assert same >= 0.97 * len(far)


def test_progress_counts_up_to_the_number_of_windows(extractor: Extractor) -> None:
    calls: list[tuple[int, int]] = []
    extract(document(LONG[:12_000]), progress=lambda done, total: calls.append((done, total)))
    done = [one for one, _ in calls]
    (total,) = {total for _, total in calls}
    assert total > 3
    assert done == sorted(set(done))
    assert done[0] > 0
    assert done[-1] == total


def test_progress_changes_nothing(extractor: Extractor) -> None:
    of = document(LONG[:3_000])
    assert extract(of, progress=lambda done, total: None) == extract(of)


def test_threads_that_load_at_once_share_one_model(weights_folder: Path) -> None:
    of = document(LONG[:3_000])
    together = Barrier(4)

    def load_and_read(_: int) -> tuple[Model, Report]:
        together.wait()
        extractor = Extractor.load(str(weights_folder))
        return extractor.model, extract(of, weights=str(weights_folder))

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(load_and_read, range(4)))
    (model, report), *others = results
    assert all(one is model for one, _ in others)
    assert all(one == report for _, one in others)
    assert report.attributions


@pytest.mark.parametrize("text", ["", " ", "\n", "\n\n \t\u00a0\n", "\u2028"])
def test_nothing_is_said_in_an_empty_text(extractor: Extractor, text: str) -> None:
    report = extract(document(text))
    assert report.attributions == ()
    assert report.actors == ()
    assert not report.narration


def test_only_the_text_decides(extractor: Extractor) -> None:
    of = document(LONG[:2_000])
    other = replace(of, id="d2", title="The boats are gone", url="https://dunmore.example/")
    assert extractor.attributions(of) == extractor.attributions(other)
