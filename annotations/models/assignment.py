"""Who is to work on which source, and until when."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sourcelib.models import Article
from sourcelib.models.identity import Identified


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    """Reads of assignments."""

    def open(self) -> Self:
        """Those that nobody has ended."""
        return self.filter(ended_at__isnull=True)


class Assignment(Identified):
    """A person is to annotate a source, or to review what is tagged in it.

    It ends when they say that it is done, or when it is taken back; it is never deleted.
    """

    class Task(models.TextChoices):
        ANNOTATE = "annotate", _("annotate")
        REVIEW = "review", _("review")

    class Outcome(models.TextChoices):
        DONE = "done", _("done")
        TAKEN_BACK = "taken-back", _("taken back")

    article = models.ForeignKey(
        Article, verbose_name=_("source"), on_delete=models.PROTECT, related_name="assignments"
    )
    task = models.CharField(_("task"), max_length=10, choices=Task.choices)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("given to"),
        on_delete=models.CASCADE,
        related_name="assignments",
    )
    assigned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("given by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    assigned_at = models.DateTimeField(_("given at"), auto_now_add=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ended by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "task", "assignee"],
                condition=Q(ended_at__isnull=True),
                name="assignment_open_once",
            ),
            models.CheckConstraint(
                name="assignment_ended_with_outcome_and_day",
                condition=Q(outcome="", ended_at__isnull=True)
                | Q(~Q(outcome=""), ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article}: {self.get_task_display()}"
