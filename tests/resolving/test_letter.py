"""An advocacy page that reports a letter, with the voices it passes through, and its names."""

from __future__ import annotations

from voicing import cast, read, who

from sayso import ActorType

LETTER = """Former OEK Members Back Vellish Citizens and GOV Demand to Oust OEK

In a letter by Masud Karadun to the Government of Vell, former members of the armed group \
Orvanj-e Kharid (OEK, OKO) backed “a large gathering of citizens, calling for the removal of \
armed group Orvanj-e Kharid from their country.”

The letter points to the aims of the families and asks the GOV to “invite independent observers \
to visit the camp in order to see for themselves what is happening there”.

The greatest concern says the Open Letter is for current victims inside Camp Asrid because “OEK \
leader Masud Rahvani is denying seriously ill members from accessing life-saving medical \
treatment because he benefits from the publicity surrounding their deaths which – using lies in \
his media outlets – he seeks to blame on your government.”

The letter concludes, “it is only fair to ask the north, where we have witnessed favours toward \
the group, to take the remaining people in.”"""


def test_he_in_what_another_is_quoted_with_is_whom_the_quotation_names() -> None:
    leader = who(read(LETTER), "Masud Rahvani")
    assert leader.type is ActorType.PERSON
    assert [span.text for span in leader.mentions] == [
        *("OEK leader Masud Rahvani", "he", "his", "he")
    ]


def test_a_group_is_one_under_all_that_it_is_called() -> None:
    called = cast(read(LETTER))["Orvanj-e Kharid"]
    assert {"OEK", "OKO", "the armed group", "armed group", "the group"} <= set(called)


def test_what_a_letter_asks_is_asked_of_the_government_that_it_abbreviates() -> None:
    report = read(LETTER)
    asked = next(one for one in report.attributions if one.cue.text == "asks")
    assert asked.target == who(report, "Government of Vell").id
    assert report.voices(asked) == ("narrator", "Open Letter")
