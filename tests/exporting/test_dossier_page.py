"""A dossier as a page; the claims and families are made by hand."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from pages import HOSTILE, Page
from test_dossier_picture import BROWSER, claim, joined, large, title_of, told

from sayso.exporting.dossier import Dossier, dossier_page
from sayso.exporting.dossier.gathering import Actor, Figures
from sayso.exporting.dossier.marking import Mode, in_words, marked
from sayso.exporting.dossier.wording import between, dated, quoted, tidied, web
from sayso.ledger.claims import Claim
from sayso.ledger.families import Change, Family, Member, Tie
from sayso.ledger.hearing import Heard, Hearing
from sayso.ledger.listing import Listed
from sayso.ledger.people import Person
from sayso.linking import Label, Way
from sayso.linking.joinings import Reason

SHAPES = {"path", "rect", "circle"}


def listed(number: int, title: str | None = None, source: str = "", **facts: str | None) -> Listed:
    given: dict[str, str | None] = {"publisher": f"Paper {number}", "published": "2019-05-03"}
    given |= facts
    return Listed(
        id=f"{number:016x}",
        title=title or f"Report {number}",
        language="en",
        source=source or f"{number}.html",
        statements=3,
        added="2020-01-01T00:00:00Z",
        weights="w",
        **given,  # type: ignore[arg-type]
    )


def dossier(**facts: object) -> Dossier:
    plain: dict[str, object] = {
        "title": "The dam",
        "figures": Figures(3, 9, 2),
        "claims": (),
        "families": (),
        "altered": (),
        "actors": (),
        "listed": (listed(1), listed(2), listed(3)),
        "sums": {},
    }
    return Dossier(**{**plain, **facts})  # type: ignore[arg-type]


class Shown(Page):
    """A page; shapes of a picture have no end tag that the parser sees."""

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))


def page(made: Dossier) -> Shown:
    return Shown(dossier_page(made))


def two(statement: str = "Water seeped through the dam.") -> Claim:
    echo, post = told(1, "Echo", date="2019-05-01"), told(2, "Post", ("Mara Quill",))
    mail = told(3, "Mail")
    return claim(
        [("Echo", [echo, post], [joined(post, echo, Reason.CREDIT, "Post: as told by Echo")]),
         ("Mail", [mail], [])],
        [joined(mail, echo, Reason.UNSOURCED, "Mail does not say where it has it from")],
        [told(4, "Ministry", text="nothing seeped")],
        [Hearing(told(1, "Echo").document, "Echo", "the ministry", Heard.NOT_HEARD, None),
         Hearing(told(2, "Post").document, "Post", "the ministry", Heard.ANSWERS, "No, it said.")],
        statement,
    )  # fmt: skip


class TestClaims:
    def test_the_counts_the_reckoning_and_the_other_side_are_told(self) -> None:
        shown = page(dossier(claims=(two(),)))
        told_ = shown.inside("c0000001")
        assert "told in 3 documents, 3 times" in told_
        assert "1 to 2 independent origins" in told_
        assert "denied by Ministry" in told_
        assert "3 places − 1 joining = 2 origins; − 1 doubtful joining = 1" in told_
        assert "Post: as told by Echo a credit “water” Post, Echo" in told_
        assert "The lower count, 1, also joins what may be one:" in told_
        assert "Mail does not say where it has it from no source named" in told_
        assert "Ministry says otherwise: “nothing seeped”" in told_
        assert "the accused, the ministry, heard in 1 of 2 documents" in told_
        assert "Echo: not heard Post: answers “No, it said.”" in told_

    def test_the_table_has_the_picture_in_words(self) -> None:
        shown = page(dossier(claims=(two(),)))
        rows = re.findall("<tr[^>]*>(.*?)</tr>", dossier_page(dossier(claims=(two(),))), re.S)
        cells = [" ".join(re.sub("<[^>]+>", " ", row).split()) for row in rows]
        assert any(
            row.startswith("Post 3 May 2019 1 Echo Mara Quill water seeped through the dam")
            and row.endswith("with Echo: Post: as told by Echo")
            for row in cells
        )
        assert any(row.startswith("Ministry 3 May 2019 ✕ says otherwise") for row in cells)
        assert len(shown.all("svg", role="img")) == 2

    def test_many_joinings_are_folded(self) -> None:
        shown = page(dossier(claims=(large(),)))
        assert "13 more joinings" in shown.inside("c0000001")

    def test_places_link_to_documents_that_are_listed(self) -> None:
        shown = page(dossier(claims=(two(),)))
        hrefs = {one["href"] for one in shown.all("a")}
        assert f"#doc-{1:016x}" in hrefs
        assert f"#doc-{4:016x}" not in hrefs
        inner = {one[1:] for one in hrefs if one.startswith("#")}
        assert inner <= set(shown.ids)

    def test_ids_are_there_once(self) -> None:
        claims = (two(), replace(large(), id="c0000002"))
        ids = page(dossier(claims=claims, altered=(family(),), families=(family(),))).ids
        assert len(ids) == len(set(ids))


def member(number: int, text: str, published: str) -> Member:
    return Member(
        document=f"{number:016x}",
        source=f"{number}.html",
        attribution="a1",
        span=(0, len(text)),
        text=text,
        voices=(f"Paper {number}", "Mara Quill"),
        title=None,
        publisher=f"Paper {number}",
        published=published,
    )


def family() -> Family:
    members = (
        member(1, "We never sail without two engineers.", "2019-05-03"),
        member(2, "We sail without three engineers.", "2019-05-05"),
        member(3, "We never sail without two engineers", "2019-05-09"),
    )
    first: Change = (("never",), (), True)
    second: Change = (("2",), ("3",), True)
    back: tuple[Change, ...] = (((), ("never",), True), (("3",), ("2",), True))
    return Family(
        "f0000001",
        members,
        (
            Tie(
                0, 1, Label.ALTERED, (first, second), True, Way.B_ON_A, "the other credits Paper 1"
            ),
            Tie(0, 2, Label.IDENTICAL, (), False, Way.UNKNOWN, ""),
            Tie(1, 2, Label.ALTERED, back, True, Way.UNKNOWN, ""),
        ),
    )


class TestFamilies:
    def test_versions_stand_from_the_earliest_on_with_their_changes(self) -> None:
        made = dossier(altered=(family(),), families=(family(),))
        told_ = page(made).inside("f0000001")
        assert "3 documents, 2 versions grave change" in told_
        assert told_.index("1 the earliest") < told_.index("2 altered beside version 1 grave")
        assert "We [left out: never] sail without [left out: two] [put in: three] eng" in told_
        assert "“never” left out; “two” → “three”" in told_
        assert "Paper 2 leans on Paper 1: it credits Paper 1" in told_
        html = dossier_page(made)
        assert '<del class="grave">' in html
        assert '<ins class="grave">' in html

    def test_the_same_wording_is_shown_once_with_all_who_have_it(self) -> None:
        told_ = page(dossier(altered=(family(),))).inside("f0000001")
        assert told_.count("never sail without two engineers") == 1
        assert told_.index("Paper 3") < told_.index("2 altered")

    def test_a_version_stands_beside_the_one_that_it_does_not_change(self) -> None:
        later = member(4, "We never sail without two engineers on board.", "2019-06-01")
        first, second = family().links[0].changes
        changed = (
            Tie(1, 3, Label.ALTERED, (first,), True, Way.UNKNOWN, ""),
            Tie(1, 3, Label.ALTERED, (second,), True, Way.UNKNOWN, ""),
            Tie(0, 3, Label.SHORTENED, (), False, Way.UNKNOWN, ""),
        )
        made = replace(
            family(), members=(*family().members, later), links=(*family().links, *changed)
        )
        told_ = page(dossier(altered=(made,))).inside("f0000001")
        assert "3 shortened beside version 1 We never" in told_

    def test_changes_of_all_links_of_a_pair_are_marked(self) -> None:
        first, second = family().links[0].changes
        ties = tuple(
            Tie(0, 1, Label.ALTERED, (one,), True, Way.UNKNOWN, "") for one in (first, second)
        )
        made = replace(family(), members=family().members[:2], links=ties)
        told_ = page(dossier(altered=(made,))).inside("f0000001")
        assert "“never” left out; “two” → “three”" in told_

    def test_every_family_has_a_line_that_leads_to_its_versions(self) -> None:
        shown = page(dossier(altered=(family(),), families=(family(),)))
        assert shown.all("a", href="#f0000001")
        assert "gravely altered 3 documents, 3 May 2019 to 9 May 2019" in " ".join(
            "".join(shown.words).split()
        )


class TestMarking:
    def test_what_stands_only_on_the_edge_is_no_change(self) -> None:
        pieces = marked("Yes, we sail", "we sail tomorrow", ())
        assert [piece.mode for piece in pieces] == [Mode.KEPT]

    @pytest.mark.parametrize(
        ("before", "after", "change", "told_"),
        [
            ("we did sail", "we didn't sail", ((), ("not",), True), "“didn't” put in"),
            ("it is not so", "it is so", (("not",), (), True), "“not” left out"),
            ("all saw it", "all heard it", (("saw",), ("heard",), False), "“saw” → “heard”"),
        ],
    )
    def test_changes_are_told_in_the_words_of_both(
        self, before: str, after: str, change: Change, told_: str
    ) -> None:
        pieces = marked(before, after, [change])
        assert in_words(pieces) == told_
        assert {piece.grave for piece in pieces if piece.mode is not Mode.KEPT} == {change[2]}

    def test_the_later_version_is_whole(self) -> None:
        after = "Nobody, he said, isn't to be asked about the gates today."
        changes: list[Change] = [(("is",), ("not",), True), (("them",), ("gates",), False)]
        pieces = marked("Nobody is to be asked about them today.", after, changes)
        kept = "".join(
            piece.text for piece in pieces if piece.mode is not Mode.LEFT_OUT and piece.text != " "
        )
        assert kept.replace(" ", "") == after.replace(" ", "")


class TestLists:
    def test_actors_and_documents_lead_to_one_another(self) -> None:
        person = Person("who-1", "Mara Quill", (("who-1", "Mara Quill"), ("n", "Ms Quill")), 2, 7)
        made = dossier(
            claims=(two(),),
            actors=(Actor(person, (f"{2:016x}", f"{1:016x}")),),
            sums={f"{1:016x}": "ab" * 32},
        )
        shown = page(made)
        assert "Mara Quill also Ms Quill 2 7 Paper 1, Paper 2" in " ".join(
            " ".join(shown.words).split()
        ).replace(" ,", ",")
        assert f"SHA-256 {'ab' * 8}…" in shown.inside(f"doc-{1:016x}")
        assert shown.all("a", href="#c0000001")

    def test_only_addresses_on_the_web_are_links(self) -> None:
        sources = ("javascript:alert(1)", "data:text/html,x", "https://a.example/x?y=1&z=2",
                   "http://user@evil.example/", "//a.example", "file:///etc/passwd")  # fmt: skip
        shown = page(dossier(listed=tuple(listed(n, source=s) for n, s in enumerate(sources))))
        out = [one for one in shown.all("a") if not one["href"].startswith("#")]
        assert [one["href"] for one in out] == ["https://a.example/x?y=1&z=2"]
        assert out[0]["rel"].split() == ["noreferrer", "noopener"]
        assert all(source in "".join(shown.words) for source in sources)


class TestPage:
    def test_nothing_is_loaded_and_no_script_may_run(self) -> None:
        html = dossier_page(dossier(claims=(two(), replace(large(), id="c2"))))
        shown = Shown(html)
        (policy,) = shown.all("meta", **{"http-equiv": "Content-Security-Policy"})
        (sheet,) = re.findall("<style>(.*?)</style>", html, re.S)
        digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
        assert policy["content"] == (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )
        assert not [one for one in shown.elements if "style" in one[1] or "src" in one[1]]
        assert not re.search(r"@import|url\(", sheet)
        assert html.startswith("<!DOCTYPE html>")

    def test_hostile_words_break_nothing(self) -> None:
        echo = told(1, HOSTILE, (HOSTILE,), HOSTILE, HOSTILE)
        other = told(2, HOSTILE, (), "2019-05-01", HOSTILE)
        made = claim(
            [(HOSTILE, [echo, other], [joined(echo, other, Reason.CREDIT, HOSTILE)])],
            (), [told(3, HOSTILE, (HOSTILE,), HOSTILE, HOSTILE)],
            [Hearing(echo.document, HOSTILE, HOSTILE, Heard.DECLINED, HOSTILE)], HOSTILE,
        )  # fmt: skip
        bad = Member("1" * 16, HOSTILE, "a1", (0, 9), HOSTILE, (HOSTILE,) * 2, *(HOSTILE,) * 3)
        poor = replace(bad, document="2" * 16, text=f"{HOSTILE} no")
        change: Change = ((HOSTILE,), ("no",), True)
        tie = Tie(0, 1, Label.ALTERED, (change,), True, Way.A_ON_B, HOSTILE)
        some = Family("f1", (bad, poor), (tie,))
        shown = page(
            dossier(
                title=HOSTILE,
                claims=(made,),
                altered=(some,),
                families=(some,),
                actors=(
                    Actor(Person("who-1", HOSTILE, (("n", HOSTILE + "x"),), 1, 1), ("1" * 16,)),
                ),
                listed=(listed(1, HOSTILE, HOSTILE, publisher=HOSTILE, published=HOSTILE),),
            )
        )
        tags = {tag for tag, _ in shown.elements}
        assert not tags & {"script", "img"}
        assert not [name for _, found in shown.elements for name in found if name[:2] == "on"]
        assert "".join(shown.words).count("<script>alert(1)</script>") > 10

    def test_what_is_cut_is_said(self) -> None:
        made = dossier(claims=(two(),), families=(family(),), altered=(family(),), limit=1,
                       more=frozenset({"claims", "families", "documents"}))  # fmt: skip
        told_ = " ".join("".join(page(made).words).split())
        assert "The first 1 claims" in told_
        assert "The first 1 families" in told_
        assert "altered quotations, grave" not in told_
        assert "Only those that something on this page points to; the ledger has 3." in told_

    def test_an_empty_dossier_says_what_is_not_there(self) -> None:
        told_ = " ".join("".join(page(dossier()).words).split())
        assert "No claim is told in several documents, and none is denied." in told_
        assert "No words were found to be changed" in told_
        assert "Nothing here says what is true." in told_

    def test_the_same_dossier_gives_the_same_page(self) -> None:
        made = dossier(claims=(two(), replace(large(), id="c2")), altered=(family(),))
        assert dossier_page(made) == dossier_page(made)


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
def test_a_phone_shows_the_whole_width_and_the_slender_picture(tmp_path: Path) -> None:
    made = dossier(
        title="y" * 200,
        claims=(large(), replace(two("z" * 300), id="c2")),
        altered=(family(),),
        families=(family(),),
        listed=(listed(1, "x" * 300, "w" * 300),),
    )
    inner = re.sub("<meta http-equiv[^>]*>", "", dossier_page(made))
    script = """<script>addEventListener("load", () => {
      const inner = document.querySelector("iframe").contentDocument, root = inner.documentElement;
      const seen = look => [...inner.querySelectorAll(look)].filter(one => one.clientWidth).length;
      const width = [root.clientWidth, root.scrollWidth];
      document.title = [...width, seen(".wide"), seen(".slender")].join(" ");
    })</script>"""
    frame = f'<iframe style="width:360px;height:800px;border:0" srcdoc="{escape(inner)}"></iframe>'
    file = tmp_path / "frame.html"
    file.write_text(f"<!DOCTYPE html><title></title>{script}{frame}", encoding="utf-8")
    client, scroll, wide, slender = map(int, title_of(file, tmp_path).split())
    assert scroll <= client <= 360
    assert (wide, slender) == (0, 2)


class TestWording:
    @pytest.mark.parametrize(
        ("published", "told_"),
        [
            ("2019-06-03", "3 June 2019"),
            ("2019-06-03T10:00:00Z", "3 June 2019"),
            ("2019-06", "June 2019"),
            ("2019", "2019"),
            ("2019-13-01", "2019-13-01"),
            ("last <week>", "last <week>"),
            (None, "no date"),
        ],
    )
    def test_dates(self, published: str | None, told_: str) -> None:
        assert dated(published) == told_

    @pytest.mark.parametrize(
        ("words", "told_"),
        [
            ("The mill is bleaching the lake,”", "The mill is bleaching the lake"),
            ("“We told them", "We told them"),
            ("“We told” them", "“We told” them"),
            ("the farmers’ wells, ", "the farmers’ wells"),
            ('he said no"', "he said no"),
            ('he said "no', 'he said "no'),
            ("”", "”"),
        ],
    )
    def test_half_pairs_of_marks(self, words: str, told_: str) -> None:
        assert tidied(words) == told_

    def test_bounds(self) -> None:
        assert between(1, 1, "origin") == "1 origin"
        assert between(1, 2, "origin") == "1 to 2 origins"

    def test_words_that_bring_their_marks_get_no_others(self) -> None:
        assert quoted("the letter") == "“the letter”"
        assert quoted("he said “no”") == "he said “no”"

    def test_addresses(self) -> None:
        assert web("HTTPS://a.example")
        assert not web("https://a.example/x y")
        assert not web("https://")
