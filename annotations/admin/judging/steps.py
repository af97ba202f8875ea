"""The steps between opening the form and looking at the whole; they write and refuse nothing."""

from dataclasses import replace

from annotations.admin.judging.draft import Draft, Typed, is_uid, number_of, prefix_of, typed_piece
from annotations.models import Annotation, Evidence, Span
from annotations.quoting import words_of
from annotations.statements import with_statements

MOST_KNOWN = 300  # outside sources that the form offers again, those used last


def taken(draft: Draft, do: str) -> tuple[Draft, str]:
    """Take a step such as "remove:2"; return the draft after it, and what gets the focus.

    A step that there is not changes nothing.
    """
    name, _colon, argument = do.partition(":")
    number = number_of(argument)
    if name == "outside":
        piece = outside_source(draft.known)
        after = replace(draft, known="").with_piece(piece)
        return after, f"{prefix_of(len(draft.pieces))}-{_to_fill(piece)}"
    if name == "use":
        return _with_passage(draft, argument, Evidence.Bears.OUTCOME), f"used:{argument}"
    if name == "use-condition":
        return _with_passage(draft, argument, Evidence.Bears.CONDITION), f"used:{argument}"
    if name == "search":
        return replace(draft, searched=draft.words, page=1), "results"
    if name == "page" and number is not None:
        return replace(draft, page=number), "results"
    if name == "remove" and number is not None:
        return draft.without(number), "evidence"
    if name == "raise" and number is not None:
        return draft.raised(number), prefix_of(max(number - 1, 0))
    return draft, ""


def outside_source(named: str) -> Typed:
    """Return a piece from an outside source that was used before, by its key, or a new one."""
    used = Evidence.objects.filter(passage__isnull=True, key=named).order_by("-pk").first()
    if named and used:
        return typed_piece(used)
    return {"source": named, "bears": Evidence.Bears.OUTCOME}


def known_sources() -> list[Evidence]:
    """Return the outside sources that have a key, each once, those used last first."""
    rows = Evidence.objects.filter(passage__isnull=True).exclude(key="").order_by("-pk")
    found: dict[str, Evidence] = {}
    for piece in rows[:MOST_KNOWN]:
        found.setdefault(piece.key, piece)
    return list(found.values())


def _to_fill(piece: Typed) -> str:
    """Return the first field of an outside source that is still to be filled in."""
    return next((name for name in ("source", "date", "reports") if not piece.get(name)), "source")


def _with_passage(draft: Draft, uid: str, bears: str) -> Draft:
    rows = Annotation.objects.public().exclude(kind=Annotation.Kind.MENTION)
    found = with_statements(rows.filter(uid=uid)).first() if is_uid(uid) else None
    if found is None:
        return draft
    words = words_of(found.spans.all(), Span.Role.BODY)
    return draft.with_piece({"passage": str(found.uid), "words": words, "bears": bears})
