"""Every document, in both languages, conforms to PDF/UA-1: it can be read aloud and navigated."""

import dataclasses

import pytest

from shared import documents, policy
from shared.documents import victim
from tests.support import scanned

HOSTILE = "😀 🦄 漢字 שלום مرحبا \u202e \x07 " + "W" * 500 + "\n\n<b>bold</b> & \ufffd"


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """All documents as files: both languages, another department, and letters of hard contents."""
    folder = tmp_path_factory.mktemp("papers")
    mississippi, other = policy.load("mississippi"), policy.load("harmed-person")
    made = []

    def keep(name, pdf):
        path = folder / f"{name}.pdf"
        path.write_bytes(pdf)
        made.append(path)

    for name in documents.REGISTRY:
        for language in ("en", "es"):
            keep(f"{name}-{language}", documents.render_sample(name, language, mississippi))
    for name in ("acknowledgement", "registration-confirmation", "cover-letter"):
        keep(f"{name}-other", documents.render_sample(name, "es", other))
    typed = victim.SealedLetter.sample("en", mississippi)
    on_paper = dataclasses.replace(typed, text="", pages=(victim.Scan(image=scanned.page()),) * 2)
    hostile = dataclasses.replace(typed, text=HOSTILE)
    both = victim.SealedLetter(
        reference="R", on=typed.on, seal_token="T", sha256="0" * 64, text=HOSTILE,
        pages=on_paper.pages, translation=True,
    )  # fmt: skip
    for name, letter in {"scanned": on_paper, "hostile": hostile, "both": both}.items():
        keep(f"letter-{name}", documents.render("sealed-letter", letter, "en", mississippi))
    return made


def test_every_document_conforms(papers, pdfua):
    assert len(papers) == 2 * len(documents.REGISTRY) + 6
    pdfua(papers)
