"""Sources: articles, and who signed them."""

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from sourcelib.models.author import Author
from sourcelib.models.batch import ImportBatch
from sourcelib.models.dates import Precision
from sourcelib.models.identity import Identified
from sourcelib.models.publication import Publication


class ArticleQuerySet(models.QuerySet["Article"]):
    """Reads of articles, in the words of the domain."""

    def public(self) -> Self:
        """Those that every reader may see."""
        return self.filter(state=Article.State.PUBLISHED)

    def visible_to(self, user: Any) -> Self:
        """Those that `user` may see: everything for those who curate, else what is public."""
        return self if user.has_perm("sourcelib.view_article") else self.public()

    def newest_first(self) -> Self:
        """By date, the last first; those without a date at the end; then by id."""
        return self.order_by("-sort_date", "-id")

    def with_heads(self) -> Self:
        """With what a list line or a page head shows: publication and authors, in two queries."""
        signed = models.Prefetch("authorships", Authorship.objects.select_related("author"))
        return self.select_related("publication").prefetch_related(signed)


class Article(Identified):
    """One source. Its words stand in its revisions."""

    class Genre(models.TextChoices):
        OP_ED = "op-ed", _("op-ed")
        ANALYSIS = "analysis", _("analysis")
        NEWS = "news", _("news")
        INTERVIEW = "interview", _("interview")
        SPEECH = "speech", _("speech")
        REPORT = "report", _("report")
        OTHER = "other", _("other")

    class Display(models.TextChoices):
        FULL = "full", _("in full")
        EXCERPTS = "excerpts", _("tagged passages with a sentence around them")
        METADATA = "metadata", _("title and data only")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    title = models.CharField(_("title"), max_length=500)
    title_supplied = models.BooleanField(
        _("title supplied by a curator"),
        default=False,
        help_text=_("The source has none of its own; shown in square brackets."),
    )
    authors = models.ManyToManyField(
        Author, through="Authorship", verbose_name=_("authors"), related_name="articles"
    )
    publication = models.ForeignKey(
        Publication,
        verbose_name=_("publication"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    date = models.DateField(
        _("date"), null=True, blank=True, help_text=_("first day of the day, month or year stated")
    )
    date_precision = models.CharField(
        _("date known to the"), max_length=10, choices=Precision.choices, default=Precision.UNKNOWN
    )
    date_earliest = models.DateField(_("first day the date allows"), null=True, blank=True)
    date_latest = models.DateField(
        _("last day the date allows"),
        null=True,
        blank=True,
        help_text=_("terms of predictions count from here"),
    )
    date_basis = models.TextField(_("basis of the date"), blank=True)
    date_latest_basis = models.TextField(_("basis of the last day"), blank=True)
    sort_date = models.GeneratedField(
        expression=Coalesce(F("date_latest"), models.Value(datetime.date(1, 1, 1))),
        output_field=models.DateField(),
        db_persist=True,
    )
    original_url = models.URLField(_("original address"), blank=True, max_length=2000)
    language = models.CharField(
        _("language"), max_length=35, default="en", help_text=_("BCP 47 tag, such as en or pt-BR")
    )
    genre = models.CharField(_("genre"), max_length=20, choices=Genre.choices, default=Genre.OTHER)
    genre_basis = models.TextField(_("basis of the genre"), blank=True)
    disclaimer = models.TextField(_("disclaimer"), blank=True)
    author_note = models.TextField(_("author note"), blank=True)
    rights_note = models.TextField(_("rights note"), blank=True)
    note = models.TextField(_("curators' note"), blank=True, help_text=_("never public"))
    display = models.CharField(
        _("how much may be shown"), max_length=10, choices=Display.choices, default=Display.FULL
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawal_reason = models.TextField(_("reason for the withdrawal"), blank=True)
    current_revision = models.OneToOneField(
        "sourcelib.Revision",
        verbose_name=_("current revision"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    created_at = models.DateTimeField(_("brought in at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("brought in by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    batch = models.ForeignKey(
        ImportBatch,
        verbose_name=_("import batch"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="articles",
    )
    history = HistoricalRecords(excluded_fields=["sort_date"])
    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-sort_date", "-id"]
        permissions = [
            ("import_article", _("Can import sources")),
            ("publish_article", _("Can publish and withdraw sources")),
        ]
        indexes = [
            # the public list, newest first, keyset paging
            models.Index(fields=["state", "-sort_date", "-id"], name="article_public_newest"),
            # whether the library has a page already, by the beginning of its address
            models.Index(
                fields=["original_url"],
                opclasses=["varchar_pattern_ops"],
                name="article_by_address",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="article_date_known_with_its_days",
                condition=Q(
                    date_precision=Precision.UNKNOWN,
                    date__isnull=True,
                )
                | Q(
                    ~Q(date_precision=Precision.UNKNOWN),
                    date__isnull=False,
                    date_earliest__isnull=False,
                    date_latest__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="article_first_day_before_last",
                condition=Q(date_earliest__isnull=True)
                | Q(date_latest__isnull=True)
                | Q(date_earliest__lte=F("date_latest")),
            ),
            models.CheckConstraint(
                name="article_published_has_day_and_text",
                condition=~Q(state="published")
                | Q(published_at__isnull=False, current_revision__isnull=False),
            ),
            models.CheckConstraint(
                name="article_withdrawn_has_day_and_reason",
                condition=~Q(state="withdrawn")
                | Q(~Q(withdrawal_reason=""), withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/sources/{self.slug}/"

    @property
    def byline(self) -> list[Author]:
        """Who signed it, in order; costs no query after `with_heads`."""
        return [authorship.author for authorship in self.authorships.all()]


class Authorship(models.Model):
    """One author of one source, in the order of the byline."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="authorships")
    author = models.ForeignKey(Author, on_delete=models.PROTECT, related_name="authorships")
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    class Meta:
        verbose_name = _("author of the source")
        verbose_name_plural = _("authors of the source")
        ordering = ["article_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "author"], name="authorship_once_per_author"
            ),
            models.UniqueConstraint(
                fields=["article", "position"], name="authorship_one_per_position"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author} ({self.position})"
