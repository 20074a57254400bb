"""The table: fits the width it is given, plain without a terminal, in the reader's currency, safe with any name."""

from os import terminal_size

import pytest

from advisor.present import table
from advisor.report import Report
from tests.golden.sample import HOSTED, PRIOR, RENTED, REPORT
from tests.unit.present.hostile import empty_report, hostile_report


@pytest.fixture(autouse=True)
def _plain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.mark.parametrize("width", [60, 80, 100, 140])
@pytest.mark.parametrize("report", [REPORT, hostile_report(), empty_report()], ids=["sample", "hostile", "empty"])
def test_no_line_is_wider_than_the_terminal(width: int, report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = table.render(report).splitlines()
    assert max(map(len, lines)) <= width
    assert not [line for line in lines if line != line.rstrip()]


def test_a_terminal_without_a_size_has_the_usual_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr("os.get_terminal_size", lambda descriptor: terminal_size((0, 0)))
    assert HOSTED in table.render(REPORT)


def test_a_narrow_terminal_breaks_ids_at_their_route_and_shows_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    text = table.render(REPORT)
    model, route = RENTED.split("@")
    first = next(line for line in text.splitlines() if line.startswith("1="))
    assert first.split()[1] == model
    assert first.endswith("?")
    assert f"    @{route}\n" in text


@pytest.mark.parametrize("letters", range(20, 40))
def test_an_id_breaks_at_its_route_or_not_at_all(letters: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also beside a bill so large that its column leaves less room."""
    monkeypatch.setenv("COLUMNS", "100")
    name = f"{'m' * (letters - 8)}@provide"
    cost = REPORT.options[1].cost._replace(usd_per_month=154_380.0)
    report = REPORT._replace(options=(REPORT.options[1]._replace(id=name, cost=cost),))
    text = table.render(report)
    assert f" {name} " in text or f" {name.partition('@')[0]} " in text


def test_it_has_no_control_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    text = table.render(hostile_report())
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_money_is_in_the_currency_asked_for() -> None:
    report = REPORT._replace(requirements={**REPORT.requirements, "currency": ["EUR", 1.25]})
    row = next(line for line in table.render(report).splitlines() if HOSTED in line and "[" in line)
    assert "€57,913" in row
    assert "$" not in row


def test_ties_and_priors_are_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "140")
    marks = [line.split("  ")[0].strip() for line in table.render(REPORT).splitlines() if "@" in line and "[" in line]
    assert marks == ["1=", "1=", "3"]
    assert f"{PRIOR} ·prior" in table.render(REPORT)


def test_without_company_facts_it_says_so_once() -> None:
    unasked = tuple(row._replace(verdict=row.verdict._replace(asked=False)) for row in REPORT.options)
    assert table.render(REPORT._replace(options=unasked)).count("no company facts") == 1
    assert "no company facts" not in table.render(REPORT)


def test_when_nothing_satisfies_it_names_the_nearest() -> None:
    text = table.render(empty_report())
    assert "No option satisfies the constraints." in text
    assert "closed-1@maker.us: inference runs in the US — admitted by: a region in the EU" in text


def test_scores_by_the_maker_alone_are_marked_and_the_mark_is_explained() -> None:
    first = REPORT.options[0]
    alone = first._replace(
        quality=first.quality._replace(evidence=first.quality.evidence._replace(independent=0, vendor=5, own=0))
    )
    text = table.render(REPORT._replace(options=(alone, *REPORT.options[1:])))
    assert "90 [84–95]†" in text
    assert "† by its maker's scores alone" in " ".join(text.split())
    assert "†" not in table.render(REPORT)
