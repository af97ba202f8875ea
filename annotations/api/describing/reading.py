"""What everybody may ask of the API."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from annotations.api.describing.operation import Operation, reads
from annotations.api.describing.parameters import of_list, standard
from annotations.api.describing.shapes import ANNOTATION, one_name
from annotations.api.lists import COLLECTIONS

_LIST = {
    "sources": _("List sources"),
    "claims": _("List claims"),
    "predictions": _("List predictions"),
    "propositions": _("List propositions"),
    "actors": _("List actors"),
    "topics": _("List topics"),
    "publications": _("List publications"),
    "authors": _("List authors"),
}
_ONE = {
    "sources": _("Read a source with its text"),
    "claims": _("Read a claim with its passage, what bears on it and how it was checked"),
    "predictions": _("Read a prediction with its passage, what bears on it and its verdicts"),
    "propositions": _("Read a proposition with all who assert or deny it"),
    "actors": _("Read an actor with its names and offices"),
    "topics": _("Read a topic"),
    "publications": _("Read a publication"),
    "authors": _("Read an author"),
}
_STATEMENTS = ("claims", "predictions")


def operations() -> Mapping[str, Operation]:
    """Return them by method and address, in the order of the docs."""
    found = {
        "GET ": reads("about", _("See what there is"), "Index"),
        "GET schema/": reads(
            "about",
            _("Read the description of this API (OpenAPI 3.1)"),
            {"type": "object"},
            says=_("As JSON, or as YAML with ?format=yaml or by the Accept header."),
        ),
    }
    for name, collection in COLLECTIONS.items():
        found[f"GET {name}/"] = reads(
            name,
            _LIST[name],
            name.capitalize(),
            parameters=of_list(collection),
            refuses=(400,),
            says=_(
                "A page of rows, under the filters of the list on the site. Several values of one "
                "name mean any of them, several names all of them."
            ),
        )
        key = "uid" if name in _STATEMENTS else "slug"
        withdrawn = (410,) if name in ("sources", *_STATEMENTS) else ()
        moved = () if name in _STATEMENTS else (301,)
        found[f"GET {name}/{{{key}}}/"] = reads(
            name,
            _ONE[name],
            one_name(name),
            parameters=[standard()] if name == "predictions" else (),
            refuses=(*moved, *((400,) if name == "predictions" else ()), 404, *withdrawn),
        )
        if name == "sources":
            found |= _OF_A_SOURCE
    return found | _ANNOTATIONS


_OF_A_SOURCE = {
    "GET sources/{slug}/v/{number}/": reads(
        "sources",
        _("Read a source with an earlier text"),
        one_name("sources"),
        refuses=(301, 404, 410),
    ),
    "GET sources/{slug}/annotations/": reads(
        "sources",
        _("Read all annotations of a source"),
        "AnnotationsOfSource",
        says=_(
            "Every mention, claim and prediction, with the exact words and where they stand: "
            "`text[start:end]` of the source in Unicode code points is `exact`, in the text with "
            "the number `revision`."
        ),
        refuses=(301, 404, 410),
    ),
}
_ANNOTATIONS = {
    "GET annotations/{uid}/": reads(
        "annotations", _("Read an annotation"), ANNOTATION, refuses=(404, 410)
    ),
    "GET annotations/{uid}/links/": reads(
        "annotations",
        _("Read how an annotation bears on others, and its propositions"),
        "Links",
        refuses=(404, 410),
    ),
}
