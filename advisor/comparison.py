"""Options of one decision side by side: draws and volume scan over just these, excluded ones included.

Gathers what `explain_compare` arranges. Prints nothing.
"""

from collections.abc import Sequence

from advisor.candidates.evaluated import Evaluated, scored
from advisor.constraints.technical import first_gate
from advisor.decide import Working
from advisor.decision.robustness import draw, spread_of
from advisor.decision.scans import Rival, scan
from advisor.explain_compare import Compared, Comparison, compare
from advisor.ledger import gates_of
from advisor.reprice import reprice_of

DRAWS = 1024


def comparison_of(working: Working, options: Sequence[Evaluated]) -> Comparison:
    """The comparison of options of one decision, in the order given."""
    wanted = working.case.requirements
    sides = [_compared(working, option) for option in options]
    known = [side.scored for side in sides if side.scored is not None]
    if len(known) < 2:
        return compare(sides, wanted.calls_per_day, None, None, wanted.currency)
    spread = spread_of(working.case.catalog.constants)
    draws = draw(known, wanted.worth_range, wanted.seed, spread, DRAWS)
    # Excluded options are priced too, and beyond the money there is, so that the comparison shows what they would cost.
    reprice = reprice_of(working._replace(options={option.id: option for option in options}))
    rivals = [Rival(one.candidate, one.belief.p_mean) for one in known]
    volume = scan("calls_per_day", rivals, wanted._replace(budget=None, capex=None), reprice)
    return compare(sides, wanted.calls_per_day, draws, volume, wanted.currency)


def _compared(working: Working, option: Evaluated) -> Compared:
    gates = gates_of(option, working.case.requirements)
    names = tuple(dict.fromkeys(gate.gate for gate in gates))
    reason = first_gate(gates).reason if gates else None
    model = option.model
    return Compared(option.id, model.id, model.name, option.route, scored(option), names, reason)
