"""Error tables of the hardware estimates: `python -m advisor.validation.hardware --data DIR`.

Prints, per kind, how far the estimates are from measurements, beside other tools' predictions for the same rows.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from advisor.errors import AdvisorError
from advisor.estimates.constants import read
from advisor.validation.predictions import (
    World,
    cache_pair,
    decode_pair,
    file_pair,
    first_token_pair,
    peak_pair,
    served_pair,
    wrongly_fits,
)
from advisor.validation.rows import (
    DecodeRow,
    PeakRow,
    accelerators,
    cache_rows,
    data_folder,
    decode_rows,
    file_rows,
    peak_rows,
    reference_models,
    served_rows,
)
from advisor.validation.summary import HEADER, Pair, line, summarize, table

PEERS = ("llmfit", "whichllm", "ridgepoint")


def main(argv: Sequence[str]) -> int:
    parser = ArgumentParser(prog="python -m advisor.validation.hardware", description=__doc__)
    parser.add_argument("--data", metavar="DIR", help="folder with measured_*.csv, decode_peers.csv, accelerators.csv")
    args = parser.parse_args(argv)
    try:
        folder = data_folder(args.data)
        print("\n".join(report(world_of(folder, hardware_tables()), folder)))
    except AdvisorError as error:
        print(f"{error.message}\n  fix: {error.fix}", file=sys.stderr)
        return error.exit_code
    return 0


def hardware_tables() -> dict[str, Any]:
    """`catalog/hardware/*.toml` of this checkout or installation by file stem."""
    import tomllib

    files = sorted(hardware_folder().glob("*.toml"))
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in files}


def hardware_folder() -> Path:
    from advisor.layers import shipped_folder

    return Path(shipped_folder()) / "hardware"


def world_of(folder: Path, tables: dict[str, Any]) -> World:
    return World(read(tables), accelerators(folder), reference_models(tables["reference_models"]))


def report(world: World, folder: Path) -> list[str]:
    """All tables as lines."""
    lines = [f"constants fitted {world.constants.fitted}", *_weights(world, folder), *_totals(world, folder)]
    return [*lines, *_decode(world, folder), *_served(world, folder)]


def _weights(world: World, folder: Path) -> list[str]:
    rows = file_rows(folder)
    groups: list[tuple[str, Callable[[Any], bool]]] = [
        ("listed by llama.cpp and one uploader", lambda row: row.listed),
        ("all labelled files", lambda row: True),
        ("below 10B", lambda row: row.params < 10),
        ("dynamic (UD) formats", lambda row: row.quantization.startswith("ud-")),
    ]
    return ["", "weights against GGUF files", HEADER, *table(rows, groups, lambda row: file_pair(row, world))]


def _totals(world: World, folder: Path) -> list[str]:
    rows = peak_rows(folder)
    engines = sorted({row.engine for row in rows})
    groups: list[tuple[str, Callable[[PeakRow], bool]]] = [("all", lambda row: True)]
    groups += [(name, _is("engine", name)) for name in engines]
    wrong = 0
    for row in rows:
        pair = peak_pair(row, world)
        wrong += len(wrongly_fits(row, pair, world)) if pair else 0
    body = table(rows, groups, lambda row: peak_pair(row, world))
    caches = table(cache_rows(folder), [("by config", lambda row: True)], lambda row: cache_pair(row, world))
    after = ["", "KV bytes per token, 16 bits", HEADER, *caches] if caches else []
    refused = f"said to fit where the peak did not: {wrong}"
    return ["", "total memory against measured peaks", HEADER, *body, refused, *after]


def _decode(world: World, folder: Path) -> list[str]:
    rows = decode_rows(folder)
    lines = ["", "decode, one stream (same rows for every tool)", HEADER]
    for name, chosen in decode_groups(world):
        kept = [row for row in rows if chosen(row)]
        ours = summarize(pair for row in kept if (pair := decode_pair(row, world)) is not None)
        if ours is None:
            continue
        lines.append(line(name, ours))
        for peer in PEERS:
            both = [row for row in kept if peer in row.peers]
            theirs = summarize(Pair(row.tokens_per_s, row.peers[peer]) for row in both)
            same = summarize(pair for row in both if (pair := decode_pair(row, world)) is not None)
            if theirs is not None and same is not None and theirs.n > 1:
                lines += [line(f"    {peer}", theirs), line("      ours on those rows", same)]
    return lines


def decode_groups(world: World) -> list[tuple[str, Callable[[DecodeRow], bool]]]:
    """Name and choice of each set; curated unless said."""

    def of(vendor: str, engines: tuple[str, ...]) -> Callable[[DecodeRow], bool]:
        return lambda row: not row.noisy and row.engine in engines and _vendor(row, world) == vendor

    return [
        ("curated", lambda row: not row.noisy),
        ("curated dense", lambda row: not row.noisy and not row.moe),
        ("curated MoE", lambda row: not row.noisy and row.moe),
        ("llama.cpp NVIDIA", of("nvidia", ("llama.cpp",))),
        ("llama.cpp AMD", of("amd", ("llama.cpp",))),
        ("Apple, llama.cpp and MLX", of("apple", ("llama.cpp", "mlx"))),
        ("server engines NVIDIA", of("nvidia", ("vllm", "sglang", "tensorrt-llm", "exllama"))),
        ("user reports (noisy)", lambda row: row.noisy),
    ]


def _served(world: World, folder: Path) -> list[str]:
    rows = served_rows(folder)
    groups: list[tuple[str, Callable[[Any], bool]]] = [("all served", lambda row: True)]
    groups += [(name, _is("engine", name)) for name in ("vllm", "sglang", "tensorrt-llm")]
    bands = ((1, 8), (9, 64), (65, 10**9))
    groups += [
        (f"{low} to {high} streams" if high < 10**9 else f"{low} streams and more", _between(low, high))
        for low, high in bands
    ]
    groups += [(name, _is("model", name)) for name in sorted({row.model for row in rows})]
    first = table(rows, groups[:4], lambda row: first_token_pair(row, world))
    tokens = table(rows, groups, lambda row: served_pair(row, world))
    after = ["", "time to first token, at most four streams", HEADER, *first] if first else []
    return ["", "time per output token under load", HEADER, *tokens, *after]


def _is(field: str, value: str) -> Callable[[Any], bool]:
    return lambda row: bool(getattr(row, field) == value)


def _between(low: float, high: float) -> Callable[[Any], bool]:
    return lambda row: bool(low <= row.batch <= high)


def _vendor(row: DecodeRow, world: World) -> str | None:
    device = world.accelerators.get(row.accelerator)
    return device.vendor.lower() if device else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
