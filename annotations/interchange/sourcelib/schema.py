"""The types of record, the keys of each, and the order in which they stand in a file."""

from collections.abc import Mapping
from typing import Any

from annotations import models as a
from annotations.interchange.sourcelib import fields as f
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
    "proposition": 3,
    "relation": 4,
    "verdict": 5,
}
OF_A_SOURCE = ("source", "revision", "compound", "annotation", "version")

_FORMER = f.list_of_slugs("former_slugs")


def _table(*rules: f.Rule) -> dict[str, f.Rule]:
    return {rule.name: rule for rule in rules}


SPAN = f.rules_for(a.Span, c.SPAN) | _table(
    # What came from a file was not placed by hand, and the words around can be read off the text.
    f.Rule("placement", f.rules_for(a.Span, c.SPAN)["placement"].take, "imported"),
    f.Rule("prefix", f.rules_for(a.Span, c.SPAN)["prefix"].take, None),
    f.Rule("suffix", f.rules_for(a.Span, c.SPAN)["suffix"].take, None),
)
EVIDENCE = f.rules_for(a.Evidence, c.EVIDENCE) | _table(
    f.Rule("position", f.rules_for(a.Evidence, c.EVIDENCE)["position"].take, None),
)

DETAILS: Mapping[str, dict[str, f.Rule]] = {
    "mention": f.rules_for(a.Mention, c.MENTION),
    "claim": f.rules_for(a.Claim, c.CLAIM),
    "prediction": f.rules_for(a.Prediction, c.PREDICTION) | _table(f.list_of_uids("co_speakers")),
}


def _annotation(kind: str) -> dict[str, f.Rule]:
    return f.rules_for(a.Annotation, c.ANNOTATION) | _table(
        f.list_of_uids("about"),
        f.list_of_uids("topics"),
        f.one_part(kind, DETAILS[kind]),
        f.list_of_parts("spans", SPAN, at_least_one=True),
    )


ANNOTATIONS = {kind: _annotation(kind) for kind in DETAILS}

REVISION = f.rules_for(s.Revision, c.REVISION)
# Either the text itself, or the name of the file that the readers make it from.
REVISION["text"] = f.Rule("text", REVISION["text"].take, None)
REVISION["sha256"] = f.Rule("sha256", REVISION["sha256"].take, None)
REVISION["file"] = f.Rule("file", REVISION["file_name"].take, None)

RULES: Mapping[str, dict[str, f.Rule]] = {
    "publication": f.rules_for(s.Publication, c.PUBLICATION) | _table(_FORMER),
    "author": f.rules_for(s.Author, c.AUTHOR) | _table(_FORMER),
    "topic": f.rules_for(a.Topic, c.TOPIC) | _table(_FORMER),
    "actor": f.rules_for(a.Actor, c.ACTOR)
    | _table(
        _FORMER,
        f.list_of_parts("aliases", f.rules_for(a.ActorAlias, c.ALIAS)),
        f.list_of_parts("members", f.rules_for(a.ActorMembership, c.MEMBERSHIP)),
        f.list_of_parts("roles", f.rules_for(a.ActorRole, c.ROLE)),
        f.list_of_parts("identifiers", f.rules_for(a.ActorIdentifier, c.IDENTIFIER)),
    ),
    "source": f.rules_for(s.Article, c.SOURCE)
    | _table(_FORMER, f.list_of_uids("authors", ordered=True)),
    "revision": REVISION,
    "compound": f.rules_for(a.Compound, c.COMPOUND),
    "version": f.rules_for(a.AnnotationVersion, c.VERSION),
    "proposition": f.rules_for(a.Proposition, c.PROPOSITION)
    | _table(
        _FORMER,
        f.list_of_uids("topics"),
        f.list_of_parts("members", f.rules_for(a.PropositionMember, c.MEMBER)),
    ),
    "relation": f.rules_for(a.Relation, c.RELATION),
    "verdict": f.rules_for(a.Verdict, c.VERDICT) | _table(f.list_of_parts("evidence", EVIDENCE)),
}


def normalise(kind: str, given: dict[str, Any]) -> dict[str, Any]:
    """Return the record (without its "type") with all its keys; raise `fields.Invalid`."""
    keys = {key: value for key, value in given.items() if key != "type"}
    if kind != "annotation":
        return f.normalise(RULES[kind], keys)
    detail = keys.get("kind")
    rules = ANNOTATIONS.get(detail) if isinstance(detail, str) else None
    if rules is None:
        raise f.Invalid("kind", detail, "no kind of annotation", f"Choose: {', '.join(DETAILS)}")
    return f.normalise(rules, keys)
