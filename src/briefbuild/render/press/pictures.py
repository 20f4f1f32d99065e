"""Pictures of pixels as inks: converted from the pixels of the original, kept without loss."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image, ImageCms, ImageOps

from briefbuild.figures.assets import Asset
from briefbuild.render.press.inks import Printer

ORIENTATION = 0x0112  # Exif 2.32, 4.6.4: how a camera was held


@dataclass
class Pictures:
    """An edition's pictures, as they go to WeasyPrint, and the profiles that they came with."""

    printer: Printer
    profiles: dict[str, bytes] = field(default_factory=dict)
    """By the digest of a picture's pixels, which is all that is left of it in the PDF."""

    def prepared(self, assets: Mapping[str, Asset]) -> dict[str, Asset]:
        """The assets, and note of their profiles. WeasyPrint would compress a picture that it has
        to turn anew, with loss; such a one is turned here."""
        made = {}
        for target, asset in assets.items():
            made[target] = asset if asset.vector else self._prepared(asset)
        return made

    def _prepared(self, asset: Asset) -> Asset:
        with Image.open(BytesIO(asset.raster)) as picture:
            profile = picture.info.get("icc_profile")
            turned = picture.getexif().get(ORIENTATION, 1) != 1
            upright = ImageOps.exif_transpose(picture)
        if profile and upright.mode != "CMYK":
            self.profiles[_digest(upright.convert("RGB"))] = profile
        if not turned or upright.mode == "CMYK":
            return asset
        png = BytesIO()
        upright.convert("RGB").save(png, "PNG", icc_profile=None, exif=b"")
        return replace(asset, raster=png.getvalue(), media_type="image/png", kind="png")

    def convert(self, image: Any) -> None:
        """Turn the pixels of an image XObject into inks. Grey ones are black ink already, and what
        came as CMYK was made so on purpose."""
        if image.get("/ColorSpace") != "/DeviceRGB":
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            pixels = pikepdf.PdfImage(image).as_pil_image().convert("RGB")
        profile = self.profiles.get(_digest(pixels))
        try:
            inks = self.printer.of_picture(pixels, profile)
        except ImageCms.PyCMSError:  # a damaged profile, or one of another kind of picture
            inks = self.printer.of_picture(pixels)
        image.write(inks.tobytes())
        image.ColorSpace = pikepdf.Name.DeviceCMYK
        image.BitsPerComponent = 8
        image.Interpolate = False


def _digest(picture: Image.Image) -> str:
    return hashlib.sha256(repr(picture.size).encode() + picture.tobytes()).hexdigest()
