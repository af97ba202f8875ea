"""When readers first saw a verdict; and accounts that judged are kept.

Of the verdicts that are there nobody wrote it down: those that a second person confirmed are taken
to be public since then, those that one person judged since they were proposed.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Coalesce


def fill(apps, schema_editor):
    """Take the day of confirmation, else that of the proposal."""
    reviewed = apps.get_model("annotations", "Verdict").objects.exclude(review="proposed")
    reviewed.update(published_at=Coalesce("confirmed_at", "proposed_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("annotations", "0006_reports_and_replies"),
        ("sourcelib", "0002_search"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="verdict",
            name="published_at",
            field=models.DateTimeField(
                blank=True,
                help_text="when it first was more than a proposal, for readers to see",
                null=True,
                verbose_name="published at",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="verdict",
            name="confirmed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="confirmed by",
            ),
        ),
        migrations.AlterField(
            model_name="verdict",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="proposed by",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("published_at__isnull", True), ("review", "proposed")),
                    models.Q(
                        models.Q(("review", "proposed"), _negated=True),
                        ("published_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="verdict_published_has_day",
            ),
        ),
    ]
