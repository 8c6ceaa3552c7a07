"""Families in a ledger: found as documents come, gone as they go, the same in any order."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from reported import Said, report
from sqlalchemy import select, text

from sayso import Actor, ActorType, Report
from sayso.capture import Capture
from sayso.errors import LedgerError
from sayso.ledger import Ledger, schema
from sayso.ledger.checking import Found
from sayso.ledger.packing import packed, unpacked
from sayso.ledger.writing import erase_report, write_capture, write_report
from sayso.linking import Label, Way, passages

PROMISE = "We will not close the harbour before every fisherman has found another berth."
COSTS = "It will cost the town 40 million crowns within a single year."


LATER = ("rulings", "relations", "terms", "propositions", "linked")
"""Tables of later steps that hang on those of the second."""


def told(publisher: str, published: str, text: str, *said: Said) -> Report:
    """A report by a house; its first attribution is Mara Quill's if it names her."""
    plain = report(f"{publisher}.txt", text, *said)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    about = {"id": sha256[:16], "sha256": sha256, "publisher": publisher, "published": published}
    mara = "Mara Quill" in text
    actors = [
        Actor("act-1", name, ActorType.PERSON)
        for name in ("Mara Quill" if mara else "Jonas Brandt",)
    ]
    return replace(
        plain,
        document=replace(plain.document, **about),
        actors=tuple(actors),
        attributions=tuple(
            replace(one, actor="act-1", chain=("narrator", "act-1")) for one in plain.attributions
        ),
    )


POST = told(
    "Harbour Post",
    "2031-05-02",
    f"“{PROMISE} {COSTS}” said Mara Quill on Monday.",
    ("said", f"“{PROMISE} {COSTS}”"),
)
HERALD = told(
    "The Herald",
    "2031-05-03",
    f"“{PROMISE.replace('not ', '')}” said Mara Quill, as first reported by the Harbour Post.",
    ("said", f"“{PROMISE.replace('not ', '')}”"),
)
RADIO = told(
    "Radio Halvern",
    "2031-05-04",
    f"“{COSTS}” said Jonas Brandt of the pilots.",
    ("said", f"“{COSTS}”"),
)
OTHER = told("Inland Times", "2031-05-05", "Nothing at all happened in the hills this spring.")
ALL = (POST, HERALD, RADIO, OTHER)


def add(ledger: Ledger, reports: Sequence[Report]) -> None:
    with ledger.database.writing() as connection:
        for one in reports:
            document = one.document
            capture = Capture(document.text.encode(), document.source)
            write_capture(connection, capture, document.sha256)
            write_report(connection, one, weights="w", version="v")


def held(ledger: Ledger) -> list[list[tuple[object, ...]]]:
    tables = (schema.carried, schema.marks, schema.repeats)
    with ledger.database.reading() as connection:
        return [sorted(map(tuple, connection.execute(select(table))), key=str) for table in tables]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "ledger") as made:
        add(made, ALL)
        assert made.link() == len(ALL)
        yield made


def test_two_sentences_of_one_speech_are_two_families(ledger: Ledger) -> None:
    found = {
        frozenset(member.publisher for member in family.members) for family in ledger.families()
    }
    assert found == {
        frozenset({"Harbour Post", "The Herald"}),
        frozenset({"Harbour Post", "Radio Halvern"}),
    }


def test_a_family_tells_versions_changes_and_direction(ledger: Ledger) -> None:
    (family,) = ledger.families(altered=True)
    (tie,) = family.links
    a, b = family.members[tie.a], family.members[tie.b]
    assert tie.label is Label.ALTERED
    assert tie.grave
    assert "“not”" in tie.changed
    post = "a" if a.publisher == "Harbour Post" else "b"
    assert tie.direction is (Way.B_ON_A if post == "a" else Way.A_ON_B)
    for member in (a, b):
        text = ledger.report(member.document).text
        assert text[member.span[0] : member.span[1]] == member.text
        assert member.attribution == "a1"
        assert member.voices[-1] == "Mara Quill"


def test_the_order_of_adding_makes_no_difference(ledger: Ledger, tmp_path: Path) -> None:
    for number, order in enumerate(permutations(ALL)):
        if number % 5 == 0:
            with Ledger.create(tmp_path / f"other-{number}") as other:
                add(other, order)
                other.link()
                assert held(other) == held(ledger)
                assert other.families() == ledger.families()


def test_what_is_erased_leaves_nothing(ledger: Ledger, tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "other") as other:
        add(other, (POST, RADIO, OTHER))
        with ledger.database.writing() as connection:
            erase_report(connection, HERALD)
        other.link()
        assert held(ledger) == held(other)
    with ledger.database.writing() as connection:
        for one in (POST, RADIO, OTHER):
            erase_report(connection, one)
    assert held(ledger) == [[], [], []]


def test_one_document_has_its_own_families_with_the_same_ids(ledger: Ledger) -> None:
    ids = {family.id for family in ledger.families()}
    (mine,) = ledger.families(document=RADIO.document.id)
    assert mine.id in ids
    assert len(ids) == 2
    assert ledger.families(document=OTHER.document.id) == []
    assert len(ledger.families(limit=1)) == 1


def test_a_ledger_from_before_gets_its_tables_when_it_is_opened(ledger: Ledger) -> None:
    before = held(ledger)
    with ledger.database.writing() as connection:
        for table in (*LATER, "repeats", "marks", "carried"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    ledger.close()
    with Ledger.open(ledger.place.folder) as opened:
        assert held(opened) == [[], [], []]
        opened.families()
        assert held(opened) == before


def test_only_new_documents_are_linked(ledger: Ledger, tmp_path: Path) -> None:
    assert ledger.link() == 0
    with Ledger.create(tmp_path / "other") as other:
        add(other, (POST, RADIO))
        told: list[tuple[int, int]] = []
        other.link(lambda done, total: told.append((done, total)))
        add(other, (OTHER, HERALD))
        other.families()
        assert told == [(1, 2), (2, 2)]
        assert held(other) == held(ledger)


@pytest.mark.parametrize(
    ("words", "by", "found"),
    [
        (COSTS, None, Found.VERBATIM),
        (COSTS, "Mara Quill", Found.VERBATIM),
        ("the town 40 million crowns", None, Found.VERBATIM),
        ("It will cost 40 million crowns within a year", None, Found.SHORTENED),
        ("It will cost the town 90 million crowns within a single year", None, Found.ALTERED),
        (PROMISE, "Mara Quill", Found.VERBATIM),
        (PROMISE, "Jonas Brandt", Found.OTHERS),
        ("The pilots have never been asked about any of this", None, Found.NOWHERE),
    ],
)
def test_a_quotation_is_checked(ledger: Ledger, words: str, by: str | None, found: Found) -> None:
    checked = ledger.check(words, by=by)
    assert checked.found is found
    assert bool(checked.evidence) is (found is not Found.NOWHERE)
    for one in checked.evidence:
        text = ledger.report(one.member.document).text
        assert text[one.member.span[0] : one.member.span[1]] == one.member.text


def test_too_little_cannot_be_checked(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="give more"):
        ledger.check("it is what it is")


@pytest.mark.parametrize("one", ALL)
def test_a_passage_is_unpacked_as_it_was_packed(one: Report) -> None:
    for passage in passages(one):
        kept = packed(passage)
        assert unpacked(passage.document, passage.place, passage.labels, kept) == passage
