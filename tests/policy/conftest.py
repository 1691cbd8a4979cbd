"""The policies as they are, again after each test."""

from collections.abc import Iterator

import pytest

from shared import policy


@pytest.fixture(autouse=True)
def _first_policy_again() -> Iterator[None]:
    yield
    policy.use("mississippi")
