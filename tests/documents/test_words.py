"""What each document must say to its reader, and what it must never say."""

import dataclasses
import re
from datetime import date
from typing import Any

import pytest
import textstat

from shared import documents, policy
from shared.documents import REGISTRY, facility, offender, third_party, unit, victim
from shared.policy.sense import WORDS_THAT_TELL
from tests.support.papers import (
    LANGUAGES,
    NAMES,
    POLICIES,
    plain,
    said,
    sample_page,
    words_of,
)

# -- what must be said -------------------------------------------------------------------------

MUST_SAY = {
    "acknowledgement": (
        "No one has contacted the {offender}.", "You can stop at any time",
        "This letter does not mean that a {dialogue} will take place", "What happens next",
        "The {division} and the superintendent of that place each make their own decision.",
    ),
    "decision": (
        "We will look at it again on {date}", "You can stop or pause at any time",
            "What you can still ask for",
    ),
    "assessment-request": (
        "Do not discuss this with the {offender}", "Capacity", "Willingness",
        "No one gains or loses by it", "It is not a visit, and it is not",
    ),
    "superintendent-memo": (
        "People who would enter", "You are asked to allow this one meeting", "Interpreter",
        "It cannot be used to obtain early release", "Decision of the superintendent",
    ),
    "offender-invitation": (
        "It is voluntary.", "If you say yes, you gain nothing", "If you say no, you lose nothing",
    ),
    "facilitator-appointment": ("Conflicts of interest", "You must report", "Your part"),
    "visit-instructions": (
        "Bring a photo ID.", "You can take a break", "Wear plain, comfortable clothes.",
        "Please arrive at",
    ),
    "follow-up": ("Your feedback and complaints", "What you can ask for, now or later"),
    "change-notice": (
        "This is not because of anything you did.",
        "Something has changed. We want you to hear it from us first.",
        "You can ask us anything about this.", "Your safety",
        "If mail is no longer safe for you, tell us, and we will stop writing.",
    ),
    "closure": ("You can ask again", "Your feedback and complaints", "What you can still ask for"),
    "registration-confirmation": (
        "What being on the list means", "Change it, or leave the list",
        "Nothing is sent unless you say yes a second time.",
        "That you asked to be told about a letter", "That you received a letter",
        "That you read a letter", "This page says nothing about whether a letter exists.",
    ),
    "letter-available": (
        "Send it to me now.", "Keep it.", "I do not want it.",
            "Read it to me, on the phone or in person",
        "I want to talk with someone before I decide.",
    ),
    "cover-letter": (
        "It holds the {letter} from the {offender}", "You can open it today, another day",
        "What we can tell the {offender}", "Other things you can ask for, now or later",
        "All contact between you and the {offender}",
    ),
    "inner-envelope": ("Sealed",),
    "offender-receipt": (
        "Please do not expect any more news or a reply, whatever happens to the letter. Hearing",
        "You are never allowed to send a letter like",
    ),
    "offender-banked": ("With this, our part is complete.",),
    "letter-returned": ("Handing it in again", "The guidelines", "What to look at, and what helps"),
    "letter-rejected": ("The guidelines", "Why"),
    "offender-closing": ("Everyone whose process ends gets this same notice, whatever",),
    "offender-disclosure": ("We can tell you only this",
        "The person you wrote to told us they received your letter."),
    "offender-side-answer": ("Thank you for writing.", "We cannot say whether anyone has asked"),
    "records-answer": ("We do not confirm or deny that any record exists",),
    "records-release": (
        "On {date} you asked for records", "Enclosed, and nothing else",
        "This letter says nothing about other records",
        "This paper must not be filed in anyone's institutional record",
    ),
    "agreement-victim": (
        "No contact outside the program", "I act in good faith",
            "This happens because I asked for it",
        "a danger to someone's life or body;",
        "Taking part has no effect on release",
    ),
    "agreement-offender": ("No contact outside the program", "Taking part has no effect on"),
    "agreement-support": ("No contact outside the program", "I am 18 or older. I have told"),
    "custody-log": ("Where the paper has been",),
    "screening-record": ("Gate A: can it be {a_letter}", "Reasons given"),
    "case-summary-release": (
        "This lists the steps of a request.", "Stages", "Decisions",
        "This paper must not be filed in anyone's institutional record",
    ),
    "case-summary": ("Ways to reach the person, and no others", "Stages", "Decisions", "Contacts"),
}  # fmt: skip

