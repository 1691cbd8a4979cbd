"""Both languages are complete, and script/words sees it when they are not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PAGE = """<p>{{ _('Good day') }}</p>
{% trans n=2 %}One letter{% pluralize %}{{ n }} letters{% endtrans %}"""
MAIL = "{% trans trimmed name='x' %}\n  Dear {{ name }},\n{% endtrans %}"
TABLE = "from shared.frontdoor.envelopes import N_\n\nWORD = N_('Waiting')\n"


class Bench:
    """A small project that script/words works on."""

    def __init__(self, root: Path, project: Path) -> None:
        self.root = root
        (root / "script").mkdir(parents=True)
        shutil.copy(project / "script/words", root / "script/words")
        self.write("templates/portal/start.html", PAGE)
        self.write("templates/mail/notice.txt", MAIL)
        self.write("shared/frontdoor/wording.py", TABLE)

    def write(self, path: str, text: str) -> None:
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, "utf-8")

    def run(self, *options: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, self.root / "script/words", *options],
            check=False,
            capture_output=True,
            text=True,
        )

    def catalogue(self, domain: str, language: str = "es") -> Path:
        return self.root / f"shared/words/{language}/LC_MESSAGES/{domain}.po"

    def translate(self, domain: str, original: str, translation: str) -> None:
        """Fill in the first empty translation after the original."""
        path = self.catalogue(domain)
        before, found, after = path.read_text("utf-8").partition(f'msgid "{original}"\n')
        assert found, f"no {original!r} in {path}"
        path.write_text(before + found + after.replace('""', f'"{translation}"', 1), "utf-8")

    def translate_all(self) -> None:
        self.run()
        self.translate("portal", "Good day", "Buenos días")
        self.translate("shared", "Waiting", "Pendiente")
        self.translate("documents", "Dear %(name)s,", "Para %(name)s:")
        path = self.catalogue("portal")
        text = path.read_text("utf-8")
        text = text.replace('msgstr[0] ""', 'msgstr[0] "Una carta"')
        text = text.replace('msgstr[1] ""', 'msgstr[1] "%(n)s cartas"')
        path.write_text(text, "utf-8")


@pytest.fixture
def bench(tmp_path, project):
    return Bench(tmp_path / "bench", project)


@pytest.fixture
def translated(bench):
    bench.translate_all()
    assert bench.run("--check").returncode == 0
    return bench


def test_words_of_the_project_are_complete(project):
    result = subprocess.run(
        [sys.executable, project / "script/words", "--check"],
        check=False,
        capture_output=True,
        text=True,
    )
    # The beginning and the end: a page that nobody has translated yet has hundreds of lines.
    assert result.returncode == 0, f"{result.stdout[:800]}…\n{result.stdout[-200:]}{result.stderr}"


def test_words_go_to_the_domain_of_their_room(bench):
    bench.run()
    found = {
        domain: [
            line
            for line in bench.catalogue(domain).read_text("utf-8").splitlines()
            if line.startswith("msgid") and line != 'msgid ""'
        ]
        for domain in ("portal", "staff", "documents", "shared")
    }
    assert found == {
        "portal": ['msgid "Good day"', 'msgid "One letter"', 'msgid_plural "%(n)s letters"'],
        "staff": [],
        "documents": ['msgid "Dear %(name)s,"'],
        "shared": ['msgid "Waiting"'],
    }


def test_english_has_no_catalog(bench, project):
    bench.run()
    assert [path.name for path in (bench.root / "shared/words").iterdir()] == ["es"]
    assert not list(project.glob("shared/words/en/**/*.po"))


def test_what_spanish_lacks_is_listed(bench):
    result = bench.run()
    assert result.returncode == 0
    assert "es/LC_MESSAGES/portal.po: missing: 'Good day'" in result.stdout
    assert bench.run("--check").returncode == 1


def test_a_second_run_changes_no_byte(translated):
    before = {path: path.read_bytes() for path in translated.root.rglob("*.po")}
    translated.run()
    assert {path: path.read_bytes() for path in translated.root.rglob("*.po")} == before


def test_catalogues_hold_no_date_place_or_maker(translated):
    text = "".join(path.read_text("utf-8") for path in translated.root.rglob("*.po"))
    assert "Date" not in text
    assert "Babel" not in text
    assert "start.html" not in text


def test_check_changes_nothing(bench):
    bench.run("--check")
    assert not list(bench.root.rglob("*.po"))


def test_check_fails_on_a_new_sentence(translated):
    translated.write("templates/portal/start.html", PAGE + "{{ _('A new sentence') }}")
    result = translated.run("--check")
    assert result.returncode == 1
    assert "es/LC_MESSAGES/portal.po: out of date" in result.stdout


def test_check_fails_on_a_sentence_that_is_gone(translated):
    translated.write("shared/frontdoor/wording.py", "")
    result = translated.run("--check")
    assert result.returncode == 1
    assert "es/LC_MESSAGES/shared.po: out of date" in result.stdout


def test_a_changed_sentence_keeps_its_translation_as_fuzzy(translated):
    translated.write("shared/frontdoor/wording.py", TABLE.replace("Waiting", "Waiting."))
    assert "shared.po: fuzzy: 'Waiting.'" in translated.run().stdout
    assert "Pendiente" in translated.catalogue("shared").read_text("utf-8")
    assert translated.run("--check").returncode == 1


def test_check_fails_on_a_translation_with_other_places(translated):
    path = translated.catalogue("documents")
    path.write_text(path.read_text("utf-8").replace("Para %(name)s:", "Para %(nombre)s:"), "utf-8")
    result = translated.run("--check")
    assert result.returncode == 1
    assert "other places or markup" in result.stdout


def test_a_template_that_does_not_parse_is_named(bench):
    bench.write("templates/staff/broken.html", "{% if %}")
    result = bench.run()
    assert result.returncode != 0
    assert "templates/staff/broken.html" in result.stderr


def test_compile_makes_what_the_sites_read(translated):
    for path in translated.root.rglob("*.mo"):
        path.unlink()
    assert translated.run("--compile").returncode == 0
    made = sorted(str(path.relative_to(translated.root)) for path in translated.root.rglob("*.mo*"))
    assert made == [
        f"shared/words/es/LC_MESSAGES/{domain}.mo"
        for domain in ("documents", "portal", "shared", "staff")
    ]


@pytest.mark.parametrize(
    ("path", "before", "after", "say"),
    [
        ("templates/portal/start.html", "Good day", "Tick the box", "check"),
        ("templates/portal/start.html", "Good day", "She may stop", "they"),
        ("shared/words/es/LC_MESSAGES/portal.po", "Buenos días", "Su pedido", "solicitud"),
        ("shared/policies/one.toml", "No one", "Nobody", "no one"),
        ("shared/policies/one.toml", "Nadie", "Pulse aquí", "presionar"),
    ],
)
def test_check_fails_on_a_word_that_is_not_ours(translated, project, path, before, after, say):
    shutil.copy(project / "shared/words/habits.toml", translated.root / "shared/words/habits.toml")
    translated.write("shared/policies/one.toml", 'guides = [{ en = "No one", es = "Nadie" }]\n')
    assert translated.run("--check").returncode == 0
    text = (translated.root / path).read_text("utf-8")
    translated.write(path, text.replace(before, after))
    if path.startswith("templates"):
        translated.run()
        translated.translate("portal", after, "Otra cosa")
    result = translated.run("--check")
    assert result.returncode == 1
    assert f": say {say}" in result.stdout
    assert after in result.stdout


def test_places_of_a_message_are_no_words_of_it(translated, project):
    shutil.copy(project / "shared/words/habits.toml", translated.root / "shared/words/habits.toml")
    translated.write("templates/mail/notice.txt", "{{ _('Dear {programme} of %(post)s') }}")
    translated.run()
    translated.translate("documents", "Dear {programme} of %(post)s", "{programme} de %(post)s")
    assert translated.run("--check").returncode == 0
