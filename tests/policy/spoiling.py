"""Policies spoilt in one place, and what is read of them."""

import dataclasses
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from shared import policy
from shared.policy import PolicyError, Text
from shared.policy.reading import FOLDER, read

HARMED = policy.load("harmed-person")


def texts(value: Any, where: str = "") -> Iterator[tuple[str, Text]]:
    """Every Text of a policy, with its key."""
    if isinstance(value, Text):
        yield where, value
    elif dataclasses.is_dataclass(value):
        for part in dataclasses.fields(value):
            yield from texts(getattr(value, part.name), f"{where}.{part.name}")
    elif hasattr(value, "items"):
        for key, inner in value.items():
            yield from texts(inner, f"{where}.{key}")
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from texts(inner, f"{where}[{number}]")


def spoilt(folder: Path, file: str, old: str, new: str) -> Path:
    """A copy of the policies in which `old` became `new` once."""
    shutil.copytree(FOLDER, folder, dirs_exist_ok=True)
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return folder / "mississippi.toml"


def refusal(folder: Path, file: str, old: str, new: str) -> str:
    """Why that copy is refused."""
    path = spoilt(folder, file, old, new)
    with pytest.raises(PolicyError) as caught:
        read(path)
    return str(caught.value)


MAIN, CODES, LETTERS = "mississippi.toml", "parts/codes.toml", "parts/letters.toml"


DIALOGUE, PLACES = "parts/dialogue.toml", "parts/mississippi-facilities.toml"
