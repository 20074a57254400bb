"""The columns of the catalog screen, against the shipped facts."""

import pytest

from advisor.tui.live import open_engine
from advisor.tui.views import facts
from advisor.tui.views.runs import plain

WIDTH = 200


@pytest.mark.parametrize("kind", list(facts.KINDS))
def test_every_column_of_a_kind_is_known_of_something(kind: str) -> None:
    things = open_engine(()).catalog.cold(kind)
    rows = facts.rows(kind, things, (), WIDTH)
    assert len(rows) == len(things)
    for at, column in enumerate(facts.columns(kind, WIDTH)):
        assert any(plain(row.cells[at]) != "?" for row in rows), column.label


def test_details_name_their_source_and_leave_out_what_is_empty() -> None:
    sources = {"s1": {"title": "A list", "url": "https://example.org"}}
    told = [plain(line) for line in facts.detail("m", {"a": {"b": [1, 2]}, "variant": "", "source": "s1"}, sources)]
    assert [text.split(maxsplit=1) for text in told] == [
        ["m"],
        ["a.b", "1, 2"],
        ["source", "s1  A list https://example.org"],
    ]


def test_only_what_an_overlay_changed_is_marked() -> None:
    paths = ("models/openai/gpt-5.4-mini.toml", "providers/openai/offers/gpt-5.4.toml", "sources/own.toml")

    def marked(kind: str, *keys: str) -> list[str]:
        made = facts.rows(kind, {key: {} for key in keys}, paths, WIDTH)
        return [row.key for row in made if plain(row.cells[0]).startswith("◇")]

    assert marked("models", "gpt-5", "gpt-5.4", "gpt-5.4-mini") == ["gpt-5.4-mini"]
    assert marked("offers", "gpt-5.4@openai", "gpt-5.4@azure", "gpt-5.4-mini@openai") == ["gpt-5.4@openai"]
    assert marked("providers", "openai") == []


def test_the_filter_reads_what_the_row_shows() -> None:
    things = {"a": {"license": "mit"}, "b": {"license": "apache-2.0"}}
    assert [row.key for row in facts.rows("models", things, (), WIDTH, "apache")] == ["b"]
