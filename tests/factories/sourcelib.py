"""Rows of the library of sources: accounts, publications, authors, batches, articles."""

import datetime
import hashlib
from typing import Any

import factory
from django.contrib.auth.models import Group
from django.utils import timezone
from factory.django import DjangoModelFactory, Password

from sourcelib import models as s
from sourcelib.models.dates import Precision

PASSWORD = "correct horse battery staple"
TEXT = (
    "Tokyo hesitated for a decade. Moscow will wait until the spring, if talks go on.\n\n"
    "The two leaders are unlikely to sign a peace treaty this year, officials said."
)
DAY = datetime.date(2021, 3, 5)


class AccountFactory(DjangoModelFactory):
    """An account without a role; `groups=["curator"]` gives it one."""

    class Meta:
        model = s.Account

    username = factory.Sequence(lambda n: f"person{n}")
    password = Password(PASSWORD)
    groups: Any = ()

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> s.Account:
        groups = fields.pop("groups")
        row: s.Account = super()._create(model_class, *args, **fields)
        row.groups.set(Group.objects.filter(name__in=groups))
        return row


class CuratorFactory(AccountFactory):
    username = factory.Sequence(lambda n: f"curator{n}")
    groups = ["curator"]
    is_staff = True


class EditorFactory(AccountFactory):
    username = factory.Sequence(lambda n: f"editor{n}")
    groups = ["editor"]
    is_staff = True


class AdministratorFactory(AccountFactory):
    username = factory.Sequence(lambda n: f"administrator{n}")
    groups = ["administrator"]
    is_staff = True


class PublicationFactory(DjangoModelFactory):
    class Meta:
        model = s.Publication

    slug = factory.Sequence(lambda n: f"publication-{n}")
    name = factory.Sequence(lambda n: f"Publication {n}")


class AuthorFactory(DjangoModelFactory):
    class Meta:
        model = s.Author

    slug = factory.Sequence(lambda n: f"author-{n}")
    name = factory.Sequence(lambda n: f"Author {n}")


class ImportBatchFactory(DjangoModelFactory):
    """A batch that is done."""

    class Meta:
        model = s.ImportBatch

    name = factory.Sequence(lambda n: f"batch {n}")
    format = "sourcelib"
    state = s.ImportBatch.State.DONE
    finished_at = factory.LazyFunction(timezone.now)


class FormerSlugFactory(DjangoModelFactory):
    class Meta:
        model = s.FormerSlug

    model = "sourcelib.article"
    slug = factory.Sequence(lambda n: f"former-{n}")
    uid = factory.Faker("uuid4")


class RevisionFactory(DjangoModelFactory):
    """A further revision of an article; the first one comes with the article."""

    class Meta:
        model = s.Revision

    article = factory.SubFactory("tests.factories.ArticleFactory", text=None)
    number = factory.LazyAttribute(lambda row: row.article.revisions.count() + 1)
    text = TEXT
    sha256 = factory.LazyAttribute(lambda row: hashlib.sha256(row.text.encode()).hexdigest())
    length = factory.LazyAttribute(lambda row: len(row.text))


class ArticleFactory(DjangoModelFactory):
    """A draft with one revision; `text=None` leaves it without, `authors=[…]` signs it."""

    class Meta:
        model = s.Article

    text: str | None = TEXT
    authors: Any = ()
    slug = factory.Sequence(lambda n: f"source-{n}")
    title = factory.Sequence(lambda n: f"Source {n}")
    publication = factory.SubFactory(PublicationFactory)
    date = DAY
    date_precision = Precision.DAY
    date_earliest = factory.SelfAttribute("date")
    date_latest = factory.SelfAttribute("date")

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **fields: Any) -> s.Article:
        """Insert as a draft: what is published needs its text, and the text its article."""
        text, authors = fields.pop("text"), fields.pop("authors")
        state = fields.pop("state", s.Article.State.DRAFT)
        row: s.Article = super()._create(model_class, *args, **fields)
        for position, author in enumerate(authors, start=1):
            s.Authorship.objects.create(article=row, author=author, position=position)
        if text is not None:
            row.current_revision = RevisionFactory(article=row, number=1, text=text)
        row.state = state
        if state != s.Article.State.DRAFT:
            row.published_at = row.published_at or timezone.now()
        if state == s.Article.State.WITHDRAWN:
            row.withdrawn_at = row.withdrawn_at or timezone.now()
            row.withdrawal_reason = row.withdrawal_reason or "Asked for by its publisher."
        row.save()
        row.refresh_from_db()  # the generated columns
        return row
