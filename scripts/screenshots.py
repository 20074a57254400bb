"""Makes the pictures of the README from the real app over the shipped catalog: `python scripts/screenshots.py`.

Needs `rsvg-convert` and `pngquant`, which leaves each picture few colours and so a third of its size.
Writes docs/pictures/*.png and the digests of what they show; `--check` needs neither program and fails when a screen
no longer looks like its picture. The as-of date is fixed: the same catalog gives the same pictures.
"""

import asyncio
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from advisor.tui.app import AdvisorApp
from advisor.tui.live import open_engine
from advisor.tui.exports import without_fonts

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
DIGESTS = FOLDER / "digests.json"
COLOURS = "64"
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
    Picture("recommend", (120, 40)),
    Picture("compare", (120, 36), ("space", "space", "space", "c")),
    Picture("what-if", (120, 40), ("g", "up")),
    Picture("break-even", (120, 36), ("b",)),
    Picture("colour-blind", (80, 24), theme="advisor-okabe-ito"),
)


async def taken(picture: Picture) -> str:
    """The picture as SVG."""
    app = AdvisorApp(open_engine(()), CASE)
    async with app.run_test(size=picture.size) as pilot:
        app.theme = picture.theme
        await settle(app)
        for key in picture.keys:
            await pilot.press(key)
            await settle(app)
        return without_fonts(app.export_screenshot(title="advisor"))


async def settle(app: AdvisorApp) -> None:
    """Waits until workers and the repaints after them are done."""
    for _ in range(2):
        await app.workers.wait_for_complete()
        await asyncio.sleep(0.3)


def write(name: str, svg: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        drawing, raw = Path(folder) / "screen.svg", Path(folder) / "screen.png"
        drawing.write_text(svg, encoding="utf-8")
        subprocess.run(["rsvg-convert", "--zoom", "0.8", "--output", str(raw), str(drawing)], check=True)
        place = str(FOLDER / f"{name}.png")
        subprocess.run(["pngquant", "--force", "--strip", "--nofs", "--output", place, COLOURS, str(raw)], check=True)


def main(arguments: list[str]) -> int:
    os.environ["XDG_DATA_HOME"] = tempfile.mkdtemp()  # results of own tests would move the ranking
    screens = {picture.name: asyncio.run(taken(picture)) for picture in PICTURES}
    digests = {name: hashlib.sha256(svg.encode()).hexdigest() for name, svg in screens.items()}
    if arguments == ["--check"]:
        known = json.loads(DIGESTS.read_text(encoding="utf-8"))
        stale = [name for name, digest in digests.items() if known.get(name) != digest]
        if stale:
            print(f"stale pictures: {', '.join(stale)}; run python scripts/screenshots.py", file=sys.stderr)
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, svg in screens.items():
        write(name, svg)
    DIGESTS.write_text(json.dumps(digests, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
