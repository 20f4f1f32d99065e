"""Pictures are told apart by their looks, and a picture drawn anew is still the same one."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw

from briefbuild.verify.looks import NOISE, distance, look_of, look_of_picture, resembles
from tests.verify.sample import posts


def wedge(width: int, height: int) -> Image.Image:
    picture = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(picture).polygon([(0, height // 2), (width, 0), (width, height)], "#0f3d5e")
    return picture


def look(data: bytes) -> bytes:
    made = look_of(data)
    assert made is not None
    return made


def jpeg(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=75)
    return out.getvalue()


WEDGE = look_of_picture(wedge(300, 200))
POSTS = look(posts())


def test_picture_drawn_anew_resembles_itself() -> None:
    assert resembles(look_of_picture(wedge(900, 600)), WEDGE, [POSTS])
    assert resembles(look(jpeg(wedge(300, 200))), WEDGE, [POSTS])


def test_other_picture_and_empty_paper_do_not() -> None:
    assert not resembles(POSTS, WEDGE, [WEDGE, POSTS])
    assert not resembles(look_of_picture(Image.new("RGB", (300, 200), "white")), WEDGE, [])


def test_nearer_to_another_figure_is_not_the_own() -> None:
    lighter = wedge(300, 200).point(lambda grey: min(255, grey + 4))
    lightest = wedge(300, 200).point(lambda grey: min(255, grey + 8))
    found, own, other = map(look_of_picture, (lightest, wedge(300, 200), lightest))
    assert resembles(look_of_picture(lighter), own, [])
    assert not resembles(found, own, [other])


def test_two_that_look_nearly_alike_are_each_their_own() -> None:
    """One photograph as JPEG and PNG: what is drawn may come out nearer to the other file."""
    own, other, found = (
        look_of_picture(wedge(300, 200).point(lambda grey, by=by: min(255, grey + by)))
        for by in (0, 1, 2)
    )
    assert distance(found, other) < distance(found, own) < NOISE
    assert resembles(found, own, [own, other])
    assert resembles(found, other, [own, other])
    assert not resembles(POSTS, own, [own, other])


def test_transparent_pixels_are_paper() -> None:
    clear = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    assert look_of_picture(clear) == look_of_picture(Image.new("RGB", (300, 200), "white"))


def test_what_is_no_picture_has_no_look() -> None:
    assert look_of(b"<svg/>") is None
