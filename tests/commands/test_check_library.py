"""Every fault that a library can have is found and named, also those that constraints forbid."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models import F, Model

from annotations import models as a
from annotations.interchange.sourcelib import load
from annotations.services.checking import check_library
from sourcelib.models import Article, FormerSlug, ImportBatch, Revision
from tests.factories import EvidenceFactory
from tests.interchange.records import library, uid, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def sound(db: Any, tmp_path: Path) -> None:  # noqa: ARG001, the database must be there
    """A sound library with one of everything."""
    records = library()
    records["twin"] = records["prediction"] | {"uid": uid("twin")}
    in_order = sorted(records.values(), key=lambda r: r["type"] in LINKS)
    load(user=None, path=write(tmp_path / "a.jsonl", in_order))
    a.AnnotationVersion.objects.create(
        annotation=_annotation("claim"),
        article=Article.objects.get(),
        number=1,
        action="imported",
        at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC),
        data={},
    )


LINKS = ("proposition", "relation", "verdict")


@contextmanager
def _unchecked(model: type[Model]) -> Iterator[None]:
    """Let rows break the checks of a table, as a broken disk or a careless hand would."""
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
            yield
            cursor.execute("PRAGMA ignore_check_constraints = OFF")
            return
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c'",
            [model._meta.db_table],
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {connection.ops.quote_name(name)}")
        yield


def _update(model: type[Model], change: dict[str, Any], **which: Any) -> None:
    with _unchecked(model):
        assert model._default_manager.filter(**which).update(**change)


def _annotation(name: str) -> a.Annotation:
    return a.Annotation.objects.get(uid=uid(name))


def _of(name: str) -> dict[str, Any]:
    return {"annotation__uid": uid(name)}


def _second_article() -> Article:
    article = Article.objects.create(slug="second", title="Second")
    revision = Revision.objects.create(
        article=article, number=1, text="Else.", sha256="0" * 64, length=5
    )
    article.current_revision = revision
    article.save()
    return article


def _circle() -> None:
    a.Relation.objects.create(
        source=_annotation("prediction"),
        target=_annotation("twin"),
        kind="condition-of",
        reason="One way.",
    )
    a.Relation.objects.create(
        source=_annotation("twin"),
        target=_annotation("prediction"),
        kind="condition-of",
        reason="The other way.",
    )


def _relation_on_mention() -> None:
    a.Relation.objects.create(
        source=_annotation("mention"), target=_annotation("claim"), kind="cites", reason="No."
    )


def _merged_actor() -> None:
    japan, cabinet = (a.Actor.objects.get(slug=slug) for slug in ("japan", "cabinet"))
    a.Actor.objects.filter(pk=japan.pk).update(merged_into=cabinet)


def _merge_chain() -> None:
    _merged_actor()
    a.Actor.objects.filter(slug="cabinet").update(merged_into=a.Actor.objects.get(slug="minister"))


def _overlap(model: Any) -> None:
    """Let a row be told again, for days that it holds for already."""
    row = model._default_manager.order_by("pk").last()
    row.pk, row.valid_from = None, datetime.date(2013, 1, 1)
    row.save()


def _merge_not_in_force() -> None:
    japan, cabinet = (a.Actor.objects.get(slug=slug) for slug in ("japan", "cabinet"))
    a.ActorMerge.objects.create(source=japan, target=cabinet, reason="Said, not done.")


def _superseded_twice() -> None:
    """Take away the index that forbids it, and let a third verdict supersede the first as well."""
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX verdict_superseded_once")
    later = a.Verdict.objects.get(uid=uid("later verdict"))
    later.pk, later.uid = None, uuid4()
    later.save(force_insert=True)


def _another_sentence() -> None:
    """Move a prediction of a compound onto words of another sentence."""
    span = a.Span.objects.filter(role="body", **_of("twin"))
    assert span.update(start=0, end=5, exact="Tokyo", prefix="", suffix=" hesitated")


def _another_case() -> None:
    """Let a role be told again, in other letters and spaces."""
    row = a.ActorRole.objects.get()
    row.pk, row.title = None, f" {row.title.upper()}"
    row.save()


def _second_verdict() -> None:
    later = a.Verdict.objects.get(uid=uid("later verdict"))
    later.pk, later.uid, later.supersedes = None, uuid4(), None
    later.save(force_insert=True)


BREAKS: dict[str, Callable[[], object]] = {
    "span-words": lambda: _update(a.Span, {"exact": "Kyoto"}, **_of("mention")),
    "span-outside": lambda: _update(a.Span, {"end": 9_999}, **_of("mention")),
    "span-prefix": lambda: _update(a.Span, {"prefix": "x"}, **_of("mention")),
    "span-suffix": lambda: _update(a.Span, {"suffix": "x"}, **_of("mention")),
    "span-of-another-source": lambda: _update(
        a.Span, {"revision": _second_article().current_revision}, **_of("mention")
    ),
    "span-parts": lambda: _update(a.Span, {"part": 3}, **_of("claim"), part=2),
    "passage-missing": lambda: _update(a.Span, {"role": "cue"}, **_of("mention")),
    "revision-sha256": lambda: _update(Revision, {"sha256": "0" * 64}),
    "revision-length": lambda: _update(Revision, {"length": 7}),
    "revision-canonical": lambda: _update(Revision, {"text": "Tokyo  \n\n\n\n"}),
    "revision-numbers": lambda: _update(Revision, {"number": 3}),
    "current-revision": lambda: _update(Article, {"current_revision": None}),
    "source-state": lambda: _update(Article, {"published_at": None}),
    "author-positions": lambda: Article.objects.get().authorships.update(position=2),
    "former-slug": lambda: FormerSlug.objects.create(
        model="sourcelib.article", slug="s", uid=uid("x")
    ),
    "batch-unfinished": lambda: ImportBatch.objects.update(state="running"),
    "detail-missing": lambda: a.Mention.objects.all().delete(),
    "detail-of-another-kind": lambda: a.Mention.objects.create(
        annotation=_annotation("claim"), actor=a.Actor.objects.get(slug="japan")
    ),
    "mention-about": lambda: _annotation("mention").about.add(a.Actor.objects.get(slug="japan")),
    "annotation-state": lambda: _update(a.Annotation, {"published_at": None}, uid=uid("claim")),
    "versions": lambda: a.AnnotationVersion.objects.filter(number=2).delete(),
    "version-of-another-source": lambda: a.AnnotationVersion.objects.update(
        article=_second_article()
    ),
    "speaker": lambda: _update(a.Claim, {"speaker": None}),
    "deadline-by-rule": lambda: _update(a.Prediction, {"deadline": "2021-05-31"}),
    "deadline-stated": lambda: _update(a.Prediction, {"horizon_ground": "stated"}),
    "likelihood-term": lambda: a.Prediction.objects.update(likelihood_term="unlikely"),
    "compound": lambda: a.Prediction.objects.filter(**_of("twin")).update(compound=None),
    "probability-not-printed": lambda: a.Prediction.objects.filter(**_of("prediction")).update(
        probability="0.6"
    ),
    "deadline-before-source": lambda: _update(
        a.Prediction, {"horizon_ground": "event", "deadline": "2015-04-30"}, **_of("prediction")
    ),
    "compound-of-two-predictors": lambda: a.Prediction.co_speakers.through.objects.filter(
        prediction__annotation__uid=uid("twin")
    ).delete(),
    "compound-of-two-sentences": _another_sentence,
    "relation-on-mention": _relation_on_mention,
    "relation-to-itself": lambda: _update(a.Relation, {"target": F("source")}),
    "condition-of-no-prediction": lambda: _update(
        a.Relation, {"source": _annotation("prediction"), "target": _annotation("claim")}
    ),
    "condition-circle": _circle,
    "member-mention": lambda: a.PropositionMember.objects.filter(position="supports").update(
        annotation=_annotation("mention")
    ),
    "member-neutral": lambda: _update(a.PropositionMember, {"note": ""}, position="neutral"),
    "verdict-kind": lambda: _update(a.Verdict, {"state": "mixed"}, uid=uid("verdict")),
    "verdict-version": lambda: a.Verdict.objects.update(judged_version=9),
    "verdict-supersedes": lambda: a.Verdict.objects.filter(uid=uid("later verdict")).update(
        annotation=_annotation("twin")
    ),
    "verdict-date": lambda: _update(
        a.Verdict, {"event_date": None, "event_date_precision": "unknown"}, uid=uid("verdict")
    ),
    "verdict-review": lambda: _update(a.Verdict, {"confirmed_at": None}, review="confirmed"),
    "verdict-declined": lambda: _update(
        a.Verdict, {"declined_at": "2022-03-01T00:00Z"}, review="confirmed"
    ),
    "verdict-supersedes-proposal": lambda: a.Verdict.objects.filter(uid=uid("verdict")).update(
        review="proposed", published_at=None
    ),
    "verdict-superseded-twice": _superseded_twice,
    "verdict-circle": lambda: a.Verdict.objects.filter(uid=uid("verdict")).update(
        supersedes=a.Verdict.objects.get(uid=uid("later verdict"))
    ),
    "verdicts-standing": _second_verdict,
    "verdict-summary": lambda: a.Verdict.objects.update(judged_summary="There will be none."),
    "evidence-older": lambda: (
        a.Verdict.objects.filter(uid=uid("later verdict")).update(
            state="came-true", event_date="2016-01-01", event_date_precision="day"
        ),
        EvidenceFactory(verdict=a.Verdict.objects.get(uid=uid("later verdict")), date="2014-01-01"),
    ),
    "verdict-outcome": lambda: a.Verdict.objects.filter(uid=uid("later verdict")).update(
        condition_met="yes", condition_met_on="2014-01-01"
    ),
    "event-before-publication": lambda: a.Verdict.objects.filter(uid=uid("verdict")).update(
        event_date="2015-04-01", event_date_precision="month"
    ),
    "event-after-decision": lambda: _update(
        a.Verdict, {"decided_on": "2015-12-31"}, uid=uid("verdict")
    ),
    "evidence-missing": lambda: a.Evidence.objects.all().delete(),
    "evidence-kind": lambda: _update(a.Evidence, {"source": ""}, key="news"),
    "evidence-words": lambda: _update(a.Evidence, {"reports": ""}, key="news"),
    "evidence-positions": lambda: a.Evidence.objects.filter(position=2).update(position=5),
    "evidence-quotes": lambda: a.Evidence.objects.filter(position=2).update(words="Kyoto"),
    "merge-left-behind": _merged_actor,
    "merge-chain": _merge_chain,
    "merge-record": _merge_not_in_force,
    "part-of-itself": lambda: a.Actor.objects.filter(slug="cabinet").update(
        part_of=a.Actor.objects.get(slug="minister")
    ),
    "member-of-itself": lambda: a.ActorMembership.objects.create(
        whole=a.Actor.objects.get(slug="minister"), member=a.Actor.objects.get(slug="cabinet")
    ),
    "alias-overlap": lambda: _overlap(a.ActorAlias),
    "member-overlap": lambda: _overlap(a.ActorMembership),
    "role-overlap": lambda: _overlap(a.ActorRole),
    "author-without-actor": lambda: (
        a.Claim.objects.update(attribution="author", speaker=None),
        a.Actor.objects.update(author=None),
    ),
}


@pytest.mark.usefixtures("sound")
def test_a_sound_library_has_no_fault():
    assert [str(fault) for fault in check_library()] == []
    out = StringIO()
    call_command("check_library", stdout=out, stderr=StringIO())
    assert out.getvalue() == "The library is sound.\n"


@pytest.mark.usefixtures("sound")
@pytest.mark.parametrize("name", BREAKS)
def test_a_fault_is_found(name: str):
    BREAKS[name]()
    found = {fault.name for fault in check_library()}
    assert name in found


@pytest.mark.usefixtures("sound")
def test_a_role_told_twice_in_other_letters_is_found():
    _another_case()
    assert {fault.name for fault in check_library()} == {"role-overlap"}


@pytest.mark.usefixtures("sound")
def test_a_term_that_is_not_that_of_its_words_is_named_with_the_remedy():
    BREAKS["likelihood-term"]()
    found = [str(fault) for fault in check_library() if fault.name == "likelihood-term"]
    assert len(found) == 2
    assert all("save the annotation anew" in fault for fault in found)


@pytest.mark.usefixtures("sound")
def test_the_command_names_each_fault_counts_them_and_fails():
    BREAKS["span-words"]()
    BREAKS["evidence-quotes"]()
    out = StringIO()
    with pytest.raises(CommandError, match=r"2 fault\(s\): 1 span-words, 1 evidence-quotes"):
        call_command("check_library", stdout=out, stderr=StringIO())
    assert uid("mention") in out.getvalue()
    assert "'Tokyo', not 'Kyoto'" in out.getvalue()


@pytest.mark.usefixtures("sound")
def test_a_verdict_on_an_earlier_version_is_held_against_that_version():
    prediction = _annotation("prediction")
    for number, summary in ((1, "There will be a treaty."), (2, "A treaty will be signed.")):
        a.AnnotationVersion.objects.create(
            annotation=prediction,
            article=prediction.article,
            number=number,
            action="changed",
            at=datetime.datetime(2020, 1, number, tzinfo=datetime.UTC),
            data={"prediction": {"summary": summary}},
        )
    a.Annotation.objects.filter(pk=prediction.pk).update(version=2)
    assert list(check_library()) == []
    a.Verdict.objects.filter(uid=uid("later verdict")).update(judged_version=2)
    found = [str(fault) for fault in check_library()]
    assert len(found) == 1
    assert "'A treaty will be signed.'" in found[0]


@pytest.mark.usefixtures("sound")
def test_a_verdict_must_fit_the_terms_that_it_judged_and_not_those_of_today():
    prediction = _annotation("prediction")
    later = a.Verdict.objects.filter(uid=uid("later verdict"))
    later.update(state="came-true", event_date="2016-01-01", event_date_precision="day")
    terms = {"summary": "There will be a treaty.", "deadline": "2017-01-01", "condition": ""}
    for number, deadline in ((1, "2017-01-01"), (2, "2015-12-31")):
        a.AnnotationVersion.objects.create(
            annotation=prediction,
            article=prediction.article,
            number=number,
            action="changed",
            at=datetime.datetime(2020, 1, number, tzinfo=datetime.UTC),
            data={"prediction": terms | {"deadline": deadline}, "spans": []},
        )
    a.Annotation.objects.filter(pk=prediction.pk).update(version=2)
    assert "verdict-outcome" not in {fault.name for fault in check_library()}
    later.update(judged_version=2)
    found = [str(fault) for fault in check_library() if fault.name == "verdict-outcome"]
    assert len(found) == 1
    assert "counts only up to the deadline, 31 December 2015" in found[0]
    assert "as version 2" in found[0]


@pytest.mark.usefixtures("sound")
def test_words_of_a_withdrawn_passage_stand():
    BREAKS["evidence-quotes"]()
    a.Annotation.objects.filter(uid=uid("claim")).update(
        state="withdrawn", state_reason="Wrong.", withdrawn_at=datetime.datetime.now(datetime.UTC)
    )
    assert list(check_library()) == []
