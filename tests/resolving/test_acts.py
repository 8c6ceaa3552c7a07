from __future__ import annotations

import pytest

from sayso import Act
from sayso.resolving.acts import act_of

CUES = {
    Act.ASSERTS: "said,told reporters,according to,wrote,’s saying,points out,made clear,admitted,"
    "insists,SAID,statement,revelations",
    Act.ACCUSES: "accused,blames,denounced,criticised,criticized,lashed out at,took aim at,"
    "pointed the finger at,alleges,allegedly,accusations",
    Act.DENIES: "denied,denies,rejected,disputes,dismissed,pushed back,ruled out,brushed aside,"
    "rebutted,refutes,disagreed,denial",
    Act.DEMANDS: "demanded,urging,called for,calls on,ordered,pleaded,begged,insisted on,sought,"
    "petition,appeals",
    Act.ASKS: "asked,wondered,inquired,quizzed,posed a question,question",
    Act.PROMISES: "promised,vows,pledged,sworn,undertook,committed,gave assurances,guarantee",
    Act.WARNS: "warned,threatens,cautioned,raised the alarm,sounding the alarm,warnings",
    Act.SUPPORTS: "praised,welcomes,backed,endorsed,upheld,defended,sided with,stood by,thanked,"
    "supporters",
    Act.DOUBTS: "doubted,distrusts,suspects,is sceptical,was unconvinced,cast doubt on,"
    "raised questions,doubts",
    Act.DECLINES: "declined to comment,no comment,remained silent,could not be reached,"
    "was not available for comment,dodged,failed to respond",
    Act.BELIEVES: "believes,thought,hoped,fears,expects,foresaw,is confident,are concerned,wants,"
    "in the view of",
    Act.OTHER: "debated,apologised,negotiates,voted,decision",
}


@pytest.mark.parametrize(
    ("cue", "act"), [(cue, act) for act, cues in CUES.items() for cue in cues.split(",")]
)
def test_a_cue_tells_the_act(cue: str, act: Act) -> None:
    assert act_of(cue) is act


def test_every_act_is_told_by_some_cue() -> None:
    assert set(CUES) == set(Act)


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("does not believe", Act.DOUBTS),
        ("never trusted", Act.DOUBTS),
        ("is not convinced", Act.DOUBTS),
        ("does not hope", Act.BELIEVES),
        ("does not know", Act.OTHER),
        ("did not say", Act.DECLINES),
        ("would not comment", Act.DECLINES),
        ("has not replied", Act.DECLINES),
        ("did not immediately respond", Act.DECLINES),
        ("did not argue", Act.OTHER),
        ("never denied", Act.OTHER),
        ("did not accuse", Act.OTHER),
        ("did not ask", Act.OTHER),
        ("did not promise", Act.OTHER),
        ("did not support", Act.DENIES),
        ("did not doubt", Act.BELIEVES),
        ("did not agree", Act.DENIES),
        ("not", Act.OTHER),
    ],
)
def test_a_not_turns_the_act(cue: str, act: Act) -> None:
    assert act_of(cue) is act


@pytest.mark.parametrize("apostrophe", ["'", "’"])
@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("didn{}t believe", Act.DOUBTS),
        ("doesn{}t doubt", Act.BELIEVES),
        ("won{}t comment", Act.DECLINES),
        ("can{}t say", Act.DECLINES),
        ("wasn{}t convinced", Act.DOUBTS),
    ],
)
def test_a_not_may_be_contracted(cue: str, act: Act, apostrophe: str) -> None:
    assert act_of(cue.format(apostrophe)) is act


@pytest.mark.parametrize(
    ("cue", "after", "act"),
    [
        ("asked", "whether the boats were gone", Act.ASKS),
        ("asked", "if the boats were gone", Act.ASKS),
        ("asked", "Mara Quill why the gate was shut", Act.ASKS),
        ("asked", "about the boats", Act.ASKS),
        ("asked", "them to leave", Act.DEMANDS),
        ("asked", "to be heard", Act.DEMANDS),
        ("asked", "for a new pump", Act.DEMANDS),
        ("asked", "that the gate be opened", Act.DEMANDS),
        ("asked", "the keepers who mind the gate to leave", Act.DEMANDS),
        ("asked for", "a new pump", Act.DEMANDS),
        ("refused", "to comment", Act.DECLINES),
        ("refused", "to answer the letter", Act.DECLINES),
        ("refused", "to pay", Act.DENIES),
        ("refused", "to accept the figures", Act.DENIES),
        ("refused", "the offer", Act.DENIES),
        ("declined", "to say", Act.DECLINES),
        ("declined", "to pay", Act.OTHER),
        ("agreed", "that the gate was shut", Act.ASSERTS),
        ("agreed", "to pay", Act.PROMISES),
        ("agrees", "with Mara Quill", Act.SUPPORTS),
        ("questioned", "the figures", Act.DOUBTS),
        ("questioned", "whether the figures were right", Act.ASKS),
        ("questioned", "why the gate was shut", Act.ASKS),
        ("offered", "to help", Act.PROMISES),
        ("offered", "a new pump", Act.PROMISES),
        ("offered", "an explanation", Act.ASSERTS),
        ("offered", "praise for the keepers", Act.SUPPORTS),
        ("offered", "a denial", Act.DENIES),
        ("did not offer", "an explanation", Act.DECLINES),
        ("found", "that the wells were salt", Act.ASSERTS),
        ("found", "it strange", Act.BELIEVES),
        ("is known", "as the Lamp", Act.ASSERTS),
        ("called", "on the Council to resign", Act.DEMANDS),
        ("called", "the Council a gang", Act.ASSERTS),
    ],
)
def test_what_a_cue_governs_settles_what_it_does(cue: str, after: str, act: Act) -> None:
    assert act_of(cue, after) is act


@pytest.mark.parametrize("after", ["they denied it", "whether it was a warning", "no promise"])
def test_what_is_said_does_not_tell_the_act(after: str) -> None:
    assert act_of("said", after) is Act.ASSERTS


@pytest.mark.parametrize(
    ("cue", "act"),
    [
        ("issued a denial", Act.DENIES),
        ("voiced support", Act.SUPPORTS),
        ("said in a warning", Act.WARNS),
        ("expressed doubts", Act.DOUBTS),
        ("told reporters they accused", Act.ACCUSES),
    ],
)
def test_the_particular_word_tells_rather_than_the_general(cue: str, act: Act) -> None:
    assert act_of(cue) is act


@pytest.mark.parametrize("cue", ["", " \n", "—", ":", "zzyzx", "قالت", "сказала", "😀", "a" * 5000])
def test_a_cue_without_a_known_word_asserts(cue: str) -> None:
    assert act_of(cue, "they denied it") is Act.ASSERTS
