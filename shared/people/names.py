"""Names as they are compared: by what they have in common, never by opening anything.

Each side of a comparison is a set of marks: a kind, and normalised values of which only digests
are kept (`vault.index`).  Two names are alike when a digest of the same kind is on both sides.
"""

import re
from itertools import pairwise

from shared.people import contact
from shared.people.given_names import LEADING, formal, is_given

SUFFIXES = {
    "jr": "jr",
    "junior": "jr",
    "ii": "jr",
    "hijo": "jr",
    "sr": "sr",
    "senior": "sr",
    "2nd": "jr",
    "iii": "iii",
    "3rd": "iii",
    "iv": "iv",
    "4th": "iv",
}
# Only at the end of a name: elsewhere they are other words ("Padre Juan Ruiz").
_AT_THE_END = {"padre": "sr", "father": "sr", "elder": "sr", "son": "jr", "younger": "jr"}
# Families that are said before the given name, without a comma.
_VIETNAMESE = "nguyen tran pham huynh hoang phan vo vu dang bui duong truong dinh ngo"
_FAMILY_FIRST = frozenset((_VIETNAMESE + " le ly mai trinh lam luong cao doan thach").split())
_TITLES = "mr mrs ms miss mx dr rev sir madam the senor senora senorita don dona sra srta"
_OTHERS = "to family familia"  # "To the Weeks family"
_PARTICLES = "de del la las los da di do dos van von der den y e mc mac st san and"
PARTICLES = frozenset(_PARTICLES.split())
IGNORED = frozenset((_TITLES + " " + _OTHERS).split()) | PARTICLES
_JOINED = re.compile(r"(?<=\w)['’ʼ`´](?=\w\w)")  # De'Andre is Deandre
KINDS = ("exact", "full", "slip", "sound", "lead", "initial", "family", "second")
# Words that say that a name was, or is, another: Shanice Carter, formerly Boyd.
_FORMER = re.compile(
    r",?\s*\(?\b(?:formerly|n[ée]e|born|maiden name|married name|now|previously|aka|"
    r"nacida|nacido|de soltera|antes)\b:?", re.IGNORECASE,
)  # fmt: skip
# Abd al-Rahman, Abdel Rahman, Abdulrahman: one name, however the article is written.
_ABD = re.compile(r"\babd[\s'’-]*(?:[aeu][lrs][\s'’-]*)?(?=\w{3})", re.IGNORECASE)


def _tokens(name: str) -> list[str]:
    """The words of a name in their spoken order, without titles and suffixes."""
    plain = _ABD.sub("abdul", _FORMER.sub(" ", name))
    plain = _JOINED.sub("", re.sub(r"\b([OoDd])['’]\s*", r"\1", plain))
    parts = [_without_suffix(contact.normal(part).split()) for part in plain.split(",")]
    parts = [part for part in parts if part]
    if len(parts) == 2:  # "Delgado, Rosa"
        parts.reverse()
    titles = IGNORED - PARTICLES
    return [word for part in parts for word in part if word not in titles]


def _without_suffix(words: list[str]) -> list[str]:
    if len(words) > 2 and words[-1] in _AT_THE_END:
        words = words[:-1]
    return [word for word in words if word not in SUFFIXES]


def words_of(name: str) -> list[str]:
    """The words of a name that identify: no accents, titles, suffixes or particles.

    "O'Neill" and "O Neill" give the same words; "García-López" gives two.
    """
    return [word for word in _tokens(name) if word not in PARTICLES]


def suffix_of(name: str) -> str:
    """Junior, senior, third: what tells a father from a son; empty if the name has none."""
    words = contact.normal(name).split()
    if len(words) > 2 and words[-1] in _AT_THE_END:
        return _AT_THE_END[words[-1]]
    return next((SUFFIXES[word] for word in reversed(words) if word in SUFFIXES), "")


_SOUND = str.maketrans("bfpvcgjkqsxzdtlmnr", "111122222222334556")


