"""What a field of a document tells: its kind.

A document's context is its firewall.  Each field declares the kind of fact it carries
(``name: Annotated[str, "victim_name"]``), each document the kinds its reader must never get, and
a document whose context has a forbidden kind cannot be registered.
"""

from dataclasses import dataclass, is_dataclass
from datetime import date
from typing import Annotated, Any, Self, get_args, get_origin, get_type_hints

from shared.base.values import Values
from shared.policy import Policy, Text

ON = date(2026, 11, 23)  # the day of every sample

KINDS: dict[str, str] = {
    "reference": "a reference or token that tells nothing by itself",
    "date": "the paper's own date, or a date its reader may know",
    "staff": "a member of staff, or a role",
    "facility": "a place of custody",
    "rule": "a rule of the programme, in words for the reader",
    "service": "another service that may be asked for",
    "request": "that a request was made, of which kind",
    "victim_name": "the name of a person harmed, or of family",
    "victim_address": "where a person harmed lives or receives post",
    "victim_contact": "numbers, safe times and words for a person harmed",
    "victim_story": "why a person harmed asks, what they hope, what happened to them",
    "victim_choice": "what a person harmed chose: registration, S40, acceptance",
    "victim_standing": "how a person is tied to the harm",
    "support_name": "the name of a support person or other person attending",
    "attending_name": "the name of somebody who would enter a facility, for clearance only",
    "offender_name": "the name or number of an offender",
    "offender_health": "an offender's health",
    "offender_conduct": "an offender's discipline, risk, classification",
    "custody_news": "what became of an offender's custody, as a person harmed may be told it",
    "offender_motive": "what an offender said about their reasons, answer or part",
    "incident": "the harm: offence, county, year",
    "addressee": "whom a letter is for, in its writer's own words",
    "letter_text": "the words or pages of a letter",
    "letter_fact": "that a letter exists, its dates and reviews",
    "letter_reason": "why a letter comes back to its writer",
    "custody": "who handed a paper to whom",
    "decision": "an outcome the reader may know",
    "decision_reason": "the reasons behind a decision, for the unit only",
    "disclosed": "a fact that a person harmed allowed to be told (S40)",
    "arrangement": "date, room and people of a meeting",
    "contact_log": "when and how people were reached",
    "requester": "who asked for records, and where the answer goes",
}


def invented(**values: object) -> Values:
    """Values of a sample, by field: plain, a Text, or a function of language and policy."""
    return values


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What every document has: a reference for its reader, and its own date.

    Each has its sample: `INVENTED` has values about invented people for its fields, besides those
    of the classes above it.
    """

    reference: Annotated[str, "reference"]
    on: Annotated[date, "date"]

    INVENTED = invented(on=ON)

    @classmethod
    def sample(cls, language: str, policy: Policy, **values: object) -> Self:
        """The paper about invented people, but for `values`.  TypeError if a field has none."""
        known: Values = {}
        for one in reversed(cls.__mro__):
            known |= vars(one).get("INVENTED", {})
        said: Values = {
            name: _said(value, language, policy) for name, value in (known | values).items()
        }
        return cls(**said)


def _said(value: object, language: str, policy: Policy) -> Any:
    made = value(language, policy) if callable(value) else value
    return made.say(language) if isinstance(made, Text) else made


def _rows(hint: Any) -> list[type]:
    """The dataclasses named anywhere in a type."""
    arms = [inner for arm in get_args(hint) for inner in _rows(arm)]
    return [hint, *arms] if isinstance(hint, type) and is_dataclass(hint) else arms


def kinds_of(context: type) -> frozenset[str]:
    """The kinds of all fields of a context, also inside its rows.

    Raises TypeError for a field that declares none, or one that is not in KINDS.
    """
    found: set[str] = set()
    for name, hint in get_type_hints(context, include_extras=True).items():
        rows = _rows(hint)
        kinds = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
        if not rows and not (len(kinds) == 1 and kinds[0] in KINDS):
            raise TypeError(f"{context.__name__}.{name} does not say what it tells")
        found.update(kinds, *(kinds_of(row) for row in rows))
    return frozenset(found)


# What nobody of a reader's side may ever get, whatever the document (domain.md §5).
NEVER: dict[str, frozenset[str]] = {
    "victim": frozenset(
        {"offender_health", "offender_conduct", "offender_motive", "decision_reason"}
    ),
    "offender": frozenset(
        {
            "victim_name",
            "victim_address",
            "victim_contact",
            "victim_story",
            "victim_choice",
            "victim_standing",
            "support_name",
            "attending_name",
            "offender_health",
            "offender_conduct",
            "decision_reason",
            "contact_log",
            "custody",
            "custody_news",
        }
    ),
    "facility": frozenset(
        {
            "victim_address",
            "victim_contact",
            "victim_story",
            "victim_choice",
            "letter_fact",
            "letter_text",
            "offender_health",
            "decision_reason",
            "contact_log",
            "custody_news",
        }
    ),
    "unit": frozenset({"offender_health"}),
    # Someone outside to whom counsel releases something: outcomes, and of the person only a name.
    "requester": frozenset(KINDS)
    - {
        "reference",
        "date",
        "staff",
        "facility",
        "rule",
        "service",
        "request",
        "requester",
        "victim_name",
        "victim_standing",
        "offender_name",
        "decision",
    },
    # Somebody outside who asks for records, or on an offender's behalf.
    "anyone": frozenset(KINDS) - {"reference", "date", "staff", "rule"},
}
