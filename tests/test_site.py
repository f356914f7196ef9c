"""The documentation's site: it builds without a warning, hangs together, and asks for no network.

Needs the extra [docs], which [dev] has; skipped without.
"""

from __future__ import annotations

import re
import subprocess
import sys
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

ROOT = Path(__file__).resolve().parent.parent
NEEDED = ("sphinx", "myst_parser", "furo")
if missing := [name for name in NEEDED if find_spec(name) is None]:
    pytest.skip(f"{missing} not installed: the extra [docs]", allow_module_level=True)
OWN = ("README", "CHANGELOG", "CONTRIBUTING")


class Page(HTMLParser):
    """What a page links to, what it loads, and the names that it can be linked by."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.names: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.names |= {given[name] for name in ("id", "name") if name in given}
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif "href" in given:
            self.loads.append(given["href"])
        self.loads += [given[name] for name in ("src", "srcset", "data", "action") if name in given]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, made once as `make site` makes it."""
    work = tmp_path_factory.getbasetemp() / "site-made-once"
    if (work / "site" / "index.html").is_file():
        return work / "site"
    [recipe] = re.findall(r"^\t\$\(BIN\)/python (-m sphinx .*)$", read("Makefile"), flags=re.M)
    words = recipe.replace("build/", f"{work}/").split()
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    assert (done.returncode, done.stderr) == (0, "")
    return work / "site"


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    return {
        path.relative_to(site).as_posix(): Page(path.read_text(encoding="utf-8"))
        for path in site.rglob("*.html")
    }


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_page_is_made_and_the_front_page_is_the_readme(pages: dict[str, Page]) -> None:
    sources = [path.relative_to(ROOT) for path in (ROOT / "docs").rglob("*.md")]
    wanted = {
        path.with_suffix(".html").as_posix() for path in sources if "examples" not in path.parts
    }
    wanted |= {f"{name}.html" for name in (*OWN, "index", "search")}
    assert set(pages) == wanted
    assert pages["index.html"].names == pages["README.html"].names


def test_links_and_anchors_lead_somewhere(site: Path, pages: dict[str, Page]) -> None:
    broken = []
    for name, page in pages.items():
        for link in page.links + page.loads:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or link in ("#", ""):
                continue
            target = (site / name).parent / unquote(parts.path) if parts.path else site / name
            found = target.resolve()
            if not found.is_file():
                broken.append((name, link))
            elif parts.fragment and found.suffix == ".html":
                names = pages[found.relative_to(site.resolve()).as_posix()].names
                broken += [] if parts.fragment in names else [(name, link)]
    assert broken == []


def test_nothing_is_asked_of_the_network(site: Path, pages: dict[str, Page]) -> None:
    asked = [
        (name, load) for name, page in pages.items() for load in page.loads if urlsplit(load).netloc
    ]
    for path in [*site.rglob("*.css"), *site.rglob("*.svg")]:
        text = path.read_text(encoding="utf-8")
        asked += [
            (path.name, url) for url in re.findall(r"(?:url\(|@import)\W*(?:https?:)?//\S+", text)
        ]
    for path in site.rglob("*.js"):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        asked += [(path.name, url) for url in re.findall(r"""["'`](?:https?:)?//\w[^"'`]+""", text)]
    assert asked == []


def test_every_page_is_in_the_navigation(pages: dict[str, Page]) -> None:
    text = read("docs/README.md")
    listed = re.findall(r"^- \[[^\]]+\]\(([^)]+)\)", text, flags=re.M)
    wanted = [
        *(path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")
          if not {"examples", "checkers"} & set(path.relative_to(ROOT).parts)),
        *(f"../{name}.md" for name in OWN),
        "checkers/README.md",
    ]  # fmt: skip
    assert sorted(listed) == sorted(wanted)
    shown = set(pages["CHANGELOG.html"].links)
    assert {name for name in pages if name not in shown} <= {
        "CHANGELOG.html", "index.html", "search.html",
    }  # fmt: skip
