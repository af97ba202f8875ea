"""BibTeX, which also biblatex reads.

Rules: https://www.bibtex.org/Format/. Braces are counted even behind a backslash, so that a brace
of the text is written as a command. Letters beyond ASCII stay as they are: UTF-8 is what Biber,
Zotero and JabRef read.
"""

from annotations.citing.plain import noted
from annotations.citing.reference import Name, Reference

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_COMMANDS = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{character: f"\\{character}" for character in "#$%&_"},
    }
)
# An address is written word for word; what would end or upset the field has its percent form.
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def dump(reference: Reference) -> str:
    """Return one entry: an article where it appeared somewhere, else what stands by itself."""
    parts = reference.date_parts
    fields = [
        ("author", " and ".join(_name(name) for name in reference.authors)),
        ("title", f"{{{_escaped(reference.title)}}}"),  # twice: styles keep its capitals
        ("journal", _escaped(reference.publication)),
        ("year", parts[0] if parts else "n.d."),
        ("month", _MONTHS[int(parts[1]) - 1] if len(parts) > 1 else ""),
        ("date", "-".join(parts)),
        ("howpublished", "" if reference.publication else _escaped(reference.library)),
        ("language", _escaped(reference.language)),
        ("url", reference.address.translate(_IN_ADDRESS)),
        ("note", _escaped(noted(reference))),
    ]
    lines = [
        # the months are BibTeX's own words, which styles translate
        f"  {name} = {value},\n" if name == "month" else f"  {name} = {{{value}}},\n"
        for name, value in fields
        if value
    ]
    kind = "article" if reference.publication else "misc"
    return f"@{kind}{{{reference.key},\n{''.join(lines)}}}\n"


def _name(name: Name) -> str:
    """Write a name; in braces of its own where it must stay whole."""
    if name.family:
        return _escaped(name.inverted)
    return f"{{{_escaped(name.whole)}}}"


def _escaped(text: str) -> str:
    return " ".join(text.split()).translate(_COMMANDS)
