"""The product's own estimates for measured rows, each fed the facts the row states. Prints nothing."""

from typing import NamedTuple

from advisor.catalog import Accelerator, Model, Quantization
from advisor.estimates.constants import Constants
from advisor.estimates.deployment import Deployment, Layout
from advisor.estimates.kv import kv_shape
from advisor.estimates.memory import Footprint, memory
from advisor.estimates.pool import Pool, pool_of
from advisor.estimates.rigs import Rig
from advisor.estimates.roofline import Roofline, roofline
from advisor.estimates.shape import Shape, shape_of
from advisor.estimates.speed import ttft
from advisor.estimates.weights import Weights, weights_of
from advisor.validation.rows import CacheRow, DecodeRow, FileRow, PeakRow, ServedRow
from advisor.validation.summary import Pair

PEAK_FORMATS = {"gptq-int8": "gptq-int8", "awq-int4": "awq-int4", "float16": "fp16", "float32": "f32",
                "mlx-q8": "mlx-8bit", "mlx-q6": "mlx-6bit", "mlx-q5": "mlx-5bit", "mlx-q4": "mlx-4bit",
                "mlx-bf16": "bf16", "bf16": "bf16", "fp8": "fp8", "q4_k_m": "q4_k_m"}  # fmt: skip
SOLD_GB = (4, 6, 8, 10, 11, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 128, 141, 192)
"""Memory sizes that devices are sold with."""
FEW_STREAMS = 4


class World(NamedTuple):
    """What predictions rest on."""

    constants: Constants
    accelerators: dict[str, Accelerator]
    models: list[tuple[tuple[str, ...], Model]]

    def model(self, name: str) -> Model | None:
        """The reference model with the longest name that occurs in a measured one."""
        plain = name.lower().replace(":", "-")
        found = [(len(word), model) for words, model in self.models for word in words if word in plain]
        return max(found, key=lambda entry: entry[0])[1] if found else None


def file_pair(row: FileRow, world: World) -> Pair | None:
    """Weights against a real file; None for formats the constants do not list."""
    if row.quantization not in world.constants.weights:
        return None
    model = world.model(row.model)
    shape = shape_of(model, world.constants) if model else None
    outer = shape.outer / shape.params if shape and shape.outer is not None else None
    sized = Shape(row.params, row.params, 0.0, None if outer is None else outer * row.params, None, None, 0, 0)
    found = weights_of(_blank(row.model), sized, _format(row.quantization), world.constants)
    return Pair(row.gb, found.gb, found.low, found.high)


def cache_pair(row: CacheRow, world: World) -> Pair | None:
    """Growing KV bytes per token at 16 bits; None for models without a listed shape."""
    model = world.model(row.model)
    found = kv_shape(model.architecture, world.constants) if model else None
    return None if found is None else Pair(row.bytes_per_token, found.growing * 2 + found.stated)


def peak_pair(row: PeakRow, world: World) -> Pair | None:
    """Total memory against a measured peak; None where model, engine or format is not listed."""
    model, name = world.model(row.model), PEAK_FORMATS.get(row.quantization.removeprefix("gguf-"))
    if model is None or name is None or row.engine not in world.constants.engine_memory:
        return None
    shape = shape_of(model, world.constants)
    if shape is None:
        return None
    weights = weights_of(model, shape, _format(name), world.constants)
    need = Footprint(shape, weights, kv_shape(model.architecture, world.constants), 16.0, shape.experts > 0)
    total = memory(need, row.engine, None, world.constants, row.context, 1, row.devices).total
    return None if total is None else Pair(row.gb, total.typical, total.low, total.high)


def wrongly_fits(row: PeakRow, pair: Pair, world: World) -> list[int]:
    """Sold sizes that we would say hold the run though its measured peak did not."""
    usable = world.constants.engine_memory[row.engine].usable
    high = pair.high if pair.high is not None else pair.predicted
    sizes = [size * row.devices for size in SOLD_GB]
    return [size for size in sizes if high <= size * usable and pair.measured > size]


def decode_pair(row: DecodeRow, world: World) -> Pair | None:
    """Single-stream speed; None for a device without bandwidth."""
    device = world.accelerators.get(row.accelerator)
    pool = _pool(device, 1, world.constants)
    if pool is None or row.engine not in world.constants.engines:
        return None
    line = roofline(decode_need(row), row.engine, pool, world.constants, 1)
    if line is None:
        return None
    speed = 1e3 / line.step_ms(1, 0)
    low, high = world.constants.interval["single"]
    return Pair(row.tokens_per_s, speed, speed * low, speed * high)


def decode_need(row: DecodeRow) -> Footprint:
    """Footprint of a row that states parameters, bits and depth but no attention: the cache is left out."""
    layers = None if row.layers is None else round(row.layers)
    shape = Shape(row.params, row.active, None if row.moe else 0.0, None, layers, None, int(row.moe), 0)
    gb = row.params * row.bits / 8
    weights = Weights(gb, gb, gb, row.bits, "physics", row.source, "fp16", "iq" in row.quantization.lower())
    return Footprint(shape, weights, None, 16.0, row.moe)


def served_pair(row: ServedRow, world: World) -> Pair | None:
    """Time per output token under load; None for models without a listed shape."""
    found = _served(row, world)
    if found is None:
        return None
    _, line = found
    step = line.step_ms(row.batch, row.prompt + row.output / 2) + row.batch * line.prefill_ms * row.prompt / row.output
    low, high = world.constants.interval["batch"]
    return Pair(row.tpot_ms, step, step / high, step / low)


def first_token_pair(row: ServedRow, world: World) -> Pair | None:
    """Milliseconds to the first token of a server with few streams, where prompts hardly wait for each other."""
    found = _served(row, world)
    if found is None or row.ttft_ms is None or row.batch > FEW_STREAMS:
        return None
    deployment, line = found
    layout = Layout(row.devices, 1, 1, 0.0, 0, line)
    first = ttft(deployment, layout, world.constants, row.prompt, round(row.batch))
    return Pair(row.ttft_ms, first.typical * 1e3, first.low * 1e3, first.high * 1e3)


def _served(row: ServedRow, world: World) -> tuple[Deployment, Roofline] | None:
    """None for models, formats and devices that are not listed."""
    model, device = world.model(row.model), world.accelerators.get(row.accelerator)
    pool = _pool(device, row.devices, world.constants)
    if model is None or device is None or pool is None or row.quantization not in world.constants.weights:
        return None
    shape = shape_of(model, world.constants)
    if shape is None:
        return None
    weights = weights_of(model, shape, _format(row.quantization), world.constants)
    need = Footprint(shape, weights, kv_shape(model.architecture, world.constants), 16.0, shape.experts > 0)
    line = roofline(need, row.engine, pool, world.constants, row.devices)
    rig = Rig(((device, row.devices),), 1, None)
    deployment = Deployment(model, _format(row.quantization), rig, row.engine, pool, need, False)
    return None if line is None else (deployment, line)


def _pool(device: Accelerator | None, count: int, constants: Constants) -> Pool | None:
    return None if device is None else pool_of(Rig(((device, count),), 1, None), constants)


def _format(name: str) -> Quantization:
    family = "fp8" if name in ("fp8", "mxfp8") else "fp4" if name in ("nvfp4", "mxfp4") else "other"
    return Quantization(name, 16.0, family, (), None, None, (), "validation")


def _blank(name: str) -> Model:
    from advisor.model_file import model_of

    return model_of({"name": name}, "validation")
