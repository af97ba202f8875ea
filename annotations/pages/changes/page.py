"""The page of what changed between two revisions of a source."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.pages.changes.carried import carried
from annotations.pages.reader.head import shown_title
from annotations.pages.reader.texts import changes_address, revisions
from annotations.pages.reader.view import find_published
from sourcelib.models import Article
from sourcelib.text.changed_paragraphs import difference


@require_safe
def changes(request: HttpRequest, slug: str, first: int, second: int) -> HttpResponse:
    """What the later of two revisions changed, by words, and what became of the tagged passages.

    The words are shown of a source that may be shown in full alone. Two numbers the wrong way
    round lead to the right one. 404 for a number that the source does not have, and for one
    revision beside itself; 410 for a source that was withdrawn.
    """
    if first > second:
        address = changes_address(f"/sources/{slug}/", second, first)
        return HttpResponseRedirect(address)
    found = find_published(request, slug, f"changes/{first}..{second}/")
    if isinstance(found, HttpResponse):
        return found
    either = Q(number=first) | Q(number=second)  # `in` would hand huge numbers to the database
    pair = list(found.revisions.public().filter(either).order_by("number"))
    if len(pair) < 2:
        raise Http404
    old, new = pair
    may_quote = found.display == Article.Display.FULL
    texts = revisions(found)
    context = {
        "article": found,
        "title": shown_title(found),
        "old": old,
        "new": new,
        "texts": texts,
        "between": [text for text in texts if first < text.number <= second],
        "difference": difference(old.text, new.text) if may_quote else None,
        "carried": carried(new, may_quote=may_quote) if second == first + 1 else None,
        "section": "sources",
    }
    return render(request, "annotations/changes.html", context)
