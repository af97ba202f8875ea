"""The words of a source."""

from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce, Length
from django.utils.translation import gettext_lazy as _

from sourcelib.models.article import Article
from sourcelib.models.batch import ImportBatch
from sourcelib.models.identity import Identified


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Reads of revisions."""

    def public(self) -> Self:
        """Those that readers may see: of published sources, but for what was a draft alone.

        The first of them was the current one when its source was first published.
        """
        first = Revision.objects.filter(
            article=OuterRef("article"), created_at__lte=OuterRef("article__published_at")
        ).order_by("-number")
        return self.filter(
            article__state=Article.State.PUBLISHED,
            number__gte=Coalesce(Subquery(first.values("number")[:1]), 1),
        )


class Revision(Identified):
    """One immutable version of a source's canonical text.

    Every offset of a span counts Unicode code points in `text`. A correction is a new revision.
    """

    article = models.ForeignKey(
        Article, verbose_name=_("source"), on_delete=models.PROTECT, related_name="revisions"
    )
    number = models.PositiveIntegerField(_("number"))
    text = models.TextField(_("text"), editable=False)
    sha256 = models.CharField(_("SHA-256 of the text"), max_length=64, db_index=True)
    length = models.PositiveIntegerField(_("length in code points"))
    file_name = models.CharField(_("file"), max_length=300, blank=True)
    media_type = models.CharField(_("media type"), max_length=100, blank=True)
    file_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True)
    reader = models.CharField(_("reader"), max_length=40, blank=True)
    reader_version = models.CharField(_("reader's version"), max_length=20, blank=True)
    report = models.JSONField(
        _("what the reader did"),
        default=dict,
        blank=True,
        help_text=_("what it took out of the text, with its place; what it changed; its doubts"),
    )
    reason = models.TextField(
        _("what was corrected, and why"),
        blank=True,
        help_text=_("of every revision after the first; readers see it"),
    )
    batch = models.ForeignKey(
        ImportBatch,
        verbose_name=_("import batch"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="revisions",
    )
    created_at = models.DateTimeField(_("brought in at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("brought in by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = RevisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["article_id", "number"]
        indexes = [
            # whether the library has a file already
            models.Index(fields=["file_sha256"], name="revision_by_file"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["article", "number"], name="revision_number_once"),
            models.CheckConstraint(
                name="revision_number_from_one", condition=models.Q(number__gte=1)
            ),
            models.CheckConstraint(
                name="revision_length_is_its_text",
                condition=models.Q(length=Length("text")) & models.Q(length__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} · {self.number}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Refuse to change a revision that is stored; this is a guard, not a rule of its own."""
        if not self._state.adding:
            raise ValidationError(_("A revision is never changed. Add a new one instead."))
        super().save(*args, **kwargs)  # type: ignore[arg-type]
