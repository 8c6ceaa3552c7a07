"""The picture of a claim; the claims are made by hand."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from sayso import Act, Span
from sayso.exporting.dossier.lanes import runs
from sayso.exporting.dossier.picture import picture
from sayso.exporting.dossier.scale import Scale
from sayso.exporting.dossier.scene import Line, scene
from sayso.exporting.dossier.slender import slender
from sayso.exporting.dossier.wording import fitted, width_of
from sayso.ledger.claims import Claim, Denial, Teller
from sayso.ledger.hearing import Hearing
from sayso.linking.joinings import Joining, Reason
from sayso.linking.origins import Group, Origins


def told(
    number: int,
    house: str | None,
    voices: Sequence[str] = (),
    date: str | None = "2019-05-03",
    text: str = "water seeped through the dam",
    act: Act | None = None,
) -> Teller:
    """A place in a document of its own; without voices the house tells it itself."""
    return Teller(
        key=f"{number:016x} 0 {len(text)}",
        document=f"{number:016x}",
        source=f"{number}.html",
        attribution="a1" if voices else None,
        span=(0, len(text)),
        text=text,
        voices=(house or "narrator", *voices),
        act=act,
        title=f"Report {number}",
        publisher=house,
        published=date,
    )


def joined(one: Teller, other: Teller, reason: Reason, why: str = "") -> Joining:
    """Two places of one origin, shown by the first words of both."""
    evidence = tuple((each.key, Span(0, 5, each.text[:5])) for each in (one, other))
    why = why or f"joined by {reason.value}"
    leans = reason in (Reason.CREDIT, Reason.COPY) and "each other" not in why
    return Joining(one.key, other.key, reason, why, evidence, leans)


def claim(
    groups: Sequence[tuple[str, Sequence[Teller], Sequence[Joining]]],
    doubts: Sequence[Joining] = (),
    denies: Sequence[Teller] = (),
    heard: Sequence[Hearing] = (),
    statement: str = "Water seeped through the dam.",
    id: str = "c0000001",
) -> Claim:
    """A claim of these origins."""
    tellers = [one for _, members, _ in groups for one in members]
    own = tuple(
        Group(name, tuple(one.key for one in members), tuple(joinings))
        for name, members, joinings in groups
    )
    return Claim(
        id=id,
        statement=statement,
        asserts=tuple(sorted(tellers, key=lambda one: (one.published or "~", one.key))),
        denies=tuple(Denial(one, 0.9) for one in denies),
        origins=Origins(len(groups) - len(doubts), len(groups), own, tuple(doubts)),
        heard=tuple(heard),
    )


def large(documents: int = 40) -> Claim:
    """A claim of many documents with long names: shared voices, credits, copies, doubts."""
    houses = [f"The {place} and District Evening Chronicle and Advertiser" for place in _PLACES]
    tellers = [
        told(
            number,
            houses[number % len(houses)] if number % 3 else f"Gazette {number}",
            _voices(number),
            f"2019-{1 + number % 5:02d}-{1 + number * 7 % 28:02d}" if number % 11 else None,
        )
        for number in range(documents)
    ]
    cuts = (0, documents // 2, 3 * documents // 4, documents - 2, documents)
    groups = []
    for number, (low, high) in enumerate(pairwise(cuts)):
        own = sorted(tellers[low:high], key=lambda one: (one.published or "~", one.key))
        if not own:
            continue
        joinings = [
            joined(one, own[place % 3 if place > 3 else 0], _REASONS[place % len(_REASONS)])
            for place, one in enumerate(own[1:], 1)
        ]
        groups.append((f"{_NAMES[number % len(_NAMES)]}", own, joinings))
    doubts = [joined(groups[-1][1][0], groups[0][1][0], Reason.UNSOURCED)]
    denials = [
        told(900, "The Ministry of Water, Weirs and Inland Navigation", (), "2019-03-03"),
        told(901, "Gazette 901", ("A spokeswoman of the ministry",), "2019-05-09", act=Act.DENIES),
    ]
    return claim(groups, doubts if len(groups) > 1 else (), denials)


def _voices(number: int) -> tuple[str, ...]:
    if number % 4 == 0:
        return ()
    if number % 4 == 1:
        return ("Holm Verrick",)
    if number % 4 == 2:
        return ("an open letter of forty-one keepers of the lower gates", "Holm Verrick")
    return ("a councillor who did not wish to be named because of her office",)


_PLACES = ("Ostrey", "Cardle", "Grennick", "Lower Hathe", "Tarn Hollow")
_NAMES = (
    "Holm Verrick",
    "The Union of Lake Growers, Netsmen and Fishers of the Upper Valley",
    "Ana Sól Þórðardóttir",
    "水文站",
)
_REASONS = (Reason.COPY, Reason.VOICE, Reason.WORDS, Reason.CREDIT, Reason.SAME_CREDIT)


BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
DRAWINGS = {"wide": picture, "slender": slender}


def drawn(made: Claim, how: str = "wide") -> ElementTree.Element:
    return ElementTree.fromstring(DRAWINGS[how](scene(made), "p", "Who has it from whom"))


def looks(tree: ElementTree.Element, look: str) -> list[ElementTree.Element]:
    return [one for one in tree.iter() if look in one.get("class", "").split()]


def words(tree: ElementTree.Element) -> list[str]:
    """The labels as they are shown, without what hovering shows."""
    return ["".join([one.text or "", *(c.tail or "" for c in one)]) for one in tree.iter("text")]


def boxes(tree: ElementTree.Element) -> list[tuple[float, float, float, float, str]]:
    """Where each label stands, by the widths that the picture counts with."""
    found = []
    for one in tree.iter("text"):
        label = "".join([one.text or "", *(child.tail or "" for child in one)])
        size = float(one.get("font-size", "12"))
        x, y = float(one.get("x", "0")), float(one.get("y", "0"))
        width = width_of(label, size)
        left = x - width / 2 if one.get("text-anchor") == "middle" else x
        found.append((left, y - 0.8 * size, left + width, y + 0.2 * size, label))
    return found


def meeting(found: list[tuple[float, float, float, float, str]]) -> list[tuple[str, str]]:
    return [
        (one[4], other[4])
        for place, one in enumerate(found)
        for other in found[place + 1 :]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]


@pytest.mark.parametrize("how", DRAWINGS)
@pytest.mark.parametrize("documents", [2, 40])
def test_no_two_labels_meet_and_none_leaves_the_picture(how: str, documents: int) -> None:
    tree = drawn(large(documents), how)
    found = [one for one in boxes(tree) if one[4] != "?"]
    _, _, width, height = map(float, tree.get("viewBox", "").split())
    assert not meeting(found)
    assert all(one[0] >= 0 and one[2] <= width + 1 for one in found)
    assert all(one[1] >= 0 and one[3] <= height for one in found)


@pytest.mark.parametrize("how", DRAWINGS)
def test_each_document_has_a_dot_at_its_date_and_each_denial_a_diamond(how: str) -> None:
    tree = drawn(large(), how)
    assert len(looks(tree, "dot")) == 40
    assert len(looks(tree, "deny")) == 2
    dates = sorted((one.published or "~") for one in large().asserts)
    xs = sorted(float(one.get("cx", "0")) for one in looks(tree, "dot"))
    by_date = {}
    for made, x in zip(dates, xs, strict=True):
        by_date.setdefault(made, x)
        assert abs(by_date[made] - x) < 0.1
    assert list(by_date.values()) == sorted(by_date.values())


def test_a_long_name_is_cut_and_shown_whole_on_hover() -> None:
    name = "The Ostrey and District Evening Chronicle and Advertiser of the Upper Valley"
    tree = drawn(claim([("x", [told(1, name, ("Mara Quill",)), told(2, "Echo")], [])]))
    (label,) = [one for one in tree.iter("text") if one.findtext("title") == name]
    shown = label.find("title").tail  # type: ignore[union-attr]
    assert shown
    assert shown.endswith("…")
    assert name.startswith(shown[:-1])


def test_certain_joinings_are_solid_doubtful_ones_dashed_with_their_reasons() -> None:
    echo, post, mail = told(1, "Echo"), told(2, "Post", date="2019-05-05"), told(3, "Mail")
    tree = drawn(
        claim(
            [
                ("Echo", [echo, post], [joined(post, echo, Reason.CREDIT, "Post: via Echo")]),
                ("Mail", [mail], []),
            ],
            [joined(mail, echo, Reason.UNSOURCED, "Mail does not say")],
        )
    )
    (sure,) = [one for one in tree.iter("g") if one.findtext("title") == "Post: via Echo"]
    (doubt,) = [one for one in tree.iter("g") if "Mail does not say" in one.findtext("title", "")]
    assert looks(sure, "sure")
    assert not looks(sure, "doubt")
    assert looks(doubt, "doubt")
    assert words(tree).count("?") == 1
    assert len(looks(tree, "tip")) == 1


def test_what_leans_has_the_arrow_though_it_stands_first() -> None:
    early, late = told(1, "Echo", date="2019-05-01"), told(2, "Post", date="2019-05-05")
    made = scene(claim([("x", [early, late], [joined(early, late, Reason.COPY)])]))
    assert [(one.one, one.other, one.leans) for one in made.lines] == [(1, 0, True)]


def test_a_credit_that_is_mutual_has_no_arrow() -> None:
    one, other = told(1, "Echo"), told(2, "Post")
    why = "Echo and Post credit each other"
    made = scene(claim([("x", [one, other], [joined(one, other, Reason.CREDIT, why)])]))
    assert [line.leans for line in made.lines] == [False]


def test_one_voice_is_drawn_as_one_box_and_needs_no_line_between_documents() -> None:
    pair = [told(n, f"Paper {n}", ("the letter", "Mara Quill")) for n in (1, 2)]
    made = claim([("Mara Quill", pair, [joined(*pair, Reason.VOICE)])])
    assert not scene(made).lines
    tree = drawn(made)
    assert words(tree).count("Mara Quill → the letter") == 1
    assert len(looks(tree, "voice")) == 1


def test_a_voice_that_is_called_as_its_origin_is_not_drawn_twice() -> None:
    pair = [told(n, f"Paper {n}", ("Mara Quill",)) for n in (1, 2)]
    tree = drawn(claim([("Mara Quill", pair, [joined(*pair, Reason.VOICE)])]))
    assert not looks(tree, "voice")
    assert [one for one in words(tree) if "Mara Quill" in one] == ["1 Mara Quill"]


def test_the_first_of_an_origin_is_ringed_and_nobody_is_without_dates() -> None:
    dated = [
        told(1, "A", date="2019-05-02"),
        told(2, "B", date="2019-05-01"),
        told(3, "C", (), None),
    ]
    rows = scene(claim([("x", dated, [])])).rows
    assert [row.house for row in rows if row.first] == ["B"]
    bare = claim([("x", [told(1, "A", (), None), told(2, "B", (), None)], [])])
    assert not any(row.first for row in scene(bare).rows)
    assert len(looks(drawn(bare), "dot")) == 2


@pytest.mark.parametrize("how", DRAWINGS)
def test_hostile_names_stay_text(how: str) -> None:
    bad = "</title></svg><script>alert(1)</script>\u202e\"'&"
    made = claim([(bad, [told(1, bad, (bad, bad), bad, bad), told(2, "Echo")], [])])
    tree = drawn(made, how)
    assert not list(tree.iter("script"))
    assert "\u202e" not in DRAWINGS[how](scene(made), "p", "t")


def test_a_screen_reader_hears_a_name_and_the_origins() -> None:
    tree = drawn(large())
    assert tree.get("role") == "img"
    named = [
        one for id in tree.get("aria-labelledby", "").split() for one in tree if one.get("id") == id
    ]
    assert [one.tag for one in named] == ["title", "desc"]
    assert "origin 1: Holm Verrick, 20 documents" in (named[1].text or "")


def test_the_same_claim_gives_the_same_picture() -> None:
    assert picture(scene(large()), "p", "t") == picture(scene(large()), "p", "t")


class TestScale:
    def test_the_first_date_is_left_and_the_last_right(self) -> None:
        scale = Scale.of(["2019-05-01", "2019-05-31T00:00", "2019-05-16"], 100, 200)
        places = [scale.at(one) for one in ("2019-05-01", "2019-05-16", "2019-05-31")]
        assert places == [100, 150, 200]

    def test_what_has_no_date_stands_beyond(self) -> None:
        scale = Scale.of(["2019-05-01", "2019-05-31", None, "last week"], 100, 200)
        assert scale.at("last week") == scale.at(None) == 200 > scale.at("2019-05-31")

    @pytest.mark.parametrize("last", ["2019-05-01T09:00", "2019-05-03", "2019-05-28", "2019-07-01",
                                      "2020-02-29", "2021-05-02", "2190-01-01"])  # fmt: skip
    def test_labels_are_there_and_do_not_meet(self, last: str) -> None:
        ticks = Scale.of(["2019-05-01", last], 0, 150).ticks
        assert ticks
        ends = [
            (x - width_of(label, 10.5) / 2, x + width_of(label, 10.5) / 2) for x, label in ticks
        ]
        assert all(one[1] < other[0] for one, other in pairwise(ends))
        assert len({label for _, label in ticks}) == len(ticks)

    def test_days_that_there_are_not_are_no_dates(self) -> None:
        assert Scale.of(["2019-02-30", "0000-01-01"], 0, 9).ticks == []


def test_lines_of_one_dot_share_a_lane_and_those_of_others_do_not() -> None:
    dots = [(50.0, 10.0 * row) for row in range(6)]
    lines = [Line(0, 3, "", True, True), Line(0, 5, "", True, True), Line(1, 4, "", True, True)]
    lanes = [run.lane for run in sorted(runs(lines, dots, 0, 99), key=lambda run: run.line.other)]
    assert lanes[0] == lanes[2] != lanes[1]
    assert all(lane < 50 for lane in lanes)


def test_text_that_fits_is_left_alone() -> None:
    assert fitted("Echo", 100, 12) == "Echo"
    assert fitted("Echo", 1, 12) == "…"


def title_of(page: Path, scratch: Path) -> str:
    """The title of a page once its script has run in a browser."""
    done = subprocess.run(
        [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
         "--no-first-run", "--disable-background-networking", "--disable-component-update",
         "--disable-sync", f"--user-data-dir={scratch / 'profile'}",
         "--virtual-time-budget=3000", "--dump-dom", page.as_uri()],
        capture_output=True, check=True, timeout=60,
    )  # fmt: skip
    title = re.search("<title>(.*?)</title>", done.stdout.decode())
    assert title
    return html.unescape(title[1])


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
@pytest.mark.parametrize("how", DRAWINGS)
def test_no_labels_meet_in_a_browser(how: str, tmp_path: Path) -> None:
    svg = DRAWINGS[how](scene(large()), "p", "t")
    script = """<script>addEventListener("load", () => {
      const texts = [...document.querySelectorAll("svg text")].filter(t => t.textContent != "?");
      const shown = t => [...t.childNodes].filter(n => n.nodeType == 3).map(n => n.data).join("");
      const boxes = texts.map(t => [t.getBoundingClientRect(), shown(t)]);
      const hits = [];
      boxes.forEach(([a, s], i) => boxes.slice(i + 1).forEach(([b, t]) => {
        if (a.left < b.right && b.left < a.right && a.top + 2 < b.bottom && b.top + 2 < a.bottom)
          hits.push(s + " / " + t);
      }));
      document.title = JSON.stringify([boxes.length, hits]);
    })</script>"""
    sheet = "<style>text{font-family:sans-serif}svg{width:912px}</style>"
    page = tmp_path / "page.html"
    page.write_text(
        f"<!DOCTYPE html><meta charset=utf-8><title></title>{sheet}{svg}{script}", "utf-8"
    )
    count, hits = json.loads(title_of(page, tmp_path))
    assert count > 80
    assert hits == []
