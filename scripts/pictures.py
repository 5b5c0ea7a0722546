"""The real app on the sample pair to pictures for the README: ``python scripts/pictures.py [FOLDER]`` (docs/pictures).

SVG always; PNG beside it where a Chromium is found. Notes are read by the real reader, nothing is staged.
"""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SIZE = (100, 30)
WAIT_S = 60.0
SHOTS: dict[str, tuple[str, list[str], str]] = {
    "home": ("paper", [], "pairs"),
    "prepare": ("paper", ["p"], "half-two"),
    "mirror": ("paper", ["m"], "ideas"),
    "mirror-evening": ("evening", ["m", "right", "right", "n"], "ideas"),
    "review": ("paper", ["r"], "sentence"),
    "library": ("paper", ["l"], "guide"),
    "session": ("paper", ["s", "enter", "f4", "f2"], "note"),
}
"""Theme, keys from the first page, and the widget that has to stand there before the picture is taken."""


async def filled(folder: Path, engine: Any) -> Any:
    """The sample pair in a workspace of its own, its notes read."""
    from coach.commands.opening import fill
    from coach.workspace import Workspace

    workspace = Workspace.open(folder, engine=engine)
    await fill(workspace)
    return workspace


async def there(app: Any, widget: str) -> None:
    """Wait until a widget of this id is shown with some height."""
    for _ in range(int(WAIT_S / 0.1)):
        await asyncio.sleep(0.1)
        if any(found.region.height for found in app.screen.query(f"#{widget}")):
            return


async def shoot(workspace: Any, name: str, out: Path) -> None:
    from coach.app.app import CoachApp

    theme, keys, widget = SHOTS[name]
    workspace.keep_setting("theme", theme)
    app = CoachApp(workspace)
    size = (130, 36) if name == "mirror-evening" else SIZE
    async with app.run_test(size=size) as pilot:
        await there(app, "pairs")
        for press in keys:
            await pilot.press(press)
            await pilot.pause(0.3)
        await there(app, widget)
        await pilot.pause(0.5)
        (out / f"{name}.svg").write_text(app.export_screenshot(title="coach"), encoding="utf-8")


def to_png(svg: Path, columns: int, rows: int) -> None:
    """A PNG beside the SVG, by a headless Chromium where there is one."""
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        return
    size = f"--window-size={int(columns * 12.4 + 40)},{int(rows * 24.6 + 70)}"
    shot = f"--screenshot={svg.with_suffix('.png')}"
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", size, shot, svg.as_uri()]
    subprocess.run(command, check=True, capture_output=True)


def main() -> None:
    from coach.engine import Engine

    out = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "docs" / "pictures").resolve()
    out.mkdir(parents=True, exist_ok=True)
    engine = Engine()
    engine.start()
    try:
        with tempfile.TemporaryDirectory() as folder:
            asyncio.run(run(Path(folder), engine, out))
    finally:
        engine.stop()


async def run(folder: Path, engine: Any, out: Path) -> None:
    workspace = await filled(folder, engine)
    for name in SHOTS:
        await shoot(workspace, name, out)
        columns, rows = (130, 36) if name == "mirror-evening" else SIZE
        to_png(out / f"{name}.svg", columns, rows)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
