"""A list paints what changed and nothing else; what it shows afterwards is what a fresh one shows."""

import pytest
from conftest import MakeApp
from test_keys import grid
from textual.geometry import Region

from advisor.tui.views.runs import Column, Row, line
from advisor.tui.widgets.grid import Grid

COLUMNS = (Column("a", 8), Column("b", 0))


def rows(*texts: str) -> list[Row]:
    return [Row(f"r{at}", (line(text), line("x"))) for at, text in enumerate(texts)]


async def test_only_lines_that_differ_are_painted(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        options = grid(app, "options")
        options.show(COLUMNS, rows("one", "two", "drei"), key="r0")
        await pilot.pause()
        painted: list[tuple[Region, ...]] = []
        refresh = Grid.refresh
        monkeypatch.setattr(
            Grid, "refresh", lambda grid, *where, **how: (painted.append(where), refresh(grid, *where, **how))
        )
        options.show(COLUMNS, rows("one", "zwei", "drei"))
        assert [where[0].y for where in painted] == [2]
        options.show(COLUMNS, rows("one", "zwei", "drei"), key="r2")
        assert sorted(where[0].y for where in painted[1:]) == [1, 3]
        painted.clear()
        options.show(COLUMNS, rows("one", "zwei"))
        assert () in painted
        await pilot.pause()
        assert "zwei" in options.render_line(2).text
        assert "zwei" in app.export_screenshot(simplify=True)
        assert "drei" not in app.export_screenshot(simplify=True)
