"""What an import was given, source by source, and what became of each."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sourcelib.models.article import Article
from sourcelib.models.batch import ImportBatch
from sourcelib.models.identity import Identified
from sourcelib.models.revision import Revision


class ImportItem(Identified):
    """One source that came with an import: where it was, how it was read, what became of it.

    A file that holds several sources (a feed, a web archive) has an item for each of them. What
    was uploaded or pasted is kept in `data`, for nobody else may have it any more; of a file that
    was named on the command line only its checksum is.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for its curator")
        DONE = "done", _("brought in")
        REFUSED = "refused", _("refused")
        DUPLICATE = "duplicate", _("in the library already")
        DISCARDED = "discarded", _("discarded")

    batch = models.ForeignKey(
        ImportBatch, verbose_name=_("import batch"), on_delete=models.CASCADE, related_name="items"
    )
    position = models.PositiveIntegerField(_("position"))
    origin = models.CharField(
        _("from"), max_length=2000, help_text=_("path, address, or name of what was uploaded")
    )
    place = models.CharField(
        _("place in it"), max_length=300, blank=True, help_text=_("where a file holds several")
    )
    file_name = models.CharField(_("file"), max_length=300, blank=True)
    media_type = models.CharField(_("media type"), max_length=100, blank=True)
    file_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True)
    data = models.BinaryField(_("the file"), null=True, blank=True)
    reader = models.CharField(
        _("reader"), max_length=40, blank=True, help_text=_("that a person chose")
    )
    keep = models.JSONField(
        _("left in the text"),
        default=list,
        blank=True,
        help_text=_("findings of the reader that a person has turned down"),
    )
    document = models.JSONField(_("as read"), null=True, blank=True)
    revises = models.ForeignKey(
        Article,
        verbose_name=_("is a corrected text of"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    problem = models.JSONField(
        _("why it was refused"),
        null=True,
        blank=True,
        help_text=_("its place, what is wrong there, what to do"),
    )
    notes = models.JSONField(_("for its curator"), default=list, blank=True)
    article = models.ForeignKey(
        Article,
        verbose_name=_("source"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="import_items",
        help_text=_("that it became, or that it is the same as"),
    )
    revision = models.ForeignKey(
        Revision,
        verbose_name=_("revision"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="import_items",
    )
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settled by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("imported item")
        verbose_name_plural = _("imported items")
        ordering = ["batch_id", "position"]
        indexes = [
            # what waits for a curator, the oldest first
            models.Index(fields=["state", "id"], name="item_waiting"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["batch", "position"], name="item_position_once"),
            models.CheckConstraint(
                name="item_refused_says_why",
                condition=~Q(state="refused") | Q(problem__isnull=False),
            ),
            models.CheckConstraint(
                name="item_waiting_was_read",
                condition=~Q(state="waiting") | Q(document__isnull=False),
            ),
            models.CheckConstraint(
                name="item_settled_unless_waiting",
                condition=Q(state="waiting", settled_at__isnull=True)
                | Q(~Q(state="waiting"), settled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.origin} {self.place}".rstrip()
