// The JavaScript face in Node: the same questions and answers as in a browser, from the built package.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import Ajv from "ajv/dist/2020.js";

import { plancost, presets } from "../support/package.mjs";

const { cheapest, editions, lp, price, schema } = plancost;
const ids = editions().map((edition) => edition.id);

const SCENARIO = {
  name: "Inspections",
  groups: [{ name: "Field", people: 10 }],
  apps: [{ name: "Inspections", used_by: ["Field"], connectors: ["SQL Server"] }],
};

/** Millionths of an amount, so that sums are exact. */
const micros = (amount) => {
  const [, sign, whole, fraction] = /^(-?)(\d+)\.(\d{2,6})$/.exec(amount);
  return BigInt(sign + whole + fraction.padEnd(6, "0"));
};

test("there are presets and editions to try", () => {
  assert.ok(presets.length >= 10, `${presets.length} presets`);
  assert.ok(ids.includes("2020-04") && ids.includes("2021-10"), ids.join());
  assert.deepEqual(ids, [...ids].sort());
});

for (const { file, scenario } of presets) {
  for (const edition of ids) {
    test(`${file} in ${edition}: found, judged again, summed`, () => {
      const asked = structuredClone(scenario);
      const found = cheapest(scenario, { edition });
      assert.deepEqual(scenario, asked, "the question is not touched");
      assert.equal(found.edition, edition);
      // Early editions do not sell everything that the presets need, and say so.
      assert.ok(found.valid || (edition !== ids.at(-1) && found.issues[0].code === "no-plan-covers"), "valid, or not sold yet");
      assert.equal(found.optimality.proven, found.valid);
      const sum = found.lines.reduce((sum, line) => sum + (line.amount ? micros(line.amount.amount) : 0n), 0n);
      assert.equal(sum, micros(found.monthly.amount));
      assert.equal(12n * sum, micros(found.yearly.amount));
      const judged = price(scenario, found.combination, { edition });
      assert.equal(judged.valid, found.valid);
      assert.deepEqual(judged.monthly, found.monthly);
      assert.deepEqual(found, JSON.parse(JSON.stringify(found)), "an answer is plain data");
      assert.deepEqual(cheapest(JSON.stringify(scenario), { edition }), found, "text and object are one question");
      assert.match(lp(scenario, { edition }), /^\s*(\\.*\n)*\s*minimi[sz]e/i);
    });
  }
}

test("no field of an answer is undefined", () => {
  const visit = (value, path) => {
    assert.notEqual(value, undefined, path);
    for (const [key, field] of Object.entries(value ?? {})) if (typeof value === "object") visit(field, `${path}.${key}`);
  };
  for (const { scenario } of presets) visit(cheapest(scenario), "estimate");
});

test("schemas are those of the files, and valid schemas", () => {
  for (const of of ["scenario", "combination"]) {
    assert.deepEqual(schema(of), JSON.parse(readFileSync(`static/schema/${of}.json`, "utf8")));
    assert.equal(new Ajv({ allErrors: true }).validateSchema(schema(of)), true);
  }
  assert.deepEqual(schema(), schema("scenario"));
});

test("schemas take what the engine takes", () => {
  const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
  const scenarios = ajv.compile(schema());
  const combinations = ajv.compile(schema("combination"));
  for (const { file, scenario } of presets) {
    assert.ok(scenarios(scenario), `${file}: ${ajv.errorsText(scenarios.errors)}`);
    const { combination } = cheapest(scenario);
    assert.ok(combinations(combination), `${file}: ${ajv.errorsText(combinations.errors)}`);
  }
  assert.ok(scenarios({}));
});

