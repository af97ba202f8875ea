"""Annotations: which one, who made it, and how far along it is."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.models.actor import Actor
from annotations.models.topic import Topic
from sourcelib.models import Article, ImportBatch, Revision
from sourcelib.models.identity import Identified


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    """Reads of annotations."""

    def public(self) -> Self:
        """Those that every reader may see: published, in a published source."""
        return self.filter(state=Annotation.State.PUBLISHED, article__state=Article.State.PUBLISHED)

    def visible_to(self, user: Any) -> Self:
        """Those that `user` may see: all for those who curate, else what is public."""
        return self if user.has_perm("annotations.view_annotation") else self.public()

    def claims(self) -> Self:
        """Claims alone."""
        return self.filter(kind=Annotation.Kind.CLAIM)

    def predictions(self) -> Self:
        """Predictions alone."""
        return self.filter(kind=Annotation.Kind.PREDICTION)

    def said_by(self, actor: Actor) -> Self:
        """Claims and predictions that are `actor`'s own or reported of them, never inferred."""
        own = Q(article__authors=actor.author_id) if actor.author_id else Q(pk__in=[])
        return self.filter(
            Q(claim__attribution="author") & own
            | Q(prediction__attribution="author") & own
            | Q(claim__attribution="reported", claim__speaker=actor)
            | Q(prediction__attribution="reported", prediction__speaker=actor)
            | Q(prediction__attribution="reported", prediction__co_speakers=actor)
        ).distinct()


class Annotation(Identified):
    """One thing said about a passage: a mention, a claim or a prediction.

    Where it stands is told by its spans, what it says by its detail (`mention`, `claim` or
    `prediction`), how it came to be by its versions.
    """

    class Kind(models.TextChoices):
        MENTION = "mention", _("mention")
        CLAIM = "claim", _("claim")
        PREDICTION = "prediction", _("prediction")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in-review", _("in review")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    article = models.ForeignKey(
        Article, verbose_name=_("source"), on_delete=models.PROTECT, related_name="annotations"
    )
    revision = models.ForeignKey(
        Revision,
        verbose_name=_("stands on revision"),
        on_delete=models.PROTECT,
        related_name="annotations",
        help_text=_("the current one of its source, or the last in which its passage was found"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(
        _("version"), default=1, help_text=_("counts changes, so that no edit overwrites another")
    )
    about = models.ManyToManyField(
        Actor,
        verbose_name=_("about"),
        blank=True,
        related_name="annotations_about",
        help_text=_("the actors that a claim or prediction is about"),
    )
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="annotations"
    )
    note = models.TextField(_("note"), blank=True)
    created_at = models.DateTimeField(_("made at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="annotations",
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reviewed by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    published_at = models.DateTimeField(_("first published at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    state_reason = models.TextField(
        _("reason"), blank=True, help_text=_("why it was sent back or withdrawn")
    )
    batch = models.ForeignKey(
        ImportBatch,
        verbose_name=_("import batch"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="annotations",
    )
    objects = AnnotationQuerySet.as_manager()

    class Meta:
        verbose_name = _("annotation")
        verbose_name_plural = _("annotations")
        ordering = ["article_id", "id"]
        permissions = [
            ("submit_annotation", _("Can submit annotations for review")),
            ("change_others_drafts", _("Can change the drafts of others")),
            ("review_annotation", _("Can publish annotations or send them back")),
            ("withdraw_annotation", _("Can withdraw published annotations")),
        ]
        indexes = [
            # one article's annotations of a state, for the reader and the workbench; with the
            # kind, which sources hold claims is told by the index alone
            models.Index(fields=["article", "state", "kind"], name="annotation_of_article"),
            # the public lists of claims and predictions; with the article, whose state is asked
            # for each row, the counts beside them read the index alone
            models.Index(
                fields=["kind", "state", "-id", "article"], name="annotation_public_lists"
            ),
        ]
        constraints = [
            models.CheckConstraint(name="annotation_version_from_one", condition=Q(version__gte=1)),
            models.CheckConstraint(
                name="annotation_published_has_day",
                condition=~Q(state="published") | Q(published_at__isnull=False),
            ),
            models.CheckConstraint(
                name="annotation_withdrawn_has_day_and_reason",
                condition=~Q(state="withdrawn")
                | Q(~Q(state_reason=""), withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.uid}"

    def get_absolute_url(self) -> str:
        return f"/a/{self.uid}/"

    @property
    def detail(self) -> Any:
        """The row that says what: a `Mention`, `Claim` or `Prediction`."""
        return getattr(self, self.kind)
