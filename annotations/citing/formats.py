"""The forms in which a citation can be had: their names in addresses, and what they are."""

from collections.abc import Callable
from dataclasses import dataclass

from annotations.citing import bibtex, csl, ris
from annotations.citing.reference import Reference


@dataclass(frozen=True)
class Format:
    """One form: the value of `?format=`, what a reader calls it, and how it is written."""

    name: str
    label: str
    extension: str
    media_type: str
    dump: Callable[[Reference], str]


FORMATS = {
    each.name: each
    for each in (
        Format("bibtex", "BibTeX", "bib", "application/x-bibtex", bibtex.dump),
        Format("ris", "RIS", "ris", "application/x-research-info-systems", ris.dump),
        Format("csl-json", "CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl.dump),
    )
}
