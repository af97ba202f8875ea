"""What those who work on an annotation say to one another about it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.models.annotation import Annotation
from sourcelib.models.identity import Identified


class RemarkQuerySet(models.QuerySet["Remark"]):
    """Reads of remarks."""

    def open(self) -> Self:
        """Questions that nobody has settled."""
        return self.filter(asks=True, settled_at__isnull=True)

    def unseen_by(self, user: Any) -> Self:
        """Those of others that `user` has not been shown."""
        return self.exclude(made_by=user).exclude(seen_by=user)


class Remark(Identified):
    """One remark in the discussion of an annotation; never public, never exported.

    A question stays open until somebody settles it. An answer belongs to the remark that it
    `answers`, which answers none itself: a discussion is one level deep.
    """

    annotation = models.ForeignKey(
        Annotation,
        verbose_name=_("annotation"),
        on_delete=models.CASCADE,
        related_name="remarks",
    )
    answers = models.ForeignKey(
        "self",
        verbose_name=_("answers"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="replies",
    )
    asks = models.BooleanField(_("asks"), default=False, help_text=_("open until it is settled"))
    text = models.TextField(_("text"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settled by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    seen_by = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        verbose_name=_("seen by"),
        blank=True,
        related_name="+",
        help_text=_("those of the others who have been shown it"),
    )
    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["annotation_id", "id"]
        constraints = [
            models.CheckConstraint(name="remark_has_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="remark_answer_asks_nothing",
                condition=Q(asks=False) | Q(answers__isnull=True),
            ),
            models.CheckConstraint(
                name="remark_only_questions_settled",
                condition=Q(asks=True) | Q(settled_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
