"""The memo's ranking: the rows with intervals and ties, why the first is first, what would change that, each route."""

from advisor.explain_why import cost_sentence, evidence_sentence
from advisor.explain_words import flip_sentence, place
from advisor.present.format import Shower, decimal, gigabytes, of_100, percent, seconds
from advisor.present.memo.parts import Block, Column, Figure, Grid, Items, Line, Paragraph, Section, code, line
from advisor.present.memo.words import inputs_text, known_only, prose, rows_named, writer
from advisor.present.ranks import rank_mark, ties_of
from advisor.report import MemoryParts, Range, RankedOption, Report

VERDICTS = {"allowed": "✓\u00a0allowed", "review": "?\u00a0review", "blocked": "✗\u00a0blocked"}
BASIS = {
    "measured": "measured on the same hardware",
    "same-class": "measured on hardware of the same class",
    "physics": "computed from data sheets",
    "published": "published by the provider",
    "own": "your own results",
}
COMPARED = 4
"""Rows whose terms stand side by side."""


def ranking(report: Report) -> Section:
    """Every row shown."""
    return Section("ranking", "Ranking", (_rows(report), Paragraph(line(_legend(report))), Figure("intervals")))


def _rows(report: Report) -> Grid:
    columns = (
        Column("#"), Column("option", "id"), Column("right of 100", "number"), Column("a month", "number"),
        Column("per 1,000 right", "number"), Column("net benefit per 1,000 calls", "number"),
        Column("best in", "number"), Column("first token", "number"), Column("verdict"),
    )  # fmt: skip
    ties = ties_of(report.options)
    rows = tuple(_row(rank_mark(option, ties), option, report) for option in report.options)
    return Grid("Options by expected net benefit; tied rows share a rank, marked =", columns, rows)


def _row(mark: str, option: RankedOption, report: Report) -> tuple[Line, ...]:
    write, right, cost = writer(report), option.quality.p_success, option.cost
    prior = " (prior only)" if option.quality.evidence.prior_only else ""
    interval = f"{of_100(right.mean)} ({of_100(right.low)} to {of_100(right.high)}){prior}"
    billed = dict.fromkeys(source for entry in cost.lines for source in entry.sources)
    return (
        line(mark),
        code(option.id),
        line(interval, *option.quality.sources),
        line(write(cost.usd_per_month), *billed),
        line(write(cost.usd_per_1k_successes)),
        line(write(option.net_benefit.usd_per_1k_calls)),
        line(percent(option.robustness.p_best)),
        line(seconds(None if option.speed.ttft_s is None else option.speed.ttft_s.typical)),
        line(VERDICTS[option.verdict.status]),
    )


def _legend(report: Report) -> str:
    groups = ties_of(report.options).values()
    tied = [rows_named(list(range(first, first + size))) for first, size in groups if size > 1]
    ties = f"Too close to rely on the order: {'; '.join(tied)}. " if tied else "No two neighbours are tied. "
    asked = all(option.verdict.asked for option in report.options)
    unasked = "" if asked else " Verdicts cover licences and terms alone: no facts about your company were given."
    return (
        f"Intervals run from the 10th to the 90th percentile. {ties}“Best in” is the share of draws in which the row "
        f"comes out best. A ? is a figure that is not known.{unasked}"
    )


def reasons(report: Report) -> Section:
    """The first row in full, beside its challengers."""
    first, write = report.options[0], writer(report)
    evidence = line(f" {evidence_sentence(first)}", *first.quality.sources)
    text = (*line(cost_sentence(first, write)), *evidence, *line(f" {_robust(report)}"))
    blocks: list[Block] = [Paragraph(text), _terms(report)]
    blocks += [Figure("waterfall"), Items(_machine(first)), *_variants(report)]
    return Section("why", f"Why {place(first)}", tuple(blocks))


def _robust(report: Report) -> str:
    known = report.options[0].robustness
    regret = writer(report)(known.expected_regret_usd_per_1k_calls)
    return (
        f"It is best in {percent(known.p_best)} of the draws; choosing it is expected to lose {regret} per 1,000 calls "
        "against knowing which is best."
    )


