"""`python -m shared.cli` is `firstword`."""

from shared.cli import main

main(prog_name="firstword")
