"""The library of sources."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SourcelibConfig(AppConfig):
    """Articles, their revisions, publications and authors."""

    name = "sourcelib"
    verbose_name = _("Sources")
