"""Every binding of every screen does what its tooltip says; a binding without a case here fails the last test."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import MakeApp
from fake import FakeEngine
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import Input

from advisor.tui.app import AdvisorApp
from advisor.tui.dialogs.guide import Guide
from advisor.tui.dialogs.help import Help
from advisor.tui.dialogs.paths import OpenDialog, PathDialog
from advisor.tui.dialogs.problem import Problem
from advisor.tui.dialogs.results import ResultsDialog
from advisor.tui.screens.breakeven import BreakevenScreen
from advisor.tui.screens.catalog import CatalogScreen
from advisor.tui.screens.compare import CompareScreen
from advisor.tui.screens.document import DocumentScreen
from advisor.tui.screens.evidence import EvidenceScreen
from advisor.tui.screens.excluded import ExcludedScreen
from advisor.tui.screens.frontier import FrontierScreen
from advisor.tui.screens.landscape import LandscapeScreen
from advisor.tui.screens.listing import ListingScreen
from advisor.tui.screens.plan import PlanScreen
from advisor.tui.screens.recommend import RecommendScreen
from advisor.tui.screens.why import WhyScreen
from advisor.tui.views import frontier
from advisor.tui.widgets.form import Form
from advisor.tui.widgets.grid import Grid
from advisor.tui.widgets.slider import Slider

SIZE = (120, 40)
OWNERS = (
    AdvisorApp, RecommendScreen, Form, Slider, CompareScreen, WhyScreen, DocumentScreen, FrontierScreen, ListingScreen,
    ExcludedScreen, CatalogScreen, EvidenceScreen, BreakevenScreen, Guide, Help, OpenDialog, PathDialog,
    Problem, Grid, PlanScreen, ResultsDialog,
)  # fmt: skip


class Case(NamedTuple):
    binding: str
    keys: tuple[str, ...]
    holds: Callable[[AdvisorApp], Any]


def option_ids(app: AdvisorApp) -> list[str]:
    return [option.id for option in app.state.report.options] if app.state.report else []


def grid(app: AdvisorApp, name: str) -> Grid:
    return app.screen.query_one(f"#{name}", Grid)


def title(app: AdvisorApp, name: str) -> str:
    return str(app.screen.query_one(f"#{name}").border_title)


def cheapest_first(app: AdvisorApp) -> tuple[str, ...]:
    return frontier.ids(app.state.report)


def field(app: AdvisorApp) -> str:
    return app.screen.query_one(Form).key


FIELDS = ("f", "down")
CASES = (
    Case("pane.next", ("tab",), lambda app: app.focused.id == "why"),
    Case("pane.before", ("shift+tab",), lambda app: app.focused.id == "fields"),
    Case("option.open", ("enter",), lambda app: isinstance(app.screen, WhyScreen)),
    Case("option.mark", ("space",), lambda app: app.state.marks == (option_ids(app)[0],)),
    Case("options.filter", ("slash", *"kimi", "enter"), lambda app: len(grid(app, "options").keys) == 2),
    Case("options.sort", ("o",), lambda app: "right/100" in str(grid(app, "options").border_subtitle)),
    Case("field.what-if", ("g",), lambda app: isinstance(app.focused, Slider)),
    Case("form.focus", ("f",), lambda app: app.focused.id == "fields"),
    Case("back", ("f", "escape"), lambda app: app.focused.id == "options"),
    Case("form.edit", (*FIELDS, "enter", "9", "k", "enter"), lambda app: app.state.given["calls_per_day"] == "9k"),
    Case("form.next", ("f", "right"), lambda app: app.state.given["workload"] == "coding"),
    Case("form.previous", ("f", "left"), lambda app: app.state.given["workload"] == "classification"),
    Case("form.reset", (*FIELDS, "enter", "9", "enter", "delete"), lambda app: "calls_per_day" not in app.state.given),
    Case("slider.more", ("g", "right"), lambda app: float(app.state.given["worth"]) == pytest.approx(0.055)),
    Case("slider.less", ("g", "left"), lambda app: float(app.state.given["worth"]) == pytest.approx(0.04545)),
    Case("slider.much-more", ("g", "up"), lambda app: float(app.state.given["worth"]) == pytest.approx(0.1072)),
    Case("slider.much-less", ("g", "down"), lambda app: float(app.state.given["worth"]) == pytest.approx(0.02333)),
    Case("slider.keep", ("g", "right", "enter"), lambda app: app.state.given["worth"] and app.focused.id == "options"),
    Case("slider.revert", ("g", "right", "escape"), lambda app: "worth" not in app.state.given),
    Case("part.next", ("f", "ctrl+down"), lambda app: field(app) == "preset"),
    Case("part.before", ("f", "ctrl+down", "ctrl+up"), lambda app: field(app) == "workload"),
    Case("undo", ("f", "right", "u"), lambda app: app.state.given["workload"] == "extraction"),
    Case("redo", ("f", "right", "u", "U"), lambda app: app.state.given["workload"] == "coding"),
    Case("as-of.earlier", ("left_square_bracket",), lambda app: app.state.given["as_of"] == "2026-11-15"),
    Case("as-of.later", ("left_square_bracket",) * 2 + ("right_square_bracket",),
         lambda app: app.state.given["as_of"] == "2026-11-15"),
    Case("guide", ("n",), lambda app: isinstance(app.screen, Guide)),
    Case("save", ("ctrl+s",), lambda app: title(app, "path-dialog") == "Save the requirements"),
    Case("open", ("ctrl+o",), lambda app: isinstance(app.screen, OpenDialog)),
    Case("export", ("ctrl+e",), lambda app: title(app, "path-dialog") == "Export"),
    Case("help", ("question_mark",), lambda app: isinstance(app.screen, Help)),
    Case("home", ("w", "escape"), lambda app: isinstance(app.screen, RecommendScreen)),
    Case("visit.compare", ("c",), lambda app: isinstance(app.screen, CompareScreen)),
    Case("visit.why", ("w",), lambda app: isinstance(app.screen, WhyScreen)),
    Case("visit.breakeven", ("b",), lambda app: isinstance(app.screen, BreakevenScreen)),
    Case("visit.frontier", ("p",), lambda app: isinstance(app.screen, FrontierScreen)),
    Case("visit.excluded", ("x",), lambda app: isinstance(app.screen, ExcludedScreen)),
    Case("visit.evidence", ("e",), lambda app: isinstance(app.screen, EvidenceScreen)),
    Case("visit.catalog", ("k",), lambda app: isinstance(app.screen, CatalogScreen)),
    Case("visit.landscape", ("l",), lambda app: isinstance(app.screen, LandscapeScreen)),
    Case("visit.plan", ("t",), lambda app: isinstance(app.screen, PlanScreen)),
    Case("section.toggle", ("w", "down", "enter"), lambda app: any("/" in key for key in grid(app, "document").keys)),
    Case("section.all", ("w", "o"), lambda app: sum("/0" in key for key in grid(app, "document").keys) >= 5),
    Case("why.worse", ("w", "right"), lambda app: app.state.selected == option_ids(app)[1]),
    Case("why.better", ("w", "left"), lambda app: app.state.selected == option_ids(app)[-1]),
    Case("why.against", ("w", "a"), lambda app: app.state.rival().id == option_ids(app)[2]),
    Case("why.against-before", ("w", "A"), lambda app: app.state.rival().id == option_ids(app)[-1]),
    Case("why.swap", ("w", "s"), lambda app: app.state.selected == option_ids(app)[1]),
    Case("compare.right", ("c", "right"), lambda app: app.screen._at == 1),
    Case("compare.left", ("c", "right", "left"), lambda app: app.screen._at == 0),
    Case("compare.differences", ("c", "d"), lambda app: "effort" not in grid(app, "criteria").keys),
    Case("compare.swap", ("c", "s"), lambda app: app.screen._order[0] == option_ids(app)[1]),
    Case("compare.drop", ("space", "space", "space", "c", "space"), lambda app: len(app.state.marks) == 2),
    Case("compare.why", ("c", "right", "enter"),
         lambda app: isinstance(app.screen, WhyScreen) and app.state.selected == option_ids(app)[1]),
    Case("frontier.cheaper", ("p", "left"), lambda app: app.screen._chosen == cheapest_first(app)[-3]),
    Case("frontier.dearer", ("p", "left", "right"), lambda app: app.screen._chosen == option_ids(app)[0]),
    Case("frontier.mark", ("p", "space"), lambda app: app.state.marks == (option_ids(app)[0],)),
    Case("frontier.why", ("p", "enter"), lambda app: isinstance(app.screen, WhyScreen)),
    Case("list.filter", ("x", "slash", *"shut-3", "enter"), lambda app: grid(app, "list").keys == ("shut-3@host",)),
    Case("list.back", ("x", "slash", *"zz", "enter", "escape"), lambda app: len(grid(app, "list").keys) == 20),
    Case("catalog.next", ("k", "right"), lambda app: "offers" in title(app, "list")),
    Case("catalog.before", ("k", "left"), lambda app: "sources" in title(app, "list")),
    Case("evidence.worse", ("e", "right"), lambda app: app.state.selected == option_ids(app)[1]),
    Case("evidence.better", ("e", "left"), lambda app: app.state.selected == option_ids(app)[-1]),
    Case("guide.leave", ("n", "escape"), lambda app: isinstance(app.screen, RecommendScreen)),
    Case("guide.skip", ("n", "ctrl+n"), lambda app: title(app, "guide").startswith("2 of")),
    Case("guide.before", ("n", "ctrl+n", "ctrl+b"), lambda app: title(app, "guide").startswith("1 of")),
    Case("help.close", ("question_mark", "escape"), lambda app: isinstance(app.screen, RecommendScreen)),
    Case("path.close", ("ctrl+s", "escape"), lambda app: isinstance(app.screen, RecommendScreen)),
    Case("plan.import", ("t", "i"), lambda app: isinstance(app.screen, ResultsDialog)),
    Case("results.close", ("t", "i", "escape"), lambda app: isinstance(app.screen, PlanScreen)),
    Case("results.take-back", ("t", "i", *"log.csv", "enter", *"glm-5", "enter", "enter", "u"),
         lambda app: app.state.note.startswith("without the results")),
    Case("open.take", ("ctrl+o", "down", "enter"),
         lambda app: "case.toml" in app.screen.query_one("#path", Input).value),
    Case("open.recent", ("ctrl+o", "down"), lambda app: app.focused.id == "recent"),
)  # fmt: skip
TESTED_ELSEWHERE = {"quit", "problem.close"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.binding)
async def test_key(case: Case, make_app: MakeApp, tmp_path: Path) -> None:
    (tmp_path / "recent.json").write_text('["/somewhere/case.toml"]', encoding="utf-8")
    app = make_app(folder=tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, *case.keys)
        assert case.holds(app)


async def press(pilot: Pilot[Any], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def test_quit_saves_the_session(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(folder=tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "f", "right", "escape", "q")
    assert app.return_value == 0
    assert (tmp_path / "session.toml").read_text(encoding="utf-8") == 'workload = "coding"\n'


async def test_a_problem_is_shown_and_closed(tmp_path: Path) -> None:
    app = AdvisorApp(FakeEngine(), {"workload": "extraction"}, trouble="models/x.toml line 3: [bad]")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, Problem)
        await press(pilot, "enter")
        assert isinstance(app.screen, RecommendScreen)


async def test_letters_are_typed_into_fields(make_app: MakeApp) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "slash", *"qcwbx")
        assert app.screen.query_one("#filter", Input).value == "qcwbx"


def test_every_binding_has_a_case() -> None:
    known = {case.binding for case in CASES} | TESTED_ELSEWHERE
    bound = {
        binding.id
        for owner in OWNERS
        for binding in vars(owner).get("BINDINGS", ())
        if isinstance(binding, Binding) and binding.id
    }
    assert bound - known == set()
