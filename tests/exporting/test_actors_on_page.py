from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from pages import HOSTILE, Page

from sayso import NARRATOR, Act, Report, Stance
from sayso.exporting import to_html


def card(report: Report, name: str) -> str:
    """What the page says on the card of the actor with this name."""
    page = Page(to_html([report]))
    heads = (page.inside(id) for id in page.ids if re.fullmatch(r"d1-w\d+", id))
    return next(words for words in heads if words.startswith(name))


def test_a_card_says_who_the_actor_is(ferry: Report) -> None:
    assert card(ferry, "Lumen Ferry").startswith("Lumen Ferry Company organisation also LFC")
    assert card(ferry, "former mates").startswith("former mates group3 people")
    assert card(ferry, "open letter").startswith("open letter documentwritten by Ada Tallis")
    assert card(ferry, "source").startswith("source close to the harbour board personunnamed")


def test_a_card_counts_and_lists_what_is_said_by_and_about_the_actor(ferry: Report) -> None:
    words = card(ferry, "Oskar Venn")
    assert "Says 2 6 7 1 asserts, 1 denies Spoken about 1 9" in words
    assert "6 said “Nobody ever showed me such a report,” 7 denied that the hull was weak" in words
    assert "9 source close to the harbour board alleged that an inspector" in words


def test_a_card_says_how_each_voice_names_the_actor(ferry: Report) -> None:
    words = card(ferry, "Lumen Ferry")
    narrator = "The Castrey Herald “the company”\N{NO-BREAK SPACE}×2, “Lumen Ferry Company”"
    assert " ".join(f"Called {narrator} open letter “these undertakers”".split()) in words


def test_every_link_of_every_card_leads_somewhere(ferry: Report) -> None:
    page = Page(to_html([ferry, ferry]))
    assert len(page.ids) == len(set(page.ids))
    assert {found["href"][1:] for found in page.all("a")} <= set(page.ids)


def test_a_label_leads_to_where_it_stands(ferry: Report) -> None:
    html = to_html([ferry])
    href = re.search('href="#([^"]*)">“<bdi>these undertakers', html)
    assert href
    after = html.partition(f'id="{href[1]}"></i>')[2]
    assert re.sub("<[^>]*>", "", after).startswith("these undertakers”.")


def test_text_with_mentions_and_anchors_is_still_the_document_text(ferry: Report) -> None:
    html = to_html([ferry])
    assert Page(html).columns == [ferry.text]
    assert 'class="m d1-m2 first' in html
    assert 'class="at d1-w2"' in html


def test_actors_with_nothing_said_by_or_about_them_are_left_out(ferry: Report) -> None:
    page = Page(to_html([ferry]))
    assert len([id for id in page.ids if re.fullmatch(r"d1-w\d+", id)]) == len(ferry.actors) - 1
    silent = replace(ferry, attributions=(), names=())
    assert 'id="d1-actors"' not in to_html([silent])


def test_those_who_are_only_spoken_about_are_folded_away(ferry: Report) -> None:
    folded = to_html([ferry]).partition("<summary>1 more only spoken about</summary>")[2]
    assert "Government of Castrey" in folded.partition("</details>")[0]


def test_an_entry_names_act_target_stance_and_chain(ferry: Report) -> None:
    page = Page(to_html([ferry]))
    assert "asks Government of Castrey" in page.inside("d1-a5")
    assert "“boasted” colours" in page.inside("d1-a1")
    chain = "The Castrey Herald › then open letter (Ada Tallis) › then former mates"
    assert chain in page.inside("d1-a3")
    assert "The Castrey Herald" not in page.inside("d1-a1")


def test_the_loaded_cues_stand_in_the_overview(ferry: Report) -> None:
    words = " ".join("".join(Page(to_html([ferry])).words).split())
    assert (
        "The narrator’s thumb on the scale: distances: claims, alleged, claimed "
        "affirms: pointed out colours: boasted In the words of open letter: affirms: admit"
    ) in words


def test_a_hostile_actor_stays_text(annotate) -> None:
    a = annotate(f"{HOSTILE} said {HOSTILE}", publisher=HOSTILE)
    author = a.actor(HOSTILE)
    actor = a.actor(HOSTILE, "document", (HOSTILE,), [HOSTILE], author=author)
    a.says(HOSTILE, "said", "<script>alert(1)</script>", "direct", actor=actor, act=Act.ASKS,
           target=author, stance=Stance.DISTANCES)  # fmt: skip
    a.calls(NARRATOR, actor, HOSTILE)
    html = to_html([a.report()])
    page = Page(html)
    assert page.columns == [a.document.text]
    assert not {tag for tag, _ in page.elements} & {"script", "img"}
    assert all(found["href"].startswith("#") for found in page.all("a"))
    assert "alert" not in html.partition("</style>")[0]


@st.composite
def mentions(draw: st.DrawFn) -> tuple[str, list[list[int]]]:
    text = draw(st.text(alphabet="ab <&\n\u202e", min_size=2, max_size=40))
    ends = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    return text, draw(st.lists(ends, min_size=1, max_size=5))


@given(mentions(), st.data())
def test_any_overlap_of_mentions_reproduces_the_text(annotate, drawn, data) -> None:
    text, places = drawn
    a = annotate(text)
    for start, end in places:
        actor = a.actor("somebody")
        part = a.document.part([[start, end]])
        a.actors[actor] = replace(a.actors[actor], mentions=part)
        content = data.draw(st.sampled_from(places))
        a.says("", "", text[slice(*content)], "indirect", actor=actor)
        a.calls(NARRATOR, actor, text[start:end])
    page = Page(to_html([a.report()]))
    assert page.columns == [text]
    assert {found["href"][1:] for found in page.all("a")} <= set(page.ids)


def test_a_page_of_hundreds_of_actors_stays_small(annotate) -> None:
    a = annotate("\n\n".join(f"Keeper {n:03} said that owner {n:03} left." for n in range(400)))
    for n in range(400):
        who = a.actor(f"Keeper {n:03}", mentions=[f"Keeper {n:03}"])
        a.actor(f"owner {n:03}", mentions=[f"owner {n:03}"])
        near = f"Keeper {n:03}"
        a.says(near, "said", f"that owner {n:03} left", "indirect", actor=who, near=near)
    html = to_html([a.report()])
    page = Page(html)
    assert len(html) < 2_000_000
    assert html.count('class="actor ') == 800
    assert "388 more who speak, 400 only spoken about" in html
    assert html.partition("</style>")[0].count(":target) .d1-m") == 300
    assert {found["href"][1:] for found in page.all("a")} <= set(page.ids)
