"""The wheel: what it holds, and that it runs without compiling, without a home and with an overlay."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.unit.tiny_catalog import lay

ROOT = Path(__file__).parent.parent
OPEN = (
    "import advisor, json, sys; from advisor.store import open_catalog; c = open_catalog(sys.argv[1:]); "
    "print(json.dumps([advisor.__file__, len(c.models), c.digest, c.overlaid, 'advisor.compile' in sys.modules]))"
)

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built wheel, unpacked as an installer would."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def opened(site: Path, home: Path, *overlays: Path) -> list[Any]:
    """What the unpacked wheel opens, in a process of its own."""
    paths = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "XDG_CONFIG_HOME": str(home / "config")}
    ran = subprocess.run(
        [sys.executable, "-c", OPEN, *map(str, overlays)],
        env={**os.environ, **paths, "PYTHONPATH": str(site)},
        cwd=site,
        check=True,
        capture_output=True,
        text=True,
    )
    answer: list[Any] = json.loads(ran.stdout)
    return answer


def test_it_ships_facts_and_snapshots_and_nothing_else(unpacked: Path) -> None:
    shipped = {path.relative_to(ROOT / "catalog") for path in (ROOT / "catalog").rglob("*.toml")}
    packed = {path.relative_to(unpacked / "advisor/_catalog") for path in unpacked.rglob("_catalog/**/*.toml")}
    assert packed == shipped
    manifest = json.loads((unpacked / "advisor/_compiled/manifest.json").read_text())
    names = {str(path.relative_to(unpacked / "advisor/_compiled")) for path in unpacked.rglob("_compiled/**/*.json")}
    assert names == {"manifest.json", *(f"{name}.json" for name in manifest["documents"])}
    assert {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")} == {"advisor"}
    assert (unpacked / "advisor/py.typed").exists()


def test_it_opens_without_compiling_and_without_a_home(unpacked: Path) -> None:
    file, models, _, overlaid, compiled = opened(unpacked, Path("/nonexistent"))
    assert Path(file).parent == unpacked / "advisor"
    assert models >= 179
    assert (overlaid, compiled) == ([], False)


def test_an_overlay_is_compiled_once(unpacked: Path, tmp_path: Path) -> None:
    overlay = lay(tmp_path / "overlay", {"providers/openai/provider.toml": 'omit = ["zdr"]\n'})
    plain = opened(unpacked, tmp_path)
    first, second = opened(unpacked, tmp_path, overlay), opened(unpacked, tmp_path, overlay)
    assert first[3] == second[3] == ["providers/openai/provider.toml"]
    assert [first[4], second[4]] == [True, False]
    assert first[2] == second[2] != plain[2]
