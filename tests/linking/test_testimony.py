from __future__ import annotations

import pytest

from sayso.linking.testimony import is_body, is_press


@pytest.mark.parametrize(
    ("name", "press", "body"),
    [
        ("The Evening Post", True, False),
        ("Radio Sall", True, False),
        ("Agence Littoral", True, False),
        ("Upland News Service", True, False),
        ("Sall Press Association", True, False),
        ("Forest Service", False, True),
        ("Growers' Association", False, True),
        ("Defence Press Office", False, True),
        ("Sall Watch", False, False),
        ("", False, False),
    ],
)
def test_what_relays_and_what_speaks_for_itself(name: str, press: bool, body: bool) -> None:
    assert (is_press(name), is_body(name)) == (press, body)
