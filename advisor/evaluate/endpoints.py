"""What other tools call the provider of an endpoint and its model. Names only; nothing is contacted."""

from typing import NamedTuple

from advisor.candidates.evaluated import Evaluated
from advisor.catalog import Offer

ALIASES = {
    "together_ai": "together", "togetherai": "together", "fireworks_ai": "fireworks", "gemini": "google-ai-studio",
    "google": "google-ai-studio", "grok": "xai", "bedrock": "aws-bedrock", "vertex_ai": "google-vertex",
    "vertex": "google-vertex", "azure_ai": "azure", "azureai": "azure", "moonshot": "moonshotai",
    "dashscope": "alibaba", "watsonx": "ibm-watsonx", "oci": "oracle-oci", "lambda_ai": "lambda", "gmi": "gmi-cloud",
    "friendliai": "friendli", "hf-inference-providers": "huggingface",
}  # fmt: skip
"""A tool's name of a provider -> the catalog's, where they differ."""
INSPECT = {
    "openai": "openai", "anthropic": "anthropic", "google-ai-studio": "google", "google-vertex": "google/vertex",
    "aws-bedrock": "bedrock", "azure": "openai/azure", "mistral": "mistral", "xai": "grok", "together": "together",
    "fireworks": "fireworks", "groq": "groq", "deepseek": "deepseek", "moonshotai": "moonshot", "meta": "meta",
    "openrouter": "openrouter", "sambanova": "sambanova", "cloudflare": "cloudflare",
    "huggingface": "hf-inference-providers",
}  # fmt: skip
"""Providers Inspect AI 0.3.285 knows by name; others are reached as `openai-api/NAME`."""
PROMPTFOO = {
    "openai": "openai:chat", "anthropic": "anthropic:messages", "google-ai-studio": "google", "google-vertex": "vertex",
    "aws-bedrock": "bedrock", "azure": "azure:chat", "mistral": "mistral", "xai": "xai", "together": "togetherai",
    "fireworks": "fireworks", "groq": "groq", "deepseek": "deepseek", "openrouter": "openrouter",
    "cerebras": "cerebras", "hyperbolic": "hyperbolic", "novita": "novita", "nscale": "nscale", "minimax": "minimax",
    "cohere": "cohere", "databricks": "databricks",
}  # fmt: skip
"""Providers promptfoo 0.121 knows by name; others speak the OpenAI protocol at a base URL."""
LM_EVAL = {"openai": "openai-chat-completions", "anthropic": "anthropic-chat-completions"}


class Endpoint(NamedTuple):
    """One option under test, as tools name it."""

    option: str
    provider: str
    model: str
    """As the provider's own interface names it."""
    effort: str
    known: bool
    """False for a machine of one's own or a rented one: any OpenAI-compatible server."""


def endpoint_of(option: Evaluated) -> Endpoint:
    """The endpoint of a hosted option, or the server one runs for another."""
    if option.offer is None:
        return Endpoint(option.id, "own-server", option.model.id, option.effort, False)
    return Endpoint(option.id, option.offer.provider, native_name(option.offer), option.effort, True)


def native_name(offer: Offer) -> str:
    """The provider's model id without the provider prefix that price lists put before it."""
    first, _, rest = offer.provider_model_id.partition("/")
    return rest if rest and provider_named(first) == offer.provider else offer.provider_model_id


def provider_named(word: str) -> str:
    """The catalog's id of a provider by a tool's name for it."""
    return ALIASES.get(word, word.replace("_", "-"))


def inspect_model(endpoint: Endpoint) -> str:
    known = INSPECT.get(endpoint.provider)
    return f"{known or f'openai-api/{endpoint.provider}'}/{endpoint.model}"


def promptfoo_model(endpoint: Endpoint) -> str:
    return f"{PROMPTFOO.get(endpoint.provider, 'openai:chat')}:{endpoint.model}"


def effort_of(endpoint: Endpoint) -> str:
    """The effort in the provider's word."""
    return "xhigh" if endpoint.effort == "max" and endpoint.provider in ("openai", "azure") else endpoint.effort


def promptfoo_effort(endpoint: Endpoint) -> dict[str, object]:
    """The effort where promptfoo 0.121 reads it; Anthropic's and Google's have no word for none."""
    if endpoint.provider == "anthropic":
        return {} if endpoint.effort == "none" else {"effort": endpoint.effort}
    if endpoint.provider in ("google-ai-studio", "google-vertex"):
        level = {"low": "LOW", "medium": "MEDIUM", "high": "HIGH", "max": "HIGH"}.get(endpoint.effort)
        return {"generationConfig": {"thinkingConfig": {"thinkingLevel": level}}} if level else {}
    return {"reasoning_effort": effort_of(endpoint)}


def variable(endpoint: Endpoint, ending: str) -> str:
    """Environment variable of a provider, as Inspect forms it: `DEEPINFRA_BASE_URL`."""
    return f"{endpoint.provider.upper().replace('-', '_')}_{ending}"
