"""Names of models in logs become options of the shipped catalog only where they say so themselves."""

import pytest

from advisor.errors import AdvisorError
from advisor.evaluate.naming import name_of
from advisor.store import open_catalog


@pytest.mark.parametrize(
    ("name", "effort", "option"),
    [
        ("openai/gpt-5.2", "high", "gpt-5.2~high@openai"),
        ("openai:gpt-5.2", None, "gpt-5.2~medium@openai"),
        ("anthropic/claude-opus-4-6", "xhigh", "claude-opus-4.6~max@anthropic"),
        ("anthropic:messages:claude-opus-4-6", "none", "claude-opus-4.6~none@anthropic"),
        ("openrouter/qwen/qwen3.5-397b-a17b", None, "qwen3.5-397b-a17b~high@openrouter"),
        ("together/Qwen/Qwen3.5-397B-A17B", "none", "qwen3.5-397b-a17b~none@together"),
        ("hf/Qwen/Qwen3.5-397B-A17B", "none", "qwen3.5-397b-a17b~none"),
        ("gpt-5.2", "xhigh", "gpt-5.2~max"),
        ("gpt-5.2~low@azure.eu", "high", "gpt-5.2~low@azure.eu"),
        ("glm-5/fp8@deepinfra", None, "glm-5/fp8~high@deepinfra"),
        ("glm-5@owned:8xnvidia-h200-sxm", "high", "glm-5~high@owned:8xnvidia-h200-sxm"),
    ],
)
def test_names_of_other_tools(name: str, effort: str | None, option: str) -> None:
    assert name_of(name, effort, {}, open_catalog()).key.option == option


def test_what_is_assumed_is_said() -> None:
    found = name_of("openai/gpt-5.2", None, {}, open_catalog())
    assert found.note == "openai/gpt-5.2 is taken as gpt-5.2~medium@openai; the log states no effort, medium is assumed"
    assert name_of("gpt-5.2~high", None, {}, open_catalog()).note is None


def test_the_users_word_wins() -> None:
    found = name_of("openai/gpt-5.2", "low", {"openai/gpt-5.2": "glm-5~high@deepinfra"}, open_catalog())
    assert found.key == ("glm-5", "high", None, "deepinfra")


@pytest.mark.parametrize(
    ("name", "given", "words"),
    [
        ("mockllm/gpt-5.2", {}, ("stand-in", "--map")),
        ("gpt-5.22", {}, ("unknown", "gpt-5.2")),
        ("my-endpoint", {}, ("unknown", "--map")),
        ("x", {"x": "no-such-model"}, ("unknown", "no-such-model")),
        ("x", {"x": "glm-5/no-such"}, ("precision", "fp8")),
        ("x", {"x": "glm-5@no-such"}, ("provider", "catalog list")),
        ("x", {"x": "claude-opus-4.6~absurd"}, ("effort", "absurd")),
    ],
)
def test_a_name_that_does_not_say_is_refused_with_a_way_out(
    name: str, given: dict[str, str], words: tuple[str, str]
) -> None:
    with pytest.raises(AdvisorError) as caught:
        name_of(name, None, given, open_catalog())
    text = f"{caught.value.message} {caught.value.fix}"
    assert all(word in text for word in words)
