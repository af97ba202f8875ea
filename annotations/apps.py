"""What curators say about the sources."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AnnotationsConfig(AppConfig):
    """Annotations, actors, propositions, relations and verdicts."""

    name = "annotations"
    verbose_name = _("Annotations")

    def ready(self) -> None:
        """Keep groups and permissions as `roles` says; let what was said follow corrected texts."""
        from annotations.services.coverage import ReadFollowing
        from annotations.services.reanchoring.following import Following
        from annotations.services.roles import ensure_groups
        from sourcelib.services.revising import FOLLOWERS

        post_migrate.connect(ensure_groups, sender=self)
        FOLLOWERS.extend((Following(), ReadFollowing()))
