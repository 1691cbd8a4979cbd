"""The checkers themselves: each must find what it is there to find."""

import smtplib
import socket
import urllib.request
from email.message import EmailMessage

import pytest
from weasyprint import HTML

from tests.support import axe as axe_core
from tests.support import campaign, no_network
from tests.support import pdfua as vera

GOOD = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A page</title></head>
<body><main><h1>A page</h1><p>With words.</p></main></body></html>
"""


def test_network_is_shut_to_other_machines():
    with pytest.raises(no_network.OutsideCall):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
    with pytest.raises(no_network.OutsideCall):
        urllib.request.urlopen("http://example.invalid/")


def test_postgres_gives_each_test_its_own_database(postgres, postgres_server):
    other = postgres_server.database()
    try:
        with postgres.connect() as connection:
            connection.execute("CREATE TABLE frontdoor.only_here (id int)")
        with other.connect() as connection:
            found = connection.execute("SELECT to_regclass('frontdoor.only_here')").fetchone()
    finally:
        postgres_server.drop(other)
    assert found == (None,)


def test_postgres_role_may_do_nothing_until_it_is_granted(postgres):
    portal = postgres.role("portal")
    with postgres.connect() as connection:
        connection.execute("CREATE TABLE records.secret (id int)")
    with (
        postgres.connect(portal) as connection,
        pytest.raises(Exception, match="permission denied"),
    ):
        connection.execute("SELECT * FROM records.secret")


def test_smtp_keeps_what_it_is_given(smtp):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "a@example.org", "b@example.org", "A word"
    mail.set_content("Hola, señora")
    with smtplib.SMTP(smtp.host, smtp.port) as client:
        client.send_message(mail)
    [delivered] = smtp.delivered
    assert delivered.recipients == ["b@example.org"]
    assert delivered.message.get_content().strip() == "Hola, señora"


def test_smtp_refuses_while_it_is_told_to(smtp):
    smtp.refusal = "451 try again later"
    with smtplib.SMTP(smtp.host, smtp.port) as client, pytest.raises(smtplib.SMTPDataError):
        client.sendmail("a@example.org", ["b@example.org"], "Subject: A word\n\nWords")
    assert smtp.delivered == []


def test_axe_finds_an_input_without_a_label(chromium):
    page = chromium.new_page()
    page.set_content(GOOD)
    assert axe_core.violations(page) == []
    page.set_content(GOOD.replace("<p>", "<p><input name=a>"))
    assert [line.split(" ")[0] for line in axe_core.violations(page)] == ["label"]
    page.close()


def test_axe_runs_under_the_strictest_policy(chromium, axe, tmp_path):
    page = chromium.new_page()
    strict = '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    page.set_content(GOOD.replace("<title>", strict + "<title>"))
    axe(page)
    page.close()


def test_nu_finds_what_is_not_valid(nu):
    nu({"good": GOOD})
    with pytest.raises(AssertionError, match="Stray end tag"):
        nu({"good": GOOD, "bad": GOOD.replace("</main>", "</p></b></main>")})


def test_nu_leaves_out_what_it_is_told_to(nu):
    nu({"bad": GOOD.replace("<p>", '<p align="left">')}, without=("align",))


@pytest.mark.slow
def test_pdfua_finds_a_pdf_without_tags(tmp_path):
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    HTML(string=GOOD).write_pdf(good, pdf_variant="pdf/ua-1")
    HTML(string=GOOD).write_pdf(bad)
    found = vera.failures([good, bad])
    assert found[good] == []
    assert found[bad] != []


def test_campaign_is_a_twentieth_from_a_fixed_seed_by_default(monkeypatch):
    monkeypatch.delenv("FIRSTWORD_SOAK", raising=False)
    monkeypatch.delenv("FIRSTWORD_SEED", raising=False)
    assert [campaign.size(full) for full in (1, 20, 21, 3000)] == [1, 1, 2, 150]
    assert campaign.seed() == campaign.seed()


def test_campaign_is_whole_under_soak_and_can_be_had_again(monkeypatch, capsys):
    monkeypatch.setenv("FIRSTWORD_SOAK", "1")
    assert campaign.size(3000) == 3000
    monkeypatch.setenv("FIRSTWORD_SEED", "7")
    assert campaign.seed() == 7
    assert "FIRSTWORD_SEED=7" in capsys.readouterr().out
