"""The numbers of a model that memory and speed need, derived from its facts once. Guesses none that is missing."""

from advisor.catalog import Model
from advisor.estimates.constants import Constants
from advisor.hints import Any
from advisor.tuples import NamedTuple


class Shape(NamedTuple):
    """Parameters in 1e9. For a dense model `routed` is 0 and `active` is all of it."""

    params: float
    """Of the weights as released, with every head and table that is loaded."""
    active: float | None
    """Used per token; None for a mixture of experts whose active count is not known."""
    routed: float | None
    """Of the experts a router chooses among; None where it cannot be derived."""
    outer: float | None
    """Embedding and output matrices; None where vocabulary or width is not known."""
    layers: int | None
    hidden: int | None
    experts: int
    experts_per_token: int


def shape_of(model: Model, constants: Constants) -> Shape | None:
    """None when the model's size is not known.

    routed = (params - active) / (1 - k/E): every parameter is either always used or in one of E experts of which a
    token uses k.
    """
    params = parameter_count(model, constants)
    if params is None:
        return None
    architecture = model.architecture
    experts = (architecture.experts or 0) if architecture else 0
    chosen = (architecture.experts_per_token or 0) if architecture else 0
    active = active_count(model, params, experts)
    return Shape(
        params=params,
        active=active,
        routed=_routed(params, active, experts, chosen),
        outer=_outer(model, params, constants),
        layers=architecture.layers if architecture else None,
        hidden=architecture.hidden if architecture else None,
        experts=experts,
        experts_per_token=chosen,
    )


def parameter_count(model: Model, constants: Constants) -> float | None:
    """Released tensors, unless their count contradicts the stated size: packed 4-bit checkpoints count words."""
    stated, counted = model.params_total, model.params_checkpoint
    if stated is None or counted is None:
        return stated if counted is None else counted
    low, high = constants.memory["checkpoint_low"], constants.memory["checkpoint_high"]
    return counted if low * stated <= counted <= high * stated else stated


def active_count(model: Model, params: float, experts: int) -> float | None:
    """Parameters used per token; all of them where there are no experts."""
    if model.params_active is not None:
        return min(model.params_active, params)
    return None if experts else params


def _routed(params: float, active: float | None, experts: int, chosen: int) -> float | None:
    if active is None:
        return None
    if active >= params * 0.98:
        return 0.0
    if not experts or not chosen or chosen >= experts:
        return None
    return min(params, (params - active) / (1 - chosen / experts))


def _outer(model: Model, params: float, constants: Constants) -> float | None:
    architecture = model.architecture
    if architecture is None or architecture.vocab is None or architecture.hidden is None:
        return None
    one = architecture.vocab * architecture.hidden / 1e9
    tied = params < constants.memory["tied_below_b"] or _config_type(architecture.extra) in constants.tied_types
    return min(params, one if tied else 2 * one)


def _config_type(extra: Any) -> str | None:
    value = extra.get("config_type")
    return value if isinstance(value, str) else None
