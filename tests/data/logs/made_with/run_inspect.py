"""Writes an .eval and a .json log with the mock model: item 3 is wrong in both epochs, item 4 in the second."""

import json
from pathlib import Path

import inspect_ai
from inspect_ai.model import ModelOutput, ModelUsage, get_model
from inspect_task import extraction

ITEMS = [json.loads(line) for line in Path("items.jsonl").read_text().splitlines()]
WRONG = {(3, 1), (3, 2), (4, 2)}


def outputs():
    for epoch in (1, 2):
        for number, item in enumerate(ITEMS, 1):
            if (number, epoch) == (5, 2):
                continue
            output = ModelOutput.from_content("mockllm/model", "0" if (number, epoch) in WRONG else item["target"])
            output.usage = ModelUsage(input_tokens=40, output_tokens=12, total_tokens=52, reasoning_tokens=8)
            yield output


for form in ("eval", "json"):
    model = get_model("mockllm/gpt-5.2", custom_outputs=list(outputs()))
    how = {"log_dir": "logs", "log_format": form, "display": "none"}
    log = inspect_ai.eval(extraction(), model=model, epochs=2, max_samples=1, **how)[0]
    print(log.status, log.results.scores[0].metrics["accuracy"].value)
