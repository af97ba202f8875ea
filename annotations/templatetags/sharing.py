"""What the head of a page tells those who share, index and cite it."""

import json
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _

from annotations.citing import schema_org
from annotations.citing.fragments import at_words
from annotations.citing.reference import web_address
from annotations.languages import apart, isolated
from annotations.models import Span
from annotations.statements import StatementView
from sourcelib.models import Article

register = template.Library()
register.filter(isolated)
register.filter(apart)

# Open Graph wants a territory too, and takes this one where none is given.
_LOCALES = {"en": "en_US"}
# What could end the element that data stands in, or begin another.
_IN_SCRIPT = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


class _Capture(template.Node):
    """A part of the template, drawn once and kept under a name."""

    def __init__(self, nodelist: NodeList, name: str) -> None:
        self.nodelist = nodelist
        self.name = name

    def render(self, context: Context) -> SafeString:
        text = " ".join(self.nodelist.render(context).split()).replace('"', "&quot;")
        context[self.name] = mark_safe(text)  # drawn by the template itself, as safe as that
        return mark_safe("")


@register.tag
def capture(parser: Parser, token: Token) -> _Capture:
    """Keep what stands inside, on one line and fit for an attribute, under a name.

    `{% capture page_title %}{% block title %}…{% endblock %}{% endcapture %}`: a block can stand in
    a template only once, and a title is wanted in several places.
    """
    _tag, name = token.split_contents()
    nodelist = parser.parse(("endcapture",))
    parser.delete_first_token()
    return _Capture(nodelist, name)


@dataclass(frozen=True)
class Shared:
    """A page as others show it: its title without the site's name, and the way to it."""

    page_title: str
    address: str

    @property
    def title(self) -> SafeString:
        """The title alone: the name of the site is told beside it."""
        return mark_safe(self.page_title.removesuffix(f" · {escape(settings.SITE_NAME)}"))

    @property
    def locale(self) -> str:
        """The language of the page as Open Graph writes it."""
        language = get_language() or settings.LANGUAGE_CODE
        return _LOCALES.get(language, to_locale(language))

    @cached_property
    def place(self) -> schema_org.Data | None:
        """The way from the first page, or what the first page is; None off the known paths."""
        path = self.address.removeprefix(settings.SITE_URL).partition("?")[0]
        if path == "/":
            return schema_org.website()
        first = path.split("/")[1] if path.startswith("/") else ""
        name = _sections().get(first)
        if name is None:
            return None
        trail = [(settings.SITE_NAME, f"{settings.SITE_URL}/")]
        trail.append((name, f"{settings.SITE_URL}/{first}/"))
        if path != f"/{first}/":
            trail.append((unescape(self.title), self.address))
        return schema_org.breadcrumbs(trail)


@register.simple_tag
def shared(page_title: str, page_address: str) -> Shared:
    """Return the page as others show it."""
    return Shared(page_title, page_address)


@register.simple_tag
def linked_data(data: schema_org.Data) -> SafeString:
    """Write data for search engines; it is never run, and cannot end its element."""
    text = json.dumps(data, ensure_ascii=False).translate(_IN_SCRIPT)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


@register.simple_tag
def statement_data(view: StatementView) -> SafeString:
    """Write what the page of a claim or prediction is about, for search engines."""
    return mark_safe("\n".join(linked_data(data) for data in schema_org.of_statement(view)))


@register.simple_tag
def oembed_links(address: str) -> SafeString:
    """Write where other sites learn how to show the page at `address`."""
    links = (
        (
            "application/json+oembed" if form == "json" else "text/xml+oembed",
            f"{settings.SITE_URL}{reverse('oembed')}?{urlencode({'url': address, 'format': form})}",
        )
        for form in ("json", "xml")
    )
    return format_html_join("\n", '<link rel="alternate" type="{}" href="{}">', links)


@register.simple_tag
def in_the_original(view: StatementView) -> SafeString | str:
    """Write a link to the words in the source's own place; nothing if it has none on the web.

    Where its terms withhold the words, the link does not name them either, nor those around them
    where only excerpts may be shown; nor where the source's present text does not have them.
    """
    address = web_address(view.article.original_url)
    if not address:
        return ""
    body = next((span for span in view.spans if span.role == Span.Role.BODY), None)
    may_name = view.article.display != Article.Display.METADATA and view.left_behind is None
    if body is not None and may_name:
        whole = view.article.display == Article.Display.FULL
        around = (body.prefix, body.suffix) if whole else ("", "")
        address = at_words(address, body.exact, *around)
    link = '<a href="{}" rel="external noopener">{} <span aria-hidden="true">↗</span></a>'
    return format_html(link, address, _("In the original"))


def _sections() -> dict[str, str]:
    """Return what the first part of a path is called."""
    return {
        "sources": _("Sources"),
        "claims": _("Claims"),
        "predictions": _("Predictions"),
        "propositions": _("Propositions"),
        "actors": _("Actors"),
        "topics": _("Topics"),
        "publications": _("Publications"),
        "authors": _("Authors"),
        "about": _("About"),
        "search": _("Search"),
        "compare": _("Compare two sources"),
        "report": _("Report a mistake"),
    }
