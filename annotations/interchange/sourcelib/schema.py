"""The types of record, the keys of each, and the order in which they stand in a file."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from annotations import models as a
from annotations.interchange.sourcelib import fields as f
from annotations.interchange.sourcelib.values import Invalid
from annotations.records import columns as c
from sourcelib import models as s

FORMAT, VERSION = "sourcelib", 1
HEADER = {"type": "header", "format": FORMAT, "version": VERSION}

# A record refers only to records before it (an actor also to other actors): so a file of any size
# is read once from its beginning to its end.
ORDER = {
    "publication": 0,
    "author": 0,
    "topic": 0,
    "actor": 1,
    "source": 2,
    "revision": 2,
    "compound": 2,
    "annotation": 2,
    "version": 2,
    "reanchoring": 2,
    "proposition": 3,
    "relation": 4,
    "verdict": 5,
    "reply": 6,
}
OF_A_SOURCE = ("source", "revision", "compound", "annotation", "version", "reanchoring")

_FORMER = f.list_of_slugs("former_slugs")


_SPAN = f.rules_for(a.Span, c.SPAN).by_name
_EVIDENCE = f.rules_for(a.Evidence, c.EVIDENCE).by_name
SPAN = f.rules_for(a.Span, c.SPAN).and_also(
    # What came from a file was not placed by hand, and the words around can be read off the text.
    replace(_SPAN["placement"], default="imported"),
    replace(_SPAN["prefix"], default=None),
    replace(_SPAN["suffix"], default=None),
)
EVIDENCE = f.rules_for(a.Evidence, c.EVIDENCE).and_also(
    replace(_EVIDENCE["position"], default=None),
)

DETAILS: Mapping[str, f.Rules] = {
    "mention": f.rules_for(a.Mention, c.MENTION),
    "claim": f.rules_for(a.Claim, c.CLAIM),
    "prediction": f.rules_for(a.Prediction, c.PREDICTION).and_also(f.list_of_uids("co_speakers")),
}


def _annotation(kind: str) -> f.Rules:
    return f.rules_for(a.Annotation, c.ANNOTATION).and_also(
        f.list_of_uids("about"),
        f.list_of_uids("topics"),
        f.one_part(kind, DETAILS[kind]),
        f.list_of_parts("spans", SPAN, at_least_one=True),
    )


ANNOTATIONS = {kind: _annotation(kind) for kind in DETAILS}

_REVISION = f.rules_for(s.Revision, c.REVISION).by_name
# Either the text itself, or the name of the file that the readers make it from.
REVISION = f.rules_for(s.Revision, c.REVISION).and_also(
    replace(_REVISION["text"], default=None, values=f.NULL),
    replace(_REVISION["sha256"], default=None, values=f.NULL),
    replace(_REVISION["file_name"], name="file", default=None, values=f.NULL),
)

RULES: Mapping[str, f.Rules] = {
    "publication": f.rules_for(s.Publication, c.PUBLICATION).and_also(_FORMER),
    "author": f.rules_for(s.Author, c.AUTHOR).and_also(_FORMER),
    "topic": f.rules_for(a.Topic, c.TOPIC).and_also(_FORMER),
    "actor": f.rules_for(a.Actor, c.ACTOR).and_also(
        _FORMER,
        f.list_of_parts("aliases", f.rules_for(a.ActorAlias, c.ALIAS)),
        f.list_of_parts("members", f.rules_for(a.ActorMembership, c.MEMBERSHIP)),
        f.list_of_parts("roles", f.rules_for(a.ActorRole, c.ROLE)),
        f.list_of_parts("identifiers", f.rules_for(a.ActorIdentifier, c.IDENTIFIER)),
    ),
    "source": f.rules_for(s.Article, c.SOURCE).and_also(
        _FORMER, f.list_of_uids("authors", ordered=True)
    ),
    "revision": REVISION,
    "compound": f.rules_for(a.Compound, c.COMPOUND),
    "version": f.rules_for(a.AnnotationVersion, c.VERSION),
    "reanchoring": f.rules_for(a.Reanchoring, c.REANCHORING).and_also(
        f.list_of_parts("proposed", f.rules_for(a.Span, c.PROPOSED))
    ),
    "proposition": f.rules_for(a.Proposition, c.PROPOSITION).and_also(
        _FORMER,
        f.list_of_uids("topics"),
        f.list_of_parts("members", f.rules_for(a.PropositionMember, c.MEMBER)),
    ),
    "relation": f.rules_for(a.Relation, c.RELATION),
    "verdict": f.rules_for(a.Verdict, c.VERDICT).and_also(f.list_of_parts("evidence", EVIDENCE)),
    "reply": f.rules_for(a.Reply, c.REPLY),
}


def normalise(kind: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return the record (without its "type") with all its keys; raise `Invalid`."""
    keys = given.copy()
    del keys["type"]
    return _rules(kind, keys).normalise(keys)


def complete(kind: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return a record that was found good with all its keys; what is given is changed in place."""
    given.pop("type")
    return _rules(kind, given).complete(given)


def _rules(kind: str, keys: dict[str, Any]) -> f.Rules:
    if kind != "annotation":
        return RULES[kind]
    detail = keys.get("kind")
    rules = ANNOTATIONS.get(detail) if isinstance(detail, str) else None
    if rules is None:
        raise Invalid("kind", detail, "no kind of annotation", f"Choose: {', '.join(DETAILS)}")
    return rules
