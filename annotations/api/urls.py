"""The addresses of the API, below /api/v1/."""

from django.urls import path

from annotations.api import annotations, registry

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
    path("actors/", registry.Actors.as_view(), name="actors"),
    path("topics/", registry.Topics.as_view(), name="topics"),
]
