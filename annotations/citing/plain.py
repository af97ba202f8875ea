"""A citation in plain words, ready to be pasted into a footnote."""

from django.utils.translation import gettext as _

from annotations.citing.reference import Reference
from annotations.languages import isolated
from sourcelib.citing import written_date


def dump(reference: Reference) -> str:
    """Return the citation as one paragraph; the day of access is the reader's to add."""
    cited = told(reference)
    if reference.words:
        cited = _("%(words)s In: %(source)s") % {
            "words": quoted(isolated(reference.words), isolated(reference.read_as)),
            "source": cited,
        }
    elif reference.passage:
        cited = _("A passage of: %(source)s") % {"source": cited}
    return f"{cited} {stands_in(reference)}, {reference.address}."


def brief(reference: Reference) -> str:
    """Return the citation of the source without addresses and hash, which stand beside it."""
    revision = _("%(library)s, revision %(number)d.") % {
        "library": reference.library,
        "number": reference.revision,
    }
    return f"{told(reference)} {revision}"


def told(reference: Reference) -> str:
    """Return who wrote the source, its title, and where and when it appeared; a full stop last."""
    authors = ", ".join(isolated(name.whole) for name in reference.authors)
    day = _("n.d.")
    if reference.date_parts:
        day = written_date(reference.date, reference.precision)
    title, publication = isolated(reference.title), isolated(reference.publication)
    parts = [authors, f"“{title}”", publication, day]
    cited = ", ".join(part for part in parts if part)
    return cited if cited.endswith(".") else f"{cited}."


def stands_in(reference: Reference) -> str:
    """Return which text of this library is cited, and where the source first stood.

    Of a passage that the present text does not have, it says so.
    """
    stands = {
        "library": reference.library,
        "text": _text(reference),
        "hash": reference.sha256,
        "original": reference.original,
    }
    if reference.original:
        return _("%(library)s, %(text)s, SHA-256 %(hash)s, after %(original)s") % stands
    return _("%(library)s, %(text)s, SHA-256 %(hash)s") % stands


def _text(reference: Reference) -> str:
    number = _("revision %(number)d") % {"number": reference.revision}
    if reference.left_behind is None:
        return number
    told = {"text": number, "present": reference.left_behind.present}
    return _("%(text)s (the present text, revision %(present)d, lacks this passage)") % told


def noted(reference: Reference) -> str:
    """Return what reference managers have no field for: the passage and the text it stands in."""
    if reference.words:
        return f"{quoted(reference.words, reference.read_as)} {stands_in(reference)}"
    return stands_in(reference)


def quoted(words: str, read_as: str) -> str:
    """Return the words of a passage as a quotation, with how they read where they may mislead."""
    if not read_as:
        return f"“{words}”"
    return _("“%(words)s” [read as: %(statement)s]") % {"words": words, "statement": read_as}
