"""A letter's words as the rules read them: one form for what is said and misspelt alike.

Rules and letters go through the same `spelling`, so that a rule written "receive" finds
"recieve", and one written "desición" finds "decisión".
"""

import re
import unicodedata
from functools import cache

_SIGNS = str.maketrans("’‘`´“”«»–—¿¡", "''''\"\"\"\"-   ")
_TOKEN = re.compile(
    r"(?P<email>[^\s@]{1,64}@[^\s@]{1,64}\.\w{2,10})"
    r"|(?P<phone>\(?\b\d{3}\)?[ .-]?\d{3}[ .-]?\d{4}\b|\b\d{3}-\d{4}\b)"
    r"|(?P<link>\b(?:https?:|www\.)\S{1,200}|\b\w{2,40}\.(?:com|net|org)\b)"
    r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*'?)"
    r"|(?P<number>#?\w*\d[\w-]*)"
    r"|(?P<stop>[,;:()\n]|\.\.\.| -+ )"
)
_SHAPES = ("email", "phone", "link")

# What is written together, short or by ear, and what it stands for.
_WRITTEN = {
    "en": {
        "im": "i am", "ive": "i have", "youre": "you are", "youve": "you have", "its": "it is",
        "theyre": "they are", "youll": "you will", "thats": "that is", "theres": "there is",
        "hes": "he is", "shes": "she is", "whats": "what is",
        "cannot": "can not", "cant": "can not", "wont": "will not", "aint": "is not",
        "yall": "you all", "ya'll": "you all", "y'all": "you all", "ya": "you", "u": "you",
        "ur": "your", "ye": "you", "gonna": "going to", "wanna": "want to", "gotta": "have to",
        "tryna": "trying to", "thru": "through", "threw": "through", "nite": "night",
        "cuz": "because", "cause": "because", "bc": "because", "'cause": "because",
        "alot": "a lot", "em": "them", "greatful": "grateful", "celly": "cellmate",
        "cellie": "cellmate", "bunkie": "cellmate", "wrot": "wrote", "writting": "writing",
        "forgivness": "forgiveness", "appoligy": "apology", "apoligize": "apologize",
        "pls": "please", "plz": "please", "tho": "though", "til": "till", "untill": "until",
        "coulda": "could have", "shoulda": "should have", "woulda": "would have",
        "imma": "i will", "prolly": "probably", "mom": "mother", "mama": "mother",
        "momma": "mother", "mum": "mother", "mommy": "mother", "dad": "father",
        "daddy": "father", "kids": "children", "kid": "child", "mama's": "mother",
        "towards": "to", "toward": "to", "wasnt": "was not", "lots": "a lot",
        "ok": "okay", "n": "and", "wit": "with", "dat": "that", "tha": "the",
    },
    "es": {
        "q": "que", "k": "que", "xq": "porque", "pq": "porque", "porq": "porque",
        "pa": "para", "d": "de", "al": "a el", "del": "de el", "face": "facebook",
        "feis": "facebook", "ud": "usted", "uds": "ustedes", "contigo": "con ti",
        "vos": "tu", "papa": "padre", "mama": "madre", "celdario": "companero de celda",
    },
}  # fmt: skip
# Written with a capital, and nobody's name.
_NEVER_NAMES = """
I I'm I'd I'll I've Im Ive God Lord Jesus Christ Allah Bible Christmas Easter Thanksgiving GED AA NA
TV DOC PREA DA DUI January February March April May June July August September October November
December Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays
Thursdays Fridays Saturdays Sundays He Him His She Her You Your Father Sir Ma'am Madam Mr Mrs Ms
Miss Dios Cristo Biblia Navidad Usted Ustedes Su Él Ella Señor Señora Padre Jesús Virgen
"""
_NO_NAMES = frozenset(_NEVER_NAMES.split())
_SHORT = re.compile(r"^(?P<stem>\w+)'(?P<end>m|re|ve|ll|d|s)$")
_ENDS = {"m": "am", "re": "are", "ve": "have", "ll": "will", "d": "would"}
_PRONOUNS = frozenset(["it", "he", "she", "that", "there", "what", "who", "here", "where", "how"])
_NOTS = re.compile(r"^(do|did|does|would|could|should|is|are|was|were|have|has|had|must)n'?t$")
_DOUBLES = re.compile(r"([bcdfgklmnprstvz])\1")
_EN_SPELLING = (("ei", "ie"), ("ance", "ence"), ("ense", "ence"), ("tement", "tment"))
_ES_SOUNDS = tuple(
    (re.compile(pattern), sound) for pattern, sound in (
        (r"ch", "X"), (r"h", ""), (r"X", "ch"), (r"qu(?=[ei])|q", "k"), (r"c(?=[ei])", "s"),
        (r"c(?!h)", "k"), (r"z", "s"), (r"v", "b"), (r"l+(?=[aeiou])(?<=ll)", "y"),
        (r"y", "i"), (r"g(?=[ei])", "j"), (r"gu(?=[ei])", "g"), (r"x", "s"), (r"w", "gu"),
        (r"([bdfklmnpst])\1", r"\1"),
    )
)  # fmt: skip


