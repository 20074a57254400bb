"""KV cache and recurrent state per sequence, by attention kind. An unrecognised kind is unknown, never plain GQA."""

from collections.abc import Mapping

from advisor.catalog import Architecture
from advisor.estimates.constants import Constants
from advisor.hints import Any
from advisor.tuples import NamedTuple


class KvShape(NamedTuple):
    """Elements a sequence keeps: `growing` per token of context, `capped` per token up to `window`, and state bytes."""

    growing: float
    capped: float
    window: int
    state_bytes: float
    """Recurrent state per sequence, whatever its length."""
    stated: float = 0.0
    """Bytes per token of context that the developer states for the cache as it is kept, at whatever element type."""

    def bytes_at(self, context: float, bits: float) -> float:
        """Bytes of one sequence of `context` tokens with elements of `bits`, without its recurrent state."""
        elements = self.growing * context + self.capped * min(context, self.window)
        return elements * bits / 8 + self.stated * context


def kv_shape(architecture: Architecture | None, constants: Constants) -> KvShape | None:
    """None where a needed key is missing or the kind is not modelled, and no size is stated.

    gqa, mha: 2 L heads dim. mla: L (rank + rope). swa: full layers grow, sliding ones stop at the window.
    hybrid: only full layers grow, the others keep a constant state. csa: one shared head compressed per layer by its
    ratio, beside a window. Sources: DeepSeek-V2 (arXiv 2405.04434) for mla, model configs for the rest.
    """
    if architecture is None or architecture.layers is None:
        return None
    kind = architecture.attention
    rule = _RULES.get(kind) if kind is not None else None
    found = rule(architecture, constants) if rule else None
    stated = architecture.extra.get("kv_bytes_per_token")
    return KvShape(0.0, 0.0, 0, 0.0, float(stated)) if found is None and stated else found


def _per_layer(architecture: Architecture) -> float | None:
    if architecture.kv_heads is None:
        return None
    head = architecture.head_dim or _plain_head(architecture)
    if head is None:
        return None
    return float(architecture.kv_heads * (head + architecture.extra.get("v_head_dim", head)))


def _plain_head(architecture: Architecture) -> float | None:
    """hidden / heads, the definition of the head size where a config does not set another."""
    if architecture.hidden is None or not architecture.heads or architecture.attention not in ("mha", "gqa"):
        return None
    return architecture.hidden / architecture.heads


def _grouped(architecture: Architecture, _: Constants) -> KvShape | None:
    one = _per_layer(architecture)
    return None if one is None or not architecture.layers else KvShape(one * architecture.layers, 0.0, 0, 0.0)


def _latent(architecture: Architecture, constants: Constants) -> KvShape | None:
    one = _latent_layer(architecture, constants)
    return None if one is None or not architecture.layers else KvShape(one * architecture.layers, 0.0, 0, 0.0)


def _latent_layer(architecture: Architecture, constants: Constants) -> float | None:
    if architecture.kv_lora_rank is None or architecture.rope_dim is None:
        return None
    indexed = architecture.extra.get("index_topk") is not None
    return architecture.kv_lora_rank + architecture.rope_dim + (constants.memory["indexer_dim"] / 2 if indexed else 0)


def _sliding(architecture: Architecture, _: Constants) -> KvShape | None:
    full, sliding, window = architecture.layers_full, architecture.layers_sliding, architecture.window
    one = _per_layer(architecture)
    if full is None or sliding is None or window is None or one is None:
        return None
    return KvShape(full * _global_layer(architecture.extra, one), sliding * one, window, 0.0)


def _global_layer(extra: Mapping[str, Any], one: float) -> float:
    """Full layers of some models have heads of their own."""
    heads, dim = extra.get("global_kv_heads"), extra.get("global_head_dim")
    return 2.0 * heads * dim if heads and dim else one


def _hybrid(architecture: Architecture, constants: Constants) -> KvShape | None:
    full, linear, hidden = architecture.layers_full, architecture.layers_linear, architecture.hidden
    latent = architecture.kv_lora_rank is not None
    one = _latent_layer(architecture, constants) if latent else _per_layer(architecture)
    if full is None or linear is None or one is None or hidden is None:
        return None
    memory = constants.memory
    per_hidden = memory["state_per_hidden"] * memory["state_bytes"] + memory["conv_state_per_hidden"] * 2
    return KvShape(full * one, 0.0, 0, linear * hidden * per_hidden)


def _compressed(architecture: Architecture, constants: Constants) -> KvShape | None:
    ratios, head, window = architecture.extra.get("compress_ratio_layers"), architecture.head_dim, architecture.window
    if not ratios or head is None or window is None:
        return None
    growing = 0.0
    for ratio, layers in ratios.items():
        if float(ratio) > 0:
            indexer = constants.memory["indexer_dim"] / 2 if float(ratio) < 16 else 0.0
            growing += layers * (head + indexer) / float(ratio)
    return KvShape(growing, float(sum(ratios.values())) * head, window, 0.0)


_RULES = {
    "mha": _grouped,
    "gqa": _grouped,
    "mla": _latent,
    "swa": _sliding,
    "hybrid": _hybrid,
    "csa": _compressed,
}
