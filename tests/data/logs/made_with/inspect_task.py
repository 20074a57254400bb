"""The task behind inspect.eval and inspect.json: six items, two epochs, one sample that fails."""

from inspect_ai import Task, task
from inspect_ai.dataset import json_dataset
from inspect_ai.scorer import match
from inspect_ai.solver import Generate, TaskState, generate, solver


@solver
def fails_once():
    async def solve(state: TaskState, generate: Generate) -> TaskState:
        if state.sample_id == "inv-05" and state.epoch == 2:
            raise RuntimeError("provider returned 500")
        return state

    return solve


@task
def extraction():
    steps = [fails_once(), generate()]
    return Task(dataset=json_dataset("items.jsonl"), solver=steps, scorer=match(numeric=True), fail_on_error=False)
