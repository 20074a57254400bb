"""MODEL on the command line: a catalog id, or the path of a model TOML."""

from pathlib import Path

from advisor.catalog import Catalog, Model
from advisor.errors import bad_input
from advisor.model_file import model_of
from advisor.session import read_toml


def find_model(name: str, catalog: Catalog) -> Model:
    """The catalog's model of an id, or the one in a TOML file; bad input names the closest ids."""
    if name in catalog.models:
        return catalog.models[name]
    if name.endswith(".toml") or Path(name).is_file():
        return model_of(read_toml(name, "MODEL"), name)
    from difflib import get_close_matches

    plain = {identifier.lower(): identifier for identifier in catalog.models}
    near = [plain[match] for match in get_close_matches(name.lower(), plain, n=3, cutoff=0.5)]
    fix = f"closest: {', '.join(near)}" if near else "list them with `advisor catalog list models`"
    raise bad_input(f"unknown model {name[:60]!r}", f"{fix}; or give the path of a model TOML")
