"""What a view says of itself, beside its route."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])


def requires(requirement: str, *serves: str) -> Callable[[View], View]:
    """Who may ask for the view, in the site's own words, and the S numbers that it serves.

    The site's `authorise` is called with `requirement` before the view is.  An app with a view
    that requires nothing is not built; say ``"public"`` where anybody may.
    """

    def mark(view: View) -> View:
        view.requirement = requirement  # type: ignore[attr-defined]
        view.serves = serves  # type: ignore[attr-defined]
        return view

    return mark


def indexable(view: View) -> View:
    """Let search engines show the page: for the portal's start pages alone."""
    view.is_indexable = True  # type: ignore[attr-defined]
    return view


def tokenless(view: View) -> View:
    """Take an unsafe request without a CSRF token, from our own pages still.

    For what harms nobody: leaving, since `sendBeacon` sends no form; closing a visit, which may be
    over already; and how steps are shown, since a page that only says something must set no cookie
    for the sake of one button.
    """
    view.is_tokenless = True  # type: ignore[attr-defined]
    return view


def reshows(view: View) -> View:
    """The view validates a `forms.Form` and shows it again when that fails.

    When its token is missing or too old it is called nevertheless: the form does not validate,
    and what was typed is kept (see `csrf_failed`).
    """
    view.does_reshow = True  # type: ignore[attr-defined]
    return view


def mark_of(view: object, name: str) -> Any:
    """A mark, or None."""
    return getattr(view, name, None)
