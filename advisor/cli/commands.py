"""The table of commands: what each is for and which module runs it. Imports none of them."""

from advisor.tuples import NamedTuple


class Command(NamedTuple):
    module: str
    """Has `add_arguments(parser)` and `run(args) -> int`."""
    purpose: str
    example: str


COMMANDS: dict[str, Command] = {
    "compare": Command(
        "advisor.cli.compare", "two to six options side by side", "advisor compare gpt-5.2 glm-5 --workload rag"
    ),
    "why": Command("advisor.cli.why", "every term, source and flip of one option", "advisor why glm-5 --workload rag"),
    "fit": Command(
        "advisor.cli.fit", "does a model fit a rig, how fast is it", 'advisor fit glm-5 --on "8x nvidia-h200"'
    ),
    "cost": Command("advisor.cli.cost", "every line of the bill", "advisor cost gpt-5.2@openai --workload rag"),
    "breakeven": Command(
        "advisor.cli.breakeven",
        "when own or rented hardware pays",
        'advisor breakeven glm-5 --on "8x nvidia-h200" --against gpt-5.2@openai --workload rag',
    ),
    "portfolio": Command(
        "advisor.cli.portfolio", "several workloads together", "advisor portfolio --requirements team.toml"
    ),
    "quality": Command(
        "advisor.cli.quality", "capability of every model for a workload", "advisor quality --workload coding"
    ),
    "policy": Command("advisor.cli.policy", "check facts against the rules, read the rules", "advisor policy rules"),
    "briefing": Command(
        "advisor.cli.briefing", "the article's claims, trends and leaders, computed", "advisor briefing claims"
    ),
    "evaluate": Command(
        "advisor.cli.evaluate", "plan tests on your own data, read results", "advisor evaluate plan --workload rag"
    ),
    "catalog": Command(
        "advisor.cli.catalog", "list, show and validate facts", "advisor catalog show qwen3.5-397b-a17b"
    ),
    "schema": Command("advisor.cli.schema", "JSON Schema of a document", "advisor schema recommendation"),
    "recheck": Command("advisor.cli.recheck", "does a saved decision still hold", "advisor recheck decision.json"),
    "completion": Command("advisor.cli.completion", "completion for bash, zsh or fish", "advisor completion bash"),
}
