"""What the noticeboard says."""

from typing import Any

from shared.frontdoor import noticeboard, sealing
from shared.records import vault


def reads(registration: Any) -> str:
    key = sealing.reference_key_of(vault.keys().portal, registration.reference)
    found = noticeboard.read(key)
    assert found is not None
    return found.state
