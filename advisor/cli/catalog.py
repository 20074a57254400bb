"""`advisor catalog list|show|validate`: what the catalog holds, and whether a folder laid over it is valid."""

import json
import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Mapping
from typing import Any

from advisor.catalog import Catalog
from advisor.cli.arguments import add_action, add_catalog
from advisor.errors import OK, bad_input
from advisor.present.facts import fact_lines
from advisor.present.text import clean
from advisor.timings import print_timings

KINDS = (
    "models", "offers", "providers", "accelerators", "benchmarks", "rules", "licenses", "workloads",
    "presets", "instances", "quantizations", "developers", "sources", "units",
)  # fmt: skip


WHOLE = ("models", "providers", "workloads", "sources", "developers.toml")
"""What a folder holds that is a catalog of its own."""


def add_arguments(parser: ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="list|show|validate", required=True)
    listing = add_action(actions, "list", "ids and names, of one kind or of all", "catalog list models")
    listing.add_argument("kind", nargs="?", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    showing = add_action(actions, "show", "every fact of one thing, with its sources", "catalog show gpt-5.2")
    showing.add_argument("id", metavar="ID", help="an id, or KIND/ID where two kinds share it")
    checking = add_action(
        actions,
        "validate",
        "check a whole catalog, or a folder laid over the shipped one",
        "catalog validate DIR",
    )
    checking.add_argument("dir", nargs="?", metavar="DIR", help="without it, the catalog as it would be opened")
    for action in (listing, showing, checking):
        action.add_argument("--json", action="store_true", help="print JSON")
        add_catalog(action)


def run(args: Namespace) -> int:
    document, text = {"list": _list, "show": _show, "validate": _validate}[args.action](args)
    if args.json:
        print(json.dumps(document, indent=1, allow_nan=False))
    else:
        print("\n".join(text))
    if args.timings:
        print_timings()
    return OK


Answer = tuple[dict[str, Any], Iterator[str]]
"""The JSON document and the lines for people."""


def _open(args: Namespace) -> Catalog:
    from advisor.session import load_catalog

    return load_catalog(args.catalog)


def _list(args: Namespace) -> Answer:
    catalog = _open(args)
    listed = {kind: _named(catalog, kind) for kind in ((args.kind,) if args.kind else KINDS)}
    return {"schema": "advisor.catalog-list/1", **listed}, _list_lines(listed)


def _list_lines(listed: Mapping[str, list[dict[str, str]]]) -> Iterator[str]:
    for kind, rows in listed.items():
        if len(listed) > 1:
            yield f"{kind} ({len(rows)})"
        width = max((len(row["id"]) for row in rows), default=0)
        for row in rows:
            yield f"  {clean(row['id']):{width}s}  {clean(row['name'])}"


def _named(catalog: Catalog, kind: str) -> list[dict[str, str]]:
    """Ids and names of one kind, sorted by id; an offer is named by its model and provider."""
    if kind == "offers":
        models, providers = catalog.models, catalog.providers
        named = {
            f"{offer.model}@{offer.provider}": f"{models[offer.model].name} at {providers[offer.provider].name}"
            for offer in catalog.offers
        }
        return [{"id": key, "name": name} for key, name in sorted(named.items())]
    return [{"id": key, "name": _name(key, facts)} for key, facts in catalog.cold(kind).items()]


def _name(key: str, facts: Mapping[str, Any]) -> str:
    return str(facts.get("name") or facts.get("title") or key)


def _show(args: Namespace) -> Answer:
    catalog = _open(args)
    kind, key, also = _find(catalog, args.id)
    facts = dict(catalog.cold(kind)[key])
    document: dict[str, Any] = {"schema": "advisor.catalog-entry/1", "kind": kind, "id": key, "facts": facts}
    if kind == "models":
        document["offers"] = sorted({f"{key}@{offer.provider}" for offer in catalog.offers if offer.model == key})
    document["also"] = also
    return document, _show_lines(document)


def _find(catalog: Catalog, wanted: str) -> tuple[str, str, list[str]]:
    """Kind and id, and the other things meant as KIND/ID; by id, else by name in any case. bad-input names near ids."""
    kind, slash, rest = wanted.partition("/")
    kinds, key = ((kind,), rest) if slash and kind in KINDS else (KINDS, wanted)
    found = [(name, key) for name in kinds if key in catalog.cold(name)] or _so_called(catalog, kinds, key)
    if not found:
        near = _near({known for name in kinds for known in catalog.cold(name)}, key)
        hint = f"did you mean {' or '.join(near)}?" if near else "see `advisor catalog list`"
        raise bad_input(f"nothing in the catalog is called {wanted[:80]!r}", hint)
    return *found[0], [f"{name}/{other}" for name, other in found[1:]]


def _so_called(catalog: Catalog, kinds: tuple[str, ...], words: str) -> list[tuple[str, str]]:
    """Kind and id of what has this id or name in another spelling."""
    plain = _plain(words)
    if not plain:
        return []
    rows = [(kind, key, facts) for kind in kinds for key, facts in catalog.cold(kind).items()]
    return [(kind, key) for kind, key, facts in rows if plain in (_plain(key), _plain(_name(key, facts)))]


def _near(ids: set[str], words: str) -> list[str]:
    """Up to three ids that hold the words, the shortest first, else ids that are spelled alike."""
    from difflib import get_close_matches

    holding = sorted((key for key in ids if words and _plain(words) in _plain(key)), key=lambda key: (len(key), key))
    return holding[:3] or get_close_matches(words.lower(), sorted(ids), n=3)


def _plain(words: str) -> str:
    """Lower case without spaces, dashes and underscores."""
    return words.lower().replace(" ", "").replace("-", "").replace("_", "")


def _show_lines(document: Mapping[str, Any]) -> Iterator[str]:
    yield f"{document['kind']}/{document['id']}"
    yield from fact_lines(document["facts"], "  ")
    if document.get("offers"):
        yield f"  offers: {', '.join(document['offers'])}"
    if document["also"]:
        yield f"  the id also names {', '.join(document['also'])}"


def _validate(args: Namespace) -> Answer:
    from advisor.compile import load

    layers = _layers(args.catalog, args.dir)
    things = load(layers)
    counts = {kind: len(by_id) for kind, by_id in things.items() if by_id}
    overlaid = [thing.file.relative for by_id in things.values() for thing in by_id.values() if thing.file.overlaid]
    document = {
        "schema": "advisor.catalog-validation/1",
        "valid": True,
        "layers": layers,
        "files": counts,
        "overlaid": sorted(overlaid),
    }
    return document, _validate_lines(document)


def _layers(overlays: list[str], folder: str | None) -> list[str]:
    """Folders to check, lowest first: a whole catalog stands alone, any other folder lies over the shipped one."""
    from advisor.layers import overlay_folders, shipped_folder

    folders = list(overlay_folders([*overlays, *([] if folder is None else [folder])]))
    whole = folder is not None and all(os.path.exists(os.path.join(folder, name)) for name in WHOLE)
    return folders[-1:] if whole else [shipped_folder(), *folders]


def _validate_lines(document: Mapping[str, Any]) -> Iterator[str]:
    count = len(document["layers"])
    yield f"valid: {sum(document['files'].values())} files in {count} layer{'' if count == 1 else 's'}"
    for relative in document["overlaid"]:
        yield f"  overlaid: {clean(relative)}"
