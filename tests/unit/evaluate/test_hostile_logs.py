"""Logs that are truncated, mixed, failed or made to do harm: refused by file and record, or counted as missing."""

import json
from pathlib import Path
from typing import Any

import pytest

from advisor.evidence.pooling import pooled
from tests.unit.evaluate.logs import LOGS, csv_file, inspect_document, write_json
from tests.unit.evaluate.reading import read, refusal


@pytest.mark.parametrize("name", ["inspect.json", "promptfoo_v3.json", "lm_eval_results.json"])
def test_a_truncated_file_is_refused(tmp_path: Path, name: str) -> None:
    data = (LOGS / name).read_bytes()
    cut = tmp_path / name
    cut.write_bytes(data[: len(data) // 2])
    refusal(cut)


@pytest.mark.parametrize("epoch", [[1], {"a": 1}, None])
def test_an_epoch_of_any_kind_is_one_epoch(tmp_path: Path, epoch: object) -> None:
    document = inspect_document()
    document["samples"][0]["epoch"] = epoch
    assert len(read(write_json(tmp_path / "log.json", document)).attempts) == 12


def test_metrics_that_are_no_list_name_none(tmp_path: Path) -> None:
    (tmp_path / "lm_eval_results.json").write_bytes((LOGS / "lm_eval_results.json").read_bytes())
    lines = [json.loads(line) for line in (LOGS / "lm_eval_samples.jsonl").read_text("utf-8").splitlines()]
    for line in lines:
        line["metrics"] = 3.0
    path = tmp_path / "lm_eval_samples.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    assert "name no metric" in refusal(path)


@pytest.mark.parametrize("status", ["error", "cancelled", "started"])
def test_a_run_that_failed_is_refused(tmp_path: Path, status: str) -> None:
    path = write_json(tmp_path / "log.json", {**inspect_document(), "status": status})
    assert status in refusal(path)


def test_an_invalidated_run_is_refused(tmp_path: Path) -> None:
    assert "invalidated" in refusal(write_json(tmp_path / "log.json", {**inspect_document(), "invalidated": True}))


def test_another_log_format_is_refused(tmp_path: Path) -> None:
    assert "format 3" in refusal(write_json(tmp_path / "log.json", {**inspect_document(), "version": 3}))


def test_no_items_are_refused(tmp_path: Path) -> None:
    assert "no samples" in refusal(write_json(tmp_path / "log.json", {**inspect_document(), "samples": []}))
    assert "no rows" in refusal(csv_file(tmp_path / "none.csv", []))


def test_an_item_twice_in_an_epoch_is_refused(tmp_path: Path) -> None:
    document = inspect_document()
    document["samples"].append(document["samples"][0])
    assert "sample 13" in refusal(write_json(tmp_path / "log.json", document))


@pytest.mark.parametrize(("value", "missing"), [(float("nan"), "not scored"), (None, "not scored"), ("", "not scored")])
def test_a_sample_that_is_not_scored_is_missing_not_wrong(tmp_path: Path, value: object, missing: str) -> None:
    document = inspect_document()
    document["samples"][2]["scores"]["match"]["value"] = value
    document["samples"][8]["scores"]["match"]["value"] = value
    log = read(write_json(tmp_path / "log.json", document))
    assert {one.missing for one in log.attempts if one.item == "inv-03"} == {missing}
    found = pooled(log.attempts)
    assert (found.items, found.missing, found.share) == (5, 3, 0.9)


@pytest.mark.parametrize("value", [4, -0.1, float("inf"), "excellent", [1]])
def test_a_score_that_is_no_share_is_refused_by_sample(tmp_path: Path, value: object) -> None:
    document = inspect_document()
    document["samples"][4]["scores"]["match"]["value"] = value
    assert "sample 5" in refusal(write_json(tmp_path / "log.json", document))


def test_a_score_of_several_values_is_chosen_by_name(tmp_path: Path) -> None:
    document = inspect_document()
    for sample in document["samples"]:
        for score in sample["scores"].values():
            score["value"] = {"total": score["value"], "date": "I"}
    path = write_json(tmp_path / "log.json", document)
    assert "several values" in refusal(path)
    assert pooled(read(path, "match/total").attempts).share == 0.75
    assert pooled(read(path, "match/date").attempts).share == 0.0
    assert "no score" in refusal(path, "other")


def promptfoo(**changes: Any) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((LOGS / "promptfoo_v3.json").read_text("utf-8"))
    document["results"].update(changes)
    return document


def test_a_grader_that_failed_is_missing(tmp_path: Path) -> None:
    rows = promptfoo()["results"]["results"]
    row = next(one for one in rows if one["failureReason"] == 1)
    row["gradingResult"]["metadata"] = {"graderError": True}
    log = read(write_json(tmp_path / "out.json", promptfoo(results=rows)))
    assert sum(one.missing == "grader failed" for one in log.attempts) == 1
    assert pooled(one for one in log.attempts if one.model == "openai:gpt-5.2").share == 1.0


def test_version_2_and_the_shape_of_the_documentation_are_read(tmp_path: Path) -> None:
    """Version 2 has a table beside its results and no reasons; the documentation calls the results outputs."""
    rows = promptfoo()["results"]["results"]
    for row in rows:
        if row.pop("failureReason") == 2:
            row["gradingResult"] = None
    old = {"version": 2, "timestamp": "2025-01-02T03:04:05Z", "results": rows, "table": {}, "stats": {}}
    as_new = [one._replace(prompt="") for one in read(LOGS / "promptfoo_v3.json").attempts]
    bare = read(write_json(tmp_path / "v2.json", old))
    assert [one._replace(prompt="") for one in bare.attempts] == as_new
    assert bare.date == "2025-01-02"
    outputs = {"version": 3, "timestamp": "2025-01-02T03:04:05Z", "outputs": rows, "stats": {}}
    wrapped = read(write_json(tmp_path / "v3.json", {"results": outputs}))
    assert [one._replace(prompt="") for one in wrapped.attempts] == as_new


def test_a_version_of_the_future_is_refused(tmp_path: Path) -> None:
    assert "version 4" in refusal(write_json(tmp_path / "out.json", promptfoo(version=4)))


def test_mixed_records_are_refused(tmp_path: Path) -> None:
    lines = (LOGS / "lm_eval_samples.jsonl").read_text("utf-8")
    (tmp_path / "results_x.json").write_text((LOGS / "lm_eval_results.json").read_text("utf-8"), "utf-8")
    mixed = tmp_path / "samples_x.jsonl"
    mixed.write_text(lines + '{"item_id": "a", "model": "b", "score": 1}\n', "utf-8")
    assert "different tools" in refusal(mixed)
    twice = tmp_path / "samples_x.jsonl"
    twice.write_text(lines + lines.splitlines()[0] + "\n", "utf-8")
    assert "occurs twice" in refusal(twice)


def test_samples_without_their_results_name_no_model(tmp_path: Path) -> None:
    alone = tmp_path / "samples_x.jsonl"
    alone.write_bytes((LOGS / "lm_eval_samples.jsonl").read_bytes())
    assert "no model name" in refusal(alone)


@pytest.mark.parametrize("content", ["", "  \n", "hello world", "{", "[1, 2]", '{"a": 1}', "\x00\x01", "null"])
def test_what_is_no_log_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "some.json"
    path.write_text(content, "utf-8")
    refusal(path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    path.write_bytes(b"item_id,model,score\n\xff\xfe,x,1\n")
    assert "UTF-8" in refusal(path)


def test_csv_errors_are_missing_and_bad_cells_refused(tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [("a", "m", 1, ""), ("b", "m", "", "timeout"), ("c", "m", "nan", "")]
    log = read(csv_file(tmp_path / "x.csv", rows, "item_id,model,score,error"))
    assert [(one.score, one.missing) for one in log.attempts] == [(1.0, None), (None, "timeout"), (None, "not scored")]
    assert "row 3" in refusal(csv_file(tmp_path / "y.csv", [("a", "m", 1), ("b", "m", "yes")]))
    assert "row 2" in refusal(csv_file(tmp_path / "z.csv", [("a", "m")]))
    assert "row 2" in refusal(csv_file(tmp_path / "w.csv", [("", "m", 1)]))


def test_a_deep_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "deep.json"
    path.write_text('{"a":' + "[" * 200_000 + "]" * 200_000 + "}", "utf-8")
    refusal(path)


def test_one_of_several_filters_is_chosen_as_lm_eval_writes_it(tmp_path: Path) -> None:
    """Two filters of one run: the last counts and the log says so, unless METRIC,FILTER takes the other."""
    (tmp_path / "lm_eval_results.json").write_bytes((LOGS / "lm_eval_results.json").read_bytes())
    lines = [json.loads(line) for line in (LOGS / "lm_eval_samples.jsonl").read_text("utf-8").splitlines()]
    strict = [{**line, "filter": "strict", "exact_match": 0.0} for line in lines]
    path = tmp_path / "lm_eval_samples.jsonl"
    path.write_text("\n".join(map(json.dumps, [*strict, *lines])), "utf-8")
    assert pooled(read(path).attempts).share == pytest.approx(5 / 6)
    assert "--metric exact_match,FILTER" in read(path).notes[0]
    assert read(path).metrics == ("exact_match,strict", "exact_match,none")
    assert pooled(read(path, "exact_match,strict").attempts).share == 0.0
    assert pooled(read(path, ",strict").attempts).share == 0.0
    assert pooled(read(path, "exact_match,none").attempts).share == pytest.approx(5 / 6)
    assert "no filter 'other'" in refusal(path, "exact_match,other")


def lm_eval_pair(folder: Path, **changes: str) -> Path:
    """The real samples and results, with words of the first item's document changed."""
    (folder / "lm_eval_results.json").write_bytes((LOGS / "lm_eval_results.json").read_bytes())
    rows = [json.loads(line) for line in (LOGS / "lm_eval_samples.jsonl").read_text("utf-8").split("\n") if line]
    rows[0]["doc"].update(changes)
    path = folder / "lm_eval_samples.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    return path


def test_a_text_may_hold_any_line_separator_but_a_line_feed(tmp_path: Path) -> None:
    """lm-eval writes its samples without escaping what is not ASCII."""
    path = lm_eval_pair(tmp_path, text="one\u2028two\u2029three\x85four")
    assert len(read(path).attempts) == len(read(LOGS / "lm_eval_samples.jsonl").attempts)
    assert len(read(tmp_path / "lm_eval_results.json").attempts) == len(read(path).attempts)
    lines = tmp_path / "own.jsonl"
    lines.write_text('{"item_id": "a\u2028b", "model": "m", "score": 1}\n' * 2, "utf-8")
    assert len(read(lines).attempts) == 2


def test_a_byte_order_mark_alone_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"\xef\xbb\xbf")
    refusal(tmp_path / "x.csv")


@pytest.mark.parametrize("kind", ["link", "folder"])
def test_results_beside_that_are_no_file_are_passed_over(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "samples_own_2026-11-23.jsonl"
    path.write_bytes((LOGS / "lm_eval_samples.jsonl").read_bytes())
    beside = tmp_path / "results_2026-11-23.json"
    beside.symlink_to("nowhere") if kind == "link" else beside.mkdir()
    assert "no model name" in refusal(path)


def test_a_task_with_an_endless_name_has_no_samples(tmp_path: Path) -> None:
    document = json.loads((LOGS / "lm_eval_results.json").read_text("utf-8"))
    document["results"] = {"x" * 400: {}}
    assert "no samples files" in refusal(write_json(tmp_path / "long_results.json", document))


def test_a_column_twice_is_refused(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "x.csv", [("a", "m", 1, 0)], "item_id,model,score,score")
    assert "two columns are called 'score'" in refusal(path)


@pytest.mark.parametrize("day", ["2026-13-45", "2026-02-30", "２０２６-01-01", "soon"])
def test_what_is_no_day_dates_nothing(tmp_path: Path, day: str) -> None:
    assert read(csv_file(tmp_path / "x.csv", [("a", "m", 1, day)], "item_id,model,score,date")).date is None
