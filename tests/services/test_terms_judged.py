"""What was changed of the terms that a verdict judged: each term, in words, in few queries."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from annotations.models import Span, Verdict
from annotations.services import judging
from annotations.services.annotating import change_annotation
from annotations.services.inputs import SpanInput, spans_of
from annotations.services.merging import merge
from annotations.services.terms_judged import changes_since, on_other_terms
from sourcelib.services.refusals import WrongState
from tests.factories import (
    ActorFactory,
    AnnotationVersionFactory,
    ArticleFactory,
    ClaimFactory,
    EditorFactory,
    PredictionFactory,
    VerdictFactory,
)
from tests.services.judged import change, proposed

pytestmark = pytest.mark.django_db
D = datetime.date
STATED = {"horizon_ground": "stated", "horizon_end": D(2024, 3, 31), "deadline": D(2024, 3, 31)}


def predicted(**more: Any) -> Any:
    article = ArticleFactory(state="published", text="Talks will probably end. So be it.")
    given = {"article": article, "state": "published", "words": "Talks will probably end"}
    return PredictionFactory(**given | STATED | more).annotation


def told(verdict: Verdict) -> list[str]:
    found = changes_since([Verdict.objects.get(pk=verdict.pk)])
    return [str(change) for change in found.get(verdict.pk, ())]


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ({"summary": "It ends."}, "sentence before: “Talks end.”; now: “It ends.”"),
        ({"condition": "If it rains."}, "condition before: none; now: “If it rains.”"),
        (
            {"likelihood_polarity": "opposite"},
            "the likelihood words speak before: of the event as summarised; now: of its opposite",
        ),
        (
            {"horizon_end": D(2022, 3, 20)},
            "deadline before: 31 March 2024; now: 20 March 2022",
        ),
        ({"probability": None}, "probability printed before: 0.25; now: none"),
    ],
)
def test_each_term_is_told_before_and_after(terms, said):
    printed = Decimal("0.25") if "probability" in terms else None
    annotation = predicted(summary="Talks end.", probability=printed)
    verdict = VerdictFactory(annotation=annotation, review="confirmed")
    change(annotation, **terms)
    assert told(verdict) == [said]


def test_the_horizon_and_its_deadline_are_two_terms():
    annotation = predicted()
    verdict = VerdictFactory(annotation=annotation)
    change(annotation, horizon_ground="event", horizon_end=None, deadline=None)
    assert told(verdict) == [
        "horizon before: stated in the text; now: ended by an event",
        "deadline before: 31 March 2024; now: none",
    ]


def test_who_speaks_is_a_term_and_how_we_know():
    kato, abe = ActorFactory(name="Kato"), ActorFactory(name="Abe")
    annotation = predicted()
    verdict = VerdictFactory(annotation=annotation)
    change(annotation, attribution="reported", speaker=kato, co_speakers=frozenset([abe]))
    assert told(verdict)[0] == ("attribution before: the author's own; now: reported of a speaker")
    assert told(verdict)[1].startswith("speaker before: none; now: ")
    assert {"Kato", "Abe"} <= set(told(verdict)[1].replace(",", "").split())


def test_a_speaker_that_was_merged_is_the_same_speaker():
    kato, twin = ActorFactory(name="Kato"), ActorFactory(name="K. Kato")
    annotation = predicted(attribution="reported", speaker=twin)
    verdict = VerdictFactory(annotation=annotation)
    change(annotation, attribution_note="By his office.")
    merge(user=EditorFactory(), source=twin, target=kato, reason="One person.")
    assert told(verdict) == []


def test_likelihood_words_are_a_term():
    annotation = predicted()
    verdict = VerdictFactory(annotation=annotation)
    revision = annotation.article.current_revision
    start = revision.text.index("probably")
    words = SpanInput(
        start=start, end=start + len("probably"), exact="probably", role=Span.Role.LIKELIHOOD
    )
    change_annotation(
        user=EditorFactory(),
        annotation=annotation,
        expected_version=annotation.version,
        spans=(*spans_of(annotation, revision), words),
        reason="They were not marked.",
    )
    assert told(verdict) == ["likelihood words before: none; now: “probably”"]


def test_of_a_claim_its_kind_is_a_term():
    claim = ClaimFactory(article=ArticleFactory(state="published"), state="published").annotation
    verdict = VerdictFactory(annotation=claim, state="supported", review="confirmed")
    change(claim, kind="causal")
    assert told(verdict) == ["kind before: factual; now: causal"]


def test_what_binds_no_verdict_may_change():
    annotation = predicted()
    verdict = VerdictFactory(annotation=annotation)
    annotation = change(annotation, deadline_basis="As the text says.", likelihood="probable")
    assert told(verdict) == []


def test_what_was_changed_and_changed_back_is_as_it_was():
    annotation = predicted(summary="Talks end.")
    verdict = VerdictFactory(annotation=annotation)
    annotation = change(annotation, summary="They end.")
    change(annotation, summary="Talks end.")
    assert told(verdict) == []


def test_of_a_version_that_is_not_here_the_sentence_alone_is_known():
    annotation = predicted(summary="Talks end.")
    type(annotation).objects.filter(pk=annotation.pk).update(version=3)
    annotation.refresh_from_db()
    AnnotationVersionFactory(annotation=annotation, number=3)
    same = VerdictFactory(annotation=annotation, judged_version=2)
    other = VerdictFactory(
        annotation=annotation, judged_version=2, judged_summary="They end.", supersedes=same
    )
    assert (told(same), len(told(other))) == ([], 1)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"prediction": None},
        {"prediction": {"summary": "Talks end."}},
        {"prediction": {"deadline": "soon", "probability": "half", "condition": 3}, "spans": 3},
    ],
)
def test_a_version_may_tell_anything_and_what_it_does_not_tell_is_not_changed(data):
    annotation = predicted(summary="Talks end.", condition="If it rains.")
    AnnotationVersionFactory(annotation=annotation, number=1, data=data)
    type(annotation).objects.filter(pk=annotation.pk).update(version=2)
    assert told(VerdictFactory(annotation=annotation)) == []


def test_nothing_is_asked_where_nothing_was_changed(django_assert_num_queries):
    verdicts = [VerdictFactory(annotation=predicted()) for _ in range(3)]
    rows = Verdict.objects.select_related("annotation__prediction", "annotation__claim")
    rows = list(rows.filter(pk__in=[verdict.pk for verdict in verdicts]))
    with django_assert_num_queries(0):
        assert changes_since(rows) == {}


def test_it_costs_the_same_for_many(django_assert_max_num_queries):
    rows = []
    for number in range(4):
        kato = ActorFactory(name=f"Kato {number}")
        annotation = predicted()
        rows.append(VerdictFactory(annotation=annotation))
        change(annotation, attribution="reported", speaker=kato)
    with django_assert_max_num_queries(8):
        assert sorted(on_other_terms(Verdict.objects.all())) == [row.pk for row in rows]


class TestConfirming:
    @pytest.mark.parametrize(
        ("terms", "said"),
        [
            ({"likelihood_polarity": "opposite"}, "of its opposite"),
            ({"condition": "If it rains."}, "If it rains"),
            ({"horizon_end": D(2022, 3, 20)}, "20 March 2022"),
        ],
    )
    def test_it_is_refused_and_says_what_was_changed(self, terms, said):
        annotation = predicted()
        verdict = proposed(annotation)
        change(annotation, **terms)
        with pytest.raises(WrongState, match=f"changed since.*{said}"):
            judging.confirm(user=EditorFactory(), verdict=verdict)
        verdict.refresh_from_db()
        assert verdict.review == "proposed"
