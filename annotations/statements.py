"""Claims and predictions as lists and pages show them: words, speaker, likelihood, fate."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Prefetch, QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from annotations.charts.band import likelihood_range
from annotations.lost_parts import LostPart, earlier_parts, lost_parts
from annotations.models import Actor, Annotation, Evidence, Span, Verdict
from annotations.models.statement import Attribution
from annotations.offices import Offices, in_office
from annotations.quoting import Piece, excerpt, words_of
from annotations.scoring.likelihood import Band, Standard, band
from annotations.scoring.standing import Standing, standing
from annotations.standards import DEFAULT
from annotations.standing_on import LeftBehind
from annotations.states import STANDING_LABELS
from annotations.templatetags.annotated import verdict_shape
from sourcelib.citing import written_date
from sourcelib.models import Article, Author, Authorship

# The colours of a symbol, where they are not grey.
PILLS = {"yes": "ok", "no": "bad", "part": "wa", "open": "op"}


@dataclass(frozen=True)
class Fate:
    """How a prediction stands, or how a claim was checked, in a few words.

    `shape` names the symbol, `pill` the colours; `when` is the day that belongs to it.
    """

    label: str
    shape: str
    when: str
    verdict: Any = None

    @property
    def pill(self) -> str:
        """The class of its colours; empty for grey."""
        return PILLS.get(self.shape, "")

    @property
    def single_reviewed(self) -> bool:
        """Whether one person alone has judged it."""
        return bool(self.verdict) and self.verdict.review == Verdict.Review.SINGLE


@dataclass(frozen=True)
class Likelihood:
    """The likelihood words of a prediction, and the band that the standard gives them."""

    words: str
    band: Band | None
    of_the_event: Band | None  # turned round where the words speak of the opposite
    opposite: bool
    read_by: Standard

    @property
    def percent(self) -> str:
        """The band of the words, as "20–45%"."""
        return _percent(self.band) if self.band else ""

    @property
    def percent_of_the_event(self) -> str:
        """The band of the event as summarised, as "55–80%"."""
        return _percent(self.of_the_event) if self.of_the_event else ""

    @property
    def standard(self) -> str:
        """The name of the standard."""
        return self.read_by.label

    @property
    def drawing(self) -> SafeString | str:
        """The band as a picture."""
        if self.band is None:
            return ""
        label = _("Read as %(low)s to %(high)s percent, %(standard)s") % {
            "low": f"{self.band.low * 100:g}",
            "high": f"{self.band.high * 100:g}",
            "standard": self.read_by.label,
        }
        return likelihood_range(self.band, label)


class StatementView:
    """One claim or prediction of `with_statements`, ready to be shown."""

    def __init__(
        self,
        annotation: Annotation,
        today: datetime.date | None = None,
        standard: Standard = DEFAULT,
    ) -> None:
        self.annotation = annotation
        self.standard = standard
        self.article: Article = annotation.article
        self.detail = annotation.detail
        self.kind = annotation.kind
        self._today = today or timezone.localdate()

    @property
    def uid(self) -> str:
        """The permanent id."""
        return str(self.annotation.uid)

    @property
    def address(self) -> str:
        """The page of this claim or prediction."""
        return f"/{self.kind}s/{self.uid}/"

    @property
    def is_prediction(self) -> bool:
        """Whether it is a prediction."""
        return self.kind == Annotation.Kind.PREDICTION

    @cached_property
    def spans(self) -> Sequence[Span]:
        """Its places in the text that it stands on."""
        return list(self.annotation.spans.all())

    @property
    def left_behind(self) -> LeftBehind | None:
        """Where its words stand, if the present text of its source does not have them."""
        if self.annotation.revision_id == self.article.current_revision_id:
            return None
        row: Any = self.annotation
        return LeftBehind(row.stands_on, row.present_text)

    @cached_property
    def words(self) -> list[Piece]:
        """Its words, as far as the source's terms allow them to be shown."""
        return excerpt(self.article, self.spans)

    @property
    def summary(self) -> str:
        """What it says, in one plain sentence."""
        return str(self.detail.summary)

    @property
    def attribution(self) -> str:
        """Whose words it is."""
        return str(self.detail.attribution)

    @cached_property
    def authors(self) -> list[Author]:
        """Who signed the source, in the order of the byline."""
        return self.article.byline

    @cached_property
    def speakers(self) -> list[Actor]:
        """Whom the words are reported of or inferred about; empty for the author's own."""
        first = [self.detail.speaker] if self.detail.speaker else []
        shared = self.detail.co_speakers.all() if self.is_prediction else []
        return [*first, *shared]

    @cached_property
    def offices(self) -> Offices:
        """The offices of its speakers; `statements` puts those of all its rows here."""
        return Offices(actor.pk for actor in self.speakers)

    def offices_of(self, speaker: Actor) -> list[str]:
        """Return the offices that a speaker held when the source was written, in words."""
        return self.offices.held(speaker.pk, self.article)

    @cached_property
    def who(self) -> str:
        """Who says it, in plain words and bare names."""
        return self._told_by(", ".join(actor.name for actor in self.speakers))

    @cached_property
    def who_in_office(self) -> str:
        """Who says it, in plain words, with the offices that speakers held at the time."""
        return self._told_by(
            in_office((actor.name, self.offices_of(actor)) for actor in self.speakers)
        )

    def _told_by(self, speakers: str) -> str:
        authors = ", ".join(author.name for author in self.authors) or _("an unnamed author")
        names = {"authors": authors, "speakers": speakers}
        if self.attribution == Attribution.REPORTED:
            return _("%(speakers)s, as reported by %(authors)s") % names
        if self.attribution == Attribution.INFERRED:
            return _("%(authors)s, inferring about %(speakers)s") % names
        if self.attribution == Attribution.UNATTRIBUTED:
            return _("unattributed, in %(authors)s") % names
        return authors

    @property
    def date(self) -> str:
        """The date of the source, as exactly as it is known."""
        return written_date(self.article.date, self.article.date_precision)

    # Predictions -------------------------------------------------------------------------

    @property
    def likelihood(self) -> Likelihood:
        """The likelihood in its own words, and as a band where the standard has one."""
        words = words_of(self.spans, Span.Role.LIKELIHOOD)
        opposite = self.detail.likelihood_polarity == "opposite"
        return Likelihood(
            words=words if self.article.display != Article.Display.METADATA else "",
            band=band(words, self.standard),
            of_the_event=band(words, self.standard, opposite=opposite),
            opposite=opposite,
            read_by=self.standard,
        )

    @property
    def horizon_words(self) -> str:
        """The words that say by when, if the source's terms allow them to be shown."""
        shown = self.article.display != Article.Display.METADATA
        return words_of(self.spans, Span.Role.HORIZON) if shown else ""

    @cached_property
    def lost(self) -> dict[str, LostPart]:
        """Its words, by role, that a correction took out of the text, if they may be shown."""
        if self.article.display == Article.Display.METADATA:
            return {}
        earlier: list[Span] = self.annotation.earlier_parts  # type: ignore[attr-defined]
        return lost_parts((span.role for span in self.spans), earlier)

    @property
    def deadline_basis(self) -> str:
        """Where the deadline comes from; what quotes the horizon words is shown as they are."""
        shown = self.article.display != Article.Display.METADATA
        quotes = bool(words_of(self.spans, Span.Role.HORIZON))
        return str(self.detail.deadline_basis) if shown or not quotes else ""

    @property
    def standing_in_words(self) -> str:
        """Where the prediction stands by its dates and its verdict, for a reader."""
        return str(STANDING_LABELS[self.standing])

    @property
    def by_default_rule(self) -> bool:
        """Whether its deadline is the library's five years and not the text's own."""
        return self.is_prediction and self.detail.horizon_ground == "default-5y"

    @cached_property
    def fate(self) -> Fate | None:
        """How it stands; None for a claim that nobody has checked."""
        if self.verdict:
            return _by_verdict(self.verdict)
        return self._by_dates() if self.is_prediction else None

    @property
    def verdict(self) -> Verdict | None:
        """The verdict that stands, if one does."""
        verdicts: list[Verdict] = self.annotation.standing_verdicts  # type: ignore[attr-defined]
        return verdicts[0] if verdicts else None

    @property
    def standing(self) -> Standing:
        """Where the prediction stands by its dates and its verdict."""
        ends = self.verdict is not None and self.verdict.state != Verdict.State.STILL_OPEN
        return standing(ends=ends, deadline=self.detail.deadline, today=self._today)

    def _by_dates(self) -> Fate:
        deadline = self.detail.deadline
        state = standing(ends=False, deadline=deadline, today=self._today)
        when = written_date(deadline, "day") if deadline else _("no date given")
        return Fate(str(STANDING_LABELS[state]), "open", when)


