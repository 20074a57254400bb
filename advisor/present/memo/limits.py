"""The memo's limits: which option wins at which worth, what is out and why, what policy says, what is not known."""

from advisor.explain_words import Money
from advisor.present.format import of_100
from advisor.present.memo.parts import Block, Column, Figure, Grid, Items, Line, Paragraph, Run, Section, code, line
from advisor.present.memo.words import ended, known_only, prose, rows_named, sentence, writer
from advisor.report import Excluded, FrontierPoint, Note, Reason, Report

GATES = {
    "price-unknown": "no price is known",
    "size-unknown": "its size is not known, so hardware cannot be priced",
    "suspect-price": "its price is doubtful or does not hold still",
    "retired": "retired or deprecated",
    "context": "takes shorter requests than asked",
    "modality": "does not accept the input",
    "capability": "lacks something the workload needs",
    "licence": "its licence does not allow this",
    "policy": "a rule or your policy bars it",
    "residency": "data would leave where it must stay",
    "origin": "you bar its origin or operator",
    "memory": "does not fit the hardware",
    "capacity": "the hardware cannot carry the load",
    "latency": "too slow",
    "quality-floor": "right too seldom",
    "budget": "over the budget",
    "capex": "over the money to buy hardware",
    "route": "you left this route out",
    "user": "you left it out",
}
CONFIDENCE = {
    "verified_primary": "checked against the text itself",
    "verified_secondary": "checked against a secondary source",
    "general_knowledge": "general knowledge, not checked",
}
LEAST_WORTH = 1e-4
"""Smallest worth of a right answer told from 0, USD."""

_EFFECTS = ("block", "review", "obligation")


def frontier(report: Report) -> Section:
    """Each point with the worths of a right answer at which it wins."""
    write, first = writer(report), report.answer.option
    columns = (
        Column("option", "id"), Column("right of 100", "number"), Column("per 1,000 calls", "number"),
        Column("wins when a right answer is worth"),
    )  # fmt: skip
    rows = tuple(
        (
            (*code(point.id), *([Run(" (the first)")] if point.id == first else [])),
            line(of_100(point.p_success)),
            line(write(point.usd_per_1k_calls)),
            line(_stretch(point, write)),
        )
        for point in report.frontier
    )
    grid = Grid(
        "Options that win at some worth, cheapest first; every other option loses at every worth", columns, rows
    )
    return Section("frontier", "What a right answer must be worth", (grid, Figure("frontier")))


def _stretch(point: FrontierPoint, write: Money) -> str:
    """The worths at which it wins; those below a hundredth of a cent are one."""
    low, high = point.wins_from_worth, point.wins_to_worth
    if high is None:
        return f"{write(low)} or more"
    if high < LEAST_WORTH:
        return f"under {write(LEAST_WORTH)}"
    return f"up to {write(high)}" if low < LEAST_WORTH else f"{write(low)} to {write(high)}"


def excluded(report: Report) -> Section:
    """How many each gate keeps out, what that costs, and the nearest misses."""
    write = writer(report)
    prices = {price.constraint: price.usd_per_1k_calls for price in report.constraint_prices}
    columns = (Column("gate"), Column("options", "number"), Column("what it means"), Column("price of the gate"))
    rows = tuple(
        (line(gate), line(f"{count:,}"), line(GATES.get(gate, "?")), line(_price(gate, prices, write)))
        for gate, count in report.excluded_counts.items()
    )
    blocks: list[Block] = [Grid("Options that are out, by the first gate they fail", columns, rows)]
    if report.excluded:
        blocks += [Paragraph(line("Nearest misses, nearest first:")), Items(_misses(report.excluded))]
    return Section("excluded", "What is out, and why", tuple(blocks))


def _price(gate: str, prices: dict[str, float | None], write: Money) -> str:
    price = prices.get(gate)
    if price is None:
        return "not known: nothing to compare with"
    if price == 0:
        return "nothing: without it the first stays first"
    return f"{write(price)} per 1,000 calls of net benefit"


