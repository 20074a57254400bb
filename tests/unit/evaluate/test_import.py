"""`advisor evaluate import|list|show|remove` on the shipped catalog, with a data folder of the test's own."""

import ast
import csv
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.unit.evaluate.commands import WORKLOAD, answer, printed, results
from tests.unit.evaluate.logs import LOGS, NAMES, csv_file, inspect_document, write_archive, write_json


def test_three_real_logs_move_the_ranking_and_removing_them_restores_the_bytes(
    capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    question = (*WORKLOAD, "--only-model", "gpt-5.2,glm-5,claude-opus-4.6", "--json")
    before, known = printed(capsys, *question), chances(capsys)
    logs = [str(LOGS / name) for name in ("inspect.json", "promptfoo_v3.json", "lm_eval_samples.jsonl")]
    found = answer(capsys, "evaluate", "import", *logs, *WORKLOAD, *NAMES, "--map", "dummy=glm-5@deepinfra")
    assert [(one["items"], one["missing"]) for one in found["results"]] == [(6, 1), (6, 0), (6, 0)]
    assert any("all 6 attempts are missing" in note for note in found["notes"])
    assert [one["rank_after"] for one in found["ranking"]][:10] == list(range(1, 11))
    assert printed(capsys, *question) != before
    after = chances(capsys)
    assert {name: own for name, (own, _) in after.items() if own} == {"gpt-5.2~medium": 6, "glm-5~high": 6}
    assert all(after[name][1] < right for name, (_, right) in known.items())
    for stored in found["results"]:
        assert answer(capsys, "evaluate", "remove", stored["id"])["removed"] == [stored["id"]]
    assert printed(capsys, *question) == before
    assert not data.exists()


def chances(capsys: pytest.CaptureFixture[str]) -> dict[str, tuple[int, float]]:
    """(own items, expected share of right answers) by model and effort."""
    rows = [
        row
        for model in ("gpt-5.2", "glm-5", "claude-opus-4.6")
        for row in answer(capsys, "quality", *WORKLOAD, "--model", model)["models"]
    ]
    return {f"{row['model']}~{row['effort']}": (row["evidence"]["own"], row["p_success"]["mean"]) for row in rows}


def test_why_cites_the_own_evidence(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = results(tmp_path / "x.csv", "glm-5~high@deepinfra", 180, 200)
    stored = answer(capsys, "evaluate", "import", path, *WORKLOAD)["results"][0]
    assert f"own:{stored['id']}" in printed(capsys, "why", "glm-5~high@deepinfra", *WORKLOAD)
    quality = answer(capsys, "quality", *WORKLOAD, "--model", "glm-5", "--effort", "high")["models"][0]
    assert quality["evidence"]["own"] == 200
    assert quality["p_success"]["mean"] == pytest.approx(0.9, abs=0.02)


def test_measured_tokens_replace_the_assumed_ones_in_the_bill(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """GPT-5.2 at medium is assumed to write 250 + 400 tokens; here it wrote 1,300, of which every line follows."""
    ask = ("cost", "gpt-5.2~medium@openai", *WORKLOAD)
    before = answer(capsys, *ask)["cost"]
    rows: list[tuple[object, ...]] = [(n, "gpt-5.2~medium@openai", 1, 1300) for n in range(30)]
    few = csv_file(tmp_path / "few.csv", rows[:5], "item_id,model,score,output_tokens")
    printed(capsys, "evaluate", "import", str(few), *WORKLOAD)
    assert answer(capsys, *ask)["cost"]["usd_per_1k_calls"] == before["usd_per_1k_calls"]
    path = csv_file(tmp_path / "x.csv", rows, "item_id,model,score,output_tokens")
    printed(capsys, "evaluate", "import", str(path), *WORKLOAD)
    after = answer(capsys, *ask)["cost"]
    more = {line["name"]: line["usd_per_1k_calls"] for line in after["lines"]}
    less = {line["name"]: line["usd_per_1k_calls"] for line in before["lines"]}
    doubled = 650 * 14.0 / 1e3 * 1.02
    assert after["usd_per_1k_calls"] - before["usd_per_1k_calls"] == pytest.approx(doubled, abs=1e-5)
    assert sum(more.values()) == pytest.approx(after["usd_per_1k_calls"], abs=1e-9)
    assert more["input"] == less["input"]
    ranked = answer(capsys, *WORKLOAD, "--only-model", "gpt-5.2", "--only-provider", "openai", "--effort", "medium")
    assert ranked["options"][0]["cost"]["usd_per_1k_calls"] == after["usd_per_1k_calls"]
    terms = {term["name"]: term["usd_per_1k_calls"] for term in ranked["options"][0]["net_benefit"]["terms"]}
    assert -terms["serving"] == pytest.approx(after["usd_per_1k_calls"], abs=2e-6)
    assert "own-tokens" in [warning["code"] for warning in ranked["options"][0]["warnings"]]


def test_results_of_one_workload_say_nothing_of_another(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    before = printed(capsys, "--workload", "rag", "--json")
    printed(capsys, "evaluate", "import", results(tmp_path / "x.csv", "glm-5", 10, 50), *WORKLOAD)
    assert printed(capsys, "--workload", "rag", "--json") == before


def test_results_of_later_do_not_count_on_an_earlier_day(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    question = (*WORKLOAD, "--as-of", "2026-11-22", "--json")
    before = printed(capsys, *question)
    rows: list[tuple[object, ...]] = [(n, "glm-5", 0, "2026-11-23") for n in range(60)]
    path = csv_file(tmp_path / "x.csv", rows, "item_id,model,score,date")
    printed(capsys, "evaluate", "import", str(path), *WORKLOAD)
    assert printed(capsys, *question) == before


def test_an_export_imported_again_keeps_the_posterior(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    stored = answer(capsys, "evaluate", "import", str(LOGS / "inspect.json"), *WORKLOAD, *NAMES)["results"][0]
    ask = ("quality", *WORKLOAD, "--model", "gpt-5.2", "--effort", "medium")
    first = answer(capsys, *ask)["models"]
    out = tmp_path / "again.csv"
    out.write_text(printed(capsys, "evaluate", "show", stored["id"], "--csv"), "utf-8")
    printed(capsys, "evaluate", "remove", stored["id"])
    assert answer(capsys, *ask)["models"] != first
    printed(capsys, "evaluate", "import", str(out), *WORKLOAD)
    assert answer(capsys, *ask)["models"] == first


def test_the_same_log_twice_counts_once(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    command = ("evaluate", "import", str(LOGS / "inspect.json"), *WORKLOAD, *NAMES)
    printed(capsys, *command)
    ask = ("quality", *WORKLOAD, "--model", "gpt-5.2", "--json")
    once = printed(capsys, *ask)
    assert "was stored before: this import replaces it" in printed(capsys, *command)
    assert printed(capsys, *ask) == once
    assert len(list(data.iterdir())) == 1


def test_nothing_is_stored_when_one_file_is_bad(capsys: pytest.CaptureFixture[str], tmp_path: Path, data: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{", "utf-8")
    printed(capsys, "evaluate", "import", str(LOGS / "inspect.json"), str(bad), *WORKLOAD, *NAMES, code=2)
    assert not data.exists()


def test_a_log_of_a_day_to_come_says_when_it_counts(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = csv_file(tmp_path / "x.csv", [("a", "glm-5", 1, "2126-01-01")], "item_id,model,score,date")
    assert "dated 2126-01-01, after today" in printed(capsys, "evaluate", "import", str(path), *WORKLOAD)


def test_two_prompts_under_one_model_are_told_apart(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rows: list[tuple[object, ...]] = [(n, "glm-5", int(prompt == "a"), prompt) for n in range(20) for prompt in "ab"]
    path = str(csv_file(tmp_path / "x.csv", rows, "item_id,model,score,prompt"))
    assert "2 prompts: a, b" in printed(capsys, "evaluate", "import", path, *WORKLOAD, code=2)
    taken = answer(capsys, "evaluate", "import", path, *WORKLOAD, "--prompt", "b")["results"]
    assert [(one["items"], one["right"]) for one in taken] == [(20, 0.0)]
    printed(capsys, "evaluate", "import", path, *WORKLOAD, "--prompt", "c", code=2)


def test_an_older_prompt_is_kept_but_left_out(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for day, prompt in (("2026-11-01", "old"), ("2026-11-20", "new")):
        rows: list[tuple[object, ...]] = [(n, "glm-5", 1, prompt, day) for n in range(20)]
        path = csv_file(tmp_path / f"{prompt}.csv", rows, "item_id,model,score,prompt,date")
        printed(capsys, "evaluate", "import", str(path), *WORKLOAD)
    states = {one["prompt"]: one["state"] for one in answer(capsys, "evaluate", "list")["results"]}
    assert states == {"old": "older prompt: left out", "new": "counts"}
    assert answer(capsys, "quality", *WORKLOAD, "--model", "glm-5")["models"][0]["evidence"]["own"] in (0, 20)


def test_two_results_are_compared_on_common_items(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    first = answer(capsys, "evaluate", "import", results(tmp_path / "x.csv", "glm-5", 90, 100), *WORKLOAD)
    second = answer(capsys, "evaluate", "import", results(tmp_path / "y.csv", "gpt-5.2", 80, 120), *WORKLOAD)
    one, other = (found["results"][0]["id"] for found in (first, second))
    against = answer(capsys, "evaluate", "show", one, "--against", other)["against"]
    assert (against["items"], against["dropped_first"], against["dropped_second"]) == (100, 0, 20)
    assert against["difference"] == pytest.approx(0.1)
    assert against["standard_error"] == pytest.approx((0.1 * 0.9 / 99) ** 0.5, rel=1e-3)
    assert "+10.0 points" in printed(capsys, "evaluate", "show", one, "--against", other)


@pytest.mark.parametrize(
    ("argv", "text"),
    [
        (("list", "--workload", "extraction"), "no results"),
        (("show", "abc"), "no result"),
        (("remove", "abc"), "no result"),
        (("import", "x.csv"), "which workload"),
        (("import", "absent.csv", *WORKLOAD), "absent.csv"),
        (("import", "absent.csv", *WORKLOAD, "--map", "x"), "NAME=OPTION"),
    ],
)
def test_what_is_not_there(capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], text: str) -> None:
    assert text in printed(capsys, "evaluate", *argv, code=0 if argv[0] == "list" else 2)


def test_a_misspelt_workload_has_no_results_to_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert "'extractoin' is not known" in printed(capsys, "evaluate", "list", "--workload", "extractoin", code=2)


def test_ten_thousand_items_import_within_two_seconds(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Of an archive and of a CSV; a recommendation with them stored stays quick."""
    document = inspect_document()
    sample = {key: value for key, value in document["samples"][0].items() if key not in ("events", "messages")}
    document["samples"] = [{**sample, "id": f"item-{n}", "uuid": f"{n:022d}"} for n in range(10_000)]
    archive = write_archive(tmp_path / "big.eval", document)
    table = results(tmp_path / "big.csv", "glm-5", 9_000, 10_000)
    printed(capsys, *WORKLOAD, "--json")
    for command in ((str(archive), *NAMES), (table,)):
        taken = []
        for _ in range(3):
            start = time.process_time()
            printed(capsys, "evaluate", "import", *command, *WORKLOAD)
            taken.append(time.process_time() - start)
        assert min(taken) < 2.0, "processor time, for it waits for nothing; the best of three"


def test_a_recommendation_without_results_loads_nothing_of_this(tmp_path: Path) -> None:
    run = (
        "import contextlib, io, sys\nfrom advisor.cli.main import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n    main(['--workload', 'extraction', '--json'])\n"
        "print(sorted(name for name in sys.modules if name.startswith('advisor.')))"
    )
    ran = subprocess.run([sys.executable, "-c", run], check=True, capture_output=True, text=True)
    loaded = ast.literal_eval(ran.stdout)
    assert "advisor.candidates.capability" in loaded
    parts = {"evaluate", "importers", "own", "own_store", "own_tests", "own_results", "laplace", "pooling", "test_plan"}
    parts |= {"measured", "own_measures", "own_hosted", "own_shown"}
    assert not [name for name in loaded if parts & set(name.split("."))]


def test_a_hostile_name_is_shown_harmless(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    rows = [{"item_id": "a\x1b[31m", "model": "glm-5", "score": 1}, {"item_id": "b", "model": "\u202egpt", "score": 1}]
    path = tmp_path / "x.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    text = printed(capsys, "evaluate", "import", str(path), *WORKLOAD, code=2)
    assert "\u202e" not in text
    given = printed(capsys, "evaluate", "import", str(path), *WORKLOAD, "--map", "\u202egpt=gpt-5.2")
    assert "\u202e" not in given
    assert "\x1b" not in given
    broken = write_json(tmp_path / "\x1bevil.json", {"a": 1})
    assert "\x1b" not in printed(capsys, "evaluate", "import", str(broken), *WORKLOAD, code=2)


def test_an_export_runs_nothing_in_a_spreadsheet_and_reads_back_the_same(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Ids of items come from logs of others."""
    names = ["=HYPERLINK(1)", "+1", "-1", "@x", "'=y", "'quoted", "plain"]
    path = csv_file(tmp_path / "x.jsonl", [])
    rows = [{"item_id": name, "model": "glm-5~high@deepinfra", "score": 1} for name in names]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    stored = answer(capsys, "evaluate", "import", str(path), *WORKLOAD)["results"][0]
    items = [one["item"] for one in answer(capsys, "evaluate", "show", stored["id"])["attempts"]]
    shown = printed(capsys, "evaluate", "show", stored["id"], "--csv")
    cells = [row[0] for row in csv.reader(io.StringIO(shown))][1:]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    printed(capsys, "evaluate", "remove", stored["id"])
    (tmp_path / "again.csv").write_text(shown, "utf-8")
    again = answer(capsys, "evaluate", "import", str(tmp_path / "again.csv"), *WORKLOAD)["results"][0]
    assert [one["item"] for one in answer(capsys, "evaluate", "show", again["id"])["attempts"]] == items
    assert sorted(items) == sorted(names)
