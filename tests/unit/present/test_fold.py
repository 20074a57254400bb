"""Folding of pages: words stay whole, bullets hang, drawings are left alone."""

from os import terminal_size

import pytest

from advisor.present.fold import folded, paged

SENTENCE = "- it says what would change the answer and by how much, in words that a reader of one page can follow"


@pytest.mark.parametrize("width", [40, 60, 80])
def test_a_sentence_folds_and_hangs_under_its_bullet(width: int) -> None:
    lines = folded([SENTENCE], width)
    assert max(map(len, lines)) <= width
    assert [line[:2] for line in lines] == ["- ", *["  "] * (len(lines) - 1)]
    assert " ".join(" ".join(lines).split()) == SENTENCE


def test_a_word_is_never_cut_and_a_drawing_never_folded() -> None:
    link = "https://example.org/" + "a" * 90
    assert any(link in line for line in folded([f"see {link} for more"], 40))
    chart = "│" + "•" * 90
    assert folded([chart, "  short"], 40) == [chart, "  short"]


def test_without_a_terminal_or_columns_lines_are_left_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr("os.get_terminal_size", _no_terminal)
    assert paged([SENTENCE]) == SENTENCE
    monkeypatch.setattr("os.get_terminal_size", lambda _: terminal_size((0, 0)))
    assert paged([SENTENCE]) == SENTENCE
    monkeypatch.setenv("COLUMNS", "²")
    assert paged([SENTENCE]) == SENTENCE
    monkeypatch.setenv("COLUMNS", "60")
    assert max(map(len, paged([SENTENCE]).splitlines())) <= 60


def _no_terminal(_: int) -> None:
    raise OSError