NOT_FOR_THE_FILE = "This paper must not be filed"
CHANGES_NOTHING = "This notice does not change your release date, parole"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(MUST_SAY))
def test_documents_say_what_they_must(name, language):
    page = words_of(name, language)
    for message in MUST_SAY[name]:
        assert said(message, language) in page


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.S27
@pytest.mark.S43
def test_no_paper_to_a_facility_or_offender_may_count_in_a_decision(language):
    for name, document in REGISTRY.items():
        if document.reader == "facility":
            assert said(NOT_FOR_THE_FILE, language) in words_of(name, language)
        if issubclass(document.context, offender.ToOffender):
            assert said(CHANGES_NOTHING, language) in words_of(name, language)


# The letter is its writer's; it and its translation lie in an envelope that lies inside another.
SEALED = {"sealed-letter", "sealed-translation", "inner-envelope"}


@pytest.mark.S28
@pytest.mark.parametrize("name", sorted(set(NAMES) - SEALED))
def test_every_document_says_where_to_write_and_call(name):
    page = words_of(name)
    assert "633 North State Street" in page
    assert "Jackson, MS 39202-3097" in page
    if name != "outer-envelope":
        assert "1-866-522-4087" in page
        assert "601-359-5719" in page
        sample = REGISTRY[name].sample("en", policy.load("mississippi"))
        assert sample.reference in page


@pytest.mark.S42
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["change-notice", "closure", "decision"])
def test_other_help_is_offered_and_not_what_was_just_refused(name, language):
    """A dialogue, listed as open to her under the news that there will be none, would hurt."""
    services = policy.current().services
    page = words_of(name, language)
    assert services["referral"].label.say(language) in page
    assert services["dialogue"].label.say(language) not in page


# -- what must not be said ---------------------------------------------------------------------


@pytest.mark.S40
@pytest.mark.S44
def test_a_registration_is_confirmed_in_the_same_words_whether_or_not_a_letter_exists():
    fields = {part.name for part in dataclasses.fields(victim.Registration)}
    assert fields == {"reference", "on", "name", "signed", "requested", "received", "read"}


@pytest.mark.S47
@pytest.mark.law_6
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_outer_envelope_tells_a_stranger_nothing(language):
    for of in POLICIES:
        page = words_of("outer-envelope", language, of).lower()
        for word in (*WORDS_THAT_TELL, "dialog", "letter", "carta", "justice", "mdoc"):
            assert word not in page
    assert "E. Marsh" in words_of("outer-envelope", language)


@pytest.mark.S47
def test_the_inner_envelope_names_nobody():
    page = words_of("inner-envelope")
    assert "TQ96-MA43" in page
    fields = {part.name for part in dataclasses.fields(victim.InnerEnvelope)}
    assert fields == {"reference", "on", "seal_token"}


@pytest.mark.S32
@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_to_a_writer_never_speak_of_a_recipient(language):
    """Not even the word: any hint that there is someone would be read as news."""
    told = ("opt", "regist", "notif", "recipient", "destinatari")
    for name in ("offender-receipt", "offender-banked", "letter-rejected"):
        page = words_of(name, language).lower()
        page = page.replace(policy.load("mississippi").agency.division.say(language).lower(), "")
        for word in ("víctima", "victim", *told):
            assert not re.search(rf"\b{word}", page), (name, word)


