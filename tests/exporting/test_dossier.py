from __future__ import annotations

import re

from sayso import dossier


def test_the_dossier_holds_a_letter_a_page_a_press_release_and_a_copy() -> None:
    names = [path.name for path in dossier.paths()]
    assert names == [
        "open-letter.txt",
        "downstream-voice.html",
        "press-release.html",
        "oskerry-courier.html",
    ]
    assert all(path.is_file() for path in dossier.paths())


def test_the_dossier_keeps_the_difficulties_it_is_there_for() -> None:
    letter, page, release, copy = (path.read_text(encoding="utf-8") for path in dossier.paths())
    copied = "their wells turned salt in the second week of August"
    assert all(copied in text for text in (letter, page, release, copy))
    assert re.search(r"\(<a href=[^>]+></a>, to", page)
    assert re.search(r'" – Commissioner', release)
    assert "anyway…”" in letter
    assert re.search("“[^”]+\n\n“", letter)


def test_the_dossier_points_only_at_names_that_cannot_exist() -> None:
    for path in dossier.paths():
        hosts = re.findall(r"(?:https?://|@)([\w.-]+\.\w+)", path.read_text(encoding="utf-8"))
        assert all(host.endswith((".example", "schema.org")) for host in hosts)
