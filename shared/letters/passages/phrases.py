"""The notation of the rules: phrases that a person can read, made into expressions.

please ... forgive      these words, with up to five others between them; no "not" among these
forgive/pardon me       either word
forgiv*                 any word that begins so
[really] sorry          the first may be missing
{kin}                   any word of a family of words, which may hold phrases too
{NAME} {NUMBER}         a word with a capital; anything with a digit
"""

import re
from functools import cache

from shared.letters.passages.words import bare, full_words, spelling

NOT = {
    "en": "not never no nobody nothing none neither nor without cannot nowhere",
    "es": "no nunca jamas nadie nada ni sin tampoco ningun ninguna ninguno",
}
_FEW = 5  # words that `...` may stand for
_BACK = 6  # words before a phrase in which "not" turns it round
_FAR = 200  # characters before it that are looked at
_PARTS = re.compile(r"\.\.\.|\[[^\]]*\]|[^\s\[\]]+")
_SHAPES = {"NAME": r"[^\s^]+\^ ", "NUMBER": r"(?:#\S+|@phone) "}
# Where what was denied ends, and something else begins.
_TURNS = {"en": ", but because so still please if", "es": ", pero porque sino asi favor si"}
# Where what is meant begins: "I know that I have no right, but ..."
_BUT = {
    "en": "but | please | and i would/want/hope | and/so i am asking",
    "es": "pero | por favor | y quisiera/quiero/espero/ojala | y le pido/suplico",
}
# What carries it on: "I do not ask for a letter, or a visit, or your pardon."
_ALSO = {"en": "or nor neither", "es": "o u ni tampoco"}


@cache
def _negations(language: str) -> frozenset[str]:
    return frozenset(spelling(word, language) for word in NOT[language].split())


@cache
def _turns(language: str) -> frozenset[str]:
    return frozenset(spelling(word, language) for word in _TURNS[language].split())


@cache
def _also(language: str) -> frozenset[str]:
    return frozenset(spelling(word, language) for word in _ALSO[language].split())


def _word(word: str, language: str) -> str:
    if word in ("@phone", "@email", "@link", ","):
        return f"{word} "
    ends = r"[^\s^]*" if word.endswith("*") else ""
    words = full_words(bare(word.rstrip("*")), language)
    spelt = [re.escape(spelling(one, language)) for one in words]
    return "".join(rf"{one}\^? " for one in spelt[:-1]) + rf"{spelt[-1]}{ends}\^? "


def expression(phrases: str, families: dict[str, str], language: str) -> str:
    """Phrases, parted by bars or lines, as a regular expression over `passage_words.read`.

    Raises KeyError for a family that is not in `families`.
    """
    said = [one.strip() for one in re.split(r"[|\n]", phrases) if one.strip()]
    return _either_of([_parts(one, families, language) for one in dict.fromkeys(said)])


def _either_of(phrases: list[tuple[str, ...]]) -> str:
    """Phrases as one expression; those that begin alike together, which is read much faster."""
    alike: dict[str, list[str]] = {}
    for first, *rest in phrases:
        alike.setdefault(first, []).append("".join(f"(?:, )?{part}" for part in rest))
    made = [
        first + (rests[0] if len(rests) == 1 else "(?:" + "|".join(rests) + ")")
        for first, rests in alike.items()
    ]
    return "(?:" + "|".join(made) + ")"


def _parts(phrase: str, families: dict[str, str], language: str) -> tuple[str, ...]:
    gap = "(?:(?!(?:" + "|".join(sorted(_negations(language))) + rf") )\S+ ){{0,{_FEW}}}?"
    made = []
    for part in _PARTS.findall(phrase):
        if part == "...":
            made.append(gap)
        elif part[0] == "[":
            inner = _parts(part[1:-1].strip(), families, language)
            made.append("(?:" + "(?:, )?".join(inner) + ")?")
        else:
            words = [_either(word, families, language) for word in part.split("/")]
            made.append("(?:" + "|".join(words) + ")" if len(words) > 1 else words[0])
    return tuple(made)


@cache
def _compiled(made: str) -> re.Pattern[str]:
    return re.compile(" " + made)


def place(made: str, said: str, language: str, *, denied: bool = False) -> int | None:
    """Where `said` has one of the phrases; not where "not" stands before it, unless `denied`."""
    found = _compiled(made).search(said)
    while found is not None:
        if denied or _is_said(found, said, language):
            return found.start()
        found = _compiled(made).search(said, found.start() + 1)
    return None


@cache
def _buts(language: str) -> re.Pattern[str]:
    said = (expression(one, {}, language) for one in _BUT[language].split("|"))
    return re.compile("(?<= )(?:" + "|".join(said) + ")")


def turned(said: str, at: int, language: str) -> str:
    """`said` from the last "but" before `at`: what stands before it is not what is meant."""
    begins = [found.start() for found in _buts(language).finditer(said, 0, at + 1)]
    return said[begins[-1] - 1 :] if begins else said


def _is_said(found: re.Match[str], said: str, language: str) -> bool:
    own = found.group().replace("^", "").split()
    nots, turns = _negations(language), _turns(language)
    if own[0] in turns or not nots.isdisjoint(own):
        return True
    before = said[max(0, found.start() - _FAR) : found.start()].replace("^", "").split()
    left, after = _BACK, own[0]
    for word in reversed(before):
        if after in _also(language):
            left = _BACK
        elif word in turns or not left:
            return True
        if word in nots:
            return False
        left, after = left - 1, word
    return True


def _either(word: str, families: dict[str, str], language: str) -> str:
    if word[0] != "{":
        return _word(word, language)
    name = word[1:-1]
    return _SHAPES[name] if name in _SHAPES else expression(families[name], families, language)
