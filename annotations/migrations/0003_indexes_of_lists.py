"""Indexes for what lists of a large library ask first.

Two indexes of annotations hold one column more, so that counts need not read the rows.

`annotation_public_lists` takes the article: the totals and facets of claims and predictions ask
of each row whether its source is public. `annotation_of_article` takes the kind: the page of a
list of claims finds them by source, and the facet "contains" of sources counts sources by kind.

`verdict_last_decided` is new: predictions decided last (the board, and `sort=decided`) are found
by walking it.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('annotations', '0002_initial'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='annotation',
            name='annotation_of_article',
        ),
        migrations.RemoveIndex(
            model_name='annotation',
            name='annotation_public_lists',
        ),
        migrations.AddIndex(
            model_name='annotation',
            index=models.Index(fields=['article', 'state', 'kind'], name='annotation_of_article'),
        ),
        migrations.AddIndex(
            model_name='annotation',
            index=models.Index(fields=['kind', 'state', '-id', 'article'], name='annotation_public_lists'),
        ),
        migrations.AddIndex(
            model_name='verdict',
            index=models.Index(fields=['-decided_on'], name='verdict_last_decided'),
        ),
    ]
