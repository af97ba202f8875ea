"""The addresses of the API, below /api/v1/."""

from django.urls import path

from annotations.api import annotations, links, registry, wordings

app_name = "api"
urlpatterns = [
    path(
        "sources/<slug:slug>/annotations/",
        annotations.SourceAnnotations.as_view(),
        name="source-annotations",
    ),
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
    path("annotations/<uuid:uid>/", annotations.OneAnnotation.as_view(), name="annotation"),
    *(
        path(
            f"annotations/<uuid:uid>/{step}/",
            annotations.Move.as_view(step=step),
            name=f"annotation-{step}",
        )
        for step in annotations.STEPS
    ),
    path("annotations/<uuid:uid>/links/", links.Links.as_view(), name="links"),
    path("annotations/<uuid:uid>/relations/", links.Relations.as_view(), name="relations"),
    path("relations/<uuid:uid>/", links.OneRelation.as_view(), name="relation"),
    path("annotations/<uuid:uid>/memberships/", links.Memberships.as_view(), name="memberships"),
    path(
        "annotations/<uuid:uid>/memberships/<uuid:proposition>/",
        links.OneMembership.as_view(),
        name="membership",
    ),
    path("annotations/<uuid:uid>/compound/", links.InCompound.as_view(), name="compound"),
    path("statements/", links.Statements.as_view(), name="statements"),
    path("propositions/", links.Propositions.as_view(), name="propositions"),
    path("horizon/", wordings.Horizon.as_view(), name="horizon"),
    path("likelihood/", wordings.Likelihood.as_view(), name="likelihood"),
    path("actors/", registry.Actors.as_view(), name="actors"),
    path("topics/", registry.Topics.as_view(), name="topics"),
]
