"""The golden files: one recommendation in every format. `python -m tests.golden.files` writes them anew."""

import os
from collections.abc import Callable
from pathlib import Path

from advisor.present import csv, html, json, markdown, table
from advisor.report import Report
from tests.golden.sample import REPORT

FOLDER = Path(__file__).parent
RENDERERS: dict[str, Callable[[Report], str]] = {
    "json": json.render,
    "txt": table.render,
    "csv": csv.render,
    "md": markdown.render,
    "html": html.render,
}
PLAIN = {"COLUMNS": "100", "NO_COLOR": "1"}
"""Environment in which the table is the same everywhere."""


def path(ending: str) -> Path:
    return FOLDER / f"recommendation.{ending}"


if __name__ == "__main__":
    os.environ.update(PLAIN)
    for ending, render in RENDERERS.items():
        path(ending).write_text(render(REPORT), encoding="utf-8", newline="\n")
