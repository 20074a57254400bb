"""Requirement files: what is written is read back; bad ones are told with a way back; exports and the session."""

from pathlib import Path

import pytest
from conftest import MakeApp
from fake import FakeEngine
from hypothesis import given
from hypothesis import strategies as st
from test_keys import press
from textual.widgets import Input

from advisor.errors import AdvisorError
from advisor.session import requirements_file
from advisor.tui import exports, files, run
from advisor.tui.app import AdvisorApp
from advisor.tui.dialogs.paths import PathDialog
from advisor.tui.dialogs.problem import Problem
from advisor.tui.live import open_engine

SIZE = (120, 40)
words = st.text(st.characters(codec="utf-8", exclude_characters=","), min_size=1).filter(str.strip)


@given(st.fixed_dictionaries({"workload": words, "worth": st.floats(0.001, 9), "strict": st.booleans(),
                              "only_model": st.lists(words, min_size=1)}))  # fmt: skip
def test_what_is_written_is_read_back(wanted: dict[str, object]) -> None:
    import tomli

    assert tomli.loads(files.requirements_text(wanted)) == wanted


def test_tables_are_saved_as_their_file_or_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The path in full, as typed or as read: a session is taken up again from any folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    from_file = {"company": {"file": "facts.toml", "ctx": {"actor": ["us_bank"]}}}
    assert files.requirements_text(from_file) == f'company = "{tmp_path}/facts.toml"\n'
    assert files.requirements_text({"policy": "own.toml"}) == f'policy = "{tmp_path}/own.toml"\n'
    assert files.requirements_text({"policy": "~/own.toml"}) == f'policy = "{tmp_path}/home/own.toml"\n'
    inline = {"policy": {"rule": [{"a b": 1}], "deny": {"origin": ["CN"]}}}
    import tomli

    assert tomli.loads(files.requirements_text(inline)) == inline


@pytest.mark.parametrize("text", ["worth = ", 'workload = "x"\nwrong = 1', "worth = -1", "workloads = []"])
def test_a_bad_file_is_told_with_a_fix(tmp_path: Path, text: str) -> None:
    place = tmp_path / "case.toml"
    place.write_text(text, encoding="utf-8")
    with pytest.raises(AdvisorError) as caught:
        files.read_requirements(place)
    assert caught.value.fix


def test_a_damaged_session_or_list_is_ignored(tmp_path: Path) -> None:
    (tmp_path / "session.toml").write_text("worth = ", encoding="utf-8")
    (tmp_path / "recent.json").write_text("{", encoding="utf-8")
    assert files.saved_session(tmp_path) == {}
    assert files.recent(tmp_path) == ()


async def fill(pilot, text: str) -> None:
    pilot.app.screen.query_one("#path", Input).value = text
    await press(pilot, "enter")


async def test_what_was_saved_is_saved_though_the_list_of_files_cannot_be(make_app: MakeApp, tmp_path: Path) -> None:
    state, case = tmp_path / "state", tmp_path / "case.toml"
    (state / "recent.json").mkdir(parents=True)
    app = make_app(folder=state)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "ctrl+s")
        await fill(pilot, str(case))
        assert not isinstance(app.screen, PathDialog)
        await press(pilot, "ctrl+o")
        await fill(pilot, str(case))
        assert not isinstance(app.screen, PathDialog)


