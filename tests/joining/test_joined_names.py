from __future__ import annotations

import random
import time
from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from sayso.joining import Decision, Edge, Name, NameKey, group

Joined = dict[NameKey, NameKey]


def edge(alias: str, name: str, documents: int = 1) -> Edge:
    return Edge(NameKey(alias), NameKey(name), documents)


def names(**documents: int) -> list[Name]:
    return [Name(NameKey(text.replace("_", " ")), count) for text, count in documents.items()]


def same(one: str, other: str) -> Decision:
    return Decision(NameKey(one), NameKey(other), same=True)


def different(one: str, other: str) -> Decision:
    return Decision(NameKey(one), NameKey(other), same=False)


def together(joined: Joined, *texts: str) -> bool:
    return len({joined[NameKey(text)] for text in texts}) == 1


def test_names_without_edges_stay_alone() -> None:
    joined = group(names(mara_quill=3, quill=1), [])
    assert not together(joined, "mara quill", "quill")


def test_a_surname_goes_to_the_one_full_name_that_claims_it() -> None:
    joined = group(names(mara_quill=3, quill=1), [edge("quill", "mara quill")])
    assert together(joined, "mara quill", "quill")


def test_two_forms_of_a_full_name_agree_about_a_surname() -> None:
    claims = [
        edge("quill", "mara quill", 2),
        edge("quill", "mara j quill"),
        edge("quill", "m quill"),
    ]
    assert together(group([], claims), "mara quill", "mara j quill", "m quill", "quill")


def test_a_disputed_surname_stays_apart() -> None:
    claims = [edge("quill", "mara quill", 3), edge("quill", "ned quill", 2)]
    joined = group([], claims)
    assert len(set(joined.values())) == 3


def test_many_claims_outweigh_a_rare_rival() -> None:
    joined = group([], [edge("quill", "mara quill", 12), edge("quill", "ned quill", 2)])
    assert together(joined, "mara quill", "quill")
    assert not together(joined, "ned quill", "quill")


def test_a_word_that_is_mostly_used_alone_is_left_open() -> None:
    claims = [edge("quill", "mara quill")]
    assert together(group(names(quill=3), claims), "mara quill", "quill")
    assert not together(group(names(quill=4), claims), "mara quill", "quill")


def test_an_abbreviation_needs_two_documents_where_its_letters_do_not_fit() -> None:
    league = "northern relief league"
    assert together(group([], [edge("nrl", league)]), "nrl", league)
    assert not together(group([], [edge("zkv", league)]), "zkv", league)
    assert together(group([], [edge("zkv", league, 2), edge("nrl", league)]), "zkv", "nrl")


def test_two_people_are_no_one() -> None:
    assert not together(
        group([], [edge("tarn", "mara quill and ned tarn", 9)]), "tarn", "mara quill and ned tarn"
    )


def test_what_reports_put_before_a_name_does_not_make_it_another() -> None:
    claims = [
        edge("mara quill", "notorious mara quill", 3),
        edge("mara quill", "mara jane quill", 2),
        edge("quill", "notorious mara quill", 1),
        edge("quill", "mara jane quill", 1),
    ]
    assert together(group([], claims), "notorious mara quill", "mara jane quill", "quill")


def test_names_that_cannot_be_one_are_not_joined_through_a_third() -> None:
    claims = [edge("mara quill", "mara j quill", 6), edge("mara quill", "mara b quill", 1)]
    joined = group([], claims)
    assert together(joined, "mara quill", "mara j quill")
    assert not together(joined, "mara b quill", "mara j quill")


def test_the_full_name_most_used_stands_for_all() -> None:
    counts = names(quill=9, mara_quill=5, mara_jane_quill=2)
    claims = [edge("quill", "mara quill", 5), edge("mara quill", "mara jane quill", 2)]
    assert set(group(counts, claims).values()) == {NameKey("mara quill")}


def test_a_person_joins_and_splits() -> None:
    counts = names(mara_quill=3, the_heron=2)
    assert together(group(counts, [], [same("mara quill", "the heron")]), "mara quill", "the heron")
    claims = [edge("quill", "mara quill", 5)]
    joined = group(counts, claims, [different("quill", "mara quill")])
    assert not together(joined, "mara quill", "quill")


def test_a_name_that_a_person_brought_in_speaks_against_no_other() -> None:
    claims = [edge("mara quill", "mara jane quill")]
    joined = group([], claims, [same("mara quill", "grey heron")])
    assert together(joined, "mara jane quill", "mara quill", "grey heron")


def test_a_path_between_two_told_apart_is_cut_at_its_weakest_claim() -> None:
    claims = [edge("quill", "mara quill", 5), edge("quill", "mara j quill", 2)]
    joined = group([], claims, [different("mara quill", "mara j quill")])
    assert together(joined, "mara quill", "quill")
    assert not together(joined, "mara j quill", "quill")


