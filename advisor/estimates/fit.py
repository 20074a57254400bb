"""Does a model fit a rig, how fast does it run there, and what is the smallest change that makes it fit.

Combines the memory, speed and offload estimates into one answer; shows nothing and prices nothing.
"""

from collections.abc import Mapping
from typing import NamedTuple

from advisor.catalog import Model, Quantization
from advisor.errors import bad_input
from advisor.estimates.changes import Change, changes_that_fit
from advisor.estimates.constants import Constants
from advisor.estimates.deployment import Deployment, deploy, whole_rig
from advisor.estimates.engines import choose_engine
from advisor.estimates.memory import Memory, fits, memory
from advisor.estimates.offload import ENGINE as OFFLOAD_ENGINE
from advisor.estimates.offload import Offload, offload, ram_needed, weights_in_ram
from advisor.estimates.pool import pool_of
from advisor.estimates.rigs import Rig
from advisor.estimates.speed import Speeds, basis_of, measured, speeds
from advisor.estimates.weights import is_codebook

DEFAULT_CONTEXT = 8192
DEFAULT_PROMPT = 1000
USABLE_BITS = 4.3
"""Below it a default precision costs too much quality to be chosen unasked."""
FEW_BITS = 5.0
NO_SPEED = Speeds(None, None, None, None, ())


class Question(NamedTuple):
    model: Model
    rig: Rig
    context: int
    concurrency: int
    engine: str
    """Known engine or "auto"."""
    kv_type: str


class FitAnswer(NamedTuple):
    question: Question
    quantization: Quantization | None
    engine: str | None
    fits: str
    """"yes", "offload", "no" or "unknown"."""
    memory: Memory | None
    devices: int
    """That hold the copy."""
    speeds: Speeds
    offload: Offload | None
    changes: tuple[Change, ...]
    """What would make it fit, smallest first; empty when it fits."""
    basis: str | None
    notes: tuple[str, ...]


def answer(
    question: Question, quantization: Quantization, constants: Constants, others: Mapping[str, Quantization]
) -> FitAnswer:
    """Raises bad input when no engine runs the format on the rig, or the context is beyond the model."""
    check(question, quantization, constants)
    deployment = deploy(question.model, quantization, question.rig, constants, question.engine, question.kv_type)
    if deployment is None:
        return _unknown(question, quantization)
    need = _memory(deployment, question, constants)
    ran = question.concurrency == 1 and measured(deployment, constants) is not None
    raised = ran and fits(need) == "no"
    if raised:
        need = need._replace(available=_stated_memory(question.rig))
    verdict = fits(need)
    if verdict == "no" and _other_engine(deployment, question, constants):
        return answer(question._replace(engine=OFFLOAD_ENGINE), quantization, constants, others)
    notes = _notes(deployment, need, raised)
    spill = offload(deployment, need, constants) if verdict == "no" else None
    if spill is not None and spill.ram_gb is not None and spill.enough is not False:
        verdict = "offload" if spill.enough else "unknown"
    return FitAnswer(
        question,
        quantization,
        deployment.engine,
        verdict,
        need,
        deployment.pool.devices * deployment.pool.hosts,
        NO_SPEED if spill is not None else _speeds(deployment, question, constants, verdict),
        spill,
        changes_that_fit(deployment, question.context, question.concurrency, need, spill, constants, others)
        if verdict in ("no", "offload")
        else (),
        "measured" if ran else basis_of(deployment),
        notes,
    )


def _other_engine(deployment: Deployment, question: Question, constants: Constants) -> bool:
    """The engine was ours to choose, and llama.cpp, which keeps less memory back and can offload, runs the format."""
    able = OFFLOAD_ENGINE in deployment.quantization.engines
    usual = OFFLOAD_ENGINE in constants.vendors[deployment.pool.vendor].engines
    return question.engine == "auto" and deployment.engine != OFFLOAD_ENGINE and able and usual


def default_answer(question: Question, constants: Constants, formats: Mapping[str, Quantization]) -> FitAnswer:
    """The answer for the format that `default_format` chooses."""
    return answer(question, default_format(question, constants, formats), constants, formats)


def default_format(question: Question, constants: Constants, formats: Mapping[str, Quantization]) -> Quantization:
    """The first candidate of at least 4.3 bits that fits; else what is best to run by offload; else the most precise
    that fits at all; else four-bit GGUF, or the released format."""
    _check_engine(question, constants)
    candidates = candidate_formats(question, constants, formats)
    if not candidates:
        raise bad_input(
            f"no engine runs a known format on {question.rig.label}", "name --quantization and --engine, or another rig"
        )
    fitting: list[Quantization] = []
    spilled: list[Quantization] = []
    for entry in candidates:
        verdict = _verdict(question, entry, constants)
        precise = entry.bits_per_weight >= USABLE_BITS or entry.id == question.model.native
        if verdict in ("yes", "unknown") and precise:
            return entry
        fitting += [entry] if verdict == "yes" else []
        spilled += [entry] if verdict == "offload" and precise else []
    usual = [entry for entry in candidates if entry.id == "q4_k_m"]
    return (_to_offload(spilled, question.model.native) or fitting[:1] or usual or candidates[:1])[0]


def _to_offload(spilled: list[Quantization], native: str | None) -> list[Quantization]:
    """Best first: few bits to stream, which a CPU need not look up in codebooks; four released bits as they are."""
    released = [entry for entry in spilled if entry.id == native and entry.bits_per_weight <= FEW_BITS]
    usual = [entry for entry in spilled if entry.id == "q4_k_m"]
    plain = [entry for entry in spilled if not is_codebook(entry)]
    return released + usual + plain[::-1] + spilled[::-1]


