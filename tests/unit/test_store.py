"""Opening the catalog: order of layers, the cache and everything that may be wrong with it."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor import layers, snapshot, store
from advisor.compile import compile_catalog
from advisor.errors import AdvisorError
from advisor.store import open_catalog

from .tiny_catalog import lay, tiny

PROVIDER = "providers/cloud/provider.toml"


class Home:
    """Folders of one user and one installation, and how often something was compiled."""

    def __init__(self, root: Path) -> None:
        self.package = root / "package"
        self.shipped = root / "catalog"
        self.config = root / "config" / "advisor" / "catalog"
        self.cache = root / "cache"
        self.compiles = 0

    def entries(self) -> list[Path]:
        return sorted((self.cache / "advisor" / "catalog").glob("*"))


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    home = Home(tmp_path)
    home.package.mkdir()
    tiny(home.shipped)

    def counted(folders: list[str]) -> dict[str, bytes]:
        home.compiles += 1
        return compile_catalog(folders)

    monkeypatch.setattr(layers, "shipped_folder", lambda: str(home.shipped))
    monkeypatch.setattr(layers, "HERE", str(home.package))
    (home.package / "evidence").mkdir()
    monkeypatch.setattr("advisor.compile.compile_catalog", counted)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home.cache))
    monkeypatch.delenv("ADVISOR_CATALOG", raising=False)
    return home


def install(home: Home) -> None:
    """What a wheel brings along."""
    snapshot.write(str(home.package / "_compiled"), compile_catalog([str(home.shipped)]), "advisor 0 test")


def zdr() -> object:
    return open_catalog().providers["cloud"].facts["zdr"]


def test_a_checkout_compiles_once(home: Home) -> None:
    first, second = open_catalog(), open_catalog()
    assert home.compiles == 1
    assert first.models == second.models
    assert first.digest == second.digest
    assert second.cold("models")["alpha"]["name"] == "Alpha"


def test_a_checkout_follows_its_files(home: Home) -> None:
    assert zdr() == "default"
    text = (home.shipped / PROVIDER).read_text()
    (home.shipped / PROVIDER).write_text(text.replace('zdr = "default"', 'zdr = "on_approval"'))
    assert zdr() == "on_approval"


def test_an_installation_never_compiles(home: Home) -> None:
    install(home)
    assert open_catalog().models["alpha"].name == "Alpha"
    assert home.compiles == 0
    assert home.entries() == []


def test_layers_in_order(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(home)
    seen = [zdr()]
    lay(home.config, {PROVIDER: 'zdr = "no"\n'})
    seen.append(zdr())
    monkeypatch.setenv("ADVISOR_CATALOG", str(lay(tmp_path / "team", {PROVIDER: 'zdr = "configurable"\n'})))
    seen.append(zdr())
    flag = lay(tmp_path / "flag", {PROVIDER: 'zdr = "on_approval"\n'})
    catalog = open_catalog([str(flag)])
    seen.append(catalog.providers["cloud"].facts["zdr"])
    assert seen == ["default", "no", "configurable", "on_approval"]
    assert catalog.overlaid == (PROVIDER,)


def test_an_overlay_is_compiled_once_and_again_when_it_changes(home: Home, tmp_path: Path) -> None:
    install(home)
    overlay = lay(tmp_path / "overlay", {PROVIDER: 'zdr = "no"\n'})
    stamp = (overlay / PROVIDER).stat()
    for _ in range(3):
        open_catalog([str(overlay)])
    assert home.compiles == 1
    lay(overlay, {PROVIDER: 'hq = "FR"\n'})
    os.utime(overlay / PROVIDER, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    facts = open_catalog([str(overlay)]).providers["cloud"].facts
    assert (facts["zdr"], facts["hq"], home.compiles) == ("default", "FR", 2)


@pytest.mark.parametrize("damage", ["cut", "empty", "other bytes", "gone", "manifest cut", "manifest gone", "not json"])
def test_a_damaged_cache_is_rebuilt_silently(home: Home, damage: str, capfd: pytest.CaptureFixture[str]) -> None:
    expected = open_catalog()
    [entry] = home.entries()
    hot, manifest = entry / "hot.json", entry / "manifest.json"
    content = hot.read_bytes()
    damages: dict[str, Callable[[], object]] = {
        "cut": lambda: hot.write_bytes(content[:-40]),
        "empty": lambda: hot.write_bytes(b""),
        "other bytes": lambda: hot.write_bytes(content.replace(b"Alpha", b"Omega")),
        "gone": hot.unlink,
        "manifest cut": lambda: manifest.write_bytes(manifest.read_bytes()[:-9]),
        "manifest gone": manifest.unlink,
        "not json": lambda: manifest.write_bytes(b"cos\nsystem\n(S'true'\ntR."),
    }
    damages[damage]()
    catalog = open_catalog()
    assert (catalog.models, catalog.digest) == (expected.models, expected.digest)
    assert home.compiles == 2
    assert capfd.readouterr() == ("", "")


def test_a_cold_document_that_is_damaged_later_is_compiled_again(home: Home) -> None:
    open_catalog()
    catalog = open_catalog()
    [entry] = home.entries()
    (entry / "cold" / "models.json").write_bytes(b"{}")
    assert catalog.cold("models")["alpha"]["developer"] == "acme"
    with pytest.raises(KeyError):
        catalog.cold("nonsense")


def test_a_cache_entry_of_another_key_is_not_used(home: Home) -> None:
    open_catalog()
    [entry] = home.entries()
    manifest = json.loads((entry / "manifest.json").read_text())
    (entry / "manifest.json").write_text(json.dumps({**manifest, "key": "other"}))
    open_catalog()
    assert home.compiles == 2


def test_a_cache_that_cannot_be_written_is_done_without(home: Home) -> None:
    home.cache.write_text("a file where the folder should be")
    assert open_catalog().models["alpha"].name == "Alpha"
    assert home.cache.read_text() == "a file where the folder should be"


def test_the_cache_keeps_only_a_few_catalogs(home: Home, tmp_path: Path) -> None:
    for number in range(store.KEPT + 3):
        open_catalog([str(lay(tmp_path / str(number), {PROVIDER: 'zdr = "no"\n'}))])
    assert len(home.entries()) == store.KEPT


@pytest.mark.parametrize("flag", ["--catalog", "ADVISOR_CATALOG"])
def test_a_named_folder_that_is_not_there(home: Home, flag: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if flag == "ADVISOR_CATALOG":
        monkeypatch.setenv(flag, "/no/such/folder")
    with pytest.raises(AdvisorError, match=f"{flag} '/no/such/folder'") as caught:
        open_catalog(["/no/such/folder"])
    assert caught.value.kind == "bad-input"


def test_a_broken_overlay_leaves_nothing_behind(home: Home, tmp_path: Path) -> None:
    overlay = lay(tmp_path / "overlay", {PROVIDER: "zdrr = 1\n"})
    with pytest.raises(AdvisorError) as caught:
        open_catalog([str(overlay)])
    assert caught.value.exit_code == 5
    assert home.entries() == []


def test_relative_xdg_folders_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setenv("HOME", "/home/somebody")
    assert layers.cache_folder() == "/home/somebody/.cache/advisor/catalog"
