"""Ready-to-run set-ups of a test for Inspect AI, lm-evaluation-harness and promptfoo: file name -> text.

Writes nothing and runs nothing. The names in them come from the catalog and are quoted for the shell, JSON and YAML.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from shlex import quote

from advisor.evaluate.endpoints import (
    INSPECT,
    LM_EVAL,
    PROMPTFOO,
    Endpoint,
    effort_of,
    inspect_model,
    promptfoo_effort,
    promptfoo_model,
    variable,
)
from advisor.evaluate.items import ADVICE, EXAMPLES, jsonl

INSPECT_TASK = '''"""Your own test. Change the scorer to what counts as right in your work."""

from inspect_ai import Task, task
from inspect_ai.dataset import FieldSpec, json_dataset
from inspect_ai.scorer import match
from inspect_ai.solver import generate


@task
def own_test():
    fields = FieldSpec(id="item_id", input="input", target="target", metadata=["cluster"])
    return Task(dataset=json_dataset("items.jsonl", fields), solver=generate(), scorer=match(location="exact"))
'''
LM_EVAL_TASK = """# Your own test. Change the metric to what counts as right in your work.
task: own_test
dataset_path: json
dataset_kwargs: {data_files: items.jsonl}
test_split: train
output_type: generate_until
doc_to_text: "{{input}}"
doc_to_target: "{{target}}"
generation_kwargs: {until: []}
metric_list:
  - {metric: exact_match, aggregation: mean, higher_is_better: true}
"""
TOOLS = ("inspect", "lm-eval", "promptfoo")


def setup(tool: str, endpoints: Sequence[Endpoint], workload: str, items: int) -> dict[str, str]:
    """The files of one tool; KeyError for another. `items` is how many the plan asks for."""
    files: dict[str, str] = {"ITEMS.md": ADVICE, "items.jsonl": jsonl(EXAMPLES)}
    if tool == "inspect":
        return {**files, "own_test.py": INSPECT_TASK, "RUN.md": _run(_inspect(endpoints, workload), endpoints, items)}
    if tool == "lm-eval":
        return {**files, "own_test.yaml": LM_EVAL_TASK, "RUN.md": _run(_lm_eval(endpoints, workload), endpoints, items)}
    if tool == "promptfoo":
        config = _promptfoo_config(endpoints)
        tests = [{"vars": row} for row in EXAMPLES]
        del files["items.jsonl"]
        commands = _promptfoo(workload)
        return {
            **files, "promptfooconfig.yaml": config, "tests.jsonl": jsonl(tests),
            "RUN.md": _run(commands, endpoints, items),
        }  # fmt: skip
    raise KeyError(tool)


def _run(commands: Iterator[str], endpoints: Sequence[Endpoint], items: int) -> str:
    lines = [f"# Run the test on {items or 'your'} items, then let the ranking count it", "", "```sh", *commands, "```"]
    needs = sorted({variable(one, "API_KEY") for one in endpoints})
    lines += ["", f"Keys come from the environment, usually {', '.join(needs)}: see the tool's manual."]
    unknown = [one for one in endpoints if not one.known]
    if unknown:
        lines.append(f"Serve {', '.join(one.option for one in unknown)} yourself, behind an OpenAI-compatible URL.")
    return "\n".join(lines) + "\n"


def _import(files: str, workload: str, names: Mapping[str, str]) -> str:
    pairs = " ".join(f"--map {quote(f'{name}={option}')}" for name, option in names.items())
    return f"advisor evaluate import {files} --workload {workload} {pairs}".rstrip()


def _inspect(endpoints: Sequence[Endpoint], workload: str) -> Iterator[str]:
    yield from dict.fromkeys(
        f"export {variable(one, 'BASE_URL')}=https://..." for one in endpoints if one.provider not in INSPECT
    )
    for one in endpoints:
        model, effort = quote(inspect_model(one)), effort_of(one)
        yield f"inspect eval own_test.py --model {model} --reasoning-effort {effort} --log-dir logs --log-format json"
    yield _import("logs/*.json", workload, {inspect_model(one): one.option for one in endpoints})


def _lm_eval(endpoints: Sequence[Endpoint], workload: str) -> Iterator[str]:
    for number, one in enumerate(endpoints, 1):
        kind = LM_EVAL.get(one.provider, "local-chat-completions")
        arguments, effort = quote(f"model={one.model}"), f" --gen_kwargs reasoning_effort={effort_of(one)}"
        if kind == "local-chat-completions":
            arguments += f',base_url="${variable(one, "BASE_URL")}/chat/completions"'
        yield (
            f"lm_eval --model {kind} --model_args {arguments} --tasks own_test --include_path . --apply_chat_template"
            f"{'' if one.provider == 'anthropic' else effort} --log_samples --output_path logs/{number}"
        )
        yield _import(f"logs/{number}/*/samples_*.jsonl", workload, {one.model: one.option})


def _promptfoo(workload: str) -> Iterator[str]:
    yield "npx promptfoo@latest eval -c promptfooconfig.yaml -o out.json --no-cache"
    yield _import("out.json", workload, {})


def _promptfoo_config(endpoints: Sequence[Endpoint]) -> str:
    """YAML whose values are JSON strings, which YAML reads as they are; labels are option ids."""
    lines = [
        "# Your own test. Change the assertion to what counts as right in your work.",
        'description: "own test"',
        'prompts: ["{{input}}"]',
        "providers:",
    ]
    for one in endpoints:
        config = promptfoo_effort(one)
        if one.provider not in PROMPTFOO:
            base, key = variable(one, "BASE_URL"), variable(one, "API_KEY")
            config |= {"apiBaseUrl": f"{{{{env.{base}}}}}", "apiKeyEnvar": key}
        body = {"id": promptfoo_model(one), "label": one.option, "config": config}
        lines.append(f"  - {json.dumps(body)}")
    lines += [
        "defaultTest:",
        '  assert: [{type: equals, value: "{{target}}"}]',
        'tests: "file://tests.jsonl"',
    ]
    return "\n".join(lines) + "\n"
