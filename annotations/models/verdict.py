"""How predictions turned out and claims held, with the evidence."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from annotations.models.annotation import Annotation
from sourcelib.models import Article, ImportBatch
from sourcelib.models.dates import Precision
from sourcelib.models.identity import Identified


class VerdictQuerySet(models.QuerySet["Verdict"]):
    """Reads of verdicts."""

    def public(self) -> Self:
        """Those that were reviewed, on something public."""
        return self.exclude(review=Verdict.Review.PROPOSED).filter(
            annotation__state=Annotation.State.PUBLISHED,
            annotation__article__state=Article.State.PUBLISHED,
        )

    def reviewed(self) -> Self:
        """Those that are more than a proposal."""
        return self.exclude(review=Verdict.Review.PROPOSED)

    def waiting(self) -> Self:
        """Proposals that nobody has confirmed or declined."""
        return self.filter(review=Verdict.Review.PROPOSED, declined_at__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """Those that `user` may see."""
        return self if user.has_perm("annotations.view_verdict") else self.public()

    def standing(self) -> Self:
        """Those that no reviewed verdict supersedes."""
        return self.exclude(
            models.Exists(
                Verdict.objects.filter(supersedes=models.OuterRef("pk")).exclude(
                    review=Verdict.Review.PROPOSED
                )
            )
        )


class Verdict(Identified):
    """A judgement on a prediction, or a check of a claim. Added, never changed.

    Only its review moves on, from proposed to confirmed, or the proposal is declined and kept. A
    change of mind is a new verdict that supersedes the old one.
    """

    class State(models.TextChoices):
        CAME_TRUE = "came-true", _("came true")
        PARTLY = "partly", _("came true in part")
        DID_NOT_COME_TRUE = "did-not-come-true", _("did not come true")
        CONDITION_NOT_MET = "condition-not-met", _("condition not met")
        CANNOT_BE_DETERMINED = "cannot-be-determined", _("cannot be determined")
        STILL_OPEN = "still-open", _("still open")
        WITHDRAWN_BY_AUTHOR = "withdrawn-by-author", _("withdrawn by its author")
        SUPPORTED = "supported", _("supported")
        CONTRADICTED = "contradicted", _("contradicted")
        MIXED = "mixed", _("mixed")
        UNVERIFIABLE = "unverifiable", _("unverifiable")

    OF_CLAIMS = frozenset({State.SUPPORTED, State.CONTRADICTED, State.MIXED, State.UNVERIFIABLE})
    OF_PREDICTIONS = frozenset(State) - OF_CLAIMS
    # Those that say what happened, and so have the date of the event.
    DATED = frozenset(
        {State.CAME_TRUE, State.PARTLY, State.DID_NOT_COME_TRUE, State.CONDITION_NOT_MET}
    )
    # Those that may stand on a reason alone.
    WITHOUT_EVIDENCE = frozenset({State.CANNOT_BE_DETERMINED, State.STILL_OPEN, State.UNVERIFIABLE})

    class Review(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        SINGLE = "single-reviewed", _("single-reviewed")
        CONFIRMED = "confirmed", _("confirmed")

    class Confidence(models.TextChoices):
        HIGH = "high", _("high")
        MEDIUM = "medium", _("medium")
        LOW = "low", _("low")

    class ConditionMet(models.TextChoices):
        YES = "yes", _("met")
        NO = "no", _("not met")
        UNKNOWN = "unknown", _("not known")

    annotation = models.ForeignKey(
        Annotation, verbose_name=_("judged"), on_delete=models.PROTECT, related_name="verdicts"
    )
    state = models.CharField(_("verdict"), max_length=20, choices=State.choices)
    event_date = models.DateField(_("date of the event"), null=True, blank=True)
    event_date_precision = models.CharField(
        _("date known to the"), max_length=10, choices=Precision.choices, default=Precision.UNKNOWN
    )
    decided_on = models.DateField(_("decided on"))
    reason = models.TextField(_("reason"))
    confidence = models.CharField(_("confidence"), max_length=6, choices=Confidence.choices)
    condition_met = models.CharField(
        _("condition"), max_length=8, choices=ConditionMet.choices, blank=True
    )
    condition_met_on = models.DateField(_("condition met on"), null=True, blank=True)
    judged_version = models.PositiveIntegerField(_("version of the annotation judged"), default=1)
    judged_summary = models.TextField(_("summary judged"))
    review = models.CharField(
        _("review"), max_length=16, choices=Review.choices, default=Review.PROPOSED
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("proposed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,  # who judged is not forgotten: deactivate the account
        related_name="+",
    )
    proposed_at = models.DateTimeField(_("proposed at"), auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("confirmed by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, blank=True)
    published_at = models.DateTimeField(
        _("published at"),
        null=True,
        blank=True,
        help_text=_("when it first was more than a proposal, for readers to see"),
    )
    supersedes = models.ForeignKey(
        "self",
        verbose_name=_("supersedes"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successors",
    )
    declined_at = models.DateTimeField(_("declined at"), null=True, blank=True)
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("declined by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    declined_reason = models.TextField(_("why it was declined"), blank=True)
    batch = models.ForeignKey(
        ImportBatch, null=True, blank=True, on_delete=models.PROTECT, related_name="verdicts"
    )
    objects = VerdictQuerySet.as_manager()

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        ordering = ["annotation_id", "decided_on", "id"]
        permissions = [
            ("propose_verdict", _("Can propose verdicts")),
            ("confirm_verdict", _("Can confirm the verdicts of others")),
        ]
        indexes = [
            # the predictions decided last
            models.Index(fields=["-decided_on"], name="verdict_last_decided"),
        ]
        constraints = [
            models.CheckConstraint(
                name="verdict_confirmed_by_another",
                condition=Q(proposed_by__isnull=True)
                | Q(confirmed_by__isnull=True)
                | ~Q(proposed_by=F("confirmed_by")),
            ),
            models.CheckConstraint(
                name="verdict_confirmed_has_day",
                condition=Q(review="confirmed", confirmed_at__isnull=False)
                | Q(~Q(review="confirmed"), confirmed_at__isnull=True),
            ),
            models.CheckConstraint(
                name="verdict_published_has_day",
                condition=Q(review="proposed", published_at__isnull=True)
                | Q(~Q(review="proposed"), published_at__isnull=False),
            ),
            models.CheckConstraint(name="verdict_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="verdict_event_date_fits_state",
                condition=Q(
                    state__in=["came-true", "partly", "did-not-come-true", "condition-not-met"],
                    event_date__isnull=False,
                )
                | Q(state__in=["cannot-be-determined", "still-open"], event_date__isnull=True)
                | Q(
                    state__in=[
                        "withdrawn-by-author",
                        "supported",
                        "contradicted",
                        "mixed",
                        "unverifiable",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="verdict_event_date_known_as_precisely",
                condition=Q(event_date__isnull=True, event_date_precision="unknown")
                | Q(event_date__isnull=False, event_date_precision__in=["day", "month", "year"]),
            ),
            models.CheckConstraint(
                name="verdict_event_not_after_decision",
                condition=Q(event_date__isnull=True) | Q(event_date__lte=F("decided_on")),
            ),
            models.CheckConstraint(
                name="verdict_condition_day_only_if_met",
                condition=Q(condition_met_on__isnull=True) | Q(condition_met="yes"),
            ),
            models.CheckConstraint(
                name="verdict_not_superseding_itself", condition=~Q(supersedes=F("id"))
            ),
            models.UniqueConstraint(
                fields=["supersedes"],
                condition=~Q(review="proposed"),
                name="verdict_superseded_once",
            ),
            models.CheckConstraint(
                name="verdict_declined_is_a_proposal",
                condition=Q(declined_at__isnull=True, declined_by__isnull=True, declined_reason="")
                | Q(Q(review="proposed", declined_at__isnull=False), ~Q(declined_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_state_display())


class Evidence(Identified):
    """One piece of evidence of a verdict: a passage of this library, or an outside source.

    Words, source and date are kept here even for a passage, so that they stand when the passage
    is withdrawn.
    """

    class Bears(models.TextChoices):
        OUTCOME = "outcome", _("on the outcome")
        CONDITION = "condition", _("on the condition")

    verdict = models.ForeignKey(Verdict, on_delete=models.PROTECT, related_name="evidence")
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    bears = models.CharField(
        _("bears"), max_length=10, choices=Bears.choices, default=Bears.OUTCOME
    )
    passage = models.ForeignKey(
        Annotation,
        verbose_name=_("passage of this library"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence_in",
    )
    key = models.CharField(
        _("key"), max_length=120, blank=True, help_text=_("the same outside source, the same key")
    )
    source = models.CharField(_("outside source"), max_length=500, blank=True)
    url = models.URLField(_("address"), blank=True, max_length=2000)
    reports = models.TextField(_("what it reports, in our words"), blank=True)
    words = models.TextField(_("its words"), blank=True)
    date = models.DateField(_("date"), null=True, blank=True)
    date_precision = models.CharField(
        _("date known to the"), max_length=10, choices=Precision.choices, default=Precision.UNKNOWN
    )

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("evidence")
        ordering = ["verdict_id", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["verdict", "position"], name="evidence_one_per_position"
            ),
            models.CheckConstraint(
                name="evidence_passage_or_outside_source",
                condition=Q(Q(passage__isnull=False, source="", key="", url="", reports=""))
                | Q(Q(passage__isnull=True), ~Q(source="")),
            ),
            models.CheckConstraint(
                name="evidence_has_words_or_report", condition=~Q(words="", reports="")
            ),
            models.CheckConstraint(
                name="evidence_outside_has_date",
                condition=Q(passage__isnull=False) | Q(date__isnull=False),
            ),
            models.CheckConstraint(
                name="evidence_date_known_as_precisely",
                condition=Q(date__isnull=True, date_precision="unknown")
                | Q(date__isnull=False, date_precision__in=["day", "month", "year"]),
            ),
        ]

    def __str__(self) -> str:
        return self.source or str(self.passage_id)
