"""The Markdown memo: every footnote resolves, tables are whole, nothing of the data becomes markup."""

import re

import pytest
from markdown_it import MarkdownIt

from advisor.present import markdown
from advisor.report import Report
from tests.golden.sample import HOSTED, REPORT
from tests.unit.present.hostile import ID, empty_report, hostile_report

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
REPORTS = {"sample": REPORT, "hostile": hostile_report(), "empty": empty_report()}


@pytest.mark.parametrize("name", REPORTS)
def test_every_footnote_is_defined_once_and_cited(name: str) -> None:
    text = markdown.render(REPORTS[name])
    cited = re.findall(r"(?<!^)\[\^(\d+)\]", text, re.MULTILINE)
    defined = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    assert set(cited) == set(defined)
    assert defined == [str(place) for place in range(1, len(defined) + 1)]


@pytest.mark.parametrize("name", REPORTS)
def test_every_row_of_a_table_has_as_many_cells_as_its_head(name: str) -> None:
    lines = markdown.render(REPORTS[name]).split("\n")
    rules = [place for place, line in enumerate(lines) if re.fullmatch(r"\|(-+:?\|)+", line)]
    assert rules
    for place in rules:
        cells = len(re.findall(r"(?<!\\)\|", lines[place]))
        end = next(after for after in range(place, len(lines)) if not lines[after].startswith("|"))
        assert {len(re.findall(r"(?<!\\)\|", line)) for line in lines[place - 1 : end]} == {cells}


def test_a_parser_finds_no_markup_in_names() -> None:
    """Read by markdown-it: raw HTML, links, emphasis and blocks that data could have started."""
    text = markdown.render(hostile_report())
    tokens = [token for block in READER.parse(text) for token in (block, *(block.children or ()))]
    kinds = {token.type for token in tokens}
    assert (
        not {"html_inline", "html_block", "em_open", "s_open", "image", "ordered_list_open", "blockquote_open"} & kinds
    )
    assert all(str(token.attrs["href"]).startswith("https://") for token in tokens if token.type == "link_open")
    assert len([token for token in tokens if token.type == "heading_open" and token.tag == "h1"]) == 1
    shown = " ".join(token.content for token in tokens if token.type == "text")
    assert "<script>alert(1)</script>&amp;" in shown


def test_no_control_character_gets_through() -> None:
    text = markdown.render(hostile_report())
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_code_span_holds_backticks() -> None:
    assert f"- First: `` {ID[:5]}" in markdown.render(hostile_report())


def test_options_named_in_a_sentence_are_set_as_ids() -> None:
    assert f"- `{HOSTED}` comes first when a right answer is worth more than $0.28" in markdown.render(REPORT)


def test_money_is_in_the_currency_asked_for() -> None:
    wanted = {**REPORT.requirements, "currency": ["EUR", 1.25], "defaulted": []}
    text = markdown.render(REPORT._replace(requirements=wanted))
    assert "€15,817" in text
    assert "--currency EUR=1.25" in text
    assert "$19,771" not in text


def test_the_command_gives_the_requirements_again() -> None:
    wanted = {**REPORT.requirements, "gpus": ["2x nvidia-rtx-4090", "apple-m3-ultra"], "ram": 128.0, "strict": True}
    defaulted = [key for key in wanted["defaulted"] if key not in {"gpus", "ram", "worth_range"}]
    text = markdown.render(REPORT._replace(requirements={**wanted, "defaulted": defaulted}))
    assert "--gpus '2x nvidia-rtx-4090' --gpus apple-m3-ultra --ram 128 --budget 80000 --strict" in text
    assert "--worth-range 0.02..0.125" in text


def test_without_options_it_says_what_is_out() -> None:
    text = markdown.render(empty_report())
    assert "**No option satisfies the constraints.**" in text
    assert "## What is out, and why" in text
    assert "## Ranking" not in text


def test_no_heading_stands_over_nothing() -> None:
    assert not re.search(r"^## .*\n\n## ", _both(), re.MULTILINE)


def _both() -> str:
    reports: tuple[Report, ...] = (REPORT, empty_report())
    return "\n".join(map(markdown.render, reports))
