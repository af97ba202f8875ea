"""The log of corrections: whatever was changed after it was published, with its reason."""

import datetime

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.models import ActorMerge
from annotations.services import memberships, relating
from annotations.services.annotating import change_annotation
from annotations.services.inputs import detail_of
from annotations.services.reanchoring.settling import place, take_back
from annotations.services.reviewing import publish, withdraw
from sourcelib.services import publishing
from tests import factories as f
from tests.indexed import index_everything
from tests.reanchoring import CORRECTED, TEXT, outcome_of, revise
from tests.services.reanchoring.words import WAIT

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(client):
    def read(address="/about/corrections/"):
        response = client.get(address)
        assert response.status_code == 200
        return response.content.decode()

    return read


@pytest.fixture
def editor():
    return f.EditorFactory(first_name="Edith", last_name="Loud")


@pytest.fixture
def claim():
    article = f.ArticleFactory(state="published")
    return f.ClaimFactory(article=article, state="published", summary="It rained.").annotation


def test_a_library_without_corrections_says_so(log):
    assert "Nothing has been corrected" in log()


def test_a_change_in_place_is_told_with_its_reason_and_by_role(log, claim, editor):
    change_annotation(
        user=editor,
        annotation=claim,
        expected_version=claim.version,
        note="Seen again.",
        reason="The note was missing.",
    )
    page = log()
    assert "The note was missing." in page
    assert "It rained." in page
    assert f"/claims/{claim.uid}/#history" in page
    assert "An editor" in page
    assert "Loud" not in page


def test_an_editor_who_chose_so_is_named(log, claim, editor):
    editor.show_name = True
    editor.save()
    withdraw(user=editor, annotation=claim, reason="It is no claim.")
    page = log()
    assert "Edith Loud" in page
    assert f"/a/{claim.uid}/" in page


def test_withdrawing_and_publishing_again_are_told_both(log, claim, editor):
    withdraw(user=editor, annotation=claim, reason="Doubtful.")
    publish(user=editor, annotation=claim)
    page = log()
    assert "Withdrawn" in page
    assert "Published again" in page
    assert page.index("Published again") < page.index("Doubtful.")


def test_a_first_publication_is_no_correction(log, editor):
    article = f.ArticleFactory(state="published")
    draft = f.ClaimFactory(article=article, state="in-review").annotation
    publish(user=editor, annotation=draft)
    assert "Nothing has been corrected" in log()


def test_a_draft_that_was_changed_is_nobodys_business(log, editor):
    draft = f.ClaimFactory(state="draft", summary="A secret.").annotation
    change_annotation(
        user=editor,
        annotation=draft,
        expected_version=draft.version,
        detail=detail_of(draft),
        note="Later.",
    )
    assert "A secret." not in log()


def test_a_verdict_in_the_place_of_another_names_both(log):
    article = f.ArticleFactory(state="published")
    prediction = f.PredictionFactory(article=article, state="published").annotation
    first = f.VerdictFactory(annotation=prediction)
    waiting = {"annotation": prediction, "supersedes": first, "review": "proposed"}
    f.VerdictFactory(state="partly", reason="Not yet confirmed.", **waiting)
    f.VerdictFactory(
        annotation=prediction,
        supersedes=first,
        review="confirmed",
        state="did-not-come-true",
        reason="The report was withdrawn.",
    )
    page = log()
    assert "Verdict changed to “did not come true”" in page
    assert "before: “came true”" in page
    assert "The report was withdrawn." in page
    assert "Not yet confirmed." not in page


def test_a_merge_and_its_undoing_are_told(log, editor, claim):
    one, other = f.ActorFactory(name="Nippon"), f.ActorFactory(name="Japan")
    claim.about.add(other)
    ActorMerge.objects.create(
        source=one,
        target=other,
        reason="The same state.",
        merged_by=editor,
        undone_at=timezone.now(),
    )
    page = log()
    assert "Nippon into Japan" in page
    assert "The same state." in page
    assert "Merge undone" in page
    assert "Actors merged; undone since" in page
    assert 'href="/actors/' + other.slug in page


def test_a_merge_of_actors_whom_only_drafts_name_is_nobodys_business(log, editor):
    draft = f.MentionFactory(actor__name="Hidden").annotation
    ActorMerge.objects.create(
        source=f.ActorFactory(name="Nippon"),
        target=draft.mention.actor,
        reason="The same.",
        merged_by=editor,
    )
    assert "Hidden" not in log()


@pytest.mark.parametrize("state", ["published", "draft"])
def test_a_relation_taken_away_is_told_where_both_ends_are_public(log, state):
    article = f.ArticleFactory(state="published")
    source = f.ClaimFactory(article=article, state="published", summary="A holds.").annotation
    target = f.ClaimFactory(
        article=article, state=state, summary="B holds.", words="Tokyo"
    ).annotation
    relation = f.RelationFactory(source=source, target=target, kind="contradicts")
    relation._change_reason = "They speak of different years."
    relation.delete()
    page = log()
    assert ("They speak of different years." in page) is (state == "published")
    assert ("A holds. · contradicts · B holds." in page) is (state == "published")


def test_a_withdrawn_source_is_told_with_its_reason(log):
    f.ArticleFactory(
        state="withdrawn",
        title="Gone",
        withdrawn_at=timezone.now(),
        withdrawal_reason="At the publisher's wish.",
    )
    page = log()
    assert "Source withdrawn" in page
    assert "At the publisher&#x27;s wish." in page


