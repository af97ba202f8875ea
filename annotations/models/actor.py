"""Who acts, speaks, predicts or is spoken of."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from sourcelib.models import Author, Publication
from sourcelib.models.identity import Identified


def _in_order(first: str, last: str) -> Q:
    """Return the condition that two optional dates stand in order."""
    return (
        Q(**{f"{first}__isnull": True})
        | Q(**{f"{last}__isnull": True})
        | Q(**{f"{first}__lte": F(last)})
    )


def _once_from_a_day(fields: list[str], name: str) -> list[models.UniqueConstraint]:
    """Return the rule that a row stands once for its first day, an unknown day counting as one.

    Two constraints, because SQLite takes nulls as distinct and cannot be told otherwise.
    """
    return [
        models.UniqueConstraint(fields=[*fields, "valid_from"], name=name),
        models.UniqueConstraint(
            fields=fields, condition=Q(valid_from__isnull=True), name=f"{name}_undated"
        ),
    ]


class ActorQuerySet(models.QuerySet["Actor"]):
    """Reads of actors."""

    def public(self) -> Self:
        """Those that something published refers to, or that signed something published."""
        from annotations.models.annotation import Annotation
        from sourcelib.models import Article

        public = Annotation.objects.public().filter
        me = models.OuterRef("pk")
        return self.filter(
            models.Exists(public(mention__actor=me))
            | models.Exists(public(about=me))
            | models.Exists(public(claim__speaker=me))
            | models.Exists(public(prediction__speaker=me))
            | models.Exists(public(prediction__co_speakers=me))
            | models.Exists(Article.objects.public().filter(authors=models.OuterRef("author_id"))),
            merged_into__isnull=True,
        )

    def visible_to(self, user: Any) -> Self:
        """Those that `user` may see."""
        return self if user.has_perm("annotations.view_actor") else self.public()


class Actor(Identified):
    """A state, person, organisation, office or group that can act, decide or be addressed."""

    class Kind(models.TextChoices):
        STATE = "state", _("state")
        POLITY = "polity", _("polity")
        PERSON = "person", _("person")
        GOVERNMENT_BODY = "government-body", _("government body")
        PARTY = "party", _("party")
        ARMED_FORCE = "armed-force", _("armed force")
        ALLIANCE = "alliance", _("alliance")
        DIALOGUE_FORMAT = "dialogue-format", _("dialogue format")
        ORGANISATION = "organisation", _("organisation")
        COMPANY = "company", _("company")
        MEDIA = "media", _("media")
        RESEARCH_INSTITUTE = "research-institute", _("research institute")
        CIVIL_SOCIETY = "civil-society", _("civil society")
        GROUP = "group", _("group")
        OFFICE = "office", _("office")

    slug = models.SlugField(_("slug"), max_length=120, unique=True)
    name = models.CharField(_("name"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    part_of = models.ForeignKey(
        "self",
        verbose_name=_("part of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    members = models.ManyToManyField(
        "self",
        through="ActorMembership",
        through_fields=("whole", "member"),
        symmetrical=False,
        related_name="member_of",
        verbose_name=_("members"),
    )
    author = models.OneToOneField(
        Author,
        verbose_name=_("the same as the author"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actor",
    )
    publication = models.OneToOneField(
        Publication,
        verbose_name=_("the same as the publication"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actor",
    )
    note = models.TextField(_("note"), blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="merged_from",
    )
    history = HistoricalRecords()
    objects = ActorQuerySet.as_manager()

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actors")
        ordering = ["name", "id"]
        permissions = [("merge_actor", _("Can merge actors"))]
        constraints = [
            models.CheckConstraint(name="actor_not_part_of_itself", condition=~Q(part_of=F("id"))),
            models.CheckConstraint(
                name="actor_not_merged_into_itself", condition=~Q(merged_into=F("id"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/actors/{self.slug}/"


class ActorAlias(models.Model):
    """One form of words by which texts refer to an actor, and while it was valid."""

    class Kind(models.TextChoices):
        OFFICIAL = "official", _("official name")
        SHORT = "short", _("short name")
        ACRONYM = "acronym", _("acronym or abbreviation")
        DEMONYM = "demonym", _("adjective or demonym")
        COMBINING_FORM = "combining-form", _("combining form")
        CAPITAL_METONYM = "capital-metonym", _("capital, as a metonym")
        SEAT_METONYM = "seat-metonym", _("seat, as a metonym")
        TITLED = "titled", _("name with a title")
        DESCRIPTION = "description", _("description")
        TRANSLITERATION = "transliteration", _("transliteration")
        FORMER_NAME = "former-name", _("former name")

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="aliases")
    text = models.CharField(_("words"), max_length=300)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    language = models.CharField(_("language"), max_length=35, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        ordering = ["actor_id", "id"]
        constraints = [
            *_once_from_a_day(["actor", "text", "kind", "language"], "alias_once_per_actor"),
            models.CheckConstraint(
                name="alias_dates_in_order", condition=_in_order("valid_from", "valid_to")
            ),
        ]

    def __str__(self) -> str:
        return self.text


class ActorMembership(models.Model):
    """One actor is a member of another (a state of an alliance, a person of a group)."""

    whole = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="member_in")
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["whole_id", "id"]
        constraints = [
            *_once_from_a_day(["whole", "member"], "member_once_from_a_day"),
            models.CheckConstraint(name="member_not_of_itself", condition=~Q(whole=F("member"))),
            models.CheckConstraint(
                name="member_dates_in_order", condition=_in_order("valid_from", "valid_to")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.whole}"


class ActorRole(models.Model):
    """An actor held a role with another from one day to another ("Prime Minister of Japan")."""

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="roles")
    organisation = models.ForeignKey(
        Actor, verbose_name=_("with"), on_delete=models.PROTECT, related_name="role_holders"
    )
    title = models.CharField(_("role"), max_length=200)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_to = models.DateField(
        _("to"), null=True, blank=True, help_text=_("empty: not ended, or end not recorded")
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["actor_id", "valid_from", "id"]
        constraints = [
            *_once_from_a_day(["actor", "organisation", "title"], "role_once_from_a_day"),
            models.CheckConstraint(
                name="role_not_with_itself", condition=~Q(actor=F("organisation"))
            ),
            models.CheckConstraint(
                name="role_dates_in_order", condition=_in_order("valid_from", "valid_to")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}"


class ActorIdentifier(models.Model):
    """The id of an actor in a scheme of the outside world."""

    class Scheme(models.TextChoices):
        ISO_3166 = "iso3166-1-alpha-3", _("ISO 3166-1 alpha-3")
        WIKIDATA = "wikidata", _("Wikidata")
        CAMEO = "cameo", _("CAMEO")

    actor = models.ForeignKey(Actor, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("scheme"), max_length=20, choices=Scheme.choices)
    value = models.CharField(_("id"), max_length=60)

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["actor_id", "scheme"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "value"], name="identifier_of_one_actor"),
            models.UniqueConstraint(fields=["actor", "scheme"], name="identifier_one_per_scheme"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"


class ActorMerge(models.Model):
    """One actor was merged into another; kept so that the merge can be undone exactly."""

    source = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="+")
    moved = models.JSONField(
        _("what moved"), default=dict, help_text=_("table to ids of the rows that now point on")
    )
    reason = models.TextField(_("reason"))
    merged_at = models.DateTimeField(_("merged at"), auto_now_add=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("merge of actors")
        verbose_name_plural = _("merges of actors")
        ordering = ["-merged_at", "-id"]
        constraints = [
            models.CheckConstraint(name="merge_not_with_itself", condition=~Q(source=F("target"))),
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(undone_at__isnull=True),
                name="merge_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"
