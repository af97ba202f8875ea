"""RIS, as reference managers take it in.

Rules (Reference Manager, "RIS format"): a tag of two characters, two spaces, a hyphen, a space, and
one line; `TY` first and `ER` last; dates as YYYY/MM/DD/ with empty places for what is not known; no
asterisk in the names of authors and periodicals.
"""

from annotations.citing.plain import quoted, stands_in
from annotations.citing.reference import Reference
from sourcelib.models import Article

_TYPES = {
    Article.Genre.OP_ED: "NEWS",
    Article.Genre.NEWS: "NEWS",
    Article.Genre.ANALYSIS: "ELEC",
    Article.Genre.REPORT: "RPRT",
}


def dump(reference: Reference) -> str:
    """Return one record, its lines ended as the format asks."""
    genre = Article.Genre(reference.genre)
    parts = reference.date_parts
    fields = [
        ("TY", _TYPES.get(genre, "GEN")),
        ("ID", reference.key),
        *(("AU", name.inverted.replace("*", "")) for name in reference.authors),
        ("TI", reference.title),
        ("T2", reference.publication.replace("*", "")),
        ("PY", parts[0] if parts else ""),
        ("DA", "/".join([*parts, "", "", ""][:3]) + "/" if parts else ""),
        ("LA", reference.language),
        ("UR", reference.address),
        ("DB", reference.library),
        ("N1", quoted(reference.words, reference.read_as) if reference.words else ""),
        ("N1", stands_in(reference)),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in fields if value]
    return "".join([*lines, "ER  - \r\n"])
