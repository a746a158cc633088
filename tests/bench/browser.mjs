// The same questions as the native bench, asked in Chromium of the package for browsers. Prints figures, judges none.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

import { launch } from "../support/browser.mjs";
import { serve } from "../support/server.mjs";

const record = "dist/bench.json";
if (!existsSync(record)) throw new Error(`${record} is not there; the native bench writes it: cargo bench --profile native --bench bench`);
const asked = JSON.parse(readFileSync(record, "utf8"));

const files = await serve({ "/": resolve(process.env.PLANCOST_PKG ?? "dist/package") });
const browser = await launch();
try {
  const page = await browser.newPage();
  // An empty page of the same origin: only a place to run in.
  await page.route("**/empty", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>bench</title>" }));
  await page.goto(`${files.url}empty`);
  await page.evaluate(async () => {
    const { default: init, cheapest, flips, compare, overTime, editions } = await import("/plancost.js");
    await init();
    // The answers beyond one number: how long one of each takes at least, of a few.
    const ids = editions().map(({ id }) => id);
    window.further = ({ scenario, edition }) => {
      const least = (ask) => {
        let best = Infinity;
        for (let turn = 0; turn < 3; turn++) {
          const start = performance.now();
          ask();
          best = Math.min(best, performance.now() - start);
        }
        return best;
      };
      const before = ids[ids.indexOf(edition) - 1];
      return {
        flips: least(() => flips(scenario, { edition })),
        compare: least(() => compare(scenario, { edition, from: before })),
        months: least(() => overTime(scenario, { edition, months: 60 })),
      };
    };
    window.measure = ({ scenario, edition }) => {
      const times = [];
      let found;
      const begin = performance.now();
      // The clock of a page is coarse, so short questions are asked in rows of ten.
      while (times.length < 3 || (times.length < 30 && performance.now() - begin < 4000)) {
        const row = times.length > 0 && times[0] < 5 ? 10 : 1;
        const start = performance.now();
        for (let turn = 0; turn < row; turn++) found = cheapest(scenario, { edition });
        times.push((performance.now() - start) / row);
      }
      times.sort((a, b) => a - b);
      const { monthly, optimality } = found;
      return { least: times[0], median: times[times.length >> 1], runs: times.length, monthly: monthly.amount, proven: optimality.proven };
    };
  });
  const left = (text, width) => String(text).padEnd(width);
  const right = (text, width) => String(text).padStart(width);
  const line = (name, ...cells) => console.log(left(name, 34), ...cells.map((cell) => right(cell, 9)));
  console.log(`cheapest, in Chromium ${browser.version()}, with conversion to and from JavaScript; milliseconds`);
  line("scenario", "min", "median", "runs", "proven", "native", "ratio");
  for (const question of asked) {
    const found = await page.evaluate((question) => window.measure(question), question);
    const ratio = (found.median / question.median).toFixed(1);
    line(question.name, found.least.toFixed(3), found.median.toFixed(3), found.runs, found.proven ? "yes" : "no", question.median.toFixed(3), ratio);
    if (found.monthly !== question.monthly) console.log(`  DIFFERENT: ${found.monthly} here, ${question.monthly} natively`);
  }
  console.log("\nfurther answers, in Chromium, the best of three; milliseconds");
  line("scenario", "flips", "editions", "60 months", "flips / cheapest");
  for (const question of asked.filter(({ scenario }) => (scenario.groups ?? []).length < 50)) {
    const once = await page.evaluate((question) => window.measure(question), question);
    const found = await page.evaluate((question) => window.further(question), question);
    const ratio = (found.flips / once.least).toFixed(0);
    line(question.name, found.flips.toFixed(1), found.compare.toFixed(1), found.months.toFixed(1), ratio);
  }
} finally {
  await browser.close();
  await files.close();
}
