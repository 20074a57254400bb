"""Which inference engine serves a format on a device. Chooses, never judges quality."""

from collections.abc import Mapping

from advisor.catalog import Quantization
from advisor.errors import bad_input
from advisor.estimates.constants import Constants

ALIASES = {"llamacpp": "llama.cpp", "llama_cpp": "llama.cpp", "ollama": "llama.cpp", "trtllm": "tensorrt-llm",
           "trt-llm": "tensorrt-llm", "exllamav2": "exllama", "exllamav3": "exllama", "mlx-lm": "mlx"}  # fmt: skip


def choose_engine(asked: str, quantization: Quantization, vendor: str, constants: Constants) -> str | None:
    """The engine asked for, or with `auto` the first, of those that run on the vendor's devices and run the format."""
    able = [ALIASES.get(name, name) for name in quantization.engines]
    preferred = constants.vendors[vendor].engines
    if asked != "auto":
        return asked if asked in able and asked in preferred else None
    return next((engine for engine in preferred if engine in able), None)


def known_engine(name: str, constants: Constants) -> str:
    """The engine's id, or bad input that lists the known ones."""
    engine = ALIASES.get(name.lower(), name.lower())
    if engine != "auto" and engine not in constants.engines:
        raise bad_input(f"unknown engine {name[:40]!r}", f"use auto, {', '.join(constants.engines)}")
    return engine


def known_quantization(name: str, quantizations: Mapping[str, Quantization]) -> Quantization:
    """The format of an id as people write it (`Q4_K_M`, `q4-k-m`), or bad input with the closest ones."""
    plain = {_plain(identifier): entry for identifier, entry in quantizations.items()}
    found = plain.get(_plain(name))
    if found is not None:
        return found
    from difflib import get_close_matches

    near = [plain[match].id for match in get_close_matches(_plain(name), plain, n=3, cutoff=0.5)]
    fix = f"closest: {', '.join(near)}" if near else f"use one of {', '.join(sorted(quantizations))}"
    raise bad_input(f"unknown quantization {name[:40]!r}", fix)


def _plain(name: str) -> str:
    return "".join(c for c in name.lower() if c.isalnum())
