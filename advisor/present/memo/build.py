"""memo(report): one recommendation as a memo to sign, whatever it is then written in.

It chooses, orders and words what the report holds; it computes no figure and escapes nothing.
"""

from advisor.present.memo.case import case, command, decision
from advisor.present.memo.limits import excluded, frontier, policy, steps, unknowns
from advisor.present.memo.parts import Grid, Items, Memo, Section, Source, runs
from advisor.present.memo.ranking import bill, flips, ranking, reasons, routes
from advisor.report import Report


def memo(report: Report) -> Memo:
    """The sections in reading order; those about the first are left out where nothing satisfies."""
    ranked = (ranking, reasons, flips, routes, bill, frontier) if report.options else (routes,)
    kept = (policy, unknowns, steps) if report.options else (unknowns,)
    sections = tuple(build(report) for build in (decision, case, *ranked, excluded, *kept))
    shown = tuple(section for section in map(_filled, sections) if section.blocks)
    stamp = report.catalog
    return Memo(
        title=f"Which language model for {report.requirements['workload']}",
        lead=f"Recommendation of {report.as_of} by advisor {report.version}",
        sections=shown,
        sources=_sources(report, shown),
        disclaimer=report.disclaimer,
        colophon=(
            f"advisor {report.version}, catalog of {stamp.as_of} with digest {stamp.digest}, facts as of "
            f"{report.as_of}, seed {report.seed}. The same command on the same catalog gives the same bytes:"
        ),
        command=command(report),
    )


def _filled(section: Section) -> Section:
    """Without empty lists and tables."""
    full = tuple(
        block
        for block in section.blocks
        if not (isinstance(block, Items) and not block.items) and not (isinstance(block, Grid) and not block.rows)
    )
    return section._replace(blocks=full)


def _sources(report: Report, sections: tuple[Section, ...]) -> tuple[Source, ...]:
    """Footnotes in the order of their first citation."""
    cited = dict.fromkeys(source for run in runs(sections) for source in run.sources)
    fields = ("title", "publisher", "url", "date", "version", "licence")
    facts = {source: report.sources.get(source, {}) for source in cited}
    texts = {source: {name: str(facts[source][name]) for name in fields if facts[source].get(name)} for source in cited}
    return tuple(
        Source(place, source, *(texts[source].get(name) for name in fields))
        for place, source in enumerate(cited, start=1)
    )
