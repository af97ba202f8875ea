"""The text of a revision as plain text, for who counts positions in it."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from annotations.pages.reader import view
from annotations.pages.web_annotations.answering import read_only, unless_known
from annotations.pages.web_annotations.negotiation import HTML, TEXT, preferred
from sourcelib.models import Article, Revision


@read_only()
def revision(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """One revision of a source: its page, or its text where that is asked for.

    The text is given only of sources that may be shown in full. Their page answers for all others,
    and for what is not there.
    """
    wanted = preferred(request.headers.get("Accept", ""), (HTML, TEXT))
    rows = Article.objects.public().filter(display=Article.Display.FULL)
    article = rows.filter(slug=slug).first() if wanted == TEXT else None
    if article is None:
        return view.revision(request, slug=slug, number=number)
    chosen = get_object_or_404(Revision.objects.public(), article=article, number=number)
    response = HttpResponse(chosen.text.encode(), content_type="text/plain; charset=utf-8")
    response["Content-Language"] = article.language
    response["X-Robots-Tag"] = "noindex"
    return unless_known(request, response, mark=chosen.sha256)
