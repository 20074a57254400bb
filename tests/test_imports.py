"""What a start may import: the path of `--json` stays on a few modules of the standard library."""

import json
import subprocess
import sys

import pytest

HEAVY = {
    "textual", "rich", "pydantic", "pydantic_core", "tomli", "tomllib", "numpy", "scipy", "asyncio", "dataclasses",
    "importlib.metadata", "importlib.resources", "hashlib", "pathlib", "inspect", "typing_extensions", "hypothesis",
}  # fmt: skip


def imported(code: str) -> set[str]:
    """Modules a fresh interpreter holds after running the code."""
    probe = f"{code}\nimport sys, json\nprint(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", probe], check=True, capture_output=True, text=True)
    return set(json.loads(ran.stdout.splitlines()[-1]))


@pytest.fixture(scope="module", autouse=True)
def warm() -> None:
    """A checkout compiles on first use; what is measured is the start after that."""
    imported("from advisor.store import open_catalog; open_catalog()")


def test_opening_the_catalog_needs_next_to_nothing() -> None:
    before = imported("pass")
    after = imported("from advisor.store import open_catalog; open_catalog().cold('models')")
    assert not (after - before) & HEAVY
    assert {name for name in after if name.startswith("advisor.compile")} == set()


def test_the_parser_imports_no_command() -> None:
    after = imported("from advisor.cli.recommend import build_parser; build_parser()")
    assert not after & {"textual", "rich", "pydantic", "tomli", "numpy", "advisor.recommend", "advisor.compile"}


def test_a_whole_recommendation_needs_no_heavy_library() -> None:
    run = (
        "import contextlib, io\nfrom advisor.cli.main import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n    assert main(['--workload', 'extraction', '--json']) == 0"
    )
    after = imported(run)
    assert not after & (HEAVY | {"argparse", "gettext", "shutil", "typing", "warnings"})
    assert not {name for name in after if name.startswith(("advisor.compile", "advisor.schema", "advisor.tui"))}
