"""Links to words in the original: a browser goes there, and marks these words and no others."""

from html import escape

import pytest

from annotations.citing.fragments import at_words
from annotations.models import Span

pytestmark = pytest.mark.browser

ADDRESS = "https://times.example/article"
TEXT = (
    "Before it all, Tokyo waited. “We — that is, the ministers – waited,” he said, and waited & "
    "waited. A well-known state-of-the-art plan (2010–2020) was 100% done; it cost $5,000,000. "
    "Tokyo waited.\n\n"
    "It's the ‘same’ thing: A, B & C—said so. Tokyo waited. Tokyo waited and then went home, "
    "because the talks, which had begun in the spring of that year and in which all of them took "
    "part, had come to nothing; so they spoke once more, and all of them took part\n\n"
    "ترددت طوكيو عقداً كاملاً، وفق تقرير. 東京は十年間ためらった。モスクワは春まで待つだろう。"
)
PASSAGES = [
    *(("Tokyo waited", place) for place in (1, 2, 3, 4)),
    ("“We — that is, the ministers – waited,” he said", 1),
    ("waited & waited", 1),
    ("state-of-the-art plan (2010–2020)", 1),
    ("100% done; it cost $5,000,000", 1),
    ("It's the ‘same’ thing: A, B & C—said so", 1),
    ("Tokyo waited.\n\nIt's the ‘same’ thing", 1),
    (TEXT[TEXT.index("because the talks") : TEXT.index("\n\nترددت")], 1),
    ("طوكيو عقداً كاملاً، وفق", 1),
    ("モスクワは春まで待つだろう", 1),
]
# The browser marks what it finds in pink; what it should find, a script marks in the same pink.
STYLE = "body{width:600px}::target-text,::highlight(wanted){background:#f0f;color:#000}"
WANTED = """([start, end]) => {
    const range = new Range();
    let before = 0;
    for (const {firstChild: words} of document.querySelectorAll("p")) {
        const [first, last] = [start - before, end - before];
        if (first >= 0 && first < words.length) range.setStart(words, first);
        if (last > 0 && last <= words.length) range.setEnd(words, last);
        before += words.length + 2;
    }
    CSS.highlights.set("wanted", new Highlight(range));
    return range.toString();
}"""


@pytest.fixture
def marked(chrome):
    """A function that shows a text in its original place, and returns pictures and the scroll."""
    context = chrome.new_context(viewport={"width": 700, "height": 800})

    def show(text, start, end):
        paragraphs = "".join(f"<p>{escape(part)}</p>" for part in text.split("\n\n"))
        body = (
            f"<!doctype html><meta charset=utf-8><title>An article</title><style>{STYLE}</style>"
            f'<div style="height:1200px"></div><article>{paragraphs}</article>'
            '<div style="height:1500px"></div>'
        )
        context.route(
            "https://times.example/**",
            lambda route: route.fulfill(body=body, content_type="text/html"),
        )
        page = context.new_page()
        page.goto(ADDRESS)
        bare = page.locator("article").screenshot()
        assert (
            page.evaluate(WANTED, [start, end]).split()
            == "".join(text[start:end].split("\n\n")).split()
        )
        wanted = page.locator("article").screenshot()
        page.close()
        page = context.new_page()
        page.goto(at_words(ADDRESS, text[start:end], text[:start][-32:], text[end:][:32]))
        page.wait_for_function("scrollY > 0")
        found = page.locator("article").screenshot()
        page.close()
        return bare, wanted, found

    yield show
    context.close()


@pytest.mark.parametrize(("words", "place"), PASSAGES)
def test_just_these_words_are_marked(marked, words, place):
    start = -1
    for _ in range(place):
        start = TEXT.index(words, start + 1)

    bare, wanted, found = marked(TEXT, start, start + len(words))

    assert found == wanted
    assert found != bare


@pytest.mark.usefixtures("library")
def test_passages_of_the_library_are_marked(marked):
    spans = Span.objects.filter(role="body").exclude(annotation__kind="mention")
    chosen = list(spans.select_related("revision").order_by("pk")[::8])
    assert len(chosen) > 12
    for span in chosen:
        bare, wanted, found = marked(span.revision.text, span.start, span.end)

        assert found == wanted, span.exact
        assert found != bare
