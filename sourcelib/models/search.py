"""What stands in the search index; the words themselves are kept as each database likes them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from sourcelib.models.article import Article


class SearchEntry(models.Model):
    """One thing that can be found: a source, one of its paragraphs, a claim, an actor.

    It is a trace of another row, from which `manage.py reindex` makes it anew. Its words are in a
    full-text table of its kind under its id (SQLite) or in its own column `vector` (PostgreSQL),
    which is why they have no field here: see decision 12.
    """

    class Kind(models.TextChoices):
        SOURCE = "source", _("source")
        PASSAGE = "passage", _("passage")
        CLAIM = "claim", _("claim")
        PREDICTION = "prediction", _("prediction")
        ACTOR = "actor", _("actor")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    key = models.BigIntegerField(
        _("key"), help_text=_("of the source, of the passage's source, of the annotation or actor")
    )
    part = models.PositiveIntegerField(
        _("part"), default=0, help_text=_("number of the paragraph; 0 for all but passages")
    )
    article = models.ForeignKey(
        Article, null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("source")
    )

    class Meta:
        verbose_name = _("entry of the search index")
        verbose_name_plural = _("entries of the search index")
        ordering = ["kind", "key", "part"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "part"], name="search_entry_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}, {self.part}" if self.part else f"{self.kind} {self.key}"


class SearchWord(models.Model):
    """A word that stands in the index, or stood there once: for "did you mean"."""

    word = models.CharField(_("word"), max_length=64, primary_key=True)

    class Meta:
        verbose_name = _("word of the search index")
        verbose_name_plural = _("words of the search index")
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word
