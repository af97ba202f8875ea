"""The public addresses, one line a page."""

from django.urls import include, path

from annotations.pages import (
    about,
    actor,
    actors,
    annotation,
    authors,
    board,
    claims,
    corrections,
    health,
    home,
    prediction,
    propositions,
    publications,
    reader,
    sources,
    topics,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("sources/", sources.source_list, name="sources"),
    path("sources/<slug:slug>/", reader.source, name="source"),
    path("claims/", claims.claim_list, name="claims"),
    path("claims/<uuid:uid>/", claims.claim, name="claim"),
    path("predictions/", board.prediction_list, name="predictions"),
    path("predictions/<uuid:uid>/", prediction.prediction, name="prediction"),
    path("propositions/", propositions.proposition_list, name="propositions"),
    path("propositions/<slug:slug>/", propositions.proposition, name="proposition"),
    path("actors/", actors.actor_list, name="actors"),
    path("actors/<slug:slug>/", actor.actor, name="actor"),
    path("topics/", topics.topic_list, name="topics"),
    path("topics/<slug:slug>/", topics.topic, name="topic"),
    path("publications/", publications.publication_list, name="publications"),
    path("publications/<slug:slug>/", publications.publication, name="publication"),
    path("authors/", authors.author_list, name="authors"),
    path("authors/<slug:slug>/", authors.author, name="author"),
    path("a/<uuid:uid>/", annotation.annotation, name="annotation"),
    path("about/", about.about, name="about"),
    path("about/corrections/", corrections.correction_list, name="corrections"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/v1/", include("annotations.api.urls")),
]
