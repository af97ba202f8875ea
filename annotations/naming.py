"""How often actors are named."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from annotations.models import Annotation, Mention
from sourcelib.models import Article


def mention_count() -> Coalesce:
    """Return an expression: how often the outer actor is publicly named."""
    named = (
        Mention.objects.filter(
            actor=OuterRef("pk"),
            annotation__state=Annotation.State.PUBLISHED,
            annotation__article__state=Article.State.PUBLISHED,
        )
        .order_by()
        .values("actor")
        .annotate(count=Count("pk"))
    )
    return Coalesce(Subquery(named.values("count")), 0)
