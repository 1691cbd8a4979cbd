"""Notices by e-mail: they say nothing, and what becomes of them is known."""

import dataclasses
import socket
from types import SimpleNamespace

import pytest

from shared import policy
from shared.documents import mailing
from shared.documents.mailing import NeverSent, Notice, NotSentYet
from shared.policy import Text

ANNA = Notice("anna@example.org")


def server(smtp):
    return SimpleNamespace(smtp_host=smtp.host, smtp_port=smtp.port)


def changed_mail(chosen, **values):
    return dataclasses.replace(chosen, mail=dataclasses.replace(chosen.mail, **values))


@pytest.mark.law_6
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("of", ["mississippi", "harmed-person"])
def test_a_notice_tells_a_stranger_nothing(language, of):
    chosen = policy.load(of)
    message = mailing.compose(ANNA, language, chosen)
    seen = message.as_string().lower()
    for word in (
        "victim", "víctima", "offender", "ofensor", "apology", "disculpa", "correction", "prison",
        "inmate", "crime", "letter", "carta", "dialog", "diálogo", "anna marsh", "mdoc", "http",
    ):  # fmt: skip
        assert word not in seen
    assert message.get_content_type() == "text/plain"
    assert not message.is_multipart()


def test_a_notice_is_one_sentence_with_a_number_and_the_hours():
    chosen = policy.load("mississippi")
    assert mailing.compose(ANNA, "en", chosen).get_content() == (
        "Please call 1-866-522-4087, Monday to Friday, 9:00 AM to 6:00 PM.\n"
    )
    assert mailing.compose(ANNA, "es", chosen).get_content() == (
        "De lunes a viernes, de 9:00 a.m. a 6:00 p.m., por favor llame al 1-866-522-4087.\n"
    )
    assert mailing.compose(ANNA, "es", chosen)["Subject"] == "Por favor, llame cuando pueda"


def test_two_notices_differ_in_nothing_but_their_number():
    first, second = (mailing.compose(ANNA, "en") for _ in range(2))
    for header in set(first.keys()) - {"Message-ID", "Date"}:
        assert first[header] == second[header]
    assert first["Message-ID"] != second["Message-ID"]
    assert first["Message-ID"].endswith("@localhost>"), "no machine's name leaks"
    assert first["Auto-Submitted"] == "auto-generated"


@pytest.mark.law_6
@pytest.mark.parametrize("name", ["Victim Services", "Apology Letter Bank", "Justicia"])
def test_a_telling_sender_is_refused(name):
    chosen = changed_mail(policy.load("mississippi"), sender_name=Text(en=name, es=name))
    with pytest.raises(NeverSent, match="would tell a stranger"):
        mailing.compose(ANNA, "en", chosen)


def test_without_a_number_there_is_no_notice():
    chosen = policy.load("mississippi")
    silent = dataclasses.replace(chosen.contacts, toll_free=None, phone=None)
    with pytest.raises(NeverSent, match="no number"):
        mailing.compose(ANNA, "en", dataclasses.replace(chosen, contacts=silent))


def test_a_neutral_number_to_call_back_comes_first():
    chosen = policy.load("mississippi")
    number = policy.Number(display="601-555-0199", dial="+16015550199", source="default")
    body = mailing.compose(ANNA, "en", changed_mail(chosen, callback=number)).get_content()
    assert "601-555-0199" in body


@pytest.mark.parametrize(
    "address",
    ["", "anna", "anna@", "@example.org", "anna@example.org\nBcc: all@example.org",
     "a@b.org, c@d.org", "Anna <anna@example.org>", "anna@example.org\r\n\r\nbody", "\x00@b.org"],
)  # fmt: skip
def test_what_is_no_address_is_never_sent(address):
    with pytest.raises(NeverSent):
        mailing.compose(Notice(address), "en")


def test_a_notice_arrives(smtp):
    mailing.send(mailing.compose(ANNA, "es"), server(smtp))
    (came,) = smtp.delivered
    assert came.recipients == ["anna@example.org"]
    assert came.sender == "notices@localhost"
    assert came.message["Subject"] == "Por favor, llame cuando pueda"
    assert "1-866-522-4087" in came.message.get_content()


@pytest.mark.parametrize(
    ("refusal", "error"),
    [("451 try again later", NotSentYet), ("452 full", NotSentYet), ("421 bye", NotSentYet),
     ("550 no such person", NeverSent), ("554 no", NeverSent)],
)  # fmt: skip
def test_a_refusal_is_for_now_or_for_good(smtp, refusal, error):
    smtp.refusal = refusal
    with pytest.raises(error):
        mailing.send(mailing.compose(ANNA, "en"), server(smtp))
    assert smtp.delivered == []


def test_a_server_that_is_not_there_is_tried_again():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
        with pytest.raises(NotSentYet):
            mailing.send(
                mailing.compose(ANNA, "en"),
                SimpleNamespace(smtp_host="127.0.0.1", smtp_port=port),
            )


def test_without_a_server_nothing_is_sent():
    with pytest.raises(NeverSent, match="no mail server"):
        mailing.send(mailing.compose(ANNA, "en"), SimpleNamespace(smtp_host="", smtp_port=25))
