"""`manage.py reanchor` looks for what was never looked for in the current text of its source."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from annotations.interchange.sourcelib import load
from annotations.models import Annotation, Reanchoring
from annotations.services.checking import check_library
from sourcelib.models import Article
from tests.factories import ArticleFactory, ClaimFactory, RevisionFactory
from tests.interchange.records import TEXT as RECORDED
from tests.interchange.records import after, library, uid, write
from tests.reanchoring import TEXT, outcome_of, words_of

pytestmark = pytest.mark.django_db

DECADE = "Tokyo hesitated for a decade"
LEADERS = "The two leaders are unlikely to sign a peace treaty this year"
SHORTER = TEXT.replace(f"\n\n{LEADERS}, officials said.", "")


def run(**options: Any) -> str:
    out = StringIO()
    call_command("reanchor", stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def corrected(slug: str, words: str) -> Annotation:
    """Return an annotation of a source whose text was corrected without it."""
    article = ArticleFactory(slug=slug, text=f"{slug}\n\n{TEXT}")
    annotation: Annotation = ClaimFactory(article=article, words=words).annotation
    article.current_revision = RevisionFactory(article=article, text=f"{slug}\n\n{SHORTER}")
    article.save()
    return annotation


def test_says_what_came_out_of_each_source_and_of_all():
    found, lost = corrected("first", DECADE), corrected("second", LEADERS)
    told = run()
    assert "first, revision 2: 1 unchanged" in told
    assert "second, revision 2: 1 lost" in told
    assert "2 annotations were looked for: 1 unchanged, 1 lost." in told
    assert words_of(found) == [DECADE]
    assert outcome_of(found).state == "carried"
    assert outcome_of(lost).state == "waiting"


def test_run_twice_it_changes_nothing():
    corrected("first", DECADE)
    corrected("second", LEADERS)
    run()
    rows = list(Reanchoring.objects.order_by("pk").values())
    assert run() == "Every annotation was looked for in the current text of its source.\n"
    assert list(Reanchoring.objects.order_by("pk").values()) == rows


def test_a_dry_run_writes_nothing_and_says_the_same():
    annotation = corrected("first", DECADE)
    told = run(dry_run=True)
    assert "first, revision 2: 1 unchanged" in told
    assert "nothing was written" in told
    assert not Reanchoring.objects.exists()
    assert Annotation.objects.get(pk=annotation.pk).revision.number == 1


def test_looks_in_one_source_only():
    first, second = corrected("first", DECADE), corrected("second", DECADE)
    run(source="second")
    assert not Reanchoring.objects.filter(annotation=first).exists()
    assert outcome_of(second).state == "carried"
    with pytest.raises(CommandError, match="no source 'third'"):
        run(source="third")


def test_finds_what_an_import_brought_on_an_earlier_text_only(tmp_path: Path):
    records = library()
    second = {"uid": uid("second"), "number": 2, "text": f"So it goes.\n\n{RECORDED}"}
    records = after(records, "revision", {"second": records["revision"] | second})
    load(user=None, path=write(tmp_path / "a.jsonl", records))
    assert set(Annotation.objects.values_list("revision__number", flat=True)) == {1}
    told = run()
    assert "4 unchanged" in told
    assert set(Annotation.objects.values_list("revision__number", flat=True)) == {2}
    assert Article.objects.get().current_revision.number == 2
    assert list(check_library()) == []
