"""Names as they are compared: by what they have in common, never by opening anything.

Each side of a comparison is a set of marks: a kind, and normalised values of which only digests
are kept (`vault.index`).  Two names are alike when a digest of the same kind is on both sides.
"""

import re
from functools import cache

from shared import people

SUFFIXES = {
    "jr": "jr",
    "junior": "jr",
    "ii": "jr",
    "sr": "sr",
    "senior": "sr",
    "iii": "iii",
    "iv": "iv",
}
_TITLES = "mr mrs ms miss mx dr rev sir madam the senor senora senorita don dona sra srta"
_PARTICLES = "de del la las los da di do dos van von der den y e mc mac st san"
IGNORED = frozenset((_TITLES + " " + _PARTICLES).split())

# Everyday forms of given names (en, es), each line beginning with the one that stands for all.
_FAMILIAR = """
william bill billy will willie liam guillermo memo
robert bob bobby rob robbie roberto beto
richard rick ricky dick rich ricardo
james jim jimmy jamie jaime
john johnny jack jon juan
joseph joe joey jose pepe chepe
michael mike mickey mick miguel
charles charlie chuck chaz carlos
thomas tom tommy tomas
daniel dan danny
david dave davey
edward ed eddie ted teddy eduardo lalo
anthony tony antonio tono
christopher chris kit cristobal
matthew matt mateo
andrew andy drew andres
steven steve stephen stevie esteban
kenneth ken kenny
timothy tim timmy
gregory greg gregorio
lawrence larry lorenzo
raymond ray ramon
ronald ron ronnie
donald don donnie
samuel sam sammy
benjamin ben benny
nicholas nick nicky nicolas
alexander alex alejandro
francis frank frankie francisco paco pancho
peter pete pedro
george jorge
louis lou lewis luis
katherine kate katie kathy cathy catherine kathryn catalina
elizabeth liz lizzie beth betty eliza isabel
margaret maggie meg peggy margie margarita
patricia pat patty trish tricia
jennifer jen jenny
rebecca becky becca
deborah deb debbie debra
susan sue susie suzanne susana
barbara barb barbie
dorothy dot dottie dorotea
theresa terry tess teresa tere
victoria vicky tori
christina tina chris cristina
maria mary marie
josephine jo josefina pepita fina
guadalupe lupe lupita
rosario charo chayo
concepcion concha conchita
dolores lola
mercedes meche
graciela chela
consuelo chelo
ignacio nacho
jesus chuy chucho
enrique kike henry hank
alberto albert al bert
martin marty
arthur art arturo
walter walt
frederick fred freddy federico
phillip philip phil felipe
russell russ
douglas doug
vincent vince vicente
roger rogelio
"""


@cache
def _formal() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _FAMILIAR.strip().splitlines():
        words = line.split()
        for word in words:
            table.setdefault(word, words[0])
    return table


def words_of(name: str) -> list[str]:
    """The words of a name that identify: no accents, titles, suffixes or particles.

    "O'Neill" and "O Neill" give the same words; "García-López" gives two.
    """
    plain = re.sub(r"\b([OoDd])['’]\s*", r"\1", name)
    words = [w for w in people.normal(plain).split() if w not in IGNORED]
    return [word for word in words if word not in SUFFIXES]


def suffix_of(name: str) -> str:
    """Junior, senior, third: what tells a father from a son; empty if the name has none."""
    return next((SUFFIXES[w] for w in reversed(people.normal(name).split()) if w in SUFFIXES), "")


def formal(given: str) -> str:
    """The given name that stands for all its everyday forms."""
    return _formal().get(given, given)


_SOUND = str.maketrans("bfpvcgjkqsxzdtlmnr", "111122222222334556")


def sound(word: str) -> str:
    """How a word sounds, roughly: Soundex with y, h, w and vowels left out (en, es)."""
    word = word.replace("ph", "f").replace("ll", "y").replace("h", "")
    if not word:
        return ""
    codes = [c.translate(_SOUND) if c in "bfpvcgjkqsxzdtlmnr" else "0" for c in word]
    kept = [code for n, code in enumerate(codes) if n == 0 or code != codes[n - 1]]
    first = {"k": "c", "z": "s", "v": "b", "q": "c", "j": "g"}.get(word[0], word[0])
    return (first + "".join(c for c in kept[1:] if c != "0"))[:4]


def slips(word: str) -> set[str]:
    """`word`, and `word` with any one letter left out: two words one slip apart share one."""
    return {word} | {word[:n] + word[n + 1 :] for n in range(len(word))}


def marks(name: str) -> dict[str, set[str]]:
    """What a name is recognised by: full, slip, sound, initial.

    full: formal given name with each family name.  slip: the same with one letter wrong in the
    family name.  sound: both as they sound.  initial: first letter with each family name.
    """
    found: dict[str, set[str]] = {"full": set(), "slip": set(), "sound": set(), "initial": set()}
    words = words_of(name)
    if len(words) < 2:
        return found
    given, families = words[0], [w for w in words[1:] if len(w) > 1]
    for family in families:
        found["initial"].add(f"{formal(given)[0]} {family}")
        found["initial"].add(f"{given[0]} {family}")
        if len(given) > 1:
            found["full"].add(f"{formal(given)} {family}")
            found["sound"].add(f"{sound(formal(given))} {sound(family)}")
            if len(family) > 3:
                found["slip"] |= {f"{formal(given)} {slip}" for slip in slips(family)}
    return found


_RELATIONS = {
    "parent": "mother mom mum mama father dad papa parent parents madre mama padre papa padres",
    "child": "son daughter child children hijo hija hijos hijas",
    "partner": "wife husband spouse widow widower partner esposa esposo viuda viudo pareja",
    "sibling": "brother sister siblings hermano hermana hermanos",
    "grandparent": "grandmother grandfather grandparent abuela abuelo abuelos",
    "family": "family relatives aunt uncle cousin niece nephew familia tia tio prima primo",
}  # fmt: skip
_KIN = {word: code for code, words in _RELATIONS.items() for word in words.split()}
_THROUGH = re.compile(
    r"^(?:to |a |para )?(?:the |la |el |los |las )?(?P<kin>\w+) (?:of|de|del|to) (?P<name>.+)$"
)


def through(words: str) -> tuple[str, str]:
    """ "The mother of Daniel Reyes" as ("parent", "daniel reyes"); ("", "") if it is no such thing.

    The relation is that of the person spoken of to the one named.
    """
    said = _THROUGH.match(people.normal(words))
    if said is None or said["kin"] not in _KIN:
        return "", ""
    return _KIN[said["kin"]], said["name"]
