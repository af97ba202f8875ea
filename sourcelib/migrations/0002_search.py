"""The search index: its entries, and beside them what each database keeps of their words.

SQLite: a full-text table for each kind, whose rows have the ids of the entries, and a trigger that
deletes the words with their entry, so that cascades keep step. The tokens come parted by spaces
(`sourcelib.search.tokens`), hence the simplest tokenizer: `ascii` takes all of Unicode as letters.

PostgreSQL: a column of the entries, with one partial index for each kind.

Whoever changes the table of entries later must make the triggers anew: on SQLite, Django copies a
table to change it, and triggers stay behind.
"""

import django.db.models.deletion
from django.db import migrations, models


KINDS = ("source", "passage", "claim", "prediction", "actor")


def keep_words(apps, schema_editor):
    run = schema_editor.execute
    if schema_editor.connection.vendor == "sqlite":
        for kind in KINDS:
            run(
                f"CREATE VIRTUAL TABLE sourcelib_search_{kind} "
                "USING fts5(title, body, people, tokenize='ascii')"
            )
            run(
                f"CREATE TRIGGER sourcelib_search_{kind}_gone "
                f"AFTER DELETE ON sourcelib_searchentry WHEN old.kind = '{kind}' "
                f"BEGIN DELETE FROM sourcelib_search_{kind} WHERE rowid = old.id; END"
            )
        return
    run("ALTER TABLE sourcelib_searchentry ADD COLUMN vector tsvector NOT NULL")
    for kind in KINDS:
        run(
            f"CREATE INDEX search_{kind}_words ON sourcelib_searchentry "
            f"USING gin (vector) WITH (fastupdate = off) WHERE kind = '{kind}'"
        )


def drop_words(apps, schema_editor):
    run = schema_editor.execute
    if schema_editor.connection.vendor == "sqlite":
        for kind in KINDS:
            run(f"DROP TRIGGER sourcelib_search_{kind}_gone")
            run(f"DROP TABLE sourcelib_search_{kind}")
        return
    for kind in KINDS:
        run(f"DROP INDEX search_{kind}_words")
    run("ALTER TABLE sourcelib_searchentry DROP COLUMN vector")


class Migration(migrations.Migration):

    dependencies = [
        ('sourcelib', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('word', models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name='word')),
            ],
            options={
                'verbose_name': 'word of the search index',
                'verbose_name_plural': 'words of the search index',
                'ordering': ['word'],
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('source', 'source'), ('passage', 'passage'), ('claim', 'claim'), ('prediction', 'prediction'), ('actor', 'actor')], max_length=10, verbose_name='kind')),
                ('key', models.BigIntegerField(help_text="of the source, of the passage's source, of the annotation or actor", verbose_name='key')),
                ('part', models.PositiveIntegerField(default=0, help_text='number of the paragraph; 0 for all but passages', verbose_name='part')),
                ('article', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='sourcelib.article', verbose_name='source')),
            ],
            options={
                'verbose_name': 'entry of the search index',
                'verbose_name_plural': 'entries of the search index',
                'ordering': ['kind', 'key', 'part'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'key', 'part'), name='search_entry_once')],
            },
        ),
        migrations.RunPython(keep_words, drop_words),
    ]
