"""The least Word documents, made for a test."""

import io
import zipfile

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{name}"'
    for prefix, name in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    }.items()
)


def word(body: str, **parts: str) -> bytes:
    """A Word document with this body, and parts such as styles=… or numbering=…, all as XML."""
    known = {name: f"{name}.xml" for name in parts}
    relations = "".join(
        f'<Relationship Id="r-{name}" Type="http://x/{name.rstrip("0123456789")}" Target="{file}"/>'
        for name, file in known.items()
    )
    relations += (
        '<Relationship Id="r-link" Type="http://x/hyperlink" TargetMode="External" '
        'Target="https://example.org/road"/>'
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="a" Type="http://x/officeDocument" '
            'Target="/word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{package}">{relations}</Relationships>',
        )
        archive.writestr(
            "word/document.xml",
            f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        )
        for name, text in parts.items():
            archive.writestr(f"word/{known[name]}", f"<w:{name} {NAMESPACES}>{text}</w:{name}>")
    return file.getvalue()


def p(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
