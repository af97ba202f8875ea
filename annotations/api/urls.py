"""The addresses of the API, below /api/v1/: what is read, then what curators write and look up."""

from django.urls import path

from annotations.api import (
    annotations,
    finding,
    index,
    links,
    lists,
    ones,
    registry,
    suggestions,
    wordings,
)
from annotations.api.docs import docs
from annotations.api.schema import Description

app_name = "api"

_LISTS = lists.COLLECTIONS
_reading = [
    path("", index.Index.as_view(), name="index"),
    path("schema/", Description.as_view(), name="schema"),
    path("docs/", docs, name="docs"),
    *(
        path(f"{name}/", lists.Rows.as_view(collection=_LISTS[name]), name=name)
        for name in ("sources", "claims", "predictions", "propositions", "publications", "authors")
    ),
    path("actors/", registry.Actors.as_view(collection=_LISTS["actors"]), name="actors"),
    path("topics/", registry.Topics.as_view(collection=_LISTS["topics"]), name="topics"),
    path("sources/<slug:slug>/", ones.Source.as_view(), name="source"),
    path("sources/<slug:slug>/v/<int:number>/", ones.Source.as_view(), name="revision"),
    path(
        "sources/<slug:slug>/annotations/",
        annotations.SourceAnnotations.as_view(),
        name="source-annotations",
    ),
    *(
        path(
            f"{kind}s/<uuid:uid>/",
            ones.Statement.as_view(collection=_LISTS[f"{kind}s"], kind=kind),
            name=kind,
        )
        for kind in ("claim", "prediction")
    ),
    *(
        path(f"{kind}s/<slug:slug>/", ones.Named.as_view(collection=_LISTS[f"{kind}s"]), name=kind)
        for kind in ("proposition", "actor", "topic", "publication", "author")
    ),
    path("annotations/<uuid:uid>/", annotations.OneAnnotation.as_view(), name="annotation"),
    path("annotations/<uuid:uid>/links/", links.Links.as_view(), name="links"),
]
_writing = [
    path(
        "sources/<slug:slug>/annotations/submit/",
        annotations.MoveAll.as_view(step="submit"),
        name="submit-drafts",
    ),
    path(
        "sources/<slug:slug>/annotations/publish/",
        annotations.MoveAll.as_view(step="publish"),
        name="publish-reviewed",
    ),
    *(
        path(
            f"annotations/<uuid:uid>/{step}/",
            annotations.Move.as_view(step=step),
            name=f"annotation-{step}",
        )
        for step in annotations.STEPS
    ),
    path("annotations/<uuid:uid>/relations/", links.Relations.as_view(), name="relations"),
    path("relations/<uuid:uid>/", links.OneRelation.as_view(), name="relation"),
    path("annotations/<uuid:uid>/memberships/", links.Memberships.as_view(), name="memberships"),
    path(
        "annotations/<uuid:uid>/memberships/<uuid:proposition>/",
        links.OneMembership.as_view(),
        name="membership",
    ),
    path("annotations/<uuid:uid>/compound/", links.InCompound.as_view(), name="compound"),
]
_looking_up = [
    path(
        "sources/<slug:slug>/suggestions/",
        suggestions.Suggestions.as_view(),
        name="suggestions",
    ),
    path(
        "sources/<slug:slug>/suggestions/reject/",
        suggestions.Rejections.as_view(),
        name="reject-suggestion",
    ),
    path("find/actors/", finding.FindActors.as_view(), name="find-actors"),
    path("find/topics/", finding.FindTopics.as_view(), name="find-topics"),
    path("find/propositions/", finding.FindPropositions.as_view(), name="find-propositions"),
    path("find/statements/", finding.FindStatements.as_view(), name="find-statements"),
    path("horizon/", wordings.Horizon.as_view(), name="horizon"),
    path("likelihood/", wordings.Likelihood.as_view(), name="likelihood"),
]
urlpatterns = [
    *_reading,
    *_writing,
    *_looking_up,
    path("<path:path>/", index.Nothing.as_view(), name="nothing"),
]
