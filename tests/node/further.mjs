// Answers beyond one number in Node: each by its function, as a sheet, and refused in words.
import assert from "node:assert/strict";
import { test } from "node:test";

import { ASKED, FIELD, figures } from "../support/further.mjs";
import { plancost, presets } from "../support/package.mjs";

const { changes, cheapest, compare, editions, explain, flips, overTime, range, sheet, ties } = plancost;

const micros = (amount) => {
  const [, sign, whole, fraction] = /^(-?)(\d+)\.(\d{2,6})$/.exec(amount);
  return BigInt(sign + whole + fraction.padEnd(6, "0"));
};

test("each answer has a function, is plain data, and leaves the question alone", () => {
  const asked = structuredClone(FIELD);
  for (const ask of Object.keys(ASKED)) {
    const found = figures(ask, FIELD);
    assert.deepEqual(found, JSON.parse(JSON.stringify(found)), ask);
    assert.deepEqual(figures(ask, JSON.stringify(FIELD)), found, `${ask}: text and object are one question`);
  }
  assert.deepEqual(FIELD, asked);
});

test("each answer is a sheet, Markdown and text, and they say the same", () => {
  for (const [ask, options] of Object.entries(ASKED)) {
    const found = sheet(ask, FIELD, options);
    assert.equal(found.id, ask);
    for (const table of found.tables) {
      for (const row of table.rows) assert.equal(row.length, table.columns.length, `${ask}: ${table.title}`);
    }
    const markdown = sheet(ask, FIELD, { ...options, format: "markdown" });
    assert.ok(markdown.startsWith("# "), markdown.slice(0, 80));
    const text = sheet(ask, FIELD, { ...options, format: "text" });
    const html = sheet(ask, FIELD, { ...options, format: "html" });
    assert.ok(html.startsWith("<!doctype html>") && html.trimEnd().endsWith("</html>"), html.slice(0, 80));
    assert.ok(!/<script| style=| on[a-z]+="/.test(html), `${ask}: nothing in it runs`);
    for (const { title, rows } of found.tables) {
      // In a page the sentences say that there is nothing; an empty table is not drawn.
      for (const printed of rows.length > 0 ? [markdown, text, html] : [markdown, text]) assert.ok(printed.includes(title), ask);
    }
  }
});

for (const { file, scenario } of presets) {
  test(`${file}: all answers start from the same total`, () => {
    const total = cheapest(scenario).monthly;
    assert.deepEqual(figures("why-not", scenario).monthly, total);
    assert.deepEqual(figures("ties", scenario).best.monthly, total);
    assert.deepEqual(figures("owned", scenario).monthly, total);
    assert.deepEqual(figures("readings", scenario).monthly, total);
    assert.deepEqual(compare(scenario).after, total);
    assert.equal(overTime(scenario, { months: 1, same_edition: true }).total, total.amount);
    for (const other of ties(scenario, { most: 2 }).others) assert.ok(micros(other.monthly.amount) >= micros(total.amount));
  });
}

test("options reach the answer", () => {
  const edition = "2020-04";
  assert.equal(flips(FIELD, { edition, paths: ["groups[0].people"] }).edition, edition);
  assert.equal(flips(FIELD, { paths: ["groups[0].people"] }).numbers.length, 1);
  const { plan } = cheapest(FIELD).lines[0];
  assert.deepEqual(explain(FIELD, { line: plan }), cheapest(FIELD).lines[0].reason);
  const still = overTime(FIELD, { months: 6, same_edition: true });
  const grown = overTime(FIELD, { months: 6, same_edition: true, growth: [{ of: "Field", add: 5 }] });
  assert.ok(micros(grown.total) > micros(still.total));
  const season = { of: "people", percent: { 1: 300, 7: 300 } };
  assert.ok(micros(overTime(FIELD, { months: 12, same_edition: true, seasons: [season] }).total) > 2n * micros(still.total));
  const vary = [{ path: "groups[0].people", low: 10, likely: 12, high: 40 }];
  assert.equal(range(FIELD, { vary, draws: 20 }).draws, 20);
  assert.deepEqual(range(FIELD, { vary, seed: 7 }), range(FIELD, { vary, seed: 7 }));
  assert.notDeepEqual(range(FIELD, { vary, seed: 7 }).counts, range(FIELD, { vary, seed: 8 }).counts);
  assert.equal(sheet("explain", FIELD, { depth: "sentence" }).tables.length, 0);
  assert.ok(sheet("explain", FIELD, { depth: "whole" }).steps.length > 0);
});

test("without names an edition is compared with the one before it", () => {
  const ids = editions().map(({ id }) => id);
  const diff = changes();
  assert.deepEqual([diff.from.id, diff.to.id], ids.slice(-2));
  assert.deepEqual([compare(FIELD).from, compare(FIELD).to], ids.slice(-2));
  assert.deepEqual(changes({ from: ids[0], to: ids[0] }).changes, []);
  assert.deepEqual(changes({ edition: ids[0] }).from.id, ids[0], "the first edition has none before it");
  const there = changes({ from: ids[0], to: ids[1] }).changes;
  const back = changes({ from: ids[1], to: ids[0] }).changes;
  assert.ok(there.length > 0 && there.length === back.length);
  assert.deepEqual(sheet("changes", undefined, { from: ids[0], to: ids[1] }).id, "changes");
});

test("what cannot be answered is said, with its place", () => {
  const vary = [{ path: "groups[0].people", low: 1, likely: 2, high: 3 }];
  for (const [ask, place] of [
    [() => ties(FIELD, { within: 5 }), { code: "wrong-shape" }],
    [() => ties(FIELD, { within_per_mille: -1 }), { code: "wrong-shape", path: "options.within_per_mille" }],
    [() => ties(FIELD, { within_amount: "-1.00" }), { code: "wrong-shape", path: "options.within_amount" }],
    [() => ties(FIELD, { within_per_mille: 1, within_amount: "1.00" }), { code: "contradiction" }],
    [() => ties(FIELD, { format: "text" }), { code: "wrong-shape" }],
    [() => flips(FIELD, { paths: "groups[0].people" }), { code: "wrong-shape", path: "options.paths" }],
    [() => flips(FIELD, { paths: ["groups[7].people"] }), { code: "unknown-name", path: "groups[7].people" }],
    [() => overTime(FIELD, { months: 61 }), { code: "too-many", path: "months" }],
    [() => overTime(FIELD, { months: "many" }), { code: "wrong-shape", path: "options.months" }],
    [() => overTime(FIELD, { growth: [["Field", 5]] }), { code: "wrong-shape", path: "options.growth[0]" }],
    [() => range(FIELD), { code: "wrong-shape", path: "vary" }],
    [() => range(FIELD, { vary: [{ ...vary[0], high: "3,5" }] }), { code: "wrong-shape", path: "options.vary[0].high" }],
    [() => range(FIELD, { vary, draws: 10_001 }), { code: "too-many", path: "vary" }],
    [() => figures("forecast", FIELD, { days: [1, 2] }), { name: "PlanCostError" }],
    [() => explain(FIELD, { line: "no-plan" }), { code: "unknown-name", path: "options.line" }],
    [() => compare(FIELD, { from: "1999-01" }), { code: "unknown-edition", path: "options.from" }],
    [() => changes({ to: "1999-01" }), { code: "unknown-edition", path: "options.to" }],
    [() => changes([]), { code: "wrong-shape", path: "options" }],
    [() => sheet("flops", FIELD), { code: "unknown-name", path: "ask" }],
    [() => sheet(undefined, FIELD), { code: "unknown-name", path: "ask" }],
    [() => sheet("flips", null), { code: "wrong-shape" }],
    [() => sheet("flips", FIELD, { format: "pdf" }), { code: "wrong-shape", path: "options.format" }],
    [() => figures("todo", { groups: [{ name: "A", people: -1 }] }), { code: "wrong-shape", path: "groups[0].people" }],
  ]) {
    assert.throws(ask, { name: "PlanCostError", ...place }, String(ask));
  }
});
