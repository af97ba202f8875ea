"""What readers may have seen of an import: it is withdrawn, and does not vanish."""

from collections.abc import Iterator, Sequence

from django.db.models import Q

from annotations import models as a
from sourcelib import models as s
from sourcelib.models import ImportBatch


def once_published(batch: ImportBatch, replies: Sequence[str]) -> Iterator[str]:
    """Name what was published of a batch, by it or since; `replies` are the uids of its own.

    What stands in a published source of the batch is not named beside it.
    """
    articles = s.Article.objects.filter(batch=batch, published_at__isnull=False).order_by("pk")
    yield from (f"source {slug}: published" for slug in articles.values_list("slug", flat=True))
    seen = Q(published_at__isnull=False, article__published_at__isnull=False)
    elsewhere = ~Q(article__batch=batch) | Q(article__batch__isnull=True)
    annotations = a.Annotation.objects.filter(seen, elsewhere, batch=batch).order_by("pk")
    yield from (f"annotation {uid}: published" for uid in annotations.values_list("uid", flat=True))
    before = ~Q(annotation__batch=batch) | Q(annotation__batch__isnull=True)
    verdicts = a.Verdict.objects.filter(
        before,
        batch=batch,
        published_at__isnull=False,
        annotation__published_at__isnull=False,
        annotation__article__published_at__isnull=False,
    ).order_by("pk")
    yield from (f"verdict {uid}: published" for uid in verdicts.values_list("uid", flat=True))
    beside = Q(article__batch=batch) | Q(annotation__batch=batch) | Q(verdict__batch=batch)
    told = a.Reply.objects.filter(uid__in=replies).exclude(beside).order_by("pk")
    yield from (f"reply {uid}: published" for uid in told.values_list("uid", flat=True))
