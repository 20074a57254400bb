"""The page of a fit: bars, unknowns, and text from a file made safe."""

import pytest

from advisor.catalog import Model
from advisor.estimates.fit import FitAnswer, Question, answer
from advisor.estimates.rigs import Rig
from advisor.present.fit import overview, page, stacked
from advisor.present.fit_json import document
from tests.unit.estimates.rig_samples import (
    FORMATS,
    GQA_8B,
    LLAMA_8B,
    RTX_3090,
    RTX_5090,
    constants,
    model,
    rig,
)


def found(of: Model = LLAMA_8B, on: Rig | None = None, concurrency: int = 1) -> FitAnswer:
    question = Question(of, on or rig(), 8192, concurrency, "auto", "f16")
    return answer(question, FORMATS["q4_k_m"], constants(), FORMATS)


@pytest.mark.parametrize(
    ("shares", "bar"),
    [
        ([0.5, 0.2, 0.0, 0.1], "█████▓▓░··"),
        ([0.0, 0.0, 0.0, 0.0], "··········"),
        ([0.25, 0.25, 0.25, 0.25], "██▓▓▓▒▒▒░░"),
        ([0.8, 0.4, 0.0, 0.0], "████████▓>"),
        ([9.0, 0.0, 0.0, 0.0], "█████████>"),
    ],
)
def test_bars_are_cut_where_the_memory_ends(shares: list[float], bar: str) -> None:
    assert stacked(shares, 10) == bar


def test_a_mixed_rig_has_a_bar_for_each_kind_of_device() -> None:
    lines = list(page(found(on=Rig(((RTX_5090, 1), (RTX_3090, 2)), 1, None)), ()))
    assert [line.split()[0] for line in lines if "[" in line] == ["nvidia-rtx-5090", "nvidia-rtx-3090"]


def test_unknown_parts_are_question_marks_and_null_never_zero() -> None:
    unknown = found(model("x", {**GQA_8B, "attention": "sparse"}))
    text = "\n".join(page(unknown, ()))
    assert "not known whether it fits" in text
    assert "total              ?" in text
    assert all("at least" in line for line in text.splitlines() if " %" in line and "[" in line)
    memory = document(unknown)["memory_gb"]
    assert memory["weights"] > 0
    assert (memory["kv_cache"], memory["state"], memory["total"]) == (None, None, None)


def test_several_streams_show_their_total() -> None:
    assert any("in total" in line for line in page(found(concurrency=4), ()))
    assert not any("in total" in line for line in page(found(), ()))


def test_names_from_a_file_cannot_move_the_cursor() -> None:
    evil = model("x")._replace(name="a\x1b[2Jb\u202ec", id="a\x1b[2Jb")
    for text in ("\n".join(page(found(evil), ("\x1b]0;",))), "\n".join(overview([found(evil)], ()))):
        assert "\x1b" not in text
        assert "\u202e" not in text
