import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("annotations", "0009_stands_on"),
        ("sourcelib", "0003_bringing_in"),
    ]

    operations = [
        migrations.AlterField(
            model_name="annotation",
            name="revision",
            field=models.ForeignKey(
                help_text="the current one of its source, or the last in which its passage was found",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="annotations",
                to="sourcelib.revision",
                verbose_name="stands on revision",
            ),
        ),
    ]
