"""The list of sources as data."""

from django.utils.translation import gettext_lazy as _

from annotations.filters import SourceFilters
from annotations.list_data import Collection, Column, absolute
from annotations.lists import forms
from annotations.source_rows import with_heads
from sourcelib.models import Article
from sourcelib.models.dates import Precision

SOURCES = Collection(
    name="sources",
    filters=SourceFilters,
    rows=Article.objects.public,
    columns=(
        Column("uid", lambda row: str(row.uid), forms.UID, _("Permanent id.")),
        Column("slug", lambda row: row.slug, forms.SLUG, _("Its name in addresses and filters.")),
        Column(
            "address", lambda row: absolute(row.get_absolute_url()), forms.ADDRESS, _("Its page.")
        ),
        Column("title", lambda row: row.title, forms.TEXT, _("Its title.")),
        Column(
            "title_supplied",
            lambda row: row.title_supplied,
            forms.FLAG,
            _("Whether a curator supplied the title, since the source has none."),
        ),
        Column(
            "authors",
            lambda row: [one.author.name for one in row.authorships.all()],
            forms.TEXTS,
            _("Who signed it, in the order of the byline."),
        ),
        Column(
            "publication",
            lambda row: row.publication and row.publication.name,
            forms.TEXT_OR_NONE,
            _("Where it appeared."),
        ),
        Column(
            "date",
            lambda row: row.date,
            forms.DAY_OR_NONE,
            _("First day of the day, month or year that it states."),
        ),
        Column(
            "date_precision",
            lambda row: row.date_precision,
            forms.one_of(Precision.values),
            _("How much of the date is known."),
        ),
        Column(
            "date_earliest",
            lambda row: row.date_earliest,
            forms.DAY_OR_NONE,
            _("The first day on which it can have been written."),
        ),
        Column(
            "date_latest",
            lambda row: row.date_latest,
            forms.DAY_OR_NONE,
            _("The last one; terms of predictions count from here."),
        ),
        Column("language", lambda row: row.language, forms.TEXT, _("Language tag (BCP 47).")),
        Column("genre", lambda row: row.genre, forms.one_of(Article.Genre.values), _("Its genre.")),
        Column(
            "original_url",
            lambda row: row.original_url,
            forms.TEXT,
            _("Where it was published; empty if that is not known."),
        ),
        Column(
            "published_at",
            lambda row: row.published_at,
            forms.TIME,
            _("Since when it is public here."),
        ),
        Column(
            "text_sha256",
            lambda row: row.current_revision.sha256,
            forms.SHA256,
            _("SHA-256 of the current text in UTF-8, whether or not it may be shown."),
        ),
    ),
    load=with_heads,
    views=lambda rows: rows,
)
