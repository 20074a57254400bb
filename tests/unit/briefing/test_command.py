"""`advisor briefing`: every topic in every form, at the widths people use, and what bad input gets."""

import csv
import io
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from advisor.cli.main import main
from advisor.cli.schema import named_schema

DAYS = ("2023-03-14", "2025-06-30", "2026-03-11", "2026-11-23")
TOPICS = ("claims", "trends", "leaders")


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def call(*words: str) -> tuple[int, str, str]:
        code = main(["briefing", *words])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return call


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("topic", [None, *TOPICS])
def test_text_fits_the_terminal(
    run: Any, monkeypatch: pytest.MonkeyPatch, topic: str | None, day: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    code, out, err = run(*([topic] if topic else []), "--as-of", day)
    assert (code, err) == (0, "")
    assert day in out.splitlines()[0]
    assert max(map(len, out.splitlines())) <= width
    assert "None" not in out


@pytest.mark.parametrize("topic", [None, *TOPICS])
def test_json_is_its_schema_and_the_same_every_time(run: Any, topic: str | None) -> None:
    words = (*([topic] if topic else []), "--json", "--as-of", "2026-03-11")
    code, out, _ = run(*words)
    document = json.loads(out)
    name = f"briefing-{topic}" if topic else "briefing"
    assert code == 0
    assert document["schema"] == f"advisor.{name}/1"
    assert document["as_of"] == "2026-03-11"
    assert run(*words)[1] == out
    Draft202012Validator(named_schema(name)).validate(document)


def test_claims_keep_the_keys_of_the_contract(run: Any) -> None:
    document = json.loads(run("claims", "--json", "--as-of", "2026-11-23")[1])
    assert len(document["claims"]) == 29
    for claim in document["claims"]:
        assert {"id", "text", "verdict", "said", "found", "condition", "sources"} <= set(claim)
        assert claim["verdict"] in ("holds", "partly", "does-not-hold", "open")


def test_a_share_of_licences_names_the_models_it_is_of(run: Any) -> None:
    """A model whose licence is not known is in neither part of the share."""
    claims = json.loads(run("claims", "--json", "--as-of", "2026-11-23")[1])["claims"]
    claim = next(claim for claim in claims if claim["id"] == "chinese-open-weights-one-group")
    found = claim["found"]
    assert found["licence_known"] == found["models"] - found["licence_not_known"]
    free = found["permissive_share"] * found["licence_known"]
    assert free == pytest.approx(round(free), abs=0.0005 * found["licence_known"])
    assert f"of {found['licence_known']} models with a known licence" in claim["condition"]


@pytest.mark.parametrize("topic", TOPICS)
def test_csv_has_a_column_for_every_cell(run: Any, topic: str) -> None:
    _, out, _ = run(topic, "--csv", "--as-of", "2026-11-23")
    header, *rows = csv.reader(io.StringIO(out))
    assert len(rows) >= 29
    assert {len(row) for row in rows} == {len(header)}


def test_csv_of_claims_says_what_json_says(run: Any) -> None:
    document = json.loads(run("claims", "--json", "--as-of", "2026-11-23")[1])
    rows = csv.DictReader(io.StringIO(run("claims", "--csv", "--as-of", "2026-11-23")[1]))
    assert [(row["id"], row["verdict"]) for row in rows] == [(one["id"], one["verdict"]) for one in document["claims"]]


def test_csv_of_leaders_keeps_margins_and_chances_apart(run: Any) -> None:
    """A margin is in the unit of the score; P(the leader is ahead) is a probability."""
    rows = list(csv.DictReader(io.StringIO(run("leaders", "--csv", "--as-of", "2026-11-23")[1])))
    document = json.loads(run("leaders", "--json", "--as-of", "2026-11-23")[1])
    by_capability = [row for row in rows if row["over"] == "capability"]
    assert [float(row["p_leads"]) for row in by_capability] == [lead["p_leads"] for lead in document["workloads"]]
    assert {row["margin"] for row in by_capability} == {""}
    assert all(row["margin"] and not row["p_leads"] for row in rows if row["over"] == "benchmark")


def test_a_model_that_leads_everywhere_gives_up_nothing_anywhere(run: Any) -> None:
    document = json.loads(run("leaders", "--json", "--as-of", "2026-11-23")[1])
    assert document["one_model"]["worst_regret"] == 0
    out = run("leaders", "--as-of", "2026-11-23")[1]
    assert f"One model for all: {document['one_model']['model']} leads every workload." in out


def test_a_day_with_one_price_has_no_table_of_prices(run: Any) -> None:
    out = run("trends", "--as-of", "2023-03-14")[1]
    assert "fewer than two models have one" in out
    assert "median" not in out


def test_the_model_of_a_lowest_price_is_named_whole_where_there_is_room(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    assert "gemini-3.1-pro-preview, 1.07x" in run("trends", "--as-of", "2026-03-11")[1]


def test_csv_of_trends_holds_every_point_of_json(run: Any) -> None:
    document = json.loads(run("trends", "--json", "--as-of", "2026-11-23")[1])
    rows = list(csv.DictReader(io.StringIO(run("trends", "--csv", "--as-of", "2026-11-23")[1])))
    ratios = {(row["date"], row["model"], float(row["value"])) for row in rows if row["series"] == "ratio"}
    assert ratios == {(point["date"], point["model"], point["ratio"]) for point in document["activation"]}
    fixed = [row for row in rows if row["trend"] == "fixed capability"]
    assert [float(row["value"]) for row in fixed] == [point["usd_per_1m"] for point in document["fixed_capability"]]


def test_svg_draws_every_point_once(run: Any) -> None:
    document = json.loads(run("trends", "--json", "--as-of", "2026-11-23")[1])
    root = ElementTree.fromstring(run("trends", "--svg", "--as-of", "2026-11-23")[1])
    titles = [title.text or "" for title in root.iter("{http://www.w3.org/2000/svg}title")]
    assert len(titles) == 2 * len(document["activation"]) + len(document["fixed_capability"])
    assert any(title.startswith("mixtral-8x7b, 2023-12-11: 27.6 %") for title in titles)


def test_with_a_workload_the_points_speak_of_its_options(run: Any) -> None:
    document = json.loads(
        run("--workload", "extraction", "--calls-per-day", "1M", "--json", "--as-of", "2026-11-23")[1]
    )
    assert len(document["points"]) == 5
    assert any("@" in ref for point in document["points"] for ref in point["refs"])
    assert all(point["yours"] for point in document["points"])


def test_a_file_of_several_workloads_is_for_the_portfolio(run: Any, tmp_path: Path) -> None:
    (tmp_path / "team.toml").write_text('[[workloads]]\nworkload = "rag"\n')
    code, out, err = run("--requirements", str(tmp_path / "team.toml"))
    assert (code, out) == (2, "")
    assert "advisor portfolio" in err


def test_where_nothing_is_left_the_points_say_so(run: Any) -> None:
    """Who gave a workload is not told to give one."""
    words = ("--workload", "rag", "--quality-floor", "0.999", "--as-of", "2026-11-23", "--json")
    points = json.loads(run(*words)[1])["points"]
    assert [("advisor --workload W" in point["yours"]) for point in points] == [False] * 5
    assert points[0]["yours"].startswith("No option satisfies the constraints.")
    assert points[2]["yours"] == "No option of either kind is left."
    assert points[3]["yours"].endswith("no option is left.")


def test_the_points_speak_in_the_currency_asked_for(run: Any) -> None:
    words = ("--workload", "rag", "--currency", "EUR=1.1", "--as-of", "2026-11-23", "--json")
    assert "$" not in json.loads(run(*words)[1])["points"][2]["yours"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("claims", "--workload", "rag", "--as-of", "2026-11-23"),
            "note: claims reads --as-of alone: --workload changes nothing",
        ),
        (("claims", "--as-of", "2026-11-23"), ""),
    ],
)
def test_what_a_topic_does_not_read_is_said(run: Any, words: tuple[str, ...], said: str) -> None:
    code, _, err = run(*words)
    assert (code, err.strip()) == (0, said)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("claims", "--as-of", "2020-01-01"), "before the first dated fact, 2023-03-14"),
        (("trends", "--as-of", "2020-01-01"), "before the first dated fact"),
        (("leaders", "--as-of", "2020-01-01"), "before the first dated fact"),
        (("--as-of", "2020-01-01"), "before the first dated fact"),
        (("claims", "--as-of", "March"), "YYYY-MM-DD"),
        (("claims", "--svg"), "--svg draws the trends only"),
        (("--csv",), "--csv needs a topic"),
        (("clams",), "invalid choice"),
        (("--workload", "rag", "--only-model", "gpt-5.2x"), "'gpt-5.2x' is not in the catalog"),
    ],
)
def test_bad_input_exits_2_with_a_fix(run: Any, words: tuple[str, ...], named: str) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert named in err
    assert "fix: " in err
