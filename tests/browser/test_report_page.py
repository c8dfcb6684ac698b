"""The report as it is read: from disk, with the network off, on screen and on paper."""

import re

import pytest

import mcda_ai as mcda
from mcda_ai import report


@pytest.fixture(scope="module")
def factory():
    return mcda.load("ai-factory")


@pytest.fixture(scope="module")
def written(factory, tmp_path_factory):
    target = tmp_path_factory.mktemp("report") / "report.html"
    return report.write(report.answer(factory, size=200), target, language="nl")


def test_the_dutch_page_is_in_dutch(written):
    page = written.read_text(encoding="utf-8")
    assert '<html lang="nl">' in page
    assert "Het antwoord" in page
    assert "Gebouwde AI-fabriek" in page
    read = re.sub(r'<script type="application/json".*?</script>', "", page)
    assert "AI factory built" not in read


@pytest.fixture
def opened(page, written):
    page.goto(written.as_uri())
    return page


def test_a_slider_in_the_report_changes_the_leader_where_python_says(opened, factory):
    table = mcda.stability(factory, "borda", "layer-equal").break_points
    row = table[(table["part"] == "preconditions") & (table["leaders"] == "B2")].iloc[0]
    figure = opened.locator("#explorer-1-figure-layer-5")
    for away, leader in ((-1e-6, "B3"), (1e-6, "B2")):
        figure.fill(str(100 * (row["from"] + away)))
        figure.press("Enter")
        assert opened.locator("#explorer-1-sentence").inner_text().startswith(f"{leader} staat")


def test_language_and_reading_of_the_explorer_can_be_switched(opened, factory):
    opened.locator("#explorer-1-language").select_option("en")
    opened.locator("#explorer-1-reading").select_option("1")
    order = mcda.rank(factory.reading("detail"), "borda", "layer-equal").order
    assert opened.locator("#explorer-1-order").inner_text() == order
    assert "with these weights" in opened.locator("#explorer-1-sentence").inner_text()


def test_every_fold_opens_by_keyboard_and_by_a_link_to_it(opened):
    folds = opened.locator("details.part")
    assert folds.count() == 13
    for at in range(folds.count()):
        fold = folds.nth(at)
        if fold.get_attribute("open") is None:
            fold.locator("summary").focus()
            opened.keyboard.press("Enter")
        assert fold.evaluate("(fold) => fold.open")
    opened.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = false")
    opened.evaluate("location.hash = '#methods'")
    opened.wait_for_function("document.getElementById('methods').open")


def test_the_brief_stands_on_the_first_screen(opened):
    opened.set_viewport_size({"width": 1280, "height": 900})
    last = opened.locator(".part-of-brief").last.bounding_box()
    assert last["y"] + last["height"] < 900


def test_every_picture_is_drawn(opened):
    _open_all(opened)
    sizes = opened.locator("main img").evaluate_all("(all) => all.map((x) => x.naturalWidth)")
    assert len(sizes) == 9
    assert min(sizes) > 100


def test_no_barriers_are_found_in_the_report(opened, axe):
    _open_all(opened)
    opened.evaluate(axe)
    found = opened.evaluate("() => axe.run()")["violations"]
    serious = [
        (each["id"], [node["html"][:120] for node in each["nodes"]][:3])
        for each in found
        if each["impact"] in ("serious", "critical")
    ]
    assert serious == []


def _open_all(opened):
    opened.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")


def test_paper_shows_every_fold_and_no_sliders(opened):
    opened.emulate_media(media="print")
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert opened.locator("#sliders").is_hidden()
    assert opened.locator(".part.answer .sentences").first.is_visible()
    opened.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.locator(".part.answer").get_attribute("open") is None


def test_the_first_case_takes_at_most_twelve_pages_of_paper(opened):
    printed = opened.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) <= 12


def test_nothing_is_wider_than_a_small_screen(opened):
    _open_all(opened)
    opened.set_viewport_size({"width": 420, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= 420
