"""The Nu checker's judgement of HTML, as the standard reads now."""

import json
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

JAR = Path(__file__).parents[1] / "browser/node_modules/vnu-jar/build/dist/vnu.jar"


def messages(files: Iterable[Path], without: tuple[str, ...] = ()) -> list[str]:
    """Errors and warnings, a line each; `without` has patterns of messages to leave out.

    Give all files at once: the checker takes a second to start and little for each file.
    """
    result = subprocess.run(
        ["java", "-jar", JAR, "--format", "json", "--stdout", "--exit-zero-always", *files],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    lines = []
    for found in json.loads(result.stdout)["messages"]:
        kind = found.get("subType", found["type"])
        ignored = any(re.search(pattern, found["message"]) for pattern in without)
        if kind != "info" and not ignored:
            name = found.get("url", "").removeprefix("file:")
            lines.append(f"{name}:{found.get('lastLine', 0)}: {kind}: {found['message']}")
    return lines


def nu(pages: Iterable[Path] | Mapping[str, str], without: tuple[str, ...] = ()) -> None:
    """Fail unless the pages are valid: files, or HTML by name."""
    with tempfile.TemporaryDirectory() as folder:
        files = list(_written(pages, Path(folder)) if isinstance(pages, Mapping) else pages)
        assert files, "no page to check"
        found = messages(files, without)
    assert not found, "\n".join(found)


def _written(pages: Mapping[str, str], folder: Path) -> Iterable[Path]:
    for name, html in pages.items():
        path = folder / (re.sub(r"[^\w.-]+", "_", name).strip("_") + ".html")
        assert not path.exists(), f"two pages have the name {path.name}"
        path.write_text(html, "utf-8")
        yield path
