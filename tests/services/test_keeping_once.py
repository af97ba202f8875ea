"""What is sent twice is made once; what is sent together is made together."""

import threading
from uuid import uuid4

import pytest
from django.db import connection

from annotations.models import Annotation, AnnotationVersion
from annotations.services import creating
from annotations.services.checking import check_library
from annotations.services.inputs import ClaimInput, MentionInput, NewAnnotation, PredictionInput
from sourcelib.services.refusals import Invalid, NotAllowed
from tests.factories import (
    AccountFactory,
    ActorFactory,
    ArticleFactory,
    CuratorFactory,
    TopicFactory,
)
from tests.indexed import index_everything
from tests.services.annotating.made import CLAIM, errors_of, words

pytestmark = pytest.mark.django_db


def new(article, exact="Tokyo hesitated", detail=CLAIM, **more) -> NewAnnotation:
    return NewAnnotation(spans=[words(article, exact)], detail=detail, **more)


@pytest.fixture
def article():
    return ArticleFactory()


@pytest.fixture
def curator():
    return CuratorFactory()


def once(article, user, one):
    return creating.create_once(user=user, revision=article.current_revision, new=one)


def together(article, user, *many):
    return creating.create_annotations(user=user, revision=article.current_revision, new=many)


class TestOnce:
    def test_it_gets_the_uid_that_was_chosen(self, article, curator):
        uid = uuid4()
        made, is_new = once(article, curator, new(article, uid=uid))
        assert (made.uid, is_new) == (uid, True)

    def test_what_is_sent_again_is_given_back_as_it_stands(self, article, curator):
        one = new(article, uid=uuid4())
        first, _new = once(article, curator, one)
        again, is_new = once(article, curator, one)
        assert (again, is_new) == (first, False)
        assert AnnotationVersion.objects.count() == 1

    def test_the_uid_of_somebody_else_is_refused(self, article, curator):
        one = new(article, uid=uuid4())
        once(article, curator, one)
        call = {"revision": article.current_revision, "new": one, "user": CuratorFactory()}
        assert list(errors_of(creating.create_once, **call)) == ["uid"]

    def test_the_uid_of_one_in_another_source_is_refused(self, article, curator):
        other = ArticleFactory()
        one = new(article, uid=uuid4())
        once(article, curator, one)
        call = {"revision": other.current_revision, "new": one, "user": curator}
        assert list(errors_of(creating.create_once, **call)) == ["uid"]


class TestTogether:
    def test_many_are_made_in_their_order_each_with_its_version(self, article, curator):
        japan, other, topic = ActorFactory(), ActorFactory(), TopicFactory()
        index_everything()
        forecast = PredictionInput(
            summary="Moscow will wait.",
            attribution="reported",
            speaker=japan,
            co_speakers=frozenset([other]),
        )
        rows, count = together(
            article,
            curator,
            new(article, "Moscow will wait", forecast, topics=[topic]),
            new(article, "Tokyo", MentionInput(actor=japan)),
            new(article, about=[japan], topics=[topic], note=" noted "),
        )
        assert count == 3
        assert [row.kind for row in rows] == ["prediction", "mention", "claim"]
        claim = Annotation.objects.get(pk=rows[2].pk)
        assert (claim.note, [*claim.about.all()]) == ("noted", [japan])
        assert rows[0].prediction.co_speakers.count() == 1
        assert {v.action for v in AnnotationVersion.objects.all()} == {"created"}
        assert AnnotationVersion.objects.count() == 3
        assert list(check_library()) == []

    def test_one_fault_leaves_nothing_made_and_is_named_by_its_place(self, article, curator):
        bad = new(article, "Moscow", ClaimInput(summary="", kind="factual"))
        errors = errors_of(
            creating.create_annotations,
            user=curator,
            revision=article.current_revision,
            new=[new(article), bad, new(article)],
        )
        assert list(errors) == ["1.summary", "2.spans.body"]
        assert not Annotation.objects.exists()

    def test_what_is_there_already_is_refused(self, article, curator):
        once(article, curator, new(article))
        with pytest.raises(Invalid) as caught:
            together(article, curator, new(article, "Moscow"), new(article))
        assert list(caught.value.errors) == ["1.spans.body"]

    def test_the_same_words_name_two_actors(self, article, curator):
        mentions = [new(article, "Tokyo", MentionInput(actor=ActorFactory())) for _ in range(2)]
        assert together(article, curator, *mentions)[1] == 2

    def test_what_is_sent_again_makes_only_what_is_missing(self, article, curator):
        many = [new(article, "Moscow", uid=uuid4()), new(article, uid=uuid4())]
        (first, _second), _count = together(article, curator, *many)
        rows, count = together(article, curator, *many)
        assert (rows[0], count) == (first, 0)
        third = new(article, "wait", uid=uuid4())
        rows, count = together(article, curator, third, *many)
        assert ([row.uid for row in rows], count) == ([third.uid, *(m.uid for m in many)], 1)

    def test_one_uid_twice_more_than_500_and_none_are_refused(self, article, curator):
        uid = uuid4()
        call = {"user": curator, "revision": article.current_revision}
        twice = [new(article, "Moscow", uid=uid), new(article, uid=uid)]
        assert list(errors_of(creating.create_annotations, new=twice, **call)) == ["uid"]
        many = [new(article)] * 501
        message = errors_of(creating.create_annotations, new=many, **call)["annotations"][0]
        assert "500" in message
        assert "501" in message
        assert errors_of(creating.create_annotations, new=[], **call)

    def test_who_does_not_curate_makes_none(self, article):
        with pytest.raises(NotAllowed):
            together(article, AccountFactory(), new(article))

    def test_a_hundred_take_no_more_queries_than_ten(self, curator, django_assert_max_num_queries):
        text = " ".join(f"Word{n:03}" for n in range(110))
        article = ArticleFactory(text=text)
        places = [new(article, f"Word{n:03}") for n in range(110)]
        with django_assert_max_num_queries(45) as ten:
            together(article, curator, *places[:10])
        with django_assert_max_num_queries(len(ten)):
            together(article, curator, *places[10:])


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_what_arrives_twice_at_the_same_time_is_made_once() -> None:
    article, curator = ArticleFactory(), CuratorFactory()
    one = new(article, uid=uuid4())
    begin = threading.Barrier(6)
    outcomes: list[tuple[int, bool]] = []

    def send() -> None:
        begin.wait()
        try:
            row, is_new = once(article, curator, one)
            outcomes.append((row.pk, is_new))
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(is_new for _pk, is_new in outcomes) == [*[False] * 5, True]
    assert {pk for pk, _is_new in outcomes} == {Annotation.objects.get().pk}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_one_uid_in_two_sources_at_the_same_time_is_refused_once() -> None:
    curator, uid = CuratorFactory(), uuid4()
    articles = [ArticleFactory() for _ in range(4)]
    begin = threading.Barrier(4)
    outcomes: list[str] = []

    def send(article) -> None:
        begin.wait()
        try:
            once(article, curator, new(article, uid=uid))
            outcomes.append("made")
        except Invalid as invalid:
            outcomes.extend(invalid.errors)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[article]) for article in articles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["made", "uid", "uid", "uid"]
