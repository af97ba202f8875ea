"""The public addresses, one line a page."""

from django.urls import include, path

from annotations.feeds.changes import ChangeFeed
from annotations.feeds.due import DueFeed
from annotations.feeds.sources import SourceFeed
from annotations.feeds.statements import ClaimFeed, PredictionFeed
from annotations.feeds.verdicts import VerdictFeed
from annotations.freshness import answers_conditionally
from annotations.pages import (
    about,
    actor,
    actors,
    annotation,
    authors,
    board,
    calendar,
    claim_list,
    claims,
    compare,
    corrections,
    health,
    home,
    method,
    prediction,
    proposition,
    propositions,
    publications,
    reader,
    report,
    report,
    sources,
    topic,
    topics,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("sources/", sources.source_list, name="sources"),
    path("sources/<slug:slug>/", reader.source, name="source"),
    path("claims/", claim_list.claim_list, name="claims"),
    path("claims/<uuid:uid>/", claims.claim, name="claim"),
    path("predictions/", board.prediction_list, name="predictions"),
    path("predictions/due.ics", calendar.due_calendar, name="due-calendar"),
    path("predictions/<uuid:uid>/", prediction.prediction, name="prediction"),
    path("propositions/", propositions.proposition_list, name="propositions"),
    path("propositions/<slug:slug>/", proposition.proposition, name="proposition"),
    path("actors/", actors.actor_list, name="actors"),
    path("actors/<slug:slug>/", actor.actor, name="actor"),
    path("topics/", topics.topic_list, name="topics"),
    path("topics/<slug:slug>/", topic.topic, name="topic"),
    path("publications/", publications.publication_list, name="publications"),
    path("publications/<slug:slug>/", publications.publication, name="publication"),
    path("authors/", authors.author_list, name="authors"),
    path("authors/<slug:slug>/", authors.author, name="author"),
    path("feeds/sources.atom", answers_conditionally(SourceFeed())),
    path("feeds/claims.atom", answers_conditionally(ClaimFeed())),
    path("feeds/predictions.atom", answers_conditionally(PredictionFeed())),
    path("feeds/verdicts.atom", answers_conditionally(VerdictFeed())),
    path("feeds/due.atom", answers_conditionally(DueFeed())),
    path("feeds/changes.atom", answers_conditionally(ChangeFeed()), name="changes-feed"),
    path("compare/", compare.comparison, name="compare"),
    path("a/<uuid:uid>/", annotation.annotation, name="annotation"),
    path("about/", about.about, name="about"),
    path("about/method/", method.method, name="method"),
    path("about/corrections/", corrections.correction_list, name="corrections"),
    path("report/", report.report, name="report"),
    path("report/<uuid:uid>/", report.report_state, name="report-state"),
    path("report/", report.report, name="report"),
    path("report/<uuid:uid>/", report.report_state, name="report-state"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/v1/", include("annotations.api.urls")),
]
