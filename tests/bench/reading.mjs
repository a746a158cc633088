// How fast files of conversations are read in Chromium: through the page as a user gives them to it, and by its worker alone,
// with DuckDB for browsers beside it where that is installed. Prints figures, judges none.
import { existsSync, statSync } from "node:fs";
import { basename, join, resolve } from "node:path";

import { launch } from "../support/browser.mjs";
import { serve } from "../support/server.mjs";

const dist = resolve(process.env.PLANCOST_DIST ?? "dist/page");
const duckdb = process.env.PLANCOST_DUCKDB;
const logs = process.env.PLANCOST_BIG ? [process.env.PLANCOST_BIG] : ["in-time", "shuffled"].map((name) => join("target/bench", `events-${name}.csv`));
const there = logs.filter((log) => existsSync(log));
if (there.length === 0) throw new Error("there is no log; the native bench writes it: cargo bench --profile native --bench sessions");

const line = (name, seconds, megabytes, more) => {
  const speed = (megabytes / seconds).toFixed(0);
  console.log(name.padEnd(34), `${megabytes.toFixed(0)} MB`.padStart(8), `${seconds.toFixed(2)} s`.padStart(9), `${speed} MB/s`.padStart(9), more);
};

/** Runs in every page before anything else: notes the memory of workers, gaps between frames and long tasks. */
function watch() {
  window.watched = { memory: 0, gap: 0, task: 0, events: 0 };
  const Plain = window.Worker;
  window.Worker = class extends Plain {
    constructor(...options) {
      super(...options);
      this.addEventListener("message", ({ data }) => {
        window.watched.memory = Math.max(window.watched.memory, data?.memory ?? 0);
        window.watched.events = Math.max(window.watched.events, data?.progress?.events ?? 0);
      });
    }
  };
  let before;
  const frame = (now) => {
    if (before !== undefined) window.watched.gap = Math.max(window.watched.gap, now - before);
    before = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.watched.task = Math.max(window.watched.task, duration);
  }).observe({ type: "longtask" });
}

const mb = (bytes) => `${Math.round(bytes / 1e6)} MB`;

/** Through the page: chosen as a file, read by its worker in slices. */
async function throughThePage(browser, url, log, megabytes) {
  const page = await browser.newPage();
  await page.addInitScript(watch);
  await page.goto(url);
  await page.getByRole("tab", { name: "Sessions", exact: true }).click();
  await page.waitForTimeout(500);
  await page.evaluate(() => Object.assign(window.watched, { gap: 0, task: 0 }));
  const start = performance.now();
  await page.locator("#session-files").setInputFiles(log);
  await page.locator("[data-sheet=sessions]").first().waitFor({ timeout: 0 });
  const seconds = (performance.now() - start) / 1000;
  const seen = await page.evaluate(() => window.watched);
  const title = await page.locator("[data-sheet=sessions] h3").first().innerText();
  line(`the page, ${basename(log)}`, seconds, megabytes, `worker's memory ${mb(seen.memory)}; longest gap between frames ${seen.gap.toFixed(0)} ms, longest task ${seen.task.toFixed(0)} ms`);
  console.log(`  ${title}`);
  await page.locator("[data-sheet=beside]").first().waitFor({ timeout: 0 });
  const all = (performance.now() - start) / 1000;
  const last = await page.evaluate(() => window.watched);
  console.log(`  with all other definitions beside: ${all.toFixed(2)} s; worker's memory ${mb(last.memory)}; longest gap ${last.gap.toFixed(0)} ms, longest task ${last.task.toFixed(0)} ms`);
  await page.close();
}

/** So many turns, of which the middle one counts; a log of gigabytes has one. */
const turns = (bytes) => (bytes > 1e9 ? 1 : 7);

/** In the page: makes the worker ready, without the page that belongs to it. It gives the whole answer as JSON. */
async function startWorker() {
  const [file] = document.querySelector("input").files;
  const worker = new Worker("/desk.js", { type: "module" });
  const ask = (id, files) =>
    new Promise((done, failed) => {
      worker.onmessage = ({ data }) => {
        if (data.done !== undefined) done(data);
        if (data.failed) failed(new Error(data.failed));
      };
      worker.postMessage({ id, texts: [JSON.stringify({ want: "json" })], files });
    });
  await ask(0, [new File(["conversation_id,timestamp,role\na,1614556800,user\n"], "small.csv")]);
  window.worker = async () => {
    const { memory, done } = await ask(1, [file]);
    return { memory, sessions: JSON.parse(done).billed };
  };
}