def _terms(report: Report) -> Grid:
    write, shown = writer(report), report.options[:COMPARED]
    names = tuple(term.name for term in shown[0].net_benefit.terms)
    columns = (Column("option", "id"), *(Column(name, "number") for name in (*names, "net benefit")))
    rows = tuple(
        (
            code(option.id),
            *(line(write(term.usd_per_1k_calls)) for term in option.net_benefit.terms),
            line(write(option.net_benefit.usd_per_1k_calls)),
        )
        for option in shown
    )
    return Grid("What the net benefit is made of, per 1,000 calls: worth of right answers less costs", columns, rows)


def _machine(option: RankedOption) -> tuple[Line, ...]:
    """Speed, and memory where it is self-hosted."""
    speed = option.speed
    carried = () if option.route == "hosted" else (("Capacity", speed.capacity_calls_per_s, decimal, " calls/s"),)
    facts = (
        ("Time to first token", speed.ttft_s, seconds, ""),
        ("Decode speed of one stream", speed.decode_tok_s, decimal, " tokens/s"),
        *carried,
    )
    lines = [line(f"{name}: {_span(value, show, unit)}") for name, value, show, unit in facts if value is not None]
    unknown = [name.lower() for name, value, _, _ in facts if value is None]
    if unknown:
        lines.append(line(f"Not known: {' and '.join(unknown)}. Measure before you promise a latency."))
    return (*lines, *([] if option.memory_gb is None else [line(_memory(option.memory_gb))]))


def _span(value: Range, show: Shower, unit: str) -> str:
    ends = f"{show(value.low)} to {show(value.high)}"
    return f"{show(value.typical)}{unit} ({ends}), {BASIS.get(value.basis, value.basis)}"


def _memory(memory: MemoryParts) -> str:
    named = zip(("weights", "KV cache", "state", "overhead"), memory, strict=False)
    parts = ", ".join(f"{name} {gigabytes(size)}" for name, size in named if size != 0)
    return f"Memory of one copy: {gigabytes(memory.total)} of {gigabytes(memory.available)} available ({parts})"


def _variants(report: Report) -> tuple[Block, ...]:
    first, write = report.options[0], writer(report)
    if not first.variants:
        return ()
    columns = (Column("other ways to run it", "id"), Column("net benefit against the first", "number"))
    rows = tuple((code(one.id), line(write(one.delta_usd_per_1k_calls))) for one in first.variants)
    return (Grid(f"{first.name} by other routes, per 1,000 calls", columns, rows),)


def flips(report: Report) -> Section:
    """What would put another option first, or one of the challengers."""
    first, currency = report.options[0], report.requirements.get("currency")
    paid = (str(currency[0]), float(currency[1])) if currency else None
    blocks: list[Block] = [Items(tuple(prose(flip_sentence(flip, first.id, paid)) for flip in first.flips))]
    for option in report.options[1:COMPARED]:
        own = tuple(prose(flip_sentence(flip, option.id, paid)) for flip in option.flips if flip.then == option.id)
        if own:
            blocks += [Paragraph((*line("What would put "), *code(option.id), *line(" first:"))), Items(own)]
    if not first.flips:
        blocks[0] = Paragraph(line("No single change that was tried makes another option first."))
    return Section("flips", "What would change the answer", tuple(blocks))


def routes(report: Report) -> Section:
    """The best of each kind of route, or what emptied it."""
    found = zip(("hosted API", "rented accelerators", "own accelerators"), report.by_route, strict=True)
    rows = tuple((line(name), prose(best.sentence)) for name, best in found)
    return Section(
        "routes",
        "Best by route",
        (Grid("The best of each kind of route", (Column("route"), Column("its best")), rows),),
    )


def bill(report: Report) -> Section:
    """Every line of the first row's bill."""
    first, write = report.options[0], writer(report)
    columns = (Column("line"), Column("per 1,000 calls", "number"), Column("from"))
    rows = tuple(
        (
            line(entry.name),
            line(write(entry.usd_per_1k_calls)),
            line(inputs_text(entry, write), *known_only(entry.sources, report)),
        )
        for entry in first.cost.lines
    )
    per_month = f"{write(first.cost.usd_per_month)} a month; {write(first.cost.usd_per_1k_successes)} per 1,000 right"
    total = (line("total"), line(write(first.cost.usd_per_1k_calls)), line(per_month))
    return Section("bill", "The bill", (Grid(f"Bill of {place(first)}", columns, (*rows, total), total=True),))
