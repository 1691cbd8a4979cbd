"""Figures with small cells hidden, so that none can be worked out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.console import reports
from staff.reports.reports import cell

CELLS = st.lists(st.integers(0, 30), min_size=1, max_size=8)


@given(CELLS, st.booleans())
def test_small_cells_are_hidden_and_cannot_be_worked_out(cells, hide_total):
    shown, total = reports.suppress(cells, hide_total=hide_total)
    hidden = [n for n, cell in enumerate(shown) if cell is None]
    assert all(cell is None or cell >= reports.LEAST for cell in shown)
    assert all(cell in (None, cells[n]) for n, cell in enumerate(shown))
    assert total in (None, sum(cells))
    if total is not None:
        rest = total - sum(cell for cell in shown if cell is not None)
        assert not hidden or (len(hidden) > 1 and rest >= reports.LEAST)
    if hide_total:
        assert total is None
        assert hidden


@pytest.mark.S1
def test_reports_show_no_small_figure_on_the_page_or_in_the_file(world):
    for _ in range(3):
        world.ask()
    world.work()
    desk = world.staff("auditor")
    page = desk.get("/reports")
    cells = ["".join(e.itertext()) for e in page.all("td", class_="number")]
    assert cells
    assert set(cells) == {"not shown"}
    file = desk.get("/reports.csv")
    assert file.headers["Content-Disposition"] == 'attachment; filename="figures.csv"'
    assert not any(line.rstrip().endswith((",3", ",0")) for line in file.data.decode().splitlines())


def test_figures_from_five_on_are_shown(world):
    for _ in range(6):
        world.ask()
    world.work()
    page = world.staff("auditor").get("/reports")
    assert "6" in ["".join(e.itertext()) for e in page.all("td", class_="number")]


@pytest.mark.parametrize("said", ["=1+1", "+1", "-1", "@sum", "\t=1"])
def test_nothing_in_the_file_is_calculated(said: str) -> None:
    assert cell(said) == f"'{said}"
    assert cell("Requests received") == "Requests received"
