"""The documentation's site in a real browser, from a folder: who can read it, search, the network.

Needs Chromium with its driver and the extra [docs]; skipped without.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_report_browser import DESK, PHONE, browser, element, faults, show
from test_site import site

__all__ = ["browser", "site"]  # fixtures

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("page", "width", "dark"),
    [
        ("index.html", DESK, False),
        ("index.html", PHONE, True),
        ("docs/tutorials/editor.html", PHONE, False),
        ("docs/tutorials/editor.html", DESK, True),
        ("docs/checkers/NUM001.html", DESK, True),
    ],
)
def test_everybody_can_read_it_and_nothing_is_fetched(
    browser: Any,
    site: Path,
    page: str,
    width: int,
    dark: bool,
) -> None:
    show(browser, (site / page).as_uri(), width=width, dark=dark)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    assert browser.get_log("browser") == []
    loaded = browser.execute_script(
        "return performance.getEntriesByType('resource').map(e => e.name)"
    )
    assert [url for url in loaded if not url.startswith("file:")] == []
    background = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
    [red, *_] = [int(part) for part in background.strip("rgba()").split(",")]
    assert (red < 128) is dark
    assert [fault for fault in faults(browser) if fault[1] in ("serious", "critical")] == []


def test_it_is_searched_without_a_server(browser: Any, site: Path) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    show(browser, (site / "search.html").as_uri() + "?q=waiver")
    found = "return [...document.querySelectorAll('#search-results li a')].map(a => a.href)"
    WebDriverWait(browser, 10).until(lambda page: page.execute_script(found))
    names = {
        Path(url.partition("#")[0].partition("?")[0]).name for url in browser.execute_script(found)
    }
    assert "ci.html" in names
    element(browser, "#search-results li a").click()
    assert browser.title
