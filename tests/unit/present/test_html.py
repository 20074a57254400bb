"""The HTML page: well-formed, self-contained, accessible in its structure, safe whatever the data holds."""

import re

import pytest

from advisor.present import html
from advisor.present.html_style import STYLE
from tests.golden.sample import REPORT
from tests.unit.present.hostile import empty_report, hostile_report
from tests.unit.present.page import Page

REPORTS = {"sample": REPORT, "hostile": hostile_report(), "empty": empty_report()}


@pytest.fixture(params=REPORTS)
def page(request: pytest.FixtureRequest) -> Page:
    return Page(html.render(REPORTS[request.param]))


def test_ids_are_unique_and_every_inner_link_leads_somewhere(page: Page) -> None:
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    inner = {link[1:] for link in page.values("href") if link.startswith("#")}
    assert inner <= set(ids)
    assert {name for attribute in page.values("aria-labelledby") for name in attribute.split()} <= set(ids)


def test_it_loads_nothing_and_runs_nothing(page: Page) -> None:
    assert not {"script", "link", "img", "iframe", "object", "i"} & {tag for tag, _ in page.tags}
    assert not page.values("src")
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert "url(" not in STYLE
    assert "@import" not in STYLE


def test_links_lead_to_pages_only(page: Page) -> None:
    assert all(re.match(r"#|https?://", link) for link in page.values("href"))


def test_tables_say_what_they_are_and_head_rows_and_columns(page: Page) -> None:
    tags = [tag for tag, _ in page.tags]
    assert tags.count("caption") == tags.count("table")
    assert {attributes.get("scope") for attributes in page.named("th")} == {"col", "row"}


def test_it_has_one_heading_a_language_and_a_title(page: Page) -> None:
    tags = [tag for tag, _ in page.tags]
    assert (tags.count("h1"), tags.count("main")) == (1, 1)
    assert page.named("html") == [{"lang": "en"}]
    assert not any(tag in {"h3", "h4"} for tag in tags)


def test_drawings_are_named(page: Page) -> None:
    assert all(drawing["role"] == "img" and drawing["aria-labelledby"] for drawing in page.named("svg"))


def test_hostile_names_stay_text() -> None:
    text = "".join(Page(html.render(hostile_report())).text)
    assert "<script>alert(1)</script>&amp;" in text
    assert "\\x1b[31m\\u202e" in text


def test_every_figure_of_the_bill_has_a_source_a_click_away() -> None:
    found = html.render(REPORT)
    bill = found[found.index('<section id="bill">') : found.index('<section id="frontier">')]
    rows = re.findall(r"<tr>.*?</tr>", bill[bill.index("<tbody>") : bill.index("</tbody>")])
    assert len(rows) == len(REPORT.options[0].cost.lines)
    assert all('href="#source-' in row for row in rows)


def _palettes() -> list[dict[str, str]]:
    """The custom properties of each block of the style sheet: light, dark, print."""
    blocks = re.findall(r":root\s*\{(.*?)\}", STYLE, re.DOTALL)
    return [dict(re.findall(r"--(\w+):\s*(#[0-9a-f]+)", block)) for block in blocks]


def _luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2."""
    full = colour if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:])
    channels = [int(full[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(first: str, second: str) -> float:
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def test_text_and_marks_stand_out_in_light_dark_and_print() -> None:
    palettes = _palettes()
    assert len(palettes) == 3
    for palette in palettes:
        for ground in (palette["paper"], palette["shade"]):
            assert min(_contrast(palette[name], ground) for name in ("ink", "faint", "link")) >= 4.5
        assert min(_contrast(palette[name], palette["paper"]) for name in ("gain", "cost", "sum", "dot")) >= 3
