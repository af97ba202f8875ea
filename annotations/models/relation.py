"""How annotations bear on one another."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from annotations.models.annotation import Annotation
from sourcelib.models import Article, ImportBatch
from sourcelib.models.identity import Identified


class RelationQuerySet(models.QuerySet["Relation"]):
    """Reads of relations."""

    def public(self) -> Self:
        """Those whose two ends are public."""
        published = {
            f"{end}__{path}state": state
            for end in ("source", "target")
            for path, state in (
                ("", Annotation.State.PUBLISHED),
                ("article__", Article.State.PUBLISHED),
            )
        }
        return self.filter(**published)

    def visible_to(self, user: Any) -> Self:
        """Those that `user` may see."""
        return self if user.has_perm("annotations.view_relation") else self.public()


class Relation(Identified):
    """One annotation bears on another, of the same or of another source, for a reason."""

    class Kind(models.TextChoices):
        SUPPORTS = "supports", _("gives a reason for")
        CONTRADICTS = "contradicts", _("contradicts")
        RESTATES = "restates", _("says again")
        CONDITION_OF = "condition-of", _("is the condition of")
        EVIDENCE_FOR = "evidence-for", _("is evidence for")
        EVIDENCE_AGAINST = "evidence-against", _("is evidence against")
        RESOLVES = "resolves", _("shows how it turned out")
        CITES = "cites", _("cites")

    # The same relations, read from their other end.
    BACKWARD = {
        Kind.SUPPORTS: _("has as a reason"),
        Kind.CONTRADICTS: _("is contradicted by"),
        Kind.RESTATES: _("is said again by"),
        Kind.CONDITION_OF: _("holds if"),
        Kind.EVIDENCE_FOR: _("has as evidence for it"),
        Kind.EVIDENCE_AGAINST: _("has as evidence against it"),
        Kind.RESOLVES: _("turned out as shown by"),
        Kind.CITES: _("is cited by"),
    }

    source = models.ForeignKey(
        Annotation, verbose_name=_("from"), on_delete=models.CASCADE, related_name="relations_out"
    )
    target = models.ForeignKey(
        Annotation, verbose_name=_("to"), on_delete=models.CASCADE, related_name="relations_in"
    )
    kind = models.CharField(_("relation"), max_length=16, choices=Kind.choices)
    reason = models.TextField(_("reason"))
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    batch = models.ForeignKey(
        ImportBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="relations"
    )
    history = HistoricalRecords()
    objects = RelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["source_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="relation_once"),
            models.CheckConstraint(name="relation_not_to_itself", condition=~Q(source=F("target"))),
            models.CheckConstraint(name="relation_has_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"

    def backward(self) -> str:
        """Return how the relation reads from its target."""
        return str(self.BACKWARD[self.Kind(self.kind)])
