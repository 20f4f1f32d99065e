"""How a picture looks once it is printed in four inks.

A press PDF's pictures are other colours than their originals, since paper can't show all of them,
and PDFium draws CMYK in a way of its own. So the original is converted by the file's own profile
here, put on a page and drawn by PDFium as well, and the two drawings are compared.
"""

from __future__ import annotations

import io
from typing import Any

import pikepdf
import pypdfium2
from PIL import Image, ImageCms, ImageOps

from briefbuild.verify.looks import look_of_picture

MOST = 480
"""Pixels on a side: a thumbnail has a tenth."""
INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION


def look_in_inks(data: bytes, profile: bytes) -> bytes | None:
    """The thumbnail of a PNG or JPEG in the inks of a printer's profile; None for what can't be
    drawn or converted."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            own = picture.info.get("icc_profile")
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((MOST, MOST))
        try:
            inks = _inks(upright, own, profile)
        except ImageCms.PyCMSError:  # the picture's own profile is damaged, and counts for nothing
            inks = _inks(upright, None, profile)
        drawn = _drawn(inks)
        if upright.has_transparency_data:
            drawn.putalpha(upright.convert("RGBA").getchannel("A"))
        return look_of_picture(drawn)
    except (OSError, ImageCms.PyCMSError):
        return None


def _inks(picture: Image.Image, own: bytes | None, profile: bytes) -> Image.Image:
    """A picture's inks, without regard to what shines through."""
    flat = picture if picture.mode == "CMYK" else picture.convert("RGBA").convert("RGB")
    if picture.mode == "CMYK" and own in (
        None,
        profile,
    ):  # inks that are this printer's, or don't say whose they are
        return picture
    source: Any = io.BytesIO(own) if own else ImageCms.createProfile("sRGB")
    target: Any = io.BytesIO(profile)
    transform = ImageCms.buildTransform(source, target, flat.mode, "CMYK", INTENT, FLAGS)
    made = ImageCms.applyTransform(flat, transform)
    assert made is not None  # only a transform in place gives nothing
    return made


def _drawn(inks: Image.Image) -> Image.Image:
    """Four inks as PDFium draws them."""
    width, height = inks.size
    with pikepdf.new() as pdf:
        image = pdf.make_stream(inks.tobytes())
        image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
        image.Width, image.Height, image.BitsPerComponent = width, height, 8
        image.ColorSpace = pikepdf.Name.DeviceCMYK
        page = pdf.add_blank_page(page_size=(width, height))
        page.obj.Resources = pikepdf.Dictionary({"/XObject": {"/Picture": image}})
        page.obj.Contents = pdf.make_stream(f"{width} 0 0 {height} 0 0 cm /Picture Do".encode())
        file = io.BytesIO()
        pdf.save(file)
    document = pypdfium2.PdfDocument(file.getvalue())
    try:
        drawn: Image.Image = document[0].render(scale=1).to_pil()
        return drawn
    finally:
        document.close()
