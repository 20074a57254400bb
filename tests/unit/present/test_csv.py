"""The CSV: what a spreadsheet reads back is what the report holds, and nothing in it runs."""

import csv
from io import StringIO

from advisor.present import csv as presenter
from tests.golden.sample import REPORT
from tests.unit.present.hostile import empty_report, hostile_report


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text), strict=True))


def test_figures_read_back_as_the_report_holds_them() -> None:
    rows = _rows(presenter.render(REPORT))
    assert [float(row["usd_per_month"]) for row in rows] == [row.cost.usd_per_month for row in REPORT.options]
    assert [float(row["p_success_low"]) for row in rows] == [row.quality.p_success.low for row in REPORT.options]
    assert [row["id"] for row in rows] == [row.id for row in REPORT.options]


def test_what_is_not_known_is_empty() -> None:
    second = _rows(presenter.render(REPORT))[1]
    assert (second["ttft_s"], second["quantization"]) == ("", "")


def test_no_cell_is_a_formula_or_has_a_control_character() -> None:
    text = presenter.render(hostile_report())
    cells = [cell for row in _rows(text) for cell in row.values() if not cell.replace(".", "").lstrip("-").isdigit()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "\x1b" not in text


def test_without_options_there_is_the_header_alone() -> None:
    assert presenter.render(empty_report()) == ",".join(presenter.COLUMNS) + "\n"
