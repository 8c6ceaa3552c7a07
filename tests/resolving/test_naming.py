from __future__ import annotations

from voicing import Said, met, read, told

from sayso import NARRATOR, Report

Calls = set[tuple[str, str, str]]


def calls(report: Report) -> Calls:
    """Each (actor, voice, name), by name."""
    return {(report.name(one.actor), report.name(one.voice), one.name) for one in report.names}


def test_names_belong_to_the_voice_that_uses_them() -> None:
    report = read("Mara Quill accused Ulf Tarn of theft.")
    assert calls(report) == {
        ("Mara Quill", NARRATOR, "Mara Quill"),
        ("Ulf Tarn", "Mara Quill", "Ulf Tarn"),
    }


def test_two_voices_call_one_actor_by_two_names() -> None:
    text = (
        "The Dunmore Council said that the wells were salt. "
        "Mara Quill said that the Council was asleep."
    )
    report = met(
        text,
        Said("The Dunmore Council", "said", "that the wells were salt"),
        Said("Mara Quill", "said", "that the Council was asleep"),
    )
    council = report.attributions[0].actor or ""
    assert {(report.name(one.voice), one.name) for one in report.names_of(council)} == {
        (NARRATOR, "Dunmore Council"),
        ("Mara Quill", "Council"),
    }


def test_of_nested_voices_the_innermost_is_who_names() -> None:
    text = "The letter says that Mara Quill told the court that Ulf Tarn was there."
    report = met(
        text,
        Said("The letter", "says", "that Mara Quill told the court that Ulf Tarn was there"),
        Said("Mara Quill", "told", "that Ulf Tarn was there", parent=1),
    )
    assert {
        ("letter", NARRATOR, "letter"),
        ("Mara Quill", "letter", "Mara Quill"),
        ("Ulf Tarn", "Mara Quill", "Ulf Tarn"),
    } <= calls(report)


def test_the_words_for_what_somebody_is_belong_to_the_label() -> None:
    text = "Mara Quill said that the armed group Velmar Watch was there. Velmar Watch is old."
    report = told(text, Said("Mara Quill", "said", "that the armed group Velmar Watch was there"))
    assert ("Velmar Watch", "Mara Quill", "armed group Velmar Watch") in calls(report)
    assert ("Velmar Watch", NARRATOR, "Velmar Watch") in calls(report)


def test_one_name_in_several_places_is_told_once() -> None:
    text = "Mara Quill said that nobody came. Mara Quill said that the wells were salt."
    report = told(
        text,
        Said("Mara Quill", "said", "that nobody came"),
        Said("Mara Quill", "said", "that the wells were salt"),
    )
    (one,) = report.names
    assert [span.start for span in one.places] == [0, text.rindex("Mara")]


def test_pronouns_and_owners_endings_are_no_names() -> None:
    text = "Mara Quill’s letter says that nobody came. She said that the wells were salt."
    report = met(
        text,
        Said("Mara Quill’s letter", "says", "that nobody came"),
        Said("She", "said", "that the wells were salt"),
    )
    names = {one.name for one in report.names}
    assert "Mara Quill" in names
    assert not names & {"She", "she", "Mara Quill’s", "Mara Quill’"}
