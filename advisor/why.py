"""One option of a decision explained: gathers its terms, gates, draws, flips and next steps into one value.

Runs more draws and scans than a recommendation has time for. Prints nothing.
"""

from collections.abc import Iterable, Iterator

from advisor.candidates.evaluated import Evaluated, scored
from advisor.candidates.survey import CONTENDERS
from advisor.challengers import Challengers
from advisor.decide import Working
from advisor.decision.net_benefit import rank as rank_by_value
from advisor.decision.robustness import draw, spread_of
from advisor.decision.scans import LEVERS, Rival, Scan
from advisor.decision.ties import groups
from advisor.explain import contrast, waterfall
from advisor.explain_guidance import Case as GuidanceCase
from advisor.explain_guidance import next_steps
from advisor.explain_why import FailedGate, Why, flip_sentences, gate_sentences, row_sentences
from advisor.explain_words import money
from advisor.ledger import gates_of
from advisor.option import Scored
from advisor.options import ROUTES
from advisor.report import Note, RankedOption
from advisor.reprice import rivals
from advisor.rows import row, verdict_of

DRAWS = 1024
RIVALS = 12
"""Models of each route that a lever's scan prices again."""

REFINE = 48
"""Values tried just before a flip, to find a nearer one."""

VARIANTS = 40
"""Options of each route, whatever their model, that it prices as well."""


def why_of(working: Working, option: Evaluated, over: Evaluated | None, notes: tuple[str, ...]) -> Why:
    """The whole explanation of one option of a decision; `over`: the option to stand it against."""
    wanted = working.case.requirements
    target = scored(option)
    gates = _gates(working, option)
    foil = scored(over) if over else _foil(working, option.id)
    drawn = _redrawn(working, [one for one in (target, foil) if one is not None])
    rank = None if target is None else 1 + sum(_before(one, target) for one in working.rows)
    shown = None if gates or target is None or rank is None else _row(drawn, target, rank)
    difference = None if target is None or foil is None else contrast(target, foil, drawn.draws, wanted.currency)
    no_flip = () if shown is None else _unmoved(shown)
    return Why(
        option=option.id,
        rank=None if gates else rank,
        would_rank=rank if gates else None,
        gates=gates,
        net_benefit=None if target is None else waterfall(target),
        row=shown,
        over=difference,
        flips=() if shown is None else shown.flips,
        no_flip=no_flip,
        sentences=(
            *gate_sentences(option.id, gates, rank),
            *(() if shown is None else row_sentences(shown, DRAWS, wanted.currency)),
            *(() if difference is None else (difference.sentence,)),
            *(() if shown is None else flip_sentences(shown, no_flip, wanted.currency)),
        ),
        notes=(*(Note("resolved", note) for note in notes), *_hidden(working, option)),
        verdict=verdict_of(working.case, option),
        rules_checked=working.case.rules.rules_checked,
    )


def _hidden(working: Working, option: Evaluated) -> tuple[Note, ...]:
    """Which row stands for its model when it is none itself."""
    best = next((one.candidate.id for one in working.rows if one.candidate.model.id == option.model.id), None)
    if best is None or best == option.id:
        return ()
    return (Note("variant", f"{option.model.name} is ranked by its best option, {best}", (best,)),)


def _gates(working: Working, option: Evaluated) -> tuple[FailedGate, ...]:
    found = gates_of(option, working.case.requirements)
    return tuple(FailedGate(gate.gate, gate.reason, gate.would_admit, gate.rule) for gate in found)


def _foil(working: Working, option: str) -> Scored | None:
    """The first row, or the second when the option is the first."""
    return next((one for one in working.rows if one.candidate.id != option), None)


def _before(one: Scored, target: Scored) -> bool:
    """Whether a row ranks before the target, which may be no row itself."""
    return (-one.net_benefit, one.candidate.id) < (-target.net_benefit, target.candidate.id)


def _redrawn(working: Working, wanted: list[Scored]) -> Working:
    """The same decision with more draws, over the rows that rank and the options asked for."""
    pool = {one.candidate.id: one for one in (*working.rows[:CONTENDERS], *wanted)}
    if not pool:
        return working
    case = working.case
    spread = spread_of(case.catalog.constants)
    draws = draw(list(pool.values()), case.requirements.worth_range, case.requirements.seed, spread, DRAWS)
    return working._replace(draws=draws)


def _row(working: Working, target: Scored, rank: int) -> RankedOption:
    """The option as a row of the report, with every lever scanned."""
    if working.draws is None:
        raise ValueError("a row without draws")
    ahead = [one.candidate.id for one in working.rows[: rank - 1] if one.candidate.id in working.draws.p_best]
    group = groups(working.draws, [*ahead, target.candidate.id])[-1]
    explained = _with_siblings(working, target.candidate.model.id)
    shown = row(explained, target, rank, group, _scans(explained, target))
    leader = working.rows[0]
    first = shown if rank == 1 else row(working, leader, 1, 1, ())
    advice = GuidanceCase(
        options=(first, shown),
        scored=(leader, target),
        draws=working.draws,
        field=explained.field,
        excluded=(),
        calls_per_day=working.case.requirements.calls_per_day,
        volume_flip=None,
        money=money(working.case.requirements.currency),
    )
    return shown._replace(next_steps=next_steps(shown, advice))


def _with_siblings(working: Working, model: str) -> Working:
    """The same decision with all passing options of that model at hand."""
    passing = {option.id: option for option in working.passing[model]}
    siblings = {model: rank_by_value(one for one in map(scored, passing.values()) if one is not None)}
    return working._replace(
        siblings=siblings, options={**working.options, **passing}, field=working.field._replace(siblings=siblings)
    )


def _scans(working: Working, target: Scored) -> tuple[Scan, ...]:
    """Every lever over the best options of each route, the target, and who leads where the lever has moved."""
    pool = {rival.candidate.id: rival for rival in rivals(working, RIVALS)}
    best = [one for route in ROUTES for one in [*_by(route, working.ranked)][:VARIANTS]]
    pool.update((one.candidate.id, Rival(one.candidate, one.belief.p_mean)) for one in (*best, target))
    challengers = Challengers(working)
    return tuple(challengers.scan(name, pool, target.candidate.id, REFINE) for name in LEVERS)


def _by(route: str, ranked: Iterable[Scored]) -> Iterator[Scored]:
    return (one for one in ranked if one.candidate.route == route)


def _unmoved(shown: RankedOption) -> tuple[str, ...]:
    """Levers without a flip."""
    moved = {flip.lever for flip in shown.flips}
    return tuple(lever for lever in ("worth", "price", "quality", *LEVERS) if lever not in moved)
