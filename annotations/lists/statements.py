"""What the lists of claims and of predictions have in common, and the list of claims, as data."""

from django.utils.translation import gettext_lazy as _

from annotations.filters import ClaimFilters
from annotations.list_data import Collection, Column, absolute
from annotations.lists import forms
from annotations.models import Annotation, Claim, Verdict
from annotations.models.statement import Attribution
from annotations.quoting import plain
from annotations.statements import statements, with_statements
from sourcelib.models.dates import Precision

STATEMENT_COLUMNS = (
    Column("uid", lambda view: view.uid, forms.UID, _("Permanent id, of its passage too.")),
    Column("address", lambda view: absolute(view.address), forms.ADDRESS, _("Its page.")),
    Column("summary", lambda view: view.summary, forms.TEXT, _("It in one plain sentence.")),
    Column(
        "words",
        lambda view: plain(view.words),
        forms.TEXT,
        _(
            "Its words as a quotation, with an ellipsis where something is left out; empty where "
            "the source's terms do not let them be shown."
        ),
    ),
    Column(
        "revision",
        lambda view: view.annotation.stands_on,
        forms.NUMBER,
        _("Number of the revision of its source that has these words."),
    ),
    Column(
        "in_present_text",
        lambda view: view.left_behind is None,
        forms.FLAG,
        _("Whether the present text of its source has them too, or a correction took them out."),
    ),
    Column(
        "said_by",
        lambda view: view.who,
        forms.TEXT,
        _("Who says it, and by whom it is reported or inferred, in words."),
    ),
    Column(
        "attribution",
        lambda view: view.attribution,
        forms.one_of(Attribution.values),
        _("Whose words it is."),
    ),
    Column("source", lambda view: view.article.title, forms.TEXT, _("Title of its source.")),
    Column(
        "source_slug",
        lambda view: view.article.slug,
        forms.SLUG,
        _("Name of its source in addresses and filters."),
    ),
    Column(
        "source_address",
        lambda view: absolute(view.article.get_absolute_url()),
        forms.ADDRESS,
        _("Page of its source."),
    ),
    Column(
        "source_date",
        lambda view: view.article.date,
        forms.DAY_OR_NONE,
        _("Date of its source: first day of the day, month or year stated."),
    ),
    Column(
        "source_date_precision",
        lambda view: view.article.date_precision,
        forms.one_of(Precision.values),
        _("How much of that date is known."),
    ),
    Column(
        "authors",
        lambda view: [author.name for author in view.authors],
        forms.TEXTS,
        _("Who signed its source."),
    ),
)
PASSAGE = Column(
    "annotation",
    lambda view: absolute(view.annotation.get_absolute_url()),
    forms.ADDRESS,
    _("Permanent address of its passage."),
)

CLAIMS = Collection(
    name="claims",
    filters=ClaimFilters,
    rows=lambda: Annotation.objects.public().claims(),
    columns=(
        *STATEMENT_COLUMNS,
        Column(
            "kind", lambda view: view.detail.kind, forms.one_of(Claim.Kind.values), _("Its kind.")
        ),
        Column(
            "certainty",
            lambda view: view.detail.certainty,
            forms.one_of(Claim.Certainty.values),
            _("How firmly it is said."),
        ),
        Column(
            "check",
            lambda view: view.fate and view.fate.verdict.state,
            forms.one_of_or_none(sorted(Verdict.OF_CLAIMS)),
            _("How it was checked; none if nobody has."),
        ),
        PASSAGE,
    ),
    load=with_statements,
    views=statements,
)
