"""An import as a whole: what became of each source in it, and what is done with all."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from sourcelib.models import Article, ImportBatch, ImportItem
from sourcelib.services import settling, staging
from tests.factories import ClaimFactory, CuratorFactory, EditorFactory, ImportBatchFactory

pytestmark = pytest.mark.django_db

CLEAR = "# Source {0}\n\nBy Ann Able\n\n{0} May 2020\n\nThese are the words of source {0}.\n"


@pytest.fixture(autouse=True)
def curator(client: Client):
    account = CuratorFactory()
    client.force_login(account)
    return account


@pytest.fixture
def batch(curator) -> ImportBatch:
    """Three that have no doubts, one that has some, one that cannot be read."""
    given = [staging.Given(CLEAR.format(n).encode(), f"{n}.md") for n in (1, 2, 3)]
    given += [
        staging.Given(b"Words without anything else.", "bare.txt"),
        staging.Given(b"\0\1", "=cmd.txt"),
    ]
    return staging.stage(user=curator, given=given, language="en")[0].batch


def page(batch: ImportBatch) -> str:
    return reverse("admin:sourcelib_importbatch_change", args=[batch.pk])


def settle(batch: ImportBatch) -> str:
    return reverse("admin:sourcelib_import_settle", args=[batch.pk])


def test_it_lists_what_came_in_with_its_state_and_doubts(client: Client, batch):
    html = client.get(page(batch)).content.decode()
    assert "Bring in all 3 that have no doubts" in html
    assert "It has no title of its own." in html
    assert "NUL byte" in html
    shown = client.get(page(batch), {"state": "refused"}).content.decode()
    assert "=cmd.txt" in shown
    assert "bare.txt" not in shown


def test_its_queries_do_not_grow_with_its_rows(client: Client, batch, django_assert_num_queries):
    with django_assert_num_queries(9):
        client.get(page(batch))
    more = [staging.Given(CLEAR.format(n).encode(), f"{n}.md") for n in (4, 5)]
    staging.stage(user=batch.created_by, given=more, batch=batch)
    with django_assert_num_queries(9):
        client.get(page(batch))


def test_all_without_doubts_come_in_slice_by_slice(client: Client, batch, monkeypatch):
    monkeypatch.setattr(settling, "SLICE_SECONDS", 0.0)
    response = client.post(settle(batch), {})
    assert response.url == f"{page(batch)}?going=3"
    html = client.get(response.url).content.decode()
    assert "1 of 3 are here" in html
    assert "data-go-on" in html

    client.post(settle(batch), {"of": "3"})
    response = client.post(settle(batch), {"of": "3"}, follow=True)
    assert "All that has no doubts is here." in response.content.decode()
    assert Article.objects.filter(batch=batch).count() == 3
    assert "Each that waits has something to look at first." in response.content.decode()


def test_what_was_refused_is_a_list_for_spreadsheets(client: Client, batch):
    response = client.get(reverse("admin:sourcelib_import_errors", args=[batch.pk]))
    (row,) = csv.DictReader(io.StringIO(response.content.decode()))

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert row["from"] == "'=cmd.txt"
    assert "NUL byte" in row["problem"]
    assert row["remedy"]


def test_an_editor_undoes_it_whole_once_sure(client: Client, batch):
    client.post(settle(batch), {})
    assert client.post(settle(batch), {"do": "undo", "sure": "yes"}).status_code == 403

    client.force_login(EditorFactory())
    html = client.post(settle(batch), {"do": "undo"}, follow=True).content.decode()
    assert "nothing was undone" in html
    html = client.post(settle(batch), {"do": "undo", "sure": "yes"}, follow=True).content.decode()
    assert "The import was undone." in html
    assert not Article.objects.exists()
    assert "Undo the whole import" not in client.get(page(batch)).content.decode()


def test_what_stands_in_the_way_of_undoing_is_named(client: Client, batch):
    client.post(settle(batch), {})
    ClaimFactory(article=Article.objects.get(title="Source 2"), words="words of source 2")
    client.force_login(EditorFactory())
    html = client.post(settle(batch), {"do": "undo", "sure": "yes"}, follow=True).content.decode()
    assert "source source-2: 1 annotation" in html
    assert Article.objects.count() == 3


def test_the_first_page_says_what_waits(client: Client, batch):
    html = client.get("/admin/").content.decode()
    assert f'<a href="{page(batch)}?state=waiting">1.md and 4 more</a><span>4</span>' in html
    client.force_login(CuratorFactory())
    assert "1.md and 4 more" not in client.get("/admin/").content.decode()


def test_the_list_of_imports_counts_states(client: Client, batch):
    client.post(settle(batch), {})
    row = client.get("/admin/sourcelib/importbatch/").context["cl"].result_list[0]
    assert (row.waiting_count, row.done_count, row.refused_count) == (1, 3, 1)


def test_another_curator_looks_and_does_not_settle(client: Client, batch):
    client.force_login(CuratorFactory())
    assert "Bring in all" not in client.get(page(batch)).content.decode()
    assert client.post(settle(batch), {}).status_code == 403
    assert ImportItem.objects.filter(state="done").count() == 0


def test_an_address_that_is_no_number_is_no_import(client: Client):
    address = reverse("admin:sourcelib_importbatch_change", args=["abc"])
    assert client.get(address).status_code == 404


def test_nothing_is_added_to_what_a_command_brought_in(client: Client):
    theirs = ImportBatchFactory(format="files", created_by=None, state="running")
    address = reverse("admin:sourcelib_importbatch_change", args=[theirs.pk])
    assert "Add to this import" not in client.get(address).content.decode()
    give = reverse("admin:sourcelib_article_add")
    answer = client.post(give, {"text": "Words.", "batch": theirs.pk})
    assert answer.status_code == 403
    assert not theirs.items.exists()
