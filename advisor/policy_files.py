"""Reads the policy part of a catalog folder, and the user's FACTS, company and policy files, into plain data.

The only policy module that touches files; tomli is imported when a file is read. Never evaluates a rule. Fails closed:
a file that cannot be read or understood is an error that names the file, the line and the fix.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from advisor.constraints.policy import PolicyData
from advisor.constraints.policy_company import plain
from advisor.errors import AdvisorError, bad_input

MAX_BYTES = 1_000_000


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of one TOML file. Raises AdvisorError with file and line when it cannot be read."""
    import tomli

    try:
        if path.stat().st_size > MAX_BYTES:
            raise bad_input(f"{path} is larger than {MAX_BYTES} bytes", "give a smaller file")
        parsed: dict[str, Any] = plain(tomli.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise bad_input(f"cannot read {path}: {error.strerror}", "check the path and its permissions") from error
    except UnicodeDecodeError as error:
        raise bad_input(f"{path} is not UTF-8 text", "save the file as UTF-8") from error
    except tomli.TOMLDecodeError as error:
        raise bad_input(f"{path}: {error}", "correct the TOML at that line") from error
    return parsed


def _with_ids(folder: Path) -> tuple[Mapping[str, Any], ...]:
    """Every TOML file below the folder, its id taken from the file name; two files with one id are refused."""
    found: dict[str, Mapping[str, Any]] = {}
    for path in sorted(folder.rglob("*.toml")):
        if path.stem in found:
            raise AdvisorError("catalog-invalid", f"{path}: there are two files with this name", "rename one of them")
        found[path.stem] = {"id": path.stem, **read_toml(path)}
    return tuple(found.values())


def _countries(path: Path) -> dict[str, str]:
    developers = read_toml(path).get("developer", {})
    return {name: facts["country"] for name, facts in developers.items() if "country" in facts}


def read_policy_catalog(folder: Path) -> PolicyData:
    """Vocabulary, rules and licences of a catalog folder."""
    return PolicyData(
        vocabulary=read_toml(folder / "policy_sets.toml"),
        rules=_with_ids(folder / "rules"),
        licences=_with_ids(folder / "licenses"),
        developers=_countries(folder / "developers.toml"),
        presets={str(one["id"]): one for one in _with_ids(folder / "presets")},
    )
