// The page as a visitor meets it, in a real browser: shell, examples, doors, wrong input, reload, link, own prices.
// Nothing here waits for a time, only for things to happen.
import assert from "node:assert/strict";
import { cents, choose, home, opener, play, ready, total, until } from "../support/plan_page.mjs";

await play(({ open, browser }) => ({
  async "the shell is painted before the wasm is there, and nothing moves when it comes"() {
    const page = await open({ address: "about:blank", wait: false });
    let release;
    const held = new Promise((go) => (release = go));
    await page.route("**/*.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(home, { waitUntil: "commit" });
    await page.getByText("One moment").waitFor();
    // What is there before it is painted may still be without its style sheet.
    await until(page, "the shell is on the screen", () => performance.getEntriesByName("first-contentful-paint").length === 1);
    assert.equal(await page.getByTestId("answer").count(), 0, "the app is not there yet");
    const before = await places(page);
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

  async "what changes is marked and told, and the rest is not"() {
    const page = await open();
    await choose(page, "SQL Server");
    await until(page, "the form is kept", () => location.hash.length > 10);
    await page.reload();
    await page.getByTestId("lines").waitFor();
    const marked = () => page.locator("table.lines tbody tr").evaluateAll((rows) => rows.map((row) => row.className));
    assert.deepEqual(new Set(await marked()), new Set([""]), "the first answer is no change");
    await page.locator('[id="groups[0].people"]').fill("121");
    await until(page, "a line is marked", () => document.querySelector("table.lines tbody tr.mark-odd"));
    assert.equal((await marked()).filter((name) => name !== "").length, 1, "one line of several");
    assert((await page.locator(".spoken").innerText()).startsWith(await total(page)), "the total is told");
  },

  async "a reload and a link bring the same number"() {
    const page = await open();
    await choose(page, "SQL Server");
    await until(page, "the address says the example", () => location.hash.length > 10);
    const example = await page.evaluate(() => location.hash);
    await page.locator('[id="groups[0].people"]').fill("77");
    await until(page, "the address follows", (example) => location.hash !== example, example);
    const [before, name] = [await total(page), await page.locator('[id="name"]').inputValue()];
    const address = page.url();
    await page.reload();
    await ready(page);
    assert.deepEqual([await total(page), await page.locator('[id="name"]').inputValue()], [before, name]);
    const other = await open({ address });
    assert.deepEqual([await total(other), await other.locator('[id="name"]').inputValue()], [before, name]);
    const again = await open({ context: page.context() });
    assert.equal(await total(again), before, "what was kept comes back without the link");
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
}));

/** Where the three landmarks of the page are. */
function places(page) {
  return page.evaluate(() =>
    ["h1", ".solution > h2", ".start-questions", ".start > h3", ".answer"].map((name) => {
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
