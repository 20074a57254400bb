"""recommend(catalog, requirements) -> Report: the whole flow, from what is known and asked to one frozen value."""

from advisor import __version__
from advisor.catalog import Catalog
from advisor.decide import Working, decide
from advisor.decision.constraint_price import constraint_prices
from advisor.decision.frontier import Stretch
from advisor.decision.ties import groups
from advisor.estimates.risk import days_between
from advisor.explain_answer import answer
from advisor.explain_guidance import Case as GuidanceCase
from advisor.explain_guidance import guidance, next_steps, worth_assumed
from advisor.explain_misses import distance, nearest
from advisor.explain_words import money
from advisor.ledger import Entry, counts_by_gate, excluded_of, ledger
from advisor.report import CatalogStamp, ConstraintPrice, Counts, Excluded, FrontierPoint, Note, RankedOption, Report
from advisor.reprice import volume_scan
from advisor.requirements import Requirements, echo
from advisor.rounding import rounded
from advisor.routes import by_route
from advisor.rows import row
from advisor.sources import cited_sources
from advisor.timings import stage

NEAREST = 20


def recommend(catalog: Catalog, requirements: Requirements) -> Report:
    """The recommendation; same catalog and requirements, same bytes. AdvisorError for what cannot be used."""
    return report_of(decide(catalog, requirements))


def report_of(working: Working) -> Report:
    """The report on a decision: rows, ledger, routes, frontier and advice."""
    case = working.case
    wanted, catalog = case.requirements, case.catalog
    write = money(wanted.currency)
    with stage("ledger"):
        entries = ledger(working.out, wanted)
        missed = _nearest(entries, wanted)
    with stage("rows"):
        considered, notes = _rows(working, missed)
        options = considered[: wanted.top]
    with stage("routes"):
        routes = by_route(working, entries, write)
        best_allowed = next((one.candidate.id for one in working.ranked if one.status == "allowed"), None)
        best_known = None if best_allowed else _best_known(working)
    return Report(
        version=__version__,
        seed=wanted.seed,
        as_of=wanted.as_of,
        requirements=echo(wanted),
        catalog=_stamp(catalog, wanted),
        rules_checked=case.rules.rules_checked,
        counts=_counts(working, entries),
        answer=answer(
            considered,
            best_allowed,
            working.draws,
            working.field,
            missed,
            wanted.currency,
            best_known,
            _nothing_known(working),
        ),
        by_route=routes,
        options=options,
        excluded_counts=counts_by_gate(entries),
        excluded=missed,
        constraint_prices=_prices(working, entries),
        frontier=tuple(_point(stretch) for stretch in working.field.stretches),
        warnings=_warnings(working),
        guidance=notes,
        sources=cited_sources(catalog, options),
        disclaimer=case.words.disclaimer,
    )


def _best_known(working: Working) -> str | None:
    """The best option whose verdict hangs on no unknown fact; siblings dearer than one under review count too."""
    known = (
        option
        for own in working.passing.values()
        for option in own
        if not option.unknown and not option.verdict.unknown_facts
    )
    best = min(known, key=lambda option: (-(option.net_benefit or 0.0), option.id), default=None)
    return None if best is None else best.id


def _rows(working: Working, missed: tuple[Excluded, ...]) -> tuple[tuple[RankedOption, ...], tuple[Note, ...]]:
    """The rows considered with their next steps, and the guidance on the whole."""
    if working.draws is None:
        return (), ()
    wanted = working.case.requirements
    shown = working.considered
    tie_groups = groups(working.draws, [one.candidate.id for one in shown])
    scans = volume_scan(working)
    rows = tuple(
        row(working, one, place + 1, group, scans if place == 0 else ())
        for place, (one, group) in enumerate(zip(shown, tie_groups, strict=True))
    )
    volume = next((flip for flip in rows[0].flips if flip.lever == "calls_per_day"), None)
    advice = GuidanceCase(
        options=rows,
        scored=shown,
        draws=working.draws,
        field=working.field,
        excluded=missed,
        calls_per_day=wanted.calls_per_day,
        volume_flip=volume,
        money=money(wanted.currency),
    )
    with_steps = tuple(one._replace(next_steps=next_steps(one, advice)) for one in rows)
    assumed = worth_assumed(wanted.workload, advice.money) if "worth" in wanted.defaulted else ()
    return with_steps, (*guidance(advice), *assumed)


