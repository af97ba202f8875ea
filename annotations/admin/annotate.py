"""The annotation page: a source's text, and all that is said of it, to select, tag and review.

The page is one template and a set of ES modules; what they show and send are the values of
`services.presenting`, and they write through the API, that is through the services.
"""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from annotations.admin import annotate_together
from annotations.admin.annotate_modules import modules
from annotations.admin.annotate_strings import strings
from annotations.admin.guidelines import examples
from annotations.models import (
    Actor,
    ActorAlias,
    Annotation,
    Claim,
    Mention,
    Prediction,
    Proposition,
    PropositionMember,
    Relation,
)
from annotations.models.statement import Attribution
from annotations.services import acting, discussing, permissions, reviewing
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
        "choices": {**CHOICES, "actor_kind": _actor_kinds()},
        "examples": examples(request.user),
        "page": _page(request, article, revision),
        "strings": strings(),
        "modules": modules(),
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
    "alias_kind": ActorAlias.Kind.choices,
    "position": PropositionMember.Position.choices,
    "proposition_kind": Proposition.Kind.choices,
    # each as it reads from this end to the other, and then from the other to this one
    "relation": [
        *((f"{kind}:to", kind.label) for kind in Relation.Kind),
        *((f"{kind}:from", label) for kind, label in Relation.BACKWARD.items()),
    ],
}


def _actor_kinds() -> list[tuple[str, Any]]:
    """Return the kinds of actor, what the registry has most of first: its letter leads to it."""
    rows = Actor.objects.order_by("kind").values("kind").annotate(count=Count("pk"))
    counts = dict(rows.values_list("kind", "count"))
    return sorted(Actor.Kind.choices, key=lambda choice: -counts.get(choice[0], 0))


def _page(request: HttpRequest, article: Article, revision: Revision) -> dict[str, Any]:
    """Return what the scripts start from; the template writes it as JSON."""
    assert request.user.is_authenticated  # the admin sees to it
    begin = annotate_together.before_reading(article)
    last_day = article.date_latest
    return {
        **begin,
        "source": article.slug,
        "account": acting.key_of(request.user),
        "person": request.user.working_name(),
        "text": revision.text,
        "revision": revision.number,
        "mayReview": request.user.has_perm("annotations.review_annotation"),
        "maySay": discussing.may_say(request.user),
        "remarks": _remarks(request, article),
        "reasons": _reasons(request),
        "labels": {name: dict(choices) for name, choices in CHOICES.items()},
        "mayAnnotate": permissions.may_create(request.user, article),
        "fiveYears": years_after(last_day, DEFAULT_YEARS) if last_day else None,
        **annotate_together.of_user(request.user, article, revision),
        "urls": {
            **annotate_together.addresses(article, NO_UID),
            "annotations": reverse("api:source-annotations", args=[article.slug]),
            "submit": reverse("api:submit-drafts", args=[article.slug]),
            "publish": reverse("api:publish-reviewed", args=[article.slug]),
            "publishThese": reverse("api:publish-these", args=[article.slug]),
            "remarks": reverse("api:source-remarks", args=[article.slug]),
            "remark": reverse("api:remark", args=[NO_UID]),
            "annotation": reverse("api:annotation", args=[NO_UID]),
            "actors": reverse("api:actors"),
            "topics": reverse("api:topics"),
            "propositions": reverse("api:propositions"),
            "terms": reverse("api:terms", args=[article.slug]),
            "relation": reverse("api:relation", args=[NO_UID]),
            "suggestions": reverse("api:suggestions", args=[article.slug]),
            "otherMentions": reverse("api:other-mentions", args=[article.slug]),
            "rejectSuggestion": reverse("api:reject-suggestion", args=[article.slug]),
            "find": {
                name: _with_source(f"api:find-{name}", article)
                for name in ("actors", "topics", "propositions", "statements")
            },
            "signIn": f"{reverse('admin:login')}?{urlencode({'next': reverse('admin:index')})}",
            "horizon": _with_source("api:horizon", article),
            "likelihood": _with_source("api:likelihood", article),
        },
    }


def _remarks(request: HttpRequest, article: Article) -> dict[str, Any]:
    """Return how much is said of each annotation that is discussed."""
    counts = discussing.counts(user=request.user, article=article)
    return {str(uid): count for uid, count in counts.items()}


def _reasons(request: HttpRequest) -> list[str]:
    """Return the reasons offered to whoever sends something back."""
    if not request.user.has_perm("annotations.review_annotation"):
        return []
    return reviewing.reasons_given(request.user)


def _with_source(name: str, article: Article) -> str:
    """Return an address that is asked about a source."""
    return f"{reverse(name)}?{urlencode({'source': article.slug})}"
