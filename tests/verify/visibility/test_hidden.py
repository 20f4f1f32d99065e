"""What a style sheet does to text that it shall leave in sight: hide it, cut it off, cover it."""

from __future__ import annotations

import pytest
from lxml import html

from briefbuild.verify.visibility.hidden import Style, style_of

PAGE = """<html><body><main><h2>A heading</h2>
<p class="x">One <span>two</span> three</p><p>Four <a href="#n">five</a></p>
<div class="x"><p>Six</p><hr></div><img src="a.png" alt="">
<table><tr><td>Seven</td></tr></table></main></body></html>"""
HIDING = (
    # rules within rules (CSS Nesting 1), and rules under conditions
    "p { & > span { display: none } }",
    ".x { & > p { display: none } }",
    ".x { p { display: none } }",
    ".x { > p { display: none } }",
    "main { .x { &:is(p) { display: none } } }",
    "p { @media (width < 30em) { display: none } }",
    "p { @media print { & span { display: none } } }",
    "@media (min-width: 40em) and (max-width: 50em) { p { display: none } }",
    "@media (30em <= width <= 40em) { p { display: none } }",
    "@supports (color: red) { p { display: none } }",
    "@container (width < 10em) { p { display: none } }",
    "@layer a { p { display: none } }",
    "@scope (main) { p { display: none } }",
    "p:dir(ltr) { display: none }",
    "p::first-line { color: transparent }",
    # of no size
    "p { font-size: calc(1px * 2) }",
    "p { font-size: calc(0.1 * 1em) }",
    ":root { --s: 1px } p { font-size: var(--s) }",
    "main { font-size: 0.5em } p { font-size: 0.5em }",
    "p { font: 0/0 a }",
    "p { font: italic 600 calc(1px + 1px)/1 a }",
    "p { font-size: 1cqw }",
    "p { -webkit-text-size-adjust: 1% }",
    "@supports not (color: red) { @container (width > 1em) { p { display: none } } }",
    "p { font-size-adjust: 0.01 }",
    "p { zoom: 0.1 }",
    "@font-face { font-family: a; src: url(a.ttf); size-adjust: 1% }",
    "p { line-height: 0 }",
    "p { line-height: 0.2em }",
    "p { letter-spacing: -1em }",
    "p { word-spacing: -1em }",
    # cut off
    "p { height: 1em; overflow: hidden }",
    "p { max-height: 2lh; overflow: clip }",
    "p { block-size: 10px; overflow-y: hidden }",
    "p { max-height: calc(1px * 3); overflow: hidden }",
    "p { height: 2em; overflow: auto }",
    "p { height: 0 }",
    "p { width: 1em; overflow: hidden }",
    "p { white-space: nowrap; overflow: hidden; text-overflow: ellipsis }",
    "p { display: -webkit-box; -webkit-line-clamp: 1; overflow: hidden }",
    "p { line-clamp: 1 }",
    "p { contain: size; overflow: hidden }",
    "p { clip-path: polygon(0 0, 0 0, 0 0) }",
    "p { clip-path: inset(calc(50% + 1px)) }",
    "p { mask-image: linear-gradient(#0000, #0000) }",
    "p { -webkit-mask-image: url(a.png) }",
    "p { flex: 0 0 0; min-width: 0; overflow: hidden }",
    "main { display: grid; grid-auto-rows: 0 }",
    "p { columns: 1px }",
    # moved
    "p { position: absolute; left: calc(-1 * 9999px) }",
    "p { position: relative; left: -40em }",
    "p { margin-left: -60vw }",
    "p { margin-left: 100vw }",
    "p { margin-top: -20em }",
    "p { text-indent: calc(-100 * 1em) }",
    "p { text-indent: -6em }",
    "p { translate: 0 -9999px }",
    "p { inset: -9999px; position: fixed }",
    "p { transform: matrix(0, 0, 0, 0, 0, 0) }",
    "p { offset-path: path('M 0 9999'); offset-distance: 100% }",
    # turned
    "p { transform: scaleX(-1) }",
    "p { transform: rotateY(180deg) }",
    "p { scale: -1 1 }",
    "p { rotate: 180deg }",
    "p { unicode-bidi: bidi-override; direction: rtl }",
    "p { writing-mode: vertical-rl }",
    # seen through, or as their ground
    "p { color: hsl(0 0% 100%) }",
    "p { color: hsl(0, 0%, 95%) }",
    "p { color: hwb(0 100% 0%) }",
    "p { color: lab(100% 0 0) }",
    "p { color: lch(99% 0 0) }",
    "p { color: oklch(1 0 0) }",
    "p { color: oklab(0.98 0 0) }",
    "p { color: color(srgb 1 1 1) }",
    "p { color: color(display-p3 1 1 1) }",
    "p { color: color-mix(in srgb, white 95%, black) }",
    "p { color: light-dark(white, black) }",
    "p { color: white; & span { color: currentColor } }",
    ":root { --c: white } p { color: var(--c) }",
    ":root { --c: white } main { --c: #fff } p { color: var(--c) }",
    "p { color: rgb(from red 255 255 255) }",
    "p { color: contrast-color(black) }",
    "p { color: var(--nowhere) }",
    "p { -webkit-text-fill-color: hsl(0 0% 100%) }",
    "p { -webkit-text-stroke: 1em white }",
    "p { -webkit-text-security: disc }",
    "p { text-shadow: 0 0 1em #000 }",
    "p { background: linear-gradient(#000, #111) }",
    "p { background-image: linear-gradient(white, black); color: #777 }",
    "p { background: url(a.png) }",
    "p { background: hsl(0 0% 5%) }",
    "body { background: #222 }",
    "p { background: light-dark(#000, #fff) }",
    "p { opacity: 0.2 }",
    "main { opacity: 0.5 } p { opacity: 0.4 }",
    "p { filter: opacity(10%) }",
    "p { filter: brightness(100) }",
    "p { filter: blur(1em) }",
    "p { mix-blend-mode: screen }",
    "p { background: #000; background-clip: text; color: transparent }",
    "@media (prefers-color-scheme: dark) { body { background: #111 } }",
    "@media (prefers-color-scheme: dark) { p { color: #fff } }",
    ":root { color-scheme: light dark } p { color: #111 }",
    ":root { color-scheme: light dark } body { background: #fff }",
    # covered
    "p::before { content: ''; position: absolute; inset: 0; background: #fff }",
    "p::after { content: ''; position: fixed; inset: 0; background: linear-gradient(#fff, #fff) }",
    "p::after { content: ''; position: absolute; top: 0; border-top: 9em solid #fff; width: 100% }",
    "p::before { content: ''; display: block; height: 2em; margin-bottom: -2em; background: #fff; "
    "position: relative }",
    "hr { position: absolute; top: 0; left: 0; width: 100%; height: 90vh; background: #fff }",
    "hr { margin-top: -9em; height: 9em; display: inline-block; background: #fff }",
    "img { position: absolute; top: 0; left: 0 }",
    "h2 { position: absolute; background: #fff }",
    "p { z-index: -1; position: relative }",
    "p { text-decoration: line-through 1em }",
    "p { text-decoration-line: underline; text-decoration-thickness: 2em }",
    # by other ways
    "p { animation: fade 1s forwards } @keyframes fade { to { opacity: 0 } }",
    "p { visibility: hidden }",
    "p { content-visibility: hidden }",
    "p { content: '' }",
    "p { all: initial; display: none }",
    "p { display: table-column }",
    "p { position: fixed; top: 0 }",
    "p { interactivity: inert }",
    "p { something-new: 1 }",
    "img { object-position: -9999px 0 }",
    "img { max-width: 1px }",
)
SHOWING = (
    "p { font: 600 0.9em/1.4 'Some Face', serif; color: #333; margin: 1em 0 -0.5em }",
    "p { font-size: calc(0.8em + 0.2vw); line-height: calc(1.2 + 0.1) }",
    "p { overflow: hidden }",
    "table { overflow-x: auto; max-width: 100% }",
    "@media print { table { overflow: visible } }",
    "p { background: #eee linear-gradient(#fff, hsl(0 0% 90%)) }",
    "h2 { background: url(logo.svg) no-repeat; padding-left: 3em }",
    ".x { & > p { color: navy; &:hover { color: transparent } } }",
    ":root { --ink: oklch(0.3 0.1 250) } p { color: var(--ink, red); border-left: 3px solid }",
    ":root { color-scheme: light dark } a { color: light-dark(#036, #9cf) }",
    "@media (prefers-color-scheme: dark) { body { background: #111; color: #eee } a {color: tan}}",
    "p::before { content: ''; display: block; border-top: 1px solid }",
    "p::before { content: ''; position: absolute; width: 3px; inset: 0; background: navy }",
    "p { text-indent: -1em; padding-left: 1em }",
    "p { padding-left: 9em } h2 { margin-left: -2em } main { padding-left: 2em }",
    "span { line-height: 0; vertical-align: 0.5em } td { transform: rotate(-5deg) }",
    "main { display: grid; grid-template-columns: 1fr 20em; gap: 0 } p { columns: 2 12em }",
    "td { border: 1px solid #ccc; vertical-align: top; padding: 0.3em }",
    "p { transition: opacity 1s; user-select: none; hyphens: auto; columns: 2 }",
    "hr { display: none } p.none { display: none }",
    "img { border-radius: 50%; object-fit: cover; width: 6em; filter: grayscale(1) }",
    "::-webkit-scrollbar { display: none }",
    "@page { margin: 0 } @font-face { font-family: a; src: url(a.ttf); font-weight: 400 }",
)


