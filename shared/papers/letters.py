"""Documents about registrations, letters and their delivery."""

from shared.papers.composing import Builder

BUILDERS: dict[str, Builder] = {}
