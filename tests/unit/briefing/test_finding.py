"""Verdicts from parts, and the sentences that conditions become."""

import pytest

from advisor.briefing.checks import CHECKS
from advisor.briefing.claims import claims, filled
from advisor.briefing.finding import Part, verdict_of
from advisor.briefing.view import View
from advisor.errors import AdvisorError
from tests.unit.briefing.changed_catalog import TODAY, Facts, shipped, with_changes


@pytest.mark.parametrize(
    ("agrees", "verdict"),
    [
        ((True,), "holds"),
        ((True, True), "holds"),
        ((True, False), "partly"),
        ((True, None), "partly"),
        ((True, True, None, None), "partly"),
        ((True, False, False), "does-not-hold"),
        ((False,), "does-not-hold"),
        ((False, False, None), "does-not-hold"),
        ((False, None), "open"),
        ((True, False, None), "open"),
        ((None,), "open"),
        ((), "open"),
    ],
)
def test_verdict_follows_the_parts(agrees: tuple[bool | None, ...], verdict: str) -> None:
    assert verdict_of(Part(str(index), None, one) for index, one in enumerate(agrees)) == verdict


def test_conditions_take_figures_and_shares() -> None:
    sentences = ["Holds if so.", "It has {total}B, {share%} of {what}."]
    assert (
        filled(sentences, {"total": 1600, "share": 0.0306, "what": "all"})
        == "Holds if so. It has 1,600B, 3.06 % of all."
    )


def test_a_sentence_about_an_unknown_figure_is_left_out() -> None:
    assert filled(["Holds if so.", "It is {a} of {b}."], {"a": 1, "b": None}) == "Holds if so."
    assert filled(["Holds if so.", "It is {a}."], {}) == "Holds if so."


def test_a_figure_that_looks_like_a_placeholder_is_not_filled_again() -> None:
    assert filled(["{a}"], {"a": "{b}", "b": "no"}) == "{b}"


def test_an_unknown_check_is_a_fault_of_the_catalog_that_lists_the_checks() -> None:
    def change(facts: Facts) -> None:
        facts.own("briefing")["market"]["claim"]["gpt-4-price"]["check"] = "wishful"

    with pytest.raises(AdvisorError, match="wishful") as caught:
        claims(with_changes(change), TODAY)
    assert caught.value.kind == "catalog-invalid"
    assert "list-price" in caught.value.fix


def test_a_claim_without_what_its_check_needs_is_a_fault_that_names_it() -> None:
    def change(facts: Facts) -> None:
        del facts.own("briefing")["market"]["claim"]["gpt-4-price"]["side"]

    with pytest.raises(AdvisorError, match="lacks side") as caught:
        claims(with_changes(change), TODAY)
    assert caught.value.kind == "catalog-invalid"


@pytest.mark.parametrize("name", CHECKS)
def test_every_key_a_check_needs_is_one_that_it_reads(name: str) -> None:
    """Taken away, each needed key of a shipped claim is missed by the check itself."""
    rows = {key: row for file in shipped().cold("briefing").values() for key, row in file.get("claim", {}).items()}
    claim = next(row for row in rows.values() if row["check"] == name)
    for key in CHECKS[name].needs:
        less = {**claim, "said": dict(claim["said"])}
        table, _, inner = key.rpartition(".")
        del (less["said"] if table else less)[inner]
        with pytest.raises(KeyError):
            CHECKS[name].run(View(shipped(), TODAY), less)


def test_before_the_first_fact_is_bad_input_and_before_the_article_there_are_no_claims() -> None:
    with pytest.raises(AdvisorError, match="2023-03-14"):
        claims(shipped(), "2023-03-13")
    assert claims(shipped(), "2026-03-10").claims == ()
    assert len(claims(shipped(), "2026-03-11").claims) == 29


def test_the_articles_own_rows_are_no_evidence() -> None:
    """An outside run is needed; the article quoting itself is none."""
    quoted = [row for row in shipped().cold("benchmarks")["multichallenge"]["scores"] if row["by"] == "secondary"]
    assert quoted
    claim = next(one for one in claims(shipped(), TODAY).claims if one.id == "qwen3-5-multichallenge")
    assert claim.verdict == "open"
    assert not {row["source"] for row in quoted} & set(claim.sources)