def _nearest(entries: tuple[Entry, ...], wanted: Requirements) -> tuple[Excluded, ...]:
    limit = None if wanted.excluded == "all" else NEAREST
    near = entries if limit is None else _within_reach(entries, limit)
    return nearest(((excluded_of(entry), entry.option.net_benefit) for entry in near), limit)


def _within_reach(entries: tuple[Entry, ...], limit: int) -> list[Entry]:
    """The `limit` nearest and all as near as the last of them, so that only these are written out."""
    far = [distance(entry.names, entry.option.net_benefit) for entry in entries]
    if len(far) <= limit:
        return list(entries)
    edge = sorted(far)[limit - 1]
    return [entry for entry, away in zip(entries, far, strict=True) if away <= edge]


def _stamp(catalog: Catalog, wanted: Requirements) -> CatalogStamp:
    age = max(0, days_between(catalog.newest_read, wanted.as_of))
    return CatalogStamp(catalog.as_of, catalog.digest, len(catalog.models), len(catalog.offers), age)


def _counts(working: Working, entries: tuple[Entry, ...]) -> Counts:
    statuses = [option.status for own in working.passing.values() for option in own]
    allowed = statuses.count("allowed")
    review = len(statuses) - allowed
    excluded = len(entries)
    return Counts(allowed + review + excluded, allowed, review, excluded, working.survey.bounded_out)


def _prices(working: Working, entries: tuple[Entry, ...]) -> tuple[ConstraintPrice, ...]:
    best = working.ranked[0].net_benefit if working.ranked else None
    out = ((entry.names, entry.option.net_benefit) for entry in entries)
    return tuple(
        price._replace(usd_per_1k_calls=None if price.usd_per_1k_calls is None else rounded(price.usd_per_1k_calls))
        for price in constraint_prices(best, out)
    )


def _point(stretch: Stretch) -> FrontierPoint:
    one = stretch.scored
    to = None if stretch.wins_to is None else rounded(stretch.wins_to)
    return FrontierPoint(
        one.candidate.id, rounded(one.belief.p_mean), rounded(stretch.cost), rounded(stretch.wins_from), to
    )


def _nothing_known(working: Working) -> str | None:
    """Why there is no option at all, not even an excluded one; None where there is."""
    if working.passing or working.out:
        return None
    case = working.case
    first = min((model.released for model in case.catalog.models.values() if model.released), default="unknown")
    return f"Nothing in the catalog was known on {case.requirements.as_of}: its first model is of {first}."


def _warnings(working: Working) -> tuple[Note, ...]:
    case = working.case
    notes = [*case.notes, *(Note("hardware-name", text) for text in working.survey.notes)]
    nothing = _nothing_known(working)
    if nothing is not None:
        notes.append(Note("before-the-catalog", nothing))
    if case.catalog.overlaid:
        count, first = len(case.catalog.overlaid), ", ".join(case.catalog.overlaid[:5])
        more = f" and {count - 5} more" if count > 5 else ""
        come = "1 file comes" if count == 1 else f"{count} files come"
        notes.append(Note("overlay", f"{come} from an overlay: {first}{more}"))
    if case.company.asked:
        from advisor.explain_company import company_notes

        notes += company_notes(case.company, case.catalog.rules)
    if case.own is not None:
        from advisor.candidates.own_shown import uneven

        notes += uneven(case, case.own)
    return tuple(notes)
