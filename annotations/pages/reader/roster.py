"""The cast as the rail lists it; written here, because a template would take longer than all the
rest."""

from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from annotations.pages.reader.cast import Member
from annotations.pages.reader.fate import capitalised
from annotations.pages.reader.markup import link
from annotations.pages.reader.modes import Address
from annotations.pages.reader.wording import gettext as _

FIRST = 6  # so many actors stand in the list; the rest is folded


def roster(members: list[Member], address: Address, lit: str, language: str = "") -> SafeString:
    """Return the list of the cast; `address` is the source's, `lit` the slug of the actor lit.

    `language` are the attributes that say in which language the source names them.
    """
    first, rest = members[:FIRST], members[FIRST:]
    html = _list(first, address, lit, language)
    if rest:
        is_open = " open" if any(member.person.slug == lit for member in rest) else ""
        more = _("%(count)d more") % {"count": len(rest)}
        others = _list(rest, address, lit, language)
        html += f"<details{is_open}><summary>{escape(more)}</summary>{others}</details>"
    if all(member.person.slug != lit for member in members):
        html += f"<p hidden>{''.join(_buttons())}</p>"
    return mark_safe(html)  # every part is escaped where it is written


def _list(members: list[Member], address: Address, lit: str, language: str) -> str:
    items = "".join(_member(member, address, lit, language) for member in members)
    return f"<ul>{items}</ul>"


def _member(member: Member, address: Address, lit: str, language: str) -> str:
    slug = escape(member.person.slug)
    current = ' aria-current="true"' if member.person.slug == lit else ""
    return (
        f'<li><a href="{escape(address.of(f"actor={slug}"))}"{current}>'
        f'<span>{escape(member.person.name)}</span> <span class="num">{member.count}</span></a>'
        f'<div class="who">{_offices(member)}<p>{_forms(member, language)}</p>'
        f'<p><b class="whom">{escape(member.person.name)}</b> {_occurrence(member)}</p>'
        f"{_steps(member, address, bool(current))}</div></li>"
    )


def _offices(member: Member) -> str:
    return "".join(f"<p>{escape(capitalised(office))}</p>" for office in member.offices)


def _forms(member: Member, language: str) -> str:
    """The words by which the text calls the actor, with their counts."""
    return ", ".join(
        f'“<bdi{language}>{escape(words)}</bdi>” <span class="num">{count}</span>'
        for words, count in member.usual_forms
    )


def _occurrence(member: Member) -> str:
    claims = ngettext("in %(count)d claim", "in %(count)d claims", member.claims)
    predictions = ngettext("%(count)d prediction", "%(count)d predictions", member.predictions)
    told = f"{claims % {'count': member.claims}}, {predictions % {'count': member.predictions}}."
    return f"{escape(told)} {link(member.person.url, _('Page'))}"


def _steps(member: Member, address: Address, is_lit: bool) -> str:
    """How many passages; the cross that shows all again."""
    count = ngettext("%(count)d passage", "%(count)d passages", member.count)
    told = f'<span class="num" aria-live="polite">{escape(count % {"count": member.count})}</span>'
    before, after = _buttons() if is_lit else ("", "")
    again = escape(_("Show all again"))
    return (
        f'<p class="go">{before}{told}{after} '
        f'<a class="off" href="{escape(address.of())}" aria-label="{again}">×</a></p>'
    )


def _buttons() -> tuple[str, str]:
    """To the passage before and after, by the script, which takes them to whoever is chosen."""
    before, after = escape(_("Previous mention")), escape(_("Next mention"))
    return (
        f'<button type="button" data-step="-1" aria-label="{before}">‹</button>',
        f'<button type="button" data-step="1" aria-label="{after}">›</button>',
    )
