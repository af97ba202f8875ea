"""Citing and sharing in a browser: what copies, what is framed, what the policy allows."""

import json

import pytest

from annotations.models import Annotation

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("library")]
SOURCE = "/sources/russia-japan-relations-are-hanging-by-a-thread/"
FRAMED = """address => new Promise(done => {
    const frame = document.createElement("iframe");
    frame.src = address;
    frame.onload = () => done(frame.contentDocument?.querySelector("main")?.textContent ?? "");
    document.body.append(frame);
})"""


@pytest.fixture
def prediction():
    rows = Annotation.objects.public().predictions()
    return rows.filter(article__slug="russia-japan-relations-are-hanging-by-a-thread").first()


def test_a_citation_is_copied(visit):
    page = visit(f"{SOURCE}cite/", permissions=["clipboard-read", "clipboard-write"])
    button = page.get_by_role("button", name="Copy BibTeX")

    button.click()

    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#bibtex").text_content()
    assert copied.startswith("@article{russia-japan")
    button.wait_for()  # it can be used again


def test_where_copying_is_not_allowed_the_text_is_selected(visit):
    page = visit(f"{SOURCE}cite/")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()) }")

    page.get_by_role("button", name="Copy RIS").click()

    page.get_by_role("button", name="Select and copy it by hand").wait_for()
    assert page.evaluate("getSelection().toString()").startswith("TY  - NEWS")


def test_without_scripts_citations_stand_there_without_buttons(visit):
    page = visit(f"{SOURCE}cite/", java_script_enabled=False)

    assert page.locator("#csl-json").is_visible()
    assert page.locator("button[data-copy]:visible").count() == 0
    assert page.get_by_role("link", name="Download CSL-JSON").is_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_pages_can_be_used_by_everybody(visit, axe, prediction, theme):
    for path in (f"{SOURCE}cite/", f"/a/{prediction.uid}/cite/", f"/a/{prediction.uid}/embed/"):
        page = visit(path, bypass_csp=True, color_scheme=theme)

        assert axe(page) == [], path


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_is_wider_than_the_window(visit, prediction, width):
    for path in (
        f"{SOURCE}cite/",
        f"/a/{prediction.uid}/cite/",
        f"/a/{prediction.uid}/embed/",
        SOURCE,
    ):
        page = visit(path, viewport={"width": width, "height": 800})

        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_data_for_search_engines_is_no_script_to_the_policy(visit, prediction):
    """The fixture fails the test on any fault of the policy; here the data is there to be read."""
    for path in ("/", SOURCE, f"/predictions/{prediction.uid}/"):
        page = visit(path)

        texts = page.locator('script[type="application/ld+json"]').all_text_contents()
        assert texts
        assert all(json.loads(text)["@type"] for text in texts)


def test_a_passage_can_be_framed(visit, prediction):
    page = visit("/")

    told = page.evaluate(FRAMED, f"/a/{prediction.uid}/embed/")

    assert prediction.prediction.summary in told


@pytest.mark.parametrize("width", [600, 300])
def test_a_frame_is_as_high_as_what_it_shows(visit, width):
    public = Annotation.objects.public()
    rows = [*public.predictions()[:4], *public.claims()[:4], *public.filter(kind="mention")[:2]]
    assert len(rows) == 10
    for row in rows:
        page = visit("/")
        given = page.evaluate(
            "path => fetch(path).then(answer => answer.json())",
            f"/oembed?maxwidth={width}&url={page.url}a/{row.uid}/",
        )
        frame = visit(
            f"/a/{row.uid}/embed/", viewport={"width": given["width"], "height": given["height"]}
        )

        assert given["width"] == width
        needed = frame.evaluate("document.documentElement.scrollHeight")
        assert needed <= given["height"], row.uid
