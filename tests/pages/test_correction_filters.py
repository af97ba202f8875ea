"""The log of corrections under the filters of its address, as a page and as a feed."""

import pytest
from django.core.cache import cache

from annotations.models import Report
from annotations.services import relating, reporting
from annotations.services.annotating import change_annotation
from annotations.services.reviewing import withdraw
from annotations.services.subjects import find_subject
from tests import factories as f
from tests.pages.feeds.atom import entries

pytestmark = pytest.mark.django_db

LOG, FEED = "/about/corrections/", "/feeds/changes.atom"


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()


@pytest.fixture
def read(client):
    def page(address=LOG):
        response = client.get(address)
        assert response.status_code == 200
        return response.content.decode()

    return page


@pytest.fixture
def editor():
    return f.EditorFactory()


@pytest.fixture
def told(editor):
    """A source with a withdrawn claim and a verdict judged anew, another with a changed claim."""
    first = f.ArticleFactory(slug="first", title="The first", state="published")
    second = f.ArticleFactory(slug="second", title="The second", state="published")
    gone = f.ClaimFactory(article=first, state="published", summary="It rained.").annotation
    withdraw(user=editor, annotation=gone, reason="It is no claim.")
    prediction = f.PredictionFactory(
        article=first, words="Tokyo", state="published", summary="It will snow."
    ).annotation
    f.VerdictFactory(
        annotation=prediction,
        supersedes=f.VerdictFactory(annotation=prediction),
        review="confirmed",
        state="partly",
        reason="Half of it.",
    )
    kept = f.ClaimFactory(article=second, state="published", summary="It froze.").annotation
    change_annotation(
        user=editor, annotation=kept, expected_version=1, note="Seen.", reason="A note."
    )
    return kept


REASONS = ("It is no claim.", "Half of it.", "A note.")


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"It is no claim.", "Half of it.", "A note."}),
        ("?kind=passage", {"It is no claim.", "A note."}),
        ("?kind=verdict", {"Half of it."}),
        ("?kind=verdict&kind=passage", {"It is no claim.", "Half of it.", "A note."}),
        ("?source=first", {"It is no claim.", "Half of it."}),
        ("?source=first&source=second", {"It is no claim.", "Half of it.", "A note."}),
        ("?source=first&kind=passage", {"It is no claim."}),
    ],
)
def test_only_what_is_asked_for_is_shown(client, read, query, shown):
    page = read(LOG + query)
    assert {reason for reason in REASONS if reason in page} == shown
    assert len(entries(client, "changes", query)) == len(shown)
    if query:
        assert f'<b class="num">{len(shown)}</b> of 3 match' in page
        assert FEED + "?" in page


@pytest.mark.usefixtures("told")
def test_each_kind_and_source_is_counted_under_the_other_filter(read):
    def counts(page):
        facets = page[page.index('class="fac"') : page.index('class="col"')]
        return [part.partition("</span>")[0] for part in facets.split('<span class="num">')[1:]]

    assert counts(read()) == ["2", "1", "2", "1"]  # passages, verdicts; the first, the second
    assert counts(read(f"{LOG}?kind=verdict")) == ["2", "1", "1"]
    assert counts(read(f"{LOG}?source=second")) == ["1", "1", "2"]


@pytest.mark.usefixtures("told")
def test_an_empty_result_says_which_filter_to_drop(read):
    page = read(f"{LOG}?source=second&kind=verdict")
    assert "Nothing matches all of this." in page
    assert f'<a href="{LOG}?kind=verdict">without Source: The second</a>: <b class="num">1' in page
    assert f'<a href="{LOG}?source=second">without Kind: verdicts</a>: <b class="num">1' in page


@pytest.mark.usefixtures("told")
def test_what_is_misspelt_is_named_and_a_feed_of_it_refused(client, read):
    page = read(f"{LOG}?kind=banana")
    assert "“banana” is not one of" in page
    assert "Half of it." in page
    assert client.get(f"{FEED}?kind=banana").status_code == 400


@pytest.mark.usefixtures("told")
def test_a_filter_leads_back_to_the_first_page_and_two_are_not_indexed(read):
    page = read(f"{LOG}?kind=passage&source=first&page=1")
    assert "page=1" not in page[page.index('class="fac"') : page.index('class="col"')]
    assert '<meta name="robots" content="noindex,follow">' in page
    assert "noindex" not in read(f"{LOG}?source=first")


def test_a_report_belongs_to_the_source_that_it_is_about(read, told, editor):
    subject = find_subject(f"claim:{told.uid}")
    report = reporting.receive(
        sender="203.0.113.7",
        subject=subject,
        report=reporting.ReportInput(kind="fact", text="The year is another one."),
    )
    reporting.settle(
        user=editor, report=report, changed=True, answer="We mended the year.", public=True
    )
    assert Report.objects.get().state == "changed"
    assert "We mended the year." in read(f"{LOG}?source=second&kind=report")
    assert "We mended the year." not in read(f"{LOG}?source=first")


def test_what_is_taken_away_is_told_and_counted_at_once(client, read, told, editor):
    relation = f.RelationFactory(
        source=told,
        target=f.ClaimFactory(article=told.article, words="Tokyo", state="published").annotation,
    )
    known = client.get(FEED)["ETag"]
    assert '<b class="num">3</b> in all' in read()
    assert client.get(FEED, headers={"If-None-Match": known}).status_code == 304

    relating.remove(user=editor, relation=relation, reason="It is none.")

    assert '<b class="num">4</b> in all' in read()
    assert client.get(FEED, headers={"If-None-Match": known}).status_code == 200
