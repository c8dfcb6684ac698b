"""A real browser without a screen and without a network."""

import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

from mcda_ai.explorer.page import script
from tests.work import Work

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# The sandbox of Chromium does not start for root, as tests in containers often run.
SWITCHES = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def browser():
    """Chromium or Chrome as found on the path."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("neither Chromium nor Chrome is on the path")
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=found, args=SWITCHES)
        yield chromium
        chromium.close()


@contextmanager
def watched_page(browser):
    """Open a page with the network off; note messages on its console, and requests."""
    context = browser.new_context(offline=True, accept_downloads=True)
    opened = context.new_page()
    messages = []
    opened.on("console", lambda message: messages.append(message.text))
    opened.on("pageerror", lambda error: messages.append(str(error)))
    opened.on(
        "request",
        lambda request: (
            None if request.url.startswith(("file:", "data:", "blob:")) else
            messages.append(f"asked for {request.url}")
        ),
    )  # fmt: skip
    yield opened, messages
    context.close()


@pytest.fixture
def page(browser):
    """Give a page with the network off; a message on its console, or a request, fails the test."""
    with watched_page(browser) as (opened, messages):
        yield opened
    assert messages == []


@pytest.fixture(scope="session")
def page_of_module(browser):
    """Open a page once that holds nothing but the explorer's module, which keeps no state."""
    exported = (
        "rank, leadersAlong, lineOf, leaderRegions, area, rankOrderCentroid, percent, read, "
        "said, inWords, shellWord, State, claimsOfRanking, claimOfWeights, claimsOfSlider, "
        "claimOfOrder, claimsOfRegions, claimOfRegion, claimOfCorner, claimOfCornerWeight, "
        "claimsOfThinEvidence, firstCorners, inField, textOf, faultsOf"
    )
    text = f"{script()}\nexport {{ {exported} }};"
    with watched_page(browser) as (opened, messages):
        opened.goto("about:blank")
        opened.evaluate(
            """async (text) => {
                 const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
                 globalThis.explorer = await import(address);
               }""",
            text,
        )
        yield opened, messages


@pytest.fixture
def module(page_of_module):
    """Give the explorer's module by itself, to ask it for figures."""
    opened, messages = page_of_module
    yield Module(opened)
    told, messages[:] = list(messages), []
    assert told == []


class Module:
    """The explorer's module in a page."""

    def __init__(self, page):
        self._page = page

    def call(self, name, *arguments):
        """Call one of its functions."""
        return self.run(f"(...given) => explorer.{name}(...given)", *arguments)

    def run(self, code, *arguments):
        """Call a function written in JavaScript, in which the module is ``explorer``."""
        return self._page.evaluate(f"(given) => ({code})(...given)", list(arguments))

    @contextmanager
    def counted_work(self):
        """Count the calls and the turns of loops within, as the browser itself counts them."""
        work, profiler = Work(), self._page.context.new_cdp_session(self._page)
        profiler.send("Profiler.enable")
        profiler.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": True})
        yield work
        scripts = profiler.send("Profiler.takePreciseCoverage")["result"]
        profiler.detach()
        work.calls = sum(
            part["count"]
            for script in scripts
            for function in script["functions"]
            for part in function["ranges"]
        )


@pytest.fixture(scope="session")
def axe():
    """Give the text of axe-core, which checks a page for barriers."""
    if not AXE.exists():
        pytest.skip("axe-core is not there: run npm install in tests/browser")
    return AXE.read_text(encoding="utf-8")
