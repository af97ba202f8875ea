"""What claims and predictions are about, as subjects."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from sourcelib.models.identity import Identified


class TopicQuerySet(models.QuerySet["Topic"]):
    """Reads of topics."""

    def public(self) -> Self:
        """Those that something published refers to."""
        from annotations.models.annotation import Annotation

        return self.filter(
            models.Exists(Annotation.objects.public().filter(topics=models.OuterRef("pk")))
        )

    def visible_to(self, user: Any) -> Self:
        """Those that `user` may see."""
        return self if user.has_perm("annotations.view_topic") else self.public()


class Topic(Identified):
    """A subject heading for claims, predictions and propositions."""

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=200, unique=True)
    description = models.TextField(_("description"), blank=True)
    history = HistoricalRecords()
    objects = TopicQuerySet.as_manager()

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/topics/{self.slug}/"
