"""What is remembered so that a curator is not asked the same twice."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from annotations.models.actor import Actor
from annotations.models.annotation import Annotation
from sourcelib.models import Article


class Namesake(models.Model):
    """Words that hold the name of an actor and mean something else: South China Sea, Moscow Times.

    No actor is suggested within them.
    """

    text = models.CharField(_("words"), max_length=200, unique=True)
    note = models.TextField(_("note"), blank=True, help_text=_("what they mean"))
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("namesake")
        verbose_name_plural = _("namesakes")
        ordering = ["text"]
        constraints = [models.CheckConstraint(name="namesake_has_text", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text


class RejectedSuggestion(models.Model):
    """A suggestion that somebody turned down in a source.

    Where it stood is kept by its sentence, so that it stays turned down in a corrected text as
    long as its sentence is the same.
    """

    article = models.ForeignKey(
        Article, verbose_name=_("source"), on_delete=models.CASCADE, related_name="rejected"
    )
    kind = models.CharField(
        _("kind"),
        max_length=10,
        choices=[
            (Annotation.Kind.MENTION, _("mention")),
            (Annotation.Kind.PREDICTION, _("prediction")),
        ],
    )
    actor = models.ForeignKey(
        Actor,
        verbose_name=_("actor"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("the one that a mention was suggested of"),
    )
    exact = models.TextField(_("words"))
    sentence_sha256 = models.CharField(_("SHA-256 of the sentence"), max_length=64)
    offset = models.PositiveIntegerField(_("place in the sentence"), help_text=_("code points"))
    rejected_at = models.DateTimeField(_("turned down at"), auto_now_add=True)
    rejected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("turned down by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("rejected suggestion")
        verbose_name_plural = _("rejected suggestions")
        ordering = ["article_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "actor", "sentence_sha256", "offset"],
                name="suggested_mention_rejected_once",
            ),
            models.UniqueConstraint(
                fields=["article", "sentence_sha256", "offset"],
                condition=Q(kind="prediction"),
                name="suggested_prediction_rejected_once",
            ),
            models.CheckConstraint(
                name="suggestion_of_a_mention_has_its_actor",
                condition=Q(kind="mention", actor__isnull=False)
                | Q(kind="prediction", actor__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.exact[:60]}"