def test_the_session_reads_names_and_files_as_the_command_line_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A misspelt name is told, not passed over; a file may stand below `~`, which no shell fills in here."""
    engine = open_engine(())
    for wrong in ({"exclude": "gtp-5.2"}, {"only_model": "gpt-5.22"}, {"only_provider": "opanai"}):
        with pytest.raises(AdvisorError, match="is not in the catalog"):
            engine.report({"workload": "extraction", **wrong})
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "own.toml").write_text('[deny]\norigins = ["CN"]\n', encoding="utf-8")
    assert engine.report({"workload": "extraction", "policy": "~/own.toml"}).options


async def test_save_then_open_elsewhere(make_app: MakeApp, tmp_path: Path) -> None:
    case = tmp_path / "case.toml"
    app = make_app(folder=tmp_path / "state", worth="0.2")
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "ctrl+s")
        await fill(pilot, str(case))
        await press(pilot, "f", "right", "ctrl+o")
        await fill(pilot, str(case))
        assert app.state.given == {"workload": "extraction", "worth": "0.2"}
    assert files.recent(tmp_path / "state") == (str(case),)


async def test_a_bad_path_is_told_in_the_dialog(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app(folder=tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "ctrl+o")
        await fill(pilot, str(tmp_path / "absent.toml"))
        assert isinstance(app.screen, PathDialog)
        assert "absent.toml" in str(app.screen.query_one("#wrong").content)


@pytest.mark.parametrize("key", ["ctrl+s", "ctrl+o", "ctrl+e"])
@pytest.mark.parametrize(
    "path",
    ["~nobody-has-this-name/x.md", "a\0b.md", f"{'x' * 9000}.md", "\ud800.md"],
    ids=["user", "nul", "long", "surrogate"],
)
async def test_a_path_that_cannot_be_is_told_in_the_dialog(
    make_app: MakeApp, tmp_path: Path, key: str, path: str
) -> None:
    app = make_app(folder=tmp_path)
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, key)
        await fill(pilot, path)
        assert isinstance(app.screen, PathDialog)
        assert "✗" in str(app.screen.query_one("#wrong").content)


@pytest.mark.parametrize("ending", ["json", "csv"])
async def test_export_writes_what_the_command_line_prints(make_app: MakeApp, tmp_path: Path, ending: str) -> None:
    from importlib import import_module

    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "ctrl+e")
        await fill(pilot, str(tmp_path / f"out.{ending}"))
        printed = import_module(f"advisor.present.{ending}").render(app.state.report)
    assert (tmp_path / f"out.{ending}").read_text(encoding="utf-8") == printed


async def test_the_picture_shows_the_screen_and_not_the_dialog(make_app: MakeApp, tmp_path: Path) -> None:
    app = make_app()
    async with app.run_test(size=SIZE) as pilot:
        await press(pilot, "ctrl+e")
        await fill(pilot, str(tmp_path / "out.svg"))
    picture = (tmp_path / "out.svg").read_text(encoding="utf-8")
    assert "glm-5-0" in picture
    assert "Export" not in picture
    assert "cdnjs" not in picture


async def test_an_unknown_ending_is_told(make_app: MakeApp, tmp_path: Path) -> None:
    with pytest.raises(AdvisorError, match="names no form"):
        exports.write(tmp_path / "out.doc", None)


def test_a_broken_overlay_opens_the_session_without_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[AdvisorApp] = []
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(AdvisorApp, "run", lambda self: started.append(self))

    def opened(overlays: tuple[str, ...]) -> FakeEngine:
        if overlays:
            raise AdvisorError("catalog-invalid", "models/x.toml line 3", "remove the key")
        return FakeEngine()

    monkeypatch.setattr("advisor.tui.live.open_engine", opened)
    assert run.run(dict, ("mine",)) == 0
    assert "models/x.toml line 3" in started[0]._trouble
    assert started[0]._given == {"workload": run.START}


def test_a_broken_requirements_file_opens_the_session_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[AdvisorApp] = []
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr(AdvisorApp, "run", lambda self: started.append(self))
    monkeypatch.setattr("advisor.tui.live.open_engine", lambda overlays: FakeEngine())
    broken = tmp_path / "case.toml"
    broken.write_text("calls_per_dy = 5\n", encoding="utf-8")
    assert run.run(lambda: requirements_file(str(broken)), ()) == 0
    assert "unknown key 'calls_per_dy'" in started[0]._trouble
    assert "use 'calls_per_day'" in started[0]._trouble
    assert started[0]._given == {"workload": run.START}


async def test_the_trouble_is_shown_first() -> None:
    app = AdvisorApp(FakeEngine(), {"workload": "extraction"}, trouble="models/x.toml line 3")
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, Problem)


async def test_the_first_session_shows_a_tour_once(make_app: MakeApp, tmp_path: Path) -> None:
    for expected in (1, 0):
        app = make_app(folder=tmp_path)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            assert len(app._notifications) == expected
            assert app.focused.id == "options"
            await pilot.press("escape")
            assert len(app._notifications) == 0
