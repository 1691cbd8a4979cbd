"""Which language an answer is in: the portal's address says it, the console's session."""

from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from flask import Flask, current_app, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_babel import Babel, Domain, get_locale

from shared import policy
from shared.base.values import Values

LANGUAGES = ("en", "es")
FIRST = "en"
WORDS = Path(__file__).parents[1] / "words"
DOMAINS = {
    "portal": ("shared", "documents", "portal"),
    "staff": ("shared", "documents", "portal", "staff"),
}
UNTRANSLATED = frozenset({"static", "healthz"})


def language() -> str:
    """The language of this answer: ``en`` or ``es``."""
    locale = get_locale()
    return str(locale.language) if locale else FIRST


def add_languages(app: Flask, site: str, zone: str) -> None:
    """Set up translation, and the language of every request."""
    domains = DOMAINS[site]
    app.config["BABEL_DOMAIN"] = ";".join(domains)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(str(WORDS) for _ in domains)
    select = _from_address if site == "portal" else _from_session
    Babel(app, default_locale=FIRST, default_timezone=zone, locale_selector=select)
    app.before_request(_say_in_the_policys_words)
    if site == "portal":
        app.url_value_preprocessor(_take_language)
        app.url_defaults(_give_language)
        app.before_request(_redirect_to_twin)
        app.context_processor(lambda: {"other_language_url": _same_page()})
    else:
        app.context_processor(lambda: {"other_language_url": None})
    app.context_processor(
        lambda: {
            "language": language(),
            "other_language": next(other for other in LANGUAGES if other != language()),
        }
    )


class Words(Domain):
    """Translations in which the department's own terms take their places."""

    def __init__(self, directories: list[str], domain: str) -> None:
        super().__init__(directories, domain)
        self._filled: dict[str, Filled] = {}

    def get_translations(self) -> "Filled":
        """The translations of this request's language, the same object for all that speak it.

        Flask-Babel would look its own up under the locale's name, which it spells out anew for
        every sentence of a page.
        """
        spoken = language()
        found = self._filled.get(spoken)
        if found is None:
            found = self._filled[spoken] = Filled(super().get_translations(), spoken)
        return found


_MOST_KEPT = 20_000  # sentences; there are fewer, unless something is translated that is none


class Filled:
    """Translations, each sentence filled with the policy's words; a sentence is filled once."""

    def __init__(self, translations: Any, spoken: str) -> None:
        self._translations, self._spoken = translations, spoken
        self._policy: object = None
        self._kept: dict[str, str] = {}

    def ugettext(self, sentence: str) -> str:
        """`sentence` in this language and in the words of the policy in force."""
        chosen = policy.current()
        if chosen is not self._policy or len(self._kept) > _MOST_KEPT:
            self._policy, self._kept = chosen, {}
        found = self._kept.get(sentence)
        if found is None:
            said = self._translations.ugettext(sentence)
            found = self._kept[sentence] = policy.fill(said, chosen, self._spoken)
        return found

    gettext = ugettext

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._translations, name)
        if "gettext" not in name:
            return found
        return lambda *words: policy.fill(found(*words), policy.current(), self._spoken)


def _say_in_the_policys_words() -> None:
    directories = [str(WORDS)] * len(current_app.config["BABEL_DOMAIN"].split(";"))
    domain = current_app.extensions.setdefault(
        "firstword.words", Words(directories, current_app.config["BABEL_DOMAIN"])
    )
    domain.as_default()


def twin(path: str) -> str:
    """The address of the same page of the portal in the other language."""
    # Two slashes at the beginning would lead to another site.
    other = "/" + path[3:].lstrip("/") if _is_spanish(path) else f"/es{path}"
    return quote(other)


def _same_page() -> str:
    """This page in the other language, with what its address asks for besides."""
    asked = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    return twin(request.path) + (f"?{urlencode(asked)}" if asked else "")


def _from_address() -> str:
    return "es" if _is_spanish(request.path) else FIRST


def _is_spanish(path: str) -> bool:
    return path == "/es" or path.startswith("/es/")


def _from_session() -> str:
    chosen = session.get("language", FIRST)
    return chosen if chosen in LANGUAGES else FIRST


def _take_language(_endpoint: str | None, values: Values | None) -> None:
    if values is not None:
        values.pop("lang", None)


def _give_language(endpoint: str, values: Values) -> None:
    if endpoint not in UNTRANSLATED and "lang" not in values:
        values["lang"] = language()


def _redirect_to_twin() -> ResponseReturnValue | None:
    """`?lang=es` goes to the Spanish page, without what else the address may have carried."""
    wanted = request.args.get("lang")
    if request.method != "GET" or not request.endpoint or wanted not in LANGUAGES:
        return None
    if request.endpoint in UNTRANSLATED:
        return None
    return redirect(quote(request.path) if wanted == language() else twin(request.path), 302)