def bare(text: str) -> str:
    """`text` without capitals, accents or curly marks."""
    parts = unicodedata.normalize("NFD", text.translate(_SIGNS))
    return "".join(c for c in parts if not unicodedata.combining(c)).lower()


@cache
def spelling(word: str, language: str) -> str:
    """A word as it is compared, both in a rule and in a letter: by ear rather than by eye."""
    if language == "es":
        for pattern, sound in _ES_SOUNDS:
            word = pattern.sub(sound, word)
        return word
    word = _DOUBLES.sub(r"\1", word)
    for seen, meant in _EN_SPELLING:
        word = word.replace(seen, meant)
    return word


def full_words(word: str, language: str) -> list[str]:
    """A written word as the words it stands for: "don't" is "do not"."""
    written = _WRITTEN[language].get(word)
    if written is None and language == "en":
        written = _spoken(word)
    return (written or word).replace("'", "").split()


def _spoken(word: str) -> str:
    if word in ("can't", "won't", "ain't"):
        return _WRITTEN["en"][word.replace("'", "")]
    refused = _NOTS.match(word)
    if refused:
        return f"{refused[1]} not"
    short = _SHORT.match(word)
    if short is not None:
        if short["end"] == "s":
            return short["stem"] + (" is" if short["stem"] in _PRONOUNS else "")
        return f"{short['stem']} {_ENDS[short['end']]}"
    return word[:-1] + "g" if word.endswith("in'") else word


# "should of come", "you was"
_HEARD = re.compile(
    r"(?<= )((?:should|would|could|must|might|migt|shuld|wuld)(?: not)?(?= (?:of|a) )"
    r"|had(?: not)?(?= of )) (?:of|a) "
)
_BY_EAR = (
    (" to here from ", " to hear from "), (" i use to ", " i used to "),
    (" my hole ", " my whole "),
)  # fmt: skip
_WAS = re.compile(r"(?<= )(you|we|they) was ")


def read(sentence: str, language: str) -> str:
    """A sentence as rules read it: its words, each between spaces, in one spelling.

    A name has `^` after it, a number `#` before it; `@phone`, `@email` and `@link` stand for what
    they are; a comma, or any other pause, is a word of its own.
    """
    said = [" "]
    is_first = True
    for found in _TOKEN.finditer(sentence.translate(_SIGNS)):
        kind = str(found.lastgroup)
        if kind in _SHAPES:
            said.append(f"@{kind}")
        elif kind == "number":
            said.append("#" + found.group().strip("#").lower())
        elif kind == "stop":
            said += [","] if said[-1] != "," else []
        else:
            is_name = found.group()[0].isupper() and found.group() not in _NO_NAMES
            name = "^" if is_name and not is_first else ""
            said += [
                spelling(word, language) + name
                for word in full_words(bare(found.group()), language)
            ]
        is_first = is_first and kind == "stop"
    line = " ".join(said)[1:] + " "
    if language == "es":
        return line
    for heard, meant in _BY_EAR:
        line = line.replace(heard, meant)
    line = _WAS.sub(r"\1 were ", line)
    return _HEARD.sub(r"\1 have ", line)
