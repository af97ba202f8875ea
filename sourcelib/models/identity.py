"""The permanent id that every public row carries."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Identified(models.Model):
    """A row with a `uid`: never changed, never reused, carried by every export and import."""

    uid = models.UUIDField(_("permanent id"), default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True
