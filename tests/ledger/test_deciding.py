"""Decisions about actors hold, can be taken back, and outlive the documents they came from."""

from __future__ import annotations

import pytest
from benches import adding, contents
from fabricated import STORIES, Told, Who, story
from stores import Store

from sayso.errors import LedgerError, UnknownRecord
from sayso.ledger import Ledger, Query


def only(name: str, *aliases: str) -> Told:
    """A document that does nothing but name somebody."""
    return story(f"{name}.txt", name, (Who("act-1", name, aliases=aliases, mentions=(name,)),), ())


def put(ledger: Ledger, *told: Told) -> None:
    assert all(outcome.status == "added" for outcome in adding(ledger, told))


def groups(ledger: Ledger) -> set[frozenset[str]]:
    """Who is one actor with whom, by the names that documents bear."""
    return {frozenset(name for _, name in one.names) for one in ledger.people(limit=100)}


def sets(*groups: tuple[str, ...]) -> set[frozenset[str]]:
    return {frozenset(group) for group in groups}


MARA, ILSE, WENNA = "Mara Quill", "Ilse Haldane", "Wenna Oduya"


def test_a_merge_joins_two_actors_and_undoing_it_parts_them(ledger: Ledger) -> None:
    put(ledger, *STORIES)
    before = contents(ledger)
    joined = ledger.merge(MARA, "Élodie Garçon", "she married")
    assert {name for _, name in joined.names} >= {MARA, "Élodie Garçon"}
    assert ledger.search(Query(by=joined.id)) != []
    ledger.undo(1)
    assert contents(ledger) | {"decisions": []} == before
    assert [one.undone_by for one in ledger.decisions()] == ["Wenna Thornbury"]
    with pytest.raises(LedgerError, match="undone already"):
        ledger.undo(1)
    with pytest.raises(UnknownRecord):
        ledger.undo(2)


def test_a_split_keeps_an_alias_from_joining(ledger: Ledger) -> None:
    put(ledger, only(MARA, "Quill"), only("Quill"))
    assert groups(ledger) == sets((MARA, "Quill"))
    ledger.split(MARA, "Quill")
    assert groups(ledger) == sets((MARA,), ("Quill",))
    ledger.undo(1)
    assert groups(ledger) == sets((MARA, "Quill"))


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_decisions_on_one_pair_the_later_holds(ledger: Ledger, turned: bool) -> None:
    put(ledger, only(MARA), only(ILSE))
    ledger.split(MARA, ILSE)
    ledger.merge(*((ILSE, MARA) if turned else (MARA, ILSE)))
    assert groups(ledger) == sets((MARA, ILSE))
    ledger.split(*((ILSE, MARA) if turned else (MARA, ILSE)))
    assert groups(ledger) == sets((MARA,), (ILSE,))
    ledger.undo(3)
    assert groups(ledger) == sets((MARA, ILSE))
    ledger.undo(2)
    assert groups(ledger) == sets((MARA,), (ILSE,))


def test_a_merge_that_nothing_can_be_made_of_is_refused(ledger: Ledger) -> None:
    put(ledger, only(MARA), only(ILSE))
    with pytest.raises(UnknownRecord):
        ledger.merge(MARA, "Nobody Inparticular")
    ledger.merge(MARA, ILSE)
    log = ledger.custody()
    with pytest.raises(LedgerError, match="one actor already"):
        ledger.merge(MARA, ILSE)
    assert ledger.custody() == log


def test_names_that_only_a_third_held_together_part_when_it_goes(ledger: Ledger) -> None:
    put(ledger, only(MARA), only(ILSE), only(WENNA))
    ledger.merge(MARA, ILSE)
    ledger.merge(ILSE, WENNA)
    assert groups(ledger) == sets((MARA, ILSE, WENNA))
    ledger.remove(only(ILSE)[1].document.id, "a test")
    present = {id for one in ledger.people() for id, _ in one.names}
    assert {one.id for one in ledger.people()} <= present
    for name in (MARA, WENNA):
        assert len(ledger.people(name)) == 1


@pytest.mark.parametrize("gone", [MARA, ILSE, WENNA])
def test_a_chain_of_merges_is_the_same_whether_a_document_came_or_went(
    store: Store, gone: str
) -> None:
    with store.emptied(1) as one, store.emptied(2) as other:
        for ledger in (one, other):
            put(ledger, only(MARA), only(ILSE), only(WENNA))
            ledger.merge(MARA, ILSE)
            ledger.merge(ILSE, WENNA)
        one.remove(only(gone)[1].document.id, "a test")
        with store.emptied(3) as new:
            new.take(one.lines(), "lines")
            assert contents(new) == contents(one)


def test_a_decision_can_be_undone_when_its_names_are_gone(ledger: Ledger) -> None:
    put(ledger, only(MARA), only(ILSE))
    ledger.merge(MARA, ILSE)
    ledger.remove(only(ILSE)[1].document.id, "a test")
    ledger.undo(1)
    put(ledger, only(WENNA))
    assert groups(ledger) == sets((MARA,), (WENNA,))


def test_a_bearer_of_a_name_is_told_apart_in_one_document(ledger: Ledger) -> None:
    put(ledger, *STORIES)
    minutes = STORIES[3][1].document.id
    before, hits = contents(ledger), ledger.search(Query(by=MARA))
    assert {hit.document for hit in hits} >= {minutes}
    ledger.split_in(MARA, minutes, "her aunt")
    (aunt,) = (one for one in ledger.people() if one.name == "MARA QUILL")
    assert [hit.document for hit in ledger.search(Query(by=aunt.id))] == [minutes]
    ledger.undo(1)
    assert contents(ledger) | {"decisions": []} == before
    with pytest.raises(UnknownRecord):
        ledger.split_in("Tomas Haldane", minutes)


def test_the_only_bearer_of_a_name_can_be_told_apart_beforehand(ledger: Ledger) -> None:
    put(ledger, only(MARA))
    ledger.split_in(MARA, only(MARA)[1].document.id)
    put(ledger, story("other.txt", f"About {MARA}", (Who("act-1", MARA, mentions=(MARA,)),), ()))
    assert len(ledger.people(MARA)) == 2


def test_decisions_hold_when_the_document_was_removed_and_others_bear_the_names(
    ledger: Ledger,
) -> None:
    put(ledger, only(MARA), only(ILSE))
    ledger.merge(MARA, ILSE)
    for name in (MARA, ILSE):
        ledger.remove(only(name)[1].document.id, "a test")
    assert ledger.people() == []
    for name in (ILSE, MARA):
        who = Who("act-1", name, mentions=(name,))
        put(ledger, story(f"again-{name}.txt", f"Again {name}", (who,), ()))
    assert groups(ledger) == sets((MARA, ILSE))
