from __future__ import annotations

import pytest

from sayso.resolving.abbreviations import bracketed

LEAGUE = "Northern Relief League"


def pairs(text: str) -> list[tuple[str, str]]:
    return [(text[a:b], text[c:d]) for (a, b), (c, d) in bracketed(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"The {LEAGUE} (NRL) met.", [(LEAGUE, "NRL")]),
        (f"The {LEAGUE} (“NRL”) met.", [(LEAGUE, "NRL")]),
        (f"The {LEAGUE} (N.R.L.) met.", [(LEAGUE, "N.R.L.")]),
        (f"The {LEAGUE}\n(NRL) met.", [(LEAGUE, "NRL")]),
        (f"The {LEAGUE} (also known as NRL) met.", [(LEAGUE, "NRL")]),
        (f"The {LEAGUE} (NRL, NRLF) met.", [(LEAGUE, "NRL"), (LEAGUE, "NRLF")]),
        (f"The {LEAGUE} (NRL/NLR) met.", [(LEAGUE, "NRL"), (LEAGUE, "NLR")]),
        (f"The {LEAGUE} (NRL or Relief) met.", [(LEAGUE, "NRL")]),
        (
            "The Union of Port Workers (UPW; UOPW) met.",
            [("Union of Port Workers", "UPW"), ("Union of Port Workers", "UOPW")],
        ),
        ("The Lower-Hathe Watch (LHW) met.", [("Lower-Hathe Watch", "LHW")]),
        ("The Mojar-e Khalvan (MEK) met.", [("Mojar-e Khalvan", "MEK")]),
        ("The Upland Irrigators’ League (UIL) met.", [("Upland Irrigators’ League", "UIL")]),
        ("The NRL (KDR) met.", [("NRL", "KDR")]),
        (
            "The Dunmore Council (DC) met the Port Union (PU).",
            [("Dunmore Council", "DC"), ("Port Union", "PU")],
        ),
    ],
)
def test_a_name_and_its_abbreviations(text: str, found: list[tuple[str, str]]) -> None:
    assert pairs(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "(NRL)",
        "The bridge (NRL) is shut.",
        "It came (late) to Dunmore.",
        f"The {LEAGUE} (which met in Dunmore) said no.",
        f"The {LEAGUE} (NRL met.",
        f"The {LEAGUE} met. It (NRL) said no.",
        "The Dunmore Council (NRL) met.",
    ],
)
def test_a_bracket_that_abbreviates_nothing(text: str) -> None:
    assert pairs(text) == []
