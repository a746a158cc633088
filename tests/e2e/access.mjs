// Whether everybody can use the page: by keyboard, on a phone, with aids, on paper.
// Nothing here waits for a time, only for things to happen.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { choose, focused, home, play, total, until } from "../support/plan_page.mjs";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The views of the answer, each with what is there when it is complete. */
const VIEWS = {
  "What to buy": "[data-testid=lines]",
  "What to do": "[data-sheet=owned]",
  Reasons: "[data-testid=sources]",
  Alternatives: "[data-sheet=why-not]",
  "Over time": "[data-sheet=over-time]",
  Compare: "[data-sheet=readings]",
  Sessions: "[data-sheet=names]",
  "Prices and sources": "details.plan",
};

await play(({ open }) => ({
  async "every door opens on something, and closes"() {
    const page = await open();
    await choose(page, "SQL Server");
    await page.locator("details.along > summary").click();
    const doors = page.locator(".answer-body button.door");
    const count = await doors.count();
    assert(count >= 5, `${count} doors`);
    for (let at = 0; at < count; at += 1) {
      await doors.nth(at).click();
      const dialog = page.getByRole("dialog");
      assert((await dialog.locator(".panel-body").innerText()).length > 20, `door ${at} has something to say`);
      await dialog.getByRole("button", { name: "Close" }).click();
      await dialog.waitFor({ state: "detached" });
    }
  },

  async "by keyboard alone, from an empty page to a source"() {
    const page = await open();
    await tabTo(page, (focus) => focus.id === "groups[0].people");
    await page.keyboard.type("120");
    await tabTo(page, (focus) => focus.id === "apps[0].connectors");
    await page.keyboard.type("SQL Server");
    await page.keyboard.press("Enter");
    await page.getByTestId("lines").waitFor();
    await tabTo(page, (focus) => /tab/.test(focus.className));
    for (const name of ["What to do", "Reasons"]) {
      await page.keyboard.press("ArrowRight");
      await page.getByRole("tab", { name, selected: true }).waitFor();
    }
    await page.keyboard.press("Home");
    await page.getByTestId("lines").waitFor();
    await tabTo(page, (focus) => /door/.test(focus.className) && /^[\d,]+\.\d\d$/.test(focus.text));
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await tabTo(page, (focus) => focus.text.length > 10 && focus.className === "");
    await page.keyboard.press("Escape");
    assert.match((await focused(page)).className, /door/, "the focus is back on the figure");
  },

  async "on a phone the answer is a bar that opens upward"() {
    const page = await open({ viewport: { width: 360, height: 740 } });
    await choose(page, "SQL Server");
    const bar = page.locator(".answer-bar");
    const box = await bar.boundingBox();
    assert(box.y + box.height <= 740 && box.y > 500, "the bar is at the bottom");
    assert.equal(await page.getByTestId("lines").isVisible(), false);
    await bar.click();
    await page.getByTestId("lines").waitFor();
    await narrow(page, "the answer");
    await page.getByRole("tab", { name: "Reasons" }).focus();
    await page.keyboard.press("Escape");
    await page.getByTestId("lines").waitFor({ state: "hidden" });
    assert.equal((await focused(page)).className, "answer-bar", "the focus is on the bar");
  },

  async "on a phone nothing is wider than the screen, whatever is unfolded"() {
    const page = await open({ viewport: { width: 360, height: 740 } });
    await choose(page, "A whole company");
    const folded = page.locator(".solution button[aria-expanded=false]:visible");
    while ((await folded.count()) > 0) await folded.first().click();
    await narrow(page, "the form");
    await page.locator(".answer-bar").click();
    for (const name of Object.keys(VIEWS)) {
      await view(page, name);
      await narrow(page, name);
    }
  },

  async "on paper stands the whole report"() {
    const page = await open({ address: "about:blank", wait: false });
    await page.addInitScript(() => {
      window.print = () => (window.printed = document.querySelector("[data-testid=report]")?.textContent);
    });
    await page.goto(home);
    await choose(page, "SQL Server");
    await page.getByRole("button", { name: "Print" }).click();
    await until(page, "the dialog opens on a rendered report", () => window.printed);
    const report = await page.evaluate(() => window.printed);
    for (const word of ["What to buy", "Sources used", await total(page)]) assert(report.includes(word), word);
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.getByTestId("report").isVisible(), true);
    assert.equal(await page.locator(".solution").isVisible(), false);
    await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
    await page.getByTestId("report").waitFor({ state: "detached" });
  },

  async "every view is walked through with the Tab key, in order and without a trap"() {
    const page = await open();
    await choose(page, "SQL Server");
    for (const name of Object.keys(VIEWS)) {
      await view(page, name);
      await page.getByRole("tab", { name, exact: true }).focus();
      const seen = [];
      for (;;) {
        await page.keyboard.press("Tab");
        const stop = await page.evaluate(() => {
          const { activeElement: now } = document;
          const { top, bottom } = now.getBoundingClientRect();
          const named = now.getAttribute("aria-label") ?? now.labels?.[0]?.textContent ?? now.textContent;
          return { inside: now.closest("#answer-view") !== null, words: named.trim(), tag: now.tagName, shown: bottom > 0 && top < innerHeight };
        });
        if (!stop.inside) break;
        if (stop.tag !== "DIV" || seen.length > 0) assert(stop.words, `${name}: stop ${seen.length} (${stop.tag}) has no name`);
        assert(stop.shown, `${name}: "${stop.words}" is scrolled into sight`);
        seen.push(stop.words);
        assert(seen.length < 400, `${name} holds the focus`);
      }
      assert(seen.length > 0, `${name} has a stop`);
      assert.match((await focused(page)).text, /Print/, `${name} is followed by what stands below it`);
    }
  },

  async "nothing stands in the way of people with aids"() {
    const phone = { viewport: { width: 360, height: 740 } };
    for (const options of [{}, { colorScheme: "dark" }, phone, { ...phone, colorScheme: "dark" }]) {
      const page = await open(options);
      await accessible(page, "the beginning");
      await choose(page, "SQL Server");
      if (options.viewport) await page.locator(".answer-bar").click();
      await accessible(page, "the answer");
      for (const name of Object.keys(VIEWS)) {
        await view(page, name);
        await page.evaluate(() => document.querySelectorAll("#answer-view details").forEach((fold) => (fold.open = true)));
        await accessible(page, name);
      }
      await view(page, "What to buy");
      await page.locator("table.lines button.door").first().click();
      await page.getByRole("dialog").waitFor();
      await accessible(page, "a panel");
    }
  },
}));

/** Opens a view and waits until it has its content. */
async function view(page, name) {
  await page.getByRole("tab", { name, exact: true }).click();
  if (name === "Sessions") await page.getByRole("button", { name: "Try it with a sample" }).click();
  await page.locator(VIEWS[name]).first().waitFor();
}

/** Presses Tab until the focus is where it should be; twice around the page is enough. */
async function tabTo(page, wanted) {
  for (let presses = 0; presses < 300; presses += 1) {
    await page.keyboard.press("Tab");
    if (wanted(await focused(page))) return;
  }
  assert.fail(`the Tab key never gets to ${wanted}`);
}

async function accessible(page, where) {
  // While a panel fades in, its colours are not yet the ones that people read.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run());
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  assert.deepEqual(found, [], where);
}

/** Nothing makes the page scroll sideways. */
async function narrow(page, where) {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.equal(content, screen, `${where}: nothing is wider than the screen`);
}
