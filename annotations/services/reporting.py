"""Reports of readers: received from anybody, taken up, settled and opened again by editors.

Nobody needs an account to report, so `receive` has no acting user: it is throttled instead. What
identifies the sender is a name and an e-mail address if they gave them, which only editors see and
which are erased in time. Their network address is kept nowhere but as a keyed hash, in the cache,
for as long as their reports of the last hour are counted.
"""

import datetime
import ipaddress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from annotations.models import Report, ReportStep
from annotations.services.subjects import Subject
from sourcelib.services.refusals import Invalid, NotAllowed, Refused, WrongState

SHORTEST, LONGEST = 10, 5_000  # characters of a report
LONGEST_NAME, LONGEST_EMAIL = 200, 254
LONGEST_ANSWER = 10_000
HOUR = 3600  # seconds

State, Action = Report.State, ReportStep.Action


class TooMany(Refused):
    """More reports than are taken in; nothing was written."""


@dataclass(frozen=True)
class ReportInput:
    """What a reader says; `name` and `email` may be empty."""

    kind: str
    text: str
    name: str = ""
    email: str = ""
    from_concerned: bool = False


def may_review(user: Any) -> bool:
    """Whether `user` may work on reports, and see who sent them."""
    return bool(user.has_perm("annotations.review_annotation"))


def receive(*, sender: str, subject: Subject, report: ReportInput) -> Report:
    """Take in what a reader reports of `subject`; `sender` is the network address they come from.

    The same report once more, as after a second click, is the report that is there. Raises Invalid
    by field, and TooMany.
    """
    text = _lines(report.text)
    name, email = report.name.strip(), report.email.strip()
    _refuse(_problems(report.kind, text, name, email))
    said = {
        "about_kind": subject.kind,
        "about_uid": subject.uid,
        "kind": report.kind,
        "text": text,
        "name": name,
        "email": email,
        "from_concerned": report.from_concerned,
    }
    same = Report.objects.open().filter(**said).first()
    if same is not None:
        return same
    _throttle(sender)
    return Report.objects.create(about_title=subject.title, **said)


@transaction.atomic
def take(*, user: Any, report: Report) -> Report:
    """Say that somebody looks at a report. Raises NotAllowed, WrongState."""
    row = _locked(user, report)
    if row.state != State.RECEIVED:
        raise WrongState(_("It is %(state)s already.") % {"state": row.get_state_display()})
    row.state = State.TAKEN
    return _moved(row, Action.TAKEN, user)


@transaction.atomic
def settle(*, user: Any, report: Report, changed: bool, answer: str, public: bool) -> Report:
    """Say what became of a report; a public answer is shown to who reported it, and in the log.

    Raises NotAllowed, WrongState (it is settled), Invalid (no answer).
    """
    row = _locked(user, report)
    if row.state in Report.SETTLED:
        raise WrongState(_("It is settled: open it again first."))
    said = _lines(answer)
    if not said:
        _refuse({"answer": [_("Say what was done, or why nothing was.")]})
    if len(said) > LONGEST_ANSWER:
        _refuse({"answer": [_too_long(said, LONGEST_ANSWER)]})
    row.state = State.CHANGED if changed else State.UNCHANGED
    row.answer, row.answer_public, row.settled_at = said, public, timezone.now()
    return _moved(row, Action.CHANGED if changed else Action.UNCHANGED, user, said)


@transaction.atomic
def reopen(*, user: Any, report: Report, reason: str) -> Report:
    """Look again at a report that was settled; its answer is no longer shown, its steps keep it.

    Raises NotAllowed, WrongState (it is not settled), Invalid (no reason).
    """
    row = _locked(user, report)
    if row.state not in Report.SETTLED:
        raise WrongState(_("It is not settled yet."))
    if not reason.strip():
        _refuse({"reason": [_("Say why: it is kept with the report.")]})
    row.state = State.TAKEN
    row.answer, row.answer_public, row.settled_at = "", False, None
    return _moved(row, Action.REOPENED, user, reason.strip())


