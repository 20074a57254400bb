"""`advisor compare` on the shipped catalog at a fixed date."""

from tests.unit.cli.explaining import CASE, answer, page, sums


def test_compare_gives_differences_to_the_first_and_who_wins_where(capsys, rows):
    names = [row["id"] for row in rows[:3]]
    found = answer(capsys, "compare", *names, *CASE)
    assert found["schema"] == "advisor.compare/1"
    assert [side["id"] for side in found["options"]] == names
    assert [(one["first"], one["second"]) for one in found["differences"]] == [(names[0], name) for name in names[1:]]
    for one in found["differences"]:
        assert sums(one["terms"], one["usd_per_1k_calls"])
        assert 0 <= one["p_first_beats_second"] <= 1
    ends = [(span["from"], span["to"]) for span in found["by_worth"]]
    assert ends[0][0] == 0
    assert ends[-1][1] is None
    assert {span["option"] for span in found["by_volume"]} <= set(names)
    text = page(capsys, "compare", *names, *CASE)
    assert all(name in text for name in names)


def test_an_excluded_option_is_compared_and_marked(capsys, rows):
    names = [rows[0]["id"], rows[1]["id"]]
    found = answer(capsys, "compare", *names, *CASE, "--residency", "air-gapped")
    assert {side["status"] for side in found["options"]} == {"excluded"}
    assert all("residency" in side["gates"] for side in found["options"])
    assert found["differences"]
    text = page(capsys, "compare", *names, *CASE, "--residency", "air-gapped")
    assert "✗" in text
    assert "is excluded by" in text


def test_compare_an_option_without_a_price_says_so(capsys, rows):
    missing = answer(capsys, *CASE, "--excluded", "all", code=0)["excluded"]
    unpriced = next(one["id"] for one in missing if one["gate"] == "price-unknown")
    found = answer(capsys, "compare", rows[0]["id"], unpriced, *CASE)
    assert found["options"][1]["net_benefit"] is None
    assert found["differences"] == []
    assert "not known" in page(capsys, "compare", rows[0]["id"], unpriced, *CASE)


def test_a_budget_hides_no_volume(capsys, rows):
    pair = ("compare", rows[0]["id"], rows[1]["id"], *CASE)
    assert answer(capsys, *pair, "--budget", "1")["by_volume"] == answer(capsys, *pair)["by_volume"]
