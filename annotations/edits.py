"""What differs between two versions of an annotation, in words that a reader understands.

Pure, but for `names_in`, which asks for the names. A version keeps the record of the annotation
(`annotations.records`): other rows by their uid, choices by their stored value. Here both become
the words that the pages show.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from annotations.models import Actor, Annotation, Claim, Mention, Prediction, Span, Topic

Names = Mapping[str, str]

_DETAILS = {"mention": Mention, "claim": Claim, "prediction": Prediction}
_LISTS = ("about", "topics")
# What quotes the source, and is withheld where its terms withhold its words.
_QUOTING = ("deadline_basis",)


@dataclass(frozen=True)
class Change:
    """One field: its label, and how it read before and after; empty where it said nothing.

    `field` is its name, as the API and the form know it: "summary", "about", "spans.body".
    """

    label: str
    before: str
    after: str
    field: str = field(default="", compare=False)


def changes(
    before: Mapping[str, Any], after: Mapping[str, Any], names: Names, *, may_quote: bool = True
) -> list[Change]:
    """Return what differs between two records of one annotation, in the order of its page.

    `names` are those of the actors and topics by uid, as far as they still exist. Without
    `may_quote` it is told that words of the source changed, and not which.
    """
    kind, earlier_kind = str(after["kind"]), str(before.get("kind", after["kind"]))
    detail, earlier_detail = after.get(kind) or {}, before.get(earlier_kind) or {}
    if kind != earlier_kind:  # "kind" is a field of claims, too: of what kind a claim is
        earlier_detail = dict.fromkeys(detail, "") | {
            name: value for name, value in earlier_detail.items() if name != "kind"
        }
    found = [
        _of_kind(earlier_kind, kind),
        *_of_detail(earlier_detail, detail, kind, names, may_quote),
        *(_of_list(before, after, name, Annotation, names) for name in _LISTS),
        _of_field(before, after, "note", Annotation, names),
        *_of_spans(before.get("spans") or (), after.get("spans") or (), may_quote),
    ]
    return [change for change in found if change is not None]


def names_in(records: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """Return the names of the actors and topics that records refer to, by uid: two queries."""
    uids = referred_to(records)
    return {
        str(uid): name
        for model in (Actor, Topic)
        for uid, name in model._default_manager.filter(uid__in=uids).values_list("uid", "name")
    }


def referred_to(records: Iterable[Mapping[str, Any]]) -> set[str]:
    """Return the uids of the actors and topics that records name."""
    found: set[str] = set()
    for record in records:
        detail = record.get(record.get("kind", "")) or {}
        found.update(*(record.get(name) or () for name in _LISTS), detail.get("co_speakers") or ())
        found.update(uid for key in ("speaker", "actor") if (uid := detail.get(key)))
    return found


def _of_kind(before: str, after: str) -> Change | None:
    if before == after:
        return None
    label = _label(Annotation._meta.get_field("kind"))
    kinds = dict(Annotation.Kind.choices)
    return Change(label, str(kinds[before]), str(kinds[after]), "kind")


def _of_detail(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    kind: str,
    names: Names,
    may_quote: bool,
) -> Iterable[Change | None]:
    hidden = () if may_quote else _QUOTING
    for name in (name for name in after if name in before):
        if name == "co_speakers":
            yield _of_list(before, after, name, _DETAILS[kind], names)
            continue
        change = _of_field(before, after, name, _DETAILS[kind], names)
        yield _withheld(change.label, name) if change and name in hidden else change


def _of_field(
    before: Mapping[str, Any], after: Mapping[str, Any], name: str, model: Any, names: Names
) -> Change | None:
    old, new = before.get(name), after.get(name)
    if (old or "") == (new or ""):
        return None
    field = model._meta.get_field(name)
    was, now = _in_words(field, old, names), _in_words(field, new, names)
    return Change(_label(field), was, now, name)


def _of_list(
    before: Mapping[str, Any], after: Mapping[str, Any], name: str, model: Any, names: Names
) -> Change | None:
    old, new = before.get(name) or [], after.get(name) or []
    if sorted(old) == sorted(new):
        return None
    label = _label(model._meta.get_field(name))
    return Change(label, _named(old, names), _named(new, names), name)


def _label(field: Any) -> str:
    return str(capfirst(field.verbose_name))


def _in_words(field: Any, value: Any, names: Names) -> str:
    """Return a stored value as the pages show it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.name == "compound":
        return _("one of several predictions of its sentence")
    if field.is_relation:
        return _named([value], names)
    if field.name == "probability":
        return _("%(percent)s%%") % {"percent": f"{float(value) * 100:g}"}
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if field.get_internal_type() == "DateField":
        return date_format(datetime.date.fromisoformat(value), "j F Y")
    return str(value)


def _named(uids: Collection[str], names: Names) -> str:
    return ", ".join(sorted(names.get(uid, _("one since deleted")) for uid in uids))


# Spans ---------------------------------------------------------------------------------------

_Parts = list[Mapping[str, Any]]


def _of_spans(
    before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]], may_quote: bool
) -> Iterable[Change]:
    """Tell each role whose places changed; a new revision of the text is told once."""
    before, after = list(before), list(after)
    old, new = _by_place(before), _by_place(after)
    known = {revision for revision, _role in old}
    last = before[-1]["revision"] if before else ""  # records name the revisions in their order
    for place in dict.fromkeys([*old, *new]):
        revision, role = place
        first, then = old.get(place, []), new.get(place, [])
        label = str(capfirst(Span.Role(role).label))
        if known and revision not in known:
            first = old.get((last, role), [])
            if _quoted(first) == _quoted(then):
                continue
            label = _("%(role)s, in another revision of the text") % {"role": label}
        elif _places(first) == _places(then):
            continue
        name = f"spans.{role}"
        if not may_quote:
            yield _withheld(label, name)
        elif _quoted(first) == _quoted(then):
            yield Change(label, _in_place(first), _in_place(then), name)
        else:
            yield Change(label, _quoted(first), _quoted(then), name)


def _by_place(spans: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str], _Parts]:
    found: dict[tuple[str, str], _Parts] = {}
    for span in sorted(spans, key=lambda span: span["start"]):
        found.setdefault((span["revision"], span["role"]), []).append(span)
    return found


def _places(parts: _Parts) -> list[tuple[int, int]]:
    return [(part["start"], part["end"]) for part in parts]


def _quoted(parts: _Parts) -> str:
    return "“" + " … ".join(part["exact"] for part in parts) + "”" if parts else ""


def _in_place(parts: _Parts) -> str:
    """Return the words with those around them: the same words at another place."""
    around = (
        f"…{part.get('prefix') or ''}“{part['exact']}”{part.get('suffix') or ''}…" for part in parts
    )
    return " ".join(" … ".join(around).split())


def _withheld(label: str, name: str) -> Change:
    return Change(label, "", _("changed; the terms of the source withhold the words"), name)