def test_not_the_same_holds_against_the_same() -> None:
    told = [same("a", "b"), same("b", "c"), different("a", "c")]
    joined = group([], [], told)
    assert not together(joined, "a", "c")
    assert together(joined, "a", "b") != together(joined, "b", "c")


def test_bearers_of_one_name_that_were_told_apart_stay_apart() -> None:
    painter = NameKey("mara quill").marked("the painter")
    claims = [edge("quill", "mara quill", 3), Edge(NameKey("quill"), painter, 2)]
    joined = group([], claims)
    assert joined[painter] == painter
    assert joined[NameKey("quill")] == NameKey("quill")


_KEYS = st.sampled_from(
    [
        NameKey(text)
        for text in (
            *("mara quill", "mara j quill", "mara b quill", "ned quill", "quill", "mara", "mq"),
            *("notorious mara quill", "ned tarn", "tarn", "northern relief league", "nrl", "zkv"),
            *("relief league", "harlow police", "harlow police department", "ada ned tarn"),
        )
    ]
    + [NameKey("mara quill", "the painter")]
)
_NAMES = st.dictionaries(_KEYS, st.integers(0, 9), max_size=12).map(
    lambda found: [Name(key, count) for key, count in found.items()]
)
_EDGES = st.dictionaries(st.tuples(_KEYS, _KEYS), st.integers(1, 9), max_size=14).map(
    lambda found: [Edge(alias, name, count) for (alias, name), count in found.items()]
)
_DECISIONS = st.lists(st.builds(Decision, _KEYS, _KEYS, st.booleans()), max_size=5)


@given(_NAMES, _EDGES, _DECISIONS, st.randoms(use_true_random=False))
def test_order_is_nothing(
    counts: list[Name], claims: list[Edge], told: list[Decision], chance: random.Random
) -> None:
    expected = group(counts, claims, told)
    mixed = [list(counts), list(claims), [*told, *told]]
    for one in mixed:
        chance.shuffle(one)
    assert group(mixed[0], mixed[1], mixed[2]) == expected  # type: ignore[arg-type]


@given(_NAMES, _EDGES, _DECISIONS, _KEYS)
def test_a_neighbourhood_gives_what_all_names_give(
    counts: list[Name], claims: list[Edge], told: list[Decision], start: NameKey
) -> None:
    near = _neighbourhood(start, claims, told)
    part = group(
        [one for one in counts if one.key in near],
        [one for one in claims if one.alias in near and one.name in near],
        [one for one in told if one.one in near and one.other in near],
    )
    whole = group(counts, claims, told)
    assert part == {key: first for key, first in whole.items() if key in near}


def _neighbourhood(
    start: NameKey, claims: Iterable[Edge], told: Iterable[Decision]
) -> set[NameKey]:
    pairs = [(one.alias, one.name) for one in claims]
    pairs += [(one.one, one.other) for one in told if one.same]
    near = {start}
    while True:
        more = {key for pair in pairs if not near.isdisjoint(pair) for key in pair} - near
        if not more:
            return near
        near |= more


@given(_NAMES, _EDGES, _DECISIONS)
def test_what_a_person_tells_apart_is_apart_and_what_is_the_same_is_together(
    counts: list[Name], claims: list[Edge], told: list[Decision]
) -> None:
    joined = group(counts, claims, told)
    apart = [one for one in told if not one.same and one.one != one.other]
    assert all(joined.get(one.one, one.one) != joined.get(one.other, one.other) for one in apart)
    joined = group(counts, claims, [one for one in told if one.same])
    assert all(joined[one.one] == joined[one.other] for one in told if one.same)


@given(_NAMES, _EDGES, _KEYS)
def test_one_decision_for_the_same_always_holds(
    counts: list[Name], claims: list[Edge], one: NameKey
) -> None:
    joined = group(counts, claims, [Decision(one, NameKey("grey heron"), same=True)])
    assert joined[one] == joined[NameKey("grey heron")]


@given(_NAMES, _EDGES)
def test_who_stands_for_others_stands_for_itself(counts: list[Name], claims: list[Edge]) -> None:
    joined = group(counts, claims)
    assert all(joined[first] == first for first in joined.values())


def test_twenty_thousand_names_take_seconds() -> None:
    chance = random.Random(7)
    first = [f"{a}{b}" for a in "bdfgklmnrst" for b in ("al", "en", "ir", "or")]
    last = [f"{one}{number}" for number in range(80) for one in first]
    full = sorted({f"{chance.choice(first)} {chance.choice(last)}" for _ in range(20_000)})
    claims = [edge(one.split()[1], one, 1 + chance.randrange(3)) for one in full]
    counts = [Name(NameKey(one), 1) for one in full]
    before = time.process_time()
    group(counts, claims)
    assert time.process_time() - before < 4
