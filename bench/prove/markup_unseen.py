"""Text of an EPUB or a web page that is there and can't be seen, by CSS or by attributes."""

from __future__ import annotations

from random import Random

from lxml import etree

from bench.prove.markup import Markup, shown
from bench.prove.seeding import WORD, Change, Kinds, pick

INLINE = {
    "display none": "display: none",
    "invisible": "visibility: hidden",
    "transparent": "opacity: 0",
    "all but transparent": "opacity: 0.02",
    "letters of no size": "font-size: 0",
    "letters of 1 px": "font-size: 1px",
    "letters of a tenth": "font-size: 0.1em",
    "letters of 10 %": "font: italic 10%/1 serif",
    "transparent ink": "color: transparent",
    "ink without alpha": "color: rgba(0, 0, 0, 0)",
    "white ink": "color: #fff",
    "ink as its ground": "color: #123456; background: #123456",
    "filled with nothing": "-webkit-text-fill-color: transparent",
    "off the screen": "position: absolute; left: -9999px",
    "clipped to nothing": "position: absolute; clip: rect(0, 0, 0, 0)",
}
BLOCK = {
    "clipped by a path": "clip-path: inset(100%)",
    "of no height": "height: 0; overflow: hidden",
    "of at most no height": "max-height: 0; overflow: clip",
    "of no width": "width: 0; overflow: hidden",
    "indented off the screen": "text-indent: -9999px",
    "pushed off the screen": "margin-left: -9999px",
    "scaled to nothing": "transform: scale(0)",
    "carried off": "transform: translateX(-200vw)",
    "carried off by translate": "translate: -9999px",
    "zoomed away": "zoom: 0.01",
    "filtered away": "filter: opacity(0)",
    "masked": "mask: linear-gradient(transparent, transparent)",
    "not laid out": "content-visibility: hidden",
    "fixed off the screen": "position: fixed; top: -500vh",
}
BY_RULE = {
    "of one line": "height: 1.2em; overflow: hidden",
    "of a sum of lines": "max-height: calc(1lh * 1.5); overflow: clip",
    "of a small block size": "block-size: 8px; overflow-y: hidden",
    "shortened to its line": "white-space: nowrap; overflow: hidden; text-overflow: ellipsis",
    "of so many lines": "display: -webkit-box; -webkit-line-clamp: 1; overflow: hidden",
    "lines over each other": "line-height: 0",
    "letters over each other": "letter-spacing: -1em",
    "letters of a sum": "font-size: calc(1px + 0.05em)",
    "letters of no font": "font: 0/0 a",
    "moved by a sum": "position: relative; left: calc(-1 * 9999px)",
    "indented by a sum": "text-indent: calc(-200 * 1em)",
    "under its ground": "position: relative; z-index: -1",
    "in hsl()": "color: hsl(0 0% 97%)",
    "in hwb()": "color: hwb(120 97% 1%)",
    "in lab()": "color: lab(98% 0 0)",
    "in oklch()": "color: oklch(0.97 0.01 200)",
    "in color()": "color: color(display-p3 0.98 0.98 0.98)",
    "in color-mix()": "color: color-mix(in oklab, white 96%, navy)",
    "in light-dark()": "color: light-dark(#fff, #000)",
    "in a color from another": "color: hsl(from white h s l)",
    "in a custom property": "--pale: #fcfcfc; color: var(--pale)",
    "filled in hsl()": "-webkit-text-fill-color: hsl(0 0% 98%)",
    "on a dark ground": "background: hsl(0 0% 12%); color: #222",
    "on a gradient": "background: linear-gradient(#000, #222); color: #111",
    "on a picture": "background-image: url(data:image/png;base64,AAAA)",
    "behind a mask": "mask-image: linear-gradient(#0000, #0000)",
    "at an animation's end": "animation: fade 1s forwards",
    "struck out by a bar": "text-decoration: line-through 1.2em",
    "against its direction": "unicode-bidi: bidi-override; direction: rtl",
    "in a mirror": "transform: scaleX(-1)",
    "seen from behind": "transform: rotateY(180deg)",
    "faded by a part": "opacity: calc(0.1 * 2)",
    "blurred": "filter: blur(8px)",
    "clipped by a polygon": "clip-path: polygon(0 0, 1px 0, 0 1px)",
    "as dots": "-webkit-text-security: disc",
    "under a thick stroke": "-webkit-text-stroke: 0.5em #fff",
}
COVERS = {
    "a box before it": "content: ''; position: absolute; inset: 0; background: #fff",
    "a gradient after it": (
        "content: ''; position: absolute; top: 0; left: 0; width: 100%; height: 100%; "
        "background: linear-gradient(#fff, #fff)"
    ),
    "a border": "content: ''; position: absolute; top: 0; width: 100%; border-top: 9em solid #fff",
}
NESTED = (
    ".seeded {{ &:not(.other) {{ {} }} }}",
    "body {{ & .seeded {{ {} }} }}",
    "body {{ .seeded {{ {} }} }}",
    ".seeded {{ @media (min-width: 1px) {{ {} }} }}",
)
"""Rules within rules (CSS Nesting 1)."""
ATTRIBUTES = {"hidden": "", "aria-hidden": "true", "inert": ""}