def with_statements(queryset: QuerySet[Annotation]) -> QuerySet[Annotation]:
    """Return claims and predictions with all that `StatementView` reads; eleven queries at most."""
    passages = (
        Evidence.objects.filter(passage__isnull=False)
        .select_related("passage__article__publication")
        .prefetch_related("passage__article__authorships__author")
    )
    verdicts = (
        Verdict.objects.reviewed()
        .standing()
        .annotate(pieces=Count("evidence"))
        .prefetch_related(Prefetch("evidence", passages, to_attr="passages"))
        .order_by("-decided_on", "-id")
    )
    numbered = queryset.annotate(
        stands_on=F("revision__number"), present_text=F("article__current_revision__number")
    )
    return numbered.select_related(
        "article__publication", "claim__speaker", "prediction__speaker"
    ).prefetch_related(
        Prefetch("article__authorships", Authorship.objects.select_related("author")),
        Prefetch("spans", Span.objects.filter(revision=F("annotation__revision"))),
        Prefetch("spans", earlier_parts(), to_attr="earlier_parts"),
        Prefetch("verdicts", verdicts, to_attr="standing_verdicts"),
        "prediction__co_speakers",
    )


def statements(
    annotations: Iterable[Annotation], standard: Standard = DEFAULT
) -> list[StatementView]:
    """Return rows of `with_statements`, ready to be shown; likelihoods as `standard` reads them."""
    today = timezone.localdate()
    views = [StatementView(annotation, today, standard) for annotation in annotations]
    offices = Offices(actor.pk for view in views for actor in view.speakers)
    for view in views:
        view.offices = offices
    return views


def reading(words: str, standard: Standard) -> str:
    """Return how a standard reads likelihood words, as "55–80%"; empty where it does not."""
    found = band(words, standard)
    return _percent(found) if found else ""


def _by_verdict(verdict: Verdict) -> Fate:
    if verdict.event_date:
        when = written_date(verdict.event_date, verdict.event_date_precision)
    else:
        when = _("examined %(day)s") % {"day": written_date(verdict.decided_on, "day")}
    return Fate(str(verdict.get_state_display()), verdict_shape(verdict.state), when, verdict)


def _percent(given: Band) -> str:
    return f"{given.low * 100:g}–{given.high * 100:g}%"