test("schemas refuse what the engine refuses for its shape", () => {
  const valid = new Ajv().compile(schema());
  const group = (people) => ({ groups: [{ name: "A", people }] });
  for (const [scenario, path] of [
    [{ grups: [] }, "grups"],
    [group(-1), "groups[0].people"],
    [group(1.5), "groups[0].people"],
    [group(10_000_001), "groups[0].people"],
    [group("5"), "groups[0].people"],
    [group(null), "groups[0].people"],
    [{ groups: [{ people: 5 }] }, "groups[0]"],
    [{ groups: [{ name: "A", peple: 5 }] }, "groups[0].peple"],
    [{ groups: {} }, "groups"],
    [{ tenant: { prices: { x: "12,50" } } }, "tenant.prices.x"],
    [{ tenant: { prices: { x: 12.5 } } }, "tenant.prices.x"],
    [{ storage: { database_gb: "2,4" } }, "storage.database_gb"],
    [{ storage: { database_gb: -1 } }, "storage.database_gb"],
    [{ flows: [{ name: "F", trigger: "now" }] }, "flows[0].trigger"],
    [{ connectors: { X: "expensive" } }, "connectors.X"],
  ]) {
    const text = JSON.stringify(scenario);
    assert.equal(valid(scenario), false, text);
    for (const asked of [scenario, text]) {
      assert.throws(() => cheapest(asked), { name: "PlanCostError", code: "wrong-shape", path }, text);
    }
  }
});

test("an error says where, what and which, and is an Error", () => {
  assert.throws(
    () => cheapest({ groups: [{ name: "A", people: -1 }] }),
    (error) => {
      assert.ok(error instanceof Error);
      assert.equal(error.message, `${error.path}: ${error.faults[0].message}`);
      assert.deepEqual(Object.keys(error.faults[0]).sort(), ["code", "message", "path"]);
      return true;
    },
  );
  const twice = { apps: [{ name: "A", used_by: ["X"] }, { name: "B", used_by: ["Y"] }] };
  assert.throws(
    () => cheapest(twice),
    (error) => {
      assert.deepEqual(error.faults.map((fault) => fault.path), ["apps[0].used_by[0]", "apps[1].used_by[0]"]);
      return true;
    },
  );
  assert.throws(() => cheapest(SCENARIO, { edition: "1999-01" }), { code: "unknown-edition", path: "options.edition" });
});

test("whatever it is given, it answers or refuses in words, and goes on", () => {
  const cycle = { name: "cycle" };
  cycle.groups = [cycle];
  const list = [];
  list.push(list);
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const wild = [
    undefined, null, true, 0, -0, NaN, Infinity, 5n, 2n ** 80n, "", "x", "[]", "{", "null", "\u{feff}{}", "\ud800",
    Symbol("x"), () => 1, class {}, [], [[]], list, cycle, new Map(), new Set(), new Date(), /x/, new Error("x"),
    Promise.resolve(), new ArrayBuffer(9), new Float64Array(9), new Array(4e9), globalThis, process, revoked.proxy,
    "x".repeat(20_000_000), "{".repeat(1e6), '{"a":'.repeat(1e5), `{"groups":[${'{"name":"x"},'.repeat(3e5)}{}]}`,
    { get name() { throw new Error("no"); } }, { toJSON() { throw new Error("no"); } }, { [Symbol.iterator]: 1 },
    new Proxy({}, { ownKeys() { throw new Error("no"); } }), { name: { toString() { throw new Error("no"); } } },
    Array.from({ length: 200_000 }, (_, i) => ({ name: `${i}` })),
  ];
  const before = cheapest(SCENARIO);
  let refused = 0;
  for (const value of wild) {
    for (const scenario of [value, { groups: value }, { groups: [value] }, { tenant: { owned: value } }, { name: value }]) {
      for (const ask of [
        () => cheapest(scenario),
        () => lp(scenario),
        () => price(SCENARIO, scenario),
        () => cheapest(SCENARIO, scenario),
      ]) {
        try {
          ask();
        } catch (error) {
          refused += 1;
          assert.ok(!(error instanceof WebAssembly.RuntimeError), error.stack);
          assert.ok(!(error instanceof RangeError), error.stack);
        }
      }
    }
  }
  assert.ok(refused > 500, `${refused} refused`);
  assert.deepEqual(cheapest(SCENARIO), before);
});
