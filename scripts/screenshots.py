"""Makes the pictures of the README from the real app over the shipped catalog: `python scripts/screenshots.py`.

Writes docs/pictures/*.svg, and *.png beside them where `rsvg-convert` is installed. `--check` fails when a picture
would change, so that CI notices stale ones. The as-of date is fixed: the same catalog gives the same pictures.
"""

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from advisor.tui.app import AdvisorApp
from advisor.tui.engine import open_engine
from advisor.tui.exports import without_fonts

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
CASE = {
    "workload": "extraction",
    "calls_per_day": "60k",
    "input_tokens": "1000",
    "output_tokens": "300",
    "review_origin": "CN",
    "gpus": ["2x nvidia-rtx-5090"],
    "as_of": "2026-11-23",
}


class Picture(NamedTuple):
    name: str
    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    theme: str = "advisor-dark"


PICTURES = (
    Picture("recommend", (140, 40)),
    Picture("compare", (140, 40), ("space", "space", "space", "c")),
    Picture("why", (120, 40), ("w",)),
    Picture("frontier", (120, 34), ("p",)),
    Picture("evidence", (140, 36), ("e",)),
    Picture("landscape", (130, 40), ("l",)),
    Picture("what-if", (140, 40), ("g", "right", "right", "right")),
    Picture("narrow", (80, 24)),
    Picture("colour-blind", (120, 34), theme="advisor-okabe-ito"),
)


async def taken(picture: Picture) -> str:
    """The picture as SVG."""
    app = AdvisorApp(open_engine(()), CASE)
    async with app.run_test(size=picture.size) as pilot:
        app.theme = picture.theme
        for key in picture.keys:
            await pilot.press(key)
            await settle(app)
        await settle(app)
        return without_fonts(app.export_screenshot(title="advisor"))


async def settle(app: AdvisorApp) -> None:
    """Waits until workers and the repaints after them are done."""
    await app.workers.wait_for_complete()
    for _ in range(3):
        await asyncio.sleep(0.05)


def write(picture: Picture, svg: str) -> None:
    place = FOLDER / f"{picture.name}.svg"
    place.write_text(svg, encoding="utf-8")
    if shutil.which("rsvg-convert"):
        target = str(place.with_suffix(".png"))
        subprocess.run(["rsvg-convert", "--zoom", "0.8", "--output", target, str(place)], check=True)


def main(arguments: list[str]) -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    stale = []
    for picture in PICTURES:
        svg = asyncio.run(taken(picture))
        place = FOLDER / f"{picture.name}.svg"
        if arguments != ["--check"]:
            write(picture, svg)
        elif not place.exists() or place.read_text(encoding="utf-8") != svg:
            stale.append(picture.name)
    if stale:
        print(f"stale pictures: {', '.join(stale)}; run python scripts/screenshots.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
