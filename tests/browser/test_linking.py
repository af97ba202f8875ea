"""Horizon words, compounds, relations and propositions on the annotation page, and after it."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Annotation, PropositionMember, Relation
from annotations.services import reviewing
from sourcelib.models import Account, Article
from tests.browser.words import open_annotating, select_words
from tests.factories import PredictionFactory, PropositionFactory, RelationFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def article(library) -> Article:  # noqa: ARG001
    return Article.objects.get(slug__startswith="russia-japan")


@pytest.fixture
def annotating(visit, people: dict[str, Account], article: Article):
    """The annotation page of the op-ed of 2015, opened by an account of a role."""

    def opened(role: str = "curator", uid: str = "", **options) -> Page:
        address = reverse("admin:annotations_annotate", args=[article.pk])
        page = visit(f"{address}#{uid}", user=people[role], **options)
        open_annotating(page)
        return page

    return opened


def predict(page: Page, words: str, summary: str) -> None:
    select_words(page, words)
    page.keyboard.press("p")
    page.keyboard.type(summary)


def save(page: Page) -> None:
    page.keyboard.press("Control+Enter")
    expect(page.locator("#form-state")).to_contain_text("draft")
    expect(page.locator("#save")).to_be_disabled()


def made(summary: str) -> Annotation:
    return Annotation.objects.get(prediction__summary=summary)


def test_a_curator_reads_a_horizon_groups_and_relates_and_readers_see_it(annotating, visit, people):
    page = annotating()
    predict(page, "close attention to discussions", "Japan will watch the talks.")
    select_words(page, "this July")
    page.keyboard.press("h")
    reads = page.get_by_role("status").filter(has_text="From 2015-07-01 to 2015-07-31.")
    expect(reads).to_contain_text("The whole month in the year of the source's date.")
    assert page.input_value("#f-ground") == "default-5y"  # nothing is filled in by itself
    page.focus("#horizon-use")
    page.keyboard.press("Enter")
    expect(page.locator("#f-ground")).to_be_focused()
    expect(page.locator("#horizon-use")).to_be_hidden()
    select_words(page, "will no doubt")
    page.keyboard.press("l")
    expect(page.locator("#likelihood-reads")).to_contain_text("No number")
    save(page)
    watching = made("Japan will watch the talks.").prediction
    assert (str(watching.horizon_start), str(watching.deadline)) == ("2015-07-01", "2015-07-31")
    assert watching.deadline_basis == "last day of “this July”"

    predict(page, "summit in Ufa", "The summit will be held in Ufa.")
    save(page)
    page.click("#compound summary")
    page.click("#compound-add")
    expect(page.locator("#compound-error")).to_have_text(
        "Choose another prediction of the same sentence."
    )
    option = page.locator("#compound-other option", has_text="Japan will watch the talks.")
    page.select_option("#compound-other", option.get_attribute("value"))
    page.fill("#f-summary", "The summit will be held in Ufa in July.")  # typed, and not saved yet
    page.click("#compound-add")
    expect(page.locator("#compound-list")).to_contain_text("Japan will watch the talks.")
    assert page.input_value("#f-summary") == "The summit will be held in Ufa in July."
    save(page)
    ufa = made("The summit will be held in Ufa in July.")
    watching.refresh_from_db()
    assert ufa.prediction.compound == watching.compound is not None

    page.click("#links summary")
    page.click("#link-add")
    expect(page.locator('[data-error="link.other"]')).to_contain_text("Choose the one passage")
    page.select_option("#link-kind", label="turned out as shown by")
    page.fill("#link-other", "two-plus-two")
    page.locator("#link-other-list [role=option]", has_text="after 2020").first.click()
    page.fill("#link-reason", "It tells what came of the talks.")
    page.keyboard.press("Enter")
    expect(page.locator("#relation-list")).to_contain_text("turned out as shown by")
    relation = Relation.objects.get(target=ufa)
    assert relation.source.article.slug == "the-russo-japanese-security-dialogue-after-2020"
    assert relation.created_by == relation.history.get().history_user == people["curator"]

    for annotation in (ufa, watching.annotation):
        reviewing.submit(user=people["curator"], annotation=annotation)
        reviewing.publish(user=people["editor"], annotation=annotation)
    reader = visit(f"/a/{ufa.uid}/")
    expect(reader.locator("main")).to_contain_text("It tells what came of the talks.")
    expect(reader.locator("main")).to_contain_text("Japan will watch the talks.")
    reader = visit(f"/a/{relation.source.uid}/")
    expect(reader.locator("main")).to_contain_text("It tells what came of the talks.")


def test_a_proposition_is_joined_and_left(annotating, article, people):
    PropositionFactory(text="Talks will go on.")
    draft = PredictionFactory(
        article=article, words="last two decades", created_by=people["curator"]
    )
    page = annotating(uid=str(draft.annotation.uid))
    page.click("#links summary")
    page.fill("#link-proposition", "no such words")
    offered = page.locator("#link-proposition-list [role=option]")
    expect(offered).to_contain_text("Create “no such words” as a new proposition")
    page.fill("#link-proposition", "talks will")
    expect(offered.first).to_contain_text("Talks will go on.")
    page.keyboard.press("Enter")
    expect(page.locator("[data-name=link_proposition] .chips")).to_contain_text("Talks will")
    page.select_option("#member-position", "neutral")
    page.click("#member-add")
    expect(page.locator('[data-error="link.note"]')).to_contain_text("without deciding it")
    page.fill("#member-note", "It leaves it open.")
    page.keyboard.press("Enter")
    expect(page.locator("#member-list")).to_contain_text("It leaves it open.")
    assert PropositionMember.objects.filter(annotation=draft.annotation).exists()
    page.get_by_role("button", name="Remove the link with Talks will go on.").click()
    page.click("#ask-yes")
    expect(page.locator("#member-list li")).to_have_count(0)
    assert not PropositionMember.objects.filter(annotation=draft.annotation).exists()


def test_a_published_relation_is_removed_for_a_reason_only(annotating, article):
    published = Annotation.objects.filter(article=article).predictions().order_by("pk")
    row = RelationFactory(source=published[0], target=published[1], kind="cites", reason="It does.")
    page = annotating("editor", uid=str(published[0].uid))
    page.click("#links summary")
    line = page.locator("#relation-list li", has_text="It does.")
    line.get_by_role("button").click()
    page.click("#ask-yes")
    expect(page.locator("#ask-error")).to_have_text("Say why.")
    page.fill("#ask-reason", "It does not.")
    page.click("#ask-yes")
    expect(line).to_have_count(0)
    assert not Relation.objects.filter(pk=row.pk).exists()
    assert Relation.history.get(id=row.pk, history_type="-").history_change_reason == "It does not."


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_what_is_linked(annotating, axe, article, width, scheme):
    prediction = Annotation.objects.get(
        article=article, spans__role="horizon", spans__exact="this July"
    )
    page = annotating(
        "editor",
        uid=str(prediction.uid),
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        bypass_csp=True,
    )
    expect(page.locator("#horizon-reads")).to_contain_text("2015-07-31")
    page.select_option("#f-ground", "default-5y")
    expect(page.locator("#horizon-use")).to_be_visible()
    page.click("#compound summary")
    page.click("#links summary")
    page.click("#link-add")
    expect(page.locator('[data-error="link.other"]')).not_to_be_empty()
    page.fill("#link-other", "dialogue")
    page.locator("#link-other-list [role=option]").first.wait_for()
    assert axe(page) == []
