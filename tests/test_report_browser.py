"""The HTML report in a real browser: filters, keys, links, script it must not run, who can read it.

Needs Chromium with its driver; skipped without.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from report_format_samples import audited, sample
from test_audit import seeds

from claimcheck.audit.timeline import timeline
from claimcheck.reports import history_page, html

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
if not (CHROMIUM and DRIVER):
    pytest.skip("Chromium or its driver is not installed", allow_module_level=True)

pytestmark = pytest.mark.slow
NAMES = (
    "drones", "more-drones", "ships", "split", "planes", "boats", "wrongly-refuted", "drafted",
    "odd-2C-id-warning", "partly",
)  # fmt: skip
PHONE, DESK = 390, 1280


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    made = webdriver.Chrome(options=options, service=Service(DRIVER))
    made.set_script_timeout(120)
    yield made
    made.quit()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("pages")
    about = "US military aid to Ukraine"
    texts = {
        "claims": html.render(sample()),
        "audit": html.render(audited()),
        "timeline": history_page.render(about, timeline(seeds(), about)),
    }
    for name, text in texts.items():
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
    return {name: (folder / f"{name}.html").as_uri() for name in texts}


def show(browser: Any, url: str, *, width: int = DESK, dark: bool = False) -> None:
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})
    browser.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": width, "height": 1200, "deviceScaleFactor": 1, "mobile": width == PHONE},
    )
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get(url)


def shown(browser: Any) -> list[str]:
    """The ids of the cards that are to be seen."""
    found: list[str] = browser.execute_script(
        "return [...document.querySelectorAll('.card')].filter(c => c.checkVisibility())"
        ".map(c => c.id)"
    )
    return found


def element(browser: Any, selector: str) -> Any:
    return browser.find_element("css selector", selector)


def active(browser: Any) -> str:
    """What has the focus: the id of its card, of itself, or its class."""
    told: str = browser.execute_script(
        "const a = document.activeElement, c = a.closest('.card');"
        "return a.matches('summary') && c ? c.id : a.id || a.className || a.tagName"
    )
    return told


def press(browser: Any, *keys: str) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    ActionChains(browser).send_keys(*keys).perform()


def choose(browser: Any, key: str, words: str) -> None:
    from selenium.webdriver.support.ui import Select

    Select(element(browser, f"#{key}")).select_by_visible_text(words)


def faults(browser: Any) -> list[list[Any]]:
    """What axe-core holds against the page that is shown: rule, impact, element, remedy."""
    if find_spec("axe_core_python") is None:
        pytest.skip("axe-core is not installed")
    import axe_core_python

    script = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text("utf-8")
    browser.execute_cdp_cmd("Runtime.evaluate", {"expression": script})
    found: list[list[Any]] = browser.execute_async_script(
        "const done = arguments[0]; axe.run().then(r => done(r.violations.map("
        "v => [v.id, v.impact, v.nodes[0].html, v.nodes[0].failureSummary])))"
    )
    return found


# --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["claims", "audit", "timeline"])
@pytest.mark.parametrize(("width", "dark"), [(DESK, False), (DESK, True), (PHONE, False)])
def test_nothing_is_complained_of_and_everybody_can_read_it(
    browser: Any, pages: dict[str, str], name: str, width: int, dark: bool
) -> None:
    show(browser, pages[name], width=width, dark=dark)
    for button in browser.find_elements("css selector", "#open"):
        button.click()
    assert browser.execute_script("return document.documentElement.scrollWidth") <= width
    assert browser.get_log("browser") == []
    assert faults(browser) == []


def test_filters_by_verdict_result_tag_source_and_words(
    browser: Any, pages: dict[str, str]
) -> None:
    show(browser, pages["claims"])
    every = [f"claim-{name}" for name in NAMES] + ["slip-1"]
    assert shown(browser) == every
    assert element(browser, "#shown").text == "11 of 11 shown"

    element(browser, "input[value=refuted]").click()
    assert shown(browser) == [one for one in every if one not in (
        "claim-more-drones", "claim-ships", "claim-boats", "claim-drafted",
    )]  # fmt: skip
    element(browser, "#reset").click()
    assert shown(browser) == every

    choose(browser, "status", "✗ FAIL (7)")
    failed = ("more-drones", "planes", "boats", "wrongly-refuted", "drafted", "odd-2C-id-warning")
    assert shown(browser) == [*(f"claim-{name}" for name in failed), "slip-1"]
    choose(browser, "tag", "aid")
    assert shown(browser) == ["claim-drafted", "claim-odd-2C-id-warning"]
    choose(browser, "source", "Nordhavn Review")
    assert shown(browser) == ["claim-drafted"]
    assert element(browser, "#shown").text == "1 of 11 shown"
    element(browser, "#reset").click()

    element(browser, "#words").send_keys("HARBOUR  towns")
    assert shown(browser) == ["claim-boats"]
    element(browser, "#words").send_keys(" nowhere")
    assert shown(browser) == []
    assert not browser.find_elements("css selector", "section.list:not([hidden])")


def test_it_is_used_by_keys_alone(browser: Any, pages: dict[str, str]) -> None:
    from selenium.webdriver.common.keys import Keys

    show(browser, pages["claims"])
    press(browser, Keys.TAB)
    assert active(browser) == "skip"
    press(browser, Keys.ENTER)
    press(browser, Keys.TAB)
    assert active(browser) == "claim-drones"
    outline = browser.execute_script("return getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"
    opened = "return document.activeElement.parentElement.open"
    assert browser.execute_script(opened) is False
    press(browser, Keys.ENTER)
    assert browser.execute_script(opened) is True
    press(browser, Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert active(browser) == "claim-ships"
    press(browser, Keys.ARROW_UP)
    assert active(browser) == "claim-more-drones"
    press(browser, Keys.END)
    assert active(browser) == "slip-1"
    press(browser, Keys.ARROW_DOWN)
    assert active(browser) == "slip-1"
    press(browser, Keys.HOME)
    assert active(browser) == "claim-drones"
    press(browser, "/")
    assert active(browser) == "words"
    press(browser, "a/b")
    assert element(browser, "#words").get_attribute("value") == "a/b"


def test_links_lead_to_claims_and_codes(browser: Any, pages: dict[str, str]) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    show(browser, f"{pages['claims']}#claim-ships")
    WebDriverWait(browser, 10).until(lambda page: active(page) == "claim-ships")
    assert browser.execute_script("return document.querySelector('#claim-ships details').open")
    element(browser, "#claim-ships a[href='#code-QUO001']").click()
    assert browser.current_url.endswith("#code-QUO001")
    targets = browser.execute_script(
        "return [...document.querySelectorAll('a[href^=\"#\"]')]"
        ".filter(a => !document.getElementById(a.getAttribute('href').slice(1))).length"
    )
    assert targets == 0
    links = browser.execute_script(
        "return [...document.querySelectorAll('a:not([href^=\"#\"])')].map(a => [a.href, a.rel])"
    )
    assert links == [["https://review.example/drones?a=1&b=2", "noopener noreferrer"]]


def test_what_belongs_together_is_outlined_together(browser: Any, pages: dict[str, str]) -> None:
    from selenium.webdriver.common.action_chains import ActionChains

    show(browser, pages["claims"])
    mark = element(browser, "#claim-more-drones .piece mark[data-n='2']")
    ActionChains(browser).move_to_element(mark).perform()
    joined = "return [...document.querySelectorAll('.joined')].map(e => e.dataset.n)"
    assert browser.execute_script(joined) == ["1 2 3", "2", "2"]


def test_no_script_runs_but_its_own_and_nothing_is_loaded(
    browser: Any, pages: dict[str, str]
) -> None:
    show(browser, pages["claims"])
    assert (
        browser.execute_script("return performance.getEntriesByType('resource').map(e => e.name)")
        == []
    )
    browser.execute_script(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.bad=1\">'"
        " + '<button id=bait onclick=\"window.bad=1\">b</button>'"
        " + '<p id=styled style=\"color: rgb(1, 2, 3)\">s</p>');"
        "document.getElementById('bait').click();"
        "const s = document.createElement('script'); s.textContent = 'window.bad = 1';"
        "document.body.append(s)"
    )
    assert browser.execute_script("return window.bad === undefined")
    colour = "return getComputedStyle(document.getElementById('styled')).color"
    assert browser.execute_script(colour) != "rgb(1, 2, 3)"
    told = " ".join(entry["message"] for entry in browser.get_log("browser"))
    assert "Content Security Policy" in told


def test_on_paper_everything_is_open_and_afterwards_as_it_was(
    browser: Any, pages: dict[str, str]
) -> None:
    show(browser, pages["claims"])
    closed = "return document.querySelectorAll('details:not([open])').length"
    before = browser.execute_script(closed)
    assert before > 0
    browser.execute_script("window.dispatchEvent(new Event('beforeprint'))")
    assert browser.execute_script(closed) == 0
    browser.execute_script("window.dispatchEvent(new Event('afterprint'))")
    assert browser.execute_script(closed) == before
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert element(browser, "#filters").is_displayed() is False
