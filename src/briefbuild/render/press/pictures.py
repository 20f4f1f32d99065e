"""Pictures of pixels as inks: converted from the pixels of the original, kept without loss."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any, Literal

import pikepdf
from PIL import Image, ImageCms

from briefbuild.figures.assets import Asset
from briefbuild.figures.screen import upright
from briefbuild.figures.stripping import stripped
from briefbuild.render.press.inks import Printer


@dataclass
class Pictures:
    """An edition's pictures, as they go to WeasyPrint, and what the PDF needs to know of them.

    All that is left of a picture in the PDF is its pixels, whose digest is its name here.
    """

    printer: Printer
    profiles: dict[str, bytes] = field(default_factory=dict)
    """The profiles that RGB pictures came with."""
    inks: dict[str, Image.Image] = field(default_factory=dict)
    """Pictures of inks that had to be turned or converted, by the digest of what stands in for
    them: WeasyPrint would compress them anew, with loss."""

    def prepared(self, assets: Mapping[str, Asset]) -> dict[str, Asset]:
        """The assets as they are to be set. A picture that isn't upright is turned here, without
        loss, and so are inks that are those of another press."""
        made = {}
        for target, asset in assets.items():
            made[target] = asset if asset.vector else self._prepared(asset)
        return made

    def _prepared(self, asset: Asset) -> Asset:
        with Image.open(BytesIO(asset.for_press)) as picture:
            picture.load()
            made = upright(picture)
            profile = made.info.get("icc_profile")
        if made.mode == "CMYK":
            inks = self._converted(made, profile)
            if inks is not picture:
                made = _stand_in(inks)
                self.inks[_digest(made)] = inks
        elif profile:
            self.profiles[_digest(made.convert("RGB"))] = profile
        if made is picture:
            kind: Literal["png", "jpeg"] = "png" if asset.media_type == "image/png" else "jpeg"
            return replace(asset, raster=stripped(asset.for_press, kind))
        png = BytesIO()
        made.convert("RGBA" if made.has_transparency_data else "RGB").save(
            png, "PNG", icc_profile=None, exif=b""
        )
        return replace(asset, raster=png.getvalue(), media_type="image/png", kind="png")

    def _converted(self, picture: Image.Image, profile: bytes | None) -> Image.Image:
        """Inks for this printer; itself when they are, or don't say of which press they are."""
        if not profile or profile == self.printer.profile:
            return picture
        try:
            return self.printer.of_picture(picture, profile)
        except ImageCms.PyCMSError:  # a damaged profile, or one of another kind of picture
            return picture

    def convert(self, image: Any) -> None:
        """Turn the pixels of an image XObject into inks. Grey ones are black ink already, and inks
        that don't say otherwise are this printer's."""
        if image.get("/ColorSpace") != "/DeviceRGB":
            return
        pixels = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
        name = _digest(pixels)
        try:
            inks = self.inks.get(name) or self.printer.of_picture(pixels, self.profiles.get(name))
        except ImageCms.PyCMSError:  # a damaged profile, or one of another kind of picture
            inks = self.printer.of_picture(pixels)
        image.write(inks.tobytes())
        image.ColorSpace = pikepdf.Name.DeviceCMYK
        image.BitsPerComponent = 8
        image.Interpolate = False


def _digest(picture: Image.Image) -> str:
    return hashlib.sha256(repr(picture.size).encode() + picture.tobytes()).hexdigest()


def _stand_in(inks: Image.Image) -> Image.Image:
    """An RGB picture of the same size that no other inks have: their digest, over and over."""
    size = inks.width * inks.height * 3
    mark = hashlib.sha256(repr(inks.size).encode() + inks.tobytes()).digest()
    return Image.frombytes("RGB", inks.size, (mark * (size // len(mark) + 1))[:size])
