"""What claims and predictions have in common: a statement, who makes it, and how we know."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from annotations.models.actor import Actor
from annotations.models.annotation import Annotation


class Attribution(models.TextChoices):
    """Whose words a statement is."""

    AUTHOR = "author", _("the author's own")
    REPORTED = "reported", _("reported of a speaker")
    INFERRED = "inferred", _("inferred by the author about someone")
    UNATTRIBUTED = "unattributed", _("unattributed")


def speaker_fits_attribution(name: str) -> models.CheckConstraint:
    """Return the rule that a speaker is named exactly where the words are somebody else's."""
    named = Q(attribution__in=[Attribution.REPORTED, Attribution.INFERRED])
    return models.CheckConstraint(
        name=name,
        condition=Q(named, speaker__isnull=False) | Q(~named, speaker__isnull=True),
    )


class Statement(models.Model):
    """The columns that a claim and a prediction share.

    With attribution "author" the speakers are the authors of the source, and `speaker` is empty.
    """

    annotation = models.OneToOneField(
        Annotation, primary_key=True, on_delete=models.CASCADE, related_name="%(class)s"
    )
    summary = models.TextField(_("in one plain sentence"))
    attribution = models.CharField(
        _("attribution"),
        max_length=12,
        choices=Attribution.choices,
        default=Attribution.AUTHOR,
    )
    attribution_note = models.TextField(_("note on the attribution"), blank=True)
    speaker = models.ForeignKey(
        Actor,
        verbose_name=_("speaker"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss_made",
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.summary
