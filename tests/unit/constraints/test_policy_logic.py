"""Ten operators on known, unknown and partly known facts."""

import pytest

from advisor.constraints.policy_logic import OPERATORS, Condition, holds


def truth(op: str, wanted: list[object], value: object, group: str = "route", by_family: bool = False) -> bool | None:
    condition = Condition(group, "fact", op, frozenset(wanted), f"{group}.fact", by_family)
    return holds(condition, {"fact": value})


@pytest.mark.parametrize(
    ("op", "wanted", "value", "expected"),
    [
        ("eq", ["CN"], "CN", True),
        ("eq", ["CN"], "US", False),
        ("ne", ["self_hosted"], "rented", True),
        ("ne", ["self_hosted"], "self_hosted", False),
        ("in", ["yes", "on_request"], "on_request", True),
        ("in", ["yes"], "no", False),
        ("not_in", ["CN"], "DE", True),
        ("any_of", ["CN", "HK"], ["SG", "HK"], True),
        ("any_of", ["CN"], ["SG"], False),
        ("any_of", ["CN"], "CN", True),
        ("none_of", ["CN"], ["SG"], True),
        ("subset_of", ["DE", "FR"], ["DE"], True),
        ("subset_of", ["DE"], ["DE", "US"], False),
        ("is_true", [True], True, True),
        ("is_true", [True], False, False),
        ("is_false", [False], False, True),
        ("is_false", [False], True, False),
        ("gt", [100], 101, True),
        ("gt", [100], 100, False),
    ],
)
def test_known_facts(op: str, wanted: list[object], value: object, expected: bool) -> None:
    assert truth(op, wanted, value) is expected


@pytest.mark.parametrize("op", OPERATORS)
@pytest.mark.parametrize("value", [None, "unknown"])
def test_an_unknown_fact_is_neither_true_nor_false(op: str, value: object) -> None:
    assert truth(op, [1], value) is None


@pytest.mark.parametrize(("op", "value"), [("is_true", "yes"), ("is_false", 0), ("gt", "many"), ("gt", True)])
def test_a_value_of_another_type_is_unknown(op: str, value: object) -> None:
    assert truth(op, [True] if op == "is_true" else [False] if op == "is_false" else [1], value) is None


def test_no_place_is_unknown_but_no_data_is_a_fact() -> None:
    assert truth("subset_of", ["DE"], []) is None
    assert truth("any_of", ["PII"], [], group="ctx") is False


@pytest.mark.parametrize(
    ("op", "value", "expected"),
    [
        ("subset_of", ["*"], False),
        ("any_of", ["*"], None),
        ("any_of", ["?", "DE"], True),
        ("any_of", ["?"], None),
        ("subset_of", ["DE", "?"], None),
        ("subset_of", ["US", "?"], False),
        ("subset_of", ["|", "DE", "US"], None),
        ("subset_of", ["|", "US", "GB"], False),
        ("any_of", ["|", "US", "GB"], False),
        ("any_of", ["|", "DE", "DE"], True),
    ],
)
def test_places_that_are_only_partly_known(op: str, value: list[str], expected: bool | None) -> None:
    assert truth(op, ["DE"], value) is expected


@pytest.mark.parametrize(
    ("chips", "expected"),
    [
        (["nvidia-h200-sxm"], True),
        (["nvidia-h200"], True),
        (["nvidia-h2000"], False),
        (["nvidia-l40s"], False),
        ([], False),
        (["?"], None),
    ],
)
def test_a_family_catches_its_members_only(chips: list[str], expected: bool | None) -> None:
    assert truth("any_of", ["nvidia-h200", "nvidia-l40"], chips, group="hw", by_family=True) is expected