@transaction.atomic
def forget(*, user: Any, report: Report) -> Report:
    """Erase who sent a report. Raises NotAllowed, WrongState (it is erased)."""
    row = _locked(user, report)
    if row.forgotten_at is not None:
        raise WrongState(_("Name and e-mail were erased already."))
    return _forgotten(row, user)


@transaction.atomic
def forget_older(*, days: int) -> int:
    """Erase who sent the reports that came in more than `days` days ago; return how many."""
    before = timezone.now() - datetime.timedelta(days=days)
    rows = Report.objects.select_for_update().with_contact(before)
    for row in rows:
        _forgotten(row, None)
    return len(rows)


def _forgotten(row: Report, user: Any) -> Report:
    row.name = row.email = ""
    row.forgotten_at = timezone.now()
    return _moved(row, Action.FORGOTTEN, user)


def _locked(user: Any, report: Report) -> Report:
    if not may_review(user):
        raise NotAllowed(_("Only editors work on the reports of readers."))
    return Report.objects.select_for_update().get(pk=report.pk)


def _moved(row: Report, action: str, user: Any, note: str = "") -> Report:
    row.save()
    ReportStep.objects.create(report=row, action=action, by=user, note=note)
    return row


# What may be sent ----------------------------------------------------------------------------


def _problems(kind: str, text: str, name: str, email: str) -> dict[str, list[str]]:
    errors: dict[str, list[str]] = {}
    if kind not in Report.Kind.values:
        errors["kind"] = [_("Choose what is wrong.")]
    if "\x00" in text + name + email:
        errors["text"] = [_("It has a character in it that cannot be kept (NUL).")]
    elif len(text) < SHORTEST:
        wanted = _("Say a little more: at least %(count)d characters.")
        errors["text"] = [wanted % {"count": SHORTEST}]
    elif len(text) > LONGEST:
        errors["text"] = [_too_long(text, LONGEST)]
    if len(name) > LONGEST_NAME:
        errors["name"] = [_too_long(name, LONGEST_NAME)]
    if email:
        try:
            validate_email(email)
        except ValidationError:
            errors["email"] = [_("This is no e-mail address. Correct it, or leave it empty.")]
        if len(email) > LONGEST_EMAIL:
            errors["email"] = [_too_long(email, LONGEST_EMAIL)]
    return errors


def _too_long(text: str, most: int) -> str:
    return _("It has %(count)d characters: shorten it to %(most)d.") % {
        "count": len(text),
        "most": most,
    }


def _lines(text: str) -> str:
    """Return text with one kind of line end, as browsers send another."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


def _refuse(errors: dict[str, list[str]]) -> None:
    if errors:
        raise Invalid(errors)


# How many are taken in -----------------------------------------------------------------------


def _throttle(sender: str) -> None:
    """Count a report of `sender`. Raises TooMany; those of all are counted in their table."""
    since = timezone.now() - datetime.timedelta(days=1)
    if Report.objects.filter(received_at__gt=since).count() >= settings.REPORTS_PER_DAY:
        raise TooMany(
            _("More reports came in today than we can read. Please keep your text and come back.")
        )
    hour = int(timezone.now().timestamp()) // HOUR
    key = f"reports-{hour}-{salted_hmac('annotations.reporting', _household(sender)).hexdigest()}"
    cache.add(key, 0, 2 * HOUR)
    try:
        sent = cache.incr(key)
    except ValueError:  # a full cache put it aside between the two
        sent = 1
    if sent > settings.REPORTS_PER_HOUR:
        raise TooMany(
            _("Many reports came from your network within this hour. Please come back in the next.")
        )


def _household(sender: str) -> str:
    """Return what one sender cannot easily change: of IPv6 the first half of the address."""
    try:
        address = ipaddress.ip_address(sender)
    except ValueError:  # a server that listens on a socket has none
        return sender
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        address = address.ipv4_mapped
    if address.version == 6:
        return str(ipaddress.ip_network(f"{address.packed[:8].hex(':', 2)}::/64"))
    return str(address)
