from __future__ import annotations

import pytest

from sayso import Stance
from sayso.resolving.stances import stance_of


@pytest.mark.parametrize(
    ("cue", "stance", "word"),
    [
        ("claimed", Stance.DISTANCES, "claimed"),
        ("Claims", Stance.DISTANCES, "claims"),
        ("allegedly", Stance.DISTANCES, "allegedly"),
        ("so-called", Stance.DISTANCES, "so-called"),
        ("would have us believe", Stance.DISTANCES, "would have us believe"),
        ("has since insisted", Stance.DISTANCES, "insisted"),
        ("claim’s", Stance.DISTANCES, "claim"),
        ("ADMITTED", Stance.AFFIRMS, "admitted"),
        ("pointed out", Stance.AFFIRMS, "pointed out"),
        ("pointing  \n out", Stance.AFFIRMS, "pointing out"),
        ("revealed", Stance.AFFIRMS, "revealed"),
        ("acknowledgement", Stance.AFFIRMS, "acknowledgement"),
        ("shows", Stance.AFFIRMS, "shows"),
        ("boasts", Stance.COLOURS, "boasts"),
        ("ranted", Stance.COLOURS, "ranted"),
        ("lashed out at", Stance.COLOURS, "lashed out"),
        ("outbursts", Stance.COLOURS, "outbursts"),
    ],
)
def test_a_loaded_word_takes_a_stand(cue: str, stance: Stance, word: str) -> None:
    assert stance_of(cue) == (stance, word)


@pytest.mark.parametrize(
    "cue",
    ["said", "told", "according to", "wrote", "declared", "", "—", "known as", "seen as", "قالت"],
)
def test_a_plain_word_takes_none(cue: str) -> None:
    assert stance_of(cue) is None


def test_the_whole_word_is_needed() -> None:
    assert stance_of("reclaimed") is None
