"""Mentions of actors."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from annotations.models.actor import Actor
from annotations.models.annotation import Annotation


class Mention(models.Model):
    """This passage refers to this actor."""

    class How(models.TextChoices):
        NAME = "name", _("name")
        METONYM = "metonym", _("metonym")
        ADJECTIVE = "adjective", _("adjective")
        TITLE = "title", _("title")
        DESCRIPTION = "description", _("description")

    class Part(models.TextChoices):
        SPEAKER = "speaker", _("speaker")
        ACTS = "acts", _("acts")
        TARGET = "target", _("target")
        ADDRESSEE = "addressee", _("addressee")
        MENTIONED = "mentioned", _("mentioned")

    annotation = models.OneToOneField(
        Annotation, primary_key=True, on_delete=models.CASCADE, related_name="mention"
    )
    actor = models.ForeignKey(
        Actor, verbose_name=_("actor"), on_delete=models.PROTECT, related_name="mentions"
    )
    how = models.CharField(_("how"), max_length=12, choices=How.choices, default=How.NAME)
    locative = models.BooleanField(
        _("only a place"), default=False, help_text=_("the state is named only as a place")
    )
    part = models.CharField(
        _("part in the passage"), max_length=10, choices=Part.choices, blank=True
    )

    class Meta:
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
        ordering = ["annotation_id"]

    def __str__(self) -> str:
        return f"{self.actor} ({self.get_how_display()})"
