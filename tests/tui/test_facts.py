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
