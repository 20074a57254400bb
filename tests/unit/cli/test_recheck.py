"""`advisor recheck` of saved decisions."""

import json
import re
from pathlib import Path

import pytest

from advisor.cli.main import main
from advisor.layers import shipped_folder
from tests.unit.cli.explaining import CASE, answer, page
from tests.unit.tiny_catalog import lay


@pytest.fixture
def record(tmp_path: Path) -> Path:
    target = tmp_path / "decision.json"
    assert main([*CASE, "--json", "--output", str(tmp_path / "out.json"), "--record", str(target)]) == 0
    return target


def test_an_empty_path_of_a_record_is_refused(capsys):
    """Of a shell variable that is not set: a decision that nobody wrote down must not look like one that was."""
    assert "it is empty" in answer(capsys, *CASE, "--record", "", code=2)["error"]["message"]


def test_a_fresh_record_still_holds(capsys, record):
    found = answer(capsys, "recheck", str(record))
    assert found["schema"] == "advisor.recheck/1"
    assert (found["holds"], found["changes"]) == (True, [])
    assert "The decision holds" in page(capsys, "recheck", str(record))


def test_a_record_of_a_named_day_says_that_it_is_that_day_which_is_checked(capsys, record):
    assert main(["recheck", str(record)]) == 0
    assert "--as-of checks another day" in capsys.readouterr().err
    assert main(["recheck", str(record), "--as-of", "2026-11-24"]) in (0, 6)
    assert capsys.readouterr().err == ""


def test_recheck_as_of_an_earlier_date_names_what_was_not_there(capsys, record):
    found = answer(capsys, "recheck", str(record), "--as-of", "2026-03-11", code=6)
    assert (found["as_of_before"], found["as_of"]) == ("2026-11-23", "2026-03-11")
    assert {"gone", "new-option"} <= {change["kind"] for change in found["changes"]}
    assert "YYYY-MM-DD" in answer(capsys, "recheck", str(record), "--as-of", "soon", code=2)["error"]["message"]


def test_one_changed_price_is_named_and_a_changed_answer_exits_6(capsys, record, tmp_path):
    first = json.loads(record.read_text())["result"]["options"][0]
    place = f"providers/{first['provider']}/offers/{first['model']}.toml"
    dearer = re.sub(
        r"^(input|output) = ([\d.]+)$",
        lambda match: f"{match[1]} = {float(match[2]) * 50}",
        (Path(shipped_folder()) / place).read_text(),
        flags=re.M,
    )
    overlay = lay(tmp_path / "overlay", {place: dearer})
    before = record.read_bytes()
    found = answer(capsys, "recheck", str(record), "--catalog", str(overlay), code=6)
    assert record.read_bytes() == before
    assert not found["holds"]
    assert found["option_before"] == first["id"] != found["option"]
    prices = {
        (change["subject"], change["after"] / change["before"])
        for change in found["changes"]
        if change["kind"] == "price"
    }
    assert (first["id"], pytest.approx(50)) in [(name, ratio) for name, ratio in prices]
    gone = next(one for one in found["changes"] if (one["kind"], one["subject"]) == ("gone", first["id"]))
    assert gone["text"].endswith(" now")
    assert f"; its model is ranked by {first['model']}" in gone["text"]
    assert "The decision changed" in page(capsys, "recheck", str(record), "--catalog", str(overlay), code=6)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda text: text[:-200], "cut short"),
        (lambda text: text.replace('"rank": 1,', '"rank": 2,', 1), "checksum"),
        (lambda text: text.replace("advisor.record/1", "advisor.record/2"), "newer"),
        (lambda text: re.sub(r'"version": "[\d.]+"', '"version": "99.0"', text, count=1), "newer"),
        (lambda text: text.replace("advisor.record/1", "advisor.fit/1"), "schema"),
        (lambda text: "[]", "not a decision record"),
    ],
)
def test_a_damaged_or_newer_record_is_refused_and_untouched(capsys, record, damage, message):
    record.write_text(damage(record.read_text()))
    before = record.read_bytes()
    error = answer(capsys, "recheck", str(record), code=2)["error"]
    assert message in error["message"]
    assert record.read_bytes() == before


def test_a_missing_record_is_bad_input(capsys, tmp_path):
    assert "No such file" in answer(capsys, "recheck", str(tmp_path / "none.json"), code=2)["error"]["message"]
