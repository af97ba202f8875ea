"""The form of the judging page: opened, looked at as it would stand, and proposed."""

from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.http import QueryDict

from annotations.admin.judging.draft import Draft, begun, prefix_of
from annotations.admin.judging.forms import EvidenceForm, VerdictForm, put_errors
from annotations.admin.judging.showing import as_it_would_stand
from annotations.judgements import Judgement
from annotations.models import Annotation, Verdict
from annotations.services import judging
from annotations.services.versions import Stale
from annotations.statements import StatementView, statements, with_statements
from sourcelib.services.refusals import Invalid, Refused


@dataclass
class Desk:
    """Who judges what: the annotation, and the verdict that stands on it now."""

    user: Any
    annotation: Annotation
    standing: Verdict | None

    def begun(self) -> Draft:
        """Return an empty draft of what is before the editor now."""
        return begun(self.annotation.version, self.standing)


@dataclass
class Work:
    """The form as it is shown again: what was typed, what is wrong with it, or its preview."""

    draft: Draft
    form: VerdictForm
    pieces: list[EvidenceForm]
    notices: list[str] = field(default_factory=list)
    preview: Judgement | None = None
    focus: str = ""  # the name of what gets the focus

    @property
    def judgements(self) -> list[Judgement]:
        """The preview, as the public template draws lists."""
        return [self.preview] if self.preview else []


def opened(desk: Desk, draft: Draft, focus: str = "") -> Work:
    """Return the form with what was typed so far."""
    passages = _passages(draft)
    form = VerdictForm(annotation=desk.annotation, initial=draft.verdict)
    pieces = [
        EvidenceForm(
            prefix=prefix_of(number),
            initial=piece,
            passages=passages,
            conditional=form.conditional,
        )
        for number, piece in enumerate(draft.pieces)
    ]
    work = Work(draft, form, pieces, focus=focus)
    _give_focus(work)
    return work


def looked_at(desk: Desk, draft: Draft, data: QueryDict) -> Work:
    """Return the preview of what was typed, or the form with what is wrong with it."""
    work, given = _read(desk, draft, data)
    if not work.notices and not _faulty(work):
        work.preview = as_it_would_stand(
            desk.user, desk.annotation, given, desk.standing, Verdict.Review.PROPOSED
        )
    return work


def proposed(desk: Desk, draft: Draft, data: QueryDict, alone: bool) -> Work | Verdict:
    """Propose what was typed, or publish it alone; return the form where that is refused."""
    work, given = _read(desk, draft, data)
    if work.notices or _faulty(work):
        return work
    try:
        with transaction.atomic():
            verdict = judging.propose(
                user=desk.user,
                annotation=desk.annotation,
                verdict=given,
                standing=desk.standing,
                expected_version=int(draft.version),
            )
            return judging.publish_alone(user=desk.user, verdict=verdict) if alone else verdict
    except Stale as stale:
        work.notices.append(str(stale))
    except Invalid as invalid:
        work.notices.extend(put_errors(invalid.errors, work.form, work.pieces))
    except Refused as refused:
        work.notices.append(str(refused))
    _give_focus(work)
    return work


def _read(desk: Desk, draft: Draft, data: QueryDict) -> tuple[Work, judging.VerdictInput]:
    """Return the form with all that is wrong with what was typed, and what was understood."""
    passages = _passages(draft)
    form = VerdictForm(data, annotation=desk.annotation)
    pieces = [
        EvidenceForm(
            data,
            prefix=prefix_of(number),
            passages=passages,
            conditional=form.conditional,
        )
        for number in range(len(draft.pieces))
    ]
    work = Work(draft, form, pieces)
    for one in (form, *pieces):
        one.is_valid()
    given = form.judged(tuple(piece.given() for piece in pieces))
    try:
        judging.check(
            user=desk.user, annotation=desk.annotation, verdict=given, standing=desk.standing
        )
    except Invalid as invalid:
        work.notices.extend(put_errors(invalid.errors, form, pieces))
    except Refused as refused:
        work.notices.append(str(refused))
    _give_focus(work)
    return work, given


def _faulty(work: Work) -> bool:
    return any(form.errors for form in (work.form, *work.pieces))


def _give_focus(work: Work) -> None:
    """Give the focus to the first field that is wrong, else to the one that the step names.

    What belongs to no field stands above the form, and has it where no field is wrong.
    """
    if work.notices:
        work.focus = "notices"
    for form in (work.form, *work.pieces):
        for name, one in form.fields.items():
            wrong = form.is_bound and name in form.errors
            if wrong or form.add_prefix(name) == work.focus:
                one.widget.attrs["autofocus"] = True
                work.focus = form.add_prefix(name)
                return


def _passages(draft: Draft) -> dict[str, StatementView]:
    rows = with_statements(Annotation.objects.public().filter(uid__in=draft.passages))
    return {view.uid: view for view in statements(rows)}
