"""How Sphinx makes the site of README.md, CHANGELOG.md, CONTRIBUTING.md and docs/: make site.

The pages are plain Markdown with ordinary links, to be read on a code host as they are. What a
site needs beside that is made here: its navigation is the list of pages in docs/README.md, so that
both say the same. Nothing is fetched, neither for the build nor by a reader's browser.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from sphinx.application import Sphinx

import claimcheck

ROOT = Path(__file__).resolve().parent.parent
FRONT, LIST, CHECKERS = "README", "docs/README", "docs/checkers/README"

project = "claimcheck"
copyright = author = "The claimcheck-news contributors"
version = release = claimcheck.__version__

root_doc = FRONT
extensions = ["myst_parser"]
include_patterns = ["*.md", "docs/**"]
# Whole folders that are no pages are not walked: environments and indexes are large.
exclude_patterns = [
    "docs/examples",
    *sorted(path.name for path in ROOT.iterdir() if path.is_dir() and path.name != "docs"),
]
myst_heading_anchors = 4  # headings are linked by the names that code hosts give them
nitpicky = True
keep_warnings = True
smartquotes = False  # texts stand as they were written
suppress_warnings = ["misc.highlighting_failure"]  # a part of an output is no whole JSON
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"

html_theme = "furo"
html_title = f"claimcheck {release}"
html_use_index = False
html_copy_source = html_show_sourcelink = html_show_sphinx = False
html_theme_options = {
    "navigation_with_keys": True,
    "footer_icons": [],
    "light_css_variables": {"color-code-background": "#f3f5f8"},  # told apart from the page
}


def sections(listed: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The headings of docs/README.md, each with the titles and pages listed below it."""
    for part in re.split(r"^## ", listed, flags=re.M)[1:]:
        heading, _, body = part.partition("\n")
        links = re.findall(r"^- \[([^\]]+)\]\(([^)#]+)\.md\)", body, flags=re.M)
        yield heading.strip(), [(title, page_of(target)) for title, target in links]


def page_of(target: str) -> str:
    """The page, as Sphinx names it, of a link of docs/README.md without its suffix."""
    parts: list[str] = []
    for part in PurePosixPath("docs", target).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts)


def toctree(entries: list[tuple[str, str]], caption: str = "") -> str:
    """A hidden list of pages, which makes a part of the navigation."""
    lines = [f"{title} <{'self' if page == FRONT else '/' + page}>" for title, page in entries]
    head = [":hidden:", *([f":caption: {caption}"] if caption else [])]
    return "\n".join(["", "```{toctree}", *head, "", *lines, "```", ""])


def add_navigation(app: Sphinx, page: str, source: list[str]) -> None:
    """Put the navigation where Sphinx looks for it: on the front page, and on that of checkers."""
    if page == FRONT:
        listed = (ROOT / f"{LIST}.md").read_text(encoding="utf-8")
        source[0] += "".join(toctree(pages, heading) for heading, pages in sections(listed))
    if page == CHECKERS:
        found = re.findall(r"^\| \[(\w+)\]\(\1\.md\) \| ([\w-]+)", source[0], flags=re.M)
        source[0] += toctree([(f"{code} {name}", f"docs/checkers/{code}") for code, name in found])


def mend_for_readers(
    app: Sphinx, page: str, template: str, context: dict[str, Any], tree: object
) -> None:
    """Give captions the level that screen readers want, and keys a way into what scrolls."""
    for part, plain, mended in (
        ("furo_navigation_tree", 'role="heading"', 'role="heading" aria-level="2"'),
        ("body", "<pre>", '<pre tabindex="0">'),
        ("body", '<div class="table-wrapper', '<div tabindex="0" class="table-wrapper'),
    ):
        context[part] = (context.get(part) or "").replace(plain, mended)


def add_front_page(app: Sphinx, failure: Exception | None) -> None:
    """The front page is the README's: servers, and readers of a folder, look for index.html."""
    if failure is None and app.builder.format == "html":
        shutil.copyfile(app.outdir / f"{FRONT}.html", app.outdir / "index.html")


def setup(app: Sphinx) -> dict[str, bool]:
    """What Sphinx asks an extension for."""
    app.connect("source-read", add_navigation)
    app.connect("html-page-context", mend_for_readers, priority=900)  # after the theme
    app.connect("build-finished", add_front_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
