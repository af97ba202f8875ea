"""What the annotation page starts from to tell of others, of what was read, of what is due."""

from dataclasses import asdict
from typing import Any

from django.urls import reverse

from annotations.services import assigned, presence
from annotations.services.coverage import Coverage, coverage, may_mark
from sourcelib.models import Article, Revision

NOTHING = Coverage(paragraphs=0, read=(), read_by_others=(), annotated=())


def before_reading(article: Article) -> dict[str, Any]:
    """Return where the page begins to hear of changes; asked before it reads the annotations."""
    return {"cursor": presence.cursor(article)}


def of_user(user: Any, article: Article, revision: Revision) -> dict[str, Any]:
    """Return what `user` has read in the text, and what they were given to do in the source."""
    read = coverage(user=user, revision=revision) if may_mark(user) else NOTHING
    return {
        "coverage": asdict(read),
        "assignments": assigned.mine_in(user, article),
    }


def addresses(article: Article, no_uid: str) -> dict[str, Any]:
    """Return where the page asks for all this; `no_uid` stands where it puts a permanent id."""
    return {
        "presence": reverse("api:presence", args=[article.slug]),
        "leave": reverse("api:leave", args=[article.slug]),
        "coverage": reverse("api:coverage", args=[article.slug]),
        "assignment": {
            step: reverse(f"api:assignment-{step}", args=[no_uid]) for step in ("done", "reopen")
        },
    }
