from __future__ import annotations

import numpy as np
import pytest
from voicing import tabled

from sayso.extracting.words import segment
from sayso.resolving.groups import Groups


@pytest.mark.parametrize(
    ("text", "one", "other", "joined"),
    [
        ("Ten of us signed. He left.", "Ten of us", "He", False),
        ("Two of the keepers signed. She left.", "Two of the keepers", "She", False),
        ("Ten of us signed. They left.", "Ten of us", "They", True),
        ("A keeper signed. He left.", "A keeper", "He", True),
        ("A keeper signed. They left.", "A keeper", "They", True),
        ("Mary Quill signed. He left.", "Mary Quill", "He", False),
        ("Mary Quill signed. They left.", "Mary Quill", "They", False),
    ],
)
def test_who_may_be_one(text: str, one: str, other: str, joined: bool) -> None:
    words = segment(text)
    table = tabled(text, one, other)
    groups = Groups(text, words, table, np.zeros(len(words), dtype=bool))
    assert groups.join(0, 1) is joined
