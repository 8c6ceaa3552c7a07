"""Words that carry little meaning by themselves, and what contractions stand for."""

SMALL = frozenset(
    """a an the this that these those such same some any each every all both either neither no not
    none one ones other another more most much many few less least several own i me my mine we us
    our ours you your yours he him his she her hers it its they them their theirs who whom whose
    which what where when why how myself ourselves yourself himself herself itself themselves
    is are was were be been being am do does did doing done have has had having will would shall
    should can could may might must ought going get gets got let of to in on at by for with from
    as into onto upon about over under after before between among against during through
    without within toward towards out up down off than then there here now and or but nor so if
    because while although though unless until since whether also just very too only even still
    yet again ever never always well like say says said saying told tell tells mr mrs ms dr
    however therefore thus maybe perhaps really quite rather""".split()
)
CONTRACTIONS = {
    "re": "are",
    "ll": "will",
    "ve": "have",
    "m": "am",
    "d": "would",
    "can't": "can",
    "won't": "will",
    "shan't": "shall",
}
SHORT_OF_IS = frozenset("it he she that this there here what who where how when".split())
"""Where "'s" stands for "is", and owns nothing."""

NEGATIONS = frozenset("not no never none nobody nothing neither nor without cannot hardly".split())
NUMBERS = {
    word: str(value)
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
}
WRITTEN_OUT = {
    "&": "and",
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "ok": "okay",
}
