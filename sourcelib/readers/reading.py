"""From the bytes of a file to Documents: one, or one for each source in it."""

from collections.abc import Collection, Iterator, Sequence
from email.message import Message
from typing import get_args

from sourcelib.readers.document import Change, Document, Finding, ReaderError, What
from sourcelib.readers.formats import FORMATS, Entry, File, Format, choose
from sourcelib.readers.markdown import markdown_signs
from sourcelib.readers.matter import Matter, separate
from sourcelib.readers.signatures import refuse_another_kind
from sourcelib.readers.sound import sound, sound_findings
from sourcelib.text import PARAGRAPH_BREAK, canonicalise, paragraphs

LARGEST_FILE = 20 * 1024 * 1024  # bytes; the longest novels have four million


def entries(
    data: bytes, file_name: str, media_type: str | None = None, reader: str | None = None
) -> Iterator[Entry | ReaderError]:
    """Yield each source of a file, as what `read` takes; a file that is one source yields itself.

    A part of the file that is refused is yielded as the error, so that the rest can come in.
    Raises ReaderError for a file that is too large, of unknown format, or not what its name says.
    """
    bare_media_type, declared = _parse_media_type(media_type)
    chosen = choose(file_name, bare_media_type, reader)
    if not chosen.container:
        yield Entry("", data, file_name, media_type, reader)
        return
    refuse_large(data, file_name)
    refuse_another_kind(data, file_name, chosen, named=reader is not None)
    yield from chosen.module.entries(File(data, file_name, declared))


def read(
    data: bytes,
    file_name: str,
    media_type: str | None = None,
    reader: str | None = None,
    keep: Collection[str] = frozenset(),
    stated: Sequence[Finding] = (),
) -> Document:
    """Read a source.

    The reader is the one named, or the one for the file name's extension, or for the media type
    (whose `charset` parameter is the declared charset). What is read as plain text without having
    been named so is looked at for Markdown. `keep` names findings that a person has turned down,
    by kind ("byline") or key ("byline at line 43"): they stay in the text, and out of the metadata.
    `stated` is what is known of the source from where it was found; it outranks what the file says.

    Raises ReaderError for a file that is too large, of unknown format, not what its name says, not
    text, empty, or that holds several sources, and for an entry of `keep` that names nothing.
    """
    refuse_large(data, file_name)
    bare_media_type, declared = _parse_media_type(media_type)
    chosen = choose(file_name, bare_media_type, reader)
    if chosen.container:
        raise ReaderError(file_name, "it holds several sources", "Read its entries one by one")
    refuse_another_kind(data, file_name, chosen, named=reader is not None)

    file = File(data, file_name, declared)
    parsed = sound(chosen.module.parse(file))
    changes = list(parsed.changes)
    if reader is None and chosen.name == "plain":
        signs = markdown_signs("\n\n".join(block.text for block in parsed.blocks))
        if signs:
            chosen = FORMATS["markdown"]
            parsed = sound(chosen.module.parse(file))
            as_markdown = f"read as Markdown, for it has {' and '.join(signs)}"
            changes = [Change("file", as_markdown), *parsed.changes]

    known = (*sound_findings(stated), *parsed.stated)
    matter = separate(parsed.blocks, keep, known)
    _check_keep(file_name, keep, separate(parsed.blocks, stated=known).found)
    text = canonicalise(PARAGRAPH_BREAK.join(block.text for block in matter.body)).text
    if not text:
        raise ReaderError(
            file_name,
            "nothing is left as its text",
            "See whether what was taken for a title, byline or address is the text, and keep it",
        )
    return _document(text, matter, changes, chosen, parsed.charset)


def holds_several(file_name: str, media_type: str | None = None, reader: str | None = None) -> bool:
    """Whether a file of this kind holds several sources. Raises ReaderError for an unknown kind."""
    bare_media_type, _ = _parse_media_type(media_type)
    return choose(file_name, bare_media_type, reader).container


def refuse_large(data: bytes, file_name: str) -> None:
    """Raise ReaderError for more bytes than one file may have."""
    if len(data) > LARGEST_FILE:
        raise ReaderError(
            file_name,
            f"{len(data):,} bytes are more than the {LARGEST_FILE:,} that one source may have",
            "Split the file into its articles",
        )


def _parse_media_type(media_type: str | None) -> tuple[str | None, str | None]:
    """The bare type in lowercase and its charset, of "text/plain; charset=utf-8" for instance."""
    if not media_type:
        return None, None
    message = Message()
    message["Content-Type"] = media_type.replace("\r", " ").replace("\n", " ")
    return message.get_content_type(), message.get_content_charset()


def _check_keep(file_name: str, keep: Collection[str], found: Sequence[Finding]) -> None:
    keys = {finding.key for finding in found}
    for entry in keep:
        if entry not in keys and entry not in get_args(What):
            raise ReaderError(
                file_name,
                f"no finding {entry!r} that could be kept in the text",
                f"Choose from: {', '.join(sorted(keys)) or 'nothing was found'}",
            )


def _document(
    text: str, matter: Matter, changes: Sequence[Change], chosen: Format, charset: str
) -> Document:
    return Document(
        text=text,
        places=_places(matter),
        title=matter.title,
        bylines=tuple(matter.bylines),
        date=matter.date,
        publication=matter.publication,
        original_url=matter.original_url,
        language=matter.language,
        author_note=PARAGRAPH_BREAK.join(matter.author_notes) or None,
        disclaimer=PARAGRAPH_BREAK.join(matter.disclaimers) or None,
        genre=matter.genre,
        found=tuple(matter.found),
        changes=tuple(changes),
        reader=chosen.name,
        reader_version=chosen.module.VERSION,
        charset=charset,
    )


def _places(matter: Matter) -> tuple[str, ...]:
    """Where each paragraph of the text was found; a block with blank lines in it is several."""
    places: list[str] = []
    for block in matter.body:
        # A byte order mark goes only from the front of the whole text: "x" is that front here.
        front = f"x{PARAGRAPH_BREAK}" if places else ""
        count = len(paragraphs(canonicalise(front + block.text).text)) - bool(front)
        places += [block.place] * count
    return tuple(places)