/** In the page: makes DuckDB ready in a worker of its own, for the rule of silence alone. */
async function startDuckdb() {
  const [file] = document.querySelector("input").files;
  const folder = "/duckdb/node_modules/@duckdb/duckdb-wasm/dist/";
  const { AsyncDuckDB, VoidLogger, DuckDBDataProtocol } = await import(`${folder}duckdb-browser.mjs`);
  const db = new AsyncDuckDB(new VoidLogger(), new Worker(`${folder}duckdb-browser-eh.worker.js`));
  await db.instantiate(`${folder}duckdb-eh.wasm`);
  await db.registerFileHandle("log.csv", file, DuckDBDataProtocol.BROWSER_FILEREADER, true);
  const connection = await db.connect();
  const query = `
    SELECT count(*)::INTEGER AS sessions FROM (
      SELECT timestamp - lag(timestamp) OVER (PARTITION BY conversation_id ORDER BY timestamp) AS silence
      FROM read_csv('log.csv', header = true,
        columns = {'conversation_id': 'VARCHAR', 'timestamp': 'TIMESTAMP', 'role': 'VARCHAR'})
      WHERE role = 'user')
    WHERE silence IS NULL OR silence > INTERVAL 30 MINUTE`;
  window.duckdb = async () => ({ sessions: Number((await connection.query(query)).toArray()[0].sessions) });
}

/** In the page: one turn of one of the two, in seconds. */
async function turn(name) {
  const start = performance.now();
  const found = await window[name]();
  return { ...found, seconds: (performance.now() - start) / 1000 };
}

const middle = (numbers) => numbers.toSorted((one, two) => one - two)[numbers.length >> 1];

/** The worker and, where it is installed, DuckDB, turn by turn, so that a slow moment of the machine meets both. */
async function turnByTurn(browser, url, log, bytes) {
  const page = await browser.newPage();
  await page.goto(`${url}bench/duckdb.html`);
  await page.locator("input").setInputFiles(log);
  await page.evaluate(startWorker);
  const names = { worker: "the worker alone", duckdb: "DuckDB for browsers" };
  const says = { worker: ({ memory, sessions }) => `memory ${mb(memory ?? 0)}; ${sessions} billed, all rules`, duckdb: ({ sessions }) => `${sessions} sessions, the rule of silence alone` };
  const took = { worker: [] };
  if (!duckdb) console.log("  DuckDB for browsers is not installed, so nothing stands beside it");
  else await page.evaluate(startDuckdb).then(() => (took.duckdb = []), (fault) => console.log(`  DuckDB for browsers did not start: ${fault.message.split("\n")[0]}`));
  for (let round = 0; round < turns(bytes); round += 1) {
    for (const name of Object.keys(took)) {
      const found = await page.evaluate(turn, name).catch((fault) => ({ fault: fault.message.split("\n")[0] }));
      if (found.fault) console.log(`  ${names[name]} gave no answer: ${found.fault}`);
      else took[name][round] = found;
    }
  }
  for (const [name, each] of Object.entries(took)) {
    // A turn without an answer leaves a gap, so that the others stay beside each other.
    const all = each.filter(Boolean);
    if (all.length === 0) continue;
    const seconds = all.map((one) => one.seconds);
    const best = (bytes / 1e6 / Math.min(...seconds)).toFixed(0);
    line(`${names[name]}, ${basename(log)}`, middle(seconds), bytes / 1e6, `best of ${all.length}: ${best}; ${says[name](all.at(-1))}`);
  }
  const ratios = took.worker.map(({ seconds }, round) => took.duckdb?.[round]?.seconds / seconds).filter(Number.isFinite);
  if (ratios.length > 0) console.log(`  the worker is ${middle(ratios).toFixed(1)} times as fast as DuckDB (${Math.min(...ratios).toFixed(1)} to ${Math.max(...ratios).toFixed(1)}, turn by turn)`);
  await page.close();
}

const mounts = { "/": dist, "/bench/": resolve("tests/bench") };
if (duckdb) mounts["/duckdb/"] = resolve(duckdb);
const files = await serve(mounts);
const browser = await launch();
try {
  console.log(`files of conversations in Chromium ${browser.version()}`);
  for (const log of there) {
    const bytes = statSync(log).size;
    await throughThePage(browser, files.url, log, bytes / 1e6);
    await turnByTurn(browser, files.url, log, bytes);
  }
} finally {
  await browser.close();
  await files.close();
}
