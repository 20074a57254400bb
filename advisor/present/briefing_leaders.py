"""Leaders for people: by capability, by net benefit and by benchmark. Computes nothing; lines fit the width."""

from collections.abc import Iterator, Sequence

from advisor.briefing.by_value import ByValue
from advisor.briefing.leaders import BenchmarkLeader, Best, LeadersDocument, OneModel, Share, WorkloadLeader
from advisor.present.briefing import NARROW, wrapped
from advisor.present.format import MINUS, decimal, money, of_100, percent
from advisor.present.text import clean

BENCHMARKS_SHOWN = 20


def leader_lines(document: LeadersDocument, value: ByValue, width: int) -> Iterator[str]:
    """Leaders by capability, by net benefit and by benchmark, and what one model for all gives up."""
    yield from wrapped(f"Leaders by facts known on {document.as_of}", width)
    yield ""
    if document.workloads:
        yield from _by_workload(document, width)
    if document.one_model:
        yield from wrapped(f"One model for all: {one_model_words(document.one_model)}", width)
    yield ""
    yield from _by_value(value, width)
    yield ""
    yield from _by_benchmark(document, width)


def _by_workload(document: LeadersDocument, width: int) -> Iterator[str]:
    yield f"{'workload':20}{'of 100':>6}  {'most capable':23}{'P':>5}  best open weights"
    for row in document.workloads:
        yield _workload(row)
    clear = document.clear_leads
    yield from wrapped(
        f"P is the chance that the leader is ahead of the second: {clear.leads} of {len(document.workloads)} leads are "
        f"clear (0.9 or more). First: {_shares(document.by_model)}. By origin: {_shares(document.by_origin)}.",
        width,
    )


def _workload(row: WorkloadLeader) -> str:
    best = row.best_open
    open_text = f"{clean(best.model)[:17]} {of_100(best.score)}" if best else "none"
    name = clean(f"{row.leader} ~{row.effort}")[:22]
    return f"{clean(row.workload)[:19]:20}{of_100(row.p_success):>6}  {name:23}{row.p_leads:>5.2f}  {open_text}"


def one_model_words(one: OneModel) -> str:
    """What one model for all gives up, where it gives up anything."""
    if one.worst_regret == 0:
        return f"{one.model} leads every workload."
    return (
        f"{one.model} gives up {decimal(one.mean_regret)} right answers of 100 on average, "
        f"{decimal(one.worst_regret)} at most ({one.worst_workload})."
    )


def _shares(shares: Sequence[Share]) -> str:
    return ", ".join(f"{share.name} {percent(share.share)}" for share in shares[:4])


def _by_value(value: ByValue, width: int) -> Iterator[str]:
    yield f"{'workload':20}{'highest net benefit at its defaults':42}{'open less closed':>17}"
    for row in value.workloads:
        gap = row.gap_usd_per_1k_calls
        shown_gap = "?" if gap is None else f"{'+' if gap >= 0 else MINUS}{money(abs(gap))}"
        yield f"{clean(row.workload)[:19]:20}{clean(row.option or 'none left')[:41]:42}{shown_gap:>17}"
    if value.one_model and value.regret_share is not None:
        yield from wrapped(
            f"Open less closed in USD per 1,000 calls. Leads: {_shares(value.by_model)}. One model for all: "
            f"{value.one_model.model}, at a loss of {money(value.one_model.regret_usd_per_day)} a day, "
            f"{percent(value.regret_share)} of the value.",
            width,
        )


def _by_benchmark(document: LeadersDocument, width: int) -> Iterator[str]:
    share = document.open_leads
    if not document.benchmarks:
        yield "No benchmark has enough models to name a leader."
        return
    yield from wrapped(
        f"{len(document.benchmarks)} benchmarks with enough models: open weights lead {share.leads} "
        f"({percent(share.share)}); by origin {_shares(document.benchmark_by_origin)}. Where the noise is known, "
        f"{percent(document.beyond_noise.share)} of the leaders are ahead by more than it.",
        width,
    )
    wide = width >= NARROW
    last = "beside it; measured by" if wide else "by"
    yield f"{'benchmark':21}{'leader':23}{'score':>6}{'ahead':>7}{'noise':>8}  {last}"
    for row in document.benchmarks[:BENCHMARKS_SHOWN]:
        yield _benchmark(row, wide=wide)[:width]
    hidden = len(document.benchmarks) - BENCHMARKS_SHOWN
    if hidden > 0:
        yield f"and {hidden} more: advisor briefing leaders --json"


def _benchmark(row: BenchmarkLeader, *, wide: bool) -> str:
    noise = "?" if row.noise is None else f"±{decimal(row.noise)}"
    stated = (row.by, row.effort, row.harness) if wide else (row.by,)
    how = ", ".join(text for text in stated if text and text != "not stated")
    figures = f"{decimal(row.score):>6}{decimal(row.margin):>7}{noise:>8}"
    beside = _other_kind(row) if wide else ""
    return f"{clean(row.name)[:20]:21}{clean(row.leader)[:22]:23}{figures}  {beside}{clean(how)}"


def _other_kind(row: BenchmarkLeader) -> str:
    """The best of the other kind of weights."""
    other: Best | None = row.best_closed if row.open_weights else row.best_open
    word = "closed" if row.open_weights else "open"
    if other is None:
        return f"no {word} model; "
    return f"best {word} {clean(other.model)} {decimal(other.score)}; "
