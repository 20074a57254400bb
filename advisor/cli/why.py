"""`advisor why OPTION [--over OPTION]`: every term, source and flip of one option, and how it stands to another."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator

from advisor.candidates.evaluated import Evaluated, scored
from advisor.cli.arguments import add_requirements
from advisor.decide import CONTENDERS, Working, decide
from advisor.decision.net_benefit import rank as rank_by_value
from advisor.decision.robustness import draw, spread_of
from advisor.decision.scans import LEVERS, Rival, Scan, scan
from advisor.decision.ties import groups
from advisor.errors import OK, bad_input
from advisor.explain import contrast, waterfall
from advisor.explain_why import FailedGate, Why, flip_sentences, gate_sentences, row_sentences
from advisor.ledger import gates_of
from advisor.option import Scored
from advisor.present import why as present
from advisor.report import Note, RankedOption
from advisor.reprice import reprice_of, rivals
from advisor.requirements import ROUTES
from advisor.resolve import find_option
from advisor.rows import row
from advisor.session import load_case
from advisor.timings import print_timings

DRAWS = 1024
RIVALS = 12
"""Models of each route that a lever's scan prices again."""

VARIANTS = 40
"""Options of each route, whatever their model, that it prices as well."""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("option", metavar="OPTION", help="an option, a short form of one, or a model")
    parser.add_argument("--over", metavar="OPTION", help="the option to compare with; else the first, or the runner-up")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_requirements(parser)


def run(args: Namespace) -> int:
    """Prints the explanation; an excluded option is explained by its gates."""

    catalog, requirements = load_case(args)
    working = decide(catalog, requirements)
    found = find_option(args.option, working)
    over = find_option(args.over, working) if args.over else None
    if over is not None and over.option.id == found.option.id:
        raise bad_input(f"--over {args.over!r} is the option itself", "name another option")
    notes = tuple(one.note for one in (found, over) if one is not None and one.note)
    explained = why_of(working, found.option, over.option if over else None, notes)
    if args.json:
        print(present.text(present.document(explained, requirements)))
    else:
        print("\n".join(present.page(explained, requirements)))
    if args.timings:
        print_timings()
    return OK


def why_of(working: Working, option: Evaluated, over: Evaluated | None, notes: tuple[str, ...]) -> Why:
    """The whole explanation of one option of a decision."""

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
    return row(explained, target, rank, group, _scans(explained, target))


def _with_siblings(working: Working, model: str) -> Working:
    """The same decision with all passing options of that model at hand."""
    passing = {option.id: option for option in working.passing[model]}
    siblings = {model: rank_by_value(one for one in map(scored, passing.values()) if one is not None)}
    return working._replace(
        siblings=siblings, options={**working.options, **passing}, field=working.field._replace(siblings=siblings)
    )


def _scans(working: Working, target: Scored) -> tuple[Scan, ...]:
    """Every lever over the best options of each route and the target."""

    pool = {rival.candidate.id: rival for rival in rivals(working, RIVALS)}
    best = [one for route in ROUTES for one in [*_by(route, working.ranked)][:VARIANTS]]
    pool.update((one.candidate.id, Rival(one.candidate, one.belief.p_mean)) for one in (*best, target))
    reprice = reprice_of(working)
    return tuple(scan(name, pool.values(), working.case.requirements, reprice) for name in LEVERS)


def _by(route: str, ranked: Iterable[Scored]) -> Iterator[Scored]:
    return (one for one in ranked if one.candidate.route == route)


def _unmoved(shown: RankedOption) -> tuple[str, ...]:
    """Levers without a flip."""

    moved = {flip.lever for flip in shown.flips}
    return tuple(lever for lever in ("worth", "price", "quality", *LEVERS) if lever not in moved)
