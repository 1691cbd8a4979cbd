"""The site's keys, where its views find them."""

from typing import cast

from flask import current_app

from shared.frontdoor import sealing

EXTENSION = "firstword.keys"


def keys() -> sealing.PortalKeys:
    """The keys of the site that is answering."""
    return cast(sealing.PortalKeys, current_app.extensions[EXTENSION])