def _misses(missed: tuple[Excluded, ...]) -> tuple[Line, ...]:
    """Options that miss for the same reason in one item."""
    alike: dict[tuple[object, ...], list[Excluded]] = {}
    for one in missed:
        alike.setdefault((one.reason, one.rule, one.would_admit, one.gates), []).append(one)
    return tuple(_miss(group) for group in alike.values())


def _miss(group: list[Excluded]) -> Line:
    one = group[0]
    ids = tuple(run for place, miss in enumerate(group) for run in (*line(", " if place else ""), *code(miss.id)))
    rule = (*line(" by "), *code(one.rule)) if one.rule else ()
    others = [gate for gate in one.gates if gate != one.gate]
    also = f" Also out by {', '.join(others)}." if others else ""
    admit = f" What would admit it: {ended(one.would_admit)}" if one.would_admit else ""
    return (*ids, *line(f": {one.gate}"), *rule, *prose(f". {sentence(one.reason)}{admit}{also}"))


def policy(report: Report) -> Section:
    """Every reason of the rows shown, once, with the rows it touches."""
    touched: dict[Reason, list[int]] = {}
    for option in report.options:
        for reason in option.verdict.reasons:
            touched.setdefault(reason, []).append(option.rank)
    ordered = sorted(touched, key=lambda reason: (_EFFECTS.index(reason.effect), touched[reason][0]))
    blocks: list[Block] = []
    if report.options and not report.options[0].verdict.asked:
        text = "No facts about your company were given, so only licences and providers' terms were checked."
        blocks.append(Paragraph(line(text)))
    blocks.append(Items(tuple(_reason(reason, touched[reason]) for reason in ordered)))
    return Section("policy", "Policy, licences and terms", tuple(blocks))


def _reason(reason: Reason, ranks: list[int]) -> Line:
    change = f" What decides it: {ended(reason.would_change)}" if reason.would_change else ""
    rests = CONFIDENCE.get(reason.confidence, reason.confidence)
    return (
        Run(reason.effect, strong=True),
        *line(" "),
        *code(reason.rule),
        *line(
            f", {rows_named(ranks)}. {ended(reason.explain)}{change} Citation: {reason.citation.rstrip('.')}; {rests}."
        ),
    )


def unknowns(report: Report) -> Section:
    """Warnings and what nobody has published, with the rows they touch."""
    notes: dict[Note, list[int]] = {}
    for option in report.options:
        for note in option.warnings:
            notes.setdefault(note, []).append(option.rank)
    general = tuple(prose(sentence(note.text), *known_only(note.refs, report)) for note in report.warnings)
    own = tuple(
        prose(f"{rows_named(ranks).capitalize()}: {ended(note.text)}", *known_only(note.refs, report))
        for note, ranks in notes.items()
    )
    return Section("unknowns", "Warnings and unknowns", (Items((*general, *own, *_missing(report))),))


def _missing(report: Report) -> tuple[Line, ...]:
    """Speeds that nobody has published."""
    rows = report.options
    facts = (
        ("time to first token is not known.", [row.rank for row in rows if row.speed.ttft_s is None]),
        ("decode speed is not known.", [row.rank for row in rows if row.speed.decode_tok_s is None]),
    )
    return tuple(line(f"{rows_named(ranks).capitalize()}: {text}") for text, ranks in facts if ranks)


def steps(report: Report) -> Section:
    """What to do now: for the decision as a whole, then before relying on the first."""
    own = report.options[0].next_steps if report.options else ()
    blocks: list[Block] = [Items(tuple(prose(note.text) for note in report.guidance))] if report.guidance else []
    if own:
        blocks += [
            Paragraph((*line("Before relying on "), *code(report.options[0].id), *line(":"))),
            Items(tuple(prose(ended(note.text)) for note in own)),
        ]
    return Section("next", "Next steps", tuple(blocks))
