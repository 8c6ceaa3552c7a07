from __future__ import annotations

import pytest
from voicing import Said, met, read, told

from sayso import Act


@pytest.mark.parametrize(
    ("text", "act", "target"),
    [
        ("Mara Quill accused Ulf Tarn of theft.", Act.ACCUSES, "Ulf Tarn"),
        ("Mara Quill blamed the Dunmore Council for the flood.", Act.ACCUSES, "Dunmore Council"),
        ("The Dunmore Council warned Ulf Tarn that the bridge would close.", Act.WARNS, "Ulf Tarn"),
        ("Ulf Tarn asked Mara Quill whether the bridge was safe.", Act.ASKS, "Mara Quill"),
        ("Ulf Tarn promised Mara Quill that the boats would return.", Act.PROMISES, "Mara Quill"),
        ("The Dunmore Council called on Ulf Tarn to resign.", Act.DEMANDS, "Ulf Tarn"),
        ("Mara Quill praised the keepers for their courage.", Act.SUPPORTS, "keepers"),
        ("Mara Quill said that Ulf Tarn lied to the court.", Act.ASSERTS, None),
        ("Mara Quill told Ulf Tarn that the bridge was safe.", Act.ASSERTS, None),
    ],
)
def test_whom_an_act_is_turned_on(text: str, act: Act, target: str | None) -> None:
    report = read(text)
    one = report.attributions[0]
    assert one.act is act
    assert (report.name(one.target) if one.target else None) == target


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Ulf Tarn was accused of selling the boats.",
            Said("", "was accused", "of selling the boats"),
        ),
        ("She kept urging Ulf Tarn to sell.", Said("She", "urging", "to sell")),
        ("She kept urging Ulf Tarn to sell.", Said("She", "urging Ulf Tarn", "to sell")),
        ("She accused “Captain Ulf Tarn” of theft.", Said("She", "accused", "of theft")),
        ("She is turning attacks on Ulf Tarn.", Said("She", "turning attacks", "on Ulf Tarn")),
    ],
)
def test_a_target_stands_before_after_or_at_the_end_of_a_cue(text: str, said: Said) -> None:
    report = met(text, said)
    (one,) = report.attributions
    assert one.target
    assert report.name(one.target) == "Ulf Tarn"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The Dunmore Council warned the Dunmore Council of salt.", "of salt"),
        ("The Dunmore Council warned the Council of salt.", "of salt"),
        ("The Dunmore Council warned the Dunmore Lamp of salt.", "of salt"),
        ("The Dunmore Council warned of salt.", "of salt"),
        ("The Dunmore Council warned me of salt.", "me of salt"),
    ],
)
def test_neither_the_speaker_nor_the_narrator_nor_nobody_is_a_target(
    text: str, content: str
) -> None:
    said = Said("The Dunmore Council", "warned", content)
    (one,) = told(text, said, publisher="The Dunmore Lamp").attributions
    assert one.act is Act.WARNS
    assert one.target is None


def test_what_is_said_about_an_actor_includes_what_is_turned_on_them() -> None:
    report = met(
        "Mara Quill accused Ulf Tarn of theft. Ulf Tarn said that the wells were salt.",
        Said("Mara Quill", "accused", "of theft"),
        Said("Ulf Tarn", "said", "that the wells were salt"),
    )
    ulf = report.attributions[1].actor
    assert ulf
    assert [one.id for one in report.said_about(ulf)] == ["a1"]
    assert [one.id for one in report.said_by(ulf)] == ["a2"]


@pytest.mark.parametrize(
    ("text", "said", "target"),
    [
        (
            "“The boats were never sold,” Mara Quill told reporters.",
            Said("Mara Quill", "told", "“The boats were never sold,”"),
            None,
        ),
        (
            "Mara Quill asked the reporters whether the boats were sold.",
            Said("Mara Quill", "asked", "whether the boats were sold"),
            "reporters",
        ),
        (
            "Mara Quill ordered the guards to fire at once.",
            Said("Mara Quill", "ordered", "the guards to fire at once"),
            "guards",
        ),
    ],
)
def test_reporters_hear_a_denial_and_guards_are_no_deed(
    text: str, said: Said, target: str | None
) -> None:
    report = met(text, said)
    one = report.attributions[0]
    assert (report.name(one.target) if one.target else None) == target
