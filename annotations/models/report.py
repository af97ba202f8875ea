"""What readers report as wrong, and what became of each report."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sourcelib.models.identity import Identified


class ReportQuerySet(models.QuerySet["Report"]):
    """Reads of reports."""

    def open(self) -> "ReportQuerySet":
        """Those that nobody has settled."""
        return self.filter(settled_at__isnull=True)

    def with_contact(self, before: datetime.datetime) -> "ReportQuerySet":
        """Those received before a moment that still say who sent them."""
        return self.filter(received_at__lt=before, forgotten_at__isnull=True)


class Report(Identified):
    """A reader says that something is wrong. Its `uid` is the number that the reader was given.

    What it is about is kept by its permanent id and as it was called then, so that a report
    outlives what it is about. Who sent it is never public, never exported, and erased in time.
    """

    class Kind(models.TextChoices):
        WORDS = "words", _("the wrong words are marked")
        ATTRIBUTION = "attribution", _("somebody else said it")
        RESTATEMENT = "restatement", _("our sentence does not say what the words say")
        VERDICT = "verdict", _("the verdict is wrong")
        FACT = "fact", _("a name, date or other fact is wrong")
        RIGHTS = "rights", _("it should not be here: rights, or a wish to withdraw it")
        OTHER = "other", _("something else")

    class About(models.TextChoices):
        SOURCE = "source", _("source")
        CLAIM = "claim", _("claim")
        PREDICTION = "prediction", _("prediction")
        MENTION = "mention", _("mention")
        VERDICT = "verdict", _("verdict")
        ACTOR = "actor", _("actor")
        PROPOSITION = "proposition", _("proposition")

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        TAKEN = "taken", _("being looked at")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("not changed")

    SETTLED = frozenset({State.CHANGED, State.UNCHANGED})

    about_kind = models.CharField(_("about a"), max_length=12, choices=About.choices)
    about_uid = models.UUIDField(_("permanent id of what it is about"))
    about_title = models.TextField(_("about"), help_text=_("as it was called when it was reported"))
    kind = models.CharField(_("what is wrong"), max_length=12, choices=Kind.choices)
    text = models.TextField(_("text"))
    from_concerned = models.BooleanField(
        _("from the author or the person judged"), default=False, help_text=_("by their own word")
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    received_at = models.DateTimeField(_("received at"), auto_now_add=True)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.RECEIVED
    )
    answer = models.TextField(_("answer"), blank=True)
    answer_public = models.BooleanField(_("the answer is public"), default=False)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    forgotten_at = models.DateTimeField(_("name and e-mail erased at"), null=True, blank=True)
    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a reader")
        verbose_name_plural = _("reports of readers")
        ordering = ["-received_at", "-id"]
        indexes = [
            # the queue of the editors, and how many came in within a day
            models.Index(fields=["-received_at"], name="report_newest"),
            # other reports on the same thing
            models.Index(fields=["about_uid"], name="report_about"),
        ]
        constraints = [
            models.CheckConstraint(name="report_has_text", condition=~Q(text="")),
            models.CheckConstraint(
                name="report_settled_with_day_and_answer",
                condition=Q(
                    Q(state__in=["changed", "unchanged"], settled_at__isnull=False), ~Q(answer="")
                )
                | Q(
                    state__in=["received", "taken"],
                    settled_at__isnull=True,
                    answer="",
                    answer_public=False,
                ),
            ),
            models.CheckConstraint(
                name="report_forgotten_names_nobody",
                condition=Q(forgotten_at__isnull=True) | Q(name="", email=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about_title[:60]}: {self.get_kind_display()}"

    def get_absolute_url(self) -> str:
        return f"/report/{self.uid}/"


class ReportStep(models.Model):
    """One step on the way of a report: who did what, when, and what was said of it then."""

    class Action(models.TextChoices):
        TAKEN = "taken", _("taken up")
        CHANGED = "changed", _("settled: changed")
        UNCHANGED = "unchanged", _("settled: not changed")
        REOPENED = "reopened", _("opened again")
        FORGOTTEN = "forgotten", _("name and e-mail erased")

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="steps")
    action = models.CharField(_("step"), max_length=10, choices=Action.choices)
    at = models.DateTimeField(_("at"), auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("step of a report")
        verbose_name_plural = _("steps of a report")
        ordering = ["report_id", "id"]

    def __str__(self) -> str:
        return f"{self.report_id} {self.action}"
