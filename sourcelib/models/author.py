"""Who signed the sources."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from sourcelib.models.identity import Identified


class AuthorQuerySet(models.QuerySet["Author"]):
    """Reads of authors."""

    def public(self) -> Self:
        """Those who signed something published."""
        from sourcelib.models.article import Article

        return self.filter(
            models.Exists(Article.objects.public().filter(authors=models.OuterRef("pk")))
        )


class Author(Identified):
    """A person or body that signs sources."""

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=300)
    note = models.TextField(_("note"), blank=True)
    history = HistoricalRecords()
    objects = AuthorQuerySet.as_manager()

    class Meta:
        verbose_name = _("author")
        verbose_name_plural = _("authors")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/authors/{self.slug}/"
