"""The evidence that a letter and a registration belong together, weighed on digests alone.

Some evidence refuses whatever else agrees: two numbers, two counties for one name, junior and
senior, another addressee.  What is left is proposed with its reasons, in words.
"""

from dataclasses import dataclass

from shared.base.translation import N_

REASONS = {
    "number": N_("The {offender}'s number is the same."),
    "number_slip": N_("The {offender}'s number differs by one character."),
    "no_number": N_("The {offender}'s number is missing in one of the two."),
    "writer_full": N_("The {offender}'s name is the same."),
    "writer_form": N_(
        "The {offender}'s last name is the same, and the first names are forms of one name."
    ),
    "writer_slip": N_("The {offender}'s name is the same except for one letter."),
    "writer_sound": N_("The {offender}'s name sounds the same."),
    "writer_initial": N_("The {offender}'s last name and first initial are the same."),
    "to_full": N_("The addressee's name is the same."),
    "to_form": N_(
        "The addressee's last name is the same, and the first names are forms of one name."
    ),
    "to_through": N_(
        "The addressee is described as having the same relationship to the same person."
    ),
    "to_slip": N_("The addressee's name is the same except for one letter."),
    "to_sound": N_("The addressee's name sounds the same."),
    "to_lead": N_("The addressee's last name is the same, and so is one of two first names."),
    "to_initial": N_("The addressee's last name and first initial are the same."),
    "to_family": N_("One of the two gives only the addressee's last name, and it is the same."),
    "court": N_("The court number is the same."),
    "county": N_("The county is the same."),
    "county_other": N_("The county differs."),
    "year": N_("The year is the same."),
    "year_other": N_("The year differs."),
}
_POINTS = {
    "number": 40, "number_slip": 15, "writer_full": 15, "writer_form": 13, "writer_slip": 10,
    "writer_sound": 8, "writer_initial": 6, "to_full": 30, "to_form": 26, "to_through": 28,
    "to_slip": 20, "to_sound": 16, "to_lead": 14, "to_initial": 12, "to_family": 4, "court": 15,
    "county": 6, "year": 6, "county_other": -6, "year_other": -6,
}  # fmt: skip
STRENGTHS = (
    (80, N_("Strong: almost everything matches")),
    (60, N_("Likely: see what is different")),
    (0, N_("Possible: compare with the record before you decide")),
)
Digests = dict[str, set[str]]


@dataclass(frozen=True)
class Evidence:
    """What two sides have in common; `refused` says why they do not belong together, or is ""."""

    reasons: tuple[str, ...]
    score: int
    refused: str = ""


def _same(one: Digests, two: Digests, kind: str) -> bool:
    return bool(one[kind] & two[kind])


def _differ(one: Digests, two: Digests, kind: str) -> bool:
    """Both sides say something, and nothing in common."""
    return bool(one[kind] and two[kind]) and not one[kind] & two[kind]


def _best(one: Digests, two: Digests, prefix: str, kinds: tuple[str, ...]) -> str:
    """What the names have in common; of Ana Lucía and Ana Karen, only how both begin."""
    best = next((kind for kind in kinds if _same(one, two, f"m.{prefix}.{kind}")), "")
    suffix = "m.suffix" if prefix == "writer" else "m.to.suffix"
    is_other = _differ(one, two, f"m.{prefix}.second") or _differ(one, two, suffix)
    if best in ("full", "slip", "sound") and is_other:
        return "initial"
    return "form" if best == "full" and not _same(one, two, f"m.{prefix}.exact") else best


def _to(one: Digests, two: Digests) -> str:
    """What the addressee is recognised by; "R." may be Rosa, but Rosa is not Rita."""
    kinds: tuple[str, ...] = ("full", "through", "slip", "sound")
    if one["m.to.plain"] or two["m.to.plain"]:
        kinds += ("lead",)
    if one["m.to.short"] or two["m.to.short"]:
        kinds += ("initial", "family")
    return _best(one, two, "to", kinds)


def compare(one: Digests, two: Digests) -> Evidence:
    """The evidence that two sets of digests (see `marks`) speak of the same letter."""
    found: list[str] = []
    if _same(one, two, "m.number"):
        found.append("number")
    elif _differ(one, two, "m.number"):
        if not _same(one, two, "m.number.slip"):
            return Evidence((), 0, "two offenders: the numbers differ")
        found.append("number_slip")
    else:
        found.append("no_number")
    writer = _best(one, two, "writer", ("full", "slip", "sound", "initial"))
    to = _to(one, two)
    found += [f"writer_{writer}"] * bool(writer) + [f"to_{to}"] * bool(to)
    for kind in ("county", "year"):
        if _same(one, two, f"m.{kind}"):
            found.append(kind)
        elif _differ(one, two, f"m.{kind}"):
            found.append(f"{kind}_other")
    found += ["court"] * _same(one, two, "m.court")
    refused = _refused(one, two, found, writer, to)
    score = max(0, min(100, sum(_POINTS.get(reason, 0) for reason in found)))
    return Evidence(tuple(found), score, refused)


def _refused(one: Digests, two: Digests, found: list[str], writer: str, to: str) -> str:
    has = set(found)
    if not to:
        return "another addressee"
    if to != "through" and _differ(one, two, "m.to.suffix"):
        return "father and son: junior and senior differ"
    if "number" in has:
        return ""
    if not writer:
        return "another offender"
    if _differ(one, two, "m.suffix"):
        return "father and son: junior and senior differ"
    if has & {"county_other", "year_other"}:
        return "the same names, but another county or year"
    if to in ("lead", "initial", "family"):
        return "not enough of the addressee's name without the offender's number"
    if writer not in ("full", "form", "slip") or not has & {"county", "year", "court"}:
        return "not enough agrees without the offender's number"
    is_whole = {writer, to} <= {"full", "form"}
    if "number_slip" in has and not is_whole and "court" not in has:
        return "two offenders: the numbers differ"
    return ""


def strength(score: int) -> str:
    """How strong a match is, in words."""
    return next(words for least, words in STRENGTHS if score >= least)
