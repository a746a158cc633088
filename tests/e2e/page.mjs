// The page as a visitor meets it, in a real browser: presets, doors, wrong input, reload, link, keyboard, access, paper.
// Nothing here waits for a time, only for things to happen.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { launch } from "../support/browser.mjs";
import { cents, choose, focused, opener, ready, total, until } from "../support/plan_page.mjs";

const home = process.env.PLANCOST_URL;
assert(home, "set PLANCOST_URL to the address of the built page");
const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await launch();
const { open, requests, complaints } = opener(browser, home);

const scenes = {
  async "the shell is painted before the wasm is there, and nothing moves when it comes"() {
    const page = await open({ address: "about:blank", wait: false });
    let release;
    const held = new Promise((go) => (release = go));
    await page.route("**/*.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(home, { waitUntil: "commit" });
    await page.getByText("being loaded").waitFor();
    const before = await places(page);
    const painted = await page.evaluate(() => performance.getEntriesByName("first-contentful-paint").length);
    assert.equal(await page.getByTestId("answer").count(), 0, "the app is not there yet");
    assert.equal(painted, 1, "the shell is on the screen");
    release();
    await ready(page);
    assert.deepEqual(await places(page), before, "title, form and answer stay in place");
  },

  async "without wasm the shell says what to do"() {
    const mine = opener(browser, home);
    const page = await mine.open({ address: "about:blank", wait: false });
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto(home);
    const alert = page.getByRole("alert");
    await alert.waitFor();
    assert.match(await alert.innerText(), /could not be loaded/);
    await page.context().close();
  },

  async "each example has an answer whose total is the sum of its lines"() {
    const page = await open();
    const titles = await page.locator("button.template strong").allInnerTexts();
    assert(titles.length >= 10, `ten examples or more, not ${titles.length}`);
    for (const title of titles) {
      if ((await page.locator("button.template").count()) === 0) await page.getByRole("button", { name: "Examples" }).click();
      await choose(page, title);
      await until(page, `${title} is answered`, (name) => document.querySelector(".solution .said")?.textContent.includes(name), title);
      await sums(page, title);
    }
  },

  async "what Microsoft 365 covers costs nothing, SQL Server does not"() {
    const page = await open();
    await choose(page, "Nothing premium");
    assert.equal(await total(page), "0.00");
    await page.getByRole("button", { name: "Examples" }).click();
    await choose(page, "SQL Server");
    await until(page, "it costs something", () => document.querySelector(".total-amount")?.textContent !== "0.00");
  },

  async "from a price to its source in two actions, and back"() {
    const page = await open();
    await choose(page, "SQL Server");
    const door = page.locator("table.lines tbody td:nth-child(3) button.door").first();
    const label = await door.getAttribute("aria-label");
    await door.click();
    const link = page.getByRole("dialog").locator(".founded a[href^=https]").first();
    const href = await link.getAttribute("href");
    await page.context().route(href, (route) => route.fulfill({ body: "the source" }));
    const [source] = await Promise.all([page.context().waitForEvent("page"), link.click()]);
    assert.equal(source.url().split("#")[0], href.split("#")[0]);
    await source.close();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), label, "the focus is back");
  },

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

  async "wrong input keeps the last good answer, marked, and leads to the field"() {
    const page = await open();
    await choose(page, "SQL Server");
    const good = await total(page);
    const people = page.locator('[id="groups[0].people"]');
    await people.fill("many");
    const stale = page.getByTestId("stale");
    await stale.waitFor();
    assert.match(await stale.innerText(), /For your last complete input/);
    assert.equal(await total(page), good, "the last good total stays");
    await stale.getByRole("button", { name: /Show me/ }).first().click();
    await until(page, "the field has the focus", () => document.activeElement.id === "groups[0].people");
    await people.fill("121");
    await stale.waitFor({ state: "detached" });
    assert.notEqual(await total(page), good, "the answer follows");
  },

  async "a reload and a link bring the same number"() {
    const page = await open();
    await choose(page, "SQL Server");
    await page.locator('[id="groups[0].people"]').fill("77");
    await until(page, "the address follows", () => location.hash.length > 10);
    const [before, name] = [await total(page), await page.locator('[id="name"]').inputValue()];
    const address = page.url();
    await page.reload();
    await ready(page);
    assert.deepEqual([await total(page), await page.locator('[id="name"]').inputValue()], [before, name]);
    const other = await open({ address });
    assert.deepEqual([await total(other), await other.locator('[id="name"]').inputValue()], [before, name]);
    const home = await open({ context: page.context() });
    assert.equal(await total(home), before, "what was kept comes back without the link");
  },

  async "a price of one's own takes the place of the list price"() {
    const page = await open();
    await choose(page, "SQL Server");
    await page.locator("table.lines tbody td:nth-child(3) button.door").first().click();
    await page.getByRole("dialog").locator(".own-price input").fill("1.00");
    await page.keyboard.press("Escape");
    await until(page, "the line has the price", () => document.querySelector("table.lines td:nth-child(3)")?.textContent.startsWith("1.00"));
    await sums(page, "with a price of one's own");
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
    await page.keyboard.press("ArrowRight");
    await page.getByRole("tab", { name: "Reasons", selected: true }).waitFor();
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
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.equal(width, 360, "nothing is wider than the screen");
    await bar.click();
    await page.getByTestId("lines").waitFor({ state: "hidden" });
  },

  async "prices and sources can be searched, in each edition"() {
    const page = await open();
    await choose(page, "SQL Server");
    await page.getByRole("tab", { name: "Prices and sources" }).click();
    const plans = page.locator("details.plan:visible");
    const all = await plans.count();
    assert(all >= 20, `${all} plans`);
    await page.locator("#prices-search").fill("portal");
    await until(page, "fewer plans", (all) => document.querySelectorAll("details.plan").length < all, all);
    assert((await plans.count()) > 0);
    await plans.first().locator("summary").first().click();
    assert((await plans.first().locator(".sources a").count()) > 0, "a plan names its sources");
    for (const edition of await page.locator('[id="edition"] option').evaluateAll((all) => all.map((one) => one.value))) {
      if (!edition) continue;
      await page.locator('[id="edition"]').selectOption(edition);
      await until(page, `edition ${edition}`, (id) => document.querySelector(".edition-line")?.textContent.includes(id), edition);
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

  async "nothing stands in the way of people with aids"() {
    for (const options of [{}, { colorScheme: "dark" }, { viewport: { width: 360, height: 740 } }]) {
      const page = await open(options);
      await accessible(page, "the beginning");
      await choose(page, "SQL Server");
      if (options.viewport) await page.locator(".answer-bar").click();
      await accessible(page, "the answer");
      for (const tab of ["Reasons", "Prices and sources", "What to buy"]) {
        await page.getByRole("tab", { name: tab }).click();
        await accessible(page, tab);
      }
      await page.locator("table.lines button.door").first().click();
      await page.getByRole("dialog").waitFor();
      await accessible(page, "a panel");
    }
  },
};

/** Where the three landmarks of the page are. */
function places(page) {
  return page.evaluate(() =>
    ["h1", ".solution > h2", ".answer"].map((name) => {
      const { x, y, width } = document.querySelector(name).getBoundingClientRect();
      return [name, x, y, width].join(" ");
    }),
  );
}

/** Total = sum of the lines that have an amount; year = twelve months. */
async function sums(page, title) {
  const month = cents(await total(page));
  const year = cents(await page.locator(".total-year").innerText());
  const amounts = await page.locator("table.lines td.line-amount button").allInnerTexts();
  const sum = amounts.map(cents).reduce((sum, amount) => sum + (amount ?? 0n), 0n);
  assert.equal(month, sum, `${title}: total and lines`);
  assert.equal(year, month * 12n, `${title}: month and year`);
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
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run());
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
  assert.deepEqual(found, [], where);
}

let failed = 0;
for (const [name, scene] of Object.entries(scenes)) {
  if (process.argv[2] && !name.includes(process.argv[2])) continue;
  try {
    await scene();
    console.log(`ok   ${name}`);
  } catch (fault) {
    failed += 1;
    console.log(`FAIL ${name}\n${fault.stack}`);
  }
}
await browser.close();

const foreign = requests.filter((address) => !address.startsWith(home) && !address.startsWith("data:") && address !== "about:blank");
if (foreign.length || complaints.length) {
  failed += 1;
  console.log("FAIL the page asks for nothing but its own files and complains of nothing", { foreign, complaints });
}
process.exitCode = failed ? 1 : 0;
