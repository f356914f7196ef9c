"""Draw docs/run.svg, the picture in the README, from what a real run prints.

    python scripts/picture.py [--check]

The sample corpus is indexed into a temporary folder and the claims of docs/examples/ that do
not hold are verified against it; the terminal output, colours included, becomes the picture.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "run.svg"
SHOWN = ("verify", "docs/examples/failing.yaml")
WIDTH = 100  # columns


def main(arguments: list[str] | None = None) -> int:
    """Draw or check the picture; exit code 1 when it is stale."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing; fail where stale")
    check = parser.parse_args(arguments).check
    picture = drawn(f"$ claimcheck {' '.join(SHOWN)}\n", real_run())
    if PICTURE.is_file() and PICTURE.read_text(encoding="utf-8") == picture:
        return 0
    if check:
        print(f"stale: {PICTURE.relative_to(ROOT)}\nremedy: make picture", file=sys.stderr)
        return 1
    PICTURE.write_text(picture, encoding="utf-8")
    print(f"written: {PICTURE.relative_to(ROOT)}")
    return 0


def real_run() -> str:
    """What the terminal shows, with its colour codes.

    :raises SystemExit: when the run is not the failing one that the picture is to show.
    """
    with tempfile.TemporaryDirectory() as index:
        claimcheck("index", "seeds", "--index", index, "--quiet", expected=0)
        return claimcheck(*SHOWN, "--index", index, expected=1)


def claimcheck(*arguments: str, expected: int) -> str:
    """The standard output of one command in the checkout, coloured.

    :raises SystemExit: with what it printed, when its exit code is another one.
    """
    environment = {
        **os.environ,
        "FORCE_COLOR": "1",
        "COLUMNS": str(WIDTH),
        "TERM": "xterm-256color",
    }
    environment.pop("NO_COLOR", None)
    done = subprocess.run(
        [sys.executable, "-m", "claimcheck", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != expected:
        sys.exit(f"claimcheck {' '.join(arguments)}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def drawn(*texts: str) -> str:
    """The texts as one SVG of a terminal window; the same texts give the same bytes."""
    console = Console(
        record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor"
    )
    for text in texts:
        console.print(Text.from_ansi(text))
    picture = console.export_svg(title="claimcheck", unique_id="claimcheck")
    # Without the fonts that the picture would have the reader's browser fetch: the next in its
    # list is monospace too.
    return re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.S)


if __name__ == "__main__":
    sys.exit(main())
