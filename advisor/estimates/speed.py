"""Speed one user sees: decode, prompt processing and time to first token, as ranges with their basis.

A published run of the same configuration stands in for the estimate; everything else is the fitted roofline widened by
the errors it made on sources it had not seen. It knows nothing of load: see `capacity`.
"""

from advisor.estimates.capacity import interval
from advisor.estimates.constants import Constants, MeasuredSpeed
from advisor.estimates.deployment import Deployment, Layout
from advisor.report import Range
from advisor.tuples import NamedTuple

MEASURED_SPREAD = 0.1
"""Runs of one configuration on other days and versions differ by about this much."""


class Speeds(NamedTuple):
    """Tokens per second and seconds; None where a needed fact is not known."""

    decode_tok_s: Range | None
    """One of the `concurrency` streams."""
    decode_tok_s_total: Range | None
    prefill_tok_s: Range | None
    ttft_s: Range | None
    sources: tuple[str, ...]


def speeds(
    deployment: Deployment, layout: Layout | None, constants: Constants, prompt: float, context: float, concurrency: int
) -> Speeds:
    """Of one copy that serves `concurrency` streams of `context` tokens, the last with a prompt of `prompt` tokens."""
    if layout is None:
        return Speeds(None, None, None, None, ())
    run = measured(deployment, constants) if concurrency == 1 else None
    one = decode(deployment, layout, constants, context, concurrency)
    reading = prefill(deployment, layout, constants)
    first = ttft(deployment, layout, constants, prompt, concurrency)
    sources = (run.source,) if run else constants.speed_sources
    return Speeds(one, scaled(one, concurrency), reading, first, sources)


def decode(deployment: Deployment, layout: Layout, constants: Constants, context: float, concurrency: int = 1) -> Range:
    """Tokens per second of one of `concurrency` streams."""
    run = measured(deployment, constants) if concurrency == 1 else None
    if run is not None:
        speed = run.decode_tok_s
        return Range(speed * (1 - MEASURED_SPREAD), speed, speed * (1 + MEASURED_SPREAD), "measured")
    typical = 1e3 / layout.roofline.step_ms(concurrency, context)
    low, high = interval(deployment, constants) if concurrency > 1 else _single(deployment, constants)
    return Range(typical * low, typical, typical * high, basis_of(deployment))


def prefill(deployment: Deployment, layout: Layout, constants: Constants) -> Range:
    """Prompt tokens per second while one prompt is read."""
    typical = 1e3 / layout.roofline.prompt_ms
    low, high = constants.interval["prefill"]
    stated = deployment.pool.stated_tflops and not deployment.physics_only
    return Range(typical * low, typical, typical * high, "same-class" if stated else "physics")


def ttft(deployment: Deployment, layout: Layout, constants: Constants, prompt: float, concurrency: int = 1) -> Range:
    """Seconds to the first token: the request handled, the prompt read, and one step of whoever else is served.

    Attention over long prompts adds 2 L hidden prompt FLOPs per token to the 2 A of the weights.
    """
    shape = deployment.need.shape
    line = layout.roofline
    attention = 1.0
    if shape.layers and shape.hidden and shape.active:
        attention += shape.layers * shape.hidden * prompt / (shape.active * 1e9)
    read_ms = prompt * line.prompt_ms * attention + constants.engines[deployment.engine].request_ms
    step_ms = line.step_ms(concurrency, prompt)
    low, high = constants.interval["prefill"]
    speed = prefill(deployment, layout, constants)
    return Range(
        (read_ms / high + step_ms) / 1e3, (read_ms + step_ms) / 1e3, (read_ms / low + step_ms) / 1e3, speed.basis
    )


def measured(deployment: Deployment, constants: Constants) -> MeasuredSpeed | None:
    """A published run of the same model, format and devices, by the same engine."""
    rig = deployment.rig
    if len(rig.devices) != 1:
        return None
    device, count = rig.devices[0]
    run = constants.measured.get((deployment.model.id, deployment.quantization.id, device.id, count))
    return run if run is not None and run.engine == deployment.engine else None


def basis_of(deployment: Deployment) -> str:
    return "physics" if deployment.physics_only else "same-class"


def scaled(speed: Range, factor: float) -> Range:
    """The same range times a number of streams."""
    return Range(speed.low * factor, speed.typical * factor, speed.high * factor, speed.basis)


def _single(deployment: Deployment, constants: Constants) -> tuple[float, float]:
    return constants.interval["physics" if deployment.physics_only else "single"]