def _verdict(question: Question, quantization: Quantization, constants: Constants) -> str:
    """The verdict alone, without speeds and changes; "no" also where the parts that are known leave no room."""
    deployment = deploy(question.model, quantization, question.rig, constants, question.engine, question.kv_type)
    if deployment is None:
        return "unknown"
    need = _memory(deployment, question, constants)
    verdict = fits(need)
    if verdict == "no" and _other_engine(deployment, question, constants):
        return _verdict(question._replace(engine=OFFLOAD_ENGINE), quantization, constants)
    if verdict == "unknown" and need.available is not None:
        return "no" if need.weights.high + need.overhead.high >= need.available else "unknown"
    if verdict == "no" and deployment.pool.ram_gb is not None:
        in_ram = weights_in_ram(deployment, need)
        enough = in_ram is not None and ram_needed(in_ram, constants) <= deployment.pool.ram_gb
        return "offload" if enough else "no"
    return verdict


def candidate_formats(
    question: Question, constants: Constants, formats: Mapping[str, Quantization]
) -> list[Quantization]:
    """Formats that some engine of the rig's vendor runs, the released one first, then by falling precision and never
    above the released one. In a datacenter those that a tensor-parallel server runs come before the others."""
    pool = pool_of(question.rig, constants)
    vendor = pool.vendor if pool else "nvidia"
    server = any(device.kind == "datacenter" for device, _ in question.rig.devices)
    native = formats.get(question.model.native or "")
    ceiling = native.bits_per_weight * 1.15 if native else 16.0
    published = {checkpoint.quantization for checkpoint in question.model.checkpoints}

    def place(entry: Quantization) -> tuple[bool, float, bool, str]:
        engine = choose_engine(question.engine, entry, vendor, constants)
        parallel = engine is not None and constants.engines[engine].tensor_parallel
        bits = entry.bits_per_weight
        return (not (server and parallel), -round(bits) if parallel else -bits, entry.id not in published, entry.id)

    able = [entry for entry in formats.values() if choose_engine(question.engine, entry, vendor, constants)]
    first = [native] if native is not None and native in able else []
    rest = sorted((entry for entry in able if entry is not native), key=place)
    return first + [entry for entry in rest if entry.bits_per_weight <= ceiling and entry.family != "float"]


def check(question: Question, quantization: Quantization, constants: Constants) -> None:
    """Bad input for closed weights, a context beyond the model and a format nothing runs on the rig."""
    model = question.model
    if model.open_weights is False:
        raise bad_input(
            f"the weights of {model.id} are not published: no rig can run it", "choose an open-weight model"
        )
    if model.context is not None and question.context > model.context:
        raise bad_input(
            f"context {question.context} is over the {model.context} tokens of {model.id}",
            f"give --context of at most {model.context}",
        )
    _check_engine(question, constants)
    pool = pool_of(question.rig, constants)
    if pool is not None and choose_engine(question.engine, quantization, pool.vendor, constants) is None:
        engines = ", ".join(quantization.engines)
        asked = f"engine {question.engine}" if question.engine != "auto" else f"an engine for {pool.vendor} devices"
        raise bad_input(f"{quantization.id} is not served by {asked}", f"{quantization.id} runs in: {engines}")


def _check_engine(question: Question, constants: Constants) -> None:
    pool = pool_of(question.rig, constants)
    usual = constants.vendors[pool.vendor].engines if pool is not None else ()
    if pool is not None and question.engine not in ("auto", *usual):
        raise bad_input(f"{question.engine} does not run on {pool.vendor} devices", f"use auto, {', '.join(usual)}")


def _memory(deployment: Deployment, question: Question, constants: Constants) -> Memory:
    pool = deployment.pool
    need = memory(
        deployment.need,
        deployment.engine,
        pool,
        constants,
        question.context,
        question.concurrency,
        pool.devices * pool.hosts,
    )
    return need._replace(available=None if need.available is None else need.available * pool.hosts)


def _stated_memory(rig: Rig) -> float:
    """GB of all devices, no share kept back: what a run that is known to work may have used."""
    return sum((device.memory_gb or 0.0) * count for device, count in rig.devices)


def _speeds(deployment: Deployment, question: Question, constants: Constants, verdict: str) -> Speeds:
    """With the context half full; none for what does not fit."""
    if verdict not in ("yes", "unknown"):
        return NO_SPEED
    layout = whole_rig(deployment, constants)
    prompt = min(DEFAULT_PROMPT, question.context)
    return speeds(deployment, layout, constants, prompt, question.context / 2, question.concurrency)


def _unknown(question: Question, quantization: Quantization) -> FitAnswer:
    missing = "size" if question.model.params_total is None and question.model.params_checkpoint is None else None
    rig = question.rig
    place = f"memory or bandwidth of {rig.label}" if rig.devices else "the RAM of the CPU (give --ram)"
    notes = (f"{f'the {missing} of {question.model.id}' if missing else place} is not known, so nothing is estimated",)
    return FitAnswer(question, quantization, None, "unknown", None, 0, NO_SPEED, None, (), None, notes)


def _notes(deployment: Deployment, need: Memory, raised: bool) -> tuple[str, ...]:
    notes = []
    if need.kv_cache is None:
        notes.append("attention kind or layer mix not verified: KV cache and total are unknown, not assumed")
    if deployment.physics_only:
        notes.append("physics only: no trusted measurement of this engine on this hardware stands behind the speed")
    if deployment.need.shape.active is None:
        notes.append("active parameters not known: no speed estimate")
    if raised:
        notes.append("a published run of this configuration exists: all device memory counts, with the limit raised")
    for device, _ in deployment.rig.devices:
        if device.export_controlled:
            notes.append(f"{device.id}: export-controlled, {device.export_note or 'see its source'}")
    return tuple(notes)