def _inline(declarations: str) -> Change:
    """A word under these declarations."""

    def change(site: Markup, rng: Random) -> str:
        element, word = site.wrapped(rng)
        element.set("style", declarations)
        return f"“{word}”"

    return change


def _blocks(site: Markup) -> list[etree._Element]:
    return [e for e in site.all("p", "li", "h1", "h2", "td", "figcaption") if WORD.search(shown(e))]


def _block(declarations: str) -> Change:
    """A paragraph, heading, cell or caption under these declarations."""

    def change(site: Markup, rng: Random) -> str:
        element = pick(rng, _blocks(site))
        element.set("style", declarations)
        return shown(element)

    return change


def _by_rule(declarations: str, around: str = "{}") -> Change:
    """The same, by a rule at the end of the style sheet."""

    def change(site: Markup, rng: Random) -> str:
        element = pick(rng, _blocks(site))
        element.set("class", f"{element.get('class') or ''} seeded".strip())
        site.add_rule(around.format(f".seeded {{ {declarations} !important }}"))
        return shown(element)

    return change


def _covered_by_rule(declarations: str) -> Change:
    """A box that the style sheet makes lies over a paragraph."""

    def change(site: Markup, rng: Random) -> str:
        element = pick(rng, [p for p in site.all("p") if WORD.search(shown(p))])
        element.set("class", f"{element.get('class') or ''} seeded".strip())
        site.add_rule(f".seeded {{ position: relative }} .seeded::before {{ {declarations} }}")
        return shown(element)

    return change


def _nested(form: str) -> Change:
    """A rule within a rule."""

    def change(site: Markup, rng: Random) -> str:
        element = pick(rng, _blocks(site))
        element.set("class", f"{element.get('class') or ''} seeded".strip())
        site.add_rule(form.format("display: none !important"))
        return shown(element)

    return change


def _by_attribute(name: str, value: str) -> Change:
    def change(site: Markup, rng: Random) -> str:
        element = pick(rng, _blocks(site))
        element.set(name, value)
        return shown(element)

    return change


def _closed(site: Markup, rng: Random) -> str:
    """A paragraph in a <details> that is closed."""
    paragraph = pick(rng, [p for p in site.all("p") if WORD.search(shown(p))])
    details = site.make(paragraph, "details")
    home = paragraph.getparent()
    assert home is not None
    home.replace(paragraph, details)
    details.append(paragraph)
    return shown(paragraph)


def _covered(site: Markup, rng: Random) -> str:
    """A white box lies over a paragraph."""
    paragraph = pick(rng, [p for p in site.all("p") if WORD.search(shown(p))])
    cover = site.make(paragraph, "span")
    cover.set("style", "position: absolute; inset: 0; background: #fff")
    paragraph.set("style", "position: relative")
    paragraph.append(cover)
    return shown(paragraph)


def _said_by_style(site: Markup, rng: Random) -> str:
    """A word that only the style sheet puts in."""
    element = pick(rng, [e for e in site.all("p") if WORD.search(shown(e))])
    element.set("class", f"{element.get('class') or ''} seeded".strip())
    site.add_rule('.seeded::before { content: "Never say that " }')
    return shown(element)


def _replaced_by_style(site: Markup, rng: Random) -> str:
    """An image in whose place the style sheet shows another one."""
    image = pick(rng, site.pictures())
    image.set("style", 'content: url("data:image/gif;base64,R0lGODlhAQABAAAAACw=")')
    return image.get("alt") or ""


def _image_under(declarations: str) -> Change:
    def change(site: Markup, rng: Random) -> str:
        image = pick(rng, site.pictures())
        image.set("style", declarations)
        return image.get("alt") or ""

    return change


KINDS: Kinds = {
    **{f"word {name}": _inline(declarations) for name, declarations in INLINE.items()},
    **{f"paragraph {name}": _block(declarations) for name, declarations in BLOCK.items()},
    **{f"by a rule: {said}": _by_rule(said) for said in ("display: none", "color: transparent")},
    "by a rule for paper": _by_rule("display: none", "@media print {{ {} }}"),
    "by a rule for narrow screens": _by_rule("opacity: 0", "@media (width < 30em) {{ {} }}"),
    "by a rule under @supports": _by_rule("font-size: 1px", "@supports (color: red) {{ {} }}"),
    "by a rule in the dark": _by_rule(
        "color: #1a1c20", "@media (prefers-color-scheme: dark) {{ html {{ background: #111 }} {} }}"
    ),
    **{f"by a rule: {name}": _by_rule(said) for name, said in BY_RULE.items()},
    **{f"covered by {name}": _covered_by_rule(said) for name, said in COVERS.items()},
    **{f"by a rule within a rule, {n}": _nested(form) for n, form in enumerate(NESTED, 1)},
    **{f"by {name}": _by_attribute(name, value) for name, value in ATTRIBUTES.items()},
    "in closed <details>": _closed,
    "covered": _covered,
    "word put in by the style": _said_by_style,
    "image replaced by the style": _replaced_by_style,
    "image hidden by the style": _image_under("display: none"),
    "image of 1 px": _image_under("width: 1px; height: 1px"),
}
