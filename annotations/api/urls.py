"""The addresses of the API, below /api/v1/: what is read, then what curators write and look up."""

from django.urls import path

from annotations.api import (
    annotations,
    assignments,
    batches,
    coverage,
    finding,
    index,
    links,
    lists,
    ones,
    presence,
    registry,
    remarks,
    reviewing,
    suggestions,
    versions,
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
        for name in ("sources", "claims", "predictions", "publications", "authors")
    ),
    path(
        "propositions/",
        registry.Propositions.as_view(collection=_LISTS["propositions"]),
        name="propositions",
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
    path("sources/<slug:slug>/annotations/batch/", batches.Batch.as_view(), name="batch"),
    path(
        "sources/<slug:slug>/annotations/batch/delete/",
        batches.Deletions.as_view(),
        name="batch-delete",
    ),
    path(
        "sources/<slug:slug>/annotations/batch/restore/",
        batches.Restorations.as_view(),
        name="batch-restore",
    ),
    path(
        "sources/<slug:slug>/annotations/retract/",
        batches.Retractions.as_view(),
        name="retract-all",
    ),
    path("annotations/<uuid:uid>/versions/", versions.Versions.as_view(), name="versions"),
    path(
        "annotations/<uuid:uid>/versions/<int:number>/restore/",
        versions.RestoredVersion.as_view(),
        name="restore-version",
    ),
    path("annotations/<uuid:uid>/restore/", batches.Restoration.as_view(), name="restore"),
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
    path(
        "sources/<slug:slug>/annotations/publish-these/",
        reviewing.PublishThese.as_view(),
        name="publish-these",
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
_discussing = [
    path("annotations/<uuid:uid>/remarks/", remarks.Remarks.as_view(), name="remarks"),
    path("annotations/<uuid:uid>/remarks/seen/", remarks.Seen.as_view(), name="remarks-seen"),
    path("remarks/<uuid:uid>/", remarks.OneRemark.as_view(), name="remark"),
    path("remarks/<uuid:uid>/settle/", remarks.Question.as_view(step="settle"), name="settle"),
    path("remarks/<uuid:uid>/reopen/", remarks.Question.as_view(step="reopen"), name="reopen"),
    path("sources/<slug:slug>/remarks/", remarks.SourceRemarks.as_view(), name="source-remarks"),
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
    path("sources/<slug:slug>/terms/", wordings.Terms.as_view(), name="terms"),
    path(
        "sources/<slug:slug>/other-mentions/",
        suggestions.OtherMentions.as_view(),
        name="other-mentions",
    ),
    path("find/actors/", finding.FindActors.as_view(), name="find-actors"),
    path("find/topics/", finding.FindTopics.as_view(), name="find-topics"),
    path("find/propositions/", finding.FindPropositions.as_view(), name="find-propositions"),
    path("find/statements/", finding.FindStatements.as_view(), name="find-statements"),
    path("horizon/", wordings.Horizon.as_view(), name="horizon"),
    path("likelihood/", wordings.Likelihood.as_view(), name="likelihood"),
]
_together = [
    path("sources/<slug:slug>/presence/", presence.Presence.as_view(), name="presence"),
    path("sources/<slug:slug>/presence/leave/", presence.Leaving.as_view(), name="leave"),
    path("sources/<slug:slug>/coverage/", coverage.Coverage.as_view(), name="coverage"),
    path(
        "sources/<slug:slug>/coverage/<int:number>/",
        coverage.OneParagraph.as_view(),
        name="coverage-of-paragraph",
    ),
    *(
        path(
            f"assignments/<uuid:uid>/{step}/",
            assignments.Ending.as_view(step=step),
            name=f"assignment-{step}",
        )
        for step in assignments.STEPS
    ),
]
urlpatterns = [
    *_reading,
    *_writing,
    *_together,
    *_discussing,
    *_looking_up,
    path("<path:path>/", index.Nothing.as_view(), name="nothing"),
]
