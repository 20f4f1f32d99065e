"""The page's pictures, each within the page: drawings as SVG with their letters, photographs as
they are."""

from __future__ import annotations

from base64 import b64encode

from briefbuild.figures.assets import Asset
from briefbuild.house import House
from briefbuild.render.lettered import with_letters


def picture_address(asset: Asset, house: House) -> str:
    """The picture's bytes as a data: URI (RFC 2397)."""
    if asset.vector is None:
        return data_uri(asset.raster, asset.media_type)
    return data_uri(with_letters(asset.vector, house), "image/svg+xml")


def data_uri(data: bytes, media_type: str) -> str:
    return f"data:{media_type};base64,{b64encode(data).decode()}"