def test_a_source_that_was_published_again_keeps_its_withdrawal_in_the_log(log, editor):
    article = f.ArticleFactory(state="published", title="Back again")
    publishing.withdraw(user=editor, article=article, reason="A wish of its author.")
    publishing.publish(user=editor, article=article)
    page = log()
    assert "A wish of its author." in page
    assert page.index("Source published again") < page.index("Source withdrawn")
    article.refresh_from_db()
    article.note = "Saved once more."
    article.save()
    assert log().count("Source withdrawn") == log().count("Source published again") == 1


def test_what_is_said_of_a_source_is_told_with_how_it_read_before(log):
    article = f.ArticleFactory(title="Taht", state="draft")
    article.title = "That"
    article.save()  # a draft's own business
    publishing.publish(user=f.EditorFactory(), article=article)
    article.refresh_from_db()
    article.note = "For curators."
    article.save()
    assert "Details of the source changed" not in log()

    article.title, article.date, article.publication = "This", None, f.PublicationFactory(name="P")
    article.date_precision, article.date_earliest, article.date_latest = "unknown", None, None
    article.save()
    page = log()
    assert "Details of the source changed: title, date, publication" in page
    assert "before: “That; 5 March 2021; Publication" in page
    article.save()
    assert log().count("Details of the source changed") == 1


def test_a_changed_relation_says_what_it_was_before(log, claim, editor):
    other = f.ClaimFactory(
        article=claim.article, words="Moscow", state="published", summary="It snowed."
    ).annotation
    relation = f.RelationFactory(source=claim, target=other, kind="supports")
    relating.change(
        user=editor,
        relation=relation,
        kind="contradicts",
        reason="They differ.",
        why="We misread it.",
    )
    page = log()
    assert "Relation changed" in page
    assert "before: “gives a reason for”" in page
    assert "It rained. · contradicts · It snowed." in page
    assert "We misread it." in page


def test_a_place_in_a_proposition_is_told_when_the_proposition_is_gone(log, claim, editor):
    member = f.PropositionMemberFactory(annotation=claim, proposition__text="It was wet.")
    memberships.remove(user=editor, member=member, reason="It says nothing of that.")
    shown = log()
    assert "It rained. · supports “It was wet.”" in shown
    assert f'href="/claims/{claim.uid}/"' in shown
    member.proposition.delete()
    assert "It rained. · supports “It was wet.”" in log()


def test_what_is_withdrawn_leads_to_its_permanent_address(log, claim, editor):
    change_annotation(
        user=editor, annotation=claim, expected_version=claim.version, note="N.", reason="Typo."
    )
    claim.refresh_from_db()
    withdraw(user=editor, annotation=claim, reason="It is no claim.")
    page = log()
    assert page.count(f'href="/a/{claim.uid}/"') == 2
    assert "#history" not in page


class TestPlacing:
    """A passage that a person placed in a corrected text."""

    @pytest.fixture
    def waiting(self):
        article = f.ArticleFactory(text=TEXT, state="published")
        row = f.ClaimFactory(article=article, words=WAIT, state="published").annotation
        index_everything()
        revise(article, CORRECTED)
        return outcome_of(row)

    def test_says_in_which_text_and_by_whose_role(self, log, waiting):
        place(user=f.CuratorFactory(), reanchoring=waiting, note="The season was corrected.")
        page = log()
        assert "Placed in the corrected text, revision 2" in page
        assert "The season was corrected." in page
        assert "A curator" in page

    def test_that_was_taken_back_is_told_as_what_happened(self, log, waiting):
        curator = f.CuratorFactory()
        place(user=curator, reanchoring=waiting)
        take_back(user=curator, reanchoring=waiting)
        page = log()
        assert "Placing in revision 2 taken back: stands in revision 1" in page
        assert "Placed in revision 2; taken back since" in page
        assert "Placed in the corrected text" not in page
        place(user=curator, reanchoring=waiting)
        assert log().count("Placed in the corrected text, revision 2") == 1


def test_the_newest_stand_first_and_the_rest_on_further_pages(log, client):
    actors = f.ActorFactory.create_batch(61)
    f.MentionFactory(
        actor=actors[0], article=f.ArticleFactory(state="published"), state="published"
    )
    for number, actor in enumerate(actors[1:]):
        merge = ActorMerge.objects.create(
            source=actor, target=actors[0], reason=f"Reason {number}."
        )
        day = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(days=number)
        ActorMerge.objects.filter(pk=merge.pk).update(merged_at=day)
    first, second = log(), log("/about/corrections/?page=2")
    assert "Reason 59." in first
    assert "Reason 10." in first
    assert "Reason 9." not in first
    assert "Reason 9." in second
    assert "Reason 0." in second
    assert 'href="/about/corrections/?page=2"' in first
    assert 'href="/about/corrections/"' in second[second.index('class="pager"') :]
    assert "?page=3" not in second
    assert '<meta name="robots" content="noindex,follow">' in second
    assert "noindex" not in first
    for wrong in ("0", "3", "x", "99999999999", "²"):
        assert client.get(f"/about/corrections/?page={wrong}").status_code == 404


def test_the_number_of_queries_does_not_grow(client, claim, editor):
    def queries():
        cache.clear()
        with CaptureQueriesContext(connection) as found:
            client.get("/about/corrections/")
        return len(found)

    def change(times):
        for number in range(times):
            claim.refresh_from_db()
            change_annotation(
                user=editor,
                annotation=claim,
                expected_version=claim.version,
                note=f"Note {number}.",
                reason=f"Reworded {number}.",
            )

    change(1)
    one = queries()
    change(7)
    assert queries() == one < 40