def sound(word: str) -> str:
    """How a family name sounds, roughly: Soundex with y, h, w and vowels left out (en, es)."""
    word = word.replace("ph", "f").replace("ll", "y").replace("h", "")
    if not word:
        return ""
    codes = [c.translate(_SOUND) if c in "bfpvcgjkqsxzdtlmnr" else "0" for c in word]
    kept = [code for n, code in enumerate(codes) if n == 0 or code != codes[n - 1]]
    first = {"k": "c", "z": "s", "v": "b", "q": "c", "j": "g"}.get(word[0], word[0])
    return (first + "".join(c for c in kept[1:] if c != "0"))[:4]


_SPELT = str.maketrans({"h": "", "k": "c", "q": "c", "y": "i", "z": "s", "v": "b", "w": "u"})


def spelt(given: str) -> str:
    """A given name however it is spelt: its vowels stay, for they tell Juan from Juana."""
    plain = given.replace("ph", "f").replace("ck", "c").replace("ll", "l").translate(_SPELT)
    return re.sub(r"(.)\1+", r"\1", plain)


def slips(word: str) -> set[str]:
    """`word`, and `word` with any one letter left out: two words one slip apart share one."""
    return {word} | {word[:n] + word[n + 1 :] for n in range(len(word))}


def _families(tokens: list[str]) -> list[str]:
    """The family names: each alone, and with what stands before it ("cruz", "delacruz")."""
    found, before = [], ""
    for word in tokens:
        if word in PARTICLES:
            before += word
            continue
        found += [word, before + word] if before else [word]
        before = ""
    plain = [word for word in tokens if word not in PARTICLES]
    found += [one + two for one, two in pairwise(plain)]  # Le Blanc is LeBlanc
    return [word for word in found if len(word) > 1] or plain[-1:]


def _givens(words: list[str]) -> list[str]:
    """The given names: the first word, and the second if it is known as one and more follow."""
    return words[:2] if len(words) > 2 and is_given(words[1]) else words[:1]


def marks(name: str) -> dict[str, set[str]]:
    """What a name is recognised by: full, slip, sound, lead, initial, family; second tells apart.

    exact: given name as written, with each family name.  full: formal given name with each.
    slip: the same with one letter wrong in the family name.  sound: both as they sound.  lead:
    María or José, with each family name, which says something only where it `is_plain` on one
    side.  initial: first letter with each family name; family: each family name; these say
    something only where the name `is_short`.
    """
    found: dict[str, set[str]] = {kind: set() for kind in KINDS}
    tokens = _tokens(name)
    words = [word for word in tokens if word not in PARTICLES]
    if len(words) == 1:
        found["family"] |= set(words)
    if len(words) < 2:
        return found
    givens = _givens(words)
    families = _families(tokens[tokens.index(givens[-1]) + 1 :])
    families += [one + two for one, two in pairwise(words[1:]) if one + two not in families]
    found["lead"] |= {f"{givens[0]} {family}" for family in families if givens[0] in LEADING}
    told_apart = [one for one in givens if len(givens) == 1 or one not in LEADING]
    for given in [*told_apart, *_joined(tokens)]:
        _add(found, given, families)
    found["family"] |= set(families)
    found["second"] |= set() if _FORMER.search(name) else _second(words)
    return found


def _second(words: list[str]) -> set[str]:
    """The second given name, as it sounds: Ana Lucía is not Ana Karen."""
    has_one = len(words) > 3 or (len(words) == 3 and is_given(words[1]))
    is_told = has_one and len(words[0]) > 1 and len(words[1]) > 1
    return {spelt(whole) for whole in formal(words[1])} if is_told else set()


def _joined(tokens: list[str]) -> list[str]:
    """The first two words as one: Mary-Kate is Marykate, De Andre is Deandre."""
    return ["".join(tokens[:2])] if len(tokens) > 2 and len(tokens[0]) > 1 else []


