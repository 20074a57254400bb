"""The real evaluation tools, each built in an environment of its own, at the versions that wrote tests/data/logs.

Built once in the user's cache folder and kept, so that only the first run downloads. A variable such as
ADVISOR_PEER_INSPECT names one that is there already. Where none can be built the test skips and says why.
"""

import fcntl
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SECONDS = 240
"""To build one environment."""
VERSIONS = {"inspect": "0.3.285", "lm-eval": "0.4.13", "promptfoo": "0.121.20"}
QUIET = {
    "PROMPTFOO_DISABLE_TELEMETRY": "1", "PROMPTFOO_DISABLE_UPDATE": "1", "HF_HUB_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
}  # fmt: skip
"""Nothing is sent or fetched while a tool runs."""


def inspect_python() -> str:
    """A Python that has inspect-ai."""
    return _built("inspect", lambda folder: _python(folder, f"inspect-ai=={VERSIONS['inspect']}"), "bin/python")


def lm_eval() -> str:
    """The command lm_eval."""
    return _built("lm-eval", lambda folder: _python(folder, f"lm-eval=={VERSIONS['lm-eval']}"), "bin/lm_eval")


def promptfoo() -> str:
    """The command promptfoo."""
    return _built("promptfoo", _node, "node_modules/.bin/promptfoo")


def run(command: list[str], folder: Path, *codes: int) -> None:
    """Runs a tool in a folder that is also its home."""
    places = {"PROMPTFOO_CONFIG_DIR": str(folder), "HF_HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    env = {**os.environ, **QUIET, **places}
    ran = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=180)
    assert ran.returncode in (codes or (0,)), ran.stderr[-2000:]


def _built(name: str, build: Callable[[Path], None], command: str) -> str:
    given = os.environ.get(f"ADVISOR_PEER_{name.upper().replace('-', '_')}")
    if given:
        return given
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "advisor-peers"
    folder, ready = cache / f"{name}-{VERSIONS[name]}", cache / f"{name}-{VERSIONS[name]}.ready"
    with _alone(cache, name):
        if not ready.exists():
            shutil.rmtree(folder, ignore_errors=True)
            try:
                build(folder)
            except (OSError, subprocess.SubprocessError) as problem:
                shutil.rmtree(folder, ignore_errors=True)
                pytest.skip(f"{name} {VERSIONS[name]} cannot be installed here: {_why(problem)}")
            ready.touch()
    return str(folder / command)


@contextmanager
def _alone(cache: Path, name: str) -> Iterator[None]:
    """Two workers do not build the same environment at once."""
    cache.mkdir(parents=True, exist_ok=True)
    with (cache / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _python(folder: Path, package: str) -> None:
    deadline = time.monotonic() + SECONDS
    uv = [sys.executable, "-m", "uv"]
    _do([*uv, "venv", "-q", "--python", sys.executable, str(folder)], deadline)
    _do([*uv, "pip", "install", "-q", "--python", str(folder / "bin" / "python"), package], deadline)


def _node(folder: Path) -> None:
    """Without the optional packages, which are a gigabyte, but for the database's binary, which is one of them."""
    deadline = time.monotonic() + SECONDS
    install = ["npm", "install", "--silent", "--no-fund", "--no-audit", "--omit=optional", "--fetch-retries=1"]
    install += ["--prefix", str(folder)]
    _do([*install, f"promptfoo@{VERSIONS['promptfoo']}"], deadline)
    target = _do(["node", "-p", "require('@neon-rs/load').currentTarget()"], deadline, folder)
    version = json.loads((folder / "node_modules/libsql/package.json").read_text("utf-8"))["version"]
    _do([*install, f"@libsql/{target}@{version}"], deadline)


def _do(command: list[str], deadline: float, folder: Path | None = None) -> str:
    left = max(deadline - time.monotonic(), 1)
    ran = subprocess.run(command, check=True, capture_output=True, text=True, timeout=left, cwd=folder)
    return ran.stdout.strip()


def _why(problem: Exception) -> str:
    said = str(getattr(problem, "stderr", "") or "").strip().splitlines()
    return (said[-1] if said else str(problem))[:200]
