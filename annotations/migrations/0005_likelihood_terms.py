"""Work out the likelihood terms of the predictions that are there already."""

from collections import defaultdict

from django.db import migrations

from annotations.scoring.likelihood import term_of

AT_ONCE = 500


def fill(apps, schema_editor):
    """Read the likelihood words of the last revision of each prediction, and keep their term."""
    Prediction = apps.get_model("annotations", "Prediction")
    Span = apps.get_model("annotations", "Span")
    keys = list(Prediction.objects.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(keys), AT_ONCE):
        words = defaultdict(lambda: defaultdict(list))
        spans = Span.objects.filter(role="likelihood", annotation__in=keys[first : first + AT_ONCE])
        rows = spans.order_by("part").values_list("annotation_id", "revision_id", "exact")
        for annotation, revision, exact in rows:
            words[annotation][revision].append(exact)
        for annotation, revisions in words.items():
            term = term_of(" … ".join(revisions[max(revisions)]))
            if term:
                Prediction.objects.filter(pk=annotation).update(likelihood_term=str(term))


class Migration(migrations.Migration):
    dependencies = [("annotations", "0004_judging_and_history")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