@pytest.mark.S40
def test_a_disclosure_tells_exactly_the_ticked_facts():
    common: dict[str, Any] = {"reference": "R", "on": date(2026, 11, 23), "name": "M",
                              "number": "1", "facility": "F", "signed": "S"}  # fmt: skip
    sentences = {
        "requested": "Someone asked to be told",
        "received": "The person you wrote to told us they received your letter.",
        "read": "The person you wrote to told us they read your letter.",
    }
    for ticked in ({"requested"}, {"received"}, {"read"}, {"received", "read"}, set(sentences)):
        context = offender.Disclosure(**common, **dict.fromkeys(ticked, True))
        page = plain(documents.html("offender-disclosure", context, "en"))
        assert {fact for fact, words in sentences.items() if words in page} == ticked
    with pytest.raises(ValueError, match="at least one fact"):
        offender.Disclosure(**common)


def test_the_offenders_closing_letter_has_no_field_for_a_cause():
    fields = {part.name for part in dataclasses.fields(offender.OffenderClosing)}
    assert fields == {"reference", "on", "name", "number", "facility", "signed"}


def test_standard_answers_are_one_text_for_everybody():
    assert {part.name for part in dataclasses.fields(third_party.StandardAnswer)} == {
        "reference", "on", "signed",
    }  # fmt: skip


def test_acknowledgements_promise_neither_a_meeting_nor_a_time():
    page = words_of("acknowledgement").lower()
    assert not re.search(
        r"\b(approved|accepted|promise|guarantee|within \d|\d+ (days|weeks))", page
    )


@pytest.mark.S13
def test_the_assessment_request_has_no_field_for_who_asks_or_why():
    kinds = documents.kinds_of(facility.AssessmentRequest)
    # "decision": whether the offender would stand in for somebody else.
    assert kinds == {"reference", "date", "staff", "facility", "offender_name", "decision"}
    page = words_of("assessment-request").lower()
    page = page.replace("division of victim services", "")
    assert not re.search(r"\bvictim|\bdialogue|\bapolog", page)


STANDS_IN = {
    "assessment-request": "This would be a surrogate dialogue",
    "superintendent-memo": "This would be a surrogate dialogue",
    "case-summary-need-to-know": "Yes, in place of someone else",
    "offender-invitation": "This would be in place of someone else",
    "agreement-offender": "I am taking the place of someone else.",
    "agreement-victim": "I know that the person I meet is taking the place",
}


@pytest.mark.S5
@pytest.mark.S8
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(STANDS_IN))
def test_papers_say_truly_when_somebody_stands_in(name, language):
    context = REGISTRY[name].sample(language, policy.current())
    sentence = said(STANDS_IN[name], language)
    for stands_in in (True, False):
        page = plain(documents.html(
            name, dataclasses.replace(context, stands_in=stands_in), language
        ))  # fmt: skip
        assert (sentence in page) is stands_in


def test_case_summaries_get_smaller_with_their_audience():
    full = documents.kinds_of(unit.CaseSummary)
    middle = documents.kinds_of(unit.SupervisorSummary)
    least = documents.kinds_of(facility.NeedToKnow)
    assert least < middle < full
    assert "victim_name" not in least


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_another_department_speaks_its_own_words(name, language):
    page = sample_page(name, language, "harmed-person").lower()
    for word in ("victim", "offender", "víctima", "ofensor", "mississippi", "jackson, ms"):
        assert word not in page, word


@pytest.mark.parametrize("language", LANGUAGES)
def test_letters_to_people_harmed_are_in_plain_words(language):
    """A grade of 8 at most in English; easy (65 or more of 100) in Spanish."""
    textstat.set_lang(language)
    for name, document in REGISTRY.items():
        if issubclass(document.context, victim.ToVictim):
            main = sample_page(name, language).split("<h1>")[1].split('<div class="sign">')[0]
            prose = " ".join(
                sentence if sentence.endswith((".", "?", ":")) else f"{sentence}."
                for piece in re.findall(r"<(?:p|li)\b[^>]*>(.*?)</(?:p|li)>", main, re.DOTALL)
                if (sentence := plain(piece))
            )
            if language == "en":
                assert textstat.flesch_kincaid_grade(prose) <= 8, name
            else:
                assert textstat.fernandez_huerta(prose) >= 65, name
