"""What a statement is connected with, as its card shows it: the predictions of its sentence,
answers from other sources, relations both ways, propositions shared with other passages."""

from html import escape

from django.utils.translation import ngettext

from annotations.models import Annotation, PropositionMember, Relation
from annotations.pages.reader.fate import capitalised, kind_name
from annotations.pages.reader.followed import Bearing, Followed, Shared
from annotations.pages.reader.markup import GLYPHS, link, quoted
from annotations.pages.reader.statements import Named, Said
from annotations.pages.reader.wording import gettext as _
from annotations.pages.reader.wording import label_of
from annotations.templatetags.listed import passages


class Connections:
    """Writes the connections of the statements of one source."""

    def __init__(self, statements: list[Said], mentions: list[Named], followed: Followed) -> None:
        self._said = {said.pk: said for said in statements}
        self._named = {named.pk: named for named in mentions}
        self._followed = followed
        self._compounds: dict[int, list[Said]] = {}
        for said in statements:
            if said.forecast and said.forecast.compound is not None:
                self._compounds.setdefault(said.forecast.compound, []).append(said)

    def of(self, said: Said, hrefs: dict[str, str]) -> str:
        """Return the list, or "" where there is nothing to connect; `hrefs`: where cards are."""
        items = [
            *self._siblings(said, hrefs),
            *self._bearings(said, hrefs),
            *(_proposition(shared) for shared in self._followed.propositions.get(said.pk, [])),
        ]
        return f'<ul class="rel">{"".join(items)}</ul>' if items else ""

    def _siblings(self, said: Said, hrefs: dict[str, str]) -> list[str]:
        compound = said.forecast.compound if said.forecast else None
        others = [one for one in self._compounds.get(compound or 0, []) if one is not said]
        if not others:
            return []
        links = ", ".join(_numbered(one, hrefs) for one in others)
        return [f'<li><span class="rw">{escape(_("One sentence with"))}</span> {links}</li>']

    def _bearings(self, said: Said, hrefs: dict[str, str]) -> list[str]:
        """Answers from other sources first."""
        answers: list[str] = []
        inner: list[str] = []
        for bearing in self._followed.bearings.get(said.pk, []):
            if other := self._said.get(bearing.other):
                html = f"{_numbered(other, hrefs)} {escape(other.summary)}"
                inner.append(_item(bearing, html))
            elif named := self._named.get(bearing.other):
                inner.append(_item(bearing, link(f"#a{named.uid}", named.words)))
            elif bearing.other in self._followed.others:
                answers.append(_item(bearing, self._elsewhere(bearing), ' class="x2"'))
        return answers + inner

    def _elsewhere(self, bearing: Bearing) -> str:
        other = self._followed.others[bearing.other]
        source = self._followed.sources[other.article]
        label = escape(f"{source.citation}: {other.words or other.summary}")
        cited = link(f"/a/{other.uid}/", source.citation, f' aria-label="{label}"')
        if not other.words:
            return f"{cited} {escape(other.summary)}"
        # A prediction's words alone may leave out its condition, or the verb that turns them round.
        read = f" {escape(other.summary)}" if other.kind == Annotation.Kind.PREDICTION else ""
        return f"{cited}{read} {quoted(other.words, source.language)}"


def _item(bearing: Bearing, html: str, attributes: str = "") -> str:
    kind = Relation.Kind(bearing.kind)
    wording = label_of(kind) if bearing.forward else Relation.BACKWARD[kind]
    return (
        f'<li{attributes}><span class="rw">{escape(capitalised(wording))}</span> {html} '
        f'<span class="m">{passages(bearing.reason)}</span></li>'
    )


def _numbered(said: Said, hrefs: dict[str, str]) -> str:
    name = escape(kind_name(said.kind, said.number))
    return f'<a href="{escape(hrefs[said.uid])}">{GLYPHS[said.kind]}{name}</a>'


def _proposition(shared: Shared) -> str:
    position = {
        PropositionMember.Position.SUPPORTS: _("Asserts"),
        PropositionMember.Position.OPPOSES: _("Denies"),
        PropositionMember.Position.NEUTRAL: _("Speaks to"),
    }[PropositionMember.Position(shared.position)]
    others = ""
    if shared.others:
        others = ngettext(
            "with %(count)d other passage", "with %(count)d other passages", shared.others
        ) % {"count": shared.others}
        if shared.elsewhere:
            others += ngettext(
                ", %(count)d in another source",
                ", %(count)d in other sources",
                shared.elsewhere,
            ) % {"count": shared.elsewhere}
    note = " ".join(part for part in (shared.note, f"({others})" if others else "") if part)
    return (
        f'<li><span class="rw">{escape(position)}</span> '
        f"{link(f'/propositions/{shared.slug}/', shared.text)} "
        f'<span class="m">{passages(note)}</span></li>'
    )
