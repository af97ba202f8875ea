"""Actors, topics and propositions are made on the spot, while tagging."""

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from annotations.indexing import ACTORS
from annotations.models import Actor, ActorAlias, Proposition, Topic
from annotations.services.in_turn import in_turn
from sourcelib.services.addresses import unique_slug
from sourcelib.services.refusals import Invalid, NotAllowed

LONGEST_ALIAS = 300  # characters
LONGEST_PROPOSITION = 500  # characters: a sentence, and one that both databases can compare


@transaction.atomic
def create_actor(
    *, user: Any, name: str, kind: str, note: str = "", alias: str = "", alias_kind: str = ""
) -> Actor:
    """Add an actor to the registry, with an address of its own.

    `alias`: other words by which texts refer to it, and of what kind they are; none without them.
    Raises NotAllowed, and Invalid where the name is missing or in use by an actor of this kind.
    """
    if not user.has_perm("annotations.add_actor"):
        raise NotAllowed(_("You may not add actors."))
    in_turn(Actor)
    name, alias = " ".join(name.split()), " ".join(alias.split())
    errors: dict[str, list[str]] = {}
    if len(alias) > LONGEST_ALIAS:
        errors["alias"] = [_("Other words for it have at most 300 characters.")]
    if alias and alias_kind not in ActorAlias.Kind.values:
        errors["alias_kind"] = [_("Say what kind of words these are.")]
    if not name:
        errors["name"] = [_("Give the actor a name.")]
    elif len(name) > 300:
        errors["name"] = [_("A name has at most 300 characters.")]
    if kind not in Actor.Kind.values:
        errors["kind"] = [_("Say what kind of actor this is.")]
    elif problem := _in_use(name, kind):
        errors["name"] = [problem]
    if errors:
        raise Invalid(errors)
    actor = Actor.objects.create(
        name=name, kind=kind, note=note.strip(), slug=unique_slug(Actor, name)
    )
    if alias:
        actor.aliases.create(text=alias, kind=alias_kind)
    ACTORS.index([actor.pk], new=True)
    return actor


def _in_use(name: str, kind: str) -> str:
    """Say which actor to choose instead, if there is or was one of this name and kind."""
    same = Actor.objects.filter(name__iexact=name, kind=kind).select_related("merged_into")
    merged = [actor for actor in same if actor.merged_into is not None]
    if len(merged) < len(same):
        return _("There is already such an actor: choose it from the list.")
    if merged:
        names = {"actor": merged[0].name, "other": merged[0].merged_into}
        return _("%(actor)s was merged into %(other)s: choose that one.") % names
    return ""


@transaction.atomic
def create_topic(*, user: Any, name: str) -> Topic:
    """Add a topic, with an address of its own. Raises NotAllowed, Invalid."""
    if not user.has_perm("annotations.add_topic"):
        raise NotAllowed(_("You may not add topics."))
    in_turn(Topic)
    name = " ".join(name.split())
    if not name or len(name) > 200:
        raise Invalid({"name": [_("Give the topic a name of at most 200 characters.")]})
    if Topic.objects.filter(name__iexact=name).exists():
        raise Invalid({"name": [_("There is already such a topic: choose it from the list.")]})
    return Topic.objects.create(name=name, slug=unique_slug(Topic, name))


@transaction.atomic
def create_proposition(
    *, user: Any, text: str, kind: str, topics: Collection[Topic] = ()
) -> Proposition:
    """Add a proposition, with an address of its own; its members are added by `memberships`.

    Raises NotAllowed, and Invalid where the sentence is missing, too long or there already.
    """
    if not user.has_perm("annotations.add_proposition"):
        raise NotAllowed(_("You may not add propositions."))
    in_turn(Proposition)
    text = " ".join(text.split())
    errors: dict[str, list[str]] = {}
    if not text:
        errors["text"] = [_("Write the sentence that can be asserted or denied.")]
    elif len(text) > LONGEST_PROPOSITION:
        problem = _("Write it in at most %(most)s characters.")
        errors["text"] = [problem % {"most": LONGEST_PROPOSITION}]
    elif Proposition.objects.filter(text__iexact=text).exists():
        errors["text"] = [_("There is already such a proposition: choose it from the list.")]
    if kind not in Proposition.Kind.values:
        errors["kind"] = [_("Say what kind of sentence this is.")]
    if errors:
        raise Invalid(errors)
    row = Proposition.objects.create(text=text, kind=kind, slug=unique_slug(Proposition, text))
    row.topics.set(topics)
    return row
