"""Sample registrations and letters."""

from collections.abc import Callable
from typing import Any

STORIES: tuple[Callable[[Any], dict[str, str]], ...] = ()
