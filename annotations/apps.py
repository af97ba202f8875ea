"""What curators say about the sources."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AnnotationsConfig(AppConfig):
    """Annotations, actors, propositions, relations and verdicts."""

    name = "annotations"
    verbose_name = _("Annotations")

    def ready(self) -> None:
        """Keep the groups and their permissions as `roles` says, after every migration."""
        from annotations.services.roles import ensure_groups

        post_migrate.connect(ensure_groups, sender=self)
