"""Imports."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sourcelib.models.identity import Identified


class ImportBatch(Identified):
    """One run of an importer: what came in together, and can be resumed or undone together."""

    class State(models.TextChoices):
        RUNNING = "running", _("running or stopped half-way")
        DONE = "done", _("done")
        UNDONE = "undone", _("undone")

    name = models.CharField(_("name"), max_length=300)
    format = models.CharField(_("format"), max_length=40)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.RUNNING
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("started by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    created_at = models.DateTimeField(_("started at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    options = models.JSONField(
        _("asked for"),
        default=dict,
        blank=True,
        help_text=_("by what a run that is taken up again goes on"),
    )
    report = models.JSONField(_("report"), default=dict, blank=True)

    class Meta:
        verbose_name = _("import batch")
        verbose_name_plural = _("import batches")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="batch_finished_unless_running",
                condition=models.Q(state="running") | models.Q(finished_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.name
