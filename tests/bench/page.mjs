// How soon the page is painted, beside the same page without scripts, and how long a key press takes to reach the painted
// total. Prints figures, judges none.
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { launch } from "../support/browser.mjs";
import { serve } from "../support/server.mjs";

const dist = resolve(process.env.PLANCOST_DIST ?? "dist/page");
const TURNS = 9;
const PRESSES = 40;
/** Examples, and a number in each that the total follows. */
const FIELDS = [
  ["An app on SQL Server", "groups[0].people"],
  ["A button for ten people", "groups[0].people"],
  ["A whole company", "groups[1].people"],
];
/** A telephone on a slow line: bytes a second and milliseconds of delay. */
const LINE = { offline: false, downloadThroughput: 200_000, uploadThroughput: 90_000, latency: 150 };

const middle = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
const ms = (number) => `${number.toFixed(0)} ms`.padStart(9);

/** The folder of the page, and beside it the same page without its scripts. */
async function without(scripts) {
  const folder = await mkdtemp(join(tmpdir(), "plancost-bench-"));
  await cp(dist, folder, { recursive: true });
  const page = await readFile(join(dist, "index.html"), "utf8");
  await writeFile(join(folder, "plain.html"), page.replace(scripts, ""));
  return folder;
}

/** One visit with nothing kept from before: when something was painted first, and when the form could be used. */
async function visit(browser, address, isApp) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.emulateNetworkConditions", LINE);
  await page.goto(address, { waitUntil: isApp ? "commit" : "load" });
  if (isApp) await page.getByTestId("answer").waitFor({ timeout: 0 });
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length === 1);
  const seen = await page.evaluate(() => [performance.getEntriesByName("first-contentful-paint")[0].startTime, performance.now()]);
  await context.close();
  return seen;
}

async function paints(browser) {
  const folder = await without(/<script\b[\s\S]*?<\/script>|<link\b[^>]*rel="?(?:modulepreload|preload)"?[^>]*>/g);
  const files = await serve({ "/": folder });
  const [ours, plain, usable] = [[], [], []];
  for (let turn = 0; turn < TURNS; turn++) {
    plain.push((await visit(browser, `${files.url}plain.html`, false))[0]);
    const [painted, ready] = await visit(browser, files.url, true);
    ours.push(painted);
    usable.push(ready);
  }
  await files.close();
  await rm(folder, { recursive: true });
  console.log(`first paint on a line of ${LINE.downloadThroughput / 1e3} kB/s with ${LINE.latency} ms of delay, files not packed; median of ${TURNS}`);
  console.log(`  the page            ${ms(middle(ours))}`);
  console.log(`  without its scripts ${ms(middle(plain))}   ratio ${(middle(ours) / middle(plain)).toFixed(2)}`);
  console.log(`  the form is usable  ${ms(middle(usable))}`);
}

/** Runs in the page: notes for each key press when the frame with the changed total was painted. */
function watch() {
  window.times = [];
  let pressed;
  const painted = (done) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(0);
    });
  addEventListener("keydown", (event) => (pressed = event.timeStamp), true);
  const total = document.querySelector("[data-testid=total]").parentElement;
  new MutationObserver(() => {
    const since = pressed;
    pressed = undefined;
    if (since !== undefined) painted(() => window.times.push(performance.now() - since));
  }).observe(total, { subtree: true, childList: true, characterData: true });
}

/** Types into a field of an example: a digit more and a digit less, in turn. */
async function typing(browser, url, title, path) {
  const page = await browser.newPage();
  await page.goto(url);
  await page.locator("button.template", { hasText: title }).click();
  const field = page.locator(`input[id="${path}"]`);
  await field.waitFor();
  await field.press("End");
  await page.waitForTimeout(1000);
  await page.evaluate(watch);
  for (let press = 0; press < PRESSES; press++) {
    await page.keyboard.press(press % 2 ? "Backspace" : "1");
    await page.waitForFunction((count) => window.times.length === count, press + 1);
    // What each thing costs is computed while one rests; whoever types on does not wait for it.
    await page.waitForTimeout(60);
  }
  const times = await page.evaluate(() => window.times);
  await page.close();
  console.log(`  ${title.padEnd(34)} least ${ms(Math.min(...times))}  median ${ms(middle(times))}  most ${ms(Math.max(...times))}`);
}

const browser = await launch();
try {
  await paints(browser);
  const files = await serve({ "/": dist });
  console.log(`\nfrom a key press to the painted total; ${PRESSES} presses`);
  for (const [title, field] of FIELDS) await typing(browser, files.url, title, field);
  await files.close();
} finally {
  await browser.close();
}
