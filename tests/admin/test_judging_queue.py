"""What waits to be judged: the queue, the list of verdicts, and the first page that leads there."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories as f

pytestmark = pytest.mark.django_db

QUEUE = "/admin/annotations/verdict/judging/"


def published(**fields):
    """Return a published prediction, not due unless its deadline says so."""
    fields.setdefault("deadline", timezone.localdate() + datetime.timedelta(days=400))
    article = f.ArticleFactory(state="published", authors=[f.AuthorFactory(name="Ann Able")])
    return f.PredictionFactory(article=article, state="published", **fields).annotation


def judging_page(annotation) -> str:
    return reverse("admin:annotations_judge", args=[annotation.uid])


@pytest.fixture
def editor(client):
    account = f.EditorFactory()
    client.force_login(account)
    return account


def shown(client, **query) -> list:
    return [row.annotation for row in client.get(QUEUE, query).context["rows"]]


class TestWhoMay:
    def test_a_reader_is_sent_to_the_login(self, client):
        client.force_login(f.AccountFactory())
        assert client.get(QUEUE).status_code == 302

    def test_a_colleague_without_a_role_is_refused(self, client):
        client.force_login(f.AccountFactory(is_staff=True))
        assert client.get(QUEUE).status_code == 403

    def test_a_curator_sees_what_is_due_and_confirms_nothing(self, client):
        client.force_login(f.CuratorFactory())
        overdue = published(deadline=datetime.date(2022, 1, 1))
        f.VerdictFactory(annotation=published(), review="proposed", proposed_by=f.EditorFactory())
        assert shown(client, show="overdue") == [overdue]
        assert shown(client, show="to_confirm") == []


@pytest.mark.usefixtures("editor")
class TestLists:
    def test_each_list_holds_its_own_and_leads_to_the_judging_page(self, client, editor):
        today = timezone.localdate()
        rows = {
            "due": published(deadline=today - datetime.timedelta(days=5)),
            "overdue": published(deadline=datetime.date(2022, 1, 1)),
        }
        for name in ("to_confirm", "single_reviewed", "own", "withdrawn_evidence", "changed"):
            rows[name] = published()
        f.VerdictFactory(
            annotation=rows["to_confirm"], review="proposed", proposed_by=f.EditorFactory()
        )
        f.VerdictFactory(annotation=rows["single_reviewed"])
        f.VerdictFactory(annotation=rows["own"], review="proposed", proposed_by=editor)
        resting = f.VerdictFactory(annotation=rows["withdrawn_evidence"], review="confirmed")
        gone = f.ClaimFactory(state="withdrawn").annotation
        f.EvidenceFactory(verdict=resting, passage=gone, source="", reports="", words="Tokyo")
        f.VerdictFactory(
            annotation=rows["changed"], review="confirmed", judged_summary="Once, it read so."
        )
        for name, annotation in rows.items():
            answer = client.get(QUEUE, {"show": name})
            assert [row.annotation for row in answer.context["rows"]] == [annotation], name
            html = answer.content.decode()
            assert judging_page(annotation) in html
            assert annotation.detail.summary in html
            assert "Able 2021" in html
        totals = {tab.kind.name: tab.total for tab in answer.context["tabs"]}
        assert totals == dict.fromkeys(rows, 1)

    def test_without_a_choice_it_opens_the_first_list_with_something_in_it(self, client):
        overdue = published(deadline=datetime.date(2022, 1, 1))
        answer = client.get(QUEUE)
        assert answer.context["chosen"].name == "overdue"
        assert shown(client, show="banana") == [overdue]

    def test_predictions_and_claims_are_told_apart(self, client):
        prediction = published(deadline=None, horizon_ground="none")
        claim = f.ClaimFactory(
            article=f.ArticleFactory(state="published"), state="published"
        ).annotation
        f.VerdictFactory(annotation=prediction)
        f.VerdictFactory(annotation=claim, state="supported")
        assert set(shown(client, show="single_reviewed")) == {prediction, claim}
        assert shown(client, show="single_reviewed", kind="claim") == [claim]
        assert shown(client, show="single_reviewed", kind="prediction") == [prediction]
        assert len(shown(client, show="single_reviewed", kind="mention")) == 2

    @pytest.mark.parametrize(
        "name",
        [
            *("to_confirm", "withdrawn_evidence", "changed", "overdue", "due"),
            *("single_reviewed", "own"),
        ],
    )
    def test_an_empty_list_says_so_and_what_to_do(self, client, name):
        answer = client.get(QUEUE, {"show": name})
        html = answer.content.decode()
        assert str(answer.context["chosen"].empty) in html
        assert "The board of predictions" in html

    def test_a_list_empty_of_one_kind_offers_all(self, client):
        published(deadline=datetime.date(2022, 1, 1))
        html = client.get(QUEUE, {"show": "overdue", "kind": "claim"}).content.decode()
        assert "None of this kind" in html

    def test_a_declined_proposal_shows_its_proposer_the_reason(self, client, editor):
        f.VerdictFactory(
            annotation=published(),
            review="proposed",
            proposed_by=editor,
            declined_at=timezone.now(),
            declined_by=f.EditorFactory(),
            declined_reason="The page is another one.",
        )
        html = client.get(QUEUE, {"show": "own"}).content.decode()
        assert "Declined: The page is another one." in html

    def test_it_takes_no_query_more_for_a_row_more(self, client, django_assert_max_num_queries):
        def more() -> None:
            f.VerdictFactory(
                annotation=published(), review="proposed", proposed_by=f.EditorFactory()
            )
            published(deadline=datetime.date(2022, 1, 1))

        more()
        with django_assert_max_num_queries(30) as asked:
            client.get(QUEUE)
        few = len(asked)
        for _ in range(4):
            more()
        with django_assert_max_num_queries(few):
            client.get(QUEUE)


@pytest.mark.usefixtures("editor")
class TestTheWayThere:
    def test_the_first_page_counts_what_waits_for_an_editor(self, client):
        published(deadline=datetime.date(2022, 1, 1))
        f.VerdictFactory(annotation=published(), review="proposed", proposed_by=f.EditorFactory())
        html = client.get("/admin/").content.decode()
        assert f"{QUEUE}?show=overdue" in html
        assert f"{QUEUE}?show=to_confirm" in html
        assert f"{QUEUE}?show=changed" not in html

    def test_the_first_page_says_when_nothing_is_due(self, client):
        assert "Nothing is due." in client.get("/admin/").content.decode()

    def test_the_list_of_verdicts_leads_to_the_judging_page_and_the_queue(self, client):
        verdict = f.VerdictFactory(annotation=published())
        html = client.get("/admin/annotations/verdict/").content.decode()
        assert judging_page(verdict.annotation) in html
        assert QUEUE in html

    def test_the_list_of_verdicts_is_filtered_by_what_waits_and_what_was_declined(self, client):
        waiting = f.VerdictFactory(review="proposed")
        declined = f.VerdictFactory(
            review="proposed",
            declined_at=timezone.now(),
            declined_by=f.EditorFactory(username="second"),
            declined_reason="No such day.",
        )
        f.VerdictFactory()

        def found(which: str):
            answer = client.get("/admin/annotations/verdict/", {"proposal": which})
            return list(answer.context["cl"].result_list), answer.content.decode()

        assert found("waiting")[0] == [waiting]
        rows, html = found("declined")
        assert rows == [declined]
        assert "No such day." in html
        assert "second" in html

    def test_an_annotation_leads_to_its_judging_page_where_it_can_be_judged(self, client):
        annotation = published()
        change = reverse("admin:annotations_annotation_change", args=[annotation.pk])
        assert judging_page(annotation) in client.get(change).content.decode()
        draft = f.PredictionFactory().annotation
        change = reverse("admin:annotations_annotation_change", args=[draft.pk])
        assert judging_page(draft) not in client.get(change).content.decode()