def _add(found: dict[str, set[str]], given: str, families: list[str]) -> None:
    for family in families:
        for whole in formal(given) | {given}:
            found["initial"].add(f"{whole[0]} {family}")
        if len(given) == 1:
            continue
        found["exact"].add(f"{given} {family}")
        for whole in formal(given):
            found["full"].add(f"{whole} {family}")
            found["sound"].add(f"{spelt(whole)} {sound(family)}")
            if len(family) > 3:
                found["slip"] |= {f"{whole} {slip}" for slip in slips(family)}


def is_short(name: str) -> bool:
    """Whether the given name is left out, or is one letter: Ms. Delgado, R. Delgado."""
    words = words_of(name)
    return bool(words) and (len(words) == 1 or len(words[0]) == 1)


def is_plain(name: str) -> bool:
    """Whether it is María or José with nothing beside it but family names."""
    words = words_of(name)
    return len(words) > 1 and words[0] in LEADING and len(_givens(words)) == 1


def each(called: str) -> list[str]:
    """Every name in what somebody is called: as it stands, and as it may be meant.

    "Teresa and Hugo Villarreal" is each of the two; "James (Buddy) Boone" is Buddy Boone too; and
    "VILLARREAL TERESA" may have been written by a register, the family first.
    """
    found = [called]
    for name in _together(called):
        found += [one for one in (name, *_also(name), *_turned(name)) if one not in found]
    return found


def are_two(called: str) -> bool:
    """Whether two people are named in full: "Rosa Delgado and Luis Ortega", not one family."""
    parts = _together(called)[1:]
    named = [part for part in parts if len(words_of(part)) > 1 and part in called]
    return len({words_of(part)[-1] for part in named}) > 1 and not _OF_ANOTHER.search(called)


_OF_ANOTHER = re.compile(r"\b(?:her|his|their|family|sus?|familia|children|hijos)\b", re.IGNORECASE)
_QUOTED = re.compile(r"""[("“'‘]\s*(\w+)\s*[)"”'’]""")


def _also(name: str) -> list[str]:
    """The name with what stands in brackets or quotes in place of the given name."""
    last = words_of(name)[-1:]
    inner = [word for word in _QUOTED.findall(name) if contact.normal(word) not in _AT_THE_END]
    return [f"{word} {last[0]}" for word in inner if last and contact.normal(word) != last[0]]


def _turned(name: str) -> list[str]:
    """The name with the given name first, if it seems to be said the other way round."""
    words = words_of(name)
    if "," in name or len(words) < 2:
        return []
    if words[0] == "thi":  # the middle name stands before the given one: Thị Mai Lê
        return [" ".join(words[1:])]
    if len(words) > 3:
        turned = f"{' '.join(words[-2:])} {words[0]}", f"{words[-1]} {words[0]}"
        return [*turned] if words[0] in _FAMILY_FIRST else []
    if words[0] in _FAMILY_FIRST:
        return [" ".join(reversed(words)), f"{words[-1]} {words[0]}"]
    is_family_first = is_given(words[1]) and not is_given(words[0])
    # Of three words the last must not be a family name: Doyle Ray Boone stands as it is said.
    is_family_first &= len(words) == 2 or len(words[2]) == 1 or is_given(words[2])
    return [" ".join([*words[1:], words[0]])] if is_family_first else []


_AND = re.compile(r"\s+(?:and|y|e|&|with|con)\s+|\s*[;/]\s*")


def _listed(called: str) -> list[str]:
    """The names in "Rosa Delgado, Luis Ortega": in "García López, María José" there is one."""
    parts = [part for part in called.split(",") if len(words_of(part)) > 1]
    return parts if len(parts) > 1 and is_given(words_of(parts[0])[0]) else []


def _together(called: str) -> list[str]:
    """The names in "Teresa and Hugo Villarreal": as it stands, and each with the family name."""
    parts = [part for part in _AND.split(called) if words_of(part)]
    parts = parts if len(parts) > 1 else _listed(called)
    last = words_of(parts[-1])[-1] if parts else ""
    whole = [part if len(words_of(part)) > 1 else f"{part} {last}" for part in parts]
    return [called, *whole] if len(parts) > 1 else [called]
