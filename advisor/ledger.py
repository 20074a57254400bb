"""The ledger of what is out: every option with a failed gate, its gates in order and what would admit it."""

from collections.abc import Iterable

from advisor.candidates.evaluated import Evaluated
from advisor.constraints.technical import ORDER, Gate, first_gate
from advisor.report import Excluded
from advisor.requirements import Requirements
from advisor.tuples import NamedTuple

REVIEW_GATE = Gate("user", "it needs a review and --allowed-only leaves those out", "drop --allowed-only")
LEFT_OUT = Gate("user", "you left it out with --exclude", "drop it from --exclude")
UNRATED = Gate("capability", "nothing is known of its capability for this workload", "a sourced score")


class Entry(NamedTuple):
    option: Evaluated
    gates: tuple[Gate, ...]
    names: tuple[str, ...]
    """Names of the gates, each once, in the contract's order: the first is the one shown."""


def ledger(options: Iterable[Evaluated], requirements: Requirements) -> tuple[Entry, ...]:
    """Entries in the order of the options; an option that passes has none."""
    entries = []
    plain = not requirements.exclude and not requirements.allowed_only
    known: dict[tuple[Gate, ...], tuple[str, ...]] = {}
    for option in options:
        gates = option.gates if plain and option.gates else gates_of(option, requirements)
        if gates:
            names = known.get(gates)
            if names is None:
                names = known[gates] = tuple(sorted({gate.gate for gate in gates}, key=ORDER.__getitem__))
            entries.append(Entry(option, gates, names))
    return tuple(entries)


def gates_of(option: Evaluated, requirements: Requirements) -> tuple[Gate, ...]:
    """Everything that keeps an option out."""
    gates = option.gates
    if option.belief is None and not gates:
        gates += (UNRATED,)
    if not gates and option.serving is None:
        gates += (Gate("price-unknown", "what it costs is not known", "a sourced price and power draw"),)
    if requirements.exclude and option.id in requirements.exclude:
        gates += (LEFT_OUT,)
    if requirements.allowed_only and option.status == "review":
        gates += (REVIEW_GATE,)
    return gates


def excluded_of(entry: Entry) -> Excluded:
    """The entry as the report shows it."""
    shown = first_gate(entry.gates)
    option, names = entry.option, entry.names
    provider = option.offer.provider if option.offer else None
    return Excluded(
        id=option.id,
        model=option.model.id,
        provider=provider,
        gate=shown.gate,
        reason=shown.reason,
        rule=shown.rule,
        would_admit=_change(entry.gates, shown) if len(names) == 1 else None,
        gates=names,
    )


def _change(gates: tuple[Gate, ...], shown: Gate) -> str | None:
    """What would admit an option past gates of one name: all that they ask, a narrow context limit for the wider ones
    too; None where one of them asks for nothing that can be given."""
    if shown.tokens is not None:
        return shown.would_admit
    asked = [gate.would_admit for gate in gates]
    changes = dict.fromkeys(change for change in asked if change is not None)
    return None if None in asked else "; and ".join(changes)


def counts_by_gate(entries: Iterable[Entry]) -> dict[str, int]:
    """How many options each gate is the first to stop, in the contract's order."""
    counts: dict[str, int] = {}
    for entry in entries:
        gate = entry.names[0]
        counts[gate] = counts.get(gate, 0) + 1
    return {gate: counts[gate] for gate in sorted(counts, key=lambda name: ORDER[name])}
