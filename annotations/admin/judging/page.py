"""The page that judges one prediction or claim, and on which a second person confirms."""

import uuid
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from annotations.admin.annotation import annotate_url
from annotations.admin.judging import proposing, reviewing, steps
from annotations.admin.judging.draft import Draft, copied, posted
from annotations.admin.judging.proposing import Desk, Work
from annotations.admin.judging.showing import verdicts_of
from annotations.contexts import in_context, legend
from annotations.judgements import Judgement
from annotations.models import Annotation
from annotations.services import evidence, judging
from annotations.services.verdict_rules import is_conditional
from annotations.statements import StatementView, with_statements

PREVIEW, PROPOSE, PUBLISH = "preview", "propose", "publish"


def judge(request: HttpRequest, uid: uuid.UUID, site: AdminSite) -> HttpResponse:
    """Answer with the page, after what was posted was done."""
    if not request.user.has_perm("annotations.view_verdict"):
        raise PermissionDenied
    annotation = _found(request.user, uid)
    desk = Desk(request.user, annotation, judging.standing_verdict(annotation))
    verdicts = verdicts_of(annotation)
    proposals = reviewing.to_review(request.user, verdicts)
    work: Work | None = None
    judged_here = "copy" in request.GET
    if judging.may_propose(request.user, annotation):
        work = proposing.opened(desk, _first_draft(request, desk, verdicts))
    if request.method == "POST":
        do = request.POST.get("do", "")
        if do in (reviewing.CONFIRM, reviewing.DECLINE, reviewing.ALONE):
            answer: HttpResponse | Work | None = _review(request, proposals, do)
        else:
            answer, judged_here = _propose(request, desk, do), True
        if isinstance(answer, HttpResponse):
            return answer
        work = answer or work
    folded = not judged_here and any(proposal.waits for proposal in proposals)
    return _page(request, site, desk, verdicts, proposals, work, folded)


def _found(user: Any, uid: uuid.UUID) -> Annotation:
    rows = Annotation.objects.visible_to(user).exclude(kind=Annotation.Kind.MENTION)
    found = with_statements(rows).select_related("revision").filter(uid=uid)
    annotation = found.first()
    if annotation is None:
        raise Http404(_("No claim or prediction has this id."))
    return annotation


def _first_draft(request: HttpRequest, desk: Desk, verdicts: list[Judgement]) -> Draft:
    """Return an empty draft, or the copy of an earlier verdict that the address asks for."""
    wanted = request.GET.get("copy", "")
    for shown in verdicts:
        if str(shown.verdict.uid) == wanted:
            return copied(shown.verdict, desk.annotation.version, desk.standing)
    return desk.begun()


def _review(
    request: HttpRequest, proposals: list[reviewing.Proposal], do: str
) -> HttpResponse | None:
    wanted = request.POST.get("verdict", "")
    for proposal in proposals:
        if str(proposal.verdict.uid) == wanted:
            told = reviewing.reviewed(request.user, proposal, do, request.POST)
            if told:
                messages.success(request, told)
                return HttpResponseRedirect(request.path)
            return None
    messages.error(request, _("It no longer waits: see below what became of it."))
    return HttpResponseRedirect(request.path)


def _propose(request: HttpRequest, desk: Desk, do: str) -> HttpResponse | Work:
    if not judging.may_propose(request.user, desk.annotation):
        raise PermissionDenied
    draft, now = posted(request.POST), desk.begun()
    if (draft.version, draft.standing) != (now.version, now.standing):
        work = proposing.opened(
            desk, replace(draft, version=now.version, standing=now.standing), focus="notices"
        )
        work.notices.append(_overtaken(desk, draft))
        return work
    if do == "go":  # the return key, pressed in a field
        do = "search" if draft.words != draft.searched else PREVIEW
    if do == PREVIEW:
        return proposing.looked_at(desk, draft, request.POST)
    if do not in (PROPOSE, PUBLISH):
        return proposing.opened(desk, *steps.taken(draft, do))
    done = proposing.proposed(desk, draft, request.POST, alone=do == PUBLISH)
    if isinstance(done, Work):
        return done
    told = (
        _("Published as single-reviewed.")
        if do == PUBLISH
        else _("Proposed. Readers see it once a second person has confirmed it.")
    )
    messages.success(request, told)
    return HttpResponseRedirect(request.path)


def _overtaken(desk: Desk, draft: Draft) -> str:
    """Say what changed since the editor began; what they typed is kept."""
    kept = _("What you typed is kept: look at it again, then go on.")
    if draft.version != str(desk.annotation.version):
        summary = desk.annotation.detail.summary
        changed = _("What is judged was changed meanwhile. It now reads: “%(summary)s”")
        return f"{changed % {'summary': summary}} {kept}"
    if desk.standing is None:
        return f"{_('The verdict that stood no longer does.')} {kept}"
    changed = _("Another verdict stands meanwhile: %(state)s. It is shown with the others.")
    return f"{changed % {'state': desk.standing.get_state_display()}} {kept}"


def _page(
    request: HttpRequest,
    site: AdminSite,
    desk: Desk,
    verdicts: list[Judgement],
    proposals: list[reviewing.Proposal],
    work: Work | None,
    folded: bool,
) -> HttpResponse:
    """Draw the page; `folded` puts the form behind the proposal that waits."""
    annotation = desk.annotation
    view = StatementView(annotation)
    context = in_context(view.annotation, view.spans)
    waiting = [proposal for proposal in proposals if proposal.waits]
    shown_apart = {proposal.verdict.pk for proposal in waiting}
    own_waits = any(proposal.own for proposal in waiting)
    return TemplateResponse(
        request,
        "admin/annotations/judge.html",
        {
            **site.each_context(request),
            "title": _("Judge: %(summary)s") % {"summary": view.summary},
            "view": view,
            "context": context,
            "legend": legend(context),
            "annotate_url": annotate_url(annotation),
            "conditional": is_conditional(annotation),
            "standing": desk.standing,
            # each a list of one, as the public template draws lists
            "past": [[shown] for shown in verdicts if shown.verdict.pk not in shown_apart],
            "waiting": waiting,
            "to_confirm": [one for one in proposals if not one.waits and one.may_confirm],
            "own_waits": own_waits,
            "work": None if own_waits else work,
            "folded": folded,
            "may_propose": judging.may_propose(request.user, annotation),
            "alone": judging.stands_alone(request.user),
            **(_to_choose_from(request.user, annotation, work) if work and not own_waits else {}),
        },
    )


def _to_choose_from(user: Any, annotation: Annotation, work: Work) -> dict[str, Any]:
    """Return what could be evidence; nothing while the preview is shown."""
    if work.preview is not None:
        return {}
    draft = work.draft
    found = None
    if draft.searched:
        found = evidence.search(
            annotation,
            draft.searched,
            user=user,
            later_only=not draft.earlier,
            page=draft.page,
        )
    return {
        "candidates": evidence.related(annotation, user=user),
        "found": found,
        "used": draft.passages,
        "known": steps.known_sources(),
    }
