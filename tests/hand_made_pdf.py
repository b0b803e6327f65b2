"""PDFs made by hand, object by object, so that tests need no program that makes them."""

A4 = "0 0 595 842"


def objects(*bodies, trailer=""):
    """The bytes of a PDF whose objects have these bodies, numbered from 1; the first is its catalog."""
    content, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%b\nendobj\n" % (
            number,
            body if isinstance(body, bytes) else body.encode("latin-1"),
        )
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(bodies) + 1
    end = f"trailer<</Size {count}/Root 1 0 R{trailer}>>\nstartxref\n{len(content)}\n%%EOF\n"
    return content + b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table) + end.encode("latin-1")


def stream(content, more=""):
    """The body of a stream object."""
    return f"<</Length {len(content)}{more}>>stream\n".encode() + content + b"\nendstream"


def letters(*lines):
    """The content of a page: each line with its left, its height above the foot, its size and its words."""
    shown = "".join(
        f"BT /F1 {size} Tf {left} {height} Td ({_escaped(words)}) Tj ET\n"
        for left, height, size, words in lines
    )
    return shown.encode("cp1252")


def pdf(*pages, title="", language="", trailer="", filters=""):
    """The bytes of a PDF with these contents of pages."""
    kids = " ".join(f"{5 + 2 * place} 0 R" for place in range(len(pages)))
    bodies = [
        f"<</Type/Catalog/Pages 2 0 R{f'/Lang({language})' if language else ''}>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        f"<</Title({_escaped(title)})/CreationDate(D:20240222)>>",
    ]
    for place, page in enumerate(pages):
        resources = "/Resources<</Font<</F1 3 0 R>>>>"
        bodies.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[{A4}]{resources}/Contents {6 + 2 * place} 0 R>>".encode()
        )
        bodies.append(stream(page, filters))
    return objects(*bodies, trailer=f"/Info 4 0 R{trailer}")


def page(*words, top=740, size=11, leading=14):
    """The content of a page with one paragraph."""
    return letters(*((72, top - place * leading, size, line) for place, line in enumerate(words)))


def _escaped(words):
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
