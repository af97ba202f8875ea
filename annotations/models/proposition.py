"""Sentences that several claims or predictions assert or deny."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from annotations.models.annotation import Annotation
from annotations.models.topic import Topic
from sourcelib.models import Article
from sourcelib.models.identity import Identified


class PropositionQuerySet(models.QuerySet["Proposition"]):
    """Reads of propositions."""

    def public(self) -> Self:
        """Those with a published member."""
        return self.filter(
            models.Exists(
                Annotation.objects.public().filter(
                    proposition_memberships__proposition=models.OuterRef("pk")
                )
            )
        )

    def visible_to(self, user: Any) -> Self:
        """Those that `user` may see."""
        return self if user.has_perm("annotations.view_proposition") else self.public()


class Proposition(Identified):
    """One neutral sentence that can be argued about: who says it, who denies it, when."""

    class Kind(models.TextChoices):
        FACTUAL = "factual", _("factual")
        CAUSAL = "causal", _("causal")
        EVALUATIVE = "evaluative", _("evaluative")
        NORMATIVE = "normative", _("normative")
        INTERPRETIVE = "interpretive", _("interpretive")
        PREDICTIVE = "predictive", _("predictive")

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    text = models.TextField(_("sentence"), unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="propositions"
    )
    history = HistoricalRecords()
    objects = PropositionQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposition")
        verbose_name_plural = _("propositions")
        ordering = ["text", "id"]
        constraints = [models.CheckConstraint(name="proposition_has_text", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return f"/propositions/{self.slug}/"


class PropositionMemberQuerySet(models.QuerySet["PropositionMember"]):
    """Reads of memberships."""

    def public(self) -> Self:
        """Those of what every reader may see; by its own columns, so that few rows stay few."""
        return self.filter(
            annotation__state=Annotation.State.PUBLISHED,
            annotation__article__state=Article.State.PUBLISHED,
        )


class PropositionMember(models.Model):
    """A claim or prediction asserts, denies or speaks to a proposition."""

    class Position(models.TextChoices):
        SUPPORTS = "supports", _("supports")
        OPPOSES = "opposes", _("opposes")
        NEUTRAL = "neutral", _("neutral")

    proposition = models.ForeignKey(Proposition, on_delete=models.CASCADE, related_name="members")
    annotation = models.ForeignKey(
        Annotation, on_delete=models.CASCADE, related_name="proposition_memberships"
    )
    position = models.CharField(_("position"), max_length=10, choices=Position.choices)
    note = models.TextField(_("how far it reaches"), blank=True)
    history = HistoricalRecords()
    objects = PropositionMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a proposition")
        verbose_name_plural = _("members of a proposition")
        ordering = ["proposition_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposition", "annotation"], name="member_once_per_proposition"
            ),
            models.CheckConstraint(
                name="member_neutral_says_why", condition=~Q(position="neutral", note="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.annotation_id} {self.position} {self.proposition_id}"
