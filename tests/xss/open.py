"""Opens every page, feed and data file below a folder in Chromium, pokes every element, searches for what the pages are
called, and tells of each that ran something or asked another host."""

import asyncio
import os
import pathlib
import sys
import time

from playwright.async_api import Error, async_playwright

# What is typed into the search: pieces of the hostile titles that the index holds.
QUERIES = ["alert", "script", "img", "svg", "onerror", "thử"]

# What a browser shows as a document of its own.
KINDS = {".html", ".xml", ".json", ".txt", ".svg"}

HOOK = """
window.ran = [];
for (const name of ["alert", "confirm", "prompt"]) {
  window[name] = (...words) => { window.ran.push(name + "(" + words.join() + ")"); };
}
"""

# What a hand, a key or a moving picture would set off.
POKE = """
() => {
  const kinds = ["click", "mouseover", "mouseenter", "mousemove", "focus", "focusin", "blur", "error", "load", "toggle",
    "pointerover", "pointerenter", "wheel", "animationstart", "transitionend", "begin", "beforetoggle", "keydown", "input"];
  addEventListener("click", event => event.preventDefault(), true);
  for (const element of document.querySelectorAll("*")) {
    for (const kind of kinds) {
      const handler = element["on" + kind];
      if (typeof handler === "function" && element.getAttribute("on" + kind) !== null) window.ran.push("on" + kind);
      element.dispatchEvent(new Event(kind, {bubbles: false, cancelable: true}));
    }
    for (const attribute of element.attributes)
      if (attribute.name.startsWith("on")) window.ran.push(element.localName + " " + attribute.name);
    for (const name of ["href", "src", "action", "formAction", "data"]) {
      const address = typeof element[name] === "string" ? element[name] : "";
      if (/^(javascript|vbscript|data|blob):/i.test(address)) window.ran.push(element.localName + " " + name + "=" + address);
    }
    if (["SCRIPT"].includes(element.tagName) && !element.src && element.type !== "application/ld+json")
      window.ran.push("a script in the page");
  }
  return window.ran;
}
"""


class Tab:
    """One tab and what it asked for since the last file."""

    def __init__(self, page):
        self.page, self.asked, self.found = page, [], 0
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("dialog", self.dialog)

    async def dialog(self, dialog):
        self.asked.append("dialog " + dialog.message)
        await dialog.dismiss()

    async def open(self, file: pathlib.Path) -> list[str]:
        """What ran in a file."""
        page = self.page
        await page.goto(file.as_uri(), wait_until="load", timeout=120_000)
        try:
            ran = await page.evaluate(POKE)
            await page.wait_for_timeout(5)
            ran += await page.evaluate("() => window.ran")
        except Error:
            # An old address leads on to the page at its new one.
            await page.wait_for_load_state("load")
            ran = await page.evaluate(POKE)
        if file.parent.name == "tim-kiem" and file.name == "index.html":
            field = page.locator("input[type=search]").first
            for query in QUERIES:
                await field.fill(query)
                await page.wait_for_timeout(400)
                self.found += await page.locator("[data-results] > li").count()
                ran += await page.evaluate(POKE)
        return ran


async def main() -> int:
    browser_path, root = sys.argv[1], pathlib.Path(sys.argv[2])
    files = sorted(file for file in root.rglob("*") if file.suffix in KINDS and file.is_file())
    searches = sum(file.parent.name == "tim-kiem" and file.name == "index.html" for file in files)
    queue, bad, begun = list(files), 0, time.monotonic()

    async def work(tab: Tab) -> None:
        nonlocal bad
        while queue:
            file = queue.pop()
            tab.asked.clear()
            ran = await tab.open(file)
            elsewhere = [url for url in tab.asked if not url.startswith("file:///")]
            if ran or elsewhere:
                bad += 1
                print(f"{file.relative_to(root)}: ran {sorted(set(ran))}, asked {sorted(set(elsewhere))}")

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        context = await browser.new_context(bypass_csp=True)
        await context.add_init_script(HOOK)
        # A page loads while another is poked.
        tabs = [Tab(await context.new_page()) for _ in range(max(2, min(4, os.cpu_count() or 2)))]
        await asyncio.gather(*map(work, tabs))
        # The hook itself must see what runs, or a clean result says nothing.
        await tabs[0].page.set_content("<img src=x onerror=alert(1)>")
        await tabs[0].page.wait_for_timeout(200)
        seen = await tabs[0].page.evaluate("() => window.ran")
        await browser.close()
    if not seen:
        print("the hook saw nothing run where something did")
        return 1
    found = sum(tab.found for tab in tabs)
    pages = sum(file.suffix == ".html" for file in files)
    print(f"{pages} pages, {len(files) - pages} feeds and data files, {searches} searches with {len(QUERIES)} queries each found {found},")
    print(f"{len(files) - bad} passed, {bad} failed, in {time.monotonic() - begun:.0f} s")
    return 1 if bad or pages < 500 or found < 20 else 0


sys.exit(asyncio.run(main()))