def styled(sheet: str) -> Style:
    return style_of(html.document_fromstring(PAGE), [sheet])


@pytest.mark.parametrize("sheet", HIDING)
def test_a_style_that_hides_text_or_may_is_told(sheet: str) -> None:
    found = styled(sheet).faults
    assert found
    assert all(fault["reason"] for fault in found)


@pytest.mark.parametrize(
    ("color", "code"),
    [("#ddd", "proof-style"), ("hsl(0 0% 50%)", "proof-pale"), ("hsl(0 0% 40%)", "")],
)
@pytest.mark.parametrize("sheet", ["p {{ color: {} }}", "@media print {{ p {{ color: {} }} }}"])
def test_letters_have_a_contrast_that_is_enough(sheet: str, color: str, code: str) -> None:
    assert "".join(fault["code"] for fault in styled(sheet.format(color)).faults) == code


def test_letters_in_the_dark_need_as_much() -> None:
    dark = "@media (prefers-color-scheme: dark) {{ body {{ background: #111; color: {} }} }}"
    codes = [
        [fault["code"] for fault in styled(f"a {{ color: inherit }} {dark.format(color)}").faults]
        for color in ("#333", "#777", "#999")
    ]
    assert codes == [["proof-style"], ["proof-pale"], []]


@pytest.mark.parametrize("sheet", SHOWING)
def test_a_style_that_leaves_text_in_sight_is_not(sheet: str) -> None:
    assert styled(sheet).faults == []
    assert styled(sheet).hidden == set()
