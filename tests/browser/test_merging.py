"""Two actors are merged and parted again in the administration, and a reader sees both."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from annotations.models import Actor, ActorMerge, Annotation, Mention
from annotations.services.checking import check_library
from sourcelib.models import Account
from tests.factories import ActorFactory

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("library")]

REASON = "“Tokyo” stands for the same state."


@pytest.fixture
def twin(transactional_db: None) -> Actor:  # noqa: ARG001
    """A duplicate of Japan, to whom three of its mentions went."""
    actor = ActorFactory(name="Nippon", slug="nippon", kind="state")
    mentions = Mention.objects.filter(actor__slug="japan", annotation__state="published")
    Mention.objects.filter(pk__in=[row.pk for row in mentions.order_by("pk")[:3]]).update(
        actor=actor
    )
    return actor


def test_two_actors_are_merged_and_unmerged(
    visit: Callable[..., Page], people: dict[str, Account], twin: Actor
) -> None:
    japan = Actor.objects.get(slug="japan")
    moved = [str(row.annotation.uid) for row in twin.mentions.select_related("annotation")]
    apart = Annotation.objects.filter(mention__actor=japan).count()

    # The editor finds the other actor by its name, and sees what would happen.
    page = visit(f"/admin/annotations/actor/{twin.pk}/change/", user=people["editor"])
    page.click("text=Merge into another…")
    page.fill("#q", "Japan")
    page.press("#q", "Enter")
    page.get_by_role("link", name="Japan", exact=True).click()
    expect(page.locator("h1")).to_have_text("Merge Nippon into Japan?")
    expect(page.locator(".moves")).to_contain_text("Mentions: 3")
    assert Mention.objects.filter(actor=twin).count() == 3
    page.fill("#reason", REASON)
    page.click("input[type=submit]")
    expect(page.locator(".messagelist")).to_contain_text("Nippon was merged into Japan.")

    # A reader who follows the old address comes to Japan, whose page has the mentions.
    reader = visit("/actors/nippon/")
    assert reader.url.endswith("/actors/japan/")
    expect(reader.locator("h1")).to_contain_text("Japan")
    assert Annotation.objects.filter(mention__actor=japan).count() == apart + 3
    found = [visit(f"/sources/?actor={slug}").locator("main h2") for slug in ("nippon", "japan")]
    assert found[0].all_inner_texts() == found[1].all_inner_texts() != []
    assert list(check_library()) == []

    # Undone from the list of merges, both are there again.
    page.goto(reverse("admin:annotations_actormerge_changelist"))
    page.click(".field-undo_link a")
    expect(page.locator(".moves")).to_contain_text("Mentions: 3")
    page.click("input[type=submit]")
    expect(page.locator(".messagelist")).to_contain_text("two actors again")
    assert ActorMerge.objects.get().undone_by == people["editor"]
    assert sorted(str(row.annotation.uid) for row in twin.mentions.all()) == sorted(moved)
    reader.goto("/actors/nippon/")
    assert reader.url.endswith("/actors/nippon/")
    expect(reader.locator("h1")).to_contain_text("Nippon")
    assert Annotation.objects.filter(mention__actor=japan).count() == apart


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_the_pages_of_merging_pass_axe_and_fit(
    visit: Callable[..., Page],
    axe: Callable[[Page], list[str]],
    people: dict[str, Account],
    twin: Actor,
    width: int,
    scheme: str,
) -> None:
    japan = Actor.objects.get(slug="japan")
    address = reverse("admin:annotations_actor_merge", args=[twin.pk])
    page = visit(
        address,
        user=people["editor"],
        bypass_csp=True,
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
    )
    page.goto(address)
    assert axe(page) == []
    page.goto(f"{address}?into={japan.pk}")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.fill("#reason", REASON)
    page.click("input[type=submit]")
    page.click(".messagelist a")
    expect(page.locator("h1")).to_contain_text("Undo the merge")
    assert axe(page) == []
    page.goto(reverse("admin:annotations_actor_change", args=[twin.pk]))
    expect(page.locator(".merged")).to_contain_text("merged into Japan")
    assert [fault for fault in axe(page) if ".merged" in fault] == []
