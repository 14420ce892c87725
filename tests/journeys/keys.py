"""What a person does who has only a keyboard: Tab, Enter, Space, arrows, and what they type."""

from playwright.sync_api import Page

from tests.journeys.hands import reads

# What has the focus: its name, the names of its group when it is one of several to choose from, whether one can
# see that it has the focus, and how often the focus has stood here without moving on.
FOCUSED = """() => {
    const at = document.activeElement;
    const named = each => (each.getAttribute("aria-label")
        || [...(each.labels ?? [])].map(l => l.innerText).join(" ")
        || each.innerText || each.value || "").trim().replaceAll(/\\s+/g, " ");
    const shows = element => {
        const style = element && getComputedStyle(element);
        return !!style && (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0
            || style.boxShadow !== "none");
    };
    const group = at.type === "radio" ? [...at.form.elements].filter(e => e.name === at.name) : [];
    // The calendar inside a date is the browser's own: while it has the focus, the field itself does not.
    const own = at !== document.body && !at.matches(":focus");
    at.stayed = document.lastStop === at ? (at.stayed ?? 0) + 1 : 0;
    document.lastStop = at;
    return {
        name: at === document.body ? "" : named(at),
        group: group.map(named),
        shows: own || at.matches(":focus-visible") && (shows(at) || shows(at.closest("label"))),
        ended: at === document.body,
        stayed: at.stayed,
    };
}"""
MOST_TABS = 90
PARTS = 4  # of a date: day, month, year, calendar


def tab_to(page: Page, name: str, *, key: str = "Tab") -> None:
    """Press Tab until what begins with this name has the focus, or one of the choices it belongs to.

    On the way every stop shows where it is, and none holds the focus.
    """
    stops = []
    for _press in range(MOST_TABS):
        page.keyboard.press(key)
        stop = page.evaluate(FOCUSED)
        if stop["ended"]:
            break
        stops.append(stop["name"])
        assert stop["shows"], f"nobody sees the focus on “{stop['name']}”"
        assert stop["stayed"] < PARTS, f"“{stop['name']}” keeps the focus"
        if any(each.startswith(name) for each in [stop["name"], *stop["group"]]):
            return
    raise AssertionError(f"Tab never reaches “{name}”: {stops}")


def type_in(page: Page, label: str, words: str) -> None:
    """Tab to a field and type; in a list of choices, what is typed finds the choice."""
    tab_to(page, label)
    page.keyboard.type(words)


def pick(page: Page, name: str) -> None:
    """Tab to a group of choices, and go with the arrows to the one of this name."""
    tab_to(page, name)
    for _press in range(len(page.evaluate(FOCUSED)["group"])):
        if page.evaluate(FOCUSED)["name"].startswith(name):
            page.keyboard.press("Space")
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"the arrows never reach “{name}”")


def enter(page: Page, name: str, *, then: str) -> None:
    """Tab to a link or button and press Enter; then these words can be read."""
    tab_to(page, name)
    page.keyboard.press("Enter")
    reads(page, then)
    page.wait_for_load_state()
