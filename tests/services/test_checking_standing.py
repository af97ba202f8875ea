"""`check_library` finds annotations that stand where they have no passage, and rows that lie."""

from collections.abc import Callable

import pytest

from annotations.models import Annotation, Reanchoring, Span
from annotations.services.checking import check_library
from annotations.services.inputs import SpanInput
from annotations.services.reanchoring.settling import place
from sourcelib.models import Article
from tests.factories import ArticleFactory, ClaimFactory, CuratorFactory, RevisionFactory
from tests.indexed import index_everything
from tests.reanchoring import CORRECTED, TEXT, outcome_of, revise

pytestmark = pytest.mark.django_db

DECADE = "Tokyo hesitated for a decade"
WAIT = "Moscow will wait until the spring, if talks go on"
LEADERS = "The two leaders are unlikely to sign a peace treaty this year"


@pytest.fixture(autouse=True)
def corrected():
    """A corrected source: one annotation was carried, one placed, and two wait."""
    article = ArticleFactory(text=TEXT, slug="corrected")
    for words in (DECADE, WAIT, LEADERS, "if talks go on"):
        ClaimFactory(article=article, words=words, summary=words)
    index_everything()
    revise(article, CORRECTED.replace(", if talks go on", ", if the talks ever go on"))
    words = "Moscow will wait until the summer"
    start = CORRECTED.index(words)
    there = SpanInput(start=start, end=start + len(words), exact=words)
    place(user=CuratorFactory(), reanchoring=row_of(WAIT), spans=[there])


def row_of(summary: str) -> Reanchoring:
    return outcome_of(Annotation.objects.get(claim__summary=summary))


def annotation(summary: str, **values: object) -> None:
    assert Annotation.objects.filter(claim__summary=summary).update(**values)


def row(summary: str, **values: object) -> None:
    assert Reanchoring.objects.filter(pk=row_of(summary).pk).update(**values)


def revision(number: int) -> object:
    return Article.objects.get(slug="corrected").revisions.get(number=number)


def found(**values: object) -> list[dict[str, object]]:
    return [{"role": "body", "part": 1, "start": 0, "end": 6, "exact": "Nobody", **values}]


def drop_spans(summary: str, number: int) -> None:
    Span.objects.filter(annotation__claim__summary=summary, revision__number=number).delete()


def correct_silently() -> None:
    """Give the source another text, as SQL by hand would."""
    article = Article.objects.get(slug="corrected")
    again = RevisionFactory(article=article, text=f"So it goes.\n\n{CORRECTED}")
    Article.objects.filter(pk=article.pk).update(current_revision=again)


BREAKS: dict[str, Callable[[], object]] = {
    "standing-elsewhere": lambda: annotation(DECADE, revision=ArticleFactory().current_revision),
    "standing-nowhere": lambda: annotation(LEADERS, revision=revision(2)),
    "standing-behind": lambda: annotation(DECADE, revision=revision(1)),
    "reanchoring-source": lambda: row(LEADERS, article=ArticleFactory()),
    "reanchoring-order": lambda: row(LEADERS, old_revision=revision(2)),
    "reanchoring-passage": lambda: drop_spans(WAIT, 2),
    "reanchoring-waits": lambda: row(WAIT, state="waiting", decided_at=None),
    "reanchoring-overtaken": correct_silently,
    "reanchoring-words": lambda: row(LEADERS, proposed=found(exact="Anybod")),
}


def names() -> set[str]:
    return {fault.name for fault in check_library()}


def test_a_corrected_source_has_no_fault():
    assert list(check_library()) == []


@pytest.mark.parametrize("name", BREAKS)
def test_a_fault_is_found(name: str):
    BREAKS[name]()
    assert name in names()


@pytest.mark.parametrize(
    "spans",
    [
        [7],
        found(start=-1),
        found(start="0"),
        found(end=9_999),
        found(role="head"),
        found(part=0),
        [{}],
    ],
)
def test_what_was_found_is_spans_that_quote_the_text(spans: list[object]):
    row(LEADERS, proposed=spans)
    assert "reanchoring-words" in names()
