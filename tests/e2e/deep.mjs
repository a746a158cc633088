// What the worker answers: other combinations, months, editions, what to do; and real conversations out of files.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { choose, play, until } from "../support/plan_page.mjs";

const tab = (page, name) => page.getByRole("tab", { name, exact: true }).click();
/** Waits for a sheet by its name and reads it. */
async function sheet(page, name) {
  const found = page.locator(`[data-sheet=${name}]`);
  await found.waitFor();
  return found;
}
const title = async (page, name) => (await sheet(page, name)).locator("h3").innerText();

/** An event log of two conversations: one with a gap of 31 minutes, and one short one. */
const LOG = `conversation_id,timestamp,role,topic,topic_kind,bot_id
a,2021-05-04T09:00:00Z,user,Opening hours,user,store
a,2021-05-04T09:00:02Z,bot,,,store
a,2021-05-04T09:31:01Z,user,Opening hours,user,store
b,2021-05-05T10:00:00Z,user,Greeting,system,store
`;
const file = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

async function count(page, ...files) {
  await tab(page, "Sessions");
  await page.locator("#session-files").setInputFiles(files);
  return title(page, "sessions");
}

await play(({ open }) => ({
  async "other combinations, what would flip the choice, and why not another plan"() {
    const page = await open();
    await choose(page, "SQL Server");
    await tab(page, "Alternatives");
    for (const name of ["ties", "flips", "why-not"]) assert((await title(page, name)).length > 10, name);
    assert((await page.locator("[data-sheet=flips] .chart path.series").count()) > 0, "a break-even chart is drawn");
    await page.getByLabel("Other combinations up to").fill("900");
    await until(page, "a wider margin finds more", () => document.querySelectorAll("[data-sheet=ties] tbody tr").length > 1);
  },

  async "how far a long answer is can be seen, and it stops at once"() {
    const page = await open();
    await choose(page, "A whole company");
    await tab(page, "Alternatives");
    const far = page.locator(".deep-far");
    await far.waitFor();
    assert.match(await far.innerText(), /^[1-9][0-9]* of [1-9][0-9]* numbers/);
    assert((await far.locator("progress").evaluate((bar) => bar.position)) > 0, "the bar moves");
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await page.getByText("Stopped before it was done.").waitFor();
    assert.equal(await far.count(), 0, "no bar is left");
    await page.waitForTimeout(500);
    assert.equal(await page.locator("[data-sheet=why-not]").count(), 0, "nothing comes afterwards");
    await page.getByRole("button", { name: "Ask again", exact: true }).click();
    await sheet(page, "why-not");
  },

  async "months ahead are charted, follow what is set, and survive a reload"() {
    const page = await open();
    await choose(page, "SQL Server");
    await tab(page, "Over time");
    const before = await title(page, "over-time");
    await page.getByText("What grows").click();
    await page.getByLabel("People in Field staff").first().fill("50");
    await until(page, "the total grows", (before) => {
      const now = document.querySelector("[data-sheet=over-time] h3");
      return now && !now.closest(".headline-stale") && now.textContent !== before;
    }, before);
    const grown = await title(page, "over-time");
    await page.waitForTimeout(600);
    await page.reload();
    await tab(page, "Over time");
    await until(page, "the setting is still there", (grown) => document.querySelector("[data-sheet=over-time] h3")?.textContent === grown, grown);
  },

  async "a wrong setting is said at its field, and the answer stays"() {
    const page = await open();
    await choose(page, "SQL Server");
    await tab(page, "Over time");
    await sheet(page, "over-time");
    const months = page.getByLabel("The next");
    await months.fill("many");
    await months.blur();
    await page.locator(".deep .field-error:not([hidden])").first().waitFor();
    assert.equal(await page.locator("[data-sheet=over-time]").count(), 1);
    assert.match(await page.locator("[data-testid=total]").innerText(), /615\.00/);
  },

  async "two editions are compared, and what to do is listed"() {
    const page = await open();
    await choose(page, "SQL Server");
    await tab(page, "Compare");
    await page.getByLabel("From edition").selectOption("2020-04");
    await page.getByLabel("to", { exact: true }).selectOption("2021-10");
    await until(page, "the halved price shows", () => /1,200\.00/.test(document.querySelector("[data-sheet=compare]")?.textContent ?? ""));
    await tab(page, "What to do");
    assert((await (await sheet(page, "todo")).locator("tbody tr").count()) > 0, "there are steps");
  },

  async "where sources disagree another reading can be taken, and taken back"() {
    const page = await open();
    await choose(page, "SQL Server");
    await tab(page, "Reasons");
    const first = page.getByTestId("readings").locator("details").first();
    await first.locator("summary").click();
    const select = first.locator("select");
    const before = await select.inputValue();
    const other = await select.locator("option").evaluateAll((all, before) => all.map((one) => one.value).find((value) => value !== before), before);
    await select.selectOption(other);
    await until(page, "it is read so", (other) => document.querySelector("[data-testid=readings] select")?.value === other, other);
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await until(page, "and back", (before) => document.querySelector("[data-testid=readings] select")?.value === before, before);
  },

  async "conversations of a file are counted, and nothing is asked of anybody meanwhile"() {
    const page = await open();
    await tab(page, "Sessions");
    await page.waitForTimeout(300);
    // The first count brings the worker; from then on not a single request may be made.
    await count(page, file("log.csv", LOG));
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    const says = await count(page, file("log.csv", LOG), file("again.csv", LOG));
    assert.match(says, /^2 billed of 3 sessions in 2 conversations/, "a file that is given twice counts once");
    const beside = await (await sheet(page, "beside")).innerText();
    assert.match(beside, /Test chats: no session is known to be a test chat/);
    assert.match(beside, /Chats without a user topic, as billed sessions: 0 under/);
    assert.deepEqual(asked, [], "nothing leaves the browser");
  },

  async "counts go into the form, as a number and as a range, and can be undone"() {
    const page = await open();
    await count(page, file("log.csv", LOG));
    await page.getByRole("button", { name: "the busiest month or 30 days", exact: true }).click();
    await until(page, "the bot is there", () => [...document.querySelectorAll("input")].some((input) => input.value === "store"));
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await until(page, "and gone", () => ![...document.querySelectorAll("input")].some((input) => input.value === "store"));
  },

  async "one conversation is shown with the borders of its sessions"() {
    const page = await open();
    await count(page, file("log.csv", LOG));
    await page.getByLabel("Look at the conversation").fill("a");
    await page.getByRole("button", { name: "Show" }).click();
    const text = await (await sheet(page, "timeline")).innerText();
    assert.equal(text.match(/A session begins:/g)?.length, 2, text);
    assert.match(text, /silence/);
    assert.match(text, /Definition G: More than 30 minutes/, "the rule at the border");
    assert((await page.locator("[data-sheet=timeline] .sources a").count()) > 0, "and where it is printed");
  },

  async "what people and files say stays text in every view"() {
    const page = await open();
    await choose(page, "SQL Server");
    const typed = `<img src=x onerror="window.hit = 1"> & 'Dana'`;
    await page.locator('[id="groups[0].name"]').fill(typed);
    const says = async (name) => assert((await page.locator("#answer-view").innerText()).includes(typed), `${name} shows what was typed`);
    for (const [name, last] of [["What to do", "todo"], ["Alternatives", "why-not"], ["Over time", "over-time"], ["Compare", "readings"]]) {
      await tab(page, name);
      await sheet(page, last);
      if (name === "What to do") await says(name);
    }
    await tab(page, "Reasons");
    await says("Reasons");
    await count(page, file("log.csv", LOG.replace("Opening hours", `"${typed.replaceAll('"', '""')}"`)));
    await says("Sessions");
    assert.equal(await page.locator("img").count(), 0, "no markup came of it");
    assert.equal(await page.evaluate(() => window.hit), undefined);
  },

  async "what is unfolded stays so while the answer is written anew"() {
    const page = await open();
    await choose(page, "SQL Server");
    for (const [name, fold, last, people] of [
      ["Reasons", ".needs > li > details", "[data-testid=sources]", "42"],
      ["Alternatives", "[data-sheet=flips] .chart details", "[data-sheet=why-not]", "43"],
    ]) {
      await tab(page, name);
      await page.locator(last).waitFor();
      const first = page.locator(`#answer-view ${fold}`).first();
      await first.locator("summary").first().click();
      await first.evaluate((fold) => (fold.dataset.old = "yes"));
      await page.locator('[id="groups[0].people"]').fill(people);
      await until(page, `${name} is written anew`, () => !document.querySelector("#answer-view [data-old]"));
      assert((await page.locator(`#answer-view ${fold}[open]`).count()) > 0, `${name}: it is still unfolded`);
    }
  },

  async "sessions are saved as a file with a row for each"() {
    const page = await open();
    await count(page, file("log.csv", LOG));
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save sessions as CSV" }).click();
    const text = await readFile(await (await saved).path(), "utf8");
    assert.equal(text.trim().split("\n").length, 4, text);
  },

  async "what cannot be read is said with its place"() {
    const page = await open();
    await count(page, file("log.csv", `${LOG}c,yesterday,user,,,\n`));
    const text = await (await sheet(page, "left-out")).innerText();
    assert.match(text, /log\.csv/);
    assert.match(text, /6/);
  },

  async "the sample shows what it is like"() {
    const page = await open();
    await tab(page, "Sessions");
    await page.getByRole("button", { name: "Try it with a sample" }).click();
    assert.match(await title(page, "sessions"), /billed of/);
    await page.getByRole("button", { name: "Forecast the coming months" }).click();
    await sheet(page, "forecast");
  },
}));
