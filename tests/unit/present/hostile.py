"""The sample report with names that try to be markup, formulas, terminal controls or another direction of text."""

from advisor.report import Note, Report
from tests.golden.sample import FIRST, RENTED, REPORT

NAME = "<script>alert(1)</script>&amp;\"' | `x` **b** [l](javascript:1) \x1b[31m\u202e$x$"
ID = f"=evil{NAME.replace(' ', '')}@host"
SOURCE = "bad|id`<i>"


def hostile_report() -> Report:
    """Names, ids, notes and a source's link replaced; every figure unchanged."""
    quality = FIRST.quality._replace(sources=(SOURCE,))
    first = FIRST._replace(name=NAME, id=ID, quality=quality, warnings=(Note("w", f"# {NAME}\n1. {NAME}"),))
    link = {"title": NAME, "url": "javascript:alert(1)", "date": "2026-01-01"}
    return REPORT._replace(
        options=(first, *REPORT.options[1:]),
        answer=REPORT.answer._replace(option=ID, sentence=NAME),
        frontier=tuple(point._replace(id=ID) if point.id == RENTED else point for point in REPORT.frontier),
        sources={**REPORT.sources, SOURCE: link},
        requirements={**REPORT.requirements, "workload": NAME},
        disclaimer=NAME,
    )


def empty_report() -> Report:
    """Nothing satisfies."""
    answer = REPORT.answer._replace(
        option=None, best_allowed=None, band=None, p_first_beats_second=None, evpi_usd_per_1k_calls=None,
        leader_changes_at_worth=None, sentence="No option satisfies the constraints.",
    )  # fmt: skip
    return REPORT._replace(options=(), frontier=(), guidance=(), answer=answer)
