"""All that happened in a source, as one list."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from annotations.admin.source_log.log import STEPS
from annotations.models import Annotation, PropositionMember, Relation
from annotations.services import memberships, relating, replying, reporting
from annotations.services.annotating import change_annotation
from annotations.services.keeping.deleting import delete_draft
from annotations.services.reviewing import publish, submit
from sourcelib.models import Article
from tests import factories as f
from tests.reanchoring import CORRECTED, TEXT, revise
from tests.reports import ReplyFactory, ReportFactory
from tests.services.annotating.made import FORECAST, made

pytestmark = pytest.mark.django_db


@pytest.fixture
def curator(client):
    user = f.CuratorFactory(first_name="Anna", last_name="Curator")
    client.force_login(user)
    return user


@pytest.fixture
def article():
    return f.ArticleFactory(text=TEXT, title="Two essays")


@pytest.fixture
def eventful(article, curator):
    """A source in which something of every kind happened."""
    editor = f.EditorFactory(first_name="Eddie", last_name="Editor")
    one = made(article, curator)
    other = made(article, curator, "Moscow will wait", FORECAST)
    gone = made(article, curator, "talks", FORECAST)
    f.ClaimFactory(
        article=article, words="islands", batch=f.ImportBatchFactory(name="Essays.jsonl")
    )
    relation = relating.relate(
        user=curator, source=one, target=other, kind="supports", reason="It does."
    )
    relating.change(user=curator, relation=relation, kind="cites", reason="It does.")
    relating.remove(user=curator, relation=relation)
    proposition = f.PropositionFactory(text="Tokyo waits.")
    member = memberships.add(
        user=curator, proposition=proposition, annotation=one, position="supports"
    )
    memberships.change(user=curator, member=member, position="opposes", note="")
    memberships.remove(user=curator, member=member)
    change_annotation(user=curator, annotation=one, expected_version=1, note="Noted.")
    delete_draft(user=curator, annotation=gone)
    f.RemarkFactory(
        annotation=one,
        made_by=editor,
        asks=True,
        text="Is it?",
        settled_at=timezone.now(),
        settled_by=curator,
    )
    f.AssignmentFactory(
        article=article,
        assignee=curator,
        assigned_by=editor,
        outcome="done",
        ended_at=timezone.now(),
        ended_by=curator,
    )
    submit(user=curator, annotation=other)
    publish(user=editor, annotation=other)
    verdict = {"annotation": other, "proposed_by": curator}
    f.VerdictFactory(**verdict, review="confirmed", confirmed_by=editor)
    judged = f.VerdictFactory(**verdict, review="single")
    f.VerdictFactory(
        **verdict,
        review="proposed",
        declined_at=timezone.now(),
        declined_by=editor,
        declined_reason="Too early.",
    )
    article.state, article.published_at = "published", timezone.now()
    article.save()
    f.RejectedSuggestionFactory(article=article, exact="Moscow", rejected_by=curator)
    for kind, about in (("source", article), ("prediction", other), ("verdict", judged)):
        report = ReportFactory(about_kind=kind, about_uid=about.uid, text="Wrong day.")
        report = reporting.take(user=editor, report=report)
        reporting.settle(user=editor, report=report, changed=False, answer="It was.", public=False)
        what = {"annotation": None, {"source": "article"}.get(kind, "annotation"): about}
        what = {"annotation": None, "verdict": about} if kind == "verdict" else what
        reply = ReplyFactory(**what, published_by=editor)
        replying.withdraw_reply(user=editor, reply=reply, reason="They asked us to.")
    ReportFactory(text="Of another source.")
    revise(article, CORRECTED)
    return article


def log_of(article, **query) -> str:
    address = reverse("admin:annotations_source_log", args=[article.pk])
    return f"{address}?{'&'.join(f'{k}={v}' for k, v in query.items())}" if query else address


def rows(client, article, **query) -> list[dict]:
    answer = client.get(log_of(article, **query, format="csv"))
    text = b"".join(answer.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text)))


def test_everything_is_told_the_newest_first(client, eventful):
    told = rows(client, eventful)
    assert [row["at"] for row in told] == sorted((row["at"] for row in told), reverse=True)
    steps = {row["step"] for row in told}
    assert steps >= {
        *("created", "changed", "submitted", "published", "imported", "deleted"),
        *("related", "relation-changed", "unrelated", "joined", "place-changed", "left"),
        *("verdict-proposed", "verdict-confirmed", "verdict-published", "verdict-declined"),
        *("remark", "remark-settled", "given", "given-ended", "revision"),
        *("source-made", "source-published", "suggestion-rejected"),
        *("report", "report-taken", "report-unchanged", "reply", "reply-withdrawn"),
    }
    assert steps <= STEPS.keys()
    by_step = {row["step"]: row for row in reversed(told)}  # the newest of each
    assert by_step["deleted"]["by"] == "Anna Curator"
    assert by_step["imported"]["why"] == "Essays.jsonl"
    assert by_step["verdict-declined"]["why"] == "Too early."
    assert "unchanged" in by_step["revision"]["what"]
    assert [row["why"] for row in told if row["step"] == "report"] == ["Wrong day."] * 3
    assert by_step["report-unchanged"]["why"] == "It was."
    assert [row["kind"] for row in told if row["step"] == "reply-withdrawn"] == [
        *("prediction", "prediction", "")
    ]
    assert by_step["suggestion-rejected"]["by"] == "Anna Curator"
    uid = str(Annotation.objects.filter(kind="claim").earliest("pk").uid)
    assert by_step["changed"]["address"].endswith(f"#{uid}")


def test_the_page_shows_them_with_links(client, eventful):
    html = client.get(log_of(eventful)).content.decode()
    assert "Log: Two essays" in html
    assert "by Anna Curator" in html
    uid = Annotation.objects.filter(kind="claim").earliest("pk").uid
    assert f"/annotate/#{uid}" in html


@pytest.mark.parametrize("step", STEPS)
def test_a_step_finds_just_those_of_this_step(client, eventful, step):
    everything = [row for row in rows(client, eventful) if row["step"] == step]
    assert rows(client, eventful, step=step) == everything


def test_person_kind_and_days_narrow_it(client, eventful, curator):
    everything = rows(client, eventful)
    for name, value, kept in (
        ("person", curator.pk, lambda row: row["by"] == "Anna Curator"),
        ("kind", "prediction", lambda row: row["kind"] == "prediction"),
        ("kind", "claim", lambda row: row["kind"] == "claim"),
        ("kind", "source", lambda row: not row["kind"]),
    ):
        assert rows(client, eventful, **{name: value}) == [*filter(kept, everything)]
    today = timezone.localdate()
    assert len(rows(client, eventful, **{"from": today, "to": today})) <= len(everything)
    assert rows(client, eventful, **{"from": "2099-01-01"}) == []
    assert rows(client, eventful, to="1999-12-31") == []
    html = client.get(log_of(eventful, to="1999-12-31")).content.decode()
    assert "Nothing like this happened" in html
    for hostile in ({"person": "x"}, {"from": "never"}, {"after": "a~b~c"}, {"step": "no"}):
        assert client.get(log_of(eventful, **hostile)).status_code == 200


def test_pages_follow_one_another_without_a_gap(client, article, curator, monkeypatch):
    monkeypatch.setattr("annotations.admin.source_log.page.SIZE", 4)
    row = made(article, curator)
    for number in range(1, 12):
        change_annotation(user=curator, annotation=row, expected_version=number, note=str(number))
    seen, address = [], log_of(article)
    while address:
        context = client.get(address).context
        seen += context["entries"]
        address = context["older"] and log_of(article) + context["older"]
    assert [one.at.isoformat() for one in seen] == [one["at"] for one in rows(client, article)]
    assert len(seen) > 12


def test_links_of_what_is_deleted_since_are_told(client, article, curator):
    one, other = made(article, curator), made(article, curator, "Moscow")
    relating.relate(user=curator, source=one, target=other, kind="supports", reason="So.")
    delete_draft(user=curator, annotation=one)
    assert not Relation.objects.exists()
    told = rows(client, article, step="unrelated")
    assert "deleted since" in told[0]["what"]
    assert not PropositionMember.objects.exists()


def test_it_takes_as_many_queries_for_much_as_for_little(
    client, eventful, curator, django_assert_max_num_queries
):
    with django_assert_max_num_queries(75) as few:
        client.get(log_of(eventful))
    for words in ("Tokyo", "Nobody", "century"):
        row = made(eventful, curator, words)
        f.RemarkFactory(annotation=row, made_by=curator)
    with django_assert_max_num_queries(len(few)):
        client.get(log_of(eventful))


def test_an_empty_source_and_who_may_not_look(client, curator):  # noqa: ARG001
    empty = Article.objects.create(title="Nothing", slug="nothing", language="en")
    empty.history.all().delete()
    html = client.get(log_of(empty)).content.decode()
    assert "Nothing has happened" in html
    change = reverse("admin:sourcelib_article_change", args=[empty.pk])
    assert log_of(empty) in client.get(change).content.decode()
    client.force_login(f.AccountFactory(is_staff=True))
    assert client.get(log_of(empty)).status_code in (403, 404)
