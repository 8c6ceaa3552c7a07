"""The reckoning of origins: what joins testimonies, what may, and what a person decides."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as some
from telling import count, reasons, told

from sayso.document import Span
from sayso.linking.direction import Way
from sayso.linking.joinings import Known, Reason
from sayso.linking.origins import Ruling, reckon
from sayso.linking.testimony import Voice

QUILL = Voice(("Mara Quill", "Quill"), id="who-quill", person=True)
BRANDT = Voice(("Jonas Brandt",), id="who-brandt", person=True)
RESIDENTS = Voice(("residents",), named=False)
NOBODY: tuple[Voice, ...] = ()


def words(one: str, other: str, many: int) -> Known:
    first, second = sorted((one, other))
    shared = (many, Span(0, 1, first[0]), Span(0, 1, second[0]))
    return Known({frozenset((one, other)): shared})


def test_one_testimony_is_one_origin() -> None:
    assert count(reckon([told("a", QUILL)])) == (1, 1)


@pytest.mark.parametrize(("name", "shown"), [("It", "somebody unnamed"), ("a porter", "a porter")])
def test_a_pronoun_is_no_name_for_an_origin(name: str, shown: str) -> None:
    assert reckon([told("a", Voice((name,), named=False))]).groups[0].name == shown


def test_two_named_witnesses_are_two() -> None:
    assert count(reckon([told("a", QUILL), told("b", BRANDT)])) == (2, 2)


def test_one_speaker_is_one_whatever_the_words() -> None:
    found = reckon([told("a", QUILL), told("b", QUILL), told("c", BRANDT)])
    assert count(found) == (2, 2)
    assert found.groups[0].name == "Mara Quill"
    assert found.groups[0].why == "both have it from Mara Quill"


def test_what_passes_through_one_mouth_is_one() -> None:
    inquiry = Voice(("the Varn Inquiry",), document=True)
    found = reckon([told("a", inquiry, QUILL), told("b", inquiry, BRANDT)])
    assert count(found) == (1, 1)
    assert found.groups[0].why == "both have it through the Varn Inquiry"


def test_the_same_words_are_one_origin() -> None:
    found = reckon([told("a"), told("b")], words("a", "b", 14))
    assert count(found) == (1, 1)
    assert reasons(found) == [Reason.WORDS]


def test_similar_words_of_two_named_witnesses_are_two() -> None:
    assert count(reckon([told("a", QUILL), told("b", BRANDT)], words("a", "b", 6))) == (2, 2)


def test_long_words_from_two_mouths_may_be_one() -> None:
    found = reckon([told("a", QUILL), told("b", BRANDT)], words("a", "b", 20))
    assert count(found) == (1, 2)
    assert [one.reason for one in found.doubts] == [Reason.MOUTHS]


def test_a_witness_in_a_document_of_no_house_is_called_by_the_document() -> None:
    seen = told("b", words="I saw the boats go out at six in the morning")
    seen = replace(seen, houses=(), file="diary.txt")
    found = reckon([told("a", QUILL), seen], words("a", "b", 20))
    assert count(found) == (1, 2)
    assert found.doubts[0].why.endswith("from two mouths, Mara Quill and diary.txt")


def test_a_nameless_source_may_be_anybody_but_not_two_at_once() -> None:
    found = reckon([told("a", QUILL), told("b", BRANDT), told("c", RESIDENTS)])
    assert count(found) == (2, 3)
    assert [one.reason for one in found.doubts] == [Reason.NAMELESS]


def test_what_two_papers_tell_without_a_source_is_one_or_two() -> None:
    found = reckon([told("a"), told("b")])
    assert count(found) == (1, 2)
    assert [one.reason for one in found.doubts] == [Reason.UNSOURCED]


@pytest.mark.parametrize(
    "text",
    [
        "HALVERN (Coast Wire) — The harbour is closed.",
        "The closure was first reported by the Coast Wire.",
        "The Coast Wire reported that it is closed.",
        "It is closed, by the account in the Coast Wire.",
        "As the Coast Wire has it, the harbour is closed.",
        "Per the Coast Wire, the harbour is closed.",
        "The harbour is closed, if one may believe the Coast Wire.",
        "As the daily Coast Wire has disclosed, the harbour is closed.",
        "Read the Coast Wire, which has it that the harbour is closed.",
        "It's in the Coast Wire that the harbour is closed.",
    ],
)
def test_who_credits_a_house_leans_on_it(text: str) -> None:
    wire = told("a", house="The Coast Wire", published="2031-03-01")
    found = reckon([wire, told("b", published="2031-03-02", text=text)])
    assert count(found) == (1, 1)
    assert reasons(found) == [Reason.CREDIT]
    assert any("Coast Wire" in span.text for _, span in found.groups[0].joinings[0].evidence)


def test_a_credit_is_for_the_report_before_it() -> None:
    post = {"house": "Coast Post"}
    wire = Voice(("Coast Post",), id="who-post", calls=("the Coast Post",))
    some = [
        told("a", QUILL, published="2031-03-01", **post),
        told("b", BRANDT, published="2031-03-09", **post),
        told("c", wire, published="2031-03-02"),
    ]
    found = reckon(some)
    assert count(found) == (2, 2)
    assert [set(group.members) for group in found.groups] == [{"a", "c"}, {"b"}]


def test_a_credit_without_dates_is_for_the_report_that_is_most_like_it() -> None:
    post = Voice(("Coast Post",), id="who-post", calls=("the Coast Post",))
    some = [
        told("a", QUILL, house="Coast Post", text="The crane fell on a barge full of tiles."),
        told("b", BRANDT, house="Coast Post", text="He had oiled it himself, he said."),
        told("c", post, text="A crane fell on a barge, the paper says."),
    ]
    found = reckon(some)
    assert [set(group.members) for group in found.groups] == [{"a", "c"}, {"b"}]


def test_a_source_of_ones_own_is_not_had_from_a_house_named_beside_it() -> None:
    wire = told("a", house="The Coast Wire", published="2031-03-01")
    text = "The Coast Wire has the crane wrong, residents say: it fell at noon."
    found = reckon([wire, told("b", RESIDENTS, published="2031-03-02", text=text)])
    assert count(found) == (1, 2)


def test_who_reported_it_relays_it_whatever_the_name() -> None:
    stage = Voice(("Stagelight",), id="who-stage", reports=True)
    assert count(reckon([told("a", stage), told("b", QUILL)])) == (1, 2)
    stage = Voice(("Stagelight",), id="who-stage")
    assert count(reckon([told("a", stage), told("b", QUILL)])) == (2, 2)


def test_a_named_voice_vouches_for_the_nameless_one_behind_it() -> None:
    heard = Voice(("he",), named=False, person=True)
    known = Known(alike=lambda one, other: "an initial")
    found = reckon([told("a", QUILL, heard), told("b", BRANDT)], known)
    assert (count(found), found.doubts[0].reason) == ((1, 2), Reason.PERSON)


@pytest.mark.parametrize(
    ("house", "title"),
    [("Gull Street Association", "To the mayor"), ("Gull Folk", "An open letter to the mayor")],
)
def test_a_body_is_the_source_of_what_it_tells_in_its_own_letter(house: str, title: str) -> None:
    letter = told("a", house=house, title=title, published="2031-03-01")
    assert count(reckon([letter, told("b", QUILL)])) == (2, 2)
    named = told("b", QUILL, published="2031-03-02", text=f"The letter of {house} is long.")
    assert count(reckon([letter, named])) == (2, 2)
    assert count(reckon([letter, told("b")])) == (1, 2)


def test_a_papers_name_is_a_papers_though_it_has_a_letters_title() -> None:
    assert count(reckon([told("a", title="Letter from the coast"), told("b", QUILL)])) == (1, 2)


def test_the_end_of_a_papers_name_is_its_name() -> None:
    wire = told("a", house="The Harrow Coast Wire")
    found = reckon([wire, told("b", text="As the Coast Wire has it, the harbour is closed.")])
    assert (count(found), reasons(found)) == ((1, 1), [Reason.CREDIT])


def test_a_report_is_credited_to_the_paper_that_it_is_told_to_stand_in() -> None:
    report = Voice(("report",), named=False, document=True, calls=("a report in the Gull Gazette",))
    found = reckon([told("a", house="Gull Gazette"), told("b", report)])
    assert (count(found), reasons(found)) == ((1, 1), [Reason.CREDIT])
    assert count(reckon([told("a", house="Coast Post"), told("b", report)])) == (1, 2)


def test_a_release_is_its_houses_word_and_who_is_of_that_house_speaks_for_it() -> None:
    release = told("a", house="Sall Mills", release=True)
    voss = Voice(("Ada Voss of Sall Mills",), id="who-voss", person=True)
    head = Voice(
        ("Ada Voss",), id="who-voss", person=True, calls=("Ada Voss, Sall's chief executive",)
    )
    assert count(reckon([release, told("b", QUILL)])) == (2, 2)
    assert count(reckon([release, told("b", voss)])) == (1, 1)
    assert count(reckon([release, told("b", head)])) == (1, 1)
    assert count(reckon([told("a", house="Sall Mills"), told("b", voss)])) == (1, 2)


def test_a_narrator_who_was_there_is_a_witness() -> None:
    seen = told("a", house="Brass and Bone", words="I turned it over and saw the drill holes.")
    assert count(reckon([seen, told("b", QUILL)])) == (2, 2)


@pytest.mark.parametrize(
    "words",
    [
        "I read that the mask was drilled.",
        "We have heard that the mask was drilled.",
        "“I saw the holes,” a porter says of the mask.",
    ],
)
def test_a_narrator_who_read_or_heard_of_it_is_none(words: str) -> None:
    assert count(reckon([told("a", words=words), told("b", QUILL)])) == (1, 2)


def test_who_gives_the_word_of_a_house_knows_no_more_than_it_does() -> None:
    watch = Voice(("Gull Watch",), id="who-watch", body=True)
    own = told("a", RESIDENTS, house="Gull Watch", published="2031-03-01")
    paper = told("b", watch, published="2031-03-02")
    assert count(reckon([own, paper, told("c", QUILL)])) == (1, 2)


def test_the_people_of_a_body_speak_for_it() -> None:
    alliance = told("a", house="Renewal Alliance", release=True)
    people = Voice(("the Alliance’s people",), named=False)
    assert count(reckon([alliance, told("b", people)])) == (1, 1)


def test_a_credit_does_not_join_two_named_speakers() -> None:
    wire = told("a", QUILL, house="The Coast Wire")
    credit = "HALVERN (Coast Wire) — The harbour is closed."
    assert count(reckon([wire, told("b", BRANDT, text=credit)])) == (2, 2)


def test_two_that_credit_one_agency_are_one() -> None:
    credit = "HALVERN (Coast Wire) — The harbour is closed."
    found = reckon([told("a", text=credit), told("b", text=credit)])
    assert (count(found), reasons(found)) == ((1, 1), [Reason.SAME_CREDIT])


def test_a_circle_is_one_origin() -> None:
    one = told("a", house="Harbour Post", text="As the Gull Gazette reported, it is closed.")
    other = told("b", house="Gull Gazette", text="As the Harbour Post reported, it is closed.")
    found = reckon([one, other])
    assert count(found) == (1, 1)
    assert "each other" in found.groups[0].why


def test_a_press_release_is_the_voice_that_others_quote() -> None:
    port = Voice(("Port Authority",), id="who-port")
    woman = Voice(("Ina Roth",), "Port Authority spokeswoman Ina Roth", id="who-roth", person=True)
    release = told("a", house="Port Authority")
    found = reckon([release, told("b", port), told("c", woman)])
    assert count(found) == (1, 1)


def test_a_letter_is_known_by_its_title() -> None:
    letter = Voice(("the open letter",), document=True)
    found = reckon([told("a", title="Open letter to the mayor"), told("b", letter)])
    assert count(found) == (1, 1)
    assert count(reckon([told("a", title="Mayor reads the open letter"), told("b", letter)])) == (
        1,
        2,
    )


def test_a_later_copy_without_a_source_of_its_own_is_the_earlier_ones() -> None:
    known = Known(leaning=lambda a, b: (Way.B_ON_A, "most of it stands there"))
    found = reckon([told("a", document="1"), told("b", document="2")], known)
    assert (count(found), reasons(found)) == ((1, 1), [Reason.COPY])
    assert count(reckon([told("a", document="1"), told("b", QUILL, document="2")], known)) == (1, 2)


def test_names_that_may_be_one_persons_make_a_range() -> None:
    known = Known(alike=lambda one, other: "names that sound the same")
    found = reckon([told("a", QUILL), told("b", BRANDT)], known)
    assert (count(found), found.doubts[0].reason) == ((1, 2), Reason.PERSON)


def test_a_person_parts_what_the_rules_join() -> None:
    both = [told("a", QUILL), told("b", QUILL)]
    assert count(reckon(both, rulings=[Ruling("a", "b", same=False)])) == (2, 2)


def test_what_a_person_parts_is_not_joined_by_way_of_a_third() -> None:
    three = [told("a", QUILL), told("b", QUILL), told("c", QUILL)]
    found = reckon(three, rulings=[Ruling("a", "b", same=False)])
    assert count(found) == (2, 2)
    assert not any({"a", "b"} <= set(group.members) for group in found.groups)


def test_a_person_joins_what_no_rule_does() -> None:
    ruling = Ruling("a", "b", same=True, why="they are married")
    found = reckon([told("a", QUILL), told("b", BRANDT)], rulings=[ruling])
    assert count(found) == (1, 1)
    assert found.groups[0].why == "they are married"


def test_a_ruling_about_other_places_is_left_alone() -> None:
    rulings = [Ruling("a", "z", same=True)]
    assert count(reckon([told("a", QUILL), told("b", BRANDT)], rulings=rulings)) == (2, 2)


def test_two_testimonies_with_one_key_are_an_error() -> None:
    with pytest.raises(ValueError, match="one key"):
        reckon([told("a"), told("a")])


def test_the_order_makes_no_difference() -> None:
    mixed = [told("a", QUILL), told("b", RESIDENTS), told("c"), told("d", QUILL, RESIDENTS)]
    assert len({repr(reckon(order)) for order in permutations(mixed)}) == 1


voices = some.lists(some.sampled_from([QUILL, BRANDT, RESIDENTS]), max_size=2)


@given(some.lists(voices, min_size=1, max_size=7))
def test_every_testimony_is_in_one_group_with_joinings_to_show_for_it(
    chains: list[list[Voice]],
) -> None:
    found = reckon([told(f"k{n}", *chain) for n, chain in enumerate(chains)])
    members = [key for group in found.groups for key in group.members]
    assert sorted(members) == sorted(f"k{n}" for n in range(len(chains)))
    assert all(len(one.joinings) == len(one.members) - 1 for one in found.groups)
    assert 1 <= found.least <= found.most == len(found.groups)
    assert found.most - found.least == len(found.doubts)
