"""The annotation page: a source's text, and all that is said of it, to select, tag and review.

The page is one template and a set of ES modules; what they show and send are the values of
`services.presenting`, and they write through the API, that is through the services.
"""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from annotations.admin.annotate_strings import strings
from annotations.models import (
    Actor,
    Annotation,
    Claim,
    Mention,
    Prediction,
    PropositionMember,
    Relation,
)
from annotations.models.statement import Attribution
from annotations.services import permissions
from annotations.services.presenting import loaded, presented
from annotations.services.reanchoring.queue import left_behind, waiting_count
from annotations.services.reanchoring.settling import may_settle
from annotations.services.terms import DEFAULT_YEARS, years_after
from sourcelib.models import Article, Revision

NO_UID = "00000000-0000-0000-0000-000000000000"  # where the page puts an annotation's own


def annotate(request: HttpRequest, article: Article, site: AdminSite) -> HttpResponse:
    """Answer with the annotation page of a source; one without text leads back to the source."""
    if not request.user.has_perm("annotations.view_annotation"):
        raise PermissionDenied
    revision = article.current_revision
    if revision is None:
        messages.warning(request, _("This source has no text yet: bring one in first."))
        return HttpResponseRedirect(reverse("admin:sourcelib_article_change", args=[article.pk]))
    context = {
        **site.each_context(request),
        "title": _("Annotate: %(title)s") % {"title": article.title},
        "article": article,
        "authors": ", ".join(author.name for author in article.byline),
        "revision": revision,
        "choices": CHOICES,
        "page": _page(request, article, revision),
        "strings": strings(),
        "may_annotate": permissions.may_create(request.user, article),
        "may_submit": request.user.has_perm("annotations.submit_annotation"),
        "may_review": request.user.has_perm("annotations.review_annotation"),
        "left_behind": left_behind(article),
        "waiting": waiting_count(article),
        "may_settle": may_settle(request.user),
    }
    return TemplateResponse(request, "admin/annotations/annotate.html", context)


CHOICES: dict[str, list[tuple[str, Any]]] = {
    "state": Annotation.State.choices,
    "how": Mention.How.choices,
    "part": Mention.Part.choices,
    "attribution": Attribution.choices,
    "claim_kind": Claim.Kind.choices,
    "certainty": Claim.Certainty.choices,
    "form": Prediction.Form.choices,
    "likelihood": Prediction.Likelihood.choices,
    "polarity": Prediction.Polarity.choices,
    "ground": Prediction.Ground.choices,
    "actor_kind": Actor.Kind.choices,
    "position": PropositionMember.Position.choices,
    # each as it reads from this end to the other, and then from the other to this one
    "relation": [
        *((f"{kind}:to", kind.label) for kind in Relation.Kind),
        *((f"{kind}:from", label) for kind, label in Relation.BACKWARD.items()),
    ],
}


def _page(request: HttpRequest, article: Article, revision: Revision) -> dict[str, Any]:
    """Return what the scripts start from; the template writes it as JSON."""
    annotations = loaded(Annotation.objects.visible_to(request.user).filter(article=article))
    last_day = article.date_latest
    return {
        "text": revision.text,
        "revision": revision.number,
        "mayAnnotate": permissions.may_create(request.user, article),
        "fiveYears": years_after(last_day, DEFAULT_YEARS) if last_day else None,
        "annotations": [presented(annotation, request.user) for annotation in annotations],
        "urls": {
            "annotations": reverse("api:source-annotations", args=[article.slug]),
            "submit": reverse("api:submit-drafts", args=[article.slug]),
            "publish": reverse("api:publish-reviewed", args=[article.slug]),
            "annotation": reverse("api:annotation", args=[NO_UID]),
            "actors": reverse("api:actors"),
            "topics": reverse("api:topics"),
            "relation": reverse("api:relation", args=[NO_UID]),
            "suggestions": reverse("api:suggestions", args=[article.slug]),
            "otherMentions": reverse("api:other-mentions", args=[article.slug]),
            "rejectSuggestion": reverse("api:reject-suggestion", args=[article.slug]),
            "find": {
                name: _with_source(f"api:find-{name}", article)
                for name in ("actors", "topics", "propositions", "statements")
            },
            "horizon": _with_source("api:horizon", article),
            "likelihood": _with_source("api:likelihood", article),
        },
    }


def _with_source(name: str, article: Article) -> str:
    """Return an address that is asked about a source."""
    return f"{reverse(name)}?{urlencode({'source': article.slug})}"
