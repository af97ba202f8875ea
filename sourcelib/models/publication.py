"""Where sources appeared."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from sourcelib.models.identity import Identified


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Reads of publications."""

    def public(self) -> Self:
        """Those in which something published appeared."""
        from sourcelib.models.article import Article

        return self.filter(
            models.Exists(Article.objects.public().filter(publication=models.OuterRef("pk")))
        )


class Publication(Identified):
    """A newspaper, journal, site or institute that publishes sources."""

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=300)
    url = models.URLField(_("home page"), blank=True, max_length=1000)
    note = models.TextField(_("note"), blank=True)
    history = HistoricalRecords()
    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/publications/{self.slug}/"
