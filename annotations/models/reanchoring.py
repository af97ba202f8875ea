"""What became of annotations when their source got a new text."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.models.annotation import Annotation
from sourcelib.models import Article, Revision
from sourcelib.models.identity import Identified


class Reanchoring(Identified):
    """One annotation and one new revision: whether its passage was found there, and who says so.

    `proposed` holds the spans that were found, as dicts of `role`, `part`, `start`, `end` and
    `exact`, in code points of the new revision's text; none where the passage is lost.
    """

    class Outcome(models.TextChoices):
        UNCHANGED = "unchanged", _("unchanged")
        MOVED = "moved", _("moved")
        EDITED = "edited", _("edited")
        UNCERTAIN = "uncertain", _("uncertain")
        LOST = "lost", _("lost")

    class State(models.TextChoices):
        CARRIED = "carried", _("carried over")
        WAITING = "waiting", _("waits for a person")
        PLACED = "placed", _("placed by a person")
        LEFT = "left", _("left on the earlier revision")
        OVERTAKEN = "overtaken", _("overtaken by a later revision")

    annotation = models.ForeignKey(
        Annotation, on_delete=models.CASCADE, related_name="reanchorings"
    )
    article = models.ForeignKey(
        Article, verbose_name=_("source"), on_delete=models.PROTECT, related_name="+"
    )
    old_revision = models.ForeignKey(
        Revision, verbose_name=_("from revision"), on_delete=models.PROTECT, related_name="+"
    )
    revision = models.ForeignKey(
        Revision,
        verbose_name=_("to revision"),
        on_delete=models.PROTECT,
        related_name="reanchorings",
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    confidence = models.FloatField(_("confidence"), help_text=_("from 0 to 1"))
    proposed = models.JSONField(_("spans found"), default=list, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    note = models.TextField(_("note"), blank=True)
    created_at = models.DateTimeField(_("looked for at"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("re-anchoring")
        verbose_name_plural = _("re-anchorings")
        ordering = ["revision_id", "id"]
        permissions = [
            ("settle_reanchoring", _("Can say where a passage stands in a corrected text")),
        ]
        indexes = [
            # what waits for a person, source by source
            models.Index(fields=["state", "article"], name="reanchoring_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["annotation", "revision"], name="reanchoring_once_per_revision"
            ),
            models.CheckConstraint(
                name="reanchoring_confidence_is_a_share",
                condition=Q(confidence__gte=0, confidence__lte=1),
            ),
            models.CheckConstraint(
                name="reanchoring_decided_has_its_day",
                condition=Q(state__in=["placed", "left"], decided_at__isnull=False)
                | Q(~Q(state__in=["placed", "left"]), decided_at__isnull=True),
            ),
            models.CheckConstraint(
                name="reanchoring_doubtful_waits_for_a_person",
                condition=~Q(state="carried") | Q(outcome__in=["unchanged", "moved"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.annotation_id} → {self.revision_id}: {self.outcome}"
