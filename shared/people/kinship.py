"""Who somebody is to somebody else: "the mother of Daniel Reyes", in the words people use."""

import re

from shared.people import contact

_WORDS = {
    "mother": "mother mom mum mama mommy momma madre mami mamita",
    "father": "father dad papa daddy padre papi papito",
    "stepmother": "stepmother stepmom madrastra",
    "stepfather": "stepfather stepdad padrastro",
    "stepmother stepfather": "stepparent stepparents",
    "stepchild": "stepson stepdaughter stepchild hijastro hijastra",
    "mother father": "parent parents padres papas",
    "daughter": "daughter hija",
    "son": "son hijo",
    "daughter son": "child children kids hijos hijas",
    "wife": "wife widow esposa viuda",
    "husband": "husband widower esposo marido viudo",
    "former": "exwife exhusband exesposa exesposo exmarido",
    "wife husband": "spouse partner pareja conyuge companero companera",
    "sister": "sister hermana hermanas sisters",
    "brother": "brother hermano brothers",
    "sister brother": "sibling siblings hermanos",
    "grandmother": "grandmother grandma granny abuela abuelita",
    "grandfather": "grandfather grandpa abuelo abuelito",
    "grandmother grandfather": "grandparent grandparents abuelos",
    "relative": "aunt uncle cousin niece nephew grandson granddaughter grandchild tia tio prima"
    " primo sobrina sobrino nieta nieto",
}  # fmt: skip
CODES = tuple(dict.fromkeys(code for codes in _WORDS for code in codes.split()))
_KIN = {word: tuple(codes.split()) for codes, words in _WORDS.items() for word in words.split()}
# A letter to the family is for any of them.
_KIN |= dict.fromkeys(("family", "relatives", "familia", "familiares"), CODES)
# "Daniel was my son" is said by a parent.
_BACK = {
    "mother": ("daughter", "son"), "father": ("daughter", "son"),
    "daughter": ("mother", "father"), "son": ("mother", "father"),
    "wife": ("husband", "wife"), "husband": ("wife", "husband"),
    "stepmother": ("stepchild",), "stepfather": ("stepchild",),
    "stepchild": ("stepmother", "stepfather"), "former": ("former",),
    "sister": ("sister", "brother"), "brother": ("sister", "brother"),
    "grandmother": ("relative",), "grandfather": ("relative",), "relative": ("relative",),
}  # fmt: skip
_ANY = "|".join(sorted(_KIN, key=len, reverse=True))
_OF = re.compile(rf"(?:^|.* )(?P<kin>{_ANY}) (?:of|de|del|to) (?P<name>.+)$")
_OWN = re.compile(
    rf"^(?:i am |soy |to |for |a |para )?(?P<name>\w+ .*?\w+)(?: s)? (?P<kin>{_ANY})$"
)
_MINE = re.compile(rf"(?:^|.* )(?:my|mi) (?P<kin>{_ANY}) (?:was |is |era |es )?(?P<name>\w+ .+)$")
_WAS = re.compile(
    rf"^(?P<name>\w+ .*\w+) (?:was|is|era|es|fue) (?:my|mi|nuestro|nuestra|our) (?P<kin>{_ANY})$"
)
_MRS = re.compile(
    r"^(?:to |a |para )?(?:(?:el )?(?:mr|sr|senor) (?:and |y )?)?(?:la )?(?:mrs|sra|senora) "
    r"(?:de )?(?P<name>\w+ .+)$"
)
_HALVES = re.compile(rf"\b(step|ex|grand) (?=(?:{_ANY})\b)")  # "ex-wife" is one word
_LATE = re.compile(
    r"\b(?:(?:the|my|el|la|mi) )?(?:late|deceased|victim|victima|difunto|difunta|finado|finada) "
)


def named(words: str) -> tuple[str, ...]:
    """What is said of somebody, and of nobody else: "my father", "the son of Ana Ruiz"."""
    said = through(words)[0]
    if said:
        return said
    known = [word for word in _HALVES.sub(r"\1", contact.normal(words)).split() if word in _KIN]
    return _KIN[known[0]] if known else ()


def through(words: str) -> tuple[tuple[str, ...], str]:
    """What the person spoken of is to the one named, and that name as it is compared.

    "The mother of Daniel Reyes" is (("mother",), "daniel reyes"); with no such thing, ((), "").
    """
    plain = _LATE.sub("", _HALVES.sub(r"\1", contact.normal(words)) + " ").strip()
    for pattern in (_WAS, _MINE):
        said = pattern.match(plain)
        if said:
            back = dict.fromkeys(code for one in _KIN[said["kin"]] for code in _BACK[one])
            return tuple(back), said["name"]
    for pattern in (_OF, _OWN):
        said = pattern.match(plain)
        if said:
            return _KIN[said["kin"]], said["name"]
    said = _MRS.match(plain)
    return (("wife",), said["name"]) if said else ((), "")
