"""The catalog as rows and lines: what a kind's rows show, and every fact of one thing with its sources."""

from collections.abc import Mapping, Sequence
from typing import Any

from advisor.tui.views.runs import Column, Line, Row, line, run

KINDS: dict[str, tuple[str, ...]] = {
    "models": ("developer", "released", "params_total_b", "params_active_b", "context", "license"),
    "offers": ("input", "output", "region", "read"),
    "providers": ("kind", "hq", "residency", "zdr", "dpa"),
    "accelerators": ("vendor", "memory_gb", "bandwidth_gbs", "tdp_w", "msrp_usd"),
    "benchmarks": ("skill", "family", "unit", "n_items"),
    "rules": ("jurisdiction", "effect", "effective", "status"),
    "licenses": ("name", "commercial", "redistribute", "fine_tune", "confidence"),
    "workloads": ("input_tokens", "output_tokens", "calls_per_day", "worth"),
    "sources": ("date", "url"),
}
"""Kind -> facts worth a column, where the thing has them."""
LABELS = 20
"""Cells of the names of facts; a longer one pushes its value."""
_HEADINGS = {
    "input": "$/1M in", "output": "$/1M out", "read": "price read", "params_total_b": "total B",
    "params_active_b": "active B", "memory_gb": "GB", "bandwidth_gbs": "GB/s", "tdp_w": "watts", "msrp_usd": "list $",
    "n_items": "items", "hq": "seat",
}  # fmt: skip


def columns(kind: str, width: int) -> tuple[Column, ...]:
    return (Column("id", max(26, width // 3)), *(Column(_heading(key), 0) for key in _keys(kind, width)))


def rows(kind: str, things: Mapping[str, Any], overlaid: Sequence[str], width: int, words: str = "") -> tuple[Row, ...]:
    """The things of one kind whose id or facts hold every word; ◇ marks what an overlay added or changed."""
    wanted, own = words.lower().split(), _overlaid(overlaid)
    made = []
    for key, facts in things.items():
        if not wanted or all(word in _searched(kind, key, facts) for word in wanted):
            mark = (run("◇ ", "mark"),) if (kind, key) in own else ()
            cells = [line(brief(_fact(facts, fact))) for fact in _keys(kind, width)]
            made.append(Row(key, ((*mark, run(key)), *cells)))
    return tuple(made)


def _overlaid(paths: Sequence[str]) -> set[tuple[str, str]]:
    """(kind, id) of the things that files of overlays stand for; a file of many sources stands for none of them."""
    found = set()
    for path in paths:
        *folders, name = path.removesuffix(".toml").split("/")
        if folders[:1] == ["providers"]:
            found.add(("offers", f"{name}@{folders[1]}") if "offers" in folders[2:] else ("providers", folders[1]))
        elif folders:
            found.add((folders[0], name))
    return found


def _searched(kind: str, key: str, facts: object) -> str:
    return " ".join([key, _name(facts), *(brief(_fact(facts, fact)) for fact in KINDS[kind])]).lower()


def detail(key: str, facts: object, sources: Mapping[str, Any]) -> tuple[Line, ...]:
    """Every fact in two columns, name and value; a source id is followed by its title and address."""
    made: list[Line] = [line(key, "strong")]
    for path, value in ((path, value) for path, value in _flat("", facts) if value != ""):
        told = _source(value, sources) if path.rpartition(".")[2].startswith("source") else ""
        label = path.replace("_", " ")
        made.append((run(f"{label:<{LABELS}} ", "dim"), run(brief(value)), run(told, "dim")))
    return tuple(made)


def brief(value: object) -> str:
    """A fact on one line; an unknown one is `?`."""
    if value is None:
        return "?"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:,.10g}"
    if isinstance(value, list | tuple):
        return ", ".join(brief(part) for part in value)
    return str(value)


def _keys(kind: str, width: int) -> tuple[str, ...]:
    return KINDS[kind][: max(1, (width - 30) // 16)]


def _heading(key: str) -> str:
    return _HEADINGS.get(key, key.replace("_", " "))


def _name(facts: object) -> str:
    return " ".join(str(_fact(facts, key) or "") for key in ("name", "title", "developer", "provider", "model"))


def _fact(facts: object, key: str) -> object:
    """Of an offer the newest price stands for all of its regions and tiers."""
    if not isinstance(facts, Mapping):
        return None
    prices = facts.get("price")
    held = prices[-1] if isinstance(prices, list) and prices else facts
    return held.get(key)


def _flat(path: str, value: object) -> list[tuple[str, object]]:
    """(dotted path, plain value) of every leaf; lists of plain values are one leaf."""
    if isinstance(value, Mapping):
        return [leaf for key, part in value.items() for leaf in _flat(f"{path}.{key}" if path else str(key), part)]
    if isinstance(value, list | tuple) and any(isinstance(part, Mapping | list | tuple) for part in value):
        return [leaf for at, part in enumerate(value) for leaf in _flat(f"{path}[{at + 1}]", part)]
    return [(path, value)]


def _source(value: object, sources: Mapping[str, Any]) -> str:
    ids = value if isinstance(value, list | tuple) else [value]
    told = [
        f"{known.get('title', '')} {known.get('url', '')}".strip()
        for key in ids
        if isinstance(known := sources.get(str(key)), Mapping)
    ]
    return f"  {' | '.join(told)}" if told else ""
