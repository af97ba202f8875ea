"""What those who wrote or were judged answer, in their own words."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.models.annotation import Annotation
from annotations.models.report import Report
from annotations.models.verdict import Verdict
from sourcelib.models import Article
from sourcelib.models.identity import Identified


class ReplyQuerySet(models.QuerySet["Reply"]):
    """Reads of replies."""

    def public(self) -> Self:
        """Those to something public; of a withdrawn one readers are told that it was, and why."""
        on_annotation = Q(
            annotation__state=Annotation.State.PUBLISHED,
            annotation__article__state=Article.State.PUBLISHED,
        )
        return self.filter(
            Q(article__state=Article.State.PUBLISHED)
            | on_annotation
            | Q(verdict__in=Verdict.objects.public())
        )

    def visible_to(self, user: Any) -> Self:
        """Those that `user` may see."""
        return self if user.has_perm("annotations.view_reply") else self.public()


class Reply(Identified):
    """A statement of an author, a person judged or a publisher, published beside what it answers.

    Plain text, in their words. It is never changed: a new one is published, and the old withdrawn.
    """

    class Capacity(models.TextChoices):
        AUTHOR = "author", _("author of the source")
        JUDGED = "judged", _("person judged or quoted")
        PUBLISHER = "publisher", _("publisher of the source")

    SHORTEST, LONGEST = 10, 10_000  # characters of a statement

    article = models.ForeignKey(
        Article,
        verbose_name=_("source answered"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replies",
    )
    annotation = models.ForeignKey(
        Annotation,
        verbose_name=_("claim or prediction answered"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replies",
    )
    verdict = models.ForeignKey(
        Verdict,
        verbose_name=_("verdict answered"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replies",
    )
    report = models.ForeignKey(
        Report,
        verbose_name=_("came with the report"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replies",
    )
    name = models.CharField(_("name, as it is shown"), max_length=200)
    capacity = models.CharField(_("answers as"), max_length=10, choices=Capacity.choices)
    text = models.TextField(_("statement"))
    date = models.DateField(_("date of the statement"))
    url = models.URLField(_("where it was published"), blank=True, max_length=2000)
    published_at = models.DateTimeField(_("published at"), auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("withdrawn by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    withdrawn_reason = models.TextField(_("why it was withdrawn"), blank=True)
    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ["date", "id"]
        constraints = [
            models.CheckConstraint(name="reply_has_text", condition=~Q(text="")),
            models.CheckConstraint(name="reply_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="reply_to_one_thing",
                condition=Q(article__isnull=False, annotation__isnull=True, verdict__isnull=True)
                | Q(article__isnull=True, annotation__isnull=False, verdict__isnull=True)
                | Q(article__isnull=True, annotation__isnull=True, verdict__isnull=False),
            ),
            models.CheckConstraint(
                name="reply_withdrawn_with_reason",
                condition=Q(
                    withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason=""
                )
                | Q(Q(withdrawn_at__isnull=False), ~Q(withdrawn_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.date}"

    @property
    def answered(self) -> Article | Annotation | Verdict:
        """What it answers."""
        found = self.verdict or self.annotation or self.article
        assert found is not None  # a constraint sees to it
        return found

    def get_absolute_url(self) -> str:
        on = self.answered
        if isinstance(on, Verdict):
            on = on.annotation
        page = on.get_absolute_url() if isinstance(on, Article) else f"/{on.kind}s/{on.uid}/"
        return f"{page}#r{self.uid}"
