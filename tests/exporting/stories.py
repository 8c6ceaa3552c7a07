"""An invented report whose actors have everything that an actor can have."""

from __future__ import annotations

from typing import Any

from sayso import NARRATOR, Act, Report, Stance

FERRY = """Ferry owners say their boats are safe

The Lumen Ferry Company (LFC) boasted on Friday that its boats are “the safest on the lake”, two \
weeks after the Heron sank off Castrey.

In an open letter, Ada Tallis claims that three former mates admit the hull was patched with tar. \
The letter accuses the company of “murder by thrift”. It asks the Government of Castrey to open \
the books of “these undertakers”.

“Nobody ever showed me such a report,” Oskar Venn, a director of the company, said. He denied \
that the hull was weak. The company pointed out that the Heron had passed two inspections.

A source close to the harbour board alleged that an inspector had been paid by Venn. The source \
claimed that the money was cash. The lake was calm on Saturday.
"""


def ferry(annotator: type[Any]) -> Report:
    """Nine attributions by six actors, in a paper with a name."""
    a = annotator(
        FERRY,
        source="ferry.html",
        title="Ferry owners say their boats are safe",
        publisher="The Castrey Herald",
        published="2031-05-09",
    )
    tallis = a.actor("Ada Tallis", mentions=["Ada Tallis"])
    letter = a.actor(
        "open letter", "document", mentions=["an open letter", "The letter", "It"], author=tallis
    )
    company = a.actor(
        "Lumen Ferry Company",
        "organisation",
        ("LFC",),
        ["The Lumen Ferry Company", "its", "the company", "these undertakers",
         "the company", "The company"],
    )  # fmt: skip
    mates = a.actor("former mates", "group", (), ["three former mates"], count=3)
    venn = a.actor("Oskar Venn", mentions=["Oskar Venn, a director of the company", "He", "Venn"])
    source = a.actor(
        "source close to the harbour board",
        mentions=["A source close to the harbour board", "The source"],
        unnamed=True,
    )
    state = a.actor("Government of Castrey", "government or place",
                    mentions=["the Government of Castrey"])  # fmt: skip
    a.says(
        "The Lumen Ferry Company (LFC)", "boasted",
        "that its boats are “the safest on the lake”", "mixed", actor=company,
        stance=Stance.COLOURS,
    )  # fmt: skip
    claim = a.says(
        ["an open letter", "Ada Tallis"], "claims",
        "that three former mates admit the hull was patched with tar", "indirect", actor=letter,
        stance=Stance.DISTANCES,
    )  # fmt: skip
    a.says(
        "three former mates", "admit", "the hull was patched with tar", "indirect", actor=mates,
        parent=claim, stance=Stance.AFFIRMS,
    )  # fmt: skip
    a.says(
        "The letter", "accuses", "of “murder by thrift”", "direct", actor=letter,
        act=Act.ACCUSES, target=company,
    )  # fmt: skip
    a.says(
        "It", "asks", "to open the books of “these undertakers”", "mixed", actor=letter,
        act=Act.ASKS, target=state, near="It asks",
    )  # fmt: skip
    a.says(
        "Oskar Venn, a director of the company,", "said",
        "“Nobody ever showed me such a report,”", "direct", actor=venn,
    )  # fmt: skip
    a.says(
        "He", "denied", "that the hull was weak", "indirect", actor=venn, act=Act.DENIES,
        near="He denied",
    )  # fmt: skip
    a.says(
        "The company", "pointed out", "that the Heron had passed two inspections", "indirect",
        actor=company, stance=Stance.AFFIRMS, near="The company pointed",
    )  # fmt: skip
    a.says(
        "A source close to the harbour board", "alleged",
        "that an inspector had been paid by Venn", "indirect", actor=source,
        stance=Stance.DISTANCES,
    )  # fmt: skip
    a.says(
        "The source", "claimed", "that the money was cash", "indirect", actor=source,
        stance=Stance.DISTANCES, near="The source",
    )  # fmt: skip
    a.calls(NARRATOR, company, "Lumen Ferry Company")
    a.calls(NARRATOR, company, "the company", times=2)
    a.calls(letter, company, "these undertakers")
    a.calls(NARRATOR, letter, "open letter")
    a.calls(NARRATOR, venn, "Oskar Venn")
    a.calls(source, venn, "Venn", near="by Venn")
    return a.report()
