"""One page in every look that a listener may give it, loaded once: the emulation changes, and the page stays.

Widths from 320 to 1920 px, letters of twice the size, light, dark, forced colours, reduced motion; what axe says of it,
what is wider than the screen, what shifts, what moves.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

WIDTHS = (320, 390, 768, 1280, 1920)
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Where the colours alone are others, and where the room alone is another.
OF_COLOURS, OF_ROOM = ["color-contrast", "link-in-text-block"], ["target-size", "scrollable-region-focusable"]

_RUN = """async rules => {
    const { violations } = await axe.run(document, { runOnly: { type: "rule", values: rules } });
    const said = (id) => ({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`;
    return violations.flatMap(({ id, nodes }) => nodes.map(said(id)));
}"""
_WATCH_SHIFTS = """() => {
    window.shifted = [];
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.shifted.push(entry.value);
    }).observe({ type: "layout-shift", buffered: true });
}"""
_TOO_WIDE = """() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const wide = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > room + 1);
    return wide.slice(0, 3).map((one) => `${document.documentElement.scrollWidth} px: ${one.outerHTML.slice(0, 120)}`);
}"""
_MOVES = "() => document.getAnimations().filter(({ playState }) => playState === 'running').length"
# With forced colours a picture made of a background is gone; what can be pressed has to be seen by something else.
_UNSEEN = """() => [...document.querySelectorAll("main button, main a")]
    .filter((one) => one.checkVisibility() && !one.textContent.trim() && !one.querySelector("svg, img"))
    .map((one) => one.outerHTML.slice(0, 120))"""


def complaints(page: Page) -> dict[str, list[str]]:
    """What is wrong with the page that is open, by the look in which it is so; nothing where all is well."""
    found: dict[str, list[str]] = {}

    def look(name: str, said: list[str]) -> None:
        if said:
            found[name] = said

    page.evaluate(_WATCH_SHIFTS)
    look("shifted", [str(value) for value in page.evaluate("window.shifted") if value > 0.001])
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 844})
    results = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": RULES})
    look("light", [results.generate_report()] if results.violations_count else [])
    look("reduced motion", ["something moves"] if page.evaluate(_MOVES) else [])
    page.emulate_media(color_scheme="dark")
    look("dark", page.evaluate(_RUN, OF_COLOURS))
    page.emulate_media(color_scheme="light", forced_colors="active")
    look("forced colours", page.evaluate(_UNSEEN) + page.evaluate(_TOO_WIDE))
    page.emulate_media(forced_colors="none")
    for letters in (100, 200):
        page.evaluate("letters => { document.documentElement.style.fontSize = `${letters}%`; }", letters)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            look(f"{width} px, letters {letters} %", page.evaluate(_TOO_WIDE))
    look("1920 px", page.evaluate(_RUN, OF_ROOM))
    page.set_viewport_size({"width": 320, "height": 844})
    look("320 px", page.evaluate(_RUN, OF_ROOM))
    return found
