"""Say of every annotation on which revision it stands: the current one, or the last it stood in."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce


def fill_in(apps, schema_editor):
    Annotation = apps.get_model("annotations", "Annotation")
    Span = apps.get_model("annotations", "Span")
    bodies = Span.objects.filter(annotation=OuterRef("pk"), role="body")
    current = bodies.filter(revision=F("annotation__article__current_revision"))
    last = bodies.order_by("-revision__number")
    Annotation.objects.using(schema_editor.connection.alias).filter(revision=None).update(
        revision=Coalesce(
            Subquery(current.values("revision")[:1]), Subquery(last.values("revision")[:1])
        )
    )


class Migration(migrations.Migration):

    dependencies = [
        ("annotations", "0008_reanchoring"),
    ]

    operations = [migrations.RunPython(fill_in, migrations.RunPython.noop)]
