"""A person finds a deleted draft weeks later, and brings it back."""

import pytest
from django.urls import reverse

from annotations.models import Annotation, DeletedDraft
from annotations.services.checking import check_library
from annotations.services.keeping.deleting import delete_draft
from tests.factories import ArticleFactory, CuratorFactory, DeletedDraftFactory
from tests.services.annotating.made import made

pytestmark = pytest.mark.django_db

LIST = reverse("admin:annotations_deleteddraft_changelist")


@pytest.fixture
def curator(client):
    user = CuratorFactory()
    client.force_login(user)
    return user


@pytest.fixture
def draft(curator):
    delete_draft(user=curator, annotation=made(ArticleFactory(), curator))
    return DeletedDraft.objects.get()


def page(draft) -> str:
    return reverse("admin:annotations_deleteddraft_change", args=[draft.pk])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("?q=hesitated", True),
        ("?q=nowhere", False),
        ("?whose=made", True),
        ("?whose=deleted", True),
        ("?kind=claim", True),
        ("?kind=mention", False),
    ],
)
def test_it_is_found_by_its_words_its_kind_and_whose_it_was(client, draft, query, found):
    html = client.get(LIST + query).content.decode()
    assert (f">{draft.data['says']}<" in html) is found


def test_its_page_brings_it_back(client, draft):
    html = client.get(page(draft)).content.decode()
    assert 'value="restore"' in html
    body = {"action": "restore", "_selected_action": [draft.pk]}
    answer = client.post(LIST, body, follow=True).content.decode()
    row = Annotation.objects.get(uid=draft.uid)
    assert f"/annotate/#{row.uid}" in answer
    assert row.versions.count() == 2


def test_many_come_back_as_far_as_they_can(client, draft):
    other = DeletedDraftFactory()
    html = client.get(page(other)).content.decode()
    assert 'value="restore"' not in html
    body = {"action": "restore", "_selected_action": [draft.pk, other.pk]}
    answer = client.post(LIST, body, follow=True).content.decode()
    assert "stays deleted" in answer
    assert [one.uid for one in Annotation.objects.all()] == [draft.uid]
    assert DeletedDraft.objects.get() == other


@pytest.mark.usefixtures("draft")
def test_the_list_takes_as_many_queries_for_many_as_for_one(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(20) as few:
        client.get(LIST)
    for _ in range(3):
        DeletedDraftFactory()
    with django_assert_max_num_queries(len(few)):
        client.get(LIST)


@pytest.mark.parametrize(
    ("spoil", "name"),
    [
        (lambda data: data["rows"].clear(), "deleted-not-whole"),
        (lambda data: data.update(pk=0), "deleted-elsewhere"),
        (
            lambda data: data.update(
                rows=[row for row in data["rows"] if row["model"] == "annotations.annotation"]
            ),
            "deleted-not-whole",
        ),
    ],
)
def test_what_is_not_whole_is_a_fault_of_the_library(draft, spoil, name):
    spoil(draft.data)
    draft.save()
    assert name in {fault.name for fault in check_library()}


def test_what_is_there_as_well_is_a_fault_of_the_library(curator, draft):
    other = made(ArticleFactory(), curator)
    Annotation.objects.filter(pk=other.pk).update(uid=draft.uid)
    assert "deleted-and-there" in {fault.name for fault in check_library()}
